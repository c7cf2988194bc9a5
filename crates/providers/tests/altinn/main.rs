//! The client of Altinn against a service that does as a test tells it, over real HTTP.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

mod bad_answers;
mod batches;
mod double;
mod embeds;
mod files;
mod mailboxes;
mod opening;
mod pages;
mod register;
mod service;
mod wishes;
