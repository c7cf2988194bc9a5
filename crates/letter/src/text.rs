//! The text that can be read in a file, within limits of size and time.

use crate::own_thread::OwnThreads;
use crate::{Kind, markdown_html, pdf};
use std::time::{Duration, Instant};
use unicode_normalization::UnicodeNormalization;

/// What taking text out may cost.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of the file.
    pub max_bytes: usize,
    /// Bytes of text.
    pub max_text: usize,
    /// Pages.
    pub max_pages: usize,
    /// Time.
    pub max_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { max_bytes: 100 << 20, max_text: 4 << 20, max_pages: 2000, max_time: Duration::from_secs(20) }
    }
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readable {
    /// The text.
    pub text: String,
    /// Pages, if it has some.
    pub pages: Option<u32>,
    /// There was more than the limits allow.
    pub truncated: bool,
}

/// Why nothing was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Larger than the limits.
    #[error("the file is too large to be read")]
    TooLarge,
    /// Broken, or locked.
    #[error("the file cannot be read")]
    Unreadable,
    /// It took too long.
    #[error("reading the file took too long")]
    TimedOut,
    /// A kind without text.
    #[error("there is no text in this kind of file")]
    NoText,
}

static THREADS: OwnThreads = OwnThreads::new();
/// What may pass beyond the limit of time, which is kept from inside as well as that goes.
const GRACE: Duration = Duration::from_secs(2);

/// Takes the readable text out of a file.
///
/// # Errors
/// [`TextError`]; the file itself is as good as before.
pub fn readable_text(bytes: Vec<u8>, kind: Kind, limits: &Limits) -> Result<Readable, TextError> {
    if bytes.len() > limits.max_bytes {
        return Err(TextError::TooLarge);
    }
    let (limits, wait) = (*limits, limits.max_time + GRACE);
    let read = match kind {
        Kind::Text | Kind::Calendar => Readable { text: decode_text(&bytes), pages: None, truncated: false },
        Kind::Html => THREADS.run(wait, move || html_text(&decode_text(&bytes)))?,
        Kind::Markdown => THREADS.run(wait, move || html_text(&markdown_html(&decode_text(&bytes))))?,
        Kind::Pdf => THREADS.run(wait, move || pdf::text(bytes, &limits, Instant::now() + limits.max_time))?,
        Kind::Image | Kind::Other => return Err(TextError::NoText),
    };
    let (text, cut) = whole_letters(&read.text, limits.max_text);
    Ok(Readable { text, truncated: read.truncated || cut, ..read })
}

/// Letters as they are typed: no ligatures as they are drawn, no accents apart from their letters, no marks where
/// a word may be broken. At most so many bytes; whether there was more.
fn whole_letters(text: &str, most: usize) -> (String, bool) {
    let unbroken = text.chars().filter(|c| !matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}'));
    let is_ligature = |c: char| ('\u{fb00}'..='\u{fb06}').contains(&c);
    let apart = unbroken.flat_map(|c| {
        let letters: String = if is_ligature(c) { std::iter::once(c).nfkd().collect() } else { c.into() };
        letters.chars().collect::<Vec<_>>()
    });
    let mut whole = String::with_capacity(text.len().min(most));
    for c in apart.nfc() {
        if whole.len() + c.len_utf8() > most {
            return (whole, true);
        }
        whole.push(c);
    }
    (whole, false)
}

fn html_text(html: &str) -> Result<Readable, TextError> {
    let clean = crate::clean_html(html).html;
    // Without signs for what is strong or a heading: they are no words of the letter, and would be read aloud.
    let flat = (1..=6)
        .fold(clean, |html, level| html.replace(&format!("<h{level}"), "<p").replace(&format!("</h{level}>"), "</p>"));
    let text = html2text::config::plain_no_decorate()
        .string_from_read(flat.as_bytes(), 100)
        .map_err(|_| TextError::Unreadable)?;
    Ok(Readable { text, pages: None, truncated: false })
}

/// Text in whatever encoding: a byte order mark decides, then UTF-8 if it is, else Windows-1252.
#[must_use]
pub fn decode_text(bytes: &[u8]) -> String {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0.into_owned();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_html_is_its_words_and_the_signs_of_its_lists() {
        let html = "<h1>Nyt fra havnen</h1><p>Bolv\u{e6}rket er <b>malet</b>.</p><ul><li>Nordkaj</li></ul><ol><li>F\u{f8}rst</li></ol>";
        let text = html_text(html).unwrap().text;
        assert_eq!(text.trim(), "Nyt fra havnen\n\nBolv\u{e6}rket er malet.\n* Nordkaj\n1. F\u{f8}rst");
    }

    #[test]
    fn text_is_read_in_whatever_encoding_it_came() {
        let utf16: Vec<u8> = "\u{feff}æøå".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in ["æøå".as_bytes(), b"\xe6\xf8\xe5", b"\xef\xbb\xbf\xc3\xa6\xc3\xb8\xc3\xa5", &utf16] {
            assert_eq!(decode_text(bytes), "æøå", "{bytes:?}");
        }
    }

    #[test]
    fn html_becomes_readable_and_hides_nothing_that_acts() {
        let html = "<h1>Nyt</h1><p>Hej <b>Mette</b></p><script>x()</script><ul><li>et</li></ul>";
        let read = readable_text(html.into(), Kind::Html, &Limits::default()).unwrap();
        assert!(read.text.contains("Nyt") && read.text.contains("Mette") && read.text.contains("et"));
        assert!(!read.text.contains("x()"));
    }

    #[test]
    fn limits_hold() {
        let limits = Limits { max_bytes: 10, max_text: 3, ..Limits::default() };
        assert_eq!(readable_text(vec![b'a'; 11], Kind::Text, &limits), Err(TextError::TooLarge));
        let read = readable_text("aæø".into(), Kind::Text, &limits).unwrap();
        assert_eq!((read.text.as_str(), read.truncated), ("aæ", true));
        assert_eq!(readable_text(vec![], Kind::Image, &limits), Err(TextError::NoText));
    }
}
