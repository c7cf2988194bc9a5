//! A session whose key is kept in memory only: a folder of its own, removed when it ends. What a session
//! left behind that was cut off can be read by nobody, and goes when the next one begins.

use crate::StoreError;
use crate::home::{alone, make_private};
use data_encoding::HEXLOWER;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

const PREFIX: &str = "session-";
/// Locked as long as the session lives.
const ALIVE: &str = "alive.lock";

/// The folder of a session; it goes with this.
pub(super) struct Session {
    folder: PathBuf,
    alive: Option<File>,
}

impl Session {
    /// Begins one in the profile's folder.
    pub(super) fn begin(profile: &Path) -> Result<Self, StoreError> {
        // A folder without its lock yet must not be taken for one that was left behind.
        let _alone = alone(profile, "session.lock")?;
        remove_left_behind(profile);
        let mut random = [0; 8];
        getrandom::fill(&mut random).map_err(|_| StoreError::NoRandomness)?;
        let folder = profile.join(format!("{PREFIX}{}", HEXLOWER.encode(&random)));
        make_private(&folder)?;
        let alive = Some(alone(&folder, ALIVE)?);
        Ok(Session { folder, alive })
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // An open file cannot be removed everywhere.
        self.alive.take();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn remove_left_behind(profile: &Path) {
    for entry in fs::read_dir(profile).into_iter().flatten().flatten() {
        let is_session = entry.file_name().to_str().is_some_and(|name| name.starts_with(PREFIX));
        let lives = File::open(entry.path().join(ALIVE)).is_ok_and(|file| file.try_lock().is_err());
        if is_session && !lives {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}
