//! An account: which mailboxes there are now, and whether an access has ended.

use crate::patience::patiently;
use crate::{Context, Progress, Report, SyncError, sync_mailbox};
use model::{AccountId, Mailbox, MailboxId, MailboxState};
use providers::{Checked, MailboxList, RemoteMailbox};
use std::collections::BTreeSet;
use vault::NewMailbox;

/// Brings the list of mailboxes up to date, then each mailbox (or the one asked for).
///
/// # Errors
/// [`SyncError`] when the list cannot be had; what is wrong with one mailbox is in its report.
pub async fn sync_account(
    context: &Context,
    account: &AccountId,
    only: Option<&MailboxId>,
) -> Result<Vec<Report>, SyncError> {
    refresh_mailboxes(context, account).await?;
    let account = account.clone();
    let records = context.vault(vault::Profile::mailboxes).await?;
    let mailboxes = records.into_iter().map(|record| record.mailbox).filter(|mailbox| {
        let reachable = !matches!(mailbox.state, MailboxState::Ended { .. });
        mailbox.account == account && reachable && only.is_none_or(|only| *only == mailbox.id)
    });
    let mut reports = Vec::new();
    for mailbox in mailboxes {
        reports.push(sync_mailbox(context, &mailbox).await);
    }
    Ok(reports)
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
    for mailbox in missing.filter(|one| !matches!(one.state, MailboxState::Ended { .. })) {
        confirm(context, account, &mailbox).await?;
    }
    (context.progress)(Progress::Mailboxes);
    let id = account.clone();
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
async fn confirm(context: &Context, account: &AccountId, mailbox: &Mailbox) -> Result<(), SyncError> {
    match patiently(|| context.provider.check_mailbox(&mailbox.remote_id)).await? {
        Checked::There(remote) => add(context, account, remote).await,
        Checked::Gone => {
            let (id, now) = (mailbox.id.clone(), context.clock.now());
            context.vault(move |profile| profile.set_ended(&id, now)).await
        }
    }
}
