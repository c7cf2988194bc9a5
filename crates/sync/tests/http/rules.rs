//! The table of docs/conflicts.md as a model that knows nothing of the client: what becomes of a letter and its folder
//! when this program wishes one thing and somebody else does another.

use model::Code;

/// Where a letter lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Inbox,
    Deleted,
    /// The folder that the pair is about.
    Folder,
    /// Another folder of the person's own.
    Other,
    Gone,
}

/// A letter, and the folder that the pair is about: none when it is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    pub place: Place,
    pub read: bool,
    pub flag: bool,
    pub note: String,
    pub name: String,
    /// How often it was answered.
    pub answers: u32,
    /// How often it was changed.
    pub version: i64,
    pub folder: Option<String>,
}

/// What somebody does, here or elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    Nothing,
    Read(bool),
    Flag(bool),
    Note(&'static str),
    Name(&'static str),
    Move(Place),
    Delete,
    Erase,
    Answer,
    MakeFolder,
    NameFolder(&'static str),
    RemoveFolder,
}

/// Why a wish was not carried out, as the person is told.
pub type Told = Option<(Code, Option<&'static str>)>;

/// The name that the folder has until somebody gives it another.
pub const FOLDER: &str = "Mappe";

impl State {
    /// Whether a window would offer this for what it shows.
    pub fn allows(&self, deed: Deed) -> bool {
        match deed {
            Deed::MakeFolder => self.folder.is_none(),
            Deed::NameFolder(_) => self.folder.is_some(),
            Deed::RemoveFolder => self.folder.is_some() && self.place != Place::Folder,
            _ if self.place == Place::Gone => false,
            Deed::Move(Place::Folder) => self.folder.is_some(),
            Deed::Erase => self.place == Place::Deleted,
            _ => true,
        }
    }

    /// Whether another client can do this now.
    pub fn bears(&self, deed: Deed) -> bool {
        match deed {
            Deed::Nothing => true,
            // It removes a folder with what lies in it, and deletes for good in two steps.
            Deed::RemoveFolder => self.folder.is_some(),
            Deed::Erase => self.place != Place::Gone,
            other => self.allows(other),
        }
    }

    /// The service does as it is told.
    pub fn does(&mut self, deed: Deed) {
        let steps = match deed {
            Deed::Nothing | Deed::MakeFolder | Deed::NameFolder(_) => 0,
            Deed::RemoveFolder => i64::from(self.place == Place::Folder),
            Deed::Erase => i64::from(self.place != Place::Deleted),
            _ => 1,
        };
        self.version += steps;
        match deed {
            Deed::Nothing => {}
            Deed::Read(read) => self.read = read,
            Deed::Flag(flag) => self.flag = flag,
            Deed::Note(note) => self.note = note.to_owned(),
            Deed::Name(name) => self.name = name.to_owned(),
            Deed::Move(place) => self.place = place,
            Deed::Delete => self.place = Place::Deleted,
            Deed::Erase => self.place = Place::Gone,
            Deed::Answer => self.answers += 1,
            Deed::MakeFolder => self.folder = Some(FOLDER.to_owned()),
            Deed::NameFolder(name) => self.folder = Some(name.to_owned()),
            Deed::RemoveFolder => {
                self.folder = None;
                if self.place == Place::Folder {
                    self.place = Place::Inbox;
                }
            }
        }
    }

    fn is_so(&self, deed: Deed) -> bool {
        let mut then = self.clone();
        then.does(deed);
        State { version: self.version, ..then } == *self && deed != Deed::Answer
    }

    /// A wish of this program comes to the service, made by a person who saw the letter among the deleted ones or did
    /// not, and of this version or an older one.
    pub fn wished(&mut self, deed: Deed, saw_deleted: bool, newest: bool) -> Told {
        let told = self.rule(deed, saw_deleted);
        // What is so already is not asked for, where the version tells that it was looked at.
        if told.is_none() && (newest || !self.is_so(deed)) && !self.needs_nothing(deed) {
            self.does(deed);
        }
        told
    }

    fn rule(&self, deed: Deed, saw_deleted: bool) -> Told {
        let gone = self.place == Place::Gone;
        match deed {
            Deed::NameFolder(_) if self.folder.is_none() => Some((Code::NotFound, None)),
            Deed::RemoveFolder if self.place == Place::Folder && self.folder.is_some() => {
                Some((Code::Refused, Some("folder.not.empty")))
            }
            Deed::Nothing | Deed::MakeFolder | Deed::NameFolder(_) | Deed::RemoveFolder => None,
            Deed::Delete | Deed::Erase if gone => None,
            _ if gone => Some((Code::NotFound, None)),
            Deed::Move(Place::Folder) if self.folder.is_none() => Some((Code::NotFound, Some("folder.unknown"))),
            Deed::Move(_) if self.place == Place::Deleted && !saw_deleted => {
                Some((Code::Conflict, Some("letter.deleted")))
            }
            Deed::Erase if self.place != Place::Deleted => Some((Code::Conflict, Some("message.not.deleted"))),
            _ => None,
        }
    }

    fn needs_nothing(&self, deed: Deed) -> bool {
        match deed {
            Deed::Delete | Deed::Erase => self.place == Place::Gone,
            Deed::MakeFolder => self.folder.is_some(),
            Deed::RemoveFolder => self.folder.is_none(),
            _ => false,
        }
    }
}
