//! What is told of new letters, and that it is told once.

use crate::world::{NOW, ON, World, add_mailbox, world};
use model::{Change, Folder, FolderRole, MessageState};
use postkasse_notify::{Channel, ChannelError, LANGUAGES, Notice, Rules, Told, tell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;

/// Remembers what it was told; can be made to fail.
#[derive(Default)]
struct Recorder {
    notices: Mutex<Vec<Notice>>,
    fails: Option<ChannelError>,
}

impl Channel for Recorder {
    fn name(&self) -> &'static str {
        "desktop"
    }

    fn tell(&self, notice: &Notice) -> Result<(), ChannelError> {
        self.notices.lock().unwrap().push(notice.clone());
        self.fails.clone().map_or(Ok(()), Err)
    }
}

impl Recorder {
    fn told(&self) -> Vec<Notice> {
        self.notices.lock().unwrap().clone()
    }
}

/// Does something in the moment of telling.
struct Meanwhile<F>(F);

impl<F: Fn() + Send + Sync> Channel for Meanwhile<F> {
    fn name(&self) -> &'static str {
        "desktop"
    }

    fn tell(&self, _: &Notice) -> Result<(), ChannelError> {
        self.0();
        Ok(())
    }
}

#[test]
fn several_letters_are_told_in_one_neutral_notice_that_opens_the_newest_in_every_language() {
    for language in LANGUAGES {
        let (world, channel) = (world(), Recorder::default());
        world.arrives(1);
        let newest = world.arrives(9);
        world.arrives(4);
        assert_eq!(world.tell(&channel, Rules { language, ..ON }), Told { told: 3, ..Told::default() });
        let told = channel.told();
        assert_eq!((told.len(), &told[0].opens), (1, &newest));
        assert!(told[0].body.contains('3'), "{told:?}");
        let words = format!("{} {} {}", told[0].title, told[0].body, told[0].open_label);
        for secret in ["Fortroligt", "Klinik", "Person", "http", "{", "notification."] {
            assert!(!words.contains(secret), "{words}");
        }
    }
}

#[test]
fn a_letter_is_told_once_also_when_it_arrives_again() {
    let (world, channel) = (world(), Recorder::default());
    world.arrives(1);
    world.tell(&channel, ON);
    assert_eq!(world.tell(&channel, ON), Told::default());
    world.profile.cache(&world.mailbox.id).unwrap().remove_message(&"m1".into()).unwrap();
    world.arrives(1);
    assert_eq!(world.tell(&channel, ON), Told::default());
    assert_eq!(channel.told().len(), 1);
}

#[test]
fn the_ledger_has_its_line_before_anything_is_told() {
    let world = world();
    let message = world.arrives(1);
    let channel = Meanwhile(|| assert!(!world.profile.ledger_begin(&world.line(&message)).unwrap(), "it is there"));
    assert_eq!(world.tell(&channel, ON).told, 1);
}

#[test]
fn when_the_ledger_cannot_be_written_nothing_is_told() {
    let (world, channel) = (world(), Recorder::default());
    world.arrives(1);
    world.profile.lock();
    assert!(tell(&world.profile, std::slice::from_ref(&world.mailbox.id), &channel, ON, NOW).is_err());
    assert!(channel.told().is_empty());
}

#[test]
fn what_a_crash_left_doubtful_is_not_told_again() {
    let (world, channel) = (world(), Recorder::default());
    let message = world.arrives(1);
    assert!(world.profile.ledger_begin(&world.line(&message)).unwrap());
    assert_eq!(world.tell(&channel, ON), Told::default(), "crashed before it told");
    world.arrives(2);
    let dies = Meanwhile(|| panic!("as a library might"));
    assert!(catch_unwind(AssertUnwindSafe(|| world.tell(&dies, ON))).is_err());
    assert_eq!(world.tell(&channel, ON), Told::default(), "crashed while it told");
    assert!(channel.told().is_empty());
}

fn silent(change: impl Fn(&World)) {
    let (world, channel) = (world(), Recorder::default());
    change(&world);
    assert_eq!(world.tell(&channel, ON), Told { silent: 1, ..Told::default() });
    assert_eq!(world.tell(&channel, ON), Told::default(), "and not told later either");
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
        };
        world.profile.cache(&world.mailbox.id).unwrap().replace_folders(&[folder]).unwrap();
        let mut thrown_away = world.letter(1);
        thrown_away.folder = world.folder("bin");
        world.brings(thrown_away);
    });
}

#[test]
fn what_arrives_while_it_is_switched_off_is_not_told_later() {
    let (world, channel) = (world(), Recorder::default());
    world.arrives(1);
    assert_eq!(world.tell(&channel, Rules { on: false, ..ON }).silent, 1);
    assert_eq!(world.tell(&channel, ON), Told::default());
    assert!(channel.told().is_empty());
}

#[test]
fn a_channel_that_fails_is_noted_and_one_that_does_not_answer_is_not_asked_again() {
    for (fails, told) in [
        (ChannelError::NoService, Told { failed: 1, ..Told::default() }),
        (ChannelError::NoAnswer, Told { doubtful: 1, ..Told::default() }),
    ] {
        let (world, broken) = (world(), Recorder { fails: Some(fails), ..Recorder::default() });
        world.arrives(1);
        assert_eq!(world.tell(&broken, ON), told);
        let mended = Recorder::default();
        assert_eq!(world.tell(&mended, ON), Told::default());
        assert!(mended.told().is_empty());
    }
}

#[test]
fn a_mailbox_that_cannot_be_read_keeps_the_others_from_nothing() {
    let (world, channel) = (world(), Recorder::default());
    world.arrives(1);
    let broken = add_mailbox(&world.profile, &world.account, "broken");
    let folder = world.profile.folder().join("mailboxes").join(broken.id.as_str());
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("cache.db"), [7; 8192]).unwrap();
    assert!(tell(&world.profile, &[broken.id, world.mailbox.id.clone()], &channel, ON, NOW).is_err());
    assert_eq!(channel.told().len(), 1);
}
