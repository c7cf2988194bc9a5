//! `cache.db` of a mailbox and its sealed files: everything that can be fetched again.

mod check;
mod dated;
mod files;
mod guesses;
mod held;
mod inside;
mod level;
mod list;
mod odd;
mod order;
mod organisations;
mod pages;
mod place;
mod placed;
mod search;
mod statement;
mod wished;
mod words;

pub use check::{Checked, Damage};
pub use dated::Dated;
pub use files::{FileJob, FileState, NewFile};
pub use held::Held;
pub use list::{Counts, FolderCount, ListQuery};
pub use odd::Odd;
pub use order::{ListOrder, ListPlace};
pub use pages::{Arrival, PageWrite, Stored};
pub(crate) use placed::{Placed, PlacedFile};
pub use search::{Found, Hit, NamedFolder, Order, Search};
pub use wished::Wished;
pub use words::Indexed;

use crate::StoreError;
use crate::database::Database;
use model::{MailboxId, Message};
use std::path::PathBuf;

pub(crate) const SCHEMA: &[&str] = &[
    include_str!("../../migrations/cache/001_start.sql"),
    include_str!("../../migrations/cache/002_odd.sql"),
    include_str!("../../migrations/cache/003_threads.sql"),
    include_str!("../../migrations/cache/004_counts.sql"),
    include_str!("../../migrations/cache/005_search.sql"),
    include_str!("../../migrations/cache/006_thrift.sql"),
    include_str!("../../migrations/cache/007_leaves.sql"),
    include_str!("../../migrations/cache/008_dated.sql"),
    include_str!("../../migrations/cache/009_guesses.sql"),
    include_str!("../../migrations/cache/010_orders.sql"),
    include_str!("../../migrations/cache/011_organisations.sql"),
];

/// The open cache of a mailbox.
pub struct Cache {
    pub(crate) database: Database,
    pub(crate) mailbox: MailboxId,
    pub(crate) blobs: PathBuf,
    /// Its letters are kept beside it ([`crate::Kept`]), and their files with them.
    pub(crate) kept: bool,
}

fn read_message(description: &str) -> Result<Message, StoreError> {
    Ok(serde_json::from_str(description)?)
}
