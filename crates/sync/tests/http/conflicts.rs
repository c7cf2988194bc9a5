//! Every pair of the table in docs/conflicts.md in every order: a wish made here, a deed of another client, and syncs
//! that come through, are not heard, or whose answers are not. Afterwards both sides are equal, are what the table says,
//! and every wish was carried out as often as it says and not once more.

use crate::elsewhere::{Ahead, Elsewhere, here};
use crate::line::{Trouble, Writes};
use crate::rules::{Deed, FOLDER, Place, State, Told};
use crate::wished::{Places, agrees, folder_id, wish};
use crate::world::World;
use model::{FolderId, Mailbox, RemoteId, Subject};
use postkasse_sandbox::Seed;
use postkasse_sync::{Context, Report, sync_account};
use providers::RemoteChange;
use serde_json::json;
use std::sync::Arc;
use tokio::task::JoinSet;

/// What is wished here, and where the letter lies before.
const WISHES: [(Deed, Place); 14] = [
    (Deed::Read(true), Place::Inbox),
    (Deed::Read(false), Place::Inbox),
    (Deed::Flag(true), Place::Inbox),
    (Deed::Note("Herfra"), Place::Inbox),
    (Deed::Name("Herfra"), Place::Inbox),
    (Deed::Move(Place::Folder), Place::Inbox),
    (Deed::Move(Place::Inbox), Place::Deleted),
    (Deed::Move(Place::Inbox), Place::Other),
    (Deed::Delete, Place::Inbox),
    (Deed::Erase, Place::Deleted),
    (Deed::Answer, Place::Inbox),
    (Deed::MakeFolder, Place::Inbox),
    (Deed::NameFolder("Herfra"), Place::Inbox),
    (Deed::RemoveFolder, Place::Inbox),
];

/// What another client does.
const ELSEWHERE: [Deed; 15] = [
    Deed::Nothing,
    Deed::Read(true),
    Deed::Read(false),
    Deed::Flag(true),
    Deed::Note("Derfra"),
    Deed::Name("Derfra"),
    Deed::Move(Place::Other),
    Deed::Move(Place::Folder),
    Deed::Move(Place::Inbox),
    Deed::Delete,
    Deed::Erase,
    Deed::Answer,
    Deed::MakeFolder,
    Deed::NameFolder("Derfra"),
    Deed::RemoveFolder,
];

/// `w`ish here, `t`heirs elsewhere, `s`ync, a sync that is not heard (`p`ull only), one whose answers are `l`ost.
const ORDERS: [&str; 8] = ["wts", "tsws", "wtps", "wpts", "wlts", "wls", "wsts", "wtls"];
/// The long form has those, too, that should make no difference.
const MORE: [&str; 4] = ["tws", "twlps", "twps", "wltps"];

struct Case {
    number: u32,
    deed: Deed,
    theirs: Deed,
    start: Place,
    /// As it should be at the service, and as it was here when it was looked at last.
    service: State,
    view: State,
    waits: Option<(bool, State)>,
    told: Told,
    wished: Option<Subject>,
    letter: RemoteId,
    /// Its version when all began.
    base: i64,
    folder: Option<RemoteId>,
}

impl Case {
    fn about(&self, order: &str) -> String {
        format!("{:?} here from {:?}, {:?} elsewhere, order {order}", self.deed, self.start, self.theirs)
    }

    fn name(&self, name: &str) -> String {
        format!("{name} {}", self.number)
    }

    /// What a sync that comes through makes of it.
    fn synced(&mut self) {
        if let Some((saw_deleted, seen)) = self.waits.take() {
            let newest = seen.version == self.service.version;
            self.told = self.service.wished(self.deed, saw_deleted, newest);
        }
        self.view = self.service.clone();
    }

    /// The service does what it hears at once, and no more is said.
    fn unanswered(&mut self) {
        let Some((saw_deleted, seen)) = self.waits.clone() else { return self.view = self.service.clone() };
        let fresh = match self.deed {
            Deed::Answer => false,
            // It waits for a pull after wishes that came through.
            Deed::RemoveFolder => false,
            Deed::MakeFolder | Deed::NameFolder(_) => seen.folder == self.service.folder,
            Deed::Move(Place::Folder) if self.service.folder.is_none() => false,
            _ => self.service.place != Place::Gone && seen.version == self.service.version,
        };
        match self.deed {
            // These look first, and nothing keeps them from that.
            Deed::MakeFolder | Deed::NameFolder(_) if !fresh && self.looks_done() => return self.synced(),
            _ if fresh => drop(self.service.wished(self.deed, saw_deleted, true)),
            _ => {}
        }
        self.view = self.service.clone();
    }

    fn looks_done(&self) -> bool {
        (self.deed == Deed::MakeFolder) == self.service.folder.is_some()
    }
}

struct Scene {
    world: World,
    own: Mailbox,
    elsewhere: Elsewhere,
    other: RemoteId,
    inbox: RemoteId,
    deleted: RemoteId,
    cases: Vec<Case>,
}

fn pairs(order: &str) -> Vec<(Deed, Deed, State)> {
    let mut pairs = Vec::new();
    for (deed, place) in WISHES {
        for theirs in ELSEWHERE {
            let makes = [deed, theirs].contains(&Deed::MakeFolder);
            let start = State {
                place,
                read: deed == Deed::Read(false),
                flag: false,
                note: String::new(),
                name: "Brev".to_owned(),
                answers: 0,
                version: 0,
                folder: (!makes).then(|| FOLDER.to_owned()),
            };
            let there = order.contains('t') == (theirs != Deed::Nothing);
            if there && start.allows(deed) && start.bears(theirs) {
                pairs.push((deed, theirs, start));
            }
        }
    }
    pairs
}

impl Scene {
    /// A letter and a folder for every pair, known here.
    async fn new(order: &str) -> Self {
        let world = World::behind_a_line_unchecked(1).await;
        let elsewhere = Elsewhere::new(&world, &world.remote("own"));
        let pairs = pairs(order);
        let letter = json!({"to": {"person": "mette"}, "sender": "Prøvekøbing Kommune", "subject": "Brev",
            "body": {"text": "Opdigtet."}, "replyBy": "2999-01-01", "count": pairs.len()});
        let ids: Vec<String> =
            serde_json::from_value(world.admin("POST", "/letters", letter).await["ids"].clone()).unwrap();
        let (inbox, deleted) = elsewhere.built_in().await;
        let other = elsewhere.folder(Deed::MakeFolder, "Et andet sted", None).await;
        let mut cases = Vec::new();
        for ((number, (deed, theirs, start)), id) in (0..).zip(pairs).zip(ids) {
            let letter = RemoteId(id);
            let folder = match &start.folder {
                Some(name) => Some(elsewhere.folder(Deed::MakeFolder, &format!("{name} {number}"), None).await),
                None => None,
            };
            if start.read {
                elsewhere.changes(&letter, &RemoteChange::Read(true)).await;
            }
            match start.place {
                Place::Deleted => elsewhere.changes(&letter, &RemoteChange::Folder(deleted.clone())).await,
                Place::Other => elsewhere.changes(&letter, &RemoteChange::Folder(other.clone())).await,
                _ => {}
            }
            let (service, view, start) = (start.clone(), start.clone(), start.place);
            let case = Case {
                number,
                deed,
                theirs,
                start,
                service,
                view,
                waits: None,
                told: None,
                wished: None,
                letter,
                base: 0,
                folder,
            };
            cases.push(case);
        }
        world.sync().await;
        let own = world.own();
        let letters = world.letters(&own);
        for case in &mut cases {
            case.base = letters[case.letter.as_str()].version;
        }
        Scene { world, own, elsewhere, other, inbox, deleted, cases }
    }

    fn wishes(&mut self) {
        let letters = self.world.letters(&self.own);
        let other = folder_id(&self.own, &self.other);
        for case in self.cases.iter_mut().filter(|case| case.view.allows(case.deed)) {
            let folder: Option<FolderId> = case.folder.as_ref().map(|folder| folder_id(&self.own, folder));
            let name = match case.deed {
                Deed::NameFolder(name) => case.name(name),
                _ => case.name(FOLDER),
            };
            let places = Places { mailbox: &self.own, folder: folder.as_ref(), other: &other, name: &name };
            // What is wished of a folder alone needs no letter.
            let about = letters.get(case.letter.as_str()).or(letters.values().next()).unwrap();
            case.wished = Some(wish(&self.world, &places, about, case.deed, case.number));
            case.waits = Some((case.view.place == Place::Deleted, case.view.clone()));
        }
    }

    async fn theirs(&mut self) {
        let Scene { elsewhere, other, inbox, deleted, .. } = self;
        for case in self.cases.iter_mut().filter(|case| case.service.bears(case.theirs)) {
            let letter = &case.letter;
            let change = match case.theirs {
                Deed::Nothing => continue,
                Deed::Read(read) => RemoteChange::Read(read),
                Deed::Flag(flag) => RemoteChange::Flag(flag),
                Deed::Note(note) => RemoteChange::Note(note.to_owned()),
                Deed::Name(name) => RemoteChange::Label(name.to_owned()),
                Deed::Move(Place::Inbox) => RemoteChange::Folder(inbox.clone()),
                Deed::Move(Place::Folder) => RemoteChange::Folder(case.folder.clone().unwrap()),
                Deed::Move(_) => RemoteChange::Folder(other.clone()),
                Deed::Delete => RemoteChange::Folder(deleted.clone()),
                Deed::Erase => {
                    elsewhere.erases(letter, deleted).await;
                    case.service.does(case.theirs);
                    continue;
                }
                Deed::Answer => {
                    elsewhere.answers_it(letter).await;
                    case.service.does(case.theirs);
                    continue;
                }
                folder @ (Deed::MakeFolder | Deed::NameFolder(_) | Deed::RemoveFolder) => {
                    let name = match folder {
                        Deed::NameFolder(name) => case.name(name),
                        _ => case.name(FOLDER),
                    };
                    let id = elsewhere.folder(folder, &name, case.folder.as_ref()).await;
                    case.folder = Some(id);
                    case.service.does(folder);
                    continue;
                }
            };
            elsewhere.changes(letter, &change).await;
            case.service.does(case.theirs);
        }
    }

    async fn sync(&mut self, writes: Writes) {
        self.world.line().is(Trouble { writes, ..Trouble::default() });
        self.looks(&self.world.context).await;
        self.world.line().is_good();
        for case in &mut self.cases {
            match writes {
                Writes::Pass => case.synced(),
                Writes::Unheard => case.view = case.service.clone(),
                Writes::Unanswered => case.unanswered(),
            }
        }
        self.learn_folders().await;
    }

    /// A sync of this mailbox alone.
    async fn looks(&self, context: &Context) -> Vec<Report> {
        sync_account(context, &self.world.account, Some(&self.own.id)).await.unwrap()
    }

    /// A folder that was made here has the service's id by now.
    async fn learn_folders(&mut self) {
        let folders = self.elsewhere.folders().await;
        for case in &mut self.cases {
            let made = folders.iter().find(|(_, (_, name, _))| *name == case.name(FOLDER));
            case.folder = case.folder.take().or(made.map(|(id, _)| RemoteId(id.clone())));
        }
    }

    async fn ends_as_the_table_says(&self, order: &str) {
        // The folders are looked at again, whether or not a letter changed.
        let context = Context { clock: Arc::new(Ahead(2)), ..self.world.context.clone() };
        let reports = self.looks(&context).await;
        assert!(reports.iter().all(|report| report.error.is_none()), "{order}: {reports:?}");
        let (truth, answers) = self.elsewhere.all().await;
        assert_eq!(here(&self.world, &self.own), truth, "{order}: both sides are equal");
        let wishes = self.world.profile.state(&self.own.id).unwrap().wishes().unwrap();
        for case in &self.cases {
            let (about, end) = (case.about(order), &case.service);
            let place = |folder: &str| match folder {
                id if id == self.inbox.as_str() => Place::Inbox,
                id if id == self.deleted.as_str() => Place::Deleted,
                id if id == self.other.as_str() => Place::Other,
                id if case.folder.as_ref().is_some_and(|folder| folder.as_str() == id) => Place::Folder,
                id => panic!("{about}: it lies in {id}"),
            };
            let found = truth.letters.get(case.letter.as_str());
            assert_eq!(found.map_or(Place::Gone, |letter| place(&letter.0)), end.place, "{about}");
            if let Some((_, read, flag, note, name, version)) = found {
                assert_eq!((*read, *flag, note, name), (end.read, end.flag, &end.note, &end.name), "{about}");
                assert_eq!(version - case.base, end.version, "{about}: changed so often");
            }
            let folder = case.folder.as_ref().and_then(|folder| truth.folders.get(folder.as_str()));
            let name = end.folder.as_ref().map(|name| case.name(name));
            assert_eq!(folder.map(|(_, name, _)| name), name.as_ref(), "{about}: its folder");
            let same = truth.folders.values().filter(|(_, name, _)| name.ends_with(&format!(" {}", case.number)));
            assert_eq!(same.count(), usize::from(name.is_some()), "{about}: folders of its own");
            let (sent, begun) = answers.get(case.letter.as_str()).copied().unwrap_or_default();
            assert_eq!(sent, end.answers, "{about}: answers");
            assert!(begun == 0 || case.told.is_some(), "{about}: {begun} begun and left");
            let kept = case.wished.as_ref().and_then(|wished| wishes.iter().find(|one| one.subject == *wished));
            agrees(kept, &case.told, &about);
        }
    }
}

async fn goes(order: &str) {
    let mut scene = Scene::new(order).await;
    for step in order.chars() {
        match step {
            'w' => scene.wishes(),
            't' => scene.theirs().await,
            's' => scene.sync(Writes::Pass).await,
            'p' => scene.sync(Writes::Unheard).await,
            _ => scene.sync(Writes::Unanswered).await,
        }
    }
    scene.sync(Writes::Pass).await;
    scene.ends_as_the_table_says(order).await;
}

#[tokio::test]
async fn every_wish_and_every_deed_of_another_client_end_in_every_order_as_the_table_says() {
    assert!(pairs("wts").len() > 150, "{}", pairs("wts").len());
    let mut orders = JoinSet::new();
    let more = MORE.iter().filter(|_| std::env::var_os("SOAK").is_some());
    for order in ORDERS.iter().chain(more) {
        orders.spawn(goes(order));
    }
    while let Some(done) = orders.join_next().await {
        done.unwrap();
    }
}

#[tokio::test]
async fn an_access_that_ends_elsewhere_takes_its_wishes_along_and_changes_nothing() {
    let world = World::new(Seed::Demo, 0, 1).await;
    world.sync().await;
    let inger = world.mailbox(&world.remote("delegated"));
    let letters = world.letters(&inger);
    let letter = letters.values().find(|letter| !letter.read).unwrap();
    let state = world.profile.state(&inger.id).unwrap();
    state.add_wish(&letter.id, &model::Change::Read(true), letter.version, jiff::Timestamp::now()).unwrap();
    drop(state);
    let ending = json!({"owner": "inger", "delegate": "mette", "why": "withdrawn"});
    world.admin("POST", "/access/end", ending).await;
    world.sync().await;
    let ended = world.mailbox(inger.remote_id.as_str());
    assert!(matches!(ended.state, model::MailboxState::Ended(_)), "{:?}", ended.state);
    assert!(world.profile.state(&inger.id).is_err(), "nothing of it is kept");
    let path = format!("/mailboxes/{}", inger.remote_id.as_str());
    let held = world.admin("GET", &path, serde_json::Value::Null).await;
    let there = held["messages"].as_array().unwrap().iter().find(|one| one["id"] == letter.remote_id.as_str()).unwrap();
    assert_eq!((&there["read"], &there["version"]), (&json!(false), &json!(letter.version)));
}
