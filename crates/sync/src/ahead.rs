//! Letters whose content counts as seen when it is had: opened when the person does so, or ahead of her where she chose
//! that for the mailbox. What asks for a receipt, serves or takes a higher level is never opened ahead.

use crate::patience::patiently;
use crate::{Context, SyncError, documents, store};
use model::{Level, Mailbox, Message};
use providers::ProviderError;

/// So many a round: a person who chooses it for a full mailbox is not to wait for all of it.
const MOST_A_ROUND: usize = 200;

/// Opens what waits in a mailbox whose letters are to be fetched ahead. One that cannot be had costs none of the others.
pub(crate) async fn open(context: &Context, mailbox: &Mailbox) -> Result<(), SyncError> {
    // The person may have chosen otherwise since the round began.
    let (id, level) = (mailbox.id.clone(), context.level);
    let waiting = context.vault(move |profile| match profile.mailbox(&id)?.mailbox.fetch_ahead {
        true => profile.cache(&id)?.seen_only_when_opened(level, MOST_A_ROUND),
        false => Ok(Vec::new()),
    });
    for message in waiting.await? {
        match one(context, mailbox, &message).await {
            Err(SyncError::Provider(error)) if !error.is_of_the_line() => {
                tracing::info!(message = %message.id, %error, "a letter could not be opened ahead");
            }
            done => done?,
        }
    }
    Ok(())
}

/// Opens one letter, because the person does, and fetches what is in it.
///
/// # Errors
/// [`SyncError`] when the service or the vault refuses; when it takes a higher level, that is kept with the letter.
pub async fn open_message(context: &Context, mailbox: &Mailbox, message: &Message) -> Result<(), SyncError> {
    one(context, mailbox, message).await?;
    documents::fetch_message(context, mailbox, &message.id).await
}

async fn one(context: &Context, mailbox: &Mailbox, message: &Message) -> Result<(), SyncError> {
    let open = || context.provider.open(&mailbox.remote_id, &message.remote_id, message.version);
    match patiently(open).await {
        Ok(done) => store::answer(context, mailbox, done.message, false).await.map(|_| ()),
        Err(SyncError::Provider(ProviderError::HigherLevelNeeded)) => {
            let (id, message) = (mailbox.id.clone(), message.id.clone());
            context.vault(move |profile| profile.cache(&id)?.takes_level(&message, Level::High)).await?;
            Err(ProviderError::HigherLevelNeeded.into())
        }
        Err(error) => Err(error),
    }
}
