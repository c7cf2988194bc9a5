//! What is told of new letters, and that it is told once.

use crate::world::{NOW, Said, World, add_mailbox, world};
use jiff::SignedDuration;
use model::{Change, Folder, FolderRole, Language, MessageState};
use postkasse_notify::{
    Channel, ChannelError, DESKTOP, Fate, How, Message, Notice, OnScreen, Rule, SendError, Told, Trouble, Way, tell,
};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use vault::{LedgerState, Purpose};

/// Does something in the moment of telling.
struct Meanwhile<F>(F);

impl<F: Fn(&str) + Send + Sync> Way for Meanwhile<F> {
    fn name(&self) -> &'static str {
        DESKTOP
    }

    fn tell(&self, what: &Message<'_>) -> Result<Fate, SendError> {
        self.0(&what.telling.reference);
        Ok(Fate::Delivered)
    }

    fn fate(&self, _: &str) -> Result<Option<Fate>, SendError> {
        Ok(None)
    }
}

/// So many letters, told in one message.
fn told(letters: usize) -> Told {
    Told { told: letters, messages: 1, ..Told::default() }
}

#[test]
fn several_letters_are_told_in_one_neutral_notice_that_opens_the_newest_in_every_language() {
    for language in Language::ALL.map(Language::code) {
        let (world, channel) = (world(), Said::on_screen());
        world.arrives(1);
        let newest = world.arrives(9);
        world.arrives(4);
        assert_eq!(world.tells_in(language, &[&channel]).unwrap(), told(3));
        let told = channel.told();
        assert_eq!((told.len(), told[0].opens.as_ref()), (1, Some(&newest)));
        assert!(told[0].text.contains('3'), "{told:?}");
        let words = format!("{} {} {}", told[0].subject, told[0].text, told[0].open_label);
        for secret in ["Fortroligt", "Klinik", "Person", "http", "{", "notification."] {
            assert!(!words.contains(secret), "{words}");
        }
    }
}

#[test]
fn a_letter_is_told_once_also_when_it_arrives_again() {
    let (world, channel) = (world(), Said::on_screen());
    world.arrives(1);
    world.tell(&channel);
    assert_eq!(world.tell(&channel), Told::default());
    world.profile.cache(&world.mailbox.id).unwrap().remove_message(&"m1".into()).unwrap();
    world.arrives(1);
    assert_eq!(world.tell(&channel), Told::default());
    assert_eq!(channel.told().len(), 1);
}

#[test]
fn the_ledger_has_its_line_before_anything_is_told() {
    let world = world();
    world.arrives(1);
    let channel = Meanwhile(|reference: &str| {
        let line = world.profile.ledger(1).unwrap().remove(0);
        assert_eq!((line.state, line.reference.as_deref()), (LedgerState::Intended, Some(reference)));
    });
    assert_eq!(world.tell(&channel).told, 1);
    assert_eq!(world.ledger(), [("m1".into(), Purpose::New, LedgerState::Sent, None)]);
}

#[test]
fn when_the_ledger_cannot_be_written_nothing_is_told() {
    let (world, channel) = (world(), Said::on_screen());
    world.arrives(1);
    let (right, book) = (world.profile.sync_lock().unwrap(), world.book("da"));
    world.profile.lock();
    let how = How { book: &book, clock: &world.clock, eager: true };
    assert!(tell(&world.profile, &right, &[&channel], &how).is_err());
    assert!(channel.told().is_empty());
}

#[test]
fn what_a_crash_left_doubtful_is_shown_as_that_and_not_told_again() {
    let (world, channel) = (world(), Said::on_screen());
    world.arrives(1);
    let dies = Meanwhile(|_: &str| panic!("as a library might"));
    assert!(catch_unwind(AssertUnwindSafe(|| world.tell(&dies))).is_err());
    assert_eq!(world.tell(&channel), Told::default(), "crashed while it told");
    assert_eq!(world.ledger(), [("m1".into(), Purpose::New, LedgerState::Doubtful, Some("cut".into()))]);
    assert!(channel.told().is_empty());
}

fn silent(change: impl Fn(&World)) {
    let (world, channel) = (world(), Said::on_screen());
    change(&world);
    assert_eq!(world.tell(&channel), Told { silent: 1, ..Told::default() });
    assert_eq!(world.tell(&channel), Told::default(), "and not told later either");
    assert!(channel.told().is_empty());
}

#[test]
fn what_is_read_already_at_the_service_or_here_is_not_told() {
    silent(|world| {
        let mut read = world.letter(1);
        read.read = true;
        world.brings(read);
    });
    silent(|world| {
        let letter = world.arrives(1);
        let state = world.profile.state(&world.mailbox.id).unwrap();
        state.add_wish(&letter, &Change::Read(true), 1, NOW).unwrap();
    });
}

#[test]
fn what_the_person_wrote_herself_or_threw_away_elsewhere_is_not_told() {
    for state in [MessageState::Sent, MessageState::Draft] {
        silent(|world| {
            let mut own = world.letter(1);
            own.state = state;
            world.brings(own);
        });
    }
    silent(|world| {
        let folder = Folder {
            id: world.folder("bin"),
            remote_id: "bin".into(),
            parent: None,
            role: FolderRole::Deleted,
            name: "Slettet".into(),
            version: 1,
            icon: None,
        };
        world.profile.cache(&world.mailbox.id).unwrap().replace_folders(&[folder]).unwrap();
        let mut thrown_away = world.letter(1);
        thrown_away.folder = world.folder("bin");
        world.brings(thrown_away);
    });
}

#[test]
fn what_arrives_while_it_is_switched_off_is_not_told_later() {
    let (world, channel) = (world(), Said::on_screen());
    world.rule(DESKTOP, &Rule { on: Some(false), ..Rule::default() });
    world.arrives(1);
    assert_eq!(world.tell(&channel), Told::default());
    world.rule(DESKTOP, &Rule { on: Some(true), since: Some(NOW), ..Rule::default() });
    assert_eq!(world.tell(&channel), Told::default());
    world.arrives(2);
    assert_eq!(world.tell(&channel), told(1));
    assert_eq!(channel.count(), 1);
}

/// A screen on which nothing can be shown.
struct Broken(ChannelError);

impl Channel for Broken {
    fn name(&self) -> &'static str {
        DESKTOP
    }

    fn tell(&self, _: &Notice) -> Result<(), ChannelError> {
        Err(self.0.clone())
    }
}

#[test]
fn what_no_screen_could_show_waits_for_one_and_what_one_did_not_answer_for_is_not_shown_again() {
    let waits = Told { waiting: 1, ..Told::default() };
    let doubtful = Told { doubtful: 1, ..Told::default() };
    for (fails, said, state, why, then) in [
        (ChannelError::NoService, waits, LedgerState::Waiting, Trouble::Down, told(1)),
        (ChannelError::NoAnswer, doubtful, LedgerState::Doubtful, Trouble::Timeout, Told::default()),
    ] {
        let (world, mended) = (world(), Said::on_screen());
        world.arrives(1);
        assert_eq!(world.tell(&OnScreen(Arc::new(Broken(fails)))), said);
        assert_eq!(world.ledger(), [("m1".into(), Purpose::New, state, Some(why.word().into()))]);
        assert_eq!(world.tell(&mended), then);
        assert_eq!(mended.count(), then.messages);
    }
}

#[test]
fn a_mailbox_that_cannot_be_read_keeps_the_others_from_nothing() {
    let (world, channel) = (world(), Said::on_screen());
    world.arrives(1);
    let broken = add_mailbox(&world.profile, &world.account, "broken");
    let folder = world.profile.folder().join("mailboxes").join(broken.id.as_str());
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("cache.db"), [7; 8192]).unwrap();
    assert!(world.tells_in("da", &[&channel]).is_err());
    assert_eq!(channel.told().len(), 1);
}

#[test]
fn what_no_window_showed_for_a_week_is_no_news_on_a_screen() {
    let (world, channel) = (world(), Said::on_screen());
    world.arrives(1);
    world.tells_in("da", &[]).unwrap();
    world.clock.goes(SignedDuration::from_hours(8 * 24));
    world.arrives(2);
    assert_eq!(world.tell(&channel), told(1));
    assert_eq!(world.ledger()[0], ("m1".into(), Purpose::New, LedgerState::Suppressed, Some("tooOld".into())));
}
