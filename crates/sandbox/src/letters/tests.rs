//! What the demo promises.

use super::*;
use std::collections::HashMap;

#[test]
fn every_mailbox_of_the_demo_has_at_least_five_letters() {
    let mut count: HashMap<&str, usize> = HashMap::new();
    for letter in all() {
        *count.entry(letter.to).or_default() += 1;
    }
    let organisations = people::PEOPLE.iter().flat_map(|person| person.acts_for).map(|one| one.cvr);
    for to in people::PEOPLE.iter().map(|person| person.id).chain(organisations) {
        assert!(count.get(to).is_some_and(|letters| *letters >= 5), "{to}: {:?}", count.get(to));
    }
}

#[test]
fn one_letter_has_about_eighty_pages_and_one_has_six_attachments() {
    let pages = all().into_iter().map(|letter| match &letter.body {
        Body::Pdf(text) => pdf::pages(&Sheet { from: "A", to: "B", date: "", title: "T", text }),
        _ => 1,
    });
    let pages: Vec<usize> = pages.collect();
    assert!(pages.iter().any(|pages| (78..=84).contains(pages)), "{pages:?}");
    assert!(all().iter().any(|letter| letter.extra.attachments.len() == 6));
}

#[test]
fn every_sender_is_in_the_register() {
    for letter in all() {
        assert!(SENDERS.iter().any(|sender| sender.name == letter.from), "{}", letter.from);
    }
}

#[test]
fn no_gap_is_left_in_a_text() {
    let now: Timestamp = "2026-11-24T08:00:00Z".parse().unwrap();
    for letter in all() {
        let body = match &letter.body {
            Body::Pdf(text) => text.as_str(),
            Body::Text(text) => text,
            Body::Html(_) => continue,
        };
        let text = dates::filled(body, now).replace("{navn}", "x");
        assert!(!text.contains('{'), "{}: {text}", letter.subject);
    }
}

#[test]
fn every_kind_of_action_is_in_a_letter_of_the_demo() {
    let now: Timestamp = "2026-11-24T08:00:00Z".parse().unwrap();
    let letters = all();
    let actions = letters.iter().flat_map(|letter| &letter.extra.actions).map(|one| dates::action(one, now, "x"));
    let codes: Vec<Value> = actions.map(|action| action["actionCode"].clone()).collect();
    for code in
        ["AFTALE", "BEKRAEFT", "BETALING", "FORBEREDELSE", "INFORMATION", "SELVBETJENING", "TILMELDING", "UNDERSKRIV"]
    {
        assert!(codes.contains(&Value::from(code)), "{code}");
    }
}
