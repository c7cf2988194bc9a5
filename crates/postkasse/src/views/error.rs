//! What a shell learns of an error: a code from a closed set, whether a retry helps, a log reference.

use model::Code;
use serde::Serialize;
use ts_rs::TS;

/// An error on its way to a shell. The shell picks the words by `code`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ApiError {
    /// What went wrong.
    #[ts(
        type = "\"signInAgain\" | \"higherLevelNeeded\" | \"offline\" | \"busy\" | \"notAllowed\" | \"accessEnded\" | \"notFound\" | \"conflict\" | \"refused\" | \"damaged\" | \"locked\" | \"unexpected\""
    )]
    pub code: Code,
    /// The same call may succeed later.
    pub retry: bool,
    /// A key of the text catalogue that says it more exactly than the code, when there is one
    /// (for example `error.login.cancelled`).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub text: Option<String>,
    /// Finds the inner message in the log.
    pub reference: String,
}
