//! The words of a message: how many letters, and whose in words that mean something only to the person. From whom and
//! what about stands there only where she turned that on for this channel and mailbox. Never a link, whoever wrote what.

use crate::Catalogue;
use crate::letter::Facts;
use crate::rules::Show;
use crate::size::Room;
use crate::tame::{says_a_way, tame};
use vault::Purpose;

/// The most of what a mailbox is called.
const LONGEST_LABEL: usize = 30;
/// What is shorter names nobody.
const SHORTEST_LABEL: usize = 4;
/// The most of one sender or subject.
const LONGEST_PART: usize = 60;
/// So much of one is looked at, and of so many.
const LONGEST_LOOK: usize = 300;
const MOST_PARTS: usize = 100;
/// What is shorter says nothing any more.
const SHORTEST_REST: usize = 12;

/// What is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Words {
    pub subject: String,
    pub text: String,
    pub open_label: String,
    pub read_label: String,
}

/// What is to be said.
pub(crate) struct Saying<'a> {
    pub room: Room,
    pub language: &'a str,
    pub purpose: Purpose,
    pub show: Show,
    pub label: Option<&'a str>,
    pub letters: &'a [&'a Facts],
}

/// Says it, as far as there is room.
pub(crate) fn words(saying: &Saying<'_>) -> Words {
    let texts = Catalogue::of(saying.language);
    let (room, count) = (saying.room, saying.letters.len());
    let base = match saying.purpose {
        Purpose::New => texts.text("notification.newLetters", count),
        Purpose::Reminder => texts.text("notification.reminder", count),
    };
    let label = saying.label.map(|label| tame(&label.chars().take(LONGEST_LOOK).collect::<String>()));
    let mut text = label.and_then(|label| named(&label, &base, room)).unwrap_or_else(|| base.clone());
    let shown: [(Show, &str, Vec<&str>); 2] = [
        (Show::Sender, "notification.from", saying.letters.iter().map(|letter| letter.sender.as_str()).collect()),
        (Show::Subject, "notification.about", saying.letters.iter().map(|letter| letter.subject.as_str()).collect()),
    ];
    for (show, key, parts) in shown {
        if saying.show >= show {
            text = with(&text, room, &texts, key, &parts);
        }
    }
    if room == Room::Email {
        let more = format!("{text}\n\n{}", texts.text("notification.why", 0));
        text = if fits(room, &more) { more } else { text };
    }
    let title = match saying.purpose {
        Purpose::New => "notification.title",
        Purpose::Reminder => "notification.title.reminder",
    };
    labelled(&texts, title, text, count)
}

/// The text with as much of the mailbox's name before it as there is room for: one letter outside the alphabet of text
/// messages halves that. None when nothing of it would say anything.
fn named(label: &str, base: &str, room: Room) -> Option<String> {
    let most = label.chars().count().min(LONGEST_LABEL);
    let least = most.clamp(1, SHORTEST_LABEL);
    (least..=most).rev().map(|most| format!("{}: {base}", shorten(label, most, room))).find(|text| fits(room, text))
}

/// A try: that messages come through, and nothing more.
pub(crate) fn trial(language: &str) -> Words {
    let texts = Catalogue::of(language);
    labelled(&texts, "notification.title.test", texts.text("notification.test", 0), 0)
}

/// With the title, and the words of the buttons.
fn labelled(texts: &Catalogue, title: &str, text: String, count: usize) -> Words {
    Words {
        subject: texts.text(title, count),
        text,
        open_label: texts.text("notification.open", count),
        read_label: texts.text("notification.markRead", count),
    }
}

/// Room for it, and nothing in it that could be followed.
fn fits(room: Room, text: &str) -> bool {
    room.has_place_for(text) && !says_a_way(text)
}

/// The text with as much of these as there is room for.
fn with(text: &str, room: Room, texts: &Catalogue, key: &str, parts: &[&str]) -> String {
    let (mut seen, mut length): (Vec<String>, usize) = (Vec::new(), 0);
    // There may be thousands, each as long as a sender likes: what cannot be shown need not be looked at.
    let likely = parts.iter().take(MOST_PARTS).map(|part| part.chars().take(LONGEST_LOOK).collect::<String>());
    for part in likely.map(|part| shorten(&tame(&part), LONGEST_PART, room)) {
        if length < room.most() && !part.is_empty() && !seen.contains(&part) {
            length += part.chars().count();
            seen.push(part);
        }
    }
    let mut all = shorten(&seen.join(", "), room.most(), room);
    while !all.is_empty() {
        let more = format!("{text} {}", texts.fill(key, 0, &[("what", &all)]));
        if fits(room, &more) {
            return more;
        }
        let length = all.chars().count().saturating_sub(4);
        all = if length < SHORTEST_REST { String::new() } else { shorten(&all, length, room) };
    }
    text.to_owned()
}

/// At most so many characters, with a mark where something was cut off.
fn shorten(text: &str, most: usize, room: Room) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mark = room.cut_mark();
    let kept: String = text.chars().take(most.saturating_sub(mark.chars().count())).collect();
    format!("{}{mark}", kept.trim_end_matches(|c: char| !c.is_alphanumeric()))
}

#[cfg(test)]
mod tests;
