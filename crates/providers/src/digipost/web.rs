//! Requests along links, on top of what every service's requests have: what Digipost's refusals mean, its own type of
//! JSON, and that a link which leads elsewhere is not followed.

use crate::wire::{Payload, Request, Timeouts, Upload, Wire, json, nothing, whole};
use crate::{Content, ProviderError, Reach};
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderName};
use reqwest::{Method, Response, StatusCode};
use serde_json::Value;
use std::time::Duration;
use url::Url;

/// Its type of JSON, both ways.
const JSON: &str = "application/vnd.digipost-v2+json";
/// A page of the largest documents is far from it.
const LONGEST: usize = 16 << 20;
const LONGEST_LOGO: usize = 256 << 10;

/// What a refusal means. The words are Digipost's where they are known (`FOLDER_NOT_EMPTY`), and otherwise what they most
/// likely are, so only their parts count.
fn refusal(status: StatusCode, said: &Value) -> Option<ProviderError> {
    let names = ["error-code", "errorCode", "code", "error"];
    let code = names.iter().find_map(|name| said.get(name)?.as_str()).unwrap_or_default();
    let word: String =
        code.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.')).take(64).collect();
    let upper = word.to_uppercase().replace('-', "_");
    let has = |part: &str| upper.contains(part);
    if status == StatusCode::PAYLOAD_TOO_LARGE {
        return Some(ProviderError::Said("error.upload.tooLarge"));
    }
    if status == StatusCode::INSUFFICIENT_STORAGE || has("QUOTA") || has("STORAGE") {
        return Some(ProviderError::Said("error.upload.full"));
    }
    if status == StatusCode::UNSUPPORTED_MEDIA_TYPE || has("FILE_TYPE") {
        return Some(ProviderError::Said("error.upload.type"));
    }
    match status {
        StatusCode::FORBIDDEN if has("LEVEL") || has("IDPORTEN") || has("TWO_FACTOR") => {
            Some(ProviderError::HigherLevelNeeded)
        }
        StatusCode::BAD_REQUEST | StatusCode::CONFLICT | StatusCode::UNPROCESSABLE_ENTITY if has("FOLDER") => {
            let code = if has("NOT_EMPTY") {
                "folder.not.empty"
            } else if has("NOT_FOUND") {
                "folder.unknown"
            } else if has("EXIST") || has("DUPLICATE") {
                "name.taken"
            } else if has("NAME") {
                "folder.name"
            } else {
                word.as_str()
            };
            Some(ProviderError::Refused { code: code.to_owned() })
        }
        StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY if !word.is_empty() => {
            Some(ProviderError::Refused { code: word })
        }
        _ => None,
    }
}

/// The service over HTTP.
pub struct Web {
    wire: Wire,
    root: Url,
}

impl Web {
    pub fn new(at: &Reach, timeouts: Timeouts) -> Result<Self, ProviderError> {
        let root = at.at("/post/api")?;
        let wire = Wire::new(root.clone(), at.authorizer.clone(), timeouts, JSON, refusal)?;
        Ok(Web { wire, root })
    }

    pub fn take_traffic(&self) -> (u64, u64) {
        self.wire.take_traffic()
    }

    /// The address of a link. Nothing that carries the token goes anywhere but to the service.
    pub fn address(&self, uri: &str) -> Result<Url, ProviderError> {
        let url = self.root.join(uri).map_err(|_| ProviderError::Garbage { what: "a link that is none" })?;
        match self.wire.is_own(&url) && url.username().is_empty() && url.password().is_none() {
            true => Ok(url),
            false => Err(ProviderError::Garbage { what: "a link to elsewhere" }),
        }
    }

    async fn send(&self, method: Method, url: Url, payload: Payload<'_>) -> Result<Response, ProviderError> {
        let headers: Vec<(HeaderName, String)> = match payload {
            Payload::Json(_) => vec![(CONTENT_TYPE, JSON.to_owned())],
            Payload::Nothing | Payload::File(_) => Vec::new(),
        };
        let within = self.wire.timeouts.answer;
        self.wire.send(Request { method, url, headers, payload, within }).await
    }

    async fn read(&self, answer: Response) -> Result<Value, ProviderError> {
        let bytes = json(answer, LONGEST, &self.wire.bytes).await?;
        // One text in another encoding must not cost the others.
        serde_json::from_str(&String::from_utf8_lossy(&bytes))
            .map_err(|_| ProviderError::Garbage { what: "an answer that is no JSON" })
    }

    /// The beginning of everything: the one address that is known.
    pub async fn root(&self) -> Result<Value, ProviderError> {
        self.read(self.send(Method::GET, self.root.clone(), Payload::Nothing).await?).await
    }

    pub async fn get(&self, uri: &str, query: &[(&str, String)]) -> Result<Value, ProviderError> {
        let mut url = self.address(uri)?;
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        self.read(self.send(Method::GET, url, Payload::Nothing).await?).await
    }

    /// Does something by a link; what is answered, if anything is.
    pub async fn put_or_post(&self, method: Method, uri: &str, body: &Value) -> Result<Option<Value>, ProviderError> {
        let answer = self.send(method, self.address(uri)?, Payload::Json(body)).await?;
        nothing(&answer)?;
        let kind = answer.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        if kind.is_some_and(|kind| kind.contains("json")) { self.read(answer).await.map(Some) } else { Ok(None) }
    }

    /// Says that something is to be done that needs no words.
    pub async fn post_nothing(&self, uri: &str) -> Result<(), ProviderError> {
        nothing(&self.send(Method::POST, self.address(uri)?, Payload::Nothing).await?)
    }

    pub async fn delete(&self, uri: &str) -> Result<(), ProviderError> {
        nothing(&self.send(Method::DELETE, self.address(uri)?, Payload::Nothing).await?)
    }

    /// The bytes of a file.
    pub async fn content(&self, uri: &str) -> Result<Content, ProviderError> {
        let answer = self.any(Method::GET, uri, Payload::Nothing, self.wire.timeouts.file).await?;
        self.wire.content(answer)
    }

    /// Bytes of a picture, if there is one.
    pub async fn logo(&self, uri: &str) -> Result<Option<Vec<u8>>, ProviderError> {
        match self.any(Method::GET, uri, Payload::Nothing, self.wire.timeouts.logo).await {
            Ok(answer) => whole(answer, LONGEST_LOGO, &self.wire.bytes).await.map(Some),
            Err(ProviderError::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Puts a file there.
    pub async fn upload(
        &self,
        uri: &str,
        make: &(dyn Fn() -> Result<Upload, ProviderError> + Sync),
    ) -> Result<(), ProviderError> {
        nothing(&self.any(Method::POST, uri, Payload::File(make), self.wire.timeouts.file).await?)
    }

    /// Whatever type of answer.
    async fn any(
        &self,
        method: Method,
        uri: &str,
        payload: Payload<'_>,
        within: Duration,
    ) -> Result<Response, ProviderError> {
        let headers = vec![(ACCEPT, "*/*".to_owned())];
        self.wire.send(Request { method, url: self.address(uri)?, headers, payload, within }).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_refusal_is_read_by_its_status_and_its_word() {
        let of = |status: u16, said: Value| {
            let meant = refusal(StatusCode::from_u16(status).unwrap(), &said);
            meant.map(|error| match error {
                ProviderError::Said(key) => key.to_owned(),
                ProviderError::Refused { code } => code,
                other => format!("{:?}", other.code()),
            })
        };
        for (status, said, meant) in [
            (413, json!(null), Some("error.upload.tooLarge")),
            (507, json!(null), Some("error.upload.full")),
            (400, json!({"error-code": "STORAGE_QUOTA_EXCEEDED"}), Some("error.upload.full")),
            (415, json!({}), Some("error.upload.type")),
            (400, json!({"error-code": "FOLDER_NOT_EMPTY"}), Some("folder.not.empty")),
            (409, json!({"error-code": "FOLDER_ALREADY_EXISTS"}), Some("name.taken")),
            (400, json!({"error-code": "INVALID_FOLDER_NAME"}), Some("folder.name")),
            (400, json!({"error-code": "FOLDER_NOT_FOUND"}), Some("folder.unknown")),
            (400, json!({"error-code": "TOO_MANY_FOLDERS"}), Some("TOO_MANY_FOLDERS")),
            (403, json!({"error-code": "AUTHENTICATION_LEVEL_TOO_LOW"}), Some("HigherLevelNeeded")),
            (403, json!({"error": "requires-idporten-4"}), Some("HigherLevelNeeded")),
            (403, json!({"error-code": "FORBIDDEN"}), None),
            (400, json!({"code": "X\u{1b}[1m Y"}), Some("X1mY")),
            (400, json!("x"), None),
            (410, json!({"error-code": "GONE"}), None),
            (409, json!({"error-code": "SOMETHING"}), None),
        ] {
            assert_eq!(of(status, said.clone()).as_deref(), meant, "{status} {said}");
        }
    }
}
