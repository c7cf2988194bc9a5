//! The person's hours: when it is quiet, which window of a digest it is, where her day begins. All of it is counted on
//! her own clock, so a day may have 23 or 25 hours; nothing here knows the present by itself.

use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, ZonedDateTime};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Hours in which nothing is sent: from the first minute on, until just before the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Quiet {
    /// There are none.
    Never,
    /// Every day; over midnight when the first is later than the second.
    Daily(Time, Time),
}

impl Default for Quiet {
    fn default() -> Self {
        Quiet::Daily(Time::constant(22, 0, 0, 0), Time::constant(7, 0, 0, 0))
    }
}

impl Quiet {
    /// Whether it is quiet now.
    #[must_use]
    pub fn is(self, now: Timestamp, zone: &TimeZone) -> bool {
        let Quiet::Daily(from, to) = self else { return false };
        let time = now.to_zoned_datetime(zone.clone()).time();
        if from < to { from <= time && time < to } else { time >= from || time < to }
    }
}

/// These are no quiet hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no quiet hours: 22:00-07:00, or none")]
pub struct QuietError;

fn minute(text: &str) -> Option<Time> {
    let (hour, minute) = text.trim().split_once(':')?;
    let digits = |text: &str| matches!(text.len(), 1..=2) && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(hour) || minute.len() != 2 || !digits(minute) {
        return None;
    }
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

impl FromStr for Quiet {
    type Err = QuietError;

    fn from_str(text: &str) -> Result<Self, QuietError> {
        if text.trim() == "none" {
            return Ok(Quiet::Never);
        }
        let (from, to) = text.split_once('-').ok_or(QuietError)?;
        let (from, to) = (minute(from).ok_or(QuietError)?, minute(to).ok_or(QuietError)?);
        // The whole day would be a channel that is off, and says something else.
        if from == to { Err(QuietError) } else { Ok(Quiet::Daily(from, to)) }
    }
}

impl TryFrom<String> for Quiet {
    type Error = QuietError;

    fn try_from(text: String) -> Result<Self, QuietError> {
        text.parse()
    }
}

impl fmt::Display for Quiet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Quiet::Never => f.write_str("none"),
            Quiet::Daily(from, to) => write!(f, "{}-{}", from.strftime("%H:%M"), to.strftime("%H:%M")),
        }
    }
}

impl From<Quiet> for String {
    fn from(quiet: Quiet) -> String {
        quiet.to_string()
    }
}

/// Letters gathered over a window, and told of after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Digest {
    /// Each at once.
    #[default]
    None,
    /// By the hour.
    Hourly,
    /// By the day.
    Daily,
    /// By the week, from Monday on.
    Weekly,
}

impl Digest {
    /// The window that a moment lies in. Its name is its kind and the instant at which it begins, so the hour that comes
    /// twice in autumn is two windows.
    #[must_use]
    pub fn window(self, at: Timestamp, zone: &TimeZone) -> Option<String> {
        let local = at.to_zoned_datetime(zone.clone());
        let (kind, begins) = match self {
            Digest::None => return None,
            Digest::Hourly => {
                let into = i64::from(local.minute()) * 60 + i64::from(local.second());
                ("hour", at.as_second() - into)
            }
            Digest::Daily => ("day", start_of_day(&local).as_second()),
            Digest::Weekly => {
                let days = i64::from(local.weekday().to_monday_zero_offset());
                let monday = local.checked_sub(days.days()).unwrap_or_else(|_| local.clone());
                ("week", start_of_day(&monday).as_second())
            }
        };
        Some(format!("{kind}:{begins}"))
    }
}

fn start_of_day(local: &ZonedDateTime) -> Timestamp {
    // Only at the ends of time is there none.
    local.start_of_day().map_or_else(|_| local.timestamp(), |start| start.timestamp())
}

/// The person's day that a moment lies in: its first instant, and the first of the next.
#[must_use]
pub fn day(at: Timestamp, zone: &TimeZone) -> (Timestamp, Timestamp) {
    let local = at.to_zoned_datetime(zone.clone());
    let from = start_of_day(&local);
    let to = local.tomorrow().map_or(Timestamp::MAX, |next| start_of_day(&next));
    (from, to)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone() -> TimeZone {
        TimeZone::get("Europe/Copenhagen").unwrap()
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn it_is_quiet_from_the_first_minute_on_until_the_last_is_over() {
        let night = Quiet::default();
        for (moment, quiet) in [
            ("2026-11-02T20:59:59Z", false),
            ("2026-11-02T21:00:00Z", true),
            ("2026-11-03T05:59:59.999Z", true),
            ("2026-11-03T06:00:00Z", false),
            // In summer the same hours are an hour earlier elsewhere.
            ("2026-07-02T19:59:59Z", false),
            ("2026-07-02T20:00:00Z", true),
            ("2026-07-03T04:59:59Z", true),
            ("2026-07-03T05:00:00Z", false),
        ] {
            assert_eq!(night.is(at(moment), &zone()), quiet, "{moment}");
        }
        assert!(!Quiet::Never.is(at("2026-11-02T23:00:00Z"), &zone()));
        let noon: Quiet = "12:00-13:30".parse().unwrap();
        assert!(noon.is(at("2026-11-02T11:00:00Z"), &zone()) && !noon.is(at("2026-11-02T12:30:00Z"), &zone()));
    }

    #[test]
    fn on_both_days_on_which_the_clocks_change_the_hours_are_those_of_the_clock_on_the_wall() {
        let night = Quiet::default();
        for (moment, quiet) in [
            // 29 March: 01:59 is followed by 03:00; 07:00 is 05:00Z.
            ("2026-03-29T04:59:59Z", true),
            ("2026-03-29T05:00:00Z", false),
            // 25 October: 02:00 to 03:00 comes twice; 07:00 is 06:00Z.
            ("2026-10-25T05:59:59Z", true),
            ("2026-10-25T06:00:00Z", false),
        ] {
            assert_eq!(night.is(at(moment), &zone()), quiet, "{moment}");
        }
        // An hour that is skipped is never quiet, one that comes twice is quiet twice.
        let skipped: Quiet = "02:00-03:00".parse().unwrap();
        let minutes = |day: &str| {
            let from = at(&format!("{day}T00:00:00Z"));
            (0..24 * 60).filter(|n| skipped.is(from + n.minutes(), &zone())).count()
        };
        assert_eq!([minutes("2026-03-29"), minutes("2026-10-25"), minutes("2026-10-26")], [0, 120, 60]);
    }

    #[test]
    fn a_day_is_the_persons_and_an_hour_that_comes_twice_is_two_windows() {
        let length = |moment: &str| {
            let (from, to) = day(at(moment), &zone());
            to.duration_since(from).as_hours()
        };
        assert_eq!([length("2026-03-29T10:00:00Z"), length("2026-10-25T10:00:00Z")], [23, 25]);
        let hour = |moment: &str| Digest::Hourly.window(at(moment), &zone()).unwrap();
        assert_ne!(hour("2026-10-25T00:30:00Z"), hour("2026-10-25T01:30:00Z"));
        assert_eq!(hour("2026-10-25T00:00:00Z"), hour("2026-10-25T00:59:59Z"));
        let daily = |moment: &str| Digest::Daily.window(at(moment), &zone()).unwrap();
        assert_eq!(daily("2026-11-02T23:00:00Z"), daily("2026-11-03T22:59:59Z"));
        assert_ne!(daily("2026-11-02T22:59:59Z"), daily("2026-11-02T23:00:00Z"));
        let weekly = |moment: &str| Digest::Weekly.window(at(moment), &zone()).unwrap();
        assert_eq!(weekly("2026-10-18T22:00:00Z"), weekly("2026-10-25T22:59:59Z"), "with the day of 25 hours");
        assert_ne!(weekly("2026-10-25T22:59:59Z"), weekly("2026-10-25T23:00:00Z"));
        assert_eq!(Digest::None.window(at("2026-11-02T23:00:00Z"), &zone()), None);
    }

    #[test]
    fn quiet_hours_are_two_minutes_of_the_day_or_none() {
        for (typed, meant) in [("22:00-07:00", "22:00-07:00"), ("9:05-17:00", "09:05-17:00"), ("none", "none")] {
            assert_eq!(typed.parse::<Quiet>().unwrap().to_string(), meant);
        }
        for bad in [
            "",
            "22-07",
            "22:00",
            "24:00-07:00",
            "22:00-07:60",
            "22:00-22:00",
            "-1:00-07:00",
            "22:00-07:00-08:00",
            "22:0-07:00",
            "+2:00-07:00",
            "22:00 til 07:00",
            "None",
        ] {
            assert_eq!(bad.parse::<Quiet>(), Err(QuietError), "{bad}");
        }
    }
}
