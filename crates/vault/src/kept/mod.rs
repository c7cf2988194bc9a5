//! `kept.db` of a mailbox whose letters nobody can give again: imported ones, and those of a receiver system, which
//! the service deletes once they are here. It holds each letter as it came, with the keys of its files; the cache
//! beside it is made of this, and made anew when it is damaged.

mod folders;
mod letters;
mod read;

pub use letters::{NewContent, NewKept};
pub use read::{KeptContent, KeptLetter};

use crate::StoreError;
use crate::database::Database;
use crate::stream::BlobWriter;
use data_encoding::BASE32_NOPAD;
use model::MailboxId;
use std::path::PathBuf;

pub(crate) const SCHEMA: &[&str] = &[include_str!("../../migrations/kept/001_start.sql")];

/// The open letters of such a mailbox.
pub struct Kept {
    pub(crate) database: Database,
    pub(crate) mailbox: MailboxId,
    /// Where the sealed files lie. Not among those of a cache, which are set aside with it.
    pub(crate) contents: PathBuf,
}

/// What a sealed file of such a mailbox is sealed for: its name, since which letter's it is shows only later.
pub(crate) fn about(mailbox: &MailboxId, blob: &str) -> String {
    format!("kept {mailbox} {blob}")
}

impl Kept {
    /// Begins to store the bytes of a content.
    ///
    /// # Errors
    /// [`StoreError`] when nothing can be written.
    pub fn writer(&self) -> Result<BlobWriter, StoreError> {
        let mut random = [0; 20];
        getrandom::fill(&mut random).map_err(|_| StoreError::NoRandomness)?;
        let name = BASE32_NOPAD.encode(&random).to_ascii_lowercase();
        BlobWriter::create(self.contents.join(&name), about(&self.mailbox, &name))
    }
}
