//! A wish about a letter. The rules of a conflict, when somebody changed the letter meanwhile:
//! - it is so already: done;
//! - own marks, the note, the name: what the person asked for is still what she wants, so it is asked again;
//! - another folder: asked again, but a letter that was deleted elsewhere stays deleted, unless she saw it deleted when
//!   she moved it, or was told of it and wants it all the same;
//! - gone for good, which nothing undoes: only while it still lies where the deleted ones lie, or is a draft still; where
//!   the service has no place for those, while it lies where it lay;
//! - it is gone for good: then it needs no deleting, and everything else is told.

use super::{MOST_CONFLICTS, NO_FOLDER, Outcome, again, refused};
use crate::patience::patiently;
use crate::{Context, SyncError, folders, store};
use model::{Change, Code, Folder, FolderRole, Mailbox, MessageId, MessageState, RemoteId, Wish};
use providers::{Checked, ProviderError, RemoteChange, RemoteMessage};

/// It was deleted elsewhere.
const DELETED: &str = "letter.deleted";
/// It does not lie among the deleted ones: the service's own word.
const NOT_DELETED: &str = "message.not.deleted";
/// It was put elsewhere, where there is no place for what was deleted.
const MOVED: &str = "letter.moved";

/// A wish in the service's terms.
enum Asked {
    Change(RemoteChange),
    Erase,
}

pub(super) async fn send(
    context: &Context,
    mailbox: &Mailbox,
    wish: &Wish,
    message: &MessageId,
) -> Result<Outcome, SyncError> {
    let (box_id, message_id) = (mailbox.id.clone(), message.clone());
    let read = move |profile: &vault::Profile| {
        let cache = profile.cache(&box_id)?;
        Ok((cache.message(&message_id)?, cache.folders()?))
    };
    let (found, mut folders) = context.vault(read).await?;
    let Some(message) = found else { return Ok(Outcome::Unknown) };
    let mut asked = in_remote_terms(&wish.change, &folders);
    if asked.is_none() {
        // A computer that goes out may lose the list of folders here, and not the wish that names the newest.
        folders = folders::refresh(context, mailbox).await?;
        asked = in_remote_terms(&wish.change, &folders);
    }
    let Some(asked) = asked else { return Ok(no_folder()) };
    let to_go = matches!(wish.change, Change::Delete | Change::Erase);
    let deleted = folders.iter().find(|folder| folder.role == FolderRole::Deleted).map(|folder| &folder.remote_id);
    let lay = folders.iter().find(|folder| folder.id == message.folder).map(|folder| &folder.remote_id);
    let mut version = wish.seen_version;
    for _ in 0..=MOST_CONFLICTS {
        match apply(context, mailbox, &message.remote_id, version, &asked).await {
            Err(SyncError::Provider(ProviderError::Conflict)) => {}
            // It is gone, which is what was wanted.
            Err(SyncError::Provider(ProviderError::NotFound)) if to_go => {
                remove(context, mailbox, &message.remote_id).await?;
                return Ok(Outcome::Done);
            }
            Err(SyncError::Provider(ProviderError::Refused { code })) if code == NO_FOLDER => {
                folders::refresh(context, mailbox).await?;
                return Ok(no_folder());
            }
            answer => return answer.map(|()| Outcome::Done),
        }
        let now = patiently(|| context.provider.message(&mailbox.remote_id, &message.remote_id)).await?;
        let Checked::There(now) = now else {
            remove(context, mailbox, &message.remote_id).await?;
            return Ok(if to_go { Outcome::Done } else { refused(Code::NotFound) });
        };
        version = now.version;
        let (so, lies_deleted) = (is_so(&asked, &now), Some(&now.folder) == deleted);
        let draft = now.state == MessageState::Draft;
        let stays_put = deleted.is_none() && Some(&now.folder) == lay;
        store::answer(context, mailbox, now, false).await?;
        if so {
            return Ok(Outcome::Done);
        }
        let reason = match asked {
            Asked::Change(RemoteChange::Folder(_)) if lies_deleted && !wish.restores => Some(DELETED),
            Asked::Erase if deleted.is_none() && !stays_put && !draft => Some(MOVED),
            Asked::Erase if deleted.is_some() && !lies_deleted && !draft => Some(NOT_DELETED),
            Asked::Change(_) | Asked::Erase => None,
        };
        if let Some(reason) = reason {
            return Ok(Outcome::Refused(Code::Conflict, Some(reason.to_owned())));
        }
        again(context, mailbox, wish.id, version).await?;
    }
    Err(ProviderError::Conflict.into())
}

fn no_folder() -> Outcome {
    Outcome::Refused(Code::NotFound, Some(NO_FOLDER.to_owned()))
}

/// None when it names a folder that is not there (any more).
fn in_remote_terms(change: &Change, folders: &[Folder]) -> Option<Asked> {
    let into = |folder: Option<&Folder>| Some(RemoteChange::Folder(folder?.remote_id.clone()));
    Some(Asked::Change(match change {
        Change::Read(read) => RemoteChange::Read(*read),
        Change::Flag(flag) => RemoteChange::Flag(*flag),
        Change::Note(note) => RemoteChange::Note(note.clone()),
        Change::Rename(label) => RemoteChange::Label(label.clone()),
        Change::Move(folder) => into(folders.iter().find(|one| one.id == *folder))?,
        Change::Delete => into(folders.iter().find(|one| one.role == FolderRole::Deleted))?,
        Change::Erase => return Some(Asked::Erase),
        Change::MakeFolder { .. } | Change::RenameFolder(_) => return None,
        Change::FolderIcon(_) | Change::RemoveFolder => return None,
        Change::Send | Change::Forward | Change::Discard => return None,
    }))
}

fn is_so(asked: &Asked, message: &RemoteMessage) -> bool {
    match asked {
        Asked::Change(RemoteChange::Read(read)) => message.read == *read,
        Asked::Change(RemoteChange::Flag(flag)) => message.flag == *flag,
        Asked::Change(RemoteChange::Folder(folder)) => message.folder == *folder,
        Asked::Change(RemoteChange::Note(note)) => message.note.as_deref().unwrap_or_default() == note,
        Asked::Change(RemoteChange::Label(label)) => message.subject == *label,
        Asked::Erase => false,
    }
}

async fn apply(
    context: &Context,
    mailbox: &Mailbox,
    message: &RemoteId,
    version: i64,
    asked: &Asked,
) -> Result<(), SyncError> {
    let provider = &context.provider;
    match asked {
        Asked::Change(change) => {
            let done = patiently(|| provider.apply(&mailbox.remote_id, message, version, change)).await?;
            store::answer(context, mailbox, done.message, false).await.map(|_| ())
        }
        Asked::Erase => {
            patiently(|| provider.erase(&mailbox.remote_id, message, version)).await?;
            remove(context, mailbox, message).await
        }
    }
}

async fn remove(context: &Context, mailbox: &Mailbox, message: &RemoteId) -> Result<(), SyncError> {
    let (id, remote) = (mailbox.id.clone(), message.clone());
    context.vault(move |profile| profile.cache(&id)?.remove_message(&remote).map(|_| ())).await
}
