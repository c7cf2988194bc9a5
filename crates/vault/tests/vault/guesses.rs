//! What the texts of letters seem to ask for: kept with the text, and worked out anew for all when that is done otherwise.

use crate::world::{World, message, put_file, store, world};
use jiff::Timestamp;
use model::{Guess, GuessKind, Message};
use postkasse_vault::{NewFile, StoreError};
use std::io::Write;

fn guess(kind: GuessKind, words: &str) -> Guess {
    Guess { kind, at: Timestamp::UNIX_EPOCH, amount: Some("640".into()), words: words.into() }
}

fn put(world: &World, message: &Message, guesses: &[Guess]) -> Result<(), StoreError> {
    let cache = world.profile.cache(&world.mailbox.id).unwrap();
    let file = &message.documents[0].files[0].id;
    let mut writer = cache.file_writer(file).unwrap();
    writer.write_all(b"Betal").unwrap();
    cache.file_stored(
        file,
        writer.finish()?,
        &NewFile { kind: "text", text: Some("Betal"), guesses, ..NewFile::default() },
    )
}

#[test]
fn a_guess_comes_with_its_text_and_goes_with_it() {
    let world = world();
    let letter = message(&world.mailbox, 1, "Regning");
    store(&world, std::slice::from_ref(&letter));
    let cache = world.profile.cache(&world.mailbox.id).unwrap();
    let two = [guess(GuessKind::Payment, "Betal."), guess(GuessKind::Reply, "Svar.")];
    put(&world, &letter, &two).unwrap();
    assert_eq!(cache.guesses(&letter.id).unwrap(), two);
    put(&world, &letter, &two[..1]).unwrap();
    assert_eq!(cache.guesses(&letter.id).unwrap(), two[..1]);
    let (since, soon) = (Timestamp::MIN, Timestamp::UNIX_EPOCH);
    let dated = cache.dated(since, soon, 9).unwrap();
    assert_eq!((dated[0].message.id.clone(), dated[0].guesses.clone()), (letter.id.clone(), two[..1].to_vec()));
    assert!(cache.dated(since, "1971-01-01T00:00:00Z".parse().unwrap(), 9).unwrap().is_empty(), "long over");
}

#[test]
fn texts_that_were_read_before_are_guessed_at_once_for_each_edition_and_go_on_where_they_were_cut() {
    let world = world();
    let letters: Vec<Message> = (1..=1200).map(|number| message(&world.mailbox, number, "Brev")).collect();
    store(&world, &letters);
    for letter in letters.iter().step_by(100) {
        put_file(&world, letter, "Betal 640 kr.");
    }
    let cache = world.profile.cache(&world.mailbox.id).unwrap();
    // Cut in the middle: the one who guesses panics, as a process that ends.
    let seen = std::sync::Mutex::new(0);
    let cut = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        cache.renew_guesses("1", |_, _, _| {
            let mut seen = seen.lock().unwrap();
            *seen += 1;
            assert!(*seen < 8, "cut");
            vec![guess(GuessKind::Payment, "Betal 640 kr.")]
        })
    }));
    assert!(cut.is_err());
    let cache = world.profile.cache(&world.mailbox.id).unwrap();
    let more = std::cell::Cell::new(0);
    let once = |_: &Message, _: &model::FileId, text: &str| {
        more.set(more.get() + 1);
        vec![guess(GuessKind::Payment, text)]
    };
    cache.renew_guesses("1", once).unwrap();
    assert!(more.get() < 12, "{} of 12: what was done is not done again", more.get());
    for letter in letters.iter().step_by(100) {
        assert_eq!(cache.guesses(&letter.id).unwrap()[0].words, "Betal 640 kr.");
    }
    more.set(0);
    cache.renew_guesses("1", once).unwrap();
    assert_eq!(more.get(), 0, "the same edition does nothing");
    cache.renew_guesses("2", once).unwrap();
    assert_eq!(more.get(), 12);
}
