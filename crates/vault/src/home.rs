//! Where things lie: HOME/profiles/<profile>/…, readable by the person alone.

use crate::{OpenError, StoreError};
use model::MailboxId;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The program's data folder.
#[derive(Debug, Clone)]
pub struct Home(PathBuf);

impl Home {
    /// The data folder at this path; made when first needed.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Home(path.into())
    }

    /// Its path.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The folder of a profile.
    ///
    /// # Errors
    /// [`OpenError::BadName`] unless the name is short and made of letters, digits, `-` and `_`.
    pub fn profile(&self, name: &str) -> Result<PathBuf, OpenError> {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if name.is_empty() || name.len() > 64 || !name.chars().all(plain) {
            return Err(OpenError::BadName);
        }
        Ok(self.0.join("profiles").join(name))
    }
}

/// Where the folders of the mailboxes lie in a profile.
pub(crate) const MAILBOXES: &str = "mailboxes";

/// The folder of a mailbox in a profile.
pub(crate) fn mailbox_folder(profile: &Path, mailbox: &MailboxId) -> PathBuf {
    profile.join(MAILBOXES).join(mailbox.as_str())
}

/// Makes a folder that only the person can look into.
pub(crate) fn make_private(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
    }
    #[cfg(not(unix))]
    std::fs::create_dir_all(folder)
}

/// Writes a small file so that it is there as a whole or not at all, whatever happens meanwhile.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let part = path.with_extension("part");
    let written = (|| {
        let mut file = File::create(&part)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        std::fs::rename(&part, path)?;
        path.parent().map_or(Ok(()), sync_names)
    })();
    if written.is_err() {
        let _ = std::fs::remove_file(&part);
    }
    written
}

/// Waits until the names in a folder are on the disk, where a folder can be waited for.
pub(crate) fn sync_names(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

/// More than a database asks of the disk at once.
static TRIED: [u8; 64 << 10] = [0; 64 << 10];

/// The disk's own reason for a failure that names none, as a database's do: whoever tries to write is told.
pub(crate) fn reason(folder: &Path, error: StoreError) -> StoreError {
    if !matches!(error, StoreError::Disk(_)) {
        return error;
    }
    let path = folder.join("try.part");
    let tried = File::create(&path).and_then(|mut file| file.write_all(&TRIED));
    let _ = std::fs::remove_file(&path);
    match tried.map_err(StoreError::from) {
        Err(known @ (StoreError::Full | StoreError::ReadOnly)) => known,
        _ => error,
    }
}

/// Held by the one process that makes something in this folder; the others wait, and find it made.
pub(crate) fn alone(folder: &Path, name: &str) -> io::Result<File> {
    let file = File::options().create(true).truncate(false).write(true).open(folder.join(name))?;
    file.lock()?;
    Ok(file)
}

/// The same, if nobody else holds it.
pub(crate) fn alone_at_once(folder: &Path, name: &str) -> Option<File> {
    let file = File::options().create(true).truncate(false).write(true).open(folder.join(name)).ok()?;
    file.try_lock().ok().map(|()| file)
}

/// Which file lies at a path: another one at the same place is another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Identity(u64, u64);

/// The file at this path, if there is one.
pub(crate) fn identity(path: &Path) -> Option<Identity> {
    let found = std::fs::metadata(path).ok()?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        Some(Identity(found.dev(), found.ino()))
    }
    #[cfg(not(unix))]
    {
        // Elsewhere an open file cannot be moved away.
        let _ = found;
        Some(Identity(0, 0))
    }
}
