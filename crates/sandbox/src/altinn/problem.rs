//! Refusals in Dialogporten's shape, `application/problem+json`: what is wrong, by the name of what it is wrong with.

use crate::store::StoreError;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

/// Why a call was not answered with what it asked for.
#[derive(Debug, Clone)]
pub struct Problem {
    status: StatusCode,
    errors: Vec<(String, String)>,
    /// When it is worth asking again.
    expires: Option<String>,
}

impl Problem {
    fn new(status: StatusCode, name: &str, what: impl Into<String>) -> Self {
        Problem { status, errors: vec![(name.to_owned(), what.into())], expires: None }
    }

    /// 400 about one member of the request.
    #[must_use]
    pub fn invalid(name: &str, what: impl Into<String>) -> Self {
        Problem::new(StatusCode::BAD_REQUEST, name, what)
    }

    /// 400 about several.
    #[must_use]
    pub fn all_invalid(errors: Vec<(String, String)>) -> Self {
        Problem { status: StatusCode::BAD_REQUEST, errors, expires: None }
    }

    /// 401.
    #[must_use]
    pub fn unauthorized() -> Self {
        Problem::new(StatusCode::UNAUTHORIZED, "Unauthorized", "The access token is missing, expired or not valid.")
    }

    /// 403 with the reason.
    #[must_use]
    pub fn forbidden(why: impl Into<String>) -> Self {
        Problem::new(StatusCode::FORBIDDEN, "Forbidden", why)
    }

    /// 403 because the login is not sure enough, in the words by which clients know it.
    #[must_use]
    pub fn level() -> Self {
        Problem::forbidden("Altinn authentication level too low.")
    }

    /// 404 of an entity (`DialogEntity`, `DialogActivity` …).
    #[must_use]
    pub fn unknown(entity: &str, key: &str) -> Self {
        Problem::new(StatusCode::NOT_FOUND, entity, format!("No {entity} has the key {key}."))
    }

    /// 404 of a dialog that nobody sees before a moment; `http` is that moment as HTTP writes it.
    #[must_use]
    pub fn not_visible(from: &str, http: String) -> Self {
        let problem =
            Problem::new(StatusCode::NOT_FOUND, "DialogEntity", format!("The dialog is not visible until {from}."));
        Problem { expires: Some(http), ..problem }
    }

    /// 404 of a dialog whose time is over.
    #[must_use]
    pub fn expired(at: &str) -> Self {
        Problem::new(StatusCode::NOT_FOUND, "DialogEntity", format!("The dialog expired at {at}."))
    }

    /// 410.
    #[must_use]
    pub fn gone(key: &str) -> Self {
        Problem::new(StatusCode::GONE, "DialogEntity", format!("The DialogEntity with the key {key} was removed."))
    }

    /// 412: the revision that was named is not the present one.
    #[must_use]
    pub fn precondition() -> Self {
        Problem { status: StatusCode::PRECONDITION_FAILED, errors: Vec::new(), expires: None }
    }

    fn title(&self) -> (&'static str, &'static str) {
        match self.status {
            StatusCode::BAD_REQUEST => ("One or more validation errors occurred.", "15.5.1"),
            StatusCode::UNAUTHORIZED => ("Unauthorized.", "15.5.2"),
            StatusCode::FORBIDDEN => ("Forbidden.", "15.5.4"),
            StatusCode::NOT_FOUND => ("Resource not found.", "15.5.5"),
            StatusCode::GONE => ("Resource no longer available.", "15.5.11"),
            StatusCode::PRECONDITION_FAILED => ("Precondition failed.", "15.5.13"),
            _ => ("An error occurred while processing the request.", "15.6.1"),
        }
    }

    fn to_json(&self, path: &str) -> Value {
        let (title, section) = self.title();
        let mut by_name: Map<String, Value> = Map::new();
        for (name, what) in &self.errors {
            if let Some(list) = by_name.entry(name.clone()).or_insert_with(|| json!([])).as_array_mut() {
                list.push(what.as_str().into());
            }
        }
        let invalid = self.errors.iter().filter(|_| self.status == StatusCode::BAD_REQUEST);
        let invalid =
            invalid.map(|(name, what)| json!({"code": "DP.VLD-00000", "detail": what, "paths": [format!("/{name}")]}));
        let trace = crate::ids::fresh().replace('-', "");
        let span = trace.get(..16).unwrap_or_default();
        let mut body = json!({
            "type": format!("https://datatracker.ietf.org/doc/html/rfc9110#section-{section}"),
            "title": title, "status": self.status.as_u16(), "instance": path,
            "traceId": format!("00-{trace}-{span}-00"), "validationErrors": invalid.collect::<Vec<_>>(),
        });
        if let Some(fields) = body.as_object_mut().filter(|_| !by_name.is_empty()) {
            fields.insert("errors".to_owned(), by_name.into());
        }
        body
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "the store failed");
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "InternalServerError", "Something went wrong.")
    }
}

impl From<rusqlite::Error> for Problem {
    fn from(error: rusqlite::Error) -> Self {
        StoreError::from(error).into()
    }
}

impl IntoResponse for Problem {
    /// Without its body yet, which names the path that was asked; [`layer`] writes it.
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Writes the bodies of refusals.
pub async fn layer(request: Request, next: Next) -> Response {
    let path = request.uri().path().strip_prefix("/dialogporten").unwrap_or(request.uri().path()).to_owned();
    let mut response = next.run(request).await;
    let Some(problem) = response.extensions_mut().remove::<Problem>() else { return response };
    let body = problem.to_json(&path).to_string();
    let mut response = (problem.status, [(header::CONTENT_TYPE, "application/problem+json")], body).into_response();
    let mut put = |name, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(name, value);
        }
    };
    if problem.status == StatusCode::UNAUTHORIZED {
        put(header::WWW_AUTHENTICATE, r#"Bearer error="invalid_token""#);
    }
    if let Some(expires) = &problem.expires {
        put(header::EXPIRES, expires);
    }
    response
}
