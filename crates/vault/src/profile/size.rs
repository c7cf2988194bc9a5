//! How much of the disk things take.

use super::Profile;
use crate::home::mailbox_folder;
use model::MailboxId;
use std::fs;
use std::path::Path;

impl Profile {
    /// The bytes of everything in this profile.
    #[must_use]
    pub fn size(&self) -> u64 {
        size_of(&self.folder)
    }

    /// The bytes of what lies here of a mailbox.
    #[must_use]
    pub fn mailbox_size(&self, mailbox: &MailboxId) -> u64 {
        size_of(&mailbox_folder(&self.folder, mailbox))
    }
}

/// What goes away meanwhile counts no more; links lead nowhere here and are not followed.
fn size_of(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let sizes = entries.map(|entry| match entry.file_type() {
        Ok(kind) if kind.is_dir() => size_of(&entry.path()),
        Ok(kind) if kind.is_file() => entry.metadata().map_or(0, |found| found.len()),
        _ => 0,
    });
    sizes.sum()
}
