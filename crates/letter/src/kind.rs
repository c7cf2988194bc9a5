//! What a file really is. The first bytes decide; the sender's claim counts only among kinds of text.

use crate::decode_text;

/// What a file is to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Pages.
    Pdf,
    /// HTML, to be cleaned.
    Html,
    /// CommonMark, to be made HTML and cleaned.
    Markdown,
    /// Plain text.
    Text,
    /// A picture that the window can show: PNG, JPEG, GIF, WebP.
    Image,
    /// A calendar entry.
    Calendar,
    /// Anything else: it can be saved.
    Other,
}

const WORDS: [(Kind, &str); 7] = [
    (Kind::Pdf, "pdf"),
    (Kind::Html, "html"),
    (Kind::Markdown, "markdown"),
    (Kind::Text, "text"),
    (Kind::Image, "image"),
    (Kind::Calendar, "calendar"),
    (Kind::Other, "other"),
];

impl Kind {
    /// The word for it in the vault.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        WORDS.iter().find(|(kind, _)| *kind == self).map_or("other", |(_, word)| word)
    }

    /// Reads the word back.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        WORDS.iter().find(|(_, known)| *known == word).map_or(Kind::Other, |(kind, _)| *kind)
    }
}

/// What a file is, by its first bytes (a few hundred are enough) and the claimed type.
#[must_use]
pub fn sniff(head: &[u8], claimed: &str) -> Kind {
    // A PDF may begin with a little of something else (PDF 2.0, annex I).
    if head.windows(5).take(1024).any(|window| window == b"%PDF-") {
        return Kind::Pdf;
    }
    let image = head.starts_with(b"\x89PNG\r\n\x1a\n")
        || head.starts_with(b"\xff\xd8\xff")
        || head.starts_with(b"GIF87a")
        || head.starts_with(b"GIF89a")
        || (head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP"));
    if image {
        return Kind::Image;
    }
    let claimed = claimed.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let wide = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    if head.contains(&0) && !wide {
        return Kind::Other;
    }
    let text = decode_text(head);
    let start = beginning(&text).to_ascii_lowercase();
    if start.starts_with("begin:vcalendar") {
        return Kind::Calendar;
    }
    let looks_like_html = ["<!doctype html", "<html", "<body", "<head"].iter().any(|tag| start.starts_with(tag));
    match claimed.as_str() {
        _ if looks_like_html => Kind::Html,
        "text/html" | "application/xhtml+xml" => Kind::Html,
        "text/calendar" => Kind::Calendar,
        "text/markdown" | "text/x-markdown" => Kind::Markdown,
        text if text.starts_with("text/") && text != "text/xml" => Kind::Text,
        _ => Kind::Other,
    }
}

/// Where a text begins, after what stands in front of many.
fn beginning(text: &str) -> &str {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    for (opening, closing) in [("<?xml", "?>"), ("<!--", "-->"), ("<!--", "-->")] {
        let after = rest.strip_prefix(opening).and_then(|rest| rest.split_once(closing));
        rest = after.map_or(rest, |(_, after)| after.trim_start());
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_decide_and_the_claim_only_among_texts() {
        for (head, claimed, kind) in [
            (&b"%PDF-1.7"[..], "text/html", Kind::Pdf),
            (b"\n%PDF-1.4", "", Kind::Pdf),
            (b"This is a test", "application/pdf", Kind::Other),
            (b"\x89PNG\r\n\x1a\n", "application/pdf", Kind::Image),
            (b"<svg onload=x>", "image/svg+xml", Kind::Other),
            (b"<html>", "text/plain", Kind::Html),
            (b"Hej", "text/plain; charset=utf-8", Kind::Text),
            (b"<p>Hej", "text/html", Kind::Html),
            (b"# Hei", "text/markdown; charset=utf-8", Kind::Markdown),
            (b"# Hei", "text/plain", Kind::Text),
            (b"<html>", "text/markdown", Kind::Html),
            (b"M\0", "text/markdown", Kind::Other),
            (b"BEGIN:VCALENDAR", "application/octet-stream", Kind::Calendar),
            (b"MZ\0\x01", "text/plain", Kind::Other),
            (b"", "", Kind::Other),
            (b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.4", "text/plain", Kind::Pdf),
            (b"\xef\xbb\xbf<!DOCTYPE html><p>", "application/octet-stream", Kind::Html),
            (b"<?xml version='1.0'?>\n<!-- x -->\n<html xmlns='y'>", "application/octet-stream", Kind::Html),
            (b"\xff\xfe<\0h\0t\0m\0l\0>\0", "text/plain", Kind::Html),
            (b"\xfe\xff\0H\0e\0j", "text/plain", Kind::Text),
            (b"\xff\xfeH\0e\0j\0", "application/octet-stream", Kind::Other),
            (b"H\0e\0j\0", "text/plain", Kind::Other),
            (b"<?xml version='1.0'?><svg/>", "application/xml", Kind::Other),
            (b"\x89PNG\r\n\x1a\n", "image/jpeg", Kind::Image),
            (b"GIF89a<script>", "text/html", Kind::Image),
            (b"PK\x03\x04", "application/pdf", Kind::Other),
        ] {
            assert_eq!(sniff(head, claimed), kind, "{claimed} {head:?}");
        }
    }
}
