//! Days as people write them: 2026, 2026-03, 2026-03-14, 14.3.2026. A year or a month means all of its days.

use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The first of the days that were written, and the first one behind them. None when the calendar ends there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) first: Date,
    pub(super) behind: Option<Date>,
}

/// Reads days; nothing when these are none.
pub(super) fn days(text: &str) -> Option<Days> {
    let one = |first: Date| Days { first, behind: first.tomorrow().ok() };
    let parts: Vec<&str> = text.split(['-', '.', '/']).collect();
    match parts.as_slice() {
        [first] => {
            let first = Date::new(year(first)?, 1, 1).ok()?;
            Some(Days { first, behind: Date::new(first.year() + 1, 1, 1).ok() })
        }
        [first, second] if text.contains('-') => {
            let first = Date::new(year(first)?, number(second)?, 1).ok()?;
            Some(Days { first, behind: first.last_of_month().tomorrow().ok() })
        }
        [first, second, third] if year(first).is_some() => {
            Date::new(year(first)?, number(second)?, number(third)?).ok().map(one)
        }
        [first, second, third] => Date::new(year(third)?, number(second)?, number(first)?).ok().map(one),
        _ => None,
    }
}

fn year(text: &str) -> Option<i16> {
    (text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

fn number(text: &str) -> Option<i8> {
    ((1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// When the day begins there, in microseconds since 1970. None at the ends of the calendar.
pub(super) fn begins(day: Date, zone: &TimeZone) -> Option<i64> {
    Some(zone.to_timestamp(day.at(0, 0, 0, 0)).ok()?.as_microsecond())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_months_and_years_are_read_as_people_write_them() {
        let read = |text| days(text).map(|days| (days.first, days.behind));
        assert_eq!(read("2026"), Some((date(2026, 1, 1), Some(date(2027, 1, 1)))));
        assert_eq!(read("2026-02"), Some((date(2026, 2, 1), Some(date(2026, 3, 1)))));
        assert_eq!(read("2026-12"), Some((date(2026, 12, 1), Some(date(2027, 1, 1)))));
        for same in ["2026-03-14", "14.3.2026", "14.03.2026", "14/3/2026", "14-3-2026"] {
            assert_eq!(read(same), Some((date(2026, 3, 14), Some(date(2026, 3, 15)))), "{same}");
        }
        assert_eq!(read("9999"), Some((date(9999, 1, 1), None)));
        for none in
            ["", "26", "2026-13", "31.2.2026", "2026-", "3.2026", "2026-03-14-1", "+026", "１４.3.2026", "i går"]
        {
            assert_eq!(read(none), None, "{none}");
        }
    }

    #[test]
    fn a_day_begins_when_it_does_where_the_person_is() {
        let copenhagen = TimeZone::get("Europe/Copenhagen").unwrap();
        let at = |text: &str| text.parse::<jiff::Timestamp>().unwrap().as_microsecond();
        assert_eq!(begins(date(2026, 7, 1), &copenhagen), Some(at("2026-06-30T22:00:00Z")));
        assert_eq!(begins(date(2026, 1, 1), &TimeZone::UTC), Some(at("2026-01-01T00:00:00Z")));
    }
}
