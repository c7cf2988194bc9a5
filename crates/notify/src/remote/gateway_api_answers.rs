//! What GatewayAPI's answers say (source: `onlinecity/gatewayapi-docs`, `docs/rest.rst` and `docs/errors.rst`).

use super::answer::Answer;
use crate::{Fate, SendError, Trouble};
use reqwest::StatusCode;
use serde_json::Value;

/// An id of theirs: it stands in an address later.
pub fn is_id(id: &str) -> bool {
    (1..=20).contains(&id.len()) && id.chars().all(|c| c.is_ascii_digit())
}

/// The id of what was taken.
pub fn taken(answer: &Answer) -> Result<String, SendError> {
    if answer.status.is_success() {
        // It said yes, if it was the service that said it; whatever else it says, it is not sent again.
        let value = answer.body.as_deref().map_err(|trouble| SendError::Doubtful(*trouble))?;
        let value: Value = serde_json::from_slice(value).map_err(|_| SendError::Doubtful(Trouble::Garbage))?;
        let id = value.get("ids").and_then(|ids| ids.get(0)).map(|id| match id {
            Value::String(id) => id.clone(),
            other => other.to_string(),
        });
        return id.filter(|id| is_id(id)).ok_or(SendError::Doubtful(Trouble::Garbage));
    }
    Err(match answer.status {
        // "The request can't be processed", in words of theirs. Any other failure may have come after it was queued.
        StatusCode::INTERNAL_SERVER_ERROR if code(answer).is_some() => SendError::NotYet(Trouble::Down, answer.after),
        StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY | StatusCode::FORBIDDEN => {
            match refusal(answer) {
                // Nothing was sent, and paying there changes nothing here.
                Trouble::Quota => SendError::NotYet(Trouble::Quota, None),
                other => SendError::Refused(other),
            }
        }
        _ => answer.common().unwrap_or(SendError::Doubtful(Trouble::Garbage)),
    })
}

/// Their code for an error.
fn code(answer: &Answer) -> Option<u32> {
    let value: Value = serde_json::from_slice(answer.body.as_deref().ok()?).ok()?;
    u32::from_str_radix(value.get("code")?.as_str()?.strip_prefix("0x")?, 16).ok()
}

/// What it means.
fn refusal(answer: &Answer) -> Trouble {
    match code(answer) {
        // Blocked, or in a country to which it does not send.
        Some(0x0214 | 0x0215 | 0x0217) => Trouble::Recipient,
        Some(0x0216) => Trouble::Quota,
        Some(0x0210..=0x0213 | 0x021d | 0x0223..=0x0226) => Trouble::Login,
        _ if answer.status == StatusCode::FORBIDDEN => Trouble::Login,
        _ => Trouble::Rejected,
    }
}

/// What became of a message. The documentation shows a list; a single object is read, too.
pub fn became(answer: &Answer, reference: &str) -> Result<Option<Fate>, SendError> {
    let garbage = || SendError::NotYet(Trouble::Garbage, None);
    let body = answer.body.as_deref().map_err(|trouble| SendError::NotYet(*trouble, None))?;
    let value: Value = serde_json::from_slice(body).map_err(|_| garbage())?;
    let message = value.get(0).unwrap_or(&value);
    if message.get("userref").and_then(Value::as_str).is_some_and(|theirs| theirs != reference) {
        return Err(garbage());
    }
    let recipient = message.get("recipients").and_then(|all| all.get(0)).ok_or_else(garbage)?;
    let status = recipient.get("dsnstatus").and_then(Value::as_str).unwrap_or("UNKNOWN");
    Ok(Some(match status.to_ascii_uppercase().as_str() {
        // Accepted: by the network, in the place of the telephone; there comes nothing after it.
        "DELIVERED" | "ACCEPTED" => Fate::Delivered,
        "UNKNOWN" | "SCHEDULED" | "BUFFERED" | "ENROUTE" => Fate::Accepted,
        "EXPIRED" | "DELETED" | "UNDELIVERABLE" | "REJECTED" | "SKIPPED" => Fate::Failed,
        _ => return Err(garbage()),
    }))
}
