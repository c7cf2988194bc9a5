//! A whole mailbox by the rules: what becomes of each wish that comes to the service, given what the service has.

use crate::elsewhere::Held;
use crate::rules::{Deed, Place, State, Told};
use model::{Change, FolderId, RemoteId, Subject, Wish, WishId};
use std::collections::BTreeMap;

/// What is known of ids, and of what the person saw.
pub struct Known {
    pub inbox: RemoteId,
    pub deleted: RemoteId,
    /// The service's id of each folder that was ever there.
    pub folders: BTreeMap<FolderId, String>,
    /// Wishes about letters that the person saw among the deleted ones.
    pub saw_deleted: BTreeMap<WishId, bool>,
}

/// What there is and what is to be, by the rules.
pub struct Model {
    pub held: Held,
    pub answers: BTreeMap<String, (u32, u32)>,
}

impl Model {
    fn state(&self, letter: Option<&str>, folder: Option<&str>, known: &Known) -> State {
        let found = letter.and_then(|letter| self.held.letters.get(letter));
        let place = match found {
            None => Place::Gone,
            Some((lies, ..)) if *lies == known.inbox.as_str() => Place::Inbox,
            Some((lies, ..)) if *lies == known.deleted.as_str() => Place::Deleted,
            Some((lies, ..)) if Some(lies.as_str()) == folder => Place::Folder,
            Some(_) => Place::Other,
        };
        let folder = folder.and_then(|folder| self.held.folders.get(folder)).map(|(_, name, _)| name.clone());
        let (_, read, flag, note, name, version) = found.cloned().unwrap_or_default();
        State { place, read, flag, note, name, answers: 0, version, folder }
    }

    /// What becomes of a wish; about drafts that of the letter which they answer.
    pub fn wished(&mut self, wish: &Wish, letter: Option<&str>, known: &Known) -> Told {
        match (&wish.subject, letter) {
            (Subject::Folder(_), _) | (_, None) => self.folder(wish, known),
            (_, Some(letter)) => self.letter(wish, letter, known),
        }
    }

    /// What becomes of a wish about a letter.
    fn letter(&mut self, wish: &Wish, id: &str, known: &Known) -> Told {
        let target = match &wish.change {
            Change::Move(folder) => known.folders.get(folder).cloned(),
            _ => None,
        };
        let deed = match &wish.change {
            Change::Read(read) => Deed::Read(*read),
            Change::Flag(flag) => Deed::Flag(*flag),
            Change::Note(_) => Deed::Note("Herfra"),
            Change::Rename(_) => Deed::Name("Herfra"),
            Change::Move(_) if target.as_deref() == Some(known.inbox.as_str()) => Deed::Move(Place::Inbox),
            Change::Move(_) => Deed::Move(Place::Folder),
            Change::Delete => Deed::Delete,
            Change::Erase => Deed::Erase,
            Change::Send => Deed::Answer,
            other => panic!("{other:?} is no wish about a letter"),
        };
        let mut state = self.state(Some(id), target.as_deref(), known);
        let saw = known.saw_deleted.get(&wish.id).copied().unwrap_or_default();
        let told = state.wished(deed, saw, false);
        if state.answers > 0 {
            self.answers.entry(id.to_owned()).or_default().0 += 1;
        }
        let Some(letter) = self.held.letters.get_mut(id) else { return told };
        (letter.1, letter.2, letter.3, letter.4) = (state.read, state.flag, state.note, state.name);
        match state.place {
            Place::Inbox => letter.0 = known.inbox.as_str().to_owned(),
            Place::Deleted => letter.0 = known.deleted.as_str().to_owned(),
            Place::Folder => letter.0 = target.unwrap(),
            Place::Other => {}
            Place::Gone => drop(self.held.letters.remove(id)),
        }
        told
    }

    /// What becomes of a wish about a folder.
    fn folder(&mut self, wish: &Wish, known: &Known) -> Told {
        let id = wish.folder().and_then(|folder| known.folders.get(folder).cloned()).unwrap_or_default();
        let holds = self.held.letters.values().any(|(lies, ..)| *lies == id);
        let mut state = State { place: Place::Inbox, ..self.state(None, Some(&id), known) };
        match &wish.change {
            Change::MakeFolder { name, .. } => {
                if !self.held.folders.values().any(|(_, there, _)| there == name) {
                    self.held.folders.insert(format!("new {name}"), (None, name.clone(), 0));
                }
                None
            }
            Change::RenameFolder(name) => {
                let told = state.wished(Deed::NameFolder("Herfra"), false, false);
                self.held.folders.entry(id).and_modify(|folder| folder.1.clone_from(name));
                told
            }
            _ => {
                state.place = if holds { Place::Folder } else { Place::Inbox };
                let told = state.wished(Deed::RemoveFolder, false, false);
                self.held.folders.retain(|there, _| *there != id || state.folder.is_some());
                told
            }
        }
    }
}
