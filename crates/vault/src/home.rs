//! Where things lie: HOME/profiles/<profile>/…, readable by the person alone.

use crate::OpenError;
use model::MailboxId;
use std::io;
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

/// The folder of a mailbox in a profile.
pub(crate) fn mailbox_folder(profile: &Path, mailbox: &MailboxId) -> PathBuf {
    profile.join("mailboxes").join(mailbox.as_str())
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
