//! An account: which mailboxes there are now, whether an access has ended, and each mailbox in turn.

use crate::mailbox::Turn;
use crate::patience::{patiently, pause};
use crate::{Context, Progress, Report, SyncError};
use model::{AccountId, Mailbox, MailboxId, MailboxState};
use providers::{Checked, MailboxList, ProviderError, RemoteMailbox};
use std::collections::BTreeSet;
use std::time::Duration;
use vault::NewMailbox;

/// Before a mailbox counts as ended it is asked for twice, with a pause of this to twice this between.
const SECOND_LOOK: Duration = Duration::from_millis(300);

/// Brings the list of mailboxes up to date, then each mailbox (or the one asked for): first the letters of all
/// of them, so that a person sees what there is, then the documents. When the list makes no sense, the mailboxes
/// that are known are synced all the same, and each report that has nothing worse to tell tells of the list.
/// When the line breaks, the others are not tried: they would fare no better.
///
/// # Errors
/// [`SyncError`] when the list cannot be had and no mailbox is known; what is wrong with one mailbox is in its
/// report.
pub async fn sync_account(
    context: &Context,
    account: &AccountId,
    only: Option<&MailboxId>,
) -> Result<Vec<Report>, SyncError> {
    let trouble = match refresh_mailboxes(context, account).await {
        Err(SyncError::Provider(error)) if !error.is_of_the_line() => Some(error),
        refreshed => {
            refreshed?;
            None
        }
    };
    let records = context.vault(vault::Profile::mailboxes).await?;
    let mailboxes = records.into_iter().map(|record| record.mailbox).filter(|mailbox| {
        let reachable = !matches!(mailbox.state, MailboxState::Ended { .. });
        mailbox.account == *account && reachable && only.is_none_or(|only| *only == mailbox.id)
    });
    let (mut turns, mut not_tried) = (Vec::new(), Vec::new());
    for mailbox in mailboxes {
        match turns.last().and_then(Turn::hopeless) {
            None => turns.push(Turn::letters(context, mailbox).await),
            Some((code, text)) => not_tried.push(Report { error: Some(code), text, ..Report::new(mailbox.id) }),
        }
    }
    let mut reports = Vec::new();
    for turn in turns {
        reports.push(turn.documents(context).await);
    }
    reports.extend(not_tried);
    for report in &mut reports {
        report.error = report.error.or(trouble.as_ref().map(ProviderError::code));
    }
    match trouble {
        Some(error) if reports.is_empty() => Err(error.into()),
        _ => Ok(reports),
    }
}

/// Brings the list of mailboxes up to date.
///
/// # Errors
/// [`SyncError`] when the service or the vault refuses.
pub async fn refresh_mailboxes(context: &Context, account: &AccountId) -> Result<(), SyncError> {
    let id = account.clone();
    let seen = context.vault(move |profile| profile.account_cursor(&id)).await?;
    let MailboxList::All { mailboxes, seen } = patiently(|| context.provider.mailboxes(seen.as_deref())).await? else {
        return Ok(());
    };
    let listed: BTreeSet<_> = mailboxes.iter().map(|mailbox| mailbox.id.clone()).collect();
    for mailbox in mailboxes {
        add(context, account, mailbox).await?;
    }
    let records = context.vault(vault::Profile::mailboxes).await?;
    let known = records.into_iter().map(|record| record.mailbox);
    let missing = known.filter(|one| one.account == *account && !listed.contains(&one.remote_id));
    let mut certain = true;
    for mailbox in missing.filter(|one| !matches!(one.state, MailboxState::Ended { .. })) {
        match confirm(context, account, &mailbox).await {
            Err(SyncError::Provider(error)) if !error.is_of_the_line() => {
                tracing::info!(mailbox = %mailbox.id, %error, "whether the access has ended cannot be told");
                certain = false;
            }
            confirmed => confirmed?,
        }
    }
    (context.progress)(Progress::Mailboxes);
    let id = account.clone();
    // What could not be told is asked again next time.
    let seen = seen.filter(|_| certain);
    context.vault(move |profile| profile.set_account_cursor(&id, seen.as_deref())).await
}

async fn add(context: &Context, account: &AccountId, remote: RemoteMailbox) -> Result<(), SyncError> {
    let (account, provider) = (account.clone(), context.provider.id());
    let new = NewMailbox {
        remote_id: remote.id,
        provider,
        name: remote.name,
        owner: remote.owner,
        kind: remote.kind,
        rights: remote.rights,
        ends: remote.ends,
        state: remote.state,
    };
    context.vault(move |profile| profile.upsert_mailbox(&account, new)).await?;
    Ok(())
}

/// A mailbox that is no longer listed: lists lag behind, so it is asked for directly before it counts as ended.
/// Its key is forgotten then, which nothing undoes: one answer is not enough for that.
async fn confirm(context: &Context, account: &AccountId, mailbox: &Mailbox) -> Result<(), SyncError> {
    let check = || context.provider.check_mailbox(&mailbox.remote_id);
    let mut answer = patiently(check).await?;
    if answer == Checked::Gone {
        pause(SECOND_LOOK, SECOND_LOOK).await;
        answer = patiently(check).await?;
    }
    match answer {
        Checked::There(remote) => add(context, account, remote).await,
        Checked::Gone => {
            let (id, now) = (mailbox.id.clone(), context.clock.now());
            context.vault(move |profile| profile.set_ended(&id, now)).await
        }
    }
}
