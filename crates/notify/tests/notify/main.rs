//! What is told of new letters: by a channel that writes down, and by a real notification server.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

#[cfg(target_os = "linux")]
mod actions;
#[cfg(target_os = "linux")]
mod desktop;
mod leaks;
mod model;
mod once;
mod rules;
mod screen;
#[cfg(target_os = "linux")]
mod server;
#[cfg(target_os = "linux")]
mod session;
mod telling;
mod world;
