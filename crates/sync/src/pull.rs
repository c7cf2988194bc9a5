//! Pulling letters: one cheap question, then everything (the first time) or what changed, page by page;
//! then, when the totals differ, a sweep of the ids. A letter is deleted here only after the service was
//! asked for that one letter and knows it no more.

use crate::patience::patiently;
use crate::{Context, Progress, Report, SyncError, naming};
use model::{Mailbox, Message, RemoteId};
use providers::{Checked, OddMessage, PageRequest, Peek, RemoteMessage};
use std::collections::{BTreeMap, BTreeSet};
use vault::{Odd, PageWrite, Stored};

/// Brings the headers up to date.
pub(crate) async fn pull(context: &Context, mailbox: &Mailbox, report: &mut Report) -> Result<(), SyncError> {
    let (provider, remote) = (&context.provider, &mailbox.remote_id);
    let id = mailbox.id.clone();
    let cursor = context.vault(move |profile| profile.cache(&id)?.cursor()).await?;
    if patiently(|| provider.peek(remote, cursor.as_deref())).await? == Peek::Unchanged {
        return Ok(());
    }
    let folders = patiently(|| provider.folders(remote)).await?;
    let folders: Vec<_> = folders.into_iter().map(|folder| naming::folder(mailbox, folder)).collect();
    let id = mailbox.id.clone();
    context.vault(move |profile| profile.cache(&id)?.replace_folders(&folders)).await?;

    let (last, total) = pages(context, mailbox, cursor.as_deref(), report).await?;
    let id = mailbox.id.clone();
    let here = context.vault(move |profile| profile.cache(&id)?.counts()).await?.total;
    if here != total {
        sweep(context, mailbox, report).await?;
    }
    let settled = patiently(|| provider.settle(remote, &last)).await?;
    store(context, mailbox, Vec::new(), &[], Some(settled), false).await?;
    Ok(())
}

/// Reads page after page; the cursor of the last one, and how many letters the service has.
async fn pages(
    context: &Context,
    mailbox: &Mailbox,
    cursor: Option<&str>,
    report: &mut Report,
) -> Result<(String, u64), SyncError> {
    let first = cursor.is_none();
    let (mut from, mut done) = (None, 0);
    loop {
        let request = match cursor {
            None => PageRequest::All { from },
            Some(since) => PageRequest::Changed { since: since.to_owned(), from },
        };
        let page = patiently(|| context.provider.messages(&mailbox.remote_id, &request)).await?;
        done += page.messages.len() as u64;
        let stored = store(context, mailbox, page.messages, &page.odd, None, !first).await?;
        report.new += stored.new;
        report.changed += stored.changed;
        let (id, level) = (mailbox.id.clone(), context.level);
        context.vault(move |profile| profile.refresh_heads(&id, level)).await?;
        let of = page.total.max(done);
        (context.progress)(Progress::Letters { mailbox: mailbox.id.clone(), done, of, first });
        from = page.next;
        if from.is_none() {
            return Ok((page.cursor, page.total));
        }
    }
}

/// Compares the ids and versions of everything: fetches what is missing or old, deletes what is gone.
async fn sweep(context: &Context, mailbox: &Mailbox, report: &mut Report) -> Result<(), SyncError> {
    let (provider, remote) = (&context.provider, &mailbox.remote_id);
    let id = mailbox.id.clone();
    let here: BTreeMap<RemoteId, i64> =
        context.vault(move |profile| profile.cache(&id)?.versions()).await?.into_iter().collect();
    let (mut there, mut from) = (BTreeSet::new(), None);
    loop {
        let request = PageRequest::Ids { from };
        let page = patiently(|| provider.messages(remote, &request)).await?;
        for message in page.messages {
            if here.get(&message.id) != Some(&message.version) {
                ask(context, mailbox, &message.id, report).await?;
            }
            there.insert(message.id);
        }
        from = page.next;
        if from.is_none() {
            break;
        }
    }
    for gone in here.keys().filter(|id| !there.contains(*id)) {
        ask(context, mailbox, gone, report).await?;
    }
    Ok(())
}

/// The direct question about one letter.
async fn ask(context: &Context, mailbox: &Mailbox, remote: &RemoteId, report: &mut Report) -> Result<(), SyncError> {
    match patiently(|| context.provider.message(&mailbox.remote_id, remote)).await? {
        Checked::There(message) => {
            let stored = store(context, mailbox, vec![message], &[], None, true).await?;
            report.new += stored.new;
            report.changed += stored.changed;
        }
        Checked::Gone => {
            let (id, remote) = (mailbox.id.clone(), remote.clone());
            let removed = context.vault(move |profile| profile.cache(&id)?.remove_message(&remote)).await?;
            report.removed += u64::from(removed);
        }
    }
    Ok(())
}

/// Stores letters under our ids, in one transaction.
pub(crate) async fn store(
    context: &Context,
    mailbox: &Mailbox,
    messages: Vec<RemoteMessage>,
    odd: &[OddMessage],
    cursor: Option<String>,
    arrivals: bool,
) -> Result<Stored, SyncError> {
    let messages: Vec<Message> = messages.into_iter().map(|message| naming::message(mailbox, message)).collect();
    let odd: Vec<Odd> = odd
        .iter()
        .map(|odd| Odd { remote_id: odd.id.clone().unwrap_or_else(|| "".into()), why: odd.why.clone() })
        .collect();
    let (id, level, now) = (mailbox.id.clone(), context.level, context.clock.now());
    context
        .vault(move |profile| {
            let cursor = cursor.as_deref();
            let page = PageWrite { messages: &messages, odd: &odd, cursor, arrivals, level, now };
            profile.cache(&id)?.store_page(&page)
        })
        .await
}

/// Looks at one letter again: the person did something with it at the service.
///
/// # Errors
/// [`SyncError`] when the service or the vault refuses.
pub async fn refresh_message(context: &Context, mailbox: &Mailbox, remote: &RemoteId) -> Result<(), SyncError> {
    match patiently(|| context.provider.message(&mailbox.remote_id, remote)).await? {
        Checked::There(message) => {
            store(context, mailbox, vec![message], &[], None, false).await?;
            Ok(())
        }
        Checked::Gone => Err(providers::ProviderError::NotFound.into()),
    }
}
