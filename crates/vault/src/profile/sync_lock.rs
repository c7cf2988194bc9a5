//! One process syncs a profile at a time, and one tells on the screen: any number read.

use super::Profile;
use crate::StoreError;
use std::fs::{File, TryLockError};

/// Held by the one that syncs; given back when dropped, or by the system when the process ends.
#[derive(Debug)]
pub struct SyncLock {
    _file: File,
}

/// Held by the one whose screen it is: a window keeps its own notifications true also while a program without a window
/// syncs.
#[derive(Debug)]
pub struct ScreenLock {
    _file: File,
}

impl Profile {
    /// The right to sync, unless another process has it.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when another process syncs.
    pub fn sync_lock(&self) -> Result<SyncLock, StoreError> {
        Ok(SyncLock { _file: self.locked("sync.lock")? })
    }

    /// The right to tell on the screen, unless another process has it.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when another process tells there.
    pub fn screen_lock(&self) -> Result<ScreenLock, StoreError> {
        Ok(ScreenLock { _file: self.locked("screen.lock")? })
    }

    fn locked(&self, name: &str) -> Result<File, StoreError> {
        let file = File::options().create(true).truncate(false).write(true).open(self.folder.join(name))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(StoreError::Busy),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }
}
