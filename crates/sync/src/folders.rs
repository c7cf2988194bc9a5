//! The folders of a mailbox as the service has them. Its list may lag behind: where it differs from what is known here
//! in a way that time could explain, the service is asked directly.

use crate::patience::patiently;
use crate::{Context, SyncError, naming};
use model::{Folder, FolderId, FolderRole, Mailbox};
use providers::Checked;

/// Brings the folders up to date; they are the answer, too.
pub(crate) async fn refresh(context: &Context, mailbox: &Mailbox) -> Result<Vec<Folder>, SyncError> {
    let listed = patiently(|| context.provider.folders(&mailbox.remote_id)).await?;
    let listed: Vec<Folder> = listed.into_iter().map(|folder| naming::folder(mailbox, folder)).collect();
    let known = known(context, mailbox).await?;
    let mut folders = Vec::new();
    for folder in &listed {
        let before = known.iter().find(|one| one.id == folder.id);
        let late = match before {
            Some(before) => before.version > folder.version,
            // Perhaps it was removed a moment ago.
            None => !known.is_empty() && folder.role == FolderRole::Own,
        };
        match late {
            true => folders.extend(ask(context, mailbox, folder).await?),
            false => folders.push(folder.clone()),
        }
    }
    for missing in known.iter().filter(|one| one.role == FolderRole::Own) {
        if !listed.iter().any(|one| one.id == missing.id) {
            folders.extend(ask(context, mailbox, missing).await?);
        }
    }
    keep(context, mailbox, folders.clone()).await?;
    Ok(folders)
}

/// The direct question about one; none when it is gone.
async fn ask(context: &Context, mailbox: &Mailbox, folder: &Folder) -> Result<Option<Folder>, SyncError> {
    match patiently(|| context.provider.folder(&mailbox.remote_id, &folder.remote_id)).await? {
        Checked::There(folder) => Ok(Some(naming::folder(mailbox, folder))),
        Checked::Gone => Ok(None),
    }
}

/// The service has just said that this one is gone.
pub(crate) async fn drop_one(context: &Context, mailbox: &Mailbox, gone: &FolderId) -> Result<(), SyncError> {
    let mut folders = known(context, mailbox).await?;
    folders.retain(|one| one.id != *gone);
    keep(context, mailbox, folders).await?;
    refresh(context, mailbox).await.map(|_| ())
}

/// The folders that are here.
pub(crate) async fn known(context: &Context, mailbox: &Mailbox) -> Result<Vec<Folder>, SyncError> {
    let id = mailbox.id.clone();
    context.vault(move |profile| profile.cache(&id)?.folders()).await
}

/// Keeps these.
pub(crate) async fn keep(context: &Context, mailbox: &Mailbox, folders: Vec<Folder>) -> Result<(), SyncError> {
    let (id, level) = (mailbox.id.clone(), context.level);
    let keep = move |profile: &vault::Profile| {
        profile.cache(&id)?.replace_folders(&folders)?;
        // Lists name folders by what is kept beside the newest headers.
        profile.refresh_heads_so_far(&id, level)
    };
    context.vault(keep).await
}
