//! A first look into a file whose bytes are stored somewhere: what it really is, and what can be read in it. Larger
//! files of a kind are kept and not searched, since reading them would take too much memory.

use crate::{Kind, Limits, Readable, readable_text, sniff};
use std::io::{self, Read};
use std::sync::{Mutex, PoisonError};

/// So many bytes tell what a file is.
const HEAD: u64 = 4096;
const MOST_PDF: usize = 24 << 20;
const MOST_HTML: usize = 2 << 20;
const MOST_TEXT: usize = 8 << 20;

/// Held while text is taken out of a larger file, which needs its bytes as a whole: two at once would need twice as
/// much.
static READING: Mutex<()> = Mutex::new(());
/// Smaller ones need not wait for each other.
const SMALL: u64 = 256 << 10;

/// What a file is, and what could be read in it. `open` gives its bytes from the beginning, `size` says how many.
///
/// # Errors
/// When the bytes cannot be read.
pub fn look<R: Read, E: From<io::Error>>(
    claimed: &str,
    size: u64,
    open: impl Fn() -> Result<R, E>,
) -> Result<(Kind, Option<Readable>), E> {
    let mut head = Vec::new();
    open()?.take(HEAD).read_to_end(&mut head)?;
    let kind = sniff(&head, claimed);
    let most = match kind {
        Kind::Pdf => MOST_PDF,
        Kind::Html | Kind::Markdown => MOST_HTML,
        Kind::Text | Kind::Calendar => MOST_TEXT,
        Kind::Image | Kind::Other => 0,
    };
    let limits = Limits::default();
    let limits = Limits { max_bytes: limits.max_bytes.min(most), ..limits };
    if size > limits.max_bytes as u64 || most == 0 {
        return Ok((kind, None));
    }
    let _one_at_a_time = (size > SMALL).then(|| READING.lock().unwrap_or_else(PoisonError::into_inner));
    let mut bytes = head;
    if size > bytes.len() as u64 {
        bytes.clear();
        open()?.read_to_end(&mut bytes)?;
    }
    Ok((kind, readable_text(bytes, kind, &limits).ok()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_as_what_it_is_and_a_large_one_is_only_recognised() {
        let text = "Kære Mette. ".repeat(1000);
        let (kind, read) = look("text/plain", text.len() as u64, || io::Result::Ok(text.as_bytes())).unwrap();
        assert_eq!((kind, read.unwrap().text), (Kind::Text, text));
        let (kind, read) = look("text/plain", 9 << 20, || io::Result::Ok(io::repeat(b'a'))).unwrap();
        assert_eq!((kind, read), (Kind::Text, None));
        let (kind, read) = look("text/plain", 3, || io::Result::Ok(&b"\x89PNG\r\n\x1a\n"[..])).unwrap();
        assert_eq!((kind, read), (Kind::Image, None));
    }
}
