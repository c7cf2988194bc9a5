//! A file on its way to the service: multipart, in one part named `file`, as a stream of known length. It is read
//! where reading may block, and never held as a whole.

use crate::{ProviderError, Source};
use bytes::Bytes;
use futures::{Stream, StreamExt};
use reqwest::header::HeaderValue;
use std::io::{Error, Read};
use tokio::sync::mpsc;

/// Read at once.
const PIECE: usize = 64 << 10;
/// Pieces that may wait for a slow line.
const AHEAD: usize = 4;

/// A body with its headers.
pub struct Upload {
    pub body: reqwest::Body,
    pub length: HeaderValue,
    pub kind: HeaderValue,
}

impl Upload {
    /// The bytes of a source from its beginning.
    pub fn of(source: &dyn Source) -> Result<Self, ProviderError> {
        let boundary = boundary()?;
        let head = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"file\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        let tail = format!("\r\n--{boundary}--\r\n");
        let length = source.size() + (head.len() + tail.len()) as u64;
        let reader = source.open().map_err(|_| ProviderError::Garbage { what: "a file that cannot be read" })?;
        let once = |text: String| futures::stream::once(async { Ok::<_, Error>(Bytes::from(text)) });
        let body = reqwest::Body::wrap_stream(once(head).chain(pieces(reader)).chain(once(tail)));
        let header = |text: String| {
            HeaderValue::from_str(&text).map_err(|_| ProviderError::Garbage { what: "a header that is none" })
        };
        let kind = header(format!("multipart/form-data; boundary={boundary}"))?;
        Ok(Upload { body, length: header(length.to_string())?, kind })
    }
}

/// What stands in no file.
fn boundary() -> Result<String, ProviderError> {
    let mut random = [0_u8; 16];
    getrandom::fill(&mut random).map_err(|_| ProviderError::Garbage { what: "a system without randomness" })?;
    Ok(random.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn pieces(mut reader: Box<dyn Read + Send>) -> impl Stream<Item = Result<Bytes, Error>> {
    let (sender, receiver) = mpsc::channel(AHEAD);
    tokio::task::spawn_blocking(move || {
        loop {
            let mut piece = Vec::with_capacity(PIECE);
            let read = reader.by_ref().take(PIECE as u64).read_to_end(&mut piece);
            let item = match read {
                Ok(0) => return,
                Ok(_) => Ok(Bytes::from(piece)),
                Err(error) => Err(error),
            };
            let failed = item.is_err();
            // Whoever waited for it may be gone.
            if sender.blocking_send(item).is_err() || failed {
                return;
            }
        }
    });
    futures::stream::unfold(receiver, |mut receiver| async { receiver.recv().await.map(|item| (item, receiver)) })
}
