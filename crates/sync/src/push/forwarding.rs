//! A letter goes on. There is no draft at the service and no version to name, so a request whose answer got lost
//! is not made again before it is known that it was not carried out:
//! - the letter is in the version that it had: it did not go on;
//! - it is among the sent letters, to the same and with the same words: it did;
//! - it never went on to anybody: it did not;
//! - otherwise the list may lag behind: it is asked again until it must have shown it.

use super::draft::{done, keep};
use super::{Outcome, or_refused, refused, state};
use crate::patience::patiently;
use crate::{Context, SyncError, store};
use jiff::SignedDuration;
use model::{Code, Draft, Leaving, Mailbox, Progress, RemoteId};
use providers::{Checked, Onward, ProviderError};

/// After this time a list shows everything.
const LAG: SignedDuration = SignedDuration::from_mins(10);

pub(super) async fn forward(
    context: &Context,
    mailbox: &Mailbox,
    draft: &Draft,
    original: &RemoteId,
    mut progress: Progress,
) -> Result<Outcome, SyncError> {
    let Some(to) = &draft.to else { return Ok(refused(Code::Refused)) };
    let onward = Onward { to, comment: &draft.text };
    let provider = &context.provider;
    if let Some(leaving) = &progress.leaving
        && went_on(context, mailbox, original, &onward, leaving).await?
    {
        return finish(context, mailbox, draft, original).await;
    }
    let now = match patiently(|| provider.forwardable(&mailbox.remote_id, original)).await? {
        Checked::There(now) => now,
        Checked::Gone => return Ok(refused(Code::NotFound)),
    };
    let since = context.clock.now();
    let leaving = Leaving { since, version: now.version, updated: now.updated, forwarded_before: now.forwarded };
    progress.leaving = Some(leaving);
    let (id, kept) = (draft.id.clone(), progress.clone());
    if !state(context, mailbox, move |state| state.leaves(&id, &kept)).await? {
        return Ok(Outcome::TakenBack);
    }
    match provider.forward(&mailbox.remote_id, original, &onward).await {
        Ok(_) => finish(context, mailbox, draft, original).await,
        // Whatever else went wrong, the next round finds out what became of it.
        Err(error) => {
            let outcome = or_refused(error.into())?;
            progress.leaving = None;
            keep(context, mailbox, draft, &progress).await?;
            Ok(outcome)
        }
    }
}

/// Whether the request that was made then was carried out.
async fn went_on(
    context: &Context,
    mailbox: &Mailbox,
    original: &RemoteId,
    onward: &Onward<'_>,
    leaving: &Leaving,
) -> Result<bool, SyncError> {
    let provider = &context.provider;
    let now = match patiently(|| provider.forwardable(&mailbox.remote_id, original)).await? {
        Checked::There(now) => now,
        Checked::Gone => return Ok(false),
    };
    if now.version == leaving.version {
        return Ok(false);
    }
    if patiently(|| provider.went_on(&mailbox.remote_id, original, onward, leaving.updated)).await? {
        return Ok(true);
    }
    let shown = context.clock.now().duration_since(leaving.since) > LAG;
    if !now.forwarded || shown { Ok(false) } else { Err(ProviderError::Conflict.into()) }
}

/// The letter knows that it went on; its copy among the sent ones comes with the letters.
async fn finish(
    context: &Context,
    mailbox: &Mailbox,
    draft: &Draft,
    original: &RemoteId,
) -> Result<Outcome, SyncError> {
    let ask = || context.provider.message(&mailbox.remote_id, original);
    if let Checked::There(letter) = patiently(ask).await? {
        store::answer(context, mailbox, letter, false).await?;
    }
    done(context, mailbox, draft).await
}
