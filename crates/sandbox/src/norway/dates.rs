//! Days and times as Norway writes them. It keeps the same time as Denmark, so the counting is `letters::dates`'.

use crate::letters::dates::{self, Months};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

const MONTHS: Months = [
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

fn zone() -> TimeZone {
    TimeZone::get("Europe/Oslo").unwrap_or(TimeZone::UTC)
}

/// `24. november 2026`.
#[must_use]
pub fn long(at: Timestamp) -> String {
    dates::long_in(at, &MONTHS)
}

/// A text with its gaps filled, as [`dates::filled`] has them.
#[must_use]
pub fn filled(text: &str, now: Timestamp) -> String {
    dates::filled_in(text, now, &MONTHS)
}

/// `2026-11-24T10:00:00.000+01:00`.
#[must_use]
pub fn with_offset(at: Timestamp) -> String {
    at.to_zoned_datetime(zone()).strftime("%Y-%m-%dT%H:%M:%S%.3f%:z").to_string()
}

/// A time on a day so many days from now, likewise.
#[must_use]
pub fn time(now: Timestamp, days: i64, hour: i8, minute: i8) -> String {
    with_offset(dates::at(now, days, hour, minute))
}

/// A day so many days from now: `2026-11-24`.
#[must_use]
pub fn day(now: Timestamp, days: i64) -> String {
    dates::day(now, days).date().to_string()
}

/// The same moment so many months later, by Norway's calendar.
#[must_use]
pub fn months_after(at: Timestamp, months: i32) -> Timestamp {
    at.to_zoned_datetime(zone()).checked_add(months.months()).map_or(at, |then| then.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times_are_norways() {
        let now: Timestamp = "2026-05-19T08:00:00.5Z".parse().unwrap();
        assert_eq!(long(now), "19. mai 2026");
        assert_eq!(filled("Senest {dag:1}, {måned:-60}", now), "Senest 20. mai 2026, mars 2026");
        assert_eq!(with_offset(now), "2026-05-19T10:00:00.500+02:00");
        assert_eq!(time(now, 1, 9, 15), "2026-05-20T09:15:00.000+02:00");
        assert_eq!(day(now, 1), "2026-05-20");
        assert_eq!(months_after(now, -18), "2024-11-19T09:00:00.5Z".parse().unwrap());
    }
}
