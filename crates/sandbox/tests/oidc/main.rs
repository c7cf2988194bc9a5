//! The sandbox's eID over real HTTP: what a program and a person can and cannot do with it. Id
//! tokens are checked by an independent library.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, missing_docs)]

mod attempt;
mod codes;
mod page;
mod tokens;
mod world;
