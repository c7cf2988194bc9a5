//! What a person answered when asked whether to open a letter whose opening has weight.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum OpeningAnswer {
    /// Open it and receive it.
    Open,
    /// Not now.
    NotNow,
}

/// An answer, as it is kept on this computer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Opening {
    /// What was answered.
    pub answer: OpeningAnswer,
    /// By whom: the name of the person who was logged in.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// The service has it as opened.
    pub done: bool,
}
