//! Sending wishes, oldest first. Each carries the version that the person saw. A refusal is kept and told; one
//! bad wish does not keep the others waiting. What is done about a conflict stands in docs/conflicts.md, and in short
//! where it is decided: in `letter`, in `folder`, and for drafts in `draft` and its neighbours.

mod attachment;
mod draft;
mod folder;
mod forwarding;
mod letter;
mod sending;

use crate::{Context, Report, SyncError};
use model::{Change, Code, FolderId, Mailbox, Subject, Wish, WishId, WishState};
use providers::ProviderError;
use std::collections::{BTreeSet, VecDeque};
use vault::{State, StoreError};

/// After so many conflicts somebody else is changing the thing all the time; the next sync goes on.
const MOST_CONFLICTS: u32 = 3;

/// How a wish ended.
enum Outcome {
    /// It is so.
    Done,
    /// The service will not have it, for this reason if it gave one.
    Refused(Code, Option<String>),
    /// The person took it back meanwhile.
    TakenBack,
    /// What it is about is not known here, or not well enough: that is for after the pull.
    Unknown,
}

/// What a provider says where the service gave no word for what is wrong.
const NO_WORD: &str = "unknown";

/// The service's word for a folder that is not there (any more).
const NO_FOLDER: &str = "folder.unknown";

/// A refusal of which no more is known than its code.
fn refused(code: Code) -> Outcome {
    Outcome::Refused(code, None)
}

/// What the service will not have, with its own word for why; any other failure stays one.
fn or_refused(error: SyncError) -> Result<Outcome, SyncError> {
    match error {
        SyncError::Provider(ProviderError::Refused { code: reason }) => {
            Ok(Outcome::Refused(Code::Refused, Some(reason).filter(|reason| reason != NO_WORD)))
        }
        SyncError::Provider(error @ (ProviderError::NotAllowed | ProviderError::NotFound)) => Ok(refused(error.code())),
        // A rule that is known here, or nothing of the kind: it would be no other way another time.
        SyncError::Provider(error @ (ProviderError::Said(_) | ProviderError::NotOffered)) => {
            Ok(Outcome::Refused(error.code(), error.text_key().map(str::to_owned)))
        }
        other => Err(other),
    }
}

/// Whether a wish may wait for what it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unknown {
    /// It waits for the letters that are still to come: a computer that goes out may lose a letter here and not the
    /// wish about it.
    Waits,
    /// All letters are here: it is refused.
    Refused,
}

/// Sends every wish that waits, and says whether one waits on; the first failure is told after all were tried.
pub(crate) async fn push(
    context: &Context,
    mailbox: &Mailbox,
    unknown: Unknown,
    report: &mut Report,
) -> Result<bool, SyncError> {
    let (mut outcome, mut waits, mut unmade) = (Ok(()), false, BTreeSet::new());
    let mut wishes = VecDeque::from(waiting(context, mailbox).await?);
    while let Some(wish) = wishes.pop_front() {
        let makes = wish.folder().filter(|_| matches!(wish.change, Change::MakeFolder { .. })).cloned();
        if names(&wish, &unmade) {
            // It waits with the folder, which the service may yet make.
            unmade.extend(makes);
            continue;
        }
        match send(context, mailbox, wish, unknown, report).await {
            Ok(sent) => waits |= !sent,
            Err(error) => {
                let hopeless = error.concerns_all();
                unmade.extend(makes.clone());
                outcome = outcome.and(Err(error));
                if hopeless {
                    break;
                }
            }
        }
        if makes.is_some() {
            // The folder has an id of its own now, by which the wishes that are left name it.
            let left: Vec<_> = wishes.iter().map(|wish| wish.id).collect();
            wishes = waiting(context, mailbox).await?.into_iter().filter(|wish| left.contains(&wish.id)).collect();
        }
    }
    outcome.map(|()| waits)
}

/// Whether a wish names one of these folders.
fn names(wish: &Wish, folders: &BTreeSet<FolderId>) -> bool {
    let into = match &wish.change {
        Change::Move(folder) => Some(folder),
        Change::MakeFolder { parent, .. } => parent.as_ref(),
        _ => None,
    };
    into.into_iter().chain(wish.folder()).any(|folder| folders.contains(folder))
}

async fn waiting(context: &Context, mailbox: &Mailbox) -> Result<Vec<Wish>, SyncError> {
    let id = mailbox.id.clone();
    let wishes = context.vault(move |profile| match profile.state_if_any(&id)? {
        Some(state) => state.wishes(),
        None => Ok(Vec::new()),
    });
    let mut wishes = wishes.await?;
    wishes.retain(|wish| wish.state == WishState::Waiting);
    Ok(wishes)
}

/// Sends one; false when it waits on.
async fn send(
    context: &Context,
    mailbox: &Mailbox,
    wish: Wish,
    unknown: Unknown,
    report: &mut Report,
) -> Result<bool, SyncError> {
    let id = wish.id;
    let sent = match &wish.subject {
        Subject::Message(message) => letter::send(context, mailbox, &wish, message).await,
        Subject::Folder(named) => folder::send(context, mailbox, &wish, named, unknown).await,
        Subject::Draft(named) => draft::send(context, mailbox, &wish, named).await,
    };
    let outcome = match sent.or_else(or_refused)? {
        Outcome::Unknown if unknown == Unknown::Waits => return Ok(false),
        // It was to go, and it went.
        Outcome::Unknown if matches!(wish.change, Change::Delete | Change::Erase) => Outcome::Done,
        Outcome::Unknown => refused(Code::NotFound),
        other => other,
    };
    match outcome {
        Outcome::Done => {
            report.sent += 1;
            state(context, mailbox, move |state| state.wish_done(id)).await?;
        }
        Outcome::Refused(code, reason) => {
            report.refused += 1;
            state(context, mailbox, move |state| state.wish_refused(id, code, reason.as_deref())).await?;
        }
        Outcome::TakenBack | Outcome::Unknown => {}
    }
    Ok(true)
}

async fn state<T: Send + 'static>(
    context: &Context,
    mailbox: &Mailbox,
    call: impl FnOnce(&State) -> Result<T, StoreError> + Send + 'static,
) -> Result<T, SyncError> {
    let id = mailbox.id.clone();
    context.vault(move |profile| call(&*profile.state(&id)?)).await
}

/// The wish is tried again with the version that the service has now.
async fn again(context: &Context, mailbox: &Mailbox, wish: WishId, version: i64) -> Result<(), SyncError> {
    state(context, mailbox, move |state| state.wish_again(wish, version)).await
}
