//! Second thoughts: what is undone, wished once more after a refusal, or not wanted any more when it was perhaps done
//! already; and folders that change while no letter does.

use crate::elsewhere::{Ahead, Elsewhere, here};
use crate::line::{Trouble, Writes};
use crate::rules::Deed;
use crate::wished::folder_id;
use crate::world::World;
use jiff::Timestamp;
use model::{Change, Code, FolderId, Mailbox, Message, RemoteId, WishState};
use postkasse_sync::{Context, sync_account};
use providers::RemoteChange;
use serde_json::json;
use std::sync::Arc;
use vault::{Seen, State};

struct Scene {
    world: World,
    own: Mailbox,
    elsewhere: Elsewhere,
    inbox: RemoteId,
    deleted: RemoteId,
    folder: RemoteId,
}

impl Scene {
    /// One letter and one folder, known here.
    async fn new() -> Self {
        let world = World::behind_a_line_unchecked(1).await;
        let elsewhere = Elsewhere::new(&world, &world.remote("own"));
        let folder = elsewhere.folder(Deed::MakeFolder, "Skat", None).await;
        world.send(1).await;
        world.sync().await;
        let (own, (inbox, deleted)) = (world.own(), elsewhere.built_in().await);
        Scene { world, own, elsewhere, inbox, deleted, folder }
    }

    fn state(&self) -> Arc<State> {
        self.world.profile.state(&self.own.id).unwrap()
    }

    fn letter(&self) -> Message {
        self.world.letters(&self.own).into_values().next().unwrap()
    }

    fn id(&self, folder: &RemoteId) -> FolderId {
        folder_id(&self.own, folder)
    }

    fn wishes(&self, change: &Change) {
        let letter = self.letter();
        let seen = Seen { version: letter.version, deleted: letter.folder == self.id(&self.deleted) };
        self.state().add_wish(&letter.id, change, seen, Timestamp::now()).unwrap();
    }

    async fn theirs(&self, change: RemoteChange) {
        self.elsewhere.changes(&self.letter().remote_id, &change).await;
    }

    async fn unanswered(&self) {
        self.world.line().is(Trouble { writes: Writes::Unanswered, ..Trouble::default() });
        self.world.sync().await;
        self.world.line().is_good();
    }

    async fn hours_later(&self, hours: i64) {
        let context = Context { clock: Arc::new(Ahead(hours)), ..self.world.context.clone() };
        sync_account(&context, &self.world.account, None).await.unwrap();
    }

    async fn both_are_equal(&self) {
        assert_eq!(here(&self.world, &self.own), self.elsewhere.truth().await);
    }

    async fn folders_called(&self, name: &str) -> usize {
        self.elsewhere.folders().await.values().filter(|(_, one, _)| one == name).count()
    }
}

#[tokio::test]
async fn a_delete_that_was_taken_back_is_taken_back_also_when_it_was_carried_out_unheard() {
    let scene = Scene::new().await;
    scene.wishes(&Change::Delete);
    // As this program's own call would have done whose answer got lost.
    scene.theirs(RemoteChange::Folder(scene.deleted.clone())).await;
    scene.wishes(&Change::Move(scene.id(&scene.inbox)));
    scene.world.sync().await;
    assert_eq!(scene.letter().folder, scene.id(&scene.inbox));
    assert_eq!(scene.state().wishes().unwrap(), []);
    scene.both_are_equal().await;
}

#[tokio::test]
async fn a_deleted_letter_is_read_and_moved_out_in_one_go() {
    let scene = Scene::new().await;
    scene.theirs(RemoteChange::Folder(scene.deleted.clone())).await;
    scene.world.sync().await;
    scene.wishes(&Change::Read(true));
    scene.wishes(&Change::Move(scene.id(&scene.inbox)));
    scene.world.sync().await;
    assert!(scene.letter().read && scene.letter().folder == scene.id(&scene.inbox));
    assert_eq!(scene.state().wishes().unwrap(), []);
    scene.both_are_equal().await;
}

#[tokio::test]
async fn whoever_is_told_that_a_letter_was_deleted_and_wants_it_moved_all_the_same_gets_it_moved() {
    let scene = Scene::new().await;
    scene.wishes(&Change::Move(scene.id(&scene.folder)));
    scene.theirs(RemoteChange::Folder(scene.deleted.clone())).await;
    scene.world.sync().await;
    let told = scene.state().wishes().unwrap().remove(0);
    let why = WishState::Refused { code: Code::Conflict, reason: Some("letter.deleted".into()) };
    assert_eq!((&told.state, scene.letter().folder), (&why, scene.id(&scene.deleted)));
    scene.state().wish_anew(told.id).unwrap();
    scene.theirs(RemoteChange::Read(true)).await;
    scene.world.sync().await;
    assert_eq!(scene.letter().folder, scene.id(&scene.folder));
    scene.both_are_equal().await;
}

#[tokio::test]
async fn a_folder_that_was_made_unheard_and_is_not_wanted_any_more_does_not_stay() {
    for heard in [false, true] {
        let scene = Scene::new().await;
        let (id, change) =
            (FolderId::from_random([1; 10]), Change::MakeFolder { name: "Bil".into(), parent: None, icon: None });
        scene.state().add_wish(&id, &change, 0, Timestamp::now()).unwrap();
        if heard {
            scene.unanswered().await;
            assert_eq!(scene.folders_called("Bil").await, 1);
        }
        scene.state().add_wish(&id, &Change::RemoveFolder, 0, Timestamp::now()).unwrap();
        scene.world.sync().await;
        assert_eq!(scene.folders_called("Bil").await, 0);
        assert_eq!(scene.state().wishes().unwrap(), []);
        scene.both_are_equal().await;
    }
}

#[tokio::test]
async fn a_folder_whose_making_was_not_heard_is_found_when_the_list_shows_it() {
    let scene = Scene::new().await;
    let (id, change) =
        (FolderId::from_random([1; 10]), Change::MakeFolder { name: "Bil".into(), parent: None, icon: None });
    scene.state().add_wish(&id, &change, 0, Timestamp::now()).unwrap();
    scene.wishes(&Change::Move(id));
    scene.world.faults(json!({"staleListMs": 600_000})).await;
    scene.unanswered().await;
    scene.world.sync().await;
    assert!(scene.state().wishes().unwrap().iter().all(|wish| wish.state == WishState::Waiting), "nothing is refused");
    scene.world.no_faults().await;
    scene.world.sync().await;
    assert_eq!((scene.folders_called("Bil").await, scene.state().wishes().unwrap()), (1, vec![]));
    let folders = scene.world.cache(&scene.own).folders().unwrap();
    let made = folders.iter().find(|one| one.name == "Bil").unwrap();
    assert_eq!(scene.letter().folder, made.id);
    scene.both_are_equal().await;
}

#[tokio::test]
async fn folders_that_change_while_no_letter_does_are_seen_within_an_hour_and_rest_costs_no_request_more() {
    let scene = Scene::new().await;
    scene.elsewhere.folder(Deed::NameFolder("Derfra"), "Ny skat", Some(&scene.folder)).await;
    scene.elsewhere.folder(Deed::MakeFolder, "Bil", None).await;
    let reports = scene.world.sync().await;
    assert!(reports.iter().all(|report| report.requests == 1), "{reports:?}");
    scene.hours_later(2).await;
    scene.both_are_equal().await;
}

#[tokio::test]
async fn a_list_that_lags_behind_takes_no_folders_name_back_and_brings_no_folder_back() {
    let scene = Scene::new().await;
    let gone = scene.elsewhere.folder(Deed::MakeFolder, "Bil", None).await;
    scene.hours_later(2).await;
    scene.both_are_equal().await;
    let wish = |id: &RemoteId, change: Change| {
        scene.state().add_wish(&scene.id(id), &change, 0, Timestamp::now()).unwrap();
    };
    wish(&scene.folder, Change::RenameFolder("Ny skat".into()));
    wish(&gone, Change::RemoveFolder);
    // From now on a list may show what was there before.
    scene.world.line().is(Trouble { stale: 1.0, ..Trouble::default() });
    for hours in 2..10 {
        scene.hours_later(2 * hours).await;
        assert_eq!(scene.state().wishes().unwrap(), []);
        assert_eq!(here(&scene.world, &scene.own).folders, scene.elsewhere.folders().await);
    }
    assert!(scene.world.line().struck() > 8);
}
