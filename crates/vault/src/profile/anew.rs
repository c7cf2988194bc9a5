//! Ways out of a profile that cannot be opened: its key is gone, or it is damaged. The letters are still at the
//! service, so beginning anew costs a login; what was here is kept until everything has come again.

use super::Profile;
use crate::home::{Home, make_private};
use crate::{OpenError, StoreError, device_key};
use data_encoding::HEXLOWER;
use std::fs;
use std::path::{Path, PathBuf};

const ASIDE: &str = "other-key-";

/// Moves what lies in the profile's folder into a folder of its own there.
pub(super) fn set_aside(folder: &Path) -> Result<(), StoreError> {
    let there: Vec<PathBuf> = fs::read_dir(folder)?.flatten().map(|entry| entry.path()).collect();
    let old = there.iter().filter(|path| !has_prefix(path, ASIDE) && !has_prefix(path, "session-"));
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

impl Profile {
    /// Everything has come again from the services: what was set aside when the profile began anew is of no
    /// more use.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be deleted.
    pub fn forget_set_aside(&self) -> Result<(), StoreError> {
        for entry in fs::read_dir(&self.folder)?.flatten() {
            if has_prefix(&entry.path(), ASIDE) {
                // Its key may be in a keyring that is not there; what it opens goes in any case.
                let _ = device_key::forget(&entry.path());
                fs::remove_dir_all(entry.path())?;
            }
        }
        Ok(())
    }
}

/// Forgets a profile that cannot be opened, and what can be reached of its key.
///
/// # Errors
/// [`OpenError`] when the disk refuses.
pub fn forget_unopened(home: &Home, name: &str) -> Result<(), OpenError> {
    let folder = home.profile(name)?;
    let _ = device_key::forget(&folder);
    Ok(fs::remove_dir_all(folder)?)
}
