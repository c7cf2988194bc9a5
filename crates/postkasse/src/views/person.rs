//! Who shares this computer.

use serde::Serialize;
use ts_rs::TS;

/// One of the people who share this computer; each has a profile with a lock of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PersonView {
    /// Her profile, as `--profile` names it in the terminal.
    pub id: String,
    /// What she is called here; empty while nobody has said.
    pub name: String,
    /// It is she who is shown, or whose vault is closed.
    pub here: bool,
}
