//! The services' data in SQLite: one connection, one writer, either in a file (WAL) or in memory.
//!
//! Everything here is synchronous; [`Store::run`] carries it to a thread where blocking is fine.

pub mod access_requests;
pub mod accesses;
pub mod codes;
pub mod contacts;
pub mod events;
pub mod folder_changes;
pub mod folders;
pub mod mailboxes;
pub mod memos;
pub mod messages;
pub mod organisations;
pub mod owners;
pub mod patterns;
pub mod sent;
pub mod subscriptions;
pub mod times;
pub mod upgrade;

use rusqlite::Connection;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// Why the store could not do it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite refused.
    #[error("the data could not be read or written: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// A stored document is not what was stored.
    #[error("stored data is not readable: {0}")]
    Json(#[from] serde_json::Error),
    /// A document could not be made.
    #[error(transparent)]
    Pdf(#[from] crate::pdf::PdfError),
    /// The demo holds what makes no sense.
    #[error("the demo holds what makes no sense: {0}")]
    Demo(String),
    /// The work was cut short.
    #[error("the work was ended early")]
    Ended,
}

/// The one connection, shared.
#[derive(Clone)]
pub struct Store {
    db: Arc<Mutex<Connection>>,
}

impl Store {
    /// Opens the file, or a database in memory, and makes what is missing in it.
    ///
    /// # Errors
    /// When the file cannot be opened or is not a database.
    pub fn open(file: Option<&Path>) -> Result<Self, StoreError> {
        let db = match file {
            Some(path) => Connection::open(path)?,
            None => Connection::open_in_memory()?,
        };
        db.pragma_update(None, "journal_mode", "WAL")?;
        db.pragma_update(None, "synchronous", "NORMAL")?;
        patterns::register(&db)?;
        db.execute_batch(include_str!("schema.sql"))?;
        db.execute_batch(include_str!("registration.sql"))?;
        db.execute_batch(crate::altinn::SCHEMA)?;
        db.execute_batch(crate::digipost::SCHEMA)?;
        db.execute_batch(crate::norway::register::SCHEMA)?;
        upgrade::run(&db)?;
        Ok(Store { db: Arc::new(Mutex::new(db)) })
    }

    /// The connection itself, for a neighbour that keeps own tables in the same file.
    #[must_use]
    pub fn connection(&self) -> Arc<Mutex<Connection>> {
        self.db.clone()
    }

    /// Does the work with the connection, here and now.
    ///
    /// # Errors
    /// What the work says.
    pub fn now<T, E>(&self, work: impl FnOnce(&mut Connection) -> Result<T, E>) -> Result<T, E> {
        work(&mut self.db.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Does the work on a thread where blocking is fine.
    ///
    /// # Errors
    /// What the work says, or [`StoreError::Ended`] when the thread was ended.
    pub async fn run<T, E>(&self, work: impl FnOnce(&mut Connection) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let store = self.clone();
        tokio::task::spawn_blocking(move || store.now(work)).await.map_err(|_| StoreError::Ended)?
    }
}
