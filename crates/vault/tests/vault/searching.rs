//! Search: words in letters and documents, however they are typed; and whatever is typed.

use crate::world::{World, message, put_file, search, store, world};
use model::Message;
use postkasse_vault::fold;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::cell::Cell;

fn found(world: &World, query: &str) -> Vec<String> {
    let cache = world.profile.cache(&world.mailbox.id).unwrap();
    let hits = search(&cache, query, 500).unwrap();
    hits.into_iter().map(|hit| hit.head.subject).collect()
}

/// The same cases every time.
fn runner(cases: u32) -> TestRunner {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]))
}

#[test]
fn words_inside_documents_are_found_however_they_are_typed() {
    let world = world();
    let letters = [message(&world.mailbox, 1, "Årsopgørelse"), message(&world.mailbox, 2, "Brev")];
    store(&world, &letters);
    put_file(&world, &letters[1], "Rådhusets åbningstider er ændret.");
    for query in ["årsopgørelse", "AARSOPGOERELSE", "arsopgorelse", "årsop", "arsopg"] {
        assert_eq!(found(&world, query), ["Årsopgørelse"], "{query}");
    }
    for query in ["raadhusets", "radhusets", "\"åbningstider er\"", "rådhusets ændr", "prøvestyrelsen åbn"] {
        assert_eq!(found(&world, query), ["Brev"], "{query}");
    }
    assert_eq!(found(&world, "prøvestyrelsen").len(), 2);
    assert!(found(&world, "\"er åbningstider\"").is_empty());
    let cache = world.profile.cache(&world.mailbox.id).unwrap();
    for query in ["åbningstider", "abningstider", "aabnings"] {
        let hit = &search(&cache, query, 9).unwrap()[0];
        assert!(hit.snippet.iter().any(|part| part.marked && part.text == "åbningstider"), "{query}");
    }
}

#[test]
fn a_letter_typed_as_it_is_means_that_letter_and_a_plain_one_means_both() {
    let world = world();
    let letters: Vec<Message> =
        ["Får", "Far", "Faar"].iter().zip(1..).map(|(subject, n)| message(&world.mailbox, n, subject)).collect();
    store(&world, &letters);
    assert_eq!(found(&world, "får "), ["Faar", "Får"]);
    assert_eq!(found(&world, "far "), ["Far", "Får"]);
    let all = [message(&world.mailbox, 4, "Øl og får, måske år"), message(&world.mailbox, 5, "Boazodoallu: čáhci, ŋ")];
    store(&world, &all);
    assert!(found(&world, "\"far ar\"").is_empty(), "plain forms are words, no phrase");
    assert_eq!(found(&world, "\"øl og får\""), ["Øl og får, måske år"]);
    for query in ["cahci", "ČÁHCI", "boazo", "n "] {
        assert_eq!(found(&world, query), ["Boazodoallu: čáhci, ŋ"], "{query}");
    }
}

#[test]
fn a_phrase_does_not_run_from_one_file_into_the_next() {
    let world = world();
    let mut letter = message(&world.mailbox, 1, "Brev");
    let mut second = letter.documents[0].files[0].clone();
    second.id = model::FileId::derive(&letter.documents[0].id, &"g".into());
    second.remote_id = "g".into();
    letter.documents[0].files.push(second);
    store(&world, std::slice::from_ref(&letter));
    put_file(&world, &letter, "slut");
    letter.documents[0].files.swap(0, 1);
    put_file(&world, &letter, "begyndelse");
    assert!(found(&world, "\"slut begyndelse\"").is_empty());
    assert!(found(&world, "\"begyndelse slut\"").is_empty());
    assert_eq!(found(&world, "slut begyndelse"), ["Brev"]);
}

#[test]
fn a_letter_that_is_said_to_have_come_at_another_time_is_found_once_and_in_its_new_place() {
    let world = world();
    let mut letters: Vec<Message> =
        (1..4).map(|number| message(&world.mailbox, number, &format!("Brev {number}"))).collect();
    store(&world, &letters);
    assert_eq!(found(&world, "brev "), ["Brev 3", "Brev 2", "Brev 1"]);
    let newest = letters[2].received;
    letters[0].received = newest + jiff::SignedDuration::from_mins(1);
    letters[0].version = 2;
    // The same second as another's.
    letters[1].received = newest + jiff::SignedDuration::from_millis(5);
    letters[1].version = 2;
    store(&world, &letters);
    assert_eq!(found(&world, "brev "), ["Brev 1", "Brev 2", "Brev 3"]);
    let cache = world.profile.cache(&world.mailbox.id).unwrap();
    assert!(cache.remove_message(&letters[0].remote_id).unwrap());
    assert_eq!(found(&world, "brev "), ["Brev 2", "Brev 3"]);
}

/// Words of the kind that letters are made of, a few of them nearly alike.
const WORDS: [&str; 18] = [
    "skat",
    "skatte",
    "Årsopgørelse",
    "arsopgorelse",
    "får",
    "far",
    "faar",
    "øl",
    "ol",
    "Æble",
    "aeble",
    "čáhci",
    "cahci",
    "brev",
    "Brev-2",
    "2024",
    "o'brian",
    "a",
];

fn texts() -> impl Strategy<Value = Vec<String>> {
    let word = prop::sample::select(&WORDS[..]).prop_map(str::to_owned);
    prop::collection::vec(prop::collection::vec(word, 0..6).prop_map(|words| words.join(" ")), 1..8)
}

fn queries() -> impl Strategy<Value = String> {
    let word = prop::sample::select(&WORDS[..]).prop_map(str::to_owned);
    let beginning = (prop::sample::select(&WORDS[..]), 1..5_usize)
        .prop_map(|(word, length)| word.chars().take(length).collect::<String>());
    let part = prop_oneof![word, beginning, Just("\"".to_owned()), Just("*".to_owned()), Just("-".to_owned())];
    prop::collection::vec(part, 0..6).prop_map(|parts| parts.join(" "))
}

/// The word, and as people without å and ø type it.
fn forms(word: &str) -> [String; 2] {
    [fold(word), fold(&word.to_lowercase().replace('å', "a").replace('ø', "o"))]
}

/// Whether a letter has what was asked for, found out without any index.
fn has(text: &str, query: &str) -> bool {
    let words: Vec<[String; 2]> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(forms).collect();
    let mut terms: Vec<Vec<String>> = Vec::new();
    for (number, part) in query.split('"').enumerate() {
        let stretches: Vec<&str> = if number % 2 == 1 { vec![part] } else { part.split_whitespace().collect() };
        terms.extend(stretches.iter().map(|one| fold(one).split(' ').map(str::to_owned).collect::<Vec<_>>()));
    }
    terms.retain(|words| words.iter().any(|word| !word.is_empty()));
    let open_ended = query.ends_with(char::is_alphanumeric);
    let last = terms.len().saturating_sub(1);
    !terms.is_empty()
        && terms.iter().enumerate().all(|(number, term)| {
            let end = term.last().unwrap();
            let open = open_ended && number == last && end.chars().count() >= 2;
            let fits =
                |word: &str, one: &String, at_end: bool| word == one || (at_end && open && word.starts_with(one));
            let single = term.len() == 1 && words.iter().any(|[_, plain]| fits(plain, end, true));
            single
                || words.windows(term.len()).any(|stretch| {
                    let pairs = stretch.iter().zip(term).enumerate();
                    pairs.into_iter().all(|(at, ([word, _], one))| fits(word, one, at + 1 == term.len()))
                })
        })
}

#[test]
fn what_is_found_is_what_a_look_through_every_letter_finds() {
    let world = world();
    let cases = (texts(), prop::collection::vec(queries(), 30));
    let version = Cell::new(0);
    let run = runner(40).run(&cases, |(texts, queries)| {
        version.set(version.get() + 1);
        let letter = |number: i64, text: &str| {
            let mut letter = message(&world.mailbox, number, text);
            letter.sender.label.clear();
            letter.documents.clear();
            letter.version = version.get();
            letter
        };
        let all = texts.iter().map(String::as_str).chain(std::iter::repeat(""));
        let letters: Vec<Message> = (0..8).zip(all).map(|(number, text)| letter(number, text)).collect();
        store(&world, &letters);
        for query in queries {
            let expected: Vec<String> =
                letters.iter().rev().map(|one| one.subject.clone()).filter(|text| has(text, &query)).collect();
            prop_assert_eq!(found(&world, &query), expected, "{:?}", query);
        }
        Ok(())
    });
    run.unwrap();
}

#[test]
fn nothing_that_can_be_typed_is_an_error_and_every_word_of_a_letter_finds_it() {
    let world = world();
    let version = Cell::new(0);
    let odd =
        prop_oneof!["\\PC{0,40}", ".{0,40}", "[\"*^():{}+-]{0,12}", "(NEAR|AND|OR|NOT|head|body|[\"():* ]){0,12}"];
    let run = runner(300).run(&odd, |text| {
        let _ = found(&world, &text);
        version.set(version.get() + 1);
        let mut letter = message(&world.mailbox, 1, &text);
        letter.version = version.get();
        store(&world, &[letter]);
        for word in text.split_whitespace().filter(|word| !fold(word).is_empty()) {
            prop_assert_eq!(found(&world, word).len(), 1, "{:?} in {:?}", word, text);
        }
        Ok(())
    });
    run.unwrap();
}
