//! Sealed files: AES-256-GCM in the STREAM construction, 64 KiB pieces, a fresh key a file. A piece that
//! is changed, missing, doubled, moved or from another file does not open.
//!
//! On disk: `PKB1`, seven random bytes of nonce, then the pieces, each 16 bytes longer than its text. The
//! last piece is marked as such inside the construction, so that a cut file does not open either.

use crate::StoreError;
use crate::secret::Key;
use aead_stream::{DecryptorBE32, EncryptorBE32};
use aes_gcm::Aes256Gcm;
use aes_gcm::aead::KeyInit;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use zeroize::Zeroizing;

const MAGIC: &[u8; 4] = b"PKB1";
const NONCE: usize = 7;
const PIECE: usize = 64 << 10;
const TAG: usize = 16;
/// Files that are waited for at once: together they take hardly longer than one.
const SYNCED_AT_ONCE: usize = 8;

fn broken() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "a sealed file is damaged")
}

/// A file under its temporary name. Whatever ends before it got its own name leaves nothing behind.
struct Part(PathBuf);

impl Drop for Part {
    fn drop(&mut self) {
        // Gone already once it got its name; and nothing is called nothing.
        let _ = std::fs::remove_file(&self.0);
    }
}

/// Writes a sealed file. It lies under a temporary name until its row is written; dropped before, nothing
/// of it stays.
pub struct BlobWriter {
    file: File,
    part: Part,
    path: PathBuf,
    about: String,
    encryptor: EncryptorBE32<Aes256Gcm>,
    piece: Zeroizing<Vec<u8>>,
    key: Key,
    size: u64,
}

impl BlobWriter {
    pub(crate) fn create(path: PathBuf, about: String) -> Result<Self, StoreError> {
        let key = Key::make()?;
        let mut nonce = [0; NONCE];
        getrandom::fill(&mut nonce).map_err(|_| StoreError::NoRandomness)?;
        let part = Part(path.with_extension("part"));
        let mut file = File::create(&part.0)?;
        file.write_all(MAGIC)?;
        file.write_all(&nonce)?;
        let encryptor = EncryptorBE32::from_aead(Aes256Gcm::new(key.expose().into()), &nonce.into());
        let piece = Zeroizing::new(Vec::with_capacity(PIECE + TAG));
        Ok(BlobWriter { file, part, path, about, encryptor, piece, key, size: 0 })
    }

    fn seal_piece(&mut self) -> io::Result<()> {
        self.encryptor.encrypt_next_in_place(self.about.as_bytes(), &mut *self.piece).map_err(|_| broken())?;
        self.file.write_all(&self.piece)?;
        self.piece.clear();
        Ok(())
    }

    /// Seals the last piece: the bytes are all there, and safe on disk.
    ///
    /// # Errors
    /// [`StoreError`] when they could not be written; then nothing stays.
    pub fn finish(self) -> Result<SealedBlob, StoreError> {
        let mut blob = self.finish_later()?;
        blob.sync()?;
        Ok(blob)
    }

    /// Seals the last piece, and leaves it for later to wait for the disk: of many files at once that takes little
    /// longer than of one.
    ///
    /// # Errors
    /// As [`BlobWriter::finish`].
    pub fn finish_later(self) -> Result<SealedBlob, StoreError> {
        let BlobWriter { mut file, part, path, about, encryptor, mut piece, key, size } = self;
        encryptor.encrypt_last_in_place(about.as_bytes(), &mut *piece).map_err(|_| StoreError::Damaged)?;
        file.write_all(&piece)?;
        Ok(SealedBlob { part, path, about, key, size, not_on_disk: Some(file) })
    }

    /// Bytes so far.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }
}

impl Write for BlobWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // A full piece is sealed only when more follows: the last one is sealed in another way.
        if self.piece.len() == PIECE && !bytes.is_empty() {
            self.seal_piece()?;
        }
        let count = bytes.len().min(PIECE - self.piece.len());
        self.piece.extend_from_slice(bytes.get(..count).unwrap_or_default());
        self.size += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A sealed file that is whole and has no row yet. It can be read again, for what is to be known of it.
pub struct SealedBlob {
    part: Part,
    path: PathBuf,
    about: String,
    key: Key,
    size: u64,
    /// The file, until it is known to be on the disk.
    not_on_disk: Option<File>,
}

impl SealedBlob {
    /// Waits until the file is on the disk.
    pub(crate) fn sync(&mut self) -> Result<(), StoreError> {
        if let Some(file) = self.not_on_disk.take() {
            file.sync_all()?;
        }
        Ok(())
    }

    /// Bytes in the file.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Its bytes, from the beginning.
    ///
    /// # Errors
    /// [`StoreError`] when it does not open.
    pub fn read(&self) -> Result<BlobReader, StoreError> {
        BlobReader::open(&self.part.0, &self.key, self.about.clone(), self.size)
    }

    /// The name that the file will have.
    pub(crate) fn name(&self) -> Option<&str> {
        self.path.file_name().and_then(|name| name.to_str())
    }

    /// Gives the file its name; its key, for the row. Unless it is then [`Named::stays`], it is removed again.
    pub(crate) fn keep(mut self) -> Result<(Key, Named), StoreError> {
        self.sync()?;
        std::fs::rename(&self.part.0, &self.path)?;
        Ok((self.key, Named(Part(self.path))))
    }
}

/// A sealed file that has its name, and not its row yet.
pub(crate) struct Named(Part);

impl Named {
    /// It has its row.
    pub(crate) fn stays(mut self) {
        self.0.0 = PathBuf::new();
    }
}

/// Waits until all of them are on the disk, for several at a time.
pub(crate) fn sync(mut blobs: Vec<&mut SealedBlob>) -> Result<(), StoreError> {
    let share = blobs.len().div_ceil(SYNCED_AT_ONCE).max(1);
    let failed = Mutex::new(None);
    std::thread::scope(|scope| {
        for blobs in blobs.chunks_mut(share) {
            let failed = &failed;
            scope.spawn(move || {
                if let Err(error) = blobs.iter_mut().try_for_each(|blob| blob.sync()) {
                    failed.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
                }
            });
        }
    });
    failed.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
}

/// The rest of a sealed file.
struct Sealed {
    file: File,
    /// Bytes of it that are left.
    left: u64,
    about: String,
    decryptor: DecryptorBE32<Aes256Gcm>,
}

/// Reads a sealed file from its beginning, piece by piece.
pub struct BlobReader {
    /// What is left to be opened; nothing once the last piece was.
    sealed: Option<Sealed>,
    text: Zeroizing<Vec<u8>>,
    given: usize,
    size: u64,
    /// What was damaged stays so: a second look must not find an end where there is none.
    damaged: bool,
}

impl BlobReader {
    pub(crate) fn open(path: &Path, key: &Key, about: String, size: u64) -> Result<Self, StoreError> {
        let mut file = File::open(path)?;
        let left = file.metadata()?.len().saturating_sub((MAGIC.len() + NONCE) as u64);
        let (mut magic, mut nonce) = ([0; 4], [0; NONCE]);
        file.read_exact(&mut magic).and_then(|()| file.read_exact(&mut nonce)).map_err(|_| StoreError::Damaged)?;
        if &magic != MAGIC {
            return Err(StoreError::Damaged);
        }
        let decryptor = DecryptorBE32::from_aead(Aes256Gcm::new(key.expose().into()), &nonce.into());
        let sealed = Some(Sealed { file, left, about, decryptor });
        Ok(BlobReader { sealed, text: Zeroizing::default(), given: 0, size, damaged: false })
    }

    /// Of bytes that lay in no file.
    pub(crate) fn of(bytes: Zeroizing<Vec<u8>>) -> Self {
        BlobReader { sealed: None, size: bytes.len() as u64, text: bytes, given: 0, damaged: false }
    }

    /// Bytes in the file.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    fn next_piece(&mut self) -> io::Result<()> {
        let Some(mut sealed) = self.sealed.take() else { return Ok(()) };
        let length = sealed.left.min((PIECE + TAG) as u64);
        sealed.left -= length;
        self.given = 0;
        // Opened in its place: no copy of the text is made, and none is left anywhere else.
        self.text.resize(usize::try_from(length).map_err(|_| broken())?, 0);
        sealed.file.read_exact(&mut self.text).map_err(|_| broken())?;
        let about = sealed.about.as_bytes();
        if sealed.left == 0 {
            sealed.decryptor.decrypt_last_in_place(about, &mut *self.text).map_err(|_| broken())?;
        } else {
            sealed.decryptor.decrypt_next_in_place(about, &mut *self.text).map_err(|_| broken())?;
            self.sealed = Some(sealed);
        }
        Ok(())
    }
}

impl Read for BlobReader {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() && self.sealed.is_some() {
            self.damaged = true;
            self.next_piece()?;
            self.damaged = false;
        }
        if self.damaged {
            return Err(broken());
        }
        let rest = self.text.get(self.given..).unwrap_or_default();
        let count = rest.len().min(out.len());
        let (Some(out), Some(rest)) = (out.get_mut(..count), rest.get(..count)) else { return Ok(0) };
        out.copy_from_slice(rest);
        self.given += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed(folder: &Path, name: &str, text: &[u8]) -> (PathBuf, Key) {
        let path = folder.join(name);
        let mut writer = BlobWriter::create(path.clone(), "about".into()).unwrap();
        writer.write_all(text).unwrap();
        let sealed = writer.finish().unwrap();
        assert_eq!(sealed.size(), text.len() as u64);
        let mut again = Vec::new();
        sealed.read().unwrap().read_to_end(&mut again).unwrap();
        assert_eq!(again, text, "it can be read before it has its name");
        let (key, named) = sealed.keep().unwrap();
        named.stays();
        (path, key)
    }

    fn opened(path: &Path, key: &Key, about: &str) -> Result<Vec<u8>, io::Error> {
        let mut text = Vec::new();
        let reader = BlobReader::open(path, key, about.into(), 0).map_err(|_| broken())?;
        { reader }.read_to_end(&mut text)?;
        Ok(text)
    }

    #[test]
    fn files_of_every_awkward_size_come_back_as_they_were() {
        let folder = tempfile::tempdir().unwrap();
        for size in [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE + 17] {
            let text: Vec<u8> = (0..size).map(|n| (n % 251) as u8).collect();
            let (path, key) = sealed(folder.path(), &size.to_string(), &text);
            assert_eq!(opened(&path, &key, "about").unwrap(), text, "{size}");
        }
    }

    #[test]
    fn megabytes_in_uneven_pieces_come_back_in_other_uneven_pieces() {
        let folder = tempfile::tempdir().unwrap();
        let text: Vec<u8> = (0..5 << 20).map(|n: u32| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        let path = folder.path().join("x");
        let mut writer = BlobWriter::create(path.clone(), "about".into()).unwrap();
        let mut rest = text.as_slice();
        for length in [1, 7, 70_000, 65_536, 3, 131_072].into_iter().cycle() {
            let (now, later) = rest.split_at(length.min(rest.len()));
            writer.write_all(now).unwrap();
            rest = later;
            if rest.is_empty() {
                break;
            }
        }
        let (key, named) = writer.finish().unwrap().keep().unwrap();
        named.stays();
        let mut reader = BlobReader::open(&path, &key, "about".into(), text.len() as u64).unwrap();
        let (mut again, mut piece) = (Vec::new(), vec![0; 100_001]);
        loop {
            let count = reader.read(&mut piece).unwrap();
            assert!(count <= PIECE, "a piece at a time is opened, never the whole");
            match count {
                0 => break,
                count => again.extend_from_slice(&piece[..count]),
            }
        }
        assert!(again == text);
    }

    #[test]
    fn what_was_damaged_once_has_no_end_and_gives_nothing_twice() {
        let folder = tempfile::tempdir().unwrap();
        let (path, key) = sealed(folder.path(), "a", &vec![9; 3 * PIECE]);
        let mut bytes = std::fs::read(&path).unwrap();
        let second = MAGIC.len() + NONCE + PIECE + TAG + 100;
        bytes[second] ^= 1;
        std::fs::write(&path, bytes).unwrap();
        let mut reader = BlobReader::open(&path, &key, "about".into(), 0).unwrap();
        let mut piece = vec![0; PIECE];
        reader.read_exact(&mut piece).unwrap();
        for _ in 0..3 {
            assert!(reader.read(&mut piece).is_err());
        }
    }

    #[test]
    fn what_is_given_up_at_any_stage_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let begin = || {
            let mut writer = BlobWriter::create(folder.path().join("x"), "about".into()).unwrap();
            writer.write_all(&[7; 100]).unwrap();
            writer
        };
        drop(begin());
        drop(begin().finish().unwrap());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn cutting_swapping_changing_and_moving_are_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let text = vec![9; 3 * PIECE + 5];
        let (path, key) = sealed(folder.path(), "a", &text);
        let whole = std::fs::read(&path).unwrap();
        let head = MAGIC.len() + NONCE;
        let piece = PIECE + TAG;
        let mut swapped = whole.clone();
        swapped[head..head + 2 * piece].rotate_left(piece);
        let mut doubled = whole[..head + piece].to_vec();
        doubled.extend_from_slice(&whole[head..]);
        let mut forms = vec![swapped, doubled, whole[..head + piece].to_vec(), whole[..head].to_vec(), vec![]];
        for at in [0, 5, head + 1, head + piece + 3, whole.len() - 1] {
            let mut changed = whole.clone();
            changed[at] ^= 0x20;
            forms.push(changed);
        }
        forms.push([&whole[..], b"x"].concat());
        for (number, form) in forms.iter().enumerate() {
            std::fs::write(&path, form).unwrap();
            assert!(opened(&path, &key, "about").is_err(), "form {number}");
        }
        std::fs::write(&path, &whole).unwrap();
        assert!(opened(&path, &key, "another file").is_err());
        let (_, other) = sealed(folder.path(), "b", &text);
        assert!(opened(&path, &other, "about").is_err());
    }
}
