//! Texts, moments and days as Digipost writes them. Some subjects were read in the wrong encoding on their way there and
//! are mended where that is certain; whatever makes no sense is left out or named.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use std::borrow::Cow;

/// Longer texts are cut.
const LONGEST_TEXT: usize = 4096;
/// A longer line is no line.
const LONGEST_LINE: usize = 500;
/// The moments that make sense for a letter: from 1990 to 2199.
const SENSIBLE_S: std::ops::Range<i64> = 631_152_000..7_258_118_400;
/// What Windows has in the place of control characters (code page 1252), from 0x80 on; a gap is itself.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// A text; several lines are kept. An empty one is none.
pub fn text(value: &Value, name: &str) -> Option<String> {
    let text = value.get(name)?.as_str()?;
    // Mended first: half of a letter may look like a control character.
    let head: String = text.chars().take(2 * LONGEST_TEXT).collect();
    let mended = mended(&head);
    let clean = mended.chars().filter(|c| !c.is_control() || *c == '\n').take(LONGEST_TEXT);
    Some(clean.collect::<String>().trim().to_owned()).filter(|text| !text.is_empty())
}

/// A text in one line.
pub fn line(value: &Value, name: &str) -> Option<String> {
    text(value, name).map(|text| text.replace('\n', " ").chars().take(LONGEST_LINE).collect())
}

/// An id or a number, whether it is written as a text or as a number.
pub fn word(value: &Value, name: &str) -> Option<String> {
    match value.get(name)? {
        Value::Number(number) => Some(number.to_string()),
        Value::String(_) => line(value, name),
        _ => None,
    }
}

/// A number of bytes or of things, whether it is written as a number or as a text.
pub fn count(value: &Value, name: &str) -> Option<u64> {
    let value = value.get(name)?;
    value.as_u64().or_else(|| value.as_str()?.trim().parse().ok())
}

/// Yes; whatever is none is no.
pub fn flag(value: &Value, name: &str) -> bool {
    match value.get(name) {
        Some(Value::Bool(yes)) => *yes,
        Some(Value::String(word)) => word == "true",
        _ => false,
    }
}

/// The things in a list, at most so many.
pub fn list<'a>(value: &'a Value, name: &str, most: usize) -> impl Iterator<Item = &'a Value> {
    value.get(name).and_then(Value::as_array).into_iter().flatten().take(most)
}

/// UTF-8 that was read as Latin-1 or Windows' own letters, read again. It is certain when every letter has a place in
/// those and all of them together are good UTF-8: no word of a language is that by chance.
pub fn mended(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return text.into();
    }
    let bytes: Option<Vec<u8>> = text.chars().map(byte_of).collect();
    match bytes.map(String::from_utf8) {
        Some(Ok(read)) => read.into(),
        _ => text.into(),
    }
}

fn byte_of(letter: char) -> Option<u8> {
    match u8::try_from(u32::from(letter)) {
        Ok(byte) => Some(byte),
        Err(_) => WINDOWS.iter().position(|one| *one == letter).and_then(|place| u8::try_from(0x80 + place).ok()),
    }
}

/// A moment that makes sense for a letter. Others are odd.
pub fn moment(value: &Value, name: &str, odd: &mut Vec<String>) -> Option<Timestamp> {
    let text = value.get(name)?.as_str()?;
    let read = moment_in(text);
    if read.is_none() {
        odd.push(format!("the date in {name} makes no sense"));
    }
    read
}

/// The moment that a text says. One without an offset (a shop's receipt) is meant in Norway.
fn moment_in(text: &str) -> Option<Timestamp> {
    // Java writes the zone behind the offset at times.
    let text = text.split('[').next().unwrap_or_default().trim();
    let read = text.parse::<Timestamp>().ok().or_else(|| {
        let here = text.parse::<DateTime>().ok()?.to_zoned_datetime(oslo()?).ok()?;
        Some(here.timestamp())
    });
    read.filter(|at| SENSIBLE_S.contains(&at.as_second()))
}

/// A day, as such or as a moment of it in Norway.
pub fn day(value: &Value, name: &str, odd: &mut Vec<String>) -> Option<Date> {
    let text = value.get(name)?.as_str()?;
    let read = match text.trim().len() {
        0..=10 => text.trim().parse::<Date>().ok(),
        _ => moment_in(text).and_then(|at| Some(at.to_zoned_datetime(oslo()?).date())),
    };
    let read = read.filter(|day| (1990..2200).contains(&day.year()));
    if read.is_none() {
        odd.push(format!("the date in {name} makes no sense"));
    }
    read
}

fn oslo() -> Option<TimeZone> {
    TimeZone::get("Europe/Oslo").ok()
}

/// The last moment of a day in Norway.
pub fn end_of(day: Date) -> Option<Timestamp> {
    let next = day.tomorrow().ok()?.to_zoned_datetime(oslo()?).ok()?.timestamp();
    next.checked_sub(SignedDuration::from_millis(1)).ok()
}

/// A moment of a day in Norway.
pub fn at(day: Date, hour: i8, minute: i8) -> Option<Timestamp> {
    Some(day.to_datetime(Time::new(hour, minute, 0, 0).ok()?).to_zoned_datetime(oslo()?).ok()?.timestamp())
}

/// A number by which equal things are known again, over any number of runs (FNV-1a, 64 bit); never negative.
pub fn fingerprint(text: &str) -> i64 {
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    i64::try_from(hash >> 1).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_was_read_in_the_wrong_encoding_is_mended_only_where_that_is_certain() {
        for (came, read) in [
            ("Bekreftelse pÃ¥ bestilling", "Bekreftelse på bestilling"),
            ("Ã\u{85}rsoppgjÃ¸r", "Årsoppgjør"),
            ("Ã…rsoppgave â€“ 2025", "Årsoppgave – 2025"),
            ("Blåbær på øya", "Blåbær på øya"),
            ("Blåbær og pÃ¥", "Blåbær og pÃ¥"),
            ("Ã", "Ã"),
            ("Тест pÃ¥", "Тест pÃ¥"),
            ("plain", "plain"),
        ] {
            assert_eq!(line(&json!({"s": came}), "s").as_deref(), Some(read));
        }
    }

    #[test]
    fn a_text_has_no_control_characters_and_an_end() {
        assert_eq!(text(&json!({"s": " a\u{0}b\nc\u{1b} "}), "s").as_deref(), Some("ab\nc"));
        assert_eq!(line(&json!({"s": "a\nb"}), "s").as_deref(), Some("a b"));
        assert_eq!(text(&json!({"s": "å".repeat(100_000)}), "s").unwrap().chars().count(), LONGEST_TEXT);
        for none in [json!({}), json!({"s": 7}), json!({"s": " \u{7} "}), json!({"s": null})] {
            assert_eq!(text(&none, "s"), None);
        }
    }

    #[test]
    fn moments_and_days_are_read_as_norway_counts_them_and_nonsense_is_named() {
        let mut odd = Vec::new();
        let mut read = |text: &str| moment(&json!({"at": text}), "at", &mut odd).map(|at| at.to_string());
        assert_eq!(read("2026-06-01T12:00:00.123+02:00").as_deref(), Some("2026-06-01T10:00:00.123Z"));
        assert_eq!(read("2026-06-01T12:00:00+02:00[Europe/Oslo]").as_deref(), Some("2026-06-01T10:00:00Z"));
        assert_eq!(read("2026-01-01T12:00:00").as_deref(), Some("2026-01-01T11:00:00Z"));
        for wrong in ["", "i går", "1899-01-01T00:00:00Z", "9999-01-01T00:00:00Z"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        assert_eq!(odd.len(), 4);
        let mut read = |text: &str| day(&json!({"at": text}), "at", &mut odd).map(|day| day.to_string());
        assert_eq!(read("2026-03-07").as_deref(), Some("2026-03-07"));
        assert_eq!(read("2026-03-06T23:30:00Z").as_deref(), Some("2026-03-07"));
        assert_eq!(read("07.03.2026"), None);
        assert_eq!(end_of("2026-03-07".parse().unwrap()).unwrap().to_string(), "2026-03-07T22:59:59.999Z");
        assert_eq!(at("2026-07-07".parse().unwrap(), 9, 30).unwrap().to_string(), "2026-07-07T07:30:00Z");
    }

    #[test]
    fn equal_texts_have_equal_fingerprints_and_none_is_negative() {
        assert_eq!(fingerprint("a"), fingerprint("a"));
        assert_ne!(fingerprint("a"), fingerprint("b"));
        assert!((0..1000).all(|n| fingerprint(&n.to_string()) >= 0));
    }
}
