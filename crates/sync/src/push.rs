//! Sending wishes. Each carries the version that the person saw. A conflict is looked at again and decided
//! by one rule: what the person asked for about her own marks is still what she wants, so it is asked again
//! with the new version; when the service has it already, it is done. A refusal is kept and told, and so is
//! that the letter is gone. One bad wish does not keep the others waiting.

use crate::patience::patiently;
use crate::{Context, Report, SyncError, store};
use model::{Change, Code, Mailbox, Wish, WishState};
use providers::{Checked, Done, ProviderError, RemoteMessage};

/// After so many conflicts somebody else is changing the letter all the time; the next sync goes on.
const MOST_CONFLICTS: u32 = 3;

/// Sends every wish that waits; the first failure is told after all were tried.
pub(crate) async fn push(context: &Context, mailbox: &Mailbox, report: &mut Report) -> Result<(), SyncError> {
    let id = mailbox.id.clone();
    let wishes = context
        .vault(move |profile| match profile.state_if_any(&id)? {
            Some(state) => state.wishes(),
            None => Ok(Vec::new()),
        })
        .await?;
    let mut outcome = Ok(());
    for wish in wishes.into_iter().filter(|wish| wish.state == WishState::Waiting) {
        if let Err(error) = send(context, mailbox, wish, report).await {
            let hopeless = error.concerns_all();
            outcome = outcome.and(Err(error));
            if hopeless {
                break;
            }
        }
    }
    outcome
}

fn is_so(change: &Change, message: &RemoteMessage) -> bool {
    match change {
        Change::Read(read) => message.read == *read,
        Change::Flag(flag) => message.flag == *flag,
    }
}

async fn send(context: &Context, mailbox: &Mailbox, wish: Wish, report: &mut Report) -> Result<(), SyncError> {
    let (box_id, message_id) = (mailbox.id.clone(), wish.message.clone());
    let found = context.vault(move |profile| profile.cache(&box_id)?.message(&message_id)).await?;
    let Some(message) = found else { return refused(context, mailbox, &wish, Code::NotFound, report).await };
    let (remote, provider) = (message.remote_id, &context.provider);
    let mut version = wish.seen_version;
    for _ in 0..=MOST_CONFLICTS {
        match patiently(|| provider.apply(&mailbox.remote_id, &remote, version, &wish.change)).await {
            Ok(Done { message }) => {
                report.sent += 1;
                store::answer(context, mailbox, message, false).await?;
                return done(context, mailbox, &wish).await;
            }
            Err(SyncError::Provider(ProviderError::Conflict)) => {
                let now = patiently(|| provider.message(&mailbox.remote_id, &remote)).await?;
                let Checked::There(now) = now else {
                    return refused(context, mailbox, &wish, Code::NotFound, report).await;
                };
                if is_so(&wish.change, &now) {
                    store::answer(context, mailbox, now, false).await?;
                    return done(context, mailbox, &wish).await;
                }
                version = now.version;
                let (box_id, wish_id) = (mailbox.id.clone(), wish.id);
                context.vault(move |profile| profile.state(&box_id)?.wish_again(wish_id, version)).await?;
            }
            Err(SyncError::Provider(
                error @ (ProviderError::Refused { .. } | ProviderError::NotAllowed | ProviderError::NotFound),
            )) => return refused(context, mailbox, &wish, error.code(), report).await,
            Err(error) => return Err(error),
        }
    }
    Err(ProviderError::Conflict.into())
}

async fn done(context: &Context, mailbox: &Mailbox, wish: &Wish) -> Result<(), SyncError> {
    let (box_id, wish_id) = (mailbox.id.clone(), wish.id);
    context.vault(move |profile| profile.state(&box_id)?.wish_done(wish_id)).await
}

async fn refused(
    context: &Context,
    mailbox: &Mailbox,
    wish: &Wish,
    code: Code,
    report: &mut Report,
) -> Result<(), SyncError> {
    let (box_id, wish_id) = (mailbox.id.clone(), wish.id);
    context.vault(move |profile| profile.state(&box_id)?.wish_refused(wish_id, code)).await?;
    report.refused += 1;
    Ok(())
}
