//! Days on which two clients work in one mailbox, by chance: wishes here, deeds elsewhere, syncs that come through, are
//! not heard or are not answered, and both at the same time. Whenever a sync comes through alone, the mailbox is as the
//! rules say; and when all is quiet both sides are equal.

use crate::conflict_model::{Known, Model};
use crate::elsewhere::{Ahead, Elsewhere, here};
use crate::line::{Trouble, Writes};
use crate::rules::{Deed, Place};
use crate::wished::{Places, folder_id, told, wish};
use crate::world::{World, seeds};
use model::{Change, Code, Folder, FolderRole, Mailbox, RemoteId, Subject, Wish, WishState};
use postkasse_sync::{Context, Report, sync_account};
use providers::RemoteChange;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::task::JoinSet;

/// Seeds that one mailbox goes through, one after the other.
const DAYS: u64 = 20;

/// Names the seed when something goes wrong.
struct Named(u64);

#[allow(clippy::print_stderr, reason = "whoever looks at the failure needs the seed")]
impl Drop for Named {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("it went wrong with seed {}", self.0);
        }
    }
}

struct Days {
    world: World,
    own: Mailbox,
    elsewhere: Elsewhere,
    known: Known,
    chance: StdRng,
    /// The letters of this day, and which of them each draft answers.
    letters: Vec<RemoteId>,
    drafts: BTreeMap<String, String>,
    number: u32,
    refused: u32,
}

impl Days {
    async fn new(seed: u64) -> Self {
        let world = World::behind_a_line_unchecked(seed).await;
        let elsewhere = Elsewhere::new(&world, &world.remote("own"));
        for name in ["Skat", "Bolig"] {
            elsewhere.folder(Deed::MakeFolder, name, None).await;
        }
        world.sync().await;
        let (own, (inbox, deleted)) = (world.own(), elsewhere.built_in().await);
        let known = Known { inbox, deleted, folders: BTreeMap::new(), saw_deleted: BTreeMap::new() };
        let (letters, drafts, chance) = (Vec::new(), BTreeMap::new(), StdRng::seed_from_u64(seed));
        Days { world, own, elsewhere, known, chance, letters, drafts, number: 0, refused: 0 }
    }

    fn wishes(&self) -> Vec<Wish> {
        self.world.profile.state(&self.own.id).unwrap().wishes().unwrap()
    }

    fn waiting(&self) -> Vec<Wish> {
        self.wishes().into_iter().filter(|wish| wish.state == WishState::Waiting).collect()
    }

    fn one_of<T: Clone>(&mut self, all: &[T]) -> Option<T> {
        if all.is_empty() { None } else { Some(all[self.chance.random_range(0..all.len())].clone()) }
    }

    fn name(&mut self) -> String {
        // Both make folders of the same names; those that are given are new.
        let names = ["Bil", "Skole", "Forening"];
        names[self.chance.random_range(0..names.len())].to_owned()
    }

    /// The person wishes something of what she sees.
    fn wish(&mut self) {
        let letters = self.world.letters(&self.own);
        let mine: Vec<_> = self.letters.iter().filter_map(|id| letters.get(id.as_str()).cloned()).collect();
        let Some(letter) = self.one_of(&mine) else { return };
        let folders = self.world.cache(&self.own).folders().unwrap();
        let own: Vec<Folder> = folders.into_iter().filter(|one| one.role == FolderRole::Own).collect();
        let (Some(folder), Some(other)) = (self.one_of(&own), self.one_of(&own)) else { return };
        let waiting = self.waiting();
        let lies_deleted = letter.folder == folder_id(&self.own, &self.known.deleted);
        let truth = self.chance.random_range(0..2) == 0;
        let deed = match self.chance.random_range(0..14) {
            0 => Deed::Read(truth),
            1 => Deed::Flag(truth),
            2 => Deed::Note("Herfra"),
            3 => Deed::Name("Herfra"),
            4 | 5 => Deed::Move(Place::Inbox),
            6 | 7 => Deed::Move(Place::Folder),
            8 => Deed::Delete,
            9 | 10 if lies_deleted => Deed::Erase,
            9 | 10 => Deed::Delete,
            11 => Deed::Answer,
            12 => Deed::MakeFolder,
            _ if truth && !letters.values().any(|one| one.folder == folder.id) => Deed::RemoveFolder,
            _ => Deed::NameFolder("Herfra"),
        };
        self.number += 1;
        let name = match deed {
            Deed::MakeFolder => self.name(),
            _ => format!("Herfra {}", self.number),
        };
        if deed == Deed::MakeFolder && own.iter().any(|one| one.name == name) {
            return;
        }
        let places = Places { mailbox: &self.own, folder: Some(&folder.id), other: &other.id, name: &name };
        let subject = wish(&self.world, &places, &letter, deed, self.number);
        let made = self.wishes().into_iter().map(|wish| wish.id).max().unwrap();
        let before = waiting.iter().find(|one| one.subject == subject && one.change.topic() == model::Topic::Place);
        let wished = before.is_some_and(|one| {
            one.change == Change::Delete || self.known.saw_deleted.get(&one.id).copied().unwrap_or_default()
        });
        self.known.saw_deleted.insert(made, lies_deleted || wished);
        if let Subject::Draft(draft) = &subject {
            self.drafts.insert(draft.as_str().to_owned(), letter.remote_id.as_str().to_owned());
        }
    }

    /// Another client does something, if it still can.
    async fn theirs(&mut self, alone: bool) {
        let folders = self.elsewhere.folders().await;
        let own = folders.iter().filter(|(_, (_, name, _))| !BUILT_IN.contains(&name.as_str()));
        let own: Vec<RemoteId> = own.map(|(id, _)| RemoteId(id.clone())).collect();
        let (Some(letter), folder) = (self.one_of(&self.letters.clone()), self.one_of(&own)) else { return };
        if !self.elsewhere.has(&letter).await {
            return;
        }
        let truth_or_not = self.chance.random_range(0..2) == 0;
        self.number += 1;
        let change = match (self.chance.random_range(0..13), folder) {
            (0 | 1, _) => RemoteChange::Read(truth_or_not),
            (2, _) => RemoteChange::Flag(truth_or_not),
            (3, _) => RemoteChange::Note("Derfra".into()),
            (4, _) => RemoteChange::Label("Derfra".into()),
            (5, _) => RemoteChange::Folder(self.known.inbox.clone()),
            (6 | 7, Some(folder)) => RemoteChange::Folder(folder),
            (8, _) => RemoteChange::Folder(self.known.deleted.clone()),
            (9, _) if alone && truth_or_not => return self.elsewhere.erases(&letter, &self.known.deleted).await,
            // Begun and empty, it would count as begun here.
            (10, _) if alone => return self.elsewhere.answers_it(&letter).await,
            (11, Some(folder)) if alone && own.len() > 1 => {
                let (deed, name) = match truth_or_not {
                    true => (Deed::RemoveFolder, String::new()),
                    false => (Deed::NameFolder("Derfra"), format!("Derfra {}", self.number)),
                };
                return drop(self.elsewhere.folder(deed, &name, Some(&folder)).await);
            }
            (12, _) if alone => {
                let name = self.name();
                if !folders.values().any(|(_, there, _)| *there == name) {
                    self.elsewhere.folder(Deed::MakeFolder, &name, None).await;
                }
                return;
            }
            _ => RemoteChange::Folder(self.known.deleted.clone()),
        };
        self.elsewhere.tries(&letter, &change).await;
    }

    /// A sync of this mailbox alone.
    async fn looks(&self, context: &Context) -> Vec<Report> {
        sync_account(context, &self.world.account, Some(&self.own.id)).await.unwrap()
    }

    async fn bad_sync(&mut self, writes: Writes) {
        self.learn(&self.elsewhere.folders().await.into_keys().collect::<Vec<_>>());
        self.world.line().is(Trouble { writes, ..Trouble::default() });
        self.looks(&self.world.context).await;
        self.world.line().is_good();
    }

    fn learn(&mut self, folders: &[String]) {
        for id in folders {
            self.known.folders.insert(folder_id(&self.own, &RemoteId(id.clone())), id.clone());
        }
    }

    /// A sync that comes through alone: what is there afterwards is what the rules say of what was there before.
    async fn sync(&mut self) {
        let (held, answers) = self.elsewhere.all().await;
        let mut model = Model { held, answers };
        self.learn(&model.held.folders.keys().cloned().collect::<Vec<_>>());
        let by_id: BTreeMap<_, _> = self.letters.iter().map(|id| (message_id(&self.own, id), id)).collect();
        // Answers that were begun are sent, or lie there until they are.
        let letters = model.held.letters.iter().filter(|(_, (_, _, _, _, name, _))| !name.starts_with("Sv: "));
        let before: Vec<String> = letters.map(|(id, _)| id.clone()).collect();
        let mut waiting = self.waiting();
        // A folder is removed when it is known what lies in it.
        waiting.sort_by_key(|wish| wish.change == Change::RemoveFolder);
        let mut expected = Vec::new();
        for wish in &waiting {
            let about = match &wish.subject {
                Subject::Message(message) => Some(by_id[message].as_str().to_owned()),
                Subject::Draft(draft) => Some(self.drafts[draft.as_str()].clone()),
                Subject::Folder(_) => None,
            };
            expected.push((wish.clone(), model.wished(wish, about.as_deref(), &self.known)));
        }
        for report in self.looks(&self.world.context).await {
            assert_eq!(report.error, None, "{waiting:#?}");
        }
        let (truth, sent) = self.elsewhere.all().await;
        for id in before {
            let plain = |letter: &crate::elsewhere::Letter| {
                (letter.0.clone(), letter.1, letter.2, letter.3.clone(), letter.4.clone())
            };
            let (there, then) = (truth.letters.get(&id).map(plain), model.held.letters.get(&id).map(plain));
            assert_eq!(there, then, "{id}: {waiting:#?}");
        }
        let names = |held: &crate::elsewhere::Held| {
            let mut names: Vec<String> = held.folders.values().map(|(_, name, _)| name.clone()).collect();
            names.sort();
            names
        };
        assert_eq!(names(&truth), names(&model.held), "{waiting:#?}");
        let then = model.answers;
        for id in self.letters.iter().map(RemoteId::as_str) {
            assert_eq!(sent.get(id).map_or(0, |one| one.0), then.get(id).map_or(0, |one| one.0), "answers to {id}");
        }
        self.hear(expected);
    }

    /// Every refusal is the one that the rules name, and none is missing; the person says what now.
    fn hear(&mut self, expected: Vec<(Wish, crate::rules::Told)>) {
        let (state, kept) = (self.world.profile.state(&self.own.id).unwrap(), self.wishes());
        for (wish, why) in expected {
            let found = kept.iter().find(|one| one.id == wish.id);
            assert_eq!(found.map(|found| told(found, "after a sync")), why, "{wish:?}");
        }
        for wish in kept {
            self.refused += 1;
            match (&wish.state, &wish.subject) {
                (WishState::Refused { code: Code::Conflict, .. }, Subject::Message(_))
                    if self.number.is_multiple_of(2) =>
                {
                    state.wish_anew(wish.id).unwrap();
                    self.known.saw_deleted.insert(wish.id, true);
                }
                (_, Subject::Draft(draft)) => state.draft_done(draft).unwrap(),
                _ => state.wish_done(wish.id).unwrap(),
            }
        }
    }

    async fn day(&mut self, seed: u64) {
        let _named = Named(seed);
        self.chance = StdRng::seed_from_u64(seed);
        let letter = json!({"to": {"person": "mette"}, "sender": "Prøvekøbing Kommune", "subject": "Brev",
            "body": {"text": "Opdigtet."}, "replyBy": "2999-01-01", "count": 2});
        let ids: Vec<String> =
            serde_json::from_value(self.world.admin("POST", "/letters", letter).await["ids"].clone()).unwrap();
        self.letters = ids.into_iter().map(RemoteId).collect();
        self.sync().await;
        for _ in 0..self.chance.random_range(4..12) {
            match self.chance.random_range(0..13) {
                0..5 => self.wish(),
                5..9 => self.theirs(true).await,
                9 => self.bad_sync(Writes::Unheard).await,
                10 => self.bad_sync(Writes::Unanswered).await,
                11 => self.sync().await,
                _ => self.at_once().await,
            }
        }
        self.sync().await;
        if !self.waiting().is_empty() {
            // What was tried once more; after that she lets it be.
            self.number += 1 - self.number % 2;
            self.sync().await;
        }
        let context = Context { clock: Arc::new(Ahead(2)), ..self.world.context.clone() };
        self.looks(&context).await;
        assert_eq!(here(&self.world, &self.own), self.elsewhere.truth().await, "both sides are equal");
        assert_eq!(self.wishes(), [], "nothing waits");
        assert_eq!(self.world.parts(), 0);
    }

    /// Both clients at the same time.
    async fn at_once(&mut self) {
        let (context, account, own) = (self.world.context.clone(), self.world.account.clone(), self.own.id.clone());
        let syncing = tokio::spawn(async move { sync_account(&context, &account, Some(&own)).await.unwrap() });
        for _ in 0..4 {
            self.theirs(false).await;
        }
        // Whatever was changed in the middle of it may have been one conflict too many.
        syncing.await.unwrap();
    }
}

/// What the service calls its own folders.
const BUILT_IN: [&str; 4] = ["Indbakke", "Kladder", "Sendt", "Slettet"];

fn message_id(mailbox: &Mailbox, remote: &RemoteId) -> model::MessageId {
    model::MessageId::derive(&mailbox.id, remote)
}

#[tokio::test]
async fn two_hundred_days_of_two_clients_end_with_both_sides_equal_and_as_the_rules_say() {
    let mut worlds = JoinSet::new();
    for first in seeds(200).step_by(usize::try_from(DAYS).unwrap()) {
        worlds.spawn(async move {
            let mut days = Days::new(first).await;
            for seed in first..first + DAYS {
                days.day(seed).await;
            }
            days.refused
        });
    }
    let mut ended = Vec::new();
    while let Some(done) = worlds.join_next().await {
        ended.push(done);
    }
    let refused: u32 = ended.into_iter().map(Result::unwrap).sum();
    assert!(refused > 20, "only {refused} wishes met a conflict that is told");
}
