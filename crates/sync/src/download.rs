//! One file: its bytes go into the vault piece by piece as they come, and what is not small never lies in memory
//! as a whole.

use crate::{Context, SyncError};
use bytes::Bytes;
use futures::StreamExt;
use model::Mailbox;
use providers::ProviderError;
use std::io::Write;
use tokio::sync::mpsc;
use vault::{Content, FileJob};

/// Pieces that may be under way from the line to the disk.
const PIECES: usize = 4;
/// Fetches the bytes and seals them.
pub(crate) async fn download(context: &Context, mailbox: &Mailbox, job: &FileJob) -> Result<Content, SyncError> {
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
