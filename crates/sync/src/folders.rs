//! The folders of a mailbox as the service has them. Its list may lag behind: one's own folder that is here and
//! not in the list is asked for directly before it is dropped.

use crate::patience::patiently;
use crate::{Context, SyncError, naming};
use model::{Folder, FolderRole, Mailbox};
use providers::Checked;

/// Brings the folders up to date; they are the answer, too.
pub(crate) async fn refresh(context: &Context, mailbox: &Mailbox) -> Result<Vec<Folder>, SyncError> {
    let listed = patiently(|| context.provider.folders(&mailbox.remote_id)).await?;
    let mut folders: Vec<Folder> = listed.into_iter().map(|folder| naming::folder(mailbox, folder)).collect();
    for missing in known(context, mailbox).await? {
        if missing.role != FolderRole::Own || folders.iter().any(|one| one.id == missing.id) {
            continue;
        }
        let ask = || context.provider.folder(&mailbox.remote_id, &missing.remote_id);
        if let Checked::There(folder) = patiently(ask).await? {
            folders.push(naming::folder(mailbox, folder));
        }
    }
    keep(context, mailbox, folders.clone()).await?;
    Ok(folders)
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
