//! Reading a letter aloud.

use serde::Serialize;
use ts_rs::TS;

/// Who reads a file aloud.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum Speaker {
    /// The system's voice, by this program: the page hears events.
    System,
    /// The page's own voice, if it has one of the language.
    Page,
    /// Nobody: there is no voice of the language, or nothing that can be read.
    Nobody,
}

/// Whether a file can be read aloud.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct VoiceView {
    /// By whom.
    pub by: Speaker,
    /// In which language: da, nb, nn, en.
    pub language: String,
}
