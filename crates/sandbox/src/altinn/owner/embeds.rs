//! What is fetched and shown in the place of a body: as promised, or in one of the ways in which that can go wrong.

use super::texts::{self, HOSTILE};
use super::{Refusal, shown};
use crate::altinn::asked::base;
use crate::altinn::dialog::{Embed, EmbedKind};
use crate::server::Shared;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use std::time::Duration;

/// As many redirects as everybody has to follow.
const HOPS: u32 = 5;
const MARKDOWN: &str = "text/markdown; charset=utf-8";
const HTML: &str = "text/html; charset=utf-8";

/// What an address says beside its path.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Way {
    lang: String,
    hop: u32,
}

/// GET `/embed/{dialog}/content`.
pub async fn of_dialog(
    State(sandbox): State<Shared>,
    Path(dialog): Path<String>,
    Query(way): Query<Way>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let shown = shown(&sandbox, &headers, &dialog).await?;
    answer(shown.dialog.content.embed.as_ref(), &way, &uri, &headers).await
}

/// GET `/embed/{dialog}/transmissions/{transmission}/content`.
pub async fn of_transmission(
    State(sandbox): State<Shared>,
    Path((dialog, transmission)): Path<(String, String)>,
    Query(way): Query<Way>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let shown = shown(&sandbox, &headers, &dialog).await?;
    let one = shown.dialog.transmissions.iter().find(|one| one.id == transmission && one.allowed);
    answer(one.and_then(|one| one.embed.as_ref()), &way, &uri, &headers).await
}

fn text(kind: &'static str, body: String) -> Response {
    ([(header::CONTENT_TYPE, kind)], body).into_response()
}

async fn answer(embed: Option<&Embed>, way: &Way, uri: &Uri, headers: &HeaderMap) -> Result<Response, Refusal> {
    let gone = Refusal(StatusCode::NOT_FOUND, "Vi finner ikke dette lenger.");
    let embed = embed.filter(|embed| !embed.refused).ok_or(gone)?;
    let own = embed.text.get(&way.lang).unwrap_or_else(|| embed.text.any()).to_owned();
    let next = format!("{}?lang={}&hop={}", uri.path(), way.lang, way.hop.saturating_add(1));
    let on = |address: String| (StatusCode::FOUND, [(header::LOCATION, address)]).into_response();
    Ok(match embed.kind {
        EmbedKind::Markdown => text(MARKDOWN, own),
        EmbedKind::Html => text(HTML, own),
        EmbedKind::TooLarge => text(MARKDOWN, texts::too_large()),
        EmbedKind::Slow => {
            tokio::time::sleep(Duration::from_secs(embed.seconds)).await;
            text(MARKDOWN, own)
        }
        EmbedKind::WrongType => text("application/octet-stream", own),
        EmbedKind::Redirects if way.hop < HOPS => on(next),
        EmbedKind::EndlessRedirects => on(next),
        EmbedKind::OtherHost if way.hop == 0 => on(format!("{}{next}", other_host(&base(headers)))),
        EmbedKind::Redirects | EmbedKind::OtherHost => text(MARKDOWN, own),
        EmbedKind::HtmlPage => text(HTML, texts::page("Logg inn", "Du er logget ut. Logg inn for å lese brevet.")),
        EmbedKind::Empty => StatusCode::NO_CONTENT.into_response(),
        EmbedKind::Unauthorized => return Err(Refusal(StatusCode::UNAUTHORIZED, "Tokenet gjelder ikke lenger.")),
        EmbedKind::ServerError => {
            return Err(Refusal(StatusCode::INTERNAL_SERVER_ERROR, "Noe gikk galt hos oss. Prøv igjen senere."));
        }
        EmbedKind::Hostile => text(MARKDOWN, HOSTILE.to_owned()),
    })
}

/// The same machine by its other name.
fn other_host(base: &str) -> String {
    match base.contains("localhost") {
        true => base.replace("localhost", "127.0.0.1"),
        false => base.replace("127.0.0.1", "localhost"),
    }
}
