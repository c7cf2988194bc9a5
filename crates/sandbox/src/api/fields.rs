//! Reading the bodies of writing calls, member by member. What is absent or null is not said;
//! members that nobody knows are let be, as the description says.

use super::errors::Refusal;
use axum::http::StatusCode;
use serde_json::{Map, Value};

/// The longest text of most members.
pub const LONGEST: usize = 256;

/// A JSON object with the name of its resource, which refusals tell.
#[derive(Debug, Clone)]
pub struct Fields {
    resource: &'static str,
    members: Map<String, Value>,
}

impl Fields {
    /// Reads a body.
    ///
    /// # Errors
    /// 400 when it is no JSON object.
    pub fn parse(resource: &'static str, body: &[u8]) -> Result<Self, Refusal> {
        let members = serde_json::from_slice(body)
            .map_err(|_| Refusal::new(StatusCode::BAD_REQUEST, "body.invalid", "The body is not a JSON object."))?;
        Ok(Fields { resource, members })
    }

    /// Those of a part of a body.
    #[must_use]
    pub fn of(resource: &'static str, members: Map<String, Value>) -> Self {
        Fields { resource, members }
    }

    /// An object within.
    ///
    /// # Errors
    /// 400 when it is something else.
    pub fn object(&self, name: &str, resource: &'static str) -> Result<Option<Fields>, Refusal> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::Object(members)) => Ok(Some(Fields::of(resource, members.clone()))),
            Some(_) => Err(self.wrong(name)),
        }
    }

    /// A list of objects within.
    ///
    /// # Errors
    /// 400 when it is something else.
    pub fn list(&self, name: &str, resource: &'static str) -> Result<Option<Vec<Fields>>, Refusal> {
        let Some(value) = self.get(name) else { return Ok(None) };
        let items = value.as_array().ok_or_else(|| self.wrong(name))?;
        let object = |item: &Value| item.as_object().map(|members| Fields::of(resource, members.clone()));
        items.iter().map(|item| object(item).ok_or_else(|| self.wrong(name))).collect::<Result<_, _>>().map(Some)
    }

    /// A text that must be said.
    ///
    /// # Errors
    /// 400 when it is not, or is something else, or longer.
    pub fn needed(&self, name: &str, longest: usize) -> Result<String, Refusal> {
        self.text(name, longest)?.ok_or_else(|| self.wrong(name))
    }

    /// A member that was said.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.members.get(name).filter(|value| !value.is_null())
    }

    /// A text.
    ///
    /// # Errors
    /// 400 when it is something else, or longer.
    pub fn text(&self, name: &str, longest: usize) -> Result<Option<String>, Refusal> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::String(text)) if text.chars().count() <= longest => Ok(Some(text.clone())),
            Some(_) => Err(self.wrong(name)),
        }
    }

    /// Yes or no.
    ///
    /// # Errors
    /// 400 when it is something else.
    pub fn truth(&self, name: &str) -> Result<Option<bool>, Refusal> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::Bool(truth)) => Ok(Some(*truth)),
            Some(_) => Err(self.wrong(name)),
        }
    }

    /// 400 about a member.
    #[must_use]
    pub fn wrong(&self, name: &str) -> Refusal {
        let message = format!("The value of {name} is not valid.");
        Refusal::field(StatusCode::BAD_REQUEST, self.resource, name, "field.invalid", &message, self.value(name))
    }

    /// 400 about a member, with the reason.
    #[must_use]
    pub fn bad(&self, name: &str, code: &str, message: &str) -> Refusal {
        Refusal::field(StatusCode::BAD_REQUEST, self.resource, name, code, message, self.value(name))
    }

    /// 422 about a member.
    #[must_use]
    pub fn rule(&self, name: &str, code: &str, message: &str) -> Refusal {
        Refusal::rule(self.resource, name, code, message, self.value(name))
    }

    fn value(&self, name: &str) -> &Value {
        self.members.get(name).unwrap_or(&Value::Null)
    }
}
