//! Documents: fetched in the background, a few at a time, unread and newest first. What waits for the person
//! is not among them. A failure of the line is nobody's fault and stops the rest for now; a failure that is
//! about one file counts as a try of it, and after some the file is given up and named by the doctor.

use crate::download::download;
use crate::fetched::{Fetched, Waiting, look};
use crate::patience::patiently;
use crate::{Context, Progress, Report, SyncError};
use futures::StreamExt;
use model::{FileId, Mailbox, MessageId};
use providers::ProviderError;
use std::collections::BTreeSet;
use vault::FileJob;

const AT_ONCE: usize = 4;
/// Jobs taken from the vault at a time, so that what arrives meanwhile is not kept waiting.
const BATCH: usize = 200;
/// After so many failures the file is given up and named by the doctor.
const MOST_TRIES: u32 = 5;

/// Fetches everything that is missing and does not wait.
pub(crate) async fn fetch_all(context: &Context, mailbox: &Mailbox, report: &mut Report) -> Result<(), SyncError> {
    let mut tried: BTreeSet<FileId> = BTreeSet::new();
    let mut outcome = Ok(());
    loop {
        let (id, limit) = (mailbox.id.clone(), BATCH + tried.len());
        let jobs = context.vault(move |profile| profile.cache(&id)?.files_to_fetch(limit)).await?;
        // What failed in this run comes back from the vault; it has had its chance for now.
        let jobs: Vec<FileJob> = jobs.into_iter().filter(|job| !tried.contains(&job.file)).take(BATCH).collect();
        if jobs.is_empty() {
            return outcome;
        }
        let asked: Vec<FileId> = jobs.iter().map(|job| job.file.clone()).collect();
        let (fetched, batch) = fetch(context, mailbox, jobs).await;
        report.documents += fetched.len() as u64;
        (context.progress)(Progress::Documents { mailbox: mailbox.id.clone(), done: report.documents });
        if batch.as_ref().is_err_and(SyncError::concerns_all) {
            return batch;
        }
        // What was said about one file is no trouble of the sync: the file says so where it is looked at.
        let batch = batch.or_else(|error| if is_said(&error) { Ok(()) } else { Err(error) });
        outcome = outcome.and(batch);
        tried.extend(asked.into_iter().filter(|file| !fetched.contains(file)));
    }
}

/// Fetches the documents of one letter, also one that waited: the person agreed.
///
/// # Errors
/// [`SyncError`] when the service or the vault refuses.
pub async fn fetch_message(context: &Context, mailbox: &Mailbox, message: &MessageId) -> Result<(), SyncError> {
    let (id, message) = (mailbox.id.clone(), message.clone());
    let jobs = context.vault(move |profile| profile.cache(&id)?.files_missing(&message)).await?;
    fetch(context, mailbox, jobs).await.1
}

/// Fetches these files; which of them are here now, and what stopped the others.
async fn fetch(context: &Context, mailbox: &Mailbox, jobs: Vec<FileJob>) -> (BTreeSet<FileId>, Result<(), SyncError>) {
    let mut here = BTreeSet::new();
    let outcome = fetch_into(context, mailbox, jobs, &mut here).await;
    (here, outcome)
}

async fn fetch_into(
    context: &Context,
    mailbox: &Mailbox,
    jobs: Vec<FileJob>,
    here: &mut BTreeSet<FileId>,
) -> Result<(), SyncError> {
    let mut running = futures::stream::iter(jobs)
        .map(|job| async move { (one(context, mailbox, &job).await, job) })
        .buffer_unordered(AT_ONCE);
    let (mut waiting, mut outcome) = (Waiting::default(), Ok(()));
    loop {
        let next = match waiting.until() {
            None => Ok(running.next().await),
            Some(until) => tokio::time::timeout_at(until, running.next()).await,
        };
        match next {
            Ok(Some((Ok(fetched), _))) => waiting.add(fetched),
            Ok(Some((Err(error), _))) if error.concerns_all() => {
                // What came before it stays.
                here.extend(waiting.store(context, mailbox).await?);
                return Err(error);
            }
            Ok(Some((Err(error), job))) => {
                if let Some(error) = about_this_file(context, mailbox, &job, error).await? {
                    outcome = match outcome {
                        Err(before) if !is_said(&before) => Err(before),
                        _ => Err(error),
                    };
                }
            }
            Ok(None) => {
                here.extend(waiting.store(context, mailbox).await?);
                return outcome;
            }
            Err(_) => here.extend(waiting.store(context, mailbox).await?),
        }
        if waiting.is_full() {
            here.extend(waiting.store(context, mailbox).await?);
        }
    }
}

/// A rule that concerns one thing.
fn is_said(error: &SyncError) -> bool {
    matches!(error, SyncError::Provider(ProviderError::Said(_)))
}

/// Counts the try; the failure, unless the file is given up now and the doctor tells of it. What is said about this one
/// file would be said again: whoever asked is told, and the file waits until the person asks for it.
async fn about_this_file(
    context: &Context,
    mailbox: &Mailbox,
    job: &FileJob,
    error: SyncError,
) -> Result<Option<SyncError>, SyncError> {
    if matches!(error, SyncError::Provider(ProviderError::HigherLevelNeeded)) {
        return Ok(Some(error));
    }
    let (id, file, why) = (mailbox.id.clone(), job.file.clone(), error.to_string());
    let said = is_said(&error);
    let give_up = said || job.tries + 1 >= MOST_TRIES;
    context.vault(move |profile| profile.cache(&id)?.file_failed(&file, &why, give_up)).await?;
    Ok(Some(error).filter(|_| said || !give_up))
}

async fn one(context: &Context, mailbox: &Mailbox, job: &FileJob) -> Result<Fetched, SyncError> {
    let blob = patiently(|| download(context, mailbox, job)).await?;
    look(context, mailbox, job, blob).await
}
