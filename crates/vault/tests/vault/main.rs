//! A vault with letters in it: stored, listed, found, forgotten, locked, damaged, and never in clear on disk.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test may fail loudly"
)]

mod damage;
mod drafts;
mod editions;
mod ends;
mod files;
mod forgetting;
mod guesses;
mod kept;
mod letters;
mod opening;
mod search_conditions;
mod searching;
mod senders;
mod wishes;
mod world;
