//! The client of Digital Post against a service that does as a test tells it, over real HTTP.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

mod asked;
mod bad_files;
mod bad_lists;
mod double;
mod login;
mod looks;
mod refusals;
mod sending;
