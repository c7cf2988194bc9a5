//! What the `letter:` protocol answers: the exact type, nothing kept, nothing guessed, and a policy under
//! which a letter can run nothing and reach nothing.

use tauri::http::{Response, StatusCode, header};

/// The frame of a letter has no origin of its own, so its style is allowed by name. A cleaned letter may show text and its own small pictures; no script, no network, no form.
const LETTER_POLICY: &str = "sandbox; default-src 'none'; img-src data:; style-src letter: http://letter.localhost";
/// Everything else is bytes for our own pages, never a document of its own.
const BYTES_POLICY: &str = "sandbox; default-src 'none'";
/// The style of a letter's own page; served by the same protocol, so that no inline style is needed.
pub const LETTER_STYLE: &str = include_str!("letter.css");

/// The bytes of a file, or the part of them that was asked for.
#[must_use]
pub fn bytes(mime: &str, origin: &str, body: Vec<u8>) -> Response<Vec<u8>> {
    build(StatusCode::OK, mime, BYTES_POLICY, origin, body)
}

/// A cleaned letter as a page of its own.
#[must_use]
pub fn page(clean_html: &str, origin: &str) -> Response<Vec<u8>> {
    let page = format!(
        "<!doctype html><html><head><meta charset=\"utf-8\"><title>·</title>\
         <link rel=\"stylesheet\" href=\"letter://localhost/style.css\"></head><body>{clean_html}</body></html>"
    );
    build(StatusCode::OK, "text/html; charset=utf-8", LETTER_POLICY, origin, page.into_bytes())
}

/// The style of a letter's page.
#[must_use]
pub fn style(origin: &str) -> Response<Vec<u8>> {
    build(StatusCode::OK, "text/css; charset=utf-8", BYTES_POLICY, origin, LETTER_STYLE.as_bytes().to_vec())
}

/// There is no such thing, or not any more.
#[must_use]
pub fn nothing(status: StatusCode, origin: &str) -> Response<Vec<u8>> {
    build(status, "text/plain; charset=utf-8", BYTES_POLICY, origin, Vec::new())
}

fn build(status: StatusCode, mime: &str, policy: &str, origin: &str, body: Vec<u8>) -> Response<Vec<u8>> {
    Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, mime)
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(header::CACHE_CONTROL, "no-store")
        .header(header::CONTENT_SECURITY_POLICY, policy)
        .header(header::REFERRER_POLICY, "no-referrer")
        .header(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin)
        .body(body)
        .unwrap_or_else(|_| Response::new(Vec::new()))
}
