//! What a letter's text seems to ask for by a day: to answer, to pay, to come, to do something. Many senders leave the
//! data for this empty and write it in words only. It is a guess and rather misses a day than makes one up: a day counts
//! only with a word that makes it a limit, or with a time and a word for an appointment, and never in a sentence about
//! appeals, about money that is paid out, or about what the authority itself will do.
//!
//! Danish, bokmål, nynorsk and English.

mod amount;
mod cues;
mod days;
mod tokens;

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, civil};
use model::{Guess, GuessKind};
use tokens::{Token, tokens};

/// How guesses are made. To be changed with it; then they are made anew for letters that are here already.
pub const GUESSED_BY: &str = "1";

/// What a letter wants stands in its first pages.
const MOST_BYTES: usize = 64 << 10;
/// A letter that names more days than this is a table or a calendar.
const MOST: usize = 3;
/// No letter asks for something later than this after it came.
const FURTHEST_DAYS: i32 = 2 * 366;
/// No sentence that is shown is longer (characters).
const LONGEST: usize = 240;

/// What the text of a letter's main document seems to ask for, in the order of the text.
#[must_use]
pub fn guesses(subject: &str, text: &str, received: Timestamp, zone: &TimeZone) -> Vec<Guess> {
    let text = text.get(..text.floor_char_boundary(MOST_BYTES)).unwrap_or_default();
    let all = tokens(text);
    let came = received.to_zoned_datetime(zone.clone()).date();
    let meets = cues::speaks_of_meeting(&tokens(subject));
    let mut found: Vec<Guess> = Vec::new();
    let mut at = 0;
    while at < all.len() && found.len() < MOST {
        let Some(day) = days::read(&all, at, came) else {
            at += 1;
            continue;
        };
        if day.date >= came && later(came, FURTHEST_DAYS).is_some_and(|furthest| day.date <= furthest) {
            let guess = of(text, &all, &day, meets, zone);
            found.extend(guess.filter(|new| !found.iter().any(|one| (one.kind, one.at) == (new.kind, new.at))));
        }
        at = day.ends;
    }
    found
}

fn of(text: &str, all: &[Token<'_>], day: &days::Day, meets: bool, zone: &TimeZone) -> Option<Guess> {
    let sentence = tokens::sentence(all, day.begins, day.ends);
    let inside = all.get(sentence.clone())?;
    if cues::is_about_others(inside) {
        return None;
    }
    let time = days::time_after(all, day.ends);
    let kind = if day.limit || cues::is_limit(all, sentence.start, day.begins) {
        cues::kind(inside)
    } else if time.is_some() && (meets || cues::speaks_of_meeting(tokens::around(all, &sentence))) {
        GuessKind::Appointment
    } else {
        return None;
    };
    let time = time.unwrap_or(civil::time(23, 59, 59, 0));
    let at = day.date.to_datetime(time).to_zoned_datetime(zone.clone()).ok()?.timestamp();
    let near = tokens::around(all, &sentence);
    let amount = (kind == GuessKind::Payment).then(|| amount::read(inside).or_else(|| amount::read(near))).flatten();
    Some(Guess { kind, at, amount, words: words(text, all, &sentence, day)? })
}

/// The sentence as it is shown: in one line, and only what stands around the day when it is long.
fn words(text: &str, all: &[Token<'_>], sentence: &std::ops::Range<usize>, day: &days::Day) -> Option<String> {
    let shown = |from: usize, to: usize| {
        let (first, last) = (all.get(from)?, all.get(to.checked_sub(1)?)?);
        let piece = text.get(first.at.start..last.at.end)?;
        Some(piece.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let whole = shown(sentence.start, sentence.end)?;
    if whole.chars().count() <= LONGEST {
        return Some(whole);
    }
    let (from, to) = (day.begins.saturating_sub(20).max(sentence.start), (day.ends + 8).min(sentence.end));
    let piece: String = shown(from, to)?.chars().take(LONGEST).collect();
    Some(format!("{}{piece}…", if from > sentence.start { "… " } else { "" }))
}

/// So many days after another.
fn later(day: civil::Date, days: i32) -> Option<civil::Date> {
    day.checked_add(days.days()).ok()
}

#[cfg(test)]
mod tests;
