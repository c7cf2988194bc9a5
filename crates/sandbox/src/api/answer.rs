//! Answers: a page of a list, and the weak ETag that every list carries.
//!
//! The description has no conditional reading; it is an extension that a client may use or not:
//! a list answers `ETag: W/"…"`, and `304` without a body to an `If-None-Match` that names it.

use super::params::Page;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use data_encoding::HEXLOWER;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

/// The interface's paging result with the items under their own name.
#[must_use]
pub fn paged(name: &str, items: Vec<Value>, page: Page, total: i64) -> Value {
    let pages = total.checked_add(page.size - 1).map_or(0, |sum| sum / page.size);
    let mut result = Map::new();
    let mut put = |key: &str, value: Value| drop(result.insert(key.to_owned(), value));
    put("currentPage", page.number.into());
    if page.number + 1 < pages {
        put("next", (page.number + 1).to_string().into());
    }
    put("totalPages", pages.into());
    put("elementsOnPage", items.len().into());
    put("totalElements", total.into());
    put(name, items.into());
    Value::Object(result)
}

/// One page of a list that is at hand as a whole.
#[must_use]
pub fn page_of(name: &str, items: Vec<Value>, page: Page) -> Value {
    let total = i64::try_from(items.len()).unwrap_or(i64::MAX);
    let skip = usize::try_from(page.offset()).unwrap_or(usize::MAX);
    let take = usize::try_from(page.size).unwrap_or(usize::MAX);
    paged(name, items.into_iter().skip(skip).take(take).collect(), page, total)
}

/// Sorts resources by fields that are texts or numbers; the first term weighs most.
pub fn sort(items: &mut [Value], terms: &[(&str, bool)]) {
    let key = |item: &Value, field: &str| match item.pointer(&format!("/{}", field.replace('.', "/"))) {
        Some(Value::Number(number)) => (number.as_f64().unwrap_or_default(), String::new()),
        Some(Value::String(text)) => (0.0, text.to_lowercase()),
        Some(other) => (0.0, other.to_string()),
        None => (0.0, String::new()),
    };
    for (field, descends) in terms.iter().rev() {
        items.sort_by(|one, other| {
            let (one, other) = (key(one, field), key(other, field));
            let order = one.0.total_cmp(&other.0).then_with(|| one.1.cmp(&other.1));
            if *descends { order.reverse() } else { order }
        });
    }
}

/// Answers a list, or 304 when the caller has it already.
#[must_use]
pub fn list(asked: &HeaderMap, value: &Value) -> Response {
    let body = value.to_string();
    let digest = Sha256::digest(body.as_bytes());
    let tag = format!("W/\"{}\"", HEXLOWER.encode(digest.get(..12).unwrap_or_default()));
    let known = asked
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|known| known.trim() == tag);
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let json = HeaderValue::from_static("application/json");
        ([(header::CONTENT_TYPE, json)], Body::from(body)).into_response()
    };
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

/// The items of a list resource (`{"documents": […]}`), not paged.
#[must_use]
pub fn whole(name: &str, items: &Value) -> Value {
    json!({ name: items })
}
