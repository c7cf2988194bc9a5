//! An account: which mailboxes there are now, whether an access has ended, and each mailbox in turn.

use crate::mailbox::Turn;
use crate::patience::{patiently, pause};
use crate::senders::Senders;
use crate::standing::Standing;
use crate::{Context, Progress, Report, SyncError};
use model::{AccountId, EndReason, Ending, Mailbox, MailboxId, MailboxState, Right};
use providers::{Checked, MailboxList, ProviderError, RemoteMailbox};
use std::collections::{BTreeSet, VecDeque};
use std::time::Duration;
use vault::{NewMailbox, Profile};

/// Before a mailbox counts as ended it is asked for twice, with a pause of this to twice this between.
const SECOND_LOOK: Duration = Duration::from_millis(300);

/// Brings the list of mailboxes up to date, then each mailbox (or the one asked for): first the letters of all
/// of them, so that a person sees what there is, then the documents, then what is known of those who wrote. When the list makes no sense, the mailboxes
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
        // Where the person may not read there is nothing to bring.
        mailbox.account == *account && mailbox.is_readable() && only.is_none_or(|only| *only == mailbox.id)
    });
    let mut mailboxes: VecDeque<Mailbox> = mailboxes.collect();
    let (mut turns, mut not_tried, mut prepared) = (Vec::new(), Vec::new(), 0);
    while let Some(mailbox) = mailboxes.pop_front() {
        match turns.last().and_then(Turn::hopeless) {
            None => {
                if prepared == 0 {
                    prepared = prepare(context, &mailbox, &mailboxes).await?;
                }
                prepared -= 1;
                turns.push(Turn::letters(context, mailbox).await);
            }
            Some((code, text)) => not_tried.push(Report { error: Some(code), text, ..Report::new(mailbox.id) }),
        }
    }
    let (mut reports, mut senders) = (Vec::new(), Senders::default());
    for turn in turns {
        turn.note_senders(context, &mut senders).await;
        reports.push(turn.documents(context).await);
    }
    look_at(senders, context, account, &mut reports).await;
    reports.extend(not_tried);
    for report in &mut reports {
        report.error = report.error.or(trouble.as_ref().map(ProviderError::code));
    }
    match trouble {
        Some(error) if reports.is_empty() => Err(error.into()),
        _ => Ok(reports),
    }
}

/// Lets a service that answers for several mailboxes at once answer for this one and those that follow; for how many it
/// did. What goes wrong with that is found again, and told, when a mailbox has its turn.
async fn prepare(context: &Context, first: &Mailbox, following: &VecDeque<Mailbox>) -> Result<usize, SyncError> {
    let most = context.provider.at_once();
    if most <= 1 {
        return Ok(1);
    }
    let group: Vec<Mailbox> = std::iter::once(first).chain(following).take(most).cloned().collect();
    let size = group.len();
    let read = move |profile: &Profile| {
        let cursor = |mailbox: Mailbox| {
            // A damaged cache has no cursor: its mailbox is asked for from the start.
            let kept = profile.cache(&mailbox.id).and_then(|cache| cache.cursor()).unwrap_or_default();
            (mailbox.remote_id, Standing::read(kept.as_deref()).cursor)
        };
        Ok(group.into_iter().map(cursor).collect::<Vec<_>>())
    };
    let asked = context.vault(read).await?;
    if let Err(error) = patiently(|| context.provider.prepare(&asked)).await {
        tracing::info!(%error, "several mailboxes could not be asked about at once");
    }
    Ok(size)
}

/// Asks about those who wrote, unless something is wrong already; what that took is told with the last mailbox.
async fn look_at(senders: Senders, context: &Context, account: &AccountId, reports: &mut [Report]) {
    let Some(last) = reports.last_mut().filter(|last| last.error.is_none()) else { return };
    context.provider.take_traffic();
    senders.look(context, account).await;
    let (requests, bytes) = context.provider.take_traffic();
    last.requests += requests;
    last.bytes += bytes;
}

/// Brings the list of mailboxes up to date.
///
/// # Errors
/// [`SyncError`] when the service or the vault refuses.
pub async fn refresh_mailboxes(context: &Context, account: &AccountId) -> Result<(), SyncError> {
    let id = account.clone();
    let seen = context.vault(move |profile| profile.account_cursor(&id)).await?;
    let list = patiently(|| context.provider.mailboxes(seen.as_deref())).await?;
    let MailboxList::All { mailboxes, ends_known, seen } = list else { return Ok(()) };
    let listed: BTreeSet<_> = mailboxes.iter().map(|mailbox| mailbox.id.clone()).collect();
    for mailbox in mailboxes {
        add(context, account, mailbox, ends_known).await?;
    }
    let records = context.vault(vault::Profile::mailboxes).await?;
    let known = records.into_iter().map(|record| record.mailbox);
    let missing = known.filter(|one| one.account == *account && !listed.contains(&one.remote_id));
    let mut certain = true;
    for mailbox in missing.filter(|one| !matches!(one.state, MailboxState::Ended(_))) {
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

/// Adds a mailbox, or brings it up to date. An access whose own end has come is over, whatever a list says that
/// lags behind; and where the person may no longer read, what she read before is forgotten.
async fn add(context: &Context, account: &AccountId, remote: RemoteMailbox, ends_known: bool) -> Result<(), SyncError> {
    let (account, provider, now) = (account.clone(), context.provider.id(), context.clock.now());
    let mut new = NewMailbox {
        remote_id: remote.id,
        provider,
        name: remote.name,
        owner: remote.owner,
        owner_ref: remote.owner_ref,
        kind: remote.kind,
        rights: remote.rights,
        ends: remote.ends,
        state: remote.state,
        part_of: remote.part_of,
        favourite: remote.favourite,
        space: remote.space,
    };
    let add = move |profile: &Profile| {
        let known = profile.mailbox_by_remote(&account, &new.remote_id)?.map(|record| record.mailbox);
        if !ends_known {
            new.ends = known.as_ref().and_then(|known| known.ends);
        }
        let over = profile.is_over(new.ends, now)?;
        let reads = new.rights.has(Right::Read);
        match known {
            None if over => return Ok(()),
            Some(known) if over => {
                if !matches!(known.state, MailboxState::Ended(_)) {
                    let ending = Ending { at: now, why: EndReason::Expired, since: new.ends, said: None };
                    profile.set_ended(&known.id, ending)?;
                }
                return Ok(());
            }
            Some(known) if known.is_readable() && !reads => profile.forget_letters(&known.id)?,
            _ => {}
        }
        profile.upsert_mailbox(&account, new).map(|_| ())
    };
    context.vault(add).await
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
        Checked::There(remote) => add(context, account, remote, false).await,
        Checked::Gone => {
            let ending = explain(context, mailbox).await;
            let id = mailbox.id.clone();
            context.vault(move |profile| profile.set_ended(&id, ending)).await
        }
    }
}

/// How the access ended, as far as the service says. That it does not say so costs no more than the reason.
async fn explain(context: &Context, mailbox: &Mailbox) -> Ending {
    let mut ending = Ending::unexplained(context.clock.now());
    let Some(owner) = &mailbox.owner_ref else { return ending };
    match patiently(|| context.provider.how_it_ended(owner)).await {
        Ok(Some(known)) => {
            (ending.why, ending.since, ending.said) = (known.why, known.since, known.said);
        }
        Ok(None) => {}
        Err(error) => tracing::info!(mailbox = %mailbox.id, %error, "why the access ended cannot be told"),
    }
    ending
}
