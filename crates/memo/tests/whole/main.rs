//! Letters and containers that are read, written, and read again; and those that nobody should write.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test may fail loudly"
)]

mod containers;
mod generated;
mod hostile_containers;
mod hostile_letters;
mod rules;
mod strangers;
mod support;
mod trips;
