//! Damage: a byte that flips anywhere in any file of the vault is found or does no harm, and a cache that is destroyed
//! is made anew without anybody doing anything.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test may fail loudly"
)]

#[path = "../crash/faults.rs"]
#[allow(dead_code, reason = "this test uses its part of the faults")]
mod faults;
#[path = "../crash/home.rs"]
#[allow(dead_code, reason = "this test uses its part of a home")]
mod home;
#[path = "../crash/places.rs"]
mod places;
#[path = "../crash/service.rs"]
#[allow(dead_code, reason = "this test uses its part of the service")]
mod service;

mod flips;
mod full_vault;
mod look;
