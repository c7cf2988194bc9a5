//! Syncing over real HTTP: with the sandbox in this process, and with a service that does as a test tells it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

// The double of Digipost is that of its client's own tests, and names it as those do.
extern crate providers as postkasse_providers;

mod altinn;
mod bad_days;
mod bad_lines;
mod changed_minds;
mod conflict_days;
mod conflict_model;
mod conflicts;
mod cuts;
#[path = "../../../providers/tests/digipost/double.rs"]
#[allow(dead_code, reason = "the client's own tests use the rest")]
mod digipost;
mod double;
mod elsewhere;
mod endings;
mod files;
mod kills;
mod levels;
mod life;
mod line;
mod logins;
mod lost;
mod odd;
mod pages;
mod patience;
mod pictures;
mod resume;
mod rules;
mod senders;
mod sending;
mod several;
mod sweeps;
mod vault_at;
mod wished;
mod wishes;
mod without_bin;
mod world;
