//! Comparing the ids and versions of everything, when the totals differ: what is missing or of another version
//! is asked for directly, and a letter is deleted here only after the service was asked for that one letter
//! and knows it no more.

use crate::patience::patiently;
use crate::{Context, Report, SyncError, store};
use model::{Mailbox, RemoteId};
use providers::{Checked, PageRequest};
use std::collections::{BTreeMap, BTreeSet};

/// Looks through the whole list.
pub(crate) async fn sweep(
    context: &Context,
    mailbox: &Mailbox,
    arrivals: bool,
    report: &mut Report,
) -> Result<(), SyncError> {
    let here = versions(context, mailbox).await?;
    let (mut there, mut unreadable, mut from) = (BTreeSet::new(), Vec::new(), None);
    loop {
        let request = PageRequest::Ids { from };
        let page = patiently(|| context.provider.messages(&mailbox.remote_id, &request)).await?;
        for message in page.messages {
            if here.get(&message.id) != Some(&message.version) {
                ask(context, mailbox, &message.id, arrivals, report).await?;
            }
            there.insert(message.id);
        }
        unreadable.extend(page.unreadable);
        from = page.next;
        if from.is_none() {
            break;
        }
    }
    for gone in here.keys().filter(|id| !there.contains(*id)) {
        ask(context, mailbox, gone, arrivals, report).await?;
    }
    let id = mailbox.id.clone();
    context.vault(move |profile| profile.cache(&id)?.replace_unreadable(&unreadable)).await
}

/// Id and version of everything here.
pub(crate) async fn versions(context: &Context, mailbox: &Mailbox) -> Result<BTreeMap<RemoteId, i64>, SyncError> {
    let id = mailbox.id.clone();
    Ok(context.vault(move |profile| profile.cache(&id)?.versions()).await?.into_iter().collect())
}

/// The direct question about one letter.
pub(crate) async fn ask(
    context: &Context,
    mailbox: &Mailbox,
    remote: &RemoteId,
    arrivals: bool,
    report: &mut Report,
) -> Result<(), SyncError> {
    match patiently(|| context.provider.message(&mailbox.remote_id, remote)).await? {
        Checked::There(message) => {
            let stored = store::answer(context, mailbox, message, arrivals).await?;
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

/// Looks at one letter again: the person did something with it at the service.
///
/// # Errors
/// [`SyncError`] when the service or the vault refuses.
pub async fn refresh_message(context: &Context, mailbox: &Mailbox, remote: &RemoteId) -> Result<(), SyncError> {
    match patiently(|| context.provider.message(&mailbox.remote_id, remote)).await? {
        Checked::There(message) => store::answer(context, mailbox, message, false).await.map(|_| ()),
        Checked::Gone => Err(providers::ProviderError::NotFound.into()),
    }
}
