//! Sending wishes. Each carries the version that the person saw. A conflict is looked at again and decided
//! by one rule: what the person asked for about her own marks is still what she wants, so it is asked again
//! with the new version; when the service has it already, it is done. A refusal is kept and told.

use crate::patience::patiently;
use crate::pull::store;
use crate::{Context, Report, SyncError};
use model::{Change, Mailbox, Wish, WishState};
use providers::{Checked, Done, ProviderError, RemoteMessage};

/// After so many conflicts somebody else is changing the letter all the time; the next sync goes on.
const MOST_CONFLICTS: u32 = 3;

/// Sends every wish that waits.
pub(crate) async fn push(context: &Context, mailbox: &Mailbox, report: &mut Report) -> Result<(), SyncError> {
    let id = mailbox.id.clone();
    let wishes = context
        .vault(move |profile| match profile.state_if_any(&id)? {
            Some(state) => state.wishes(),
            None => Ok(Vec::new()),
        })
        .await?;
    for wish in wishes.into_iter().filter(|wish| wish.state == WishState::Waiting) {
        send(context, mailbox, wish, report).await?;
    }
    Ok(())
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
    let Some(message) = found else { return done(context, mailbox, &wish).await };
    let (remote, provider) = (message.remote_id, &context.provider);
    let mut version = wish.seen_version;
    for _ in 0..=MOST_CONFLICTS {
        let sent = patiently(|| provider.apply(&mailbox.remote_id, &remote, version, &wish.change)).await;
        match sent {
            Ok(Done { message }) => {
                report.sent += 1;
                store(context, mailbox, vec![message], &[], None, false).await?;
                return done(context, mailbox, &wish).await;
            }
            Err(ProviderError::Conflict) => {
                let now = patiently(|| provider.message(&mailbox.remote_id, &remote)).await?;
                let Checked::There(now) = now else { return done(context, mailbox, &wish).await };
                if is_so(&wish.change, &now) {
                    store(context, mailbox, vec![now], &[], None, false).await?;
                    return done(context, mailbox, &wish).await;
                }
                version = now.version;
                let (box_id, wish_id) = (mailbox.id.clone(), wish.id);
                context.vault(move |profile| profile.state(&box_id)?.wish_again(wish_id, version)).await?;
            }
            Err(ProviderError::NotFound) => return done(context, mailbox, &wish).await,
            Err(error @ (ProviderError::Refused { .. } | ProviderError::NotAllowed)) => {
                report.refused += 1;
                let (box_id, wish_id, code) = (mailbox.id.clone(), wish.id, error.code());
                return context.vault(move |profile| profile.state(&box_id)?.wish_refused(wish_id, code)).await;
            }
            Err(error) => return Err(error.into()),
        }
    }
    Err(ProviderError::Conflict.into())
}

async fn done(context: &Context, mailbox: &Mailbox, wish: &Wish) -> Result<(), SyncError> {
    let (box_id, wish_id) = (mailbox.id.clone(), wish.id);
    context.vault(move |profile| profile.state(&box_id)?.wish_done(wish_id)).await
}
