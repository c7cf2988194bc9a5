//! The bytes of a letter on their way out: its text, and its sealed attachments, opened piece by piece.

use model::{Attachment, AttachmentId, Mailbox, MailboxId};
use providers::Source;
use std::io::{Cursor, Error, Read, Result};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use vault::Profile;

/// Bytes that are here.
pub(super) struct Bytes(pub Vec<u8>);

impl Source for Bytes {
    fn size(&self) -> u64 {
        self.0.len() as u64
    }

    fn open(&self) -> Result<Box<dyn Read + Send>> {
        Ok(Box::new(Cursor::new(self.0.clone())))
    }
}

/// A sealed attachment.
pub(super) struct Sealed {
    profile: Arc<Profile>,
    mailbox: MailboxId,
    id: AttachmentId,
    size: u64,
    failed: Arc<AtomicBool>,
}

impl Sealed {
    pub(super) fn new(profile: &Arc<Profile>, mailbox: &Mailbox, attachment: &Attachment) -> Self {
        Sealed {
            profile: profile.clone(),
            mailbox: mailbox.id.clone(),
            id: attachment.id.clone(),
            size: attachment.size,
            failed: Arc::default(),
        }
    }

    /// It did not open, or not to its end.
    pub(super) fn failed(&self) -> bool {
        self.failed.load(Ordering::Relaxed)
    }
}

impl Source for Sealed {
    fn size(&self) -> u64 {
        self.size
    }

    fn open(&self) -> Result<Box<dyn Read + Send>> {
        let opened = self.profile.state(&self.mailbox).and_then(|state| state.open_attachment(&self.id));
        let inner = opened.map_err(|error| {
            self.failed.store(true, Ordering::Relaxed);
            Error::other(error)
        })?;
        Ok(Box::new(Watched { inner, failed: self.failed.clone() }))
    }
}

/// Remembers that it could not be read: the line would be blamed for it.
struct Watched<R> {
    inner: R,
    failed: Arc<AtomicBool>,
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, out: &mut [u8]) -> Result<usize> {
        self.inner.read(out).inspect_err(|_| self.failed.store(true, Ordering::Relaxed))
    }
}
