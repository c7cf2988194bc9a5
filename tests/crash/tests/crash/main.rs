//! The program is cut: killed at any write or question to the service, on a computer that goes out, on disks that
//! are full, broken or cannot be written. Afterwards everything is sound, nothing is missing or double, nothing was
//! done twice at the service, and the next sync goes on.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test may fail loudly"
)]

mod cut;
mod faults;
mod home;
mod inside;
mod places;
mod scene;
mod service;

mod destroyed;
mod forgets;
mod migrations;
mod refusing_disks;
mod replays;
mod syncs;
