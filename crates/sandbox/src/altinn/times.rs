//! Times as Dialogporten writes them, moments as the administrator writes them, and days as Norwegian letters do.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan, ZonedDateTime};
use serde::Deserialize;

const NORWEGIAN: [&str; 12] = [
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
];

/// RFC 3339 in UTC with six decimals, as in `2026-06-01T06:30:12.000000Z`.
#[must_use]
pub fn stamp(at: Timestamp) -> String {
    format!("{at:.6}")
}

fn oslo(at: Timestamp) -> ZonedDateTime {
    at.to_zoned_datetime(TimeZone::get("Europe/Oslo").unwrap_or(TimeZone::UTC))
}

/// A moment as the administrator writes it: RFC 3339, a day or a day and time in Norway, or counted from now, as in
/// `-3d`, `+14d 09:30` and `+45m`. A day alone lasts to its end.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Moment(String);

impl Moment {
    /// This one.
    #[must_use]
    pub fn of(at: Timestamp) -> Self {
        Moment(stamp(at))
    }

    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// When that is.
    ///
    /// # Errors
    /// When it is none.
    pub fn at(&self, now: Timestamp) -> Result<Timestamp, String> {
        let text = self.0.trim();
        let found = match text.strip_prefix(['+', '-']) {
            Some(_) => counted(text, now),
            None => text.parse().ok().or_else(|| civil(text, now)),
        };
        found.ok_or_else(|| format!("no moment: {text}"))
    }
}

fn civil(text: &str, now: Timestamp) -> Option<Timestamp> {
    let last = Time::constant(23, 59, 59, 0);
    let day = || text.parse::<Date>().ok().filter(|_| text.len() == 10).map(|day| day.to_datetime(last));
    let at = day().or_else(|| text.parse::<DateTime>().ok())?;
    oslo(now).time_zone().to_timestamp(at).ok()
}

fn counted(text: &str, now: Timestamp) -> Option<Timestamp> {
    let (count, time) = text.split_once(' ').map_or((text, None), |(count, time)| (count, Some(time)));
    if let Some(minutes) = count.strip_suffix('m') {
        return now.checked_add(SignedDuration::from_mins(minutes.parse().ok()?)).ok();
    }
    let days: i64 = count.strip_suffix('d')?.parse().ok()?;
    let day = oslo(now).checked_add(days.days()).ok()?;
    match time {
        None => Some(day.timestamp()),
        Some(time) => {
            let at = day.date().to_datetime(time.parse::<Time>().ok()?);
            day.time_zone().to_timestamp(at).ok()
        }
    }
}

/// A day as letters write it: `24. mars 2026`, in English `24 March 2026`.
#[must_use]
pub fn day(at: Timestamp, language: &str) -> String {
    let day = oslo(at);
    if language == "en" {
        return day.strftime("%-d %B %Y").to_string();
    }
    let month = usize::try_from(day.month() - 1).ok().and_then(|month| NORWEGIAN.get(month)).copied();
    format!("{}. {} {}", day.day(), month.unwrap_or_default(), day.year())
}

/// The text with its gaps filled: `{dag:N}` is a day N days from now, `{år:N}` the year N years from now. Any other gap
/// stays.
#[must_use]
pub fn filled(text: &str, language: &str, now: Timestamp) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        result.push_str(before);
        let gap = after.split_once('}').and_then(|(gap, behind)| Some((filling(gap, language, now)?, behind)));
        rest = match gap {
            Some((filling, behind)) => {
                result.push_str(&filling);
                behind
            }
            None => {
                result.push('{');
                after
            }
        };
    }
    result.push_str(rest);
    result
}

fn filling(gap: &str, language: &str, now: Timestamp) -> Option<String> {
    let (kind, count) = gap.split_once(':')?;
    let count: i64 = count.parse().ok()?;
    let from = oslo(now);
    match kind {
        "dag" => Some(day(from.checked_add(count.days()).ok()?.timestamp(), language)),
        "år" => Some(from.checked_add(count.years()).ok()?.year().to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2026-03-28T11:00:00Z".parse().unwrap()
    }

    fn moment(text: &str) -> Result<String, String> {
        Moment(text.to_owned()).at(now()).map(stamp)
    }

    #[test]
    fn moments_are_read_in_norwegian_time_also_across_the_change_of_the_clock() {
        assert_eq!(moment("2026-06-01T06:30:12.5Z").unwrap(), "2026-06-01T06:30:12.500000Z");
        assert_eq!(moment("2026-06-01").unwrap(), "2026-06-01T21:59:59.000000Z");
        assert_eq!(moment("2026-01-31T08:00").unwrap(), "2026-01-31T07:00:00.000000Z");
        assert_eq!(moment("+0d 09:15").unwrap(), "2026-03-28T08:15:00.000000Z");
        assert_eq!(moment("+1d 09:15").unwrap(), "2026-03-29T07:15:00.000000Z");
        assert_eq!(moment("-90m").unwrap(), "2026-03-28T09:30:00.000000Z");
        assert!(moment("soon").is_err() && moment("+d").is_err());
    }

    #[test]
    fn gaps_are_filled_in_the_text_s_language_and_others_stay() {
        assert_eq!(filled("Frist {dag:3}.", "nb", now()), "Frist 31. mars 2026.");
        assert_eq!(filled("Due {dag:3} {x} {", "en", now()), "Due 31 March 2026 {x} {");
        assert_eq!(filled("Året {år:-1}", "nn", now()), "Året 2025");
    }
}
