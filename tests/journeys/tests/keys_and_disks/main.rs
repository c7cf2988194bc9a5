//! Keys and disks as a person meets them: a real keyring in a D-Bus session of its own, real file systems that
//! are full or cannot be written, and files that were destroyed. Whatever happens is said in one plain
//! sentence, and nothing is lost for it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test may fail loudly"
)]

#[path = "../support/mod.rs"]
mod support;

mod destroyed;
mod disk;
mod full_and_read_only;
mod keyring;
mod keyring_cases;
mod keyring_trouble;
mod silent;
mod watched;

use serde_json::Value;
use std::process::Output;
use support::said;

pub(crate) fn rows(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

/// It ended with this status, and said this to the person and no panic.
pub(crate) fn refused(output: &Output, status: i32, words: &str) {
    assert_eq!(output.status.code(), Some(status), "{}", said(output));
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.contains(words), "{words:?} is not in {}", said(output));
    assert!(!stderr.contains("panicked") && !stderr.contains("ERROR CORE"), "{}", said(output));
}
