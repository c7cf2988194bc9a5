//! Where things are written: folders and files with tamed names, each new, hashed as they are written.

use crate::file::numbered;
use data_encoding::HEXLOWER;
use letter::{Kind, safe_filename};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use vault::StoreError;

/// So many of one name are enough.
const MOST_OF_ONE_NAME: u32 = 100_000;
/// Bytes of a name: room is left for a folder above it on systems that count the whole path.
const LONGEST_NAME: usize = 96;

/// A folder that is written in.
pub(super) struct Folder(PathBuf);

/// A file that is whole.
pub(super) struct Written {
    pub(super) path: PathBuf,
    pub(super) sha256: String,
    /// How many letters are in it.
    pub(super) messages: u64,
}

/// A name that can harm nobody, short enough to stand in folders.
pub(super) fn tame(name: &str) -> String {
    let end = (0..=LONGEST_NAME.min(name.len())).rev().find(|at| name.is_char_boundary(*at)).unwrap_or(0);
    safe_filename(name.get(..end).unwrap_or_default(), Kind::Other, "").display
}

impl Folder {
    /// The folder at this path, made when it is not there.
    pub(super) fn new(path: &Path) -> Result<Self, StoreError> {
        fs::create_dir_all(path)?;
        Ok(Folder(fs::canonicalize(path)?))
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    /// A new folder in it, called so or with a number.
    pub(super) fn own(&self, name: &str) -> Result<Self, StoreError> {
        let name = tame(name);
        for number in 1..MOST_OF_ONE_NAME {
            let own = self.0.join(numbered(&name, number));
            match fs::create_dir(&own) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                other => return Ok(other.map(|()| Folder(own))?),
            }
        }
        Err(io::Error::from(ErrorKind::AlreadyExists).into())
    }

    /// Begins a new file in it, called so or with a number; `name` is tamed.
    pub(super) fn file(&self, name: &str) -> Result<NewFile, StoreError> {
        for number in 1..MOST_OF_ONE_NAME {
            let path = self.0.join(numbered(name, number));
            match File::create_new(&path) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                other => {
                    let out = BufWriter::with_capacity(64 << 10, other?);
                    return Ok(NewFile { path, out: Some(out), hash: Sha256::new() });
                }
            }
        }
        Err(io::Error::from(ErrorKind::AlreadyExists).into())
    }
}

/// A file that is being written. Dropped before it is whole, nothing of it stays: half a letter must not lie there
/// looking like a whole one.
pub(super) struct NewFile {
    path: PathBuf,
    out: Option<BufWriter<File>>,
    hash: Sha256,
}

impl NewFile {
    /// It is whole.
    pub(super) fn finish(mut self, messages: u64) -> Result<Written, StoreError> {
        self.flush()?;
        self.out = None;
        let sha256 = HEXLOWER.encode(&std::mem::take(&mut self.hash).finalize());
        Ok(Written { path: std::mem::take(&mut self.path), sha256, messages })
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if self.out.take().is_some() {
            let _ = fs::remove_file(&self.path);
        }
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Some(out) = &mut self.out else { return Err(ErrorKind::BrokenPipe.into()) };
        let count = out.write(bytes)?;
        self.hash.update(bytes.get(..count).unwrap_or_default());
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.as_mut().map_or(Ok(()), Write::flush)
    }
}
