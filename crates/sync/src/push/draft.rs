//! A wish about a draft: that it be sent, that the letter in it go on, or that what the service has of it be
//! thrown away. Every step asks first how things are, and is written down before it is taken; so a cut anywhere
//! and an answer that got lost send nothing twice.

use super::{Outcome, forwarding, sending, state};
use crate::patience::patiently;
use crate::{Context, SyncError};
use model::{Change, Draft, DraftId, DraftKind, Mailbox, MessageState, Progress, RemoteId, Wish};
use providers::{Checked, ProviderError, RemoteDraft};

pub(super) async fn send(
    context: &Context,
    mailbox: &Mailbox,
    wish: &Wish,
    named: &DraftId,
) -> Result<Outcome, SyncError> {
    // What must not be asked for twice in a row is asked for again from the beginning, by one who looks first.
    patiently(|| once(context, mailbox, wish, named)).await
}

async fn once(context: &Context, mailbox: &Mailbox, wish: &Wish, named: &DraftId) -> Result<Outcome, SyncError> {
    let id = named.clone();
    let read = move |state: &vault::State| match state.draft(&id)? {
        Some(draft) => Ok(Some((state.progress(&id)?, draft))),
        None => Ok(None),
    };
    // Sent by a copy that was cut before it could say so, or thrown away.
    let Some((progress, draft)) = state(context, mailbox, read).await? else { return Ok(Outcome::Done) };
    match (&wish.change, &draft.kind) {
        (Change::Discard, _) => discard(context, mailbox, &draft, &progress).await,
        (_, DraftKind::Forward { remote, .. }) => forwarding::forward(context, mailbox, &draft, remote, progress).await,
        _ => sending::send(context, mailbox, &draft, progress).await,
    }
}

/// The letter that a draft answers, under the service's id.
pub(super) fn answers(draft: &Draft) -> Option<&RemoteId> {
    match &draft.kind {
        DraftKind::Reply { remote, .. } => Some(remote),
        DraftKind::New | DraftKind::Forward { .. } => None,
    }
}

/// Writes down how far it got.
pub(super) async fn keep(
    context: &Context,
    mailbox: &Mailbox,
    draft: &Draft,
    progress: &Progress,
) -> Result<(), SyncError> {
    let (id, progress) = (draft.id.clone(), progress.clone());
    state(context, mailbox, move |state| state.set_progress(&id, &progress)).await
}

/// It is done with.
pub(super) async fn done(context: &Context, mailbox: &Mailbox, draft: &Draft) -> Result<Outcome, SyncError> {
    let id = draft.id.clone();
    state(context, mailbox, move |state| state.draft_done(&id)).await?;
    Ok(Outcome::Done)
}

/// What the service has that was begun for this draft.
pub(super) async fn begun(
    context: &Context,
    mailbox: &Mailbox,
    draft: &Draft,
    progress: &Progress,
) -> Result<Vec<RemoteDraft>, SyncError> {
    let provider = &context.provider;
    let (mark, answers) = (draft.id.mark(), answers(draft));
    let mut found = patiently(|| provider.begun(&mailbox.remote_id, mark, answers)).await?;
    // Lists lag behind: what is known by its id is asked for by it.
    if let Some(remote) = &progress.remote {
        found.retain(|one| one.id != *remote);
        if let Checked::There(one) = patiently(|| provider.draft(&mailbox.remote_id, remote)).await? {
            found.insert(0, one);
        }
    }
    Ok(found)
}

/// Throws away what the service has of it, but for what was sent.
async fn discard(
    context: &Context,
    mailbox: &Mailbox,
    draft: &Draft,
    progress: &Progress,
) -> Result<Outcome, SyncError> {
    throw_away(context, mailbox, begun(context, mailbox, draft, progress).await?).await?;
    done(context, mailbox, draft).await
}

/// Throws drafts away at the service. One that is gone, or that was sent, is let be.
pub(super) async fn throw_away(
    context: &Context,
    mailbox: &Mailbox,
    drafts: Vec<RemoteDraft>,
) -> Result<(), SyncError> {
    for draft in drafts.into_iter().filter(|draft| draft.state == MessageState::Draft) {
        let erase = || context.provider.erase(&mailbox.remote_id, &draft.id, draft.version);
        match patiently(erase).await {
            Err(SyncError::Provider(ProviderError::NotFound)) => {}
            erased => erased?,
        }
        let (id, remote) = (mailbox.id.clone(), draft.id);
        context.vault(move |profile| profile.cache(&id)?.remove_message(&remote).map(|_| ())).await?;
    }
    Ok(())
}
