//! The `letter:` protocol: a handle in, a cleaned page or bytes with their exact type out.

use crate::answer;
use crate::shell::Shell;
use postkasse::Content;
use std::sync::Arc;
use std::time::Instant;
use tauri::http::{Request, Response, StatusCode};
use tauri::{Manager, Runtime, UriSchemeContext, UriSchemeResponder};

/// Where our own pages come from, on the systems of this program.
const ORIGINS: [&str; 2] = ["tauri://localhost", "http://tauri.localhost"];

/// Answers a request of the window.
pub fn answer<R: Runtime>(context: UriSchemeContext<'_, R>, request: Request<Vec<u8>>, responder: UriSchemeResponder) {
    let shell = context.app_handle().state::<Arc<Shell>>().inner().clone();
    tauri::async_runtime::spawn(async move { responder.respond(respond(&shell, &request).await) });
}

async fn respond(shell: &Shell, request: &Request<Vec<u8>>) -> Response<Vec<u8>> {
    let asked = request.headers().get("origin").and_then(|origin| origin.to_str().ok());
    let origin = ORIGINS.into_iter().find(|known| asked == Some(known)).unwrap_or("null");
    let name = request.uri().path().trim_start_matches('/');
    if name == "style.css" {
        return answer::style(origin);
    }
    match content(shell, name).await {
        Some(Content::Bytes(mime, bytes)) => answer::bytes(mime, origin, bytes),
        Some(Content::Page(html)) => answer::page(&html, origin),
        None => answer::nothing(StatusCode::NOT_FOUND, origin),
    }
}

/// What a handle means, if it can be had still.
async fn content(shell: &Shell, name: &str) -> Option<Content> {
    let now = Instant::now();
    if let Some((message, file)) = shell.handles.look_up(name, now) {
        return shell.app().await.ok()?.content(message, file).await.ok();
    }
    let sender = shell.logos.look_up(name, now)?;
    Some(Content::Bytes("image/png", shell.app().await.ok()?.logo(sender).await.ok()?))
}
