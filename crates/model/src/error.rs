//! The closed set of codes by which an error reaches a shell. Inside, each operation has its own
//! small error enum; only the code, whether a retry helps, and a log reference cross.

use serde::{Deserialize, Serialize};

/// What went wrong, in the words a shell can act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Code {
    /// The login has run out or was withdrawn.
    SignInAgain,
    /// This needs a login at a higher level of assurance.
    HigherLevelNeeded,
    /// The service cannot be reached.
    Offline,
    /// The service, or another copy of this program, asks for patience.
    Busy,
    /// This person may not do this in this mailbox.
    NotAllowed,
    /// The access to this mailbox has ended.
    AccessEnded,
    /// There is no such thing (any more).
    NotFound,
    /// It was changed elsewhere meanwhile.
    Conflict,
    /// It was refused, by the service or by a rule of ours.
    Refused,
    /// Something stored here is damaged, or the disk will not take or give it.
    Damaged,
    /// The vault is locked or its key cannot be had.
    Locked,
    /// Anything that should not happen; the log knows more.
    Unexpected,
}

impl Code {
    /// The exit status of the command line for this code (contract: README, "Exit status").
    #[must_use]
    pub fn exit_status(self) -> u8 {
        match self {
            Code::Unexpected => 1,
            Code::SignInAgain | Code::HigherLevelNeeded => 3,
            Code::Offline | Code::Busy => 4,
            Code::NotAllowed | Code::AccessEnded => 5,
            Code::NotFound => 6,
            Code::Conflict | Code::Refused => 7,
            Code::Damaged => 8,
            Code::Locked => 9,
        }
    }

    /// Whether the same call may succeed later without the person doing anything.
    #[must_use]
    pub fn retry_helps(self) -> bool {
        matches!(self, Code::Offline | Code::Busy | Code::Conflict)
    }
}
