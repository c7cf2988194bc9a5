//! The service owner's own endpoints, below `/embed`: what is fetched and shown, the files of attachments, and what can be
//! done. Real ones lie anywhere; here they are the sandbox's, so that one sees whether they are asked rightly.

mod actions;
mod embeds;
mod files;
mod texts;

use super::store::dialogs;
use super::{dialog::Dialog, token};
use crate::norway::caller::bearer;
use crate::server::Shared;
use crate::store::StoreError;
use axum::Router;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde_json::{Value, json};

/// Every path below `/embed`.
pub fn router() -> Router<Shared> {
    let action = get(actions::page).post(actions::act).put(actions::act).patch(actions::act).delete(actions::act);
    Router::new()
        .route("/embed/{dialog}/content", get(embeds::of_dialog))
        .route("/embed/{dialog}/transmissions/{transmission}/content", get(embeds::of_transmission))
        .route("/embed/{dialog}/files/{file}", get(files::file))
        .route("/embed/{dialog}/pages/{action}", get(actions::page))
        .route("/embed/{dialog}/actions/{action}", action)
}

/// A refusal by the service owner, who says why in a sentence for people.
#[derive(Debug, Clone, Copy)]
struct Refusal(StatusCode, &'static str);

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let Refusal(status, detail) = self;
        let body = json!({"title": status.canonical_reason(), "status": status.as_u16(), "detail": detail}).to_string();
        (status, [(header::CONTENT_TYPE, "application/problem+json")], body).into_response()
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "the store failed");
        Refusal(StatusCode::INTERNAL_SERVER_ERROR, "Noe gikk galt hos oss. Prøv igjen senere.")
    }
}

/// The dialog and the token by which somebody asks about it.
#[derive(Debug)]
struct Shown {
    dialog: Dialog,
    claims: Value,
}

/// Looks at the dialog token of a request: signed, in its ten minutes, and of this dialog.
///
/// # Errors
/// 401 without a good one, 403 when it is of another dialog, 404 when there is no such dialog any more.
async fn shown(sandbox: &Shared, headers: &HeaderMap, dialog: &str) -> Result<Shown, Refusal> {
    let unknown = Refusal(StatusCode::UNAUTHORIZED, "Vi trenger et gyldig dialogtoken for å vise dette.");
    let token = bearer(headers).ok_or(unknown)?.to_owned();
    let (now, id) = (sandbox.clock.now(), dialog.to_owned());
    let looked = sandbox.store.run(move |db| {
        let claims = token::verified(db, &token, now)?;
        Ok::<_, StoreError>((claims, dialogs::one(db, &id)?))
    });
    let (claims, found) = looked.await?;
    let claims = claims.ok_or(unknown)?;
    if claims.get("i").and_then(Value::as_str) != Some(dialog) {
        return Err(Refusal(StatusCode::FORBIDDEN, "Tokenet gjelder en annen dialog."));
    }
    let gone = Refusal(StatusCode::NOT_FOUND, "Vi finner ikke dette lenger.");
    let dialog = found.filter(|dialog| dialog.deleted.is_none()).ok_or(gone)?;
    Ok(Shown { dialog, claims })
}
