//! Digipost's data in the sandbox's store.

pub mod accesses;
pub mod documents;
pub mod folders;
pub mod mailboxes;

/// The tables.
pub const SCHEMA: &str = include_str!("schema.sql");
