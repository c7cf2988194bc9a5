//! A wish about a folder. What is asked for again after a crash must not be done twice: a folder of that name
//! in that place, if there is one, is the folder that was wished for, whoever made it. The rules of a conflict: a name
//! or a picture is given again with the new version; a folder that is gone already needs no removing, and has no name;
//! and one in which something lies by now is not removed, since what becomes of that is the service's to say.

use super::{MOST_CONFLICTS, Outcome, Unknown, again, refused, state};
use crate::patience::patiently;
use crate::{Context, SyncError, folders, naming};
use model::{Change, Code, Folder, FolderIcon, FolderId, FolderRole, Mailbox, Wish};
use providers::{ProviderError, RemoteFolder};
use vault::FolderCount;

/// The service's word for a name that another folder in that place has, whatever the case.
const NAME_TAKEN: &str = "name.taken";
/// Our word for a folder in which something lies.
const NOT_EMPTY: &str = "folder.not.empty";

pub(super) async fn send(
    context: &Context,
    mailbox: &Mailbox,
    wish: &Wish,
    named: &FolderId,
    unknown: Unknown,
) -> Result<Outcome, SyncError> {
    if let Change::MakeFolder { name, parent, icon } = &wish.change {
        return make(context, mailbox, wish, named, New { name, parent: parent.as_ref(), icon: *icon }).await;
    }
    if matches!(wish.change, Change::RemoveFolder) && unknown == Unknown::Waits {
        // Only the letters that come now tell whether it is empty.
        return Ok(Outcome::Unknown);
    }
    let mut version = wish.seen_version;
    let find = |folders: Vec<Folder>| folders.into_iter().find(|one| one.id == *named);
    // Name and picture go together: where a version would not tell that one of them is another by now, it is asked
    // first.
    let mut found = match context.provider.lists_lag() {
        true => find(folders::known(context, mailbox).await?),
        false => None,
    };
    if found.is_none() {
        // A computer that goes out may lose the list of folders here, and not the wish about the newest.
        found = find(folders::refresh(context, mailbox).await?);
    }
    let Some(mut folder) = found else { return Ok(gone(&wish.change)) };
    for _ in 0..=MOST_CONFLICTS {
        if matches!(wish.change, Change::RemoveFolder) && holds_something(context, mailbox, named).await? {
            return Ok(Outcome::Refused(Code::Refused, Some(NOT_EMPTY.to_owned())));
        }
        match change(context, mailbox, &folder, version, &wish.change).await {
            Err(SyncError::Provider(ProviderError::NotFound)) => {
                folders::drop_one(context, mailbox, named).await?;
                return Ok(gone(&wish.change));
            }
            Err(SyncError::Provider(ProviderError::Conflict)) => {}
            answer => {
                answer?;
                match &wish.change {
                    Change::RemoveFolder => folders::drop_one(context, mailbox, named).await?,
                    _ => folders::refresh(context, mailbox).await.map(|_| ())?,
                }
                return Ok(Outcome::Done);
            }
        }
        let Some(now) = find(folders::refresh(context, mailbox).await?) else { return Ok(gone(&wish.change)) };
        if is_so(&wish.change, &now) {
            return Ok(Outcome::Done);
        }
        (version, folder) = (now.version, now);
        again(context, mailbox, wish.id, version).await?;
    }
    Err(ProviderError::Conflict.into())
}

/// Whether a letter or another folder lies in it, as far as is known here.
async fn holds_something(context: &Context, mailbox: &Mailbox, named: &FolderId) -> Result<bool, SyncError> {
    let (id, named) = (mailbox.id.clone(), named.clone());
    let counts = context.vault(move |profile| profile.cache(&id)?.folder_counts()).await?;
    let within = |count: &FolderCount| count.folder.parent.as_ref() == Some(&named);
    Ok(counts.iter().any(|count| within(count) || (count.folder.id == named && count.total > 0)))
}

fn is_so(change: &Change, now: &Folder) -> bool {
    match change {
        Change::RenameFolder(name) => *name == now.name,
        Change::FolderIcon(icon) => Some(*icon) == now.icon,
        _ => false,
    }
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
            patiently(|| provider.rename_folder(&mailbox.remote_id, id, version, name, folder.icon)).await.map(|_| ())
        }
        Change::FolderIcon(icon) => {
            let (name, icon) = (folder.name.as_str(), Some(*icon));
            patiently(|| provider.rename_folder(&mailbox.remote_id, id, version, name, icon)).await.map(|_| ())
        }
        Change::RemoveFolder => patiently(|| provider.remove_folder(&mailbox.remote_id, id, version)).await,
        _ => Ok(()),
    }
}

/// A folder that is to be made.
#[derive(Clone, Copy)]
struct New<'a> {
    name: &'a str,
    parent: Option<&'a FolderId>,
    icon: Option<FolderIcon>,
}

async fn make(
    context: &Context,
    mailbox: &Mailbox,
    wish: &Wish,
    until_now: &FolderId,
    New { name, parent, icon }: New<'_>,
) -> Result<Outcome, SyncError> {
    let there = folders::refresh(context, mailbox).await?;
    let same = |one: &&Folder| {
        one.role == FolderRole::Own && one.parent.as_ref() == parent && one.name.to_lowercase() == name.to_lowercase()
    };
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
            // Whoever wants it no more before the answer is heard has to know that it was asked for.
            again(context, mailbox, wish.id, 0).await?;
            let made: RemoteFolder =
                match patiently(|| context.provider.make_folder(&mailbox.remote_id, name, parent, icon)).await {
                    // Somebody was quicker, and the list does not show it yet.
                    Err(SyncError::Provider(ProviderError::Refused { code }))
                        if code == NAME_TAKEN && wish.tries < MOST_CONFLICTS =>
                    {
                        return Err(ProviderError::Conflict.into());
                    }
                    made => made?,
                };
            let made = naming::folder(mailbox, made);
            folders::keep(context, mailbox, [&there[..], std::slice::from_ref(&made)].concat()).await?;
            made
        }
    };
    let (wish, until_now) = (wish.id, until_now.clone());
    state(context, mailbox, move |state| state.folder_made(wish, &until_now, &made.id)).await?;
    Ok(Outcome::Done)
}
