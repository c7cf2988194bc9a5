//! Refusals in the interface's shape: a status, and for most `{code, message, fieldErrors}`. Where
//! the description declares no body (401 and 403 of the reading calls) there is none.

use crate::store::StoreError;
use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// Why a call was not answered with what it asked for.
#[derive(Debug)]
pub struct Refusal {
    status: StatusCode,
    body: Option<Value>,
}

impl Refusal {
    /// With the interface's body.
    #[must_use]
    pub fn new(status: StatusCode, code: &str, message: &str) -> Self {
        Refusal { status, body: Some(json!({"code": code, "message": message, "fieldErrors": []})) }
    }

    /// 400 or 422 about one field.
    #[must_use]
    pub fn field(status: StatusCode, resource: &str, field: &str, code: &str, message: &str, value: &Value) -> Self {
        let error =
            json!({"resource": resource, "field": field, "code": code, "message": message, "rejectedValue": value});
        Refusal { status, body: Some(json!({"code": code, "message": message, "fieldErrors": [error]})) }
    }

    /// 400 about a query parameter.
    #[must_use]
    pub fn parameter(name: &str, value: &str) -> Self {
        let message = format!("The parameter {name} is not valid.");
        Refusal::field(StatusCode::BAD_REQUEST, "request", name, "parameter.invalid", &message, &value.into())
    }

    /// 401.
    #[must_use]
    pub fn unauthorized() -> Self {
        Refusal::new(StatusCode::UNAUTHORIZED, "unauthorized", "The access token is missing, expired or not valid.")
    }

    /// 403.
    #[must_use]
    pub fn forbidden() -> Self {
        Refusal::new(StatusCode::FORBIDDEN, "forbidden", "You do not have access to do this.")
    }

    /// 404.
    #[must_use]
    pub fn not_found(what: &str) -> Self {
        Refusal::new(StatusCode::NOT_FOUND, &format!("{what}.not.found"), &format!("The {what} was not found."))
    }

    /// 409: the version that was named is not the present one.
    #[must_use]
    pub fn conflict() -> Self {
        Refusal::new(StatusCode::CONFLICT, "version.conflict", "The resource was changed in the meantime.")
    }

    /// 422 about one field: a rule of the service.
    #[must_use]
    pub fn rule(resource: &str, field: &str, code: &str, message: &str, value: &Value) -> Self {
        Refusal::field(StatusCode::UNPROCESSABLE_ENTITY, resource, field, code, message, value)
    }

    /// 422 about several fields: field, code, message and value of each. The first one speaks for all.
    #[must_use]
    pub fn rules(resource: &str, broken: &[(&str, &str, String, Value)]) -> Self {
        let error = |(field, code, message, value): &(&str, &str, String, Value)| json!({"resource": resource, "field": field, "code": code, "message": message, "rejectedValue": value});
        let first = broken.first().map(|(_, code, message, _)| (*code, message.as_str())).unwrap_or_default();
        let errors: Vec<Value> = broken.iter().map(error).collect();
        let body = json!({"code": first.0, "message": first.1, "fieldErrors": errors});
        Refusal { status: StatusCode::UNPROCESSABLE_ENTITY, body: Some(body) }
    }

    /// The same without a body when it is 403, for the calls that declare none there.
    #[must_use]
    pub fn quiet(self) -> Self {
        if self.status == StatusCode::FORBIDDEN { self.bare() } else { self }
    }

    /// The same without a body.
    #[must_use]
    pub fn bare(mut self) -> Self {
        self.body = None;
        self
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "the store failed");
        Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "Something went wrong.")
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = match self.body {
            Some(body) => (self.status, Json(body)).into_response(),
            None => self.status.into_response(),
        };
        if self.status == StatusCode::UNAUTHORIZED {
            let challenge = header::HeaderValue::from_static(r#"Bearer error="invalid_token""#);
            response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
        }
        response
    }
}
