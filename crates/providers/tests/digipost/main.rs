//! The client of Digipost against a service that has another address for everything each time, over real HTTP: whoever
//! knows a path by heart finds nothing there.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

mod accesses;
mod contents;
mod double;
mod folders;
mod lists;
mod looks;
mod notified;
mod opening;
mod uploads;
mod writing;
