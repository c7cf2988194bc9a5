//! One file: its bytes go into the vault piece by piece as they come, sealed, and never lie in memory as a
//! whole. What can be read in it is taken out afterwards, of one file at a time.

use crate::{Context, SyncError};
use bytes::Bytes;
use futures::StreamExt;
use letter::{Kind, Limits, readable_text, sniff};
use model::Mailbox;
use providers::ProviderError;
use std::io::{Read, Write};
use std::sync::{Mutex, PoisonError};
use tokio::sync::mpsc;
use vault::{Cache, FileJob, NewFile, SealedBlob, StoreError};

/// Pieces that may be under way from the line to the disk.
const PIECES: usize = 4;
/// So many bytes tell what a file is.
const HEAD: u64 = 4096;
/// Larger files of a kind are kept and not searched: reading them would take too much memory.
const MOST_PDF: usize = 24 << 20;
const MOST_HTML: usize = 2 << 20;
const MOST_TEXT: usize = 8 << 20;

/// Held while text is taken out, which needs a file's bytes as a whole: two at once would need twice as much.
static READING: Mutex<()> = Mutex::new(());

/// Fetches the bytes and seals them.
pub(crate) async fn download(context: &Context, mailbox: &Mailbox, job: &FileJob) -> Result<SealedBlob, SyncError> {
    let (message, document, file) = (&job.message_remote, &job.document_remote, &job.file_remote);
    let mut content = context.provider.content(&mailbox.remote_id, message, document, file).await?;
    let (send, mut pieces) = mpsc::channel::<Bytes>(PIECES);
    let (id, file) = (mailbox.id.clone(), job.file.clone());
    let writing = context.vault(move |profile| {
        let mut writer = profile.cache(&id)?.file_writer(&file)?;
        while let Some(piece) = pieces.blocking_recv() {
            writer.write_all(&piece)?;
        }
        Ok(writer)
    });
    let reading = async move {
        let mut size = 0;
        while let Some(piece) = content.bytes.next().await {
            let piece = piece?;
            size += piece.len() as u64;
            if job.size != 0 && size > job.size {
                return Err(ProviderError::Garbage { what: "a file that is longer than announced" });
            }
            if send.send(piece).await.is_err() {
                // The writer failed, and says why.
                break;
            }
        }
        // The service says how long it is; a body that ends early without an error is cut all the same.
        if size < job.size { Err(ProviderError::Cut) } else { Ok(()) }
    };
    let (writer, read) = tokio::join!(writing, reading);
    let writer = writer?;
    read?;
    context.vault(move |_| writer.finish()).await
}

/// Gives the file its row, with what is known of it now.
pub(crate) async fn keep(
    context: &Context,
    mailbox: &Mailbox,
    job: &FileJob,
    blob: SealedBlob,
) -> Result<(), SyncError> {
    let (id, job) = (mailbox.id.clone(), job.clone());
    context.vault(move |profile| describe_and_store(&*profile.cache(&id)?, &job, blob)).await
}

fn describe_and_store(cache: &Cache, job: &FileJob, blob: SealedBlob) -> Result<(), StoreError> {
    let mut head = Vec::new();
    blob.read()?.take(HEAD).read_to_end(&mut head)?;
    // The service sends bytes without a type; the sender's claim stands in the letter.
    let message = cache.message(&job.message)?;
    let mut files = message.iter().flat_map(|message| &message.documents).flat_map(|document| &document.files);
    let claimed = files.find(|one| one.id == job.file).map_or("", |one| one.mime.as_str());
    let kind = sniff(&head, claimed);
    let most = match kind {
        Kind::Pdf => MOST_PDF,
        Kind::Html => MOST_HTML,
        Kind::Text | Kind::Calendar => MOST_TEXT,
        Kind::Image | Kind::Other => 0,
    };
    let limits = Limits::default();
    let limits = Limits { max_bytes: limits.max_bytes.min(most), ..limits };
    let read = if blob.size() <= limits.max_bytes as u64 {
        let _one_at_a_time = READING.lock().unwrap_or_else(PoisonError::into_inner);
        let mut bytes = Vec::new();
        blob.read()?.read_to_end(&mut bytes)?;
        readable_text(bytes, kind, &limits).ok()
    } else {
        None
    };
    let new = NewFile {
        kind: kind.as_str(),
        pages: read.as_ref().and_then(|read| read.pages),
        text: read.as_ref().map(|read| read.text.as_str()),
    };
    cache.file_stored(&job.file, blob, &new)
}
