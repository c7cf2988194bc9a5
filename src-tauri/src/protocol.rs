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
    let Some((message, file)) = shell.handles.look_up(name, Instant::now()) else {
        return answer::nothing(StatusCode::NOT_FOUND, origin);
    };
    let content = match shell.app().await {
        Ok(app) => app.content(message, file).await,
        Err(error) => Err(error),
    };
    match content {
        Ok(Content::Bytes(mime, bytes)) => answer::bytes(mime, origin, bytes),
        Ok(Content::Page(html)) => answer::page(&html, origin),
        Err(_) => answer::nothing(StatusCode::NOT_FOUND, origin),
    }
}
