//! A service without a place for what was deleted, without a feed of changes and without versions, where having a
//! letter's content counts as having read it: Digipost, from the first look to the last letter.

use crate::digipost::{Double, MAILBOX, Target, letter};
use crate::vault_at::{Login, VaultAt};
use axum::http::Method;
use jiff::Timestamp;
use model::{Change, Code, FolderRole, Mailbox, Message, Waits, WishState};
use postkasse_sync::{Report, sync_account};
use serde_json::json;
use std::sync::Arc;

/// A vault at the service, as a round of a sync has it: each with a client of its own.
struct World {
    service: Double,
    vault: VaultAt,
}

impl World {
    /// With these letters, each a minute older than the one before, and a folder.
    async fn with(more: &[serde_json::Value]) -> Self {
        let service = Double::new().await;
        service.holds(|holds| holds.folders = vec![(7, "Hus".to_owned(), "HOME".to_owned())]);
        for (number, more) in more.iter().enumerate() {
            let mut letter = letter(more.clone());
            letter.value["created"] = format!("2026-05-01T10:{:02}:00.000Z", 59 - number).into();
            service.put(letter);
        }
        let vault = VaultAt::new(&service.uri(&Target::Root), Login::default());
        World { service, vault }
    }

    async fn sync(&mut self) -> Report {
        self.vault.context.provider = Arc::new(self.service.client_at(&Timestamp::now().to_string()));
        let reports = sync_account(&self.vault.context, &self.vault.account, None).await.unwrap();
        let own = self.own().id;
        reports.into_iter().find(|report| report.mailbox == own).unwrap()
    }

    fn own(&self) -> Mailbox {
        self.vault.mailbox(MAILBOX)
    }

    fn letter(&self, name: &str) -> Option<Message> {
        self.vault.letters(&self.own()).remove(self.service.id(name).as_str())
    }

    /// The person wishes something of a letter as it is here.
    fn wishes(&self, name: &str, change: &Change) {
        let letter = self.letter(name).unwrap();
        let state = self.vault.profile.state(&self.own().id).unwrap();
        state.add_wish(&letter.id, change, letter.version, Timestamp::now()).unwrap();
    }

    fn left(&self) -> Vec<WishState> {
        let wishes = self.vault.profile.state(&self.own().id).unwrap().wishes().unwrap();
        wishes.into_iter().map(|wish| wish.state).collect()
    }

    fn count(&self, wanted: impl Fn(&(Method, Target)) -> bool) -> usize {
        self.service.heard().iter().filter(|one| wanted(one)).count()
    }
}

fn is_content(one: &(Method, Target)) -> bool {
    matches!(one.1, Target::Content(..))
}

#[tokio::test]
async fn a_first_sync_brings_what_was_read_before_and_leaves_the_rest_to_the_person() {
    let mut world = World::with(&[json!({}), json!({"read": true}), json!({"origin": "UPLOADED"})]).await;
    world.service.holds(|holds| holds.letters.get_mut("3").unwrap().folder = Some(7));
    let report = world.sync().await;
    assert_eq!((report.new, report.documents, report.error), (3, 2, None), "{report:?}");
    assert_eq!(world.count(is_content), 2);
    assert_eq!(world.letter("1").unwrap().waits(model::Level::High), Some(Waits::Seen));
    let folders = world.vault.cache(&world.own()).folders().unwrap();
    assert!(folders.iter().all(|one| one.role != FolderRole::Deleted));
    // Nothing new: the root, and one page.
    let report = world.sync().await;
    assert_eq!((report.new, report.changed), (0, 0));
    let heard: Vec<_> = world.service.heard().into_iter().map(|one| one.1).collect();
    assert_eq!(heard, [Target::Root, Target::Inbox], "{report:?}");
}

#[tokio::test]
async fn what_changed_elsewhere_comes_here_and_what_was_deleted_there_goes() {
    let mut world = World::with(&[json!({"read": true}), json!({"read": true}), json!({"read": true})]).await;
    world.sync().await;
    world.service.holds(|holds| {
        holds.letters.remove("1");
        holds.letters.get_mut("2").unwrap().folder = Some(7);
        holds.letters.get_mut("3").unwrap().value["subject"] = "Nytt navn".into();
    });
    let report = world.sync().await;
    assert_eq!((report.removed, report.changed, report.error), (1, 2, None), "{report:?}");
    assert_eq!(world.letter("1"), None);
    let folders = world.vault.cache(&world.own()).folders().unwrap();
    let house = folders.iter().find(|one| one.remote_id.as_str() == "7").unwrap();
    assert_eq!(world.letter("2").unwrap().folder, house.id);
    assert_eq!(world.letter("3").unwrap().subject, "Nytt navn");
}

#[tokio::test]
async fn a_letter_that_is_to_go_for_good_goes_also_when_it_was_opened_or_named_otherwise_meanwhile() {
    for change in [json!({"read": true}), json!({"subject": "Nytt navn"}), json!({})] {
        let mut world = World::with(&[json!({})]).await;
        world.sync().await;
        world.wishes("1", &Change::Erase);
        let elsewhere = change.clone();
        world.service.holds(|holds| {
            let value = &mut holds.letters.get_mut("1").unwrap().value;
            value.as_object_mut().unwrap().extend(elsewhere.as_object().unwrap().clone());
        });
        let report = world.sync().await;
        assert_eq!((report.sent, report.refused), (1, 0), "{change}: {report:?}");
        assert!(world.service.holds(|holds| holds.letters.is_empty()));
        assert_eq!((world.letter("1"), world.left()), (None, Vec::new()));
    }
}

#[tokio::test]
async fn a_letter_that_somebody_moved_meanwhile_stays_and_the_person_is_told() {
    let mut world = World::with(&[json!({})]).await;
    world.sync().await;
    world.wishes("1", &Change::Erase);
    world.service.holds(|holds| holds.letters.get_mut("1").unwrap().folder = Some(7));
    let report = world.sync().await;
    assert_eq!((report.sent, report.refused), (0, 1), "{report:?}");
    assert_eq!(world.left(), [WishState::Refused { code: Code::Conflict, reason: Some("letter.moved".to_owned()) }]);
    assert_eq!(world.service.holds(|holds| holds.letters.len()), 1);
    // Whoever wants it all the same has seen where it lies.
    world.wishes("1", &Change::Erase);
    assert_eq!(world.sync().await.sent, 1);
    assert!(world.service.holds(|holds| holds.letters.is_empty()) && world.letter("1").is_none());
}

#[tokio::test]
async fn letters_are_opened_ahead_where_the_person_chose_that_and_no_receipt_is_sent() {
    let mut world = World::with(&[json!({}), json!({"subject": "Med kvittering"})]).await;
    world.service.holds(|holds| holds.letters.get_mut("2").unwrap().receipts = vec![true]);
    world.sync().await;
    assert_eq!(world.count(is_content), 0);
    world.vault.profile.set_fetch_ahead(&world.own().id, true).unwrap();
    world.sync().await;
    let heard = world.service.heard();
    assert_eq!(heard.iter().filter(|one| is_content(one)).count(), 1);
    assert!(heard.iter().all(|one| one.0 == Method::GET), "{heard:?}");
    assert!(world.letter("1").unwrap().read);
    assert_eq!(world.letter("2").unwrap().waits(model::Level::High), Some(Waits::Receipt));
}
