//! Sending wishes, oldest first. Each carries the version that the person saw. A refusal is kept and told; one
//! bad wish does not keep the others waiting. What is done about a conflict is written where it is decided:
//! in `letter` and in `folder`.

mod folder;
mod letter;

use crate::{Context, Report, SyncError};
use model::{Change, Code, Mailbox, Subject, Wish, WishId, WishState};
use providers::ProviderError;
use std::collections::VecDeque;
use vault::{State, StoreError};

/// After so many conflicts somebody else is changing the thing all the time; the next sync goes on.
const MOST_CONFLICTS: u32 = 3;

/// How a wish ended.
enum Outcome {
    /// It is so.
    Done,
    /// The service will not have it.
    Refused(Code),
}

/// Sends every wish that waits; the first failure is told after all were tried.
pub(crate) async fn push(context: &Context, mailbox: &Mailbox, report: &mut Report) -> Result<(), SyncError> {
    let mut outcome = Ok(());
    let mut wishes = VecDeque::from(waiting(context, mailbox).await?);
    while let Some(wish) = wishes.pop_front() {
        let makes_a_folder = matches!(wish.change, Change::MakeFolder { .. });
        if let Err(error) = send(context, mailbox, wish, report).await {
            let hopeless = error.concerns_all();
            outcome = outcome.and(Err(error));
            if hopeless {
                break;
            }
        }
        if makes_a_folder {
            // The folder has an id of its own now, by which the wishes that are left name it.
            let left: Vec<_> = wishes.iter().map(|wish| wish.id).collect();
            wishes = waiting(context, mailbox).await?.into_iter().filter(|wish| left.contains(&wish.id)).collect();
        }
    }
    outcome
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

async fn send(context: &Context, mailbox: &Mailbox, wish: Wish, report: &mut Report) -> Result<(), SyncError> {
    let id = wish.id;
    let sent = match &wish.subject {
        Subject::Message(message) => letter::send(context, mailbox, &wish, message).await,
        Subject::Folder(named) => folder::send(context, mailbox, &wish, named).await,
    };
    let outcome = match sent {
        Err(SyncError::Provider(
            error @ (ProviderError::Refused { .. } | ProviderError::NotAllowed | ProviderError::NotFound),
        )) => Outcome::Refused(error.code()),
        sent => sent?,
    };
    match outcome {
        Outcome::Done => {
            report.sent += 1;
            state(context, mailbox, move |state| state.wish_done(id)).await
        }
        Outcome::Refused(code) => {
            report.refused += 1;
            state(context, mailbox, move |state| state.wish_refused(id, code)).await
        }
    }
}

async fn state(
    context: &Context,
    mailbox: &Mailbox,
    call: impl FnOnce(&State) -> Result<(), StoreError> + Send + 'static,
) -> Result<(), SyncError> {
    let id = mailbox.id.clone();
    context.vault(move |profile| call(&*profile.state(&id)?)).await
}

/// The wish is tried again with the version that the service has now.
async fn again(context: &Context, mailbox: &Mailbox, wish: WishId, version: i64) -> Result<(), SyncError> {
    state(context, mailbox, move |state| state.wish_again(wish, version)).await
}
