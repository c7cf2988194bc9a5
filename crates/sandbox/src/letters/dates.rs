//! Days counted from now, as letters write them. Norway keeps the same time as Denmark.

use super::Action;
use crate::ids;
use crate::store::times::stamp;
use jiff::civil::{Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan, ZonedDateTime};
use serde_json::{Value, json};

/// The months' names.
pub type Months = [&'static str; 12];

const MONTHS: Months = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
];

fn copenhagen(at: Timestamp) -> ZonedDateTime {
    at.to_zoned_datetime(TimeZone::get("Europe/Copenhagen").unwrap_or(TimeZone::UTC))
}

/// A day so many days from now. Authorities keep office hours: what would fall on a weekend lies after it, or
/// before it when it is past.
#[must_use]
pub fn day(now: Timestamp, days: i64) -> ZonedDateTime {
    let today = copenhagen(now);
    let day = today.checked_add(days.days()).unwrap_or_else(|_| today.clone());
    let shift = match (day.weekday(), days.signum()) {
        (Weekday::Saturday, 1) => 2,
        (Weekday::Sunday, 1) => 1,
        (Weekday::Saturday, -1) => -1,
        (Weekday::Sunday, -1) => -2,
        _ => 0,
    };
    day.checked_add(shift.days()).unwrap_or(today)
}

/// A time on such a day.
#[must_use]
pub fn at(now: Timestamp, days: i64, hour: i8, minute: i8) -> Timestamp {
    on(now, &day(now, days), hour, minute)
}

fn on(now: Timestamp, day: &ZonedDateTime, hour: i8, minute: i8) -> Timestamp {
    let time = Time::new(hour, minute, 0, 0).unwrap_or(Time::midnight());
    day.date().to_datetime(time).to_zoned_datetime(day.time_zone().clone()).map_or(now, |zoned| zoned.timestamp())
}

/// The last second of a day.
#[must_use]
pub fn end_of_day(now: Timestamp, days: i64) -> Timestamp {
    let day = day(now, days);
    let midnight = on(now, &day.tomorrow().unwrap_or(day), 0, 0);
    midnight.checked_sub(SignedDuration::from_secs(1)).unwrap_or(midnight)
}

/// `24. november 2026`.
#[must_use]
pub fn long(at: Timestamp) -> String {
    long_in(at, &MONTHS)
}

/// The same with other names of the months.
#[must_use]
pub fn long_in(at: Timestamp, months: &Months) -> String {
    written(&copenhagen(at), months)
}

fn written(day: &ZonedDateTime, months: &Months) -> String {
    let month = usize::try_from(day.month() - 1).ok().and_then(|month| months.get(month)).copied().unwrap_or_default();
    format!("{}. {month} {}", day.day(), day.year())
}

/// The text with its gaps filled: `{dag:N}` (a day N days from now), `{ics:N}` (the same as in a
/// calendar file), `{måned:N}` (month and year, N days from now) and `{år:N}` (the year, N years
/// from now). A gap that is none of these stays.
#[must_use]
pub fn filled(text: &str, now: Timestamp) -> String {
    filled_in(text, now, &MONTHS)
}

/// The same with other names of the months.
#[must_use]
pub fn filled_in(text: &str, now: Timestamp, months: &Months) -> String {
    let mut result = String::with_capacity(text.len() + 64);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        result.push_str(before);
        match after.split_once('}').and_then(|(gap, after)| Some((fill(gap, now, months)?, after))) {
            Some((value, after)) => {
                result.push_str(&value);
                rest = after;
            }
            None => {
                result.push('{');
                rest = after;
            }
        }
    }
    result.push_str(rest);
    result
}

fn fill(gap: &str, now: Timestamp, months: &Months) -> Option<String> {
    let (kind, number) = gap.split_once(':')?;
    let number: i64 = number.parse().ok()?;
    Some(match kind {
        "dag" => written(&day(now, number), months),
        "ics" => day(now, number).strftime("%Y%m%d").to_string(),
        "måned" => {
            let day = written(&day(now, number), months);
            day.split_once(". ")?.1.to_owned()
        }
        "år" => (i64::from(copenhagen(now).year()) + number).to_string(),
        _ => return None,
    })
}

/// The interface's `Action`.
#[must_use]
pub fn action(action: &Action, now: Timestamp, letter: &str) -> Value {
    match action {
        Action::Link(label, code, url, days) => json!({
            "label": label, "actionCode": code, "entryPointUrl": url,
            "actionStartTime": stamp(at(now, 0, 0, 0)), "actionEndTime": stamp(end_of_day(now, *days)),
        }),
        Action::Appointment(label, location, organizer, days, hour, minutes) => {
            let start = at(now, *days, *hour, 0);
            let end = start.checked_add(SignedDuration::from_mins(*minutes)).unwrap_or(start);
            json!({
                "label": label, "actionCode": "AFTALE", "description": label, "reservationAbstract": label,
                "reservationUUID": ids::stable(&[letter, "reservation"]), "location": location,
                "reservationStartTime": stamp(start), "reservationEndTime": stamp(end),
                "organizerName": organizer, "organizerMail": "kontakt@example.org",
                "actionStartTime": stamp(start), "actionEndTime": stamp(end),
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled_with_days_from_now() {
        let now: Timestamp = "2026-11-24T08:00:00Z".parse().unwrap();
        assert_eq!(filled("Senest {dag:14}.", now), "Senest 8. december 2026.");
        assert_eq!(filled("{ics:1} {måned:-30} {år:-1}", now), "20261125 oktober 2026 2025");
        assert_eq!(filled("{ukendt} {dag:x} { }", now), "{ukendt} {dag:x} { }");
    }

    #[test]
    fn nobody_is_summoned_on_a_sunday() {
        let now: Timestamp = "2026-11-27T08:00:00Z".parse().unwrap();
        assert_eq!(filled("{dag:0} {dag:1} {dag:2} {dag:3}", now), {
            "27. november 2026 30. november 2026 30. november 2026 30. november 2026"
        });
        assert_eq!(filled("{dag:-5} {dag:-6}", now), "20. november 2026 20. november 2026");
        assert_eq!(stamp(end_of_day(now, 1)), "2026-11-30T22:59:59.000Z");
    }

    #[test]
    fn a_day_ends_as_denmark_counts() {
        let now: Timestamp = "2026-11-24T08:00:00Z".parse().unwrap();
        assert_eq!(stamp(end_of_day(now, 0)), "2026-11-24T22:59:59.000Z");
    }
}
