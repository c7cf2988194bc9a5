//! Reading what was typed.

use super::*;
use jiff::civil::date;

/// What must stand in the letter, for FTS5.
fn wanted(text: &str) -> String {
    Query::read(text).expressions(Order::Newest).0.unwrap_or_default()
}

/// What must not.
fn unwanted(text: &str) -> String {
    Query::read(text).expressions(Order::Newest).1.unwrap_or_default()
}

#[test]
fn words_phrases_beginnings_and_an_open_end_are_understood() {
    assert_eq!(wanted("skat \"ny adresse\" børne"), "\"skat\" AND \"ny adresse\" AND \"boerne\"*");
    assert_eq!(wanted("skat "), "\"skat\"");
    assert_eq!(wanted("a-b"), "\"a b\"", "one letter is no beginning yet");
    assert_eq!(
        wanted("skatte* brev \"ny adr\"* \"gl adr*\""),
        "\"skatte\"* AND \"brev\" AND \"ny adr\"* AND \"gl adr\"*"
    );
}

#[test]
fn a_minus_rules_out_and_never_by_what_is_still_being_typed() {
    let text = "brev -skat -\"ny adresse\" -sender:kom";
    assert_eq!(wanted(text), "\"brev\"");
    assert_eq!(unwanted(text), "\"skat\" OR \"ny adresse\" OR sender : \"kom\"");
    assert_eq!(unwanted("brev -kommun*"), "\"kommun\"*");
    assert_eq!(wanted("e-mail "), "\"e mail\"", "inside a word it joins");
}

#[test]
fn short_beginnings_are_asked_for_as_the_index_has_them_unless_words_are_weighed() {
    assert_eq!(wanted("sk* a* skatte* sender:kom"), "\"øsk\" AND \"a\"* AND \"skatte\"* AND \"åkom\"");
    assert_eq!(unwanted("brev -kom*"), "\"økom\"");
    let weighed = Query::read("sk* sender:kom").expressions(Order::Best).0.unwrap();
    assert_eq!(weighed, "\"sk\"* AND sender : \"kom\"*");
}

#[test]
fn conditions_are_read_in_every_language_and_case() {
    for text in ["sender:skat ", "Afsender:skat ", "avsender:SKAT ", "from:skat ", "fra:\"skat\""] {
        assert_eq!(wanted(text), "sender : \"skat\"", "{text}");
    }
    for text in ["has:attachment", "har:bilag", "HAR:vedlegg"] {
        assert_eq!(Query::read(text).asks_for_attachments(), [true], "{text}");
    }
    for text in ["is:unread", "er:ulæst", "er:ulaest", "er:ulest"] {
        assert_eq!(Query::read(text).unread(), [true], "{text}");
    }
    assert_eq!(Query::read("-is:unread -har:bilag").unread(), [false]);
    let query = Query::read("i:\"skat og arv\" -in:Slettet ");
    let folders: Vec<_> = query.folders().collect();
    assert!(folders[0].0.is_name("Skat og arv") && folders[0].1);
    assert!(!folders[0].0.is_name("Skat og arv 2026") && !folders[0].0.is_name("Skat"));
    assert!(folders[1].0.is_name("slettet") && !folders[1].1);
}

#[test]
fn days_bound_when_a_letter_came_and_their_opposites_do_the_other_way_round() {
    let at = |year, month, day| begins(date(year, month, day), &TimeZone::UTC);
    let received = |text: &str| Query::read(text).received(&TimeZone::UTC);
    assert_eq!(received("from:2026-03 to:14.3.2026"), (at(2026, 3, 1), at(2026, 3, 15)));
    assert_eq!(received("fra:2025 fra:2026 til:2027 til:2026"), (at(2026, 1, 1), at(2027, 1, 1)), "all must hold");
    assert!(Query::read("skat -til:2026").asks_for_days() && !Query::read("skat fra:kommunen").asks_for_days());
    assert_eq!(received("-from:2026"), (None, at(2026, 1, 1)));
    assert_eq!(received("-to:2025"), (at(2026, 1, 1), None));
    assert_eq!(received("to:9999"), (None, None));
    assert_eq!(received("-to:9999"), (Some(i64::MAX), None));
}

#[test]
fn what_is_no_condition_is_a_word() {
    assert_eq!(
        wanted("has:cheese is:\"well known\" to:bob from:2026-13 "),
        "\"has cheese\" AND \"is well known\" AND \"to bob\" AND \"from 2026 13\""
    );
    assert_eq!(wanted("sender: skat "), "\"sender\" AND \"skat\"");
    assert_eq!(wanted("http://eksempel.dk "), "\"http eksempel dk\"");
}

#[test]
fn nothing_typed_is_an_error_or_an_operator() {
    for odd in ["", "\"", "\"\"", "*", "(", "^", "- -", "-", "--", "-\"", "sender:\"\"", "\"*"] {
        let query = Query::read(odd);
        assert!(query.expressions(Order::Best).1.is_none(), "{odd}");
        assert!(query.is_empty() || odd.starts_with("sender"), "{odd}");
    }
    assert_eq!(wanted("a\" OR head:\"b\"*"), "\"a\" AND \"or head\" AND \"b\"");
    assert_eq!(Query::read(&"a ".repeat(1000)).terms().len(), MOST);
}
