//! The person's own lock, as the settings and the closed screen show it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the person answers to unlock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(export)]
pub enum OwnLock {
    /// Nothing: the computer's keyring opens the letters.
    None,
    /// Six digits or more.
    Pin,
    /// Words.
    Passphrase,
    /// The password that the computer's keyring asks for itself.
    Keyring,
}

/// How the letters are locked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LockView {
    /// How they are locked now.
    pub kind: OwnLock,
    /// What can be chosen here; nothing where the key lives only as long as the program.
    pub choices: Vec<OwnLock>,
    /// Wrong tries since the last right one.
    pub wrong: u32,
    /// Seconds until the next try.
    #[ts(type = "number")]
    pub wait: u64,
    /// This system tells when its screen is locked.
    pub tells_screen: bool,
}
