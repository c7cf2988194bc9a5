//! Pulling letters: one cheap question, then everything (the first time) or what changed, page by page; a
//! sweep of the ids when the totals differ or a page could not be read; then one last look at what changed
//! last, by which the next cheap question can be answered.

use crate::patience::patiently;
use crate::standing::Standing;
use crate::sweep::{Unread, ask, sweep, versions};
use crate::{Context, Progress, Report, SyncError, folders, store};
use model::Mailbox;
use providers::{PageRequest, Peek, ProviderError};

/// Brings the headers up to date.
pub(crate) async fn pull(context: &Context, mailbox: &Mailbox, report: &mut Report) -> Result<(), SyncError> {
    let (id, level) = (mailbox.id.clone(), context.level);
    let kept = context.vault(move |profile| {
        let cache = profile.cache(&id)?;
        cache.logged_in_at(level)?;
        cache.cursor()
    });
    let kept = kept.await?;
    let mut standing = Standing::read(kept.as_deref());
    let peek = || context.provider.peek(&mailbox.remote_id, standing.cursor.as_deref());
    if standing.tells && patiently(peek).await? == Peek::Unchanged {
        let now = context.clock.now();
        if standing.folders_are_old(now) {
            folders::refresh(context, mailbox).await?;
            standing.folders = Some(now);
            store::standing(context, mailbox, standing.to_text()).await?;
        }
        return Ok(());
    }
    // Letters come also when the folders make no sense; but then the pull has not got through.
    let folders = match folders::refresh(context, mailbox).await {
        Err(SyncError::Provider(error)) if !error.is_of_the_line() => Err(error),
        folders => {
            folders?;
            standing.folders = Some(context.clock.now());
            Ok(())
        }
    };
    let total = pages(context, mailbox, &mut standing, report).await?;
    reconcile(context, mailbox, &mut standing, total, report).await?;
    folders?;
    settle(context, mailbox, standing, total, report).await
}

/// Reads page after page, each stored with where it stands; how many letters the service has.
async fn pages(
    context: &Context,
    mailbox: &Mailbox,
    standing: &mut Standing,
    report: &mut Report,
) -> Result<Option<u64>, SyncError> {
    let since = standing.cursor.clone();
    let mut from = standing.from.take();
    let id = mailbox.id.clone();
    let mut done = match &from {
        Some(_) => context.vault(move |profile| profile.cache(&id)?.counts()).await?.total,
        None => 0,
    };
    let mut skipped_one = false;
    loop {
        let request = match &since {
            None => PageRequest::All { from },
            Some(since) => PageRequest::Changed { since: since.clone(), from },
        };
        let page = match patiently(|| context.provider.messages(&mailbox.remote_id, &request)).await {
            Ok(page) => page,
            Err(error) => {
                // One strange letter must not keep away those on the pages after it.
                let next = context.provider.skip(&request).filter(|_| !skipped_one && about_the_page(&error));
                if next.is_some() {
                    tracing::info!(mailbox = %mailbox.id, %error, "a page is left out for now");
                    (from, skipped_one, standing.skipped) = (next, true, true);
                    continue;
                }
                if matches!(error, SyncError::Provider(ProviderError::Garbage { .. })) {
                    // Perhaps it is the place that the service makes no sense of: the next run begins anew.
                    *standing = Standing { from: None, ..standing.clone() };
                    store::standing(context, mailbox, standing.to_text()).await?;
                }
                return Err(error);
            }
        };
        skipped_one = false;
        done += page.messages.len() as u64;
        let total = page.total;
        from = page.next.clone();
        match (&from, &since) {
            (None, _) => (standing.from, standing.cursor) = (None, Some(page.cursor.clone())),
            (Some(_), None) => standing.from = from.clone(),
            // The newest changes come first: only the last page makes the cursor move.
            (Some(_), Some(_)) => {}
        }
        let stored = store::page(context, mailbox, page, standing.to_text(), standing.tells).await?;
        report.new += stored.new;
        report.changed += stored.changed;
        let (id, level) = (mailbox.id.clone(), context.level);
        context.vault(move |profile| profile.refresh_heads_so_far(&id, level)).await?;
        let (of, first) = (total.unwrap_or(done).max(done), !standing.tells);
        (context.progress)(Progress::Letters { mailbox: mailbox.id.clone(), done, of, first });
        if from.is_none() {
            return Ok(total);
        }
    }
}

/// Whether another page may well be better.
fn about_the_page(error: &SyncError) -> bool {
    use ProviderError::{Cut, Failed, Garbage, Refused};
    matches!(error, SyncError::Provider(Garbage { .. } | Cut | Failed | Refused { .. }))
}

/// Sweeps when a page was left out, or the totals differ in another way than the last sweep left them. Where nobody says
/// how many there are, that alone is no reason.
async fn reconcile(
    context: &Context,
    mailbox: &Mailbox,
    standing: &mut Standing,
    total: Option<u64>,
    report: &mut Report,
) -> Result<(), SyncError> {
    let gap = || async {
        let id = mailbox.id.clone();
        let here = context.vault(move |profile| profile.cache(&id)?.counts()).await?.total;
        let signed = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        Ok::<_, SyncError>(total.map(|total| signed(total).saturating_sub(signed(here))))
    };
    if standing.skipped || gap().await?.is_some_and(|gap| gap != standing.gap) {
        sweep(context, mailbox, standing.tells, report).await?;
        standing.gap = gap().await?.unwrap_or_default();
        standing.skipped = false;
    }
    if standing.gap == 0 {
        let id = mailbox.id.clone();
        context.vault(move |profile| profile.cache(&id)?.replace_unreadable(&[])).await?;
    }
    Ok(())
}

/// The last look: what changed last and is not known yet is asked for; then the cursor is one to peek by.
async fn settle(
    context: &Context,
    mailbox: &Mailbox,
    mut standing: Standing,
    total: Option<u64>,
    report: &mut Report,
) -> Result<(), SyncError> {
    let cursor = standing.cursor.clone().unwrap_or_default();
    let settled = patiently(|| context.provider.settle(&mailbox.remote_id, &cursor)).await?;
    let here = versions(context, mailbox).await?;
    let mut unread = Unread::default();
    for (id, version) in settled.latest {
        if here.get(&id) != Some(&version) {
            ask(context, mailbox, &id, standing.tells, report, &mut unread).await?;
        }
    }
    let id = mailbox.id.clone();
    let odd = unread.odd;
    context.vault(move |profile| profile.cache(&id)?.add_odd(&odd)).await?;
    unread.failed.map_or(Ok(()), Err)?;
    if settled.total == total {
        standing.cursor = Some(settled.cursor);
    }
    standing.tells = true;
    store::standing(context, mailbox, standing.to_text()).await
}
