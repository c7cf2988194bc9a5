//! Wishes made here, as a window makes them, and what became of them.

use crate::rules::{Deed, Place, Told};
use crate::world::World;
use jiff::Timestamp;
use model::{
    Change, Draft, DraftId, DraftKind, FolderId, FolderRole, Mailbox, Message, RemoteId, Subject, Wish, WishState,
};
use vault::Seen;

/// The folders that deeds name.
pub struct Places<'a> {
    pub mailbox: &'a Mailbox,
    /// The one that the pair is about, if it is there.
    pub folder: Option<&'a FolderId>,
    pub other: &'a FolderId,
    /// What a folder that is made, or gets another name, is called.
    pub name: &'a str,
}

/// Our id of a folder of the service's.
pub fn folder_id(mailbox: &Mailbox, remote: &RemoteId) -> FolderId {
    FolderId::derive(&mailbox.id, remote)
}

/// Makes the wish; what it is about.
pub fn wish(world: &World, places: &Places<'_>, letter: &Message, deed: Deed, number: u32) -> Subject {
    let Places { mailbox, folder, other, name } = places;
    let folders = world.cache(mailbox).folders().unwrap();
    let state = world.profile.state(&mailbox.id).unwrap();
    let of = |role: FolderRole| folders.iter().find(|one| one.role == role).unwrap().id.clone();
    let now = Timestamp::now();
    let change = match deed {
        Deed::Nothing => panic!("nothing is no wish"),
        Deed::Read(read) => Change::Read(read),
        Deed::Flag(flag) => Change::Flag(flag),
        Deed::Note(note) => Change::Note(note.to_owned()),
        Deed::Name(name) => Change::Rename(name.to_owned()),
        Deed::Move(Place::Inbox) => Change::Move(of(FolderRole::Inbox)),
        Deed::Move(Place::Folder) => Change::Move(folder.unwrap().clone()),
        Deed::Move(_) => Change::Move((*other).clone()),
        Deed::Delete => Change::Delete,
        Deed::Erase => Change::Erase,
        Deed::Answer => {
            let draft = answer(mailbox, letter, number);
            state.add_draft(&draft).unwrap();
            state.add_wish(&draft.id, &Change::Send, 0, now).unwrap();
            return Subject::Draft(draft.id);
        }
        Deed::MakeFolder => {
            let id = FolderId::from_random(random(number));
            let change = Change::MakeFolder { name: (*name).to_owned(), parent: None, icon: None };
            state.add_wish(&id, &change, 0, now).unwrap();
            return Subject::Folder(id);
        }
        Deed::NameFolder(_) | Deed::RemoveFolder => {
            let id = folder.unwrap();
            let version = folders.iter().find(|one| one.id == *id).map_or(0, |one| one.version);
            let named = Change::RenameFolder((*name).to_owned());
            let change = if deed == Deed::RemoveFolder { Change::RemoveFolder } else { named };
            state.add_wish(id, &change, version, now).unwrap();
            return Subject::Folder(id.clone());
        }
    };
    let deleted = letter.folder == of(FolderRole::Deleted);
    state.add_wish(&letter.id, &change, Seen { version: letter.version, deleted }, now).unwrap();
    Subject::Message(letter.id.clone())
}

fn random(number: u32) -> [u8; 10] {
    let mut random = [0; 10];
    random[..4].copy_from_slice(&number.to_be_bytes());
    random
}

fn answer(mailbox: &Mailbox, letter: &Message, number: u32) -> Draft {
    Draft {
        id: DraftId::from_random(&mailbox.id, random(number)),
        mailbox: mailbox.id.clone(),
        kind: DraftKind::Reply { message: letter.id.clone(), remote: letter.remote_id.clone() },
        to: None,
        fields: Vec::new(),
        subject: "Sv: Brev".into(),
        text: "Herfra".into(),
        agreed: false,
        attachments: Vec::new(),
        made: Timestamp::UNIX_EPOCH,
        changed: Timestamp::UNIX_EPOCH,
        revision: 0,
    }
}

/// Why the wish was not carried out; panics when it waits still.
pub fn told<'a>(wish: &'a Wish, about: &str) -> (model::Code, Option<&'a str>) {
    match &wish.state {
        WishState::Refused { code, reason } => (*code, reason.as_deref()),
        WishState::Waiting => panic!("{about}: it waits still: {wish:?}"),
    }
}

/// Whether what is kept of a wish says what the model says.
pub fn agrees(kept: Option<&Wish>, expected: &Told, about: &str) {
    assert_eq!(kept.map(|wish| told(wish, about)), *expected, "{about}: what the person is told");
}
