//! A wish about a folder. What is asked for again after a crash must not be done twice: a folder of that name
//! in that place, if there is one, is the folder that was wished for. The rules of a conflict: a name is given
//! again with the new version; a folder that is gone already needs no removing, and has no name.

use super::{MOST_CONFLICTS, Outcome, again, refused, state};
use crate::patience::patiently;
use crate::{Context, SyncError, folders, naming};
use model::{Change, Code, Folder, FolderId, FolderRole, Mailbox, Wish};
use providers::{ProviderError, RemoteFolder};

pub(super) async fn send(
    context: &Context,
    mailbox: &Mailbox,
    wish: &Wish,
    named: &FolderId,
) -> Result<Outcome, SyncError> {
    if let Change::MakeFolder { name, parent } = &wish.change {
        return make(context, mailbox, wish, named, name, parent.as_ref()).await;
    }
    let mut version = wish.seen_version;
    let find = |folders: Vec<Folder>| folders.into_iter().find(|one| one.id == *named);
    let mut found = find(folders::known(context, mailbox).await?);
    if found.is_none() {
        // A computer that goes out may lose the list of folders here, and not the wish about the newest.
        found = find(folders::refresh(context, mailbox).await?);
    }
    let Some(mut folder) = found else { return Ok(gone(&wish.change)) };
    for _ in 0..=MOST_CONFLICTS {
        match change(context, mailbox, &folder, version, &wish.change).await {
            Err(SyncError::Provider(ProviderError::NotFound)) => {
                folders::refresh(context, mailbox).await?;
                return Ok(gone(&wish.change));
            }
            Err(SyncError::Provider(ProviderError::Conflict)) => {}
            answer => {
                answer?;
                folders::refresh(context, mailbox).await?;
                return Ok(Outcome::Done);
            }
        }
        let Some(now) = find(folders::refresh(context, mailbox).await?) else { return Ok(gone(&wish.change)) };
        if matches!(&wish.change, Change::RenameFolder(name) if *name == now.name) {
            return Ok(Outcome::Done);
        }
        (version, folder) = (now.version, now);
        again(context, mailbox, wish.id, version).await?;
    }
    Err(ProviderError::Conflict.into())
}

fn gone(change: &Change) -> Outcome {
    if matches!(change, Change::RemoveFolder) { Outcome::Done } else { refused(Code::NotFound) }
}

async fn change(
    context: &Context,
    mailbox: &Mailbox,
    folder: &Folder,
    version: i64,
    change: &Change,
) -> Result<(), SyncError> {
    let (provider, id) = (&context.provider, &folder.remote_id);
    match change {
        Change::RenameFolder(name) => {
            patiently(|| provider.rename_folder(&mailbox.remote_id, id, version, name)).await.map(|_| ())
        }
        Change::RemoveFolder => patiently(|| provider.remove_folder(&mailbox.remote_id, id, version)).await,
        _ => Ok(()),
    }
}

async fn make(
    context: &Context,
    mailbox: &Mailbox,
    wish: &Wish,
    until_now: &FolderId,
    name: &str,
    parent: Option<&FolderId>,
) -> Result<Outcome, SyncError> {
    let there = folders::refresh(context, mailbox).await?;
    let same = |one: &&Folder| one.role == FolderRole::Own && one.name == name && one.parent.as_ref() == parent;
    let made = match there.iter().find(same) {
        Some(folder) => folder.clone(),
        None => {
            let parent = match parent {
                None => None,
                Some(parent) => match there.iter().find(|one| one.id == *parent) {
                    Some(parent) => Some(&parent.remote_id),
                    None => return Ok(refused(Code::NotFound)),
                },
            };
            let made: RemoteFolder =
                patiently(|| context.provider.make_folder(&mailbox.remote_id, name, parent)).await?;
            let made = naming::folder(mailbox, made);
            folders::keep(context, mailbox, [&there[..], std::slice::from_ref(&made)].concat()).await?;
            made
        }
    };
    let (wish, until_now) = (wish.id, until_now.clone());
    state(context, mailbox, move |state| state.folder_made(wish, &until_now, &made.id)).await?;
    Ok(Outcome::Done)
}
