//! A document of one's own that is to be put into a mailbox, before it is.

use super::SpaceView;
use serde::Serialize;
use ts_rs::TS;

/// A file as it would be put in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, optional_fields)]
pub struct OwnDocumentView {
    /// Its name.
    pub filename: String,
    /// What it could be called in the mailbox.
    pub name: String,
    /// Bytes.
    #[ts(type = "number")]
    pub size: u64,
    /// The most that the service takes.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "number")]
    pub most: Option<u64>,
    /// How much room there is, where the service limits it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub space: Option<SpaceView>,
    /// The key of the text that says why it cannot be put in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trouble: Option<String>,
}
