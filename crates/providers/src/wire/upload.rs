//! A file on its way to the service: multipart, in one part named `file`, perhaps after what it is called, as a stream of
//! known length. It is read where reading may block, and never held as a whole.

use crate::{OwnDocument, ProviderError, Source};
use bytes::Bytes;
use futures::stream::BoxStream;
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
        let head = file_head(&boundary, "file");
        let body = pieces(opened(source)?);
        Upload::made(&boundary, head, source.size(), body.boxed())
    }

    /// A document of the person's own: what it is called, then its bytes, each counted as it goes.
    pub fn form(document: &OwnDocument) -> Result<Self, ProviderError> {
        let boundary = boundary()?;
        let subject = document.subject.replace(['\r', '\n'], " ");
        let head = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"subject\"\r\n\
             Content-Type: text/plain; charset=utf-8\r\n\r\n{subject}\r\n{}",
            file_head(&boundary, &document.filename)
        );
        let (gone, mut so_far) = (document.gone.clone(), 0);
        let body = pieces(opened(document.source.as_ref())?).inspect(move |piece| {
            if let Ok(piece) = piece {
                so_far += piece.len() as u64;
                gone(so_far);
            }
        });
        Upload::made(&boundary, head, document.source.size(), body.boxed())
    }

    fn made(
        boundary: &str,
        head: String,
        size: u64,
        file: BoxStream<'static, Result<Bytes, Error>>,
    ) -> Result<Self, ProviderError> {
        let tail = format!("\r\n--{boundary}--\r\n");
        let length = size + (head.len() + tail.len()) as u64;
        let once = |text: String| futures::stream::once(async { Ok::<_, Error>(Bytes::from(text)) });
        let body = reqwest::Body::wrap_stream(once(head).chain(file).chain(once(tail)));
        let header = |text: String| {
            HeaderValue::from_str(&text).map_err(|_| ProviderError::Garbage { what: "a header that is none" })
        };
        let kind = header(format!("multipart/form-data; boundary={boundary}"))?;
        Ok(Upload { body, length: header(length.to_string())?, kind })
    }
}

/// The beginning of the part with the file. A name cannot end it: quotes and line ends are written as browsers do.
fn file_head(boundary: &str, filename: &str) -> String {
    let name = filename.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A");
    format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    )
}

fn opened(source: &dyn Source) -> Result<Box<dyn Read + Send>, ProviderError> {
    source.open().map_err(|_| ProviderError::Garbage { what: "a file that cannot be read" })
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
