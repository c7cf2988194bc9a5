//! Where the contents of a letter go while it is read: sealed to the disk, piece by piece.

use letter::Readable;
use memo::FileSink;
use sha2::{Digest, Sha256};
use std::io::{self, Write};
use vault::{BlobWriter, Kept, SealedBlob, StoreError};

/// A content that is sealed, and its hash.
pub(crate) struct Stored {
    pub(super) blob: SealedBlob,
    pub(super) sha256: [u8; 32],
}

impl Stored {
    /// What it really is, and what can be read in it.
    pub(super) fn look(&self, claimed: &str) -> Result<(letter::Kind, Option<Readable>), StoreError> {
        letter::look(claimed, self.blob.size(), || self.blob.read())
    }
}

/// Seals one content after the other.
pub(super) struct Sink<'k> {
    kept: &'k Kept,
    writer: Option<(BlobWriter, Sha256)>,
    /// Why it cannot go on, when that is no fault of what is read.
    pub(super) failed: Option<StoreError>,
}

impl<'k> Sink<'k> {
    pub(super) fn new(kept: &'k Kept) -> Self {
        Sink { kept, writer: None, failed: None }
    }

    /// Seals bytes that are at hand.
    pub(super) fn store(kept: &Kept, bytes: &[u8]) -> Result<Stored, StoreError> {
        let mut writer = kept.writer()?;
        writer.write_all(bytes)?;
        Ok(Stored { blob: writer.finish_later()?, sha256: Sha256::digest(bytes).into() })
    }

    fn tried<T>(&mut self, done: Result<T, StoreError>) -> io::Result<T> {
        done.map_err(|error| {
            self.failed = Some(error);
            io::ErrorKind::Other.into()
        })
    }
}

impl FileSink for Sink<'_> {
    type Handle = Stored;

    fn begin(&mut self) -> io::Result<()> {
        let writer = self.kept.writer();
        self.writer = Some((self.tried(writer)?, Sha256::new()));
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let Some((writer, hash)) = &mut self.writer else { return Err(io::ErrorKind::Other.into()) };
        hash.update(bytes);
        let written = writer.write_all(bytes).map_err(StoreError::from);
        self.tried(written)
    }

    fn end(&mut self) -> io::Result<Stored> {
        let (writer, hash) = self.writer.take().ok_or(io::ErrorKind::Other)?;
        let blob = writer.finish_later();
        Ok(Stored { blob: self.tried(blob)?, sha256: hash.finalize().into() })
    }
}
