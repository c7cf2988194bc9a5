//! Changing letters: a wish in the outbox, if the person may.

use crate::App;
use crate::letter::find;
use crate::offers::has;
use crate::overlay::Overlay;
use crate::views::{ApiError, AppEvent, Offer};
use model::{Change, Code, Folder, FolderRole, Message, MessageId, MessageState, WishId};
use vault::{Profile, Seen};

/// The longest name of a letter (interface of Digital Post, `MessagePatchCommand.label`).
const LONGEST_NAME: usize = 256;
/// Our own limit: the interface names none.
const LONGEST_NOTE: usize = 4000;

impl App {
    /// Wishes a change; sync sends it.
    ///
    /// # Errors
    /// [`ApiError`]: `notAllowed` when this person may not do it in this mailbox, `refused` when it makes no
    /// sense for this letter, `notFound` when the letter or the folder is not there.
    pub async fn wish(&self, message: MessageId, change: Change) -> Result<WishId, ApiError> {
        let id = message.clone();
        let read = move |profile: &Profile| {
            let (mailbox, found, _) = find(profile, &id)?;
            let folders = Overlay::new(profile).folders(&mailbox.id)?.to_vec();
            Ok((mailbox, found, folders))
        };
        let (mailbox, found, folders) = self.vault(read).await?;
        let change = sensible(change, &found, &folders)?;
        if !mailbox.rights.has(change.needs()) {
            return Err(ApiError::plain(Code::NotAllowed));
        }
        let needs = match change {
            Change::Flag(_) => Some(Offer::Flags),
            Change::Note(_) => Some(Offer::Notes),
            _ => None,
        };
        if needs.is_some_and(|what| !has(mailbox.provider, what)) {
            return Err(ApiError::said(Code::Refused, "error.notOffered"));
        }
        let now = self.clock.now();
        let (box_id, id) = (mailbox.id.clone(), message.clone());
        let lies = folders.iter().find(|folder| folder.id == found.folder);
        let deleted = lies.is_some_and(|folder| folder.role == FolderRole::Deleted);
        let seen = Seen { version: found.version, deleted };
        let add = move |profile: &Profile| profile.state(&mailbox.id)?.add_wish(&message, &change, seen, now);
        let wish = self.vault(add).await?;
        self.wished(box_id).await?;
        self.pulse.tell(AppEvent::Letter { id });
        Ok(wish)
    }

    /// Deletes a letter: into the folder for what is deleted, and from there for good. A draft that lies at the
    /// service goes at once.
    ///
    /// # Errors
    /// As [`App::wish`].
    pub async fn delete(&self, message: MessageId) -> Result<WishId, ApiError> {
        let id = message.clone();
        let read = move |profile: &Profile| {
            let (mailbox, found, _) = find(profile, &id)?;
            let folders = profile.cache(&mailbox.id)?.folders()?;
            let lies = folders.into_iter().find(|folder| folder.id == found.folder);
            // The service keeps no draft that was deleted.
            Ok(found.state == MessageState::Draft || lies.is_some_and(|folder| folder.role == FolderRole::Deleted))
        };
        let change = if self.vault(read).await? { Change::Erase } else { Change::Delete };
        self.wish(message, change).await
    }
}

/// The change in the form in which it is wished, if it makes sense for this letter. To move a letter to what is
/// deleted is to delete it, and takes the right to.
fn sensible(change: Change, message: &Message, folders: &[Folder]) -> Result<Change, ApiError> {
    let role = |id: &model::FolderId| folders.iter().find(|folder| folder.id == *id).map(|folder| folder.role);
    match &change {
        Change::Move(folder) => match role(folder) {
            None => Err(ApiError::plain(Code::NotFound)),
            Some(FolderRole::Deleted) => Ok(Change::Delete),
            Some(FolderRole::Drafts | FolderRole::Sent) if message.state == MessageState::Received => {
                Err(ApiError::said(Code::Refused, "error.move.notThere"))
            }
            Some(_) => Ok(change),
        },
        // Only what lies there already: nothing undoes it.
        Change::Erase if message.state != MessageState::Draft && role(&message.folder) != Some(FolderRole::Deleted) => {
            Err(ApiError::said(Code::Refused, "error.erase.deleteFirst"))
        }
        Change::Rename(name) if name.trim().is_empty() || name.chars().count() > LONGEST_NAME => {
            Err(ApiError::said(Code::Refused, "error.name.length"))
        }
        Change::Note(note) if note.chars().count() > LONGEST_NOTE => {
            Err(ApiError::said(Code::Refused, "error.note.length"))
        }
        Change::MakeFolder { .. } | Change::RenameFolder(_) | Change::FolderIcon(_) | Change::RemoveFolder => {
            Err(ApiError::plain(Code::Refused))
        }
        Change::Send | Change::Forward | Change::Discard => Err(ApiError::plain(Code::Refused)),
        _ => Ok(change),
    }
}
