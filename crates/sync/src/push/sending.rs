//! A letter or an answer is sent: the service's draft begun, made to say what this one says, its files uploaded,
//! and sent with the version last seen.
//!
//! The rules of a conflict: whoever changed the service's draft meanwhile, what the person wrote here is what she
//! wants sent, so it is filled again. A draft that was sent already is sent. One that is gone at the service
//! is begun anew, unless it may have left: then nobody can tell, and the person decides.

use super::draft::{answers, begun, done, keep, throw_away};
use super::{MOST_CONFLICTS, Outcome, or_refused, state};
use crate::patience::patiently;
use crate::push::attachment::{Bytes, Sealed};
use crate::{Context, SyncError, store};
use model::{Code, Draft, Leaving, Mailbox, MessageState, Progress, RemoteId};
use providers::{Checked, Outgoing, ProviderError, RemoteDraft, Source};

/// Whatever was begun for it is gone.
const UNKNOWN: &str = "draft.unknown";

pub(super) async fn send(
    context: &Context,
    mailbox: &Mailbox,
    draft: &Draft,
    mut progress: Progress,
) -> Result<Outcome, SyncError> {
    for _ in 0..=MOST_CONFLICTS {
        let Some(remote) = find(context, mailbox, draft, &mut progress).await? else {
            return Ok(Outcome::Refused(Code::Conflict, Some(UNKNOWN.to_owned())));
        };
        if remote.state != MessageState::Draft {
            return finish(context, mailbox, draft, &progress, &remote.id).await;
        }
        match attempt(context, mailbox, draft, &mut progress, remote).await {
            // Changed elsewhere, or sent by the request whose answer got lost: look again.
            Err(SyncError::Provider(ProviderError::Conflict)) => {
                progress.filled = None;
                keep(context, mailbox, draft, &progress).await?;
            }
            Err(error) => return refuse(context, mailbox, draft, progress, error).await,
            Ok(false) => return Ok(Outcome::TakenBack),
            Ok(true) => {
                let remote = progress.remote.clone().unwrap_or_else(|| RemoteId(String::new()));
                return finish(context, mailbox, draft, &progress, &remote).await;
            }
        }
    }
    Err(ProviderError::Conflict.into())
}

/// The service's draft: the one that is known, one that was begun when nobody learnt its id, or a new one.
/// None when it may have left and cannot be found.
async fn find(
    context: &Context,
    mailbox: &Mailbox,
    draft: &Draft,
    progress: &mut Progress,
) -> Result<Option<RemoteDraft>, SyncError> {
    let provider = &context.provider;
    if progress.begun > 0 {
        let known = match &progress.remote {
            Some(remote) => match patiently(|| provider.draft(&mailbox.remote_id, remote)).await? {
                Checked::There(there) => Some(there),
                Checked::Gone => None,
            },
            None => None,
        };
        let found = match known {
            Some(known) => Some(known),
            None => {
                let mut all = begun(context, mailbox, draft, progress).await?;
                all.sort_by_key(|one| one.state == MessageState::Draft);
                all.into_iter().next()
            }
        };
        match found {
            Some(found) => {
                if progress.remote.as_ref() != Some(&found.id) {
                    (progress.remote, progress.filled) = (Some(found.id.clone()), None);
                    keep(context, mailbox, draft, progress).await?;
                }
                return Ok(Some(found));
            }
            None if progress.leaving.is_some() => {
                progress.leaving = None;
                keep(context, mailbox, draft, progress).await?;
                return Ok(None);
            }
            None => {}
        }
    }
    *progress = Progress { begun: progress.begun + 1, ..Progress::default() };
    keep(context, mailbox, draft, progress).await?;
    // Not again and again: another one might be begun each time. The next round finds it or begins anew.
    let made = provider.begin(&mailbox.remote_id, draft.id.mark(), answers(draft)).await?;
    progress.remote = Some(made.id.clone());
    keep(context, mailbox, draft, progress).await?;
    Ok(Some(made))
}

/// Fills, uploads and sends; false when the person took it back.
async fn attempt(
    context: &Context,
    mailbox: &Mailbox,
    draft: &Draft,
    progress: &mut Progress,
    mut remote: RemoteDraft,
) -> Result<bool, SyncError> {
    let provider = &context.provider;
    let files = draft.attachments.len() + 1;
    if progress.filled != Some(draft.revision) || remote.parts.len() != files {
        let letter = Outgoing {
            mark: draft.id.mark(),
            subject: &draft.subject,
            to: draft.to.as_ref(),
            fields: &draft.fields,
            attachments: &draft.attachments,
        };
        remote = patiently(|| provider.fill(&mailbox.remote_id, &remote, &letter)).await?;
        progress.filled = Some(draft.revision);
        keep(context, mailbox, draft, progress).await?;
    }
    if remote.parts.len() != files {
        return Err(ProviderError::Garbage { what: "a draft with other files than it was given" }.into());
    }
    let mut uploaded = false;
    for (at, part) in remote.parts.iter().enumerate() {
        let sealed = at.checked_sub(1).and_then(|at| draft.attachments.get(at));
        let sealed = sealed.map(|attachment| Sealed::new(&context.profile, mailbox, attachment));
        let text = Bytes(draft.text.clone().into_bytes());
        let source: &dyn Source = sealed.as_ref().map_or(&text, |sealed| sealed);
        if part.size == Some(source.size()) {
            continue;
        }
        uploaded = true;
        let upload = patiently(|| provider.upload(&mailbox.remote_id, &remote.id, part, source)).await;
        if sealed.is_some_and(|sealed| sealed.failed()) {
            return Err(ProviderError::Refused { code: "attachment.damaged".to_owned() }.into());
        }
        upload?;
    }
    if uploaded {
        // Its version rose with each file.
        remote = match patiently(|| provider.draft(&mailbox.remote_id, &remote.id)).await? {
            Checked::There(there) => there,
            Checked::Gone => return Err(ProviderError::Conflict.into()),
        };
    }
    let (since, version, updated) = (context.clock.now(), remote.version, remote.updated);
    progress.leaving = Some(Leaving { since, version, updated, forwarded_before: false });
    let (id, leaving) = (draft.id.clone(), progress.clone());
    if !state(context, mailbox, move |state| state.leaves(&id, &leaving)).await? {
        return Ok(false);
    }
    // Named by its version, it cannot leave twice; an answer that got lost is a conflict the next time.
    patiently(|| provider.send(&mailbox.remote_id, &remote.id, version)).await?;
    Ok(true)
}

/// It was not taken, unless it was sent after all.
async fn refuse(
    context: &Context,
    mailbox: &Mailbox,
    draft: &Draft,
    mut progress: Progress,
    error: SyncError,
) -> Result<Outcome, SyncError> {
    let outcome = or_refused(error)?;
    if let Some(remote) = &progress.remote {
        let now = patiently(|| context.provider.draft(&mailbox.remote_id, remote)).await;
        if let Ok(Checked::There(now)) = now
            && now.state == MessageState::Sent
        {
            return finish(context, mailbox, draft, &progress, &now.id).await;
        }
    }
    progress.leaving = None;
    keep(context, mailbox, draft, &progress).await?;
    Ok(outcome)
}

/// It is sent: it lies among the sent letters here, too, and what was begun for it in vain is thrown away.
async fn finish(
    context: &Context,
    mailbox: &Mailbox,
    draft: &Draft,
    progress: &Progress,
    sent: &RemoteId,
) -> Result<Outcome, SyncError> {
    let provider = &context.provider;
    if let Checked::There(letter) = patiently(|| provider.message(&mailbox.remote_id, sent)).await? {
        store::answer(context, mailbox, letter, false).await?;
    }
    if let Some(original) = answers(draft)
        && let Checked::There(letter) = patiently(|| provider.message(&mailbox.remote_id, original)).await?
    {
        // It knows of its answer now.
        store::answer(context, mailbox, letter, false).await?;
    }
    if progress.begun > 1 {
        let left = begun(context, mailbox, draft, &Progress::default()).await?;
        throw_away(context, mailbox, left.into_iter().filter(|one| one.id != *sent).collect()).await?;
    }
    done(context, mailbox, draft).await
}
