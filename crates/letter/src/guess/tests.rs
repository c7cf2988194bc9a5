//! Sentences as authorities write them (our own), what they ask for, and those that ask for nothing.

use super::*;
use model::GuessKind::{Appointment, Payment, Reply, Task};
use proptest::prelude::*;

fn zone() -> TimeZone {
    TimeZone::get("Europe/Copenhagen").unwrap()
}

/// What a text that came on 12 February 2026 seems to ask for: kind, local time, amount.
fn found(subject: &str, text: &str) -> Vec<(GuessKind, String, Option<String>)> {
    let came = "2026-02-12T08:00:00Z".parse().unwrap();
    let said = |guess: Guess| {
        let at = guess.at.to_zoned_datetime(zone()).strftime("%Y-%m-%d %H:%M").to_string();
        (guess.kind, at, guess.amount)
    };
    guesses(subject, text, came, &zone()).into_iter().map(said).collect()
}

fn one(text: &str) -> (GuessKind, String, Option<String>) {
    let all = found("", text);
    assert_eq!(all.len(), 1, "{text}: {all:?}");
    all.into_iter().next().unwrap()
}

#[test]
fn a_day_with_a_word_that_makes_it_a_limit_is_found_in_every_language() {
    for (text, kind, at) in [
        ("Du skal svare senest den 3. marts 2026.", Reply, "2026-03-03 23:59"),
        ("Vi beder dig sende os dine bemærkninger inden torsdag den 5. marts.", Reply, "2026-03-05 23:59"),
        ("Svarfrist: 3.3.2026", Reply, "2026-03-03 23:59"),
        ("Fristen for at søge om pladsen er den 1. april.", Task, "2026-04-01 23:59"),
        ("Du må levere skjemaet innen 15. mars 2026 kl. 12.00.", Task, "2026-03-15 12:00"),
        ("Fristen for å svare er 2026-03-20.", Reply, "2026-03-20 23:59"),
        ("Du må svare seinast måndag 9. mars.", Reply, "2026-03-09 23:59"),
        ("Please reply no later than March 3, 2026.", Reply, "2026-03-03 23:59"),
        ("You must renew it by 3 March.", Task, "2026-03-03 23:59"),
        ("Svar os inden 14 dage.", Reply, "2026-02-26 23:59"),
        ("Du bedes svare inden for to uger.", Reply, "2026-02-26 23:59"),
        ("Angiv moms senest d. 2/3-26.", Task, "2026-03-02 23:59"),
        // The next such day is next year's.
        ("Send skemaet senest den 5. januar.", Reply, "2027-01-05 23:59"),
    ] {
        let (what, when, _) = one(text);
        assert_eq!((what, when.as_str()), (kind, at), "{text}");
    }
}

#[test]
fn a_payment_is_found_with_its_sum_however_it_is_written() {
    for (text, sum) in [
        ("Betal 1.240 kr. senest den 3. marts 2026.", Some("1.240")),
        ("Beløbet på kr. 1.240,50 skal være betalt inden den 3. marts 2026.", Some("1.240,50")),
        ("Beløb: 12 500 kroner\nForfallsdato: 3. mars 2026", Some("12 500")),
        ("Betalingsfrist: 3. marts 2026\nAt betale: 640 kr.\n", Some("640")),
        ("Gebyret skal betales senest den 3. marts 2026.", None),
        ("Å betale: NOK 1 240\nBetalingsfrist 3.3.2026", Some("1 240")),
    ] {
        let (kind, at, amount) = one(text);
        assert_eq!((kind, at.as_str(), amount.as_deref()), (Payment, "2026-03-03 23:59", sum), "{text}");
    }
}

#[test]
fn a_day_with_a_time_is_an_appointment_where_the_words_speak_of_one() {
    for (subject, text, at) in [
        ("", "Du har fået en tid fredag den 27. februar 2026 kl. 14.20.", "2026-02-27 14:20"),
        ("", "Vi har reservert time til deg 27. februar 2026 klokka 08:40.", "2026-02-27 08:40"),
        ("Indkaldelse til undersøgelse", "Dato: 27. februar 2026\nKl. 9\nSted: Afsnit 2", "2026-02-27 09:00"),
        ("", "Your appointment is on 27 February 2026 at 14:20.", "2026-02-27 14:20"),
    ] {
        let all = found(subject, text);
        assert_eq!(all, [(Appointment, at.to_owned(), None)], "{text}");
    }
}

#[test]
fn what_is_no_limit_for_the_reader_is_left_alone() {
    for text in [
        "Vi har den 3. marts 2026 truffet en afgørelse i din sag.",
        "Du kan klage senest den 10. marts 2026.",
        "Pengene bliver udbetalt senest den 1. marts 2026.",
        "Du hører fra os inden den 1. marts 2026.",
        "Siden er senest opdateret den 3. marts 2026.",
        "Kortet gælder til 3. marts 2027.",
        "Du er født den 3. marts 1980.",
        "Der holdes lukket den 24. december 2026.",
        "Åbent kl. 9.00-15.00 fra den 3. marts.",
        "Brevet er fra den 1. februar, og fristen var senest den 5. februar 2026.",
        "Version 1.2.3 og telefon 33 12 34 56, senest 99. marts.",
        "Fristen er lang. Den 3. marts 2026 holder vi fest.",
        "",
    ] {
        assert_eq!(found("", text), [], "{text}");
    }
}

#[test]
fn a_guess_says_the_sentence_it_comes_from_and_a_letter_has_few() {
    let came = "2026-02-12T08:00:00Z".parse().unwrap();
    let text = "Kære Prøve.\n\nDu skal betale   1.240 kr.\nsenest den 3. marts 2026. Ellers kommer der gebyr.";
    let all = guesses("", text, came, &zone());
    assert_eq!(all[0].words, "Du skal betale 1.240 kr. senest den 3. marts 2026.");
    let table: String = (1..=28).map(|day| format!("Svar senest den {day}. marts 2026.\n")).collect();
    assert_eq!(guesses("", &table, came, &zone()).len(), MOST);
    let long = format!("{} svar senest den 3. marts 2026 {}.", "og så videre ".repeat(400), "med mere ".repeat(400));
    let words = &guesses("", &long, came, &zone())[0].words;
    assert!(words.chars().count() <= LONGEST + 4 && words.contains("3. marts 2026"), "{words}");
}

#[test]
fn the_same_day_is_named_once_and_only_the_first_pages_are_read() {
    let twice = "Svar senest den 3. marts 2026. Vi gentager: svar senest den 3. marts 2026.";
    assert_eq!(found("", twice).len(), 1);
    let late = format!("{}\n\nSvar senest den 3. marts 2026.", "æ".repeat(MOST_BYTES));
    assert_eq!(found("", &late), []);
}

proptest! {
    #[test]
    fn no_text_breaks_it(
        subject in ".{0,40}",
        words in proptest::collection::vec(
            prop_oneof![
                "\\PC{0,12}", "[0-9]{1,9}[./-]?[0-9]{0,4}[./-]?[0-9]{0,4}",
                proptest::sample::select(vec!["senest", "den", "3.", "marts", "kr.", "kl.", "\n", "inden", "dage", "2026", "."])
                    .prop_map(str::to_owned),
            ], 0..60),
    ) {
        let text = words.join(" ");
        let came = "2026-02-12T08:00:00Z".parse().unwrap();
        let all = guesses(&subject, &text, came, &zone());
        prop_assert!(all.len() <= MOST);
        prop_assert!(all.iter().all(|guess| !guess.words.is_empty() && guess.at >= came - jiff::SignedDuration::from_hours(24)));
    }
}
