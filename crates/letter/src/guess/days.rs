//! Days and times as letters write them: “3. marts 2026”, “March 3, 2026”, “3.3.2026”, “2026-03-03”, “3/3-26”,
//! “inden 14 dage”, “kl. 14.20”.

use super::later;
use super::tokens::Token;
use jiff::civil::{Date, Time};

/// A day in a text.
pub(super) struct Day {
    /// Which.
    pub date: Date,
    /// Its first word, and the one after its last.
    pub begins: usize,
    /// See above.
    pub ends: usize,
    /// By its own words it is a limit.
    pub limit: bool,
}

/// The months; in Danish, in Norwegian and in English where they differ.
const MONTHS: [&[&str]; 12] = [
    &["januar", "january", "jan"],
    &["februar", "february", "feb"],
    &["marts", "mars", "march"],
    &["april", "apr"],
    &["maj", "mai", "may"],
    &["juni", "june"],
    &["juli", "july"],
    &["august", "aug"],
    &["september", "sept"],
    &["oktober", "october", "okt"],
    &["november", "nov"],
    &["december", "desember", "dec", "des"],
];
const WITHIN: [&str; 6] = ["inden", "innen", "innan", "senest", "seinast", "within"];
const NUMBERS: [(&str, i32); 14] = [
    ("en", 1),
    ("én", 1),
    ("to", 2),
    ("tre", 3),
    ("fire", 4),
    ("fem", 5),
    ("seks", 6),
    ("otte", 8),
    ("åtte", 8),
    ("ti", 10),
    ("fjorten", 14),
    ("two", 2),
    ("three", 3),
    ("four", 4),
];
const UNITS: [(&str, i32); 12] = [
    ("dage", 1),
    ("dager", 1),
    ("dagar", 1),
    ("days", 1),
    ("uge", 7),
    ("uger", 7),
    ("uke", 7),
    ("uker", 7),
    ("veke", 7),
    ("veker", 7),
    ("week", 7),
    ("weeks", 7),
];

/// The month of this name, from 1.
pub(super) fn month(word: &str) -> Option<i8> {
    let at = MONTHS.iter().position(|names| names.contains(&word))?;
    i8::try_from(at + 1).ok()
}

/// The day that begins with this word. One without a year is the next such day after the letter came.
pub(super) fn read(all: &[Token<'_>], at: usize, came: Date) -> Option<Day> {
    let word = |by: usize| all.get(at + by).map(|token| token.word.as_str());
    let first = word(0)?;
    let day =
        |date: Option<Date>, words: usize, limit: bool| Some(Day { date: date?, begins: at, ends: at + words, limit });
    if let Some(days) = within(first, word(1), word(2), word(3)) {
        return day(later(came, days.0), days.1, true);
    }
    let year = |by: usize| word(by).and_then(year);
    if let (Some(date), Some(month)) = (number(first, 31), word(1).and_then(month)) {
        return match year(2) {
            Some(year) => day(Date::new(year, month, date).ok(), 3, false),
            None => day(next(month, date, came), 2, false),
        };
    }
    if let (Some(month), Some(date)) = (month(first), word(1).and_then(|word| number(word, 31))) {
        // Only in English does the month come first, and then the year follows.
        return day(Date::new(year(2)?, month, date).ok(), 3, false);
    }
    let parts: Vec<&str> = first.split(['.', '-', '/']).collect();
    match parts[..] {
        [y, m, d] if y.len() == 4 => day(Date::new(self::year(y)?, number(m, 12)?, number(d, 31)?).ok(), 1, false),
        [d, m, y] => day(Date::new(self::year(y)?, number(m, 12)?, number(d, 31)?).ok(), 1, false),
        [d, m] if first.contains('/') => {
            let (date, month) = (number(d, 31)?, number(m, 12)?);
            match year(1) {
                Some(year) => day(Date::new(year, month, date).ok(), 2, false),
                None => day(next(month, date, came), 1, false),
            }
        }
        _ => None,
    }
}

/// “inden 14 dage”, “inden for to uger”: how many days, in how many words.
fn within(first: &str, second: Option<&str>, third: Option<&str>, fourth: Option<&str>) -> Option<(i32, usize)> {
    if !WITHIN.contains(&first) {
        return None;
    }
    let (count, unit, words) = match second? {
        "for" => (third?, fourth?, 4),
        count => (count, third?, 3),
    };
    let spelt = NUMBERS.iter().find(|(name, _)| *name == count).map(|(_, number)| *number);
    let count = spelt.or_else(|| count.parse().ok().filter(|count| (1..=200).contains(count)))?;
    let unit = UNITS.iter().find(|(name, _)| *name == unit).map(|(_, days)| *days)?;
    Some((count * unit, words))
}

/// The next day of this date, unless it has just been: then the year is not sure.
fn next(month: i8, date: i8, came: Date) -> Option<Date> {
    let near = later(came, 330)?;
    let in_year = |year| Date::new(year, month, date).ok().filter(|day| (came..=near).contains(day));
    in_year(came.year()).or_else(|| in_year(came.year() + 1))
}

fn number(word: &str, most: i8) -> Option<i8> {
    let digits = word.strip_suffix("th").or(word.strip_suffix("rd")).or(word.strip_suffix("st")).unwrap_or(word);
    digits.parse().ok().filter(|number| (1..=most).contains(number) && digits.len() <= 2)
}

fn year(word: &str) -> Option<i16> {
    let year: i16 = word.parse().ok()?;
    match word.len() {
        4 => Some(year).filter(|year| (2000..2100).contains(year)),
        2 => Some(2000 + year),
        _ => None,
    }
}

/// The time that follows: “kl. 14.20”, “at 14:20”, at most four words on.
pub(super) fn time_after(all: &[Token<'_>], at: usize) -> Option<Time> {
    let near = all.get(at..all.len().min(at + 5)).unwrap_or_default();
    near.iter().enumerate().find_map(|(by, token)| {
        let said = by > 0 && near.get(by - 1).is_some_and(|word| is_clock(&word.word));
        time(&token.word, said)
    })
}

fn is_clock(word: &str) -> bool {
    matches!(word, "kl" | "klokken" | "klokka" | "klokkeslæt" | "klokkeslett" | "tid" | "tidspunkt" | "at")
}

/// A whole hour is a time only after a word that says so.
fn time(word: &str, said: bool) -> Option<Time> {
    let (hour, minute) = match word.split_once(['.', ':']) {
        Some((hour, minute)) if minute.len() == 2 && hour.len() <= 2 => (hour.parse().ok()?, minute.parse().ok()?),
        None if said && word.len() <= 2 => (word.parse().ok()?, 0),
        _ => return None,
    };
    Time::new(hour, minute, 0, 0).ok()
}
