//! Changing letters: a wish in the outbox, if the person may.

use crate::App;
use crate::letter::find;
use crate::offers::has;
use crate::overlay::Overlay;
use crate::views::{ApiError, AppEvent, Offer};
use model::{CaseStatus, Change, Code, Folder, FolderRole, Message, MessageId, MessageState, Weight, WishId};
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
        let change = sensible(change, &found, &folders, mailbox.provider.has_bin())?;
        if !mailbox.rights.has(change.needs()) {
            return Err(ApiError::plain(Code::NotAllowed));
        }
        let needs = match change {
            Change::Flag(_) => Some(Offer::Flags),
            Change::Note(_) => Some(Offer::Notes),
            Change::Erase => Some(Offer::Erasing),
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
    /// service goes at once, and so does every letter where the service has no such folder.
    ///
    /// # Errors
    /// As [`App::wish`].
    pub async fn delete(&self, message: MessageId) -> Result<WishId, ApiError> {
        let id = message.clone();
        let read = move |profile: &Profile| {
            let (mailbox, found, _) = find(profile, &id)?;
            let folders = profile.cache(&mailbox.id)?.folders()?;
            let lies = folders.into_iter().find(|folder| folder.id == found.folder);
            // The service keeps no draft that was deleted, and another one nothing.
            Ok(!mailbox.provider.has_bin()
                || found.state == MessageState::Draft
                || lies.is_some_and(|folder| folder.role == FolderRole::Deleted))
        };
        let change = if self.vault(read).await? { Change::Erase } else { Change::Delete };
        self.wish(message, change).await
    }
}

/// The change in the form in which it is wished, if it makes sense for this letter. To move a letter to what is
/// deleted is to delete it, and takes the right to; where there is no bin, to delete it is for good.
fn sensible(change: Change, message: &Message, folders: &[Folder], bin: bool) -> Result<Change, ApiError> {
    let role = |id: &model::FolderId| folders.iter().find(|folder| folder.id == *id).map(|folder| folder.role);
    match &change {
        Change::Move(folder) => match role(folder) {
            None => Err(ApiError::plain(Code::NotFound)),
            Some(FolderRole::Deleted) => Ok(Change::Delete),
            // A case that was begun lies among the drafts, and comes back there.
            Some(FolderRole::Drafts) if message.status == Some(CaseStatus::Draft) => Ok(change),
            Some(FolderRole::Drafts | FolderRole::Sent) if message.state == MessageState::Received => {
                Err(ApiError::said(Code::Refused, "error.move.notThere"))
            }
            Some(_) => Ok(change),
        },
        Change::Delete if !bin => Ok(Change::Erase),
        // A service that notes who has read it would have to open it for that; and nothing is opened unasked.
        Change::Read(true) if message.weight != Weight::None && !message.read => {
            Err(ApiError::said(Code::Refused, "error.read.openFirst"))
        }
        // Only what lies there already: nothing undoes it.
        Change::Erase
            if bin && message.state != MessageState::Draft && role(&message.folder) != Some(FolderRole::Deleted) =>
        {
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

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;
    use model::{FolderId, MailboxId, MessageType, RemoteId, Sender, Thread, Weight};

    fn folder(name: &str, role: FolderRole) -> Folder {
        let remote_id = RemoteId::from(name);
        let id = FolderId::derive(&MailboxId::from_random([0; 10]), &remote_id);
        Folder { id, remote_id, parent: None, role, name: name.to_owned(), version: 0, icon: None }
    }

    fn letter_in(folder: &Folder) -> Message {
        let (mailbox, remote_id) = (MailboxId::from_random([0; 10]), RemoteId::from("m"));
        Message {
            id: MessageId::derive(&mailbox, &remote_id),
            folder: folder.id.clone(),
            remote_id,
            mailbox,
            version: 0,
            message_type: MessageType::Regular,
            state: MessageState::Received,
            subject: String::new(),
            sender: Sender::default(),
            received: Timestamp::UNIX_EPOCH,
            updated: Timestamp::UNIX_EPOCH,
            read: false,
            flag: false,
            can_reply: false,
            reply_by: None,
            legally_notified: false,
            needs_level: None,
            note: None,
            documents: Vec::new(),
            recipient: None,
            thread: Thread::default(),
            weight: Weight::None,
            edition: None,
            summary: None,
            status: None,
            history: Vec::new(),
        }
    }

    #[test]
    fn where_there_is_no_bin_a_letter_goes_for_good_and_elsewhere_only_from_the_bin() {
        let folders = [folder("inbox", FolderRole::Inbox), folder("deleted", FolderRole::Deleted)];
        let of = |change: Change, folder: usize, bin: bool| {
            sensible(change, &letter_in(&folders[folder]), if bin { &folders } else { &folders[..1] }, bin)
        };
        assert_eq!(of(Change::Delete, 0, true).unwrap(), Change::Delete);
        assert_eq!(of(Change::Erase, 1, true).unwrap(), Change::Erase);
        let first = of(Change::Erase, 0, true).unwrap_err();
        assert_eq!(first.text.as_deref(), Some("error.erase.deleteFirst"));
        for change in [Change::Delete, Change::Erase] {
            assert_eq!(of(change, 0, false).unwrap(), Change::Erase);
        }
        assert!(!model::ProviderId::Digipost.has_bin() && model::ProviderId::DigitalPost.has_bin());
    }
}
