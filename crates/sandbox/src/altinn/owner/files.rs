//! The files of attachments, for whoever shows a dialog token or her own login.

use super::{Refusal, shown};
use crate::altinn::store::{dialogs, files, parties};
use crate::norway::caller::bearer;
use crate::server::Shared;
use crate::store::StoreError;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// GET `/embed/{dialog}/files/{file}`.
pub async fn file(
    State(sandbox): State<Shared>,
    Path((dialog, file)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    if let Err(refused) = shown(&sandbox, &headers, &dialog).await
        && !her_own(&sandbox, &headers, &dialog).await
    {
        return Err(refused);
    }
    let found = sandbox.store.run(move |db| files::one(db, &dialog, &file)).await?;
    found.map(served).ok_or(Refusal(StatusCode::NOT_FOUND, "Vi finner ikke vedlegget."))
}

/// Whether the request bears the login of somebody who may read the dialog.
async fn her_own(sandbox: &Shared, headers: &HeaderMap, dialog: &str) -> bool {
    let Some(token) = bearer(headers) else { return false };
    let Some(caller) = sandbox.norwegian(token).await else { return false };
    let dialog = dialog.to_owned();
    let looked = sandbox.store.run(move |db| {
        let hers = parties::readable(db, &caller.person)?;
        let found = dialogs::one(db, &dialog)?.filter(|dialog| dialog.deleted.is_none());
        Ok::<_, StoreError>(found.is_some_and(|dialog| hers.contains(&dialog.party)))
    });
    looked.await.unwrap_or(false)
}

fn served(file: files::File) -> Response {
    let mut response = file.bytes.into_response();
    let name: String = url::form_urlencoded::byte_serialize(file.name.as_bytes()).collect();
    let disposition = format!("attachment; filename*=UTF-8''{}", name.replace('+', "%20"));
    let values = [(header::CONTENT_TYPE, file.mime), (header::CONTENT_DISPOSITION, disposition)];
    for (name, value) in values {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}
