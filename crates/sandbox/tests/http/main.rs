//! The sandbox over real HTTP.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, missing_docs)]

mod admin;
mod common;
mod faults;
mod folders;
mod memo;
mod messages;
mod rights;
mod shapes;
