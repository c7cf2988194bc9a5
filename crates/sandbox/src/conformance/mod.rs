//! Requests and answers held against the descriptions in docs/interfaces. An OpenAPI 3.1 schema is a JSON
//! Schema, so the description itself is the schema's document and references resolve inside it; an older one
//! is read as if it were (`older`).

mod described;
mod older;
mod operation;

pub use described::Interfaces;

use axum::body::Body;
use axum::extract::Request;
use axum::http::header;
use jsonschema::Validator;
use jsonschema::error::ValidationErrorKind;
use operation::{Declared, Operation};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The largest body that is looked at: more than any that the service takes.
const LARGEST: usize = 256 << 20;

/// The refusals that a service which answers every one in the same shape leaves out of its description.
const UNDECLARED: [u16; 2] = [400, 410];

/// Whether a body is multipart with a part named `file`, as every upload of the description is.
fn upload(headers: &[(String, String)], body: &[u8]) -> Result<(), String> {
    let kind = headers.iter().find(|(name, _)| name == "content-type").map_or("", |(_, value)| value);
    if !kind.starts_with("multipart/form-data") || !kind.contains("boundary=") {
        return Err("the body is not declared as multipart".to_owned());
    }
    // The names of parts stand at the beginning; a large file behind them is not searched.
    let start = body.get(..65_536).unwrap_or(body);
    let has = |mark: &[u8]| start.windows(mark.len()).any(|window| window == mark);
    if has(b"name=\"file\"") || has(b"name=file") { Ok(()) } else { Err("the body has no part named file".to_owned()) }
}

/// Why the description cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum InterfaceError {
    /// It is no YAML.
    #[error("the description of the interface is not readable: {0}")]
    Yaml(#[from] serde_saphyr::Error),
    /// It is no JSON.
    #[error("the description of the interface is not readable: {0}")]
    Json(#[from] serde_json::Error),
}

/// The description, ready to be held against.
#[derive(Debug)]
pub struct Interface {
    description: Value,
    /// The same for answers, where more is asked of them than of requests.
    answered: Option<Value>,
    /// Where the schema of every refusal stands, if all are alike.
    problem: Option<&'static str>,
    validators: Mutex<HashMap<(Side, String), Arc<Validator>>>,
}

/// Whose words are held against the description.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Side {
    Request,
    Answer,
}

/// An answer to be checked.
#[derive(Debug, Clone, Copy)]
pub struct Answer<'a> {
    /// The request's method.
    pub method: &'a str,
    /// The request's path, without the base.
    pub path: &'a str,
    /// The request's query string.
    pub query: &'a str,
    /// The answer's status.
    pub status: u16,
    /// Its `Content-Type`, if it has one.
    pub content_type: Option<&'a str>,
    /// Its body.
    pub body: &'a [u8],
}

impl Interface {
    /// One that says itself all that there is to hold against.
    fn of(description: Value) -> Self {
        Interface { description, answered: None, problem: None, validators: Mutex::default() }
    }

    /// Whether a request is one that the description knows. `path` is without the base; header
    /// names are in lower case.
    ///
    /// # Errors
    /// What does not conform, in words.
    pub fn validate_request(
        &self,
        method: &str,
        path: &str,
        query: &str,
        headers: &[(String, String)],
        body: &[u8],
    ) -> Result<(), String> {
        let operation = Operation::find(&self.description, method, path)
            .ok_or_else(|| format!("{method} {path} is no operation of the interface"))?;
        operation.check_parameters(self, path, query, headers)?;
        if operation.takes_upload() {
            return upload(headers, body);
        }
        match operation.body_schema() {
            None if body.is_empty() => Ok(()),
            None => Err("a body is sent where none is declared".to_owned()),
            Some(_) if body.is_empty() && operation.body_required() => Err("the body is missing".to_owned()),
            Some(_) if body.is_empty() => Ok(()),
            Some(pointer) => {
                let json = |value: &str| value.starts_with("application/json");
                if !headers.iter().any(|(name, value)| name == "content-type" && json(value)) {
                    return Err("the body is not declared as JSON".to_owned());
                }
                let value = serde_json::from_slice(body).map_err(|error| format!("the body is no JSON: {error}"))?;
                self.validate(Side::Request, &pointer, &value, false)
            }
        }
    }

    /// Whether an answer is one that the description allows. Where `fields` was asked for, required
    /// members may be absent, as it says there.
    ///
    /// # Errors
    /// What does not conform, in words.
    pub fn validate_answer(&self, answer: Answer<'_>) -> Result<(), String> {
        let Answer { method, path, query, status, content_type, body } = answer;
        let operation = Operation::find(&self.description, method, path)
            .ok_or_else(|| format!("{method} {path} is no operation of the interface"))?;
        let media = content_type.and_then(|value| value.split(';').next()).unwrap_or_default();
        let content = match (operation.response(status), self.problem) {
            (Some(Declared { content: Some(content), .. }), _) => content,
            (Some(_), Some(problem)) if status >= 400 => return self.validate_problem(problem, media, body),
            (None, Some(problem)) if UNDECLARED.contains(&status) => {
                return self.validate_problem(problem, media, body);
            }
            (Some(declared), _) if body.is_empty() || declared.unsure => return Ok(()),
            (Some(_), _) => return Err("a body where none is declared".to_owned()),
            (None, _) => return Err(format!("{status} is not declared")),
        };
        let pointer = content
            .iter()
            .find(|(declared, _)| declared == media)
            .map(|(_, pointer)| pointer)
            .ok_or_else(|| format!("the type {media:?} is not declared"))?;
        if media != "application/json" && !media.ends_with("+json") {
            return if body.is_empty() { Err("the body is empty".to_owned()) } else { Ok(()) };
        }
        let value = serde_json::from_slice(body).map_err(|error| format!("the body is no JSON: {error}"))?;
        self.validate(Side::Answer, pointer, &value, query.contains("fields="))
    }

    /// A refusal whose body is not declared: it has none, or that of every refusal.
    fn validate_problem(&self, pointer: &str, media: &str, body: &[u8]) -> Result<(), String> {
        if body.is_empty() {
            return Ok(());
        }
        if media != "application/problem+json" {
            return Err(format!("the type {media:?} is not that of a refusal"));
        }
        let value = serde_json::from_slice(body).map_err(|error| format!("the body is no JSON: {error}"))?;
        self.validate(Side::Answer, pointer, &value, false)
    }

    /// Holds a value against the schema at a JSON pointer of the description.
    fn validate(&self, side: Side, pointer: &str, value: &Value, partial: bool) -> Result<(), String> {
        let validator = self.validator(side, pointer)?;
        let wrong = validator
            .iter_errors(value)
            .find(|error| !(partial && matches!(error.kind(), ValidationErrorKind::Required { .. })));
        match wrong {
            Some(error) => Err(format!("{} at {}", error, error.instance_path())),
            None => Ok(()),
        }
    }

    fn validator(&self, side: Side, pointer: &str) -> Result<Arc<Validator>, String> {
        let mut validators = self.validators.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = validators.get(&(side, pointer.to_owned())) {
            return Ok(known.clone());
        }
        let stricter = self.answered.as_ref().filter(|_| side == Side::Answer);
        let description = stricter.unwrap_or(&self.description);
        let schema = description.pointer(pointer).ok_or_else(|| format!("no schema at {pointer}"))?;
        // References go to the shared schemas only, so those are all that comes along.
        let shared = description.pointer("/components/schemas");
        let document = json!({"allOf": [schema], "components": {"schemas": shared}});
        let built = jsonschema::options().should_validate_formats(true).build(&document);
        let built = Arc::new(built.map_err(|error| format!("the schema at {pointer} is not usable: {error}"))?);
        validators.insert((side, pointer.to_owned()), built.clone());
        Ok(built)
    }

    /// Holds a request on its way in against the description; says what does not conform. `path` is without the base.
    async fn check(&self, request: Request, path: &str) -> (Request, Option<String>) {
        let (parts, body) = request.into_parts();
        let Ok(body) = axum::body::to_bytes(body, LARGEST).await else {
            return (Request::from_parts(parts, Body::empty()), Some("the body did not arrive".to_owned()));
        };
        let text = |value: &header::HeaderValue| value.to_str().unwrap_or_default().to_owned();
        let headers: Vec<_> = parts.headers.iter().map(|(name, value)| (name.to_string(), text(value))).collect();
        let query = parts.uri.query().unwrap_or_default();
        let wrong = self.validate_request(parts.method.as_str(), path, query, &headers, &body).err();
        (Request::from_parts(parts, Body::from(body)), wrong)
    }
}
