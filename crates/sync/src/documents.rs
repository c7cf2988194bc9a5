//! Documents: fetched in the background, a few at a time, unread and newest first; sealed as they come, the
//! readable text taken out and indexed. What waits for the person is not among them.

use crate::patience::patiently;
use crate::{Context, Progress, Report, SyncError};
use futures::StreamExt;
use letter::{Kind, Limits, readable_text, sniff};
use model::{Mailbox, MessageId};
use providers::ProviderError;
use std::collections::HashMap;
use std::io::{Read, Write};
use vault::{Cache, FileJob, NewFile};

const AT_ONCE: usize = 4;
/// Jobs taken from the vault at a time, so that what arrives meanwhile is not kept waiting.
const BATCH: usize = 200;
/// After so many failures the file is given up and named by the doctor.
const MOST_TRIES: u32 = 5;

/// Fetches everything that is missing and does not wait.
pub(crate) async fn fetch_all(context: &Context, mailbox: &Mailbox, report: &mut Report) -> Result<(), SyncError> {
    let types = &mut HashMap::new();
    loop {
        let id = mailbox.id.clone();
        let jobs = context.vault(move |profile| profile.cache(&id)?.files_to_fetch(BATCH)).await?;
        // What failed in this run comes back from the vault; it has had its chance for now.
        let jobs: Vec<FileJob> = jobs.into_iter().filter(|job| types.insert(job.file.clone(), ()).is_none()).collect();
        if jobs.is_empty() {
            return Ok(());
        }
        report.documents += fetch(context, mailbox, jobs).await?;
        (context.progress)(Progress::Documents { mailbox: mailbox.id.clone(), done: report.documents });
    }
}

/// Fetches the documents of one letter, also one that waited: the person agreed.
///
/// # Errors
/// [`SyncError`] when the service or the vault refuses.
pub async fn fetch_message(context: &Context, mailbox: &Mailbox, message: &MessageId) -> Result<(), SyncError> {
    let (id, message) = (mailbox.id.clone(), message.clone());
    let jobs = context.vault(move |profile| profile.cache(&id)?.files_missing(&message)).await?;
    fetch(context, mailbox, jobs).await?;
    Ok(())
}

async fn fetch(context: &Context, mailbox: &Mailbox, jobs: Vec<FileJob>) -> Result<u64, SyncError> {
    let mut running = futures::stream::iter(jobs)
        .map(|job| async move { (one(context, mailbox, &job).await, job) })
        .buffer_unordered(AT_ONCE);
    let (mut fetched, mut failed) = (0, None);
    while let Some((outcome, job)) = running.next().await {
        match outcome {
            Ok(()) => fetched += 1,
            // A broken connection or a full disk is nothing about this file: the rest would fare no better.
            Err(error @ (SyncError::Vault(_) | SyncError::Stopped)) => return Err(error),
            Err(SyncError::Provider(error)) => {
                let hopeless = matches!(error, ProviderError::Refused { .. } | ProviderError::NotFound);
                let (id, file, why) = (mailbox.id.clone(), job.file.clone(), error.to_string());
                let give_up = hopeless || job.tries + 1 >= MOST_TRIES;
                context.vault(move |profile| profile.cache(&id)?.file_failed(&file, &why, give_up)).await?;
                if !hopeless {
                    failed = Some(error);
                }
            }
        }
    }
    failed.map_or(Ok(fetched), |error| Err(error.into()))
}

async fn one(context: &Context, mailbox: &Mailbox, job: &FileJob) -> Result<(), SyncError> {
    let bytes = patiently(|| whole(context, mailbox, job)).await?;
    let (id, job) = (mailbox.id.clone(), job.clone());
    context.vault(move |profile| keep(&*profile.cache(&id)?, &job, bytes)).await
}

async fn whole(context: &Context, mailbox: &Mailbox, job: &FileJob) -> Result<Vec<u8>, ProviderError> {
    let (message, document, file) = (&job.message_remote, &job.document_remote, &job.file_remote);
    let mut content = context.provider.content(&mailbox.remote_id, message, document, file).await?;
    let mut bytes = Vec::new();
    while let Some(piece) = content.bytes.next().await {
        bytes.extend_from_slice(&piece?);
    }
    // The service says how long it is; a body that ends early without an error is cut all the same.
    if job.size != 0 && (bytes.len() as u64) < job.size {
        return Err(ProviderError::Offline);
    }
    Ok(bytes)
}

fn keep(cache: &Cache, job: &FileJob, bytes: Vec<u8>) -> Result<(), vault::StoreError> {
    let file = &job.file;
    let mut writer = cache.file_writer(file)?;
    writer.write_all(&bytes)?;
    let mut head = Vec::with_capacity(4096);
    bytes.as_slice().take(4096).read_to_end(&mut head)?;
    // The service sends bytes without a type; the sender's claim stands in the letter.
    let message = cache.message(&job.message)?;
    let mut files = message.iter().flat_map(|message| &message.documents).flat_map(|document| &document.files);
    let claimed = files.find(|one| one.id == *file).map_or("", |one| one.mime.as_str());
    let kind = sniff(&head, claimed);
    let read = match kind {
        Kind::Image | Kind::Other => None,
        _ => readable_text(bytes, kind, &Limits::default()).ok(),
    };
    let new = NewFile {
        kind: kind.as_str(),
        pages: read.as_ref().and_then(|read| read.pages),
        text: read.as_ref().map(|read| read.text.as_str()),
    };
    cache.file_stored(file, writer.finish()?, &new)
}
