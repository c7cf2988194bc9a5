//! The bytes of a document on their way into the cache: what is small is held in memory until it gets its row, and
//! lies in the database with it; what is larger is sealed in a file of its own, piece by piece as it comes.

use crate::StoreError;
use crate::stream::{self, BlobReader, BlobWriter, SealedBlob};
use std::io::{self, Write};
use std::path::PathBuf;
use zeroize::Zeroizing;

/// Up to here a file is small (bytes): making, waiting for and naming a file costs more than so many pages of the
/// database.
const SMALL: usize = 32 << 10;

/// Takes a document's bytes. Dropped before they have a row, nothing of them stays.
pub struct ContentWriter {
    path: PathBuf,
    about: String,
    small: Zeroizing<Vec<u8>>,
    large: Option<BlobWriter>,
}

/// A document that is whole and has no row yet. It can be read, for what is to be known of it.
pub enum Content {
    /// All of it.
    Small(Zeroizing<Vec<u8>>),
    /// Sealed in a file.
    Large(SealedBlob),
}

impl ContentWriter {
    /// For a document that would have this file, and is authenticated as this.
    pub(crate) fn create(path: PathBuf, about: String) -> Self {
        ContentWriter { path, about, small: Zeroizing::default(), large: None }
    }

    /// Seals the last piece. A file is not waited for yet: of many at once that takes little longer than of one.
    ///
    /// # Errors
    /// [`StoreError`] when the bytes could not be written; then nothing stays.
    pub fn finish(self) -> Result<Content, StoreError> {
        Ok(match self.large {
            Some(large) => Content::Large(large.finish_later()?),
            None => Content::Small(self.small),
        })
    }

    fn large(&mut self) -> io::Result<&mut BlobWriter> {
        if self.large.is_none() {
            let mut large = BlobWriter::create(self.path.clone(), self.about.clone()).map_err(io::Error::other)?;
            large.write_all(&std::mem::take(&mut self.small))?;
            self.large = Some(large);
        }
        self.large.as_mut().ok_or_else(|| io::ErrorKind::Other.into())
    }
}

impl Write for ContentWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.large.is_none() && self.small.len() + bytes.len() <= SMALL {
            if self.small.capacity() == 0 {
                // Once and for all: growing would leave copies behind.
                self.small.reserve_exact(SMALL);
            }
            self.small.extend_from_slice(bytes);
            return Ok(bytes.len());
        }
        self.large()?.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Content {
    /// Bytes in it.
    #[must_use]
    pub fn size(&self) -> u64 {
        match self {
            Content::Small(bytes) => bytes.len() as u64,
            Content::Large(blob) => blob.size(),
        }
    }

    /// Its bytes, from the beginning.
    ///
    /// # Errors
    /// [`StoreError`] when it does not open.
    pub fn read(&self) -> Result<BlobReader, StoreError> {
        match self {
            Content::Small(bytes) => Ok(BlobReader::of(bytes.clone())),
            Content::Large(blob) => blob.read(),
        }
    }
}

/// Waits until all that lie in files are on the disk.
pub(crate) fn sync<'a>(contents: impl Iterator<Item = &'a mut Content>) -> Result<(), StoreError> {
    let large = contents.filter_map(|content| match content {
        Content::Large(blob) => Some(blob),
        Content::Small(_) => None,
    });
    stream::sync(large.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn what_is_small_never_becomes_a_file_and_what_is_larger_is_sealed_from_its_first_byte() {
        let folder = tempfile::tempdir().unwrap();
        let files = || std::fs::read_dir(folder.path()).unwrap().count();
        for (size, sealed) in [(0, false), (1, false), (SMALL, false), (SMALL + 1, true), (5 * SMALL + 7, true)] {
            let bytes: Vec<u8> = (0..size).map(|n| (n % 251) as u8).collect();
            for piece in [1_000, SMALL, usize::MAX] {
                let mut writer = ContentWriter::create(folder.path().join("x"), "about".into());
                for piece in bytes.chunks(piece) {
                    writer.write_all(piece).unwrap();
                }
                let content = writer.finish().unwrap();
                assert_eq!((content.size(), files()), (size as u64, usize::from(sealed)), "{size} by {piece}");
                assert_eq!(matches!(content, Content::Large(_)), sealed);
                let mut again = Vec::new();
                content.read().unwrap().read_to_end(&mut again).unwrap();
                assert!(again == bytes, "{size} by {piece}");
                drop(content);
                assert_eq!(files(), 0, "nothing stays of what got no row");
            }
        }
    }
}
