//! One process syncs a profile at a time; any number read.

use super::Profile;
use crate::StoreError;
use std::fs::{File, TryLockError};

/// Held by the one that syncs; given back when dropped, or by the system when the process ends.
#[derive(Debug)]
pub struct SyncLock {
    _file: File,
}

impl Profile {
    /// The right to sync, unless another process has it.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when another process syncs.
    pub fn sync_lock(&self) -> Result<SyncLock, StoreError> {
        let file = File::options().create(true).truncate(false).write(true).open(self.folder.join("sync.lock"))?;
        match file.try_lock() {
            Ok(()) => Ok(SyncLock { _file: file }),
            Err(TryLockError::WouldBlock) => Err(StoreError::Busy),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }
}
