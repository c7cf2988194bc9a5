//! What stands on a screen is kept true, whichever screen it is.

use crate::world::{NOW, Said, world};
use jiff::SignedDuration;
use model::Change;
use postkasse_notify::{DESKTOP, Digest, How, Rank, Rule, Told, tell, tell_on_screen};
use vault::StoreError;

#[test]
fn what_is_read_or_thrown_away_here_goes_from_the_screen_at_the_next_look() {
    for change in [Change::Read(true), Change::Delete] {
        let (world, screen) = (world(), Said::on_screen());
        let (letter, other) = (world.arrives(1), world.arrives(2));
        world.tell(&screen);
        let is_read =
            |letter| world.profile.state(&world.mailbox.id).unwrap().add_wish(letter, &Change::Read(true), 1, NOW);
        is_read(&other).unwrap();
        assert_eq!(world.tell(&screen), Told::default());
        let last = screen.told().pop().unwrap();
        assert_eq!((last.silent, last.opens.as_ref()), (true, Some(&letter)), "it says less, without a sound");
        world.profile.state(&world.mailbox.id).unwrap().add_wish(&letter, &change, 1, NOW).unwrap();
        assert_eq!(world.tell(&screen), Told::default());
        assert!(screen.screen.lock().unwrap().is_empty(), "{change:?}");
        assert_eq!(screen.count(), 2);
    }
}

#[test]
fn what_is_about_a_mailbox_that_cannot_be_read_any_more_or_is_silent_goes() {
    let (world, screen) = (world(), Said::on_screen());
    world.arrives(1);
    world.tell(&screen);
    world.rule(DESKTOP, &Rule { on: Some(false), ..Rule::default() });
    world.tell(&screen);
    assert!(screen.screen.lock().unwrap().is_empty());
    world.rule(DESKTOP, &Rule { on: Some(true), since: Some(NOW), ..Rule::default() });
    world.arrives(2);
    world.tell(&screen);
    assert_eq!(screen.screen.lock().unwrap().len(), 1);
    // A relative took the right to read away.
    world.may(&[]);
    world.tell(&screen);
    assert!(screen.screen.lock().unwrap().is_empty());
}

#[test]
fn news_that_was_gathered_is_quieter_and_a_reminder_stays() {
    let (world, screen) = (world(), Said::on_screen());
    world.rule(
        DESKTOP,
        &Rule { on: Some(true), digest: Some(Digest::Hourly), reminders: Some(true), ..Rule::default() },
    );
    let letter = world.letter(1);
    world.brings(letter.clone());
    world.tell(&screen);
    world.clock.goes(SignedDuration::from_hours(2));
    world.tell(&screen);
    assert_eq!(screen.told().last().unwrap().rank, Rank::Low);
    let mut summons = world.letter(2);
    summons.message_type = model::MessageType::LegalNotification;
    world.brings(summons);
    world.tell(&screen);
    assert_eq!(screen.told().last().unwrap().rank, Rank::Usual);
    world.clock.goes(SignedDuration::from_hours(4 * 24));
    world.tell(&screen);
    let last = screen.told().pop().unwrap();
    assert_eq!((last.rank, last.read_label), (Rank::Stays, None));
}

#[test]
fn a_screen_tells_what_another_process_took_in_while_that_one_has_the_right_to_sync() {
    let (world, screen) = (world(), Said::on_screen());
    let other = world.other_process();
    let syncs = other.sync_lock().unwrap();
    let book = world.book("da");
    let how = How { book: &book, clock: &world.clock, eager: false };
    let letter = world.letter(1);
    world.brings(letter.clone());
    tell(&other, &syncs, &[], &how).unwrap();
    let seat = world.profile.screen_lock().unwrap();
    assert!(matches!(other.screen_lock(), Err(StoreError::Busy)), "one tells there at a time");
    let told = tell_on_screen(&world.profile, &seat, &screen, &how).unwrap();
    assert_eq!(told, Told { told: 1, messages: 1, ..Told::default() });
    world.is_read(letter);
    assert_eq!(tell_on_screen(&world.profile, &seat, &screen, &how).unwrap(), Told::default());
    assert!(screen.screen.lock().unwrap().is_empty());
    assert_eq!(screen.count(), 1);
}
