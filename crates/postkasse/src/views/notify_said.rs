//! What came of a try, the words of a message before there is one, and a channel in trouble.

use serde::Serialize;
use ts_rs::TS;

/// What came of a try that was not refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum TrialView {
    /// Taken; whether it arrives, nobody has said.
    Accepted,
    /// It has arrived.
    Delivered,
}

/// The words that would be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, optional_fields)]
pub struct PreviewView {
    /// The first line, where the channel has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// The words.
    pub text: String,
    /// Those of a reminder, if there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reminder: Option<String>,
}

/// A channel by which messages do not come through.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ChannelTrouble {
    /// Which.
    pub channel: String,
    /// The key of the text that says what is the matter.
    pub text: String,
}
