//! Text as it may stand in XML, so that it is read as exactly what it was: a reader turns a bare carriage return
//! into a line feed, and every white space in an attribute into a space.

use std::borrow::Cow;

/// Between tags.
pub(super) fn text(text: &str) -> Cow<'_, str> {
    escaped(text, |character| match character {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '\r' => Some("&#13;"),
        _ => None,
    })
}

/// Between double quotes.
pub(super) fn value(text: &str) -> Cow<'_, str> {
    escaped(text, |character| match character {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\t' => Some("&#9;"),
        '\n' => Some("&#10;"),
        '\r' => Some("&#13;"),
        _ => None,
    })
}

fn escaped(text: &str, reference: impl Fn(char) -> Option<&'static str>) -> Cow<'_, str> {
    if text.chars().all(|character| reference(character).is_none()) {
        return Cow::Borrowed(text);
    }
    let mut written = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match reference(character) {
            Some(reference) => written.push_str(reference),
            None => written.push(character),
        }
    }
    Cow::Owned(written)
}
