//! The token endpoint: a code or a refresh token becomes tokens, which nobody has checked yet.

use crate::dialect::Fields;
use crate::http::{json, refused};
use crate::{EidError, Inner};
use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;
use serde_json::Value;

/// Longer than any access token should last.
const LONGEST_S: i64 = 24 * 3600;
/// When the provider does not say.
const USUAL_S: i64 = 300;

/// What came.
pub(crate) struct Fresh {
    pub(crate) access: SecretString,
    pub(crate) access_expires: Timestamp,
    pub(crate) refresh: Option<SecretString>,
    pub(crate) id_token: Option<SecretString>,
    /// What they open, in the provider's words, if it says.
    pub(crate) scope: Option<String>,
}

/// Asks for tokens.
pub(crate) async fn ask(inner: &Inner, fields: &Fields, gone: EidError, now: Timestamp) -> Result<Fresh, EidError> {
    let (status, value) = json(inner.post(&inner.endpoints.token, fields)).await?;
    let text = |name: &str| value.get(name).and_then(Value::as_str);
    if !status.is_success() {
        // What was shown is used, too old, or somebody else's.
        return Err(if text("error") == Some("invalid_grant") { gone } else { refused(&value) });
    }
    let access = text("access_token").filter(|token| !token.is_empty()).ok_or(EidError::Incomplete("access_token"))?;
    if !text("token_type").is_some_and(|kind| kind.eq_ignore_ascii_case("bearer")) {
        return Err(EidError::BadAnswer("tokens of another type"));
    }
    let lasts = value.get("expires_in").and_then(Value::as_i64).unwrap_or(USUAL_S).clamp(0, LONGEST_S);
    let secret = |name: &str| text(name).filter(|token| !token.is_empty()).map(SecretString::from);
    Ok(Fresh {
        access: SecretString::from(access),
        access_expires: now.checked_add(SignedDuration::from_secs(lasts)).unwrap_or(now),
        refresh: secret("refresh_token"),
        id_token: secret("id_token"),
        scope: text("scope").map(str::to_owned),
    })
}
