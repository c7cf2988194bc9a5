//! Queries by chance: what is typed, and what it asks for.

use super::chance::Chance;
use super::corpus::{FOLDERS, SENDERS, WORDS, moment, zone};
use super::look::{Asked, split, ways};
use jiff::Timestamp;
use jiff::civil::{Date, date};

const NAMES: [(&str, &[&str]); 6] = [
    ("sender", &["sender:", "afsender:", "Avsender:"]),
    ("from", &["from:", "fra:", "FROM:"]),
    ("to", &["to:", "til:"]),
    ("has", &["has:attachment", "har:bilag", "har:vedlegg"]),
    ("is", &["is:unread", "er:ulæst", "er:ulaest", "er:ulest"]),
    ("in", &["in:", "i:"]),
];

/// A word as somebody types it.
fn typed(chance: &mut Chance, words: &[&[&str]]) -> String {
    let word = words[chance.below(words.len())];
    chance.of(word).to_owned()
}

/// How a typed word is read: å is aa, ø is oe.
fn read(text: &str) -> Vec<String> {
    split(text).iter().map(|word| ways(word)[0].clone()).collect()
}

/// A word, a phrase or a beginning; the words in it, and whether the last one may go on.
fn value(chance: &mut Chance, words: &[&[&str]]) -> (String, Vec<String>, bool) {
    let first = typed(chance, words);
    match chance.below(4) {
        0 => {
            let length = 1 + chance.below(first.chars().count());
            let cut: String = first.chars().take(length).collect();
            let cut = cut.trim_end_matches(|c: char| !c.is_alphanumeric());
            (format!("{cut}*"), read(cut), true)
        }
        1 => {
            let phrase = format!("{first} {}", typed(chance, words));
            let open = chance.one_in(3);
            (format!("\"{phrase}\"{}", if open { "*" } else { "" }), read(&phrase), open)
        }
        2 => (format!("\"{first}\""), read(&first), false),
        _ => (first.clone(), read(&first), false),
    }
}

fn day(chance: &mut Chance) -> (String, Timestamp, Timestamp) {
    let day = zone().to_datetime(moment(chance)).date();
    let (year, month, of_month) = (day.year(), day.month(), day.day());
    let (text, first, behind) = match chance.below(4) {
        0 => (format!("{year}"), date(year, 1, 1), date(year + 1, 1, 1)),
        1 => (format!("{year}-{month:02}"), day.first_of_month(), day.last_of_month().tomorrow().unwrap()),
        2 => (format!("{year}-{month:02}-{of_month:02}"), day, day.tomorrow().unwrap()),
        _ => (format!("{of_month}.{month}.{year}"), day, day.tomorrow().unwrap()),
    };
    let at = |date: Date| zone().to_timestamp(date.at(0, 0, 0, 0)).unwrap();
    (text, at(first), at(behind))
}

/// One thing to ask for, as it is typed.
fn part(chance: &mut Chance) -> (String, Asked) {
    let kind = chance.below(12);
    let named = NAMES.get(kind.wrapping_sub(6)).map(|(name, typed)| (*name, chance.of(typed)));
    match named {
        Some(("sender", name)) => {
            let whole: Vec<Vec<&str>> = SENDERS.iter().map(|sender| split(sender)).collect();
            let words: Vec<&[&str]> = whole.iter().flatten().map(std::slice::from_ref).collect();
            let (text, words, prefix) = value(chance, &words);
            (format!("{name}{text}"), Asked::Sender { words, prefix })
        }
        Some(("from", name)) => {
            let (text, first, _) = day(chance);
            (format!("{name}{text}"), Asked::From(first))
        }
        Some(("to", name)) => {
            let (text, _, behind) = day(chance);
            (format!("{name}{text}"), Asked::Before(behind))
        }
        Some(("has", name)) => (name.to_owned(), Asked::Attachment),
        Some(("is", name)) => (name.to_owned(), Asked::Unread),
        Some((_, name)) => {
            let folder = chance.of(&FOLDERS);
            let (folder, open) = (chance.of(folder), chance.one_in(3));
            let folder = chance.of(&[folder, &ways(folder)[1], &folder.to_uppercase()]).to_owned();
            let length = if open { 2 + chance.below(folder.chars().count()) } else { usize::MAX };
            let folder: String = folder.chars().take(length).collect();
            let star = if open { "*" } else { "" };
            (format!("{name}\"{folder}\"{star}"), Asked::Folder { words: read(&folder), prefix: open })
        }
        None => {
            let (text, words, prefix) = value(chance, &WORDS);
            (text, Asked::Words { words, prefix })
        }
    }
}

/// What is typed, and what it asks for: each thing wanted or not.
pub(super) fn query(chance: &mut Chance) -> (String, Vec<(bool, Asked)>) {
    let (mut text, mut all) = (String::new(), Vec::new());
    for _ in 0..1 + chance.below(3) {
        let (typed, asked) = part(chance);
        let not = chance.one_in(3);
        text.push_str(if not { "-" } else { "" });
        text.push_str(&typed);
        text.push_str(chance.of(&[" ", "  ", "\t"]));
        all.push((!not, asked));
    }
    (text, all)
}
