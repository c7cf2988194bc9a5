//! Comparing the ids and versions of everything, when the totals differ: what is missing or of another version
//! is asked for directly, and a letter is deleted here only after the service was asked for that one letter
//! and knows it no more. A letter that cannot be had is named and costs none of the others.

use crate::patience::patiently;
use crate::{Context, Report, SyncError, store};
use model::{Mailbox, RemoteId};
use providers::{Checked, PageRequest, ProviderError};
use std::collections::{BTreeMap, BTreeSet};
use vault::Odd;

/// When so many letters in a row could not be had for now, it is the service that has a bad day.
const MOST_FAILURES: u32 = 3;

/// Letters that could not be had.
#[derive(Default)]
pub(crate) struct Unread {
    /// What is wrong with them.
    pub odd: Vec<Odd>,
    /// The first failure that another time may well mend.
    pub failed: Option<SyncError>,
    failures: u32,
}

/// Looks through the whole list.
pub(crate) async fn sweep(
    context: &Context,
    mailbox: &Mailbox,
    arrivals: bool,
    report: &mut Report,
) -> Result<(), SyncError> {
    let here = versions(context, mailbox).await?;
    let (mut there, mut unread, mut from) = (BTreeSet::new(), Unread::default(), None);
    loop {
        let request = PageRequest::Ids { from };
        let page = patiently(|| context.provider.messages(&mailbox.remote_id, &request)).await?;
        for message in page.messages {
            if here.get(&message.id) != Some(&message.version) {
                ask(context, mailbox, &message.id, arrivals, report, &mut unread).await?;
            }
            there.insert(message.id);
        }
        unread.odd.extend(page.unreadable.into_iter().map(|why| Odd { remote_id: RemoteId(String::new()), why }));
        from = page.next;
        if from.is_none() {
            break;
        }
    }
    for gone in here.keys().filter(|id| !there.contains(*id)) {
        ask(context, mailbox, gone, arrivals, report, &mut unread).await?;
    }
    let (id, odd) = (mailbox.id.clone(), unread.odd);
    context.vault(move |profile| profile.cache(&id)?.replace_unreadable(&odd)).await?;
    unread.failed.map_or(Ok(()), Err)
}

/// Id and version of everything here.
pub(crate) async fn versions(context: &Context, mailbox: &Mailbox) -> Result<BTreeMap<RemoteId, i64>, SyncError> {
    let id = mailbox.id.clone();
    Ok(context.vault(move |profile| profile.cache(&id)?.versions()).await?.into_iter().collect())
}

/// The direct question about one letter. One that cannot be had is noted; an error means that the others
/// would fare no better.
pub(crate) async fn ask(
    context: &Context,
    mailbox: &Mailbox,
    remote: &RemoteId,
    arrivals: bool,
    report: &mut Report,
    unread: &mut Unread,
) -> Result<(), SyncError> {
    match patiently(|| context.provider.message(&mailbox.remote_id, remote)).await {
        Ok(Checked::There(message)) => {
            let stored = store::answer(context, mailbox, message, arrivals).await?;
            report.new += stored.new;
            report.changed += stored.changed;
        }
        Ok(Checked::Gone) => {
            let (id, remote) = (mailbox.id.clone(), remote.clone());
            let removed = context.vault(move |profile| profile.cache(&id)?.remove_message(&remote)).await?;
            report.removed += u64::from(removed);
        }
        Err(SyncError::Provider(error)) if !error.is_of_the_line() => return unread.note(remote, error),
        Err(error) => return Err(error),
    }
    unread.failures = 0;
    Ok(())
}

impl Unread {
    fn note(&mut self, remote: &RemoteId, error: ProviderError) -> Result<(), SyncError> {
        self.odd.push(Odd { remote_id: remote.clone(), why: format!("the letter could not be fetched: {error}") });
        if !matches!(error, ProviderError::Cut | ProviderError::Failed) {
            return Ok(());
        }
        self.failures += 1;
        if self.failures >= MOST_FAILURES {
            return Err(error.into());
        }
        self.failed.get_or_insert(error.into());
        Ok(())
    }
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
