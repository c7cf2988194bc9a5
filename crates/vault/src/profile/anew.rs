//! Ways out of a profile that cannot be opened: its key is gone, or it is damaged. The letters are still at the
//! service, so beginning anew costs a login; what was here is kept until everything has come again, and what was
//! only here beyond that.

use super::Profile;
use crate::home::{Home, MAILBOXES, make_private};
use crate::{OpenError, StoreError, device_key};
use data_encoding::HEXLOWER;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

const ASIDE: &str = "other-key-";

/// Moves what lies in the profile's folder into a folder of its own there.
pub(super) fn set_aside(folder: &Path) -> Result<(), StoreError> {
    let there: Vec<PathBuf> = fs::read_dir(folder)?.flatten().map(|entry| entry.path()).collect();
    let old = there.iter().filter(|path| !is_aside(path) && !has_prefix(path, "session-"));
    // Another process may be waiting at a lock.
    let old: Vec<&PathBuf> = old.filter(|path| path.extension().is_none_or(|kind| kind != "lock")).collect();
    if old.is_empty() {
        return Ok(());
    }
    let mut random = [0; 8];
    getrandom::fill(&mut random).map_err(|_| StoreError::NoRandomness)?;
    let aside = folder.join(format!("{ASIDE}{}", HEXLOWER.encode(&random)));
    make_private(&aside)?;
    for path in old {
        if let Some(name) = path.file_name() {
            fs::rename(path, aside.join(name))?;
        }
    }
    Ok(())
}

fn has_prefix(path: &Path, prefix: &str) -> bool {
    path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with(prefix))
}

fn is_aside(path: &Path) -> bool {
    has_prefix(path, ASIDE)
}

impl Profile {
    /// Everything has come again from the services: of what was set aside when the profile began anew, only what
    /// no service can give again (drafts, wishes, letters that are kept here alone) is of use, should its key come
    /// back. Moved back into the profile's folder it opens as before.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be deleted.
    pub fn forget_set_aside(&self) -> Result<(), StoreError> {
        for entry in fs::read_dir(&self.folder)?.flatten() {
            if is_aside(&entry.path()) && !keep_what_is_only_here(&entry.path())? {
                // Its key may be in a keyring that is not there; what it opens goes in any case.
                let _ = device_key::forget(&entry.path());
                fs::remove_dir_all(entry.path())?;
            }
        }
        Ok(())
    }
}

/// Deletes what can be fetched again from what was set aside; whether anything else is there.
fn keep_what_is_only_here(aside: &Path) -> Result<bool, StoreError> {
    let mailboxes = match fs::read_dir(aside.join(MAILBOXES)) {
        Ok(entries) => entries.flatten().map(|entry| entry.path()).collect(),
        Err(_) => Vec::new(),
    };
    let mut any = false;
    for mailbox in mailboxes {
        if !["state.db", "kept.db"].iter().any(|name| mailbox.join(name).exists()) {
            fs::remove_dir_all(mailbox)?;
            continue;
        }
        any = true;
        for part in ["cache.db", "cache.db-wal", "cache.db-shm"] {
            if_there(fs::remove_file(mailbox.join(part)))?;
        }
        if_there(fs::remove_dir_all(mailbox.join("blobs")))?;
    }
    Ok(any)
}

fn if_there(removed: io::Result<()>) -> io::Result<()> {
    removed.or_else(|error| if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) })
}

/// Takes the keys of everything that was set aside out of the keyring, as far as it is there.
pub(super) fn forget_keys_set_aside(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten().filter(|entry| is_aside(&entry.path())) {
        let _ = device_key::forget(&entry.path());
    }
}

/// Forgets a profile that cannot be opened, and what can be reached of its key.
///
/// # Errors
/// [`OpenError`] when the disk refuses.
pub fn forget_unopened(home: &Home, name: &str) -> Result<(), OpenError> {
    let folder = home.profile(name)?;
    let _ = device_key::forget(&folder);
    forget_keys_set_aside(&folder);
    Ok(fs::remove_dir_all(folder)?)
}
