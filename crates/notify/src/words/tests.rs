//! Every message in every language: one text message long, neutral unless asked, and never a link.

use super::*;
use model::Language;
use std::collections::BTreeSet;

const ROOMS: [Room; 3] = [Room::Sms, Room::Email, Room::Screen];
const SHOWS: [Show; 3] = [Show::Nothing, Show::Sender, Show::Subject];
const PURPOSES: [Purpose; 2] = [Purpose::New, Purpose::Reminder];

fn letter(sender: &str, subject: &str) -> Facts {
    let received = jiff::Timestamp::UNIX_EPOCH;
    let (known, kinds, reply_by) = (None, BTreeSet::new(), None);
    Facts { known, kinds, sender: sender.into(), subject: subject.into(), received, reply_by, is_light: true }
}

fn said(room: Room, language: &str, purpose: Purpose, show: Show, label: Option<&str>, letters: &[Facts]) -> Words {
    let letters: Vec<&Facts> = letters.iter().collect();
    words(&Saying { room, language, purpose, show, label, letters: &letters })
}

/// Every combination of them.
fn each(mut of: impl FnMut(Room, &'static str, Purpose, Show)) {
    for room in ROOMS {
        for language in Language::ALL.map(Language::code) {
            for purpose in PURPOSES {
                SHOWS.into_iter().for_each(|show| of(room, language, purpose, show));
            }
        }
    }
}

#[test]
fn every_message_has_room_in_every_language_however_long_the_names_are() {
    let long = [
        "Myndighed".repeat(40),
        "č".repeat(300),
        "a\u{7}b\r\nc ".repeat(60),
        "😀".repeat(300),
        String::new(),
        "€".repeat(90),
    ];
    each(|room, language, purpose, show| {
        for name in &long {
            for count in [1, 2, 17, 12_345] {
                let one = letter(name, name);
                let letters: Vec<&Facts> = std::iter::repeat_n(&one, count).collect();
                let label = Some(name.as_str());
                let Words { subject, text, .. } =
                    words(&Saying { room, language, purpose, show, label, letters: &letters });
                for words in [&subject, &text] {
                    assert!(room.has_place_for(words), "{room:?} {language}: {words}");
                    assert!(!words.contains("notification.") && !words.contains('{'), "{language} lacks {words}");
                    assert!(!words.chars().any(|c| c.is_control() && c != '\n'), "{words:?}");
                    assert!(room == Room::Email || !words.contains('\n'), "{words:?}");
                }
                // Without words that others wrote there is room for half of it in any alphabet.
                let neutral = said(Room::Sms, language, purpose, Show::Nothing, None, &[letter("", "")]);
                assert!(neutral.text.encode_utf16().count() <= 70, "{language}: {}", neutral.text);
            }
        }
    });
    for language in Language::ALL.map(Language::code) {
        let trial = trial(language);
        assert!(Room::Sms.has_place_for(&trial.text) && !trial.text.contains("notification."), "{}", trial.text);
    }
}

#[test]
fn what_is_shown_is_what_was_turned_on_and_no_more() {
    each(|room, language, purpose, show| {
        let letters = [letter("Prøvekøbing Kommune", "Ny skraldespand")];
        let text = said(room, language, purpose, show, None, &letters).text;
        assert_eq!(text.contains("Prøvekøbing"), show >= Show::Sender, "{text}");
        assert_eq!(text.contains("skraldespand"), show >= Show::Subject, "{text}");
        let text = said(room, language, purpose, show, Some("Mor"), &letters).text;
        assert!(text.starts_with("Mor: "), "{text}");
    });
}

#[test]
fn no_message_has_a_link_whatever_a_sender_writes() {
    let written = [
        "https://ond.example/login",
        "Skat www.ond.example",
        "borger.dk",
        "Ring 20 00 00 03",
        "x\u{202e}kd.regrob",
        "Gå til bor\u{200b}ger.dk nu",
        "ond.example/",
        "mig@ond.example",
        "Kommune. Se",
    ];
    each(|room, language, purpose, show| {
        for name in written {
            for label in [None, Some(name)] {
                let text = said(room, language, purpose, show, label, &[letter(name, name), letter("A", "B.c")]).text;
                assert!(!says_a_way(&text), "{text}");
                for bad in ["://", "www", "example", ".dk", "20 00", "@", "\u{202e}"] {
                    assert!(!text.contains(bad), "{bad}: {text}");
                }
            }
        }
    });
}

#[test]
fn as_much_as_there_is_room_for_is_shown_and_each_sender_once() {
    let letters: Vec<Facts> = ["Kommunen", "Skat", "Kommunen", "Regionen"].map(|name| letter(name, "")).into();
    let text = said(Room::Sms, "da", Purpose::New, Show::Sender, None, &letters).text;
    assert!(text.ends_with("Fra: Kommunen, Skat, Regionen"), "{text}");
    let many: Vec<Facts> = (0..40).map(|n| letter(&format!("Myndighed nummer {n}"), "")).collect();
    let text = said(Room::Sms, "da", Purpose::New, Show::Sender, None, &many).text;
    assert!(text.contains("Myndighed nummer 0") && text.ends_with("..."), "{text}");
}

#[test]
fn a_name_that_is_too_long_for_a_text_message_is_cut_and_not_left_out() {
    for language in Language::ALL.map(Language::code) {
        let text = |label| said(Room::Sms, language, Purpose::New, Show::Nothing, Some(label), &[letter("", "")]).text;
        assert!(text("Áhkku Máret Ánne").starts_with("Áhkk"), "{}", text("Áhkku Máret Ánne"));
        assert!(text("Mor").starts_with("Mor: "));
        assert!(!text("").contains(": "), "{}", text(""));
    }
}

#[test]
fn a_reminder_and_a_try_do_not_claim_that_there_is_new_mail() {
    for language in Language::ALL.map(Language::code) {
        let title = |purpose| said(Room::Email, language, purpose, Show::Nothing, None, &[letter("", "")]).subject;
        let all: BTreeSet<String> = [title(Purpose::New), title(Purpose::Reminder), trial(language).subject].into();
        assert_eq!(all.len(), 3, "{all:?}");
    }
}
