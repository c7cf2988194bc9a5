//! From the sender's encoding to UTF-8, as a stream. The byte order mark decides, then UTF-16 without a
//! mark (seen by its zero bytes), then the XML declaration; UTF-8 otherwise.

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::io::{self, BufReader, ErrorKind, Read};

/// How much is looked at to find the encoding.
const LOOK: usize = 256;

/// Reads UTF-8 whatever came in. Bytes that are no text in their encoding, and characters that XML does not
/// have, are `InvalidData`; more bytes than allowed are `FileTooLarge`.
pub(crate) struct Utf8Reader<R> {
    input: R,
    decoder: Decoder,
    raw: Vec<u8>,
    ready: Vec<u8>,
    given: usize,
    left: u64,
    at_end: bool,
}

/// Wraps the input so that UTF-8 comes out of it, of at most `most` bytes.
pub(crate) fn utf8<R: Read>(mut input: R, most: u64) -> io::Result<BufReader<Utf8Reader<R>>> {
    let mut head = Vec::with_capacity(LOOK);
    input.by_ref().take(LOOK as u64).read_to_end(&mut head)?;
    let decoder = encoding_of(&head).ok_or(ErrorKind::InvalidData)?.new_decoder();
    let left = most.checked_sub(head.len() as u64).ok_or(ErrorKind::FileTooLarge)?;
    let reader = Utf8Reader { input, decoder, raw: head, ready: Vec::new(), given: 0, left, at_end: false };
    Ok(BufReader::with_capacity(64 << 10, reader))
}

/// None when the declaration names an encoding that nobody knows.
fn encoding_of(head: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return Some(encoding);
    }
    match head {
        [b'<', 0, ..] => return Some(UTF_16LE),
        [0, b'<', ..] => return Some(UTF_16BE),
        _ => {}
    }
    let text = String::from_utf8_lossy(head);
    let declaration = text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>"));
    let declared = declaration.and_then(|(declaration, _)| declaration.split_once("encoding"));
    let Some(label) = declared.and_then(|(_, rest)| rest.split(['"', '\'']).nth(1)) else { return Some(UTF_8) };
    let encoding = Encoding::for_label(label.as_bytes())?;
    // A declaration that could be read as ASCII cannot be UTF-16, whatever it says.
    Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
}

/// XML's characters are all but most control characters, surrogates and two that mean nothing.
pub(crate) fn is_xml(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

impl<R: Read> Utf8Reader<R> {
    fn refill(&mut self) -> io::Result<()> {
        self.ready.clear();
        self.given = 0;
        while self.ready.is_empty() && !self.at_end {
            if self.raw.is_empty() {
                self.raw.resize(32 << 10, 0);
                let read = self.input.read(&mut self.raw)?;
                self.raw.truncate(read);
                self.left = self.left.checked_sub(read as u64).ok_or(ErrorKind::FileTooLarge)?;
                self.at_end = read == 0;
            }
            let mut text =
                String::with_capacity(self.decoder.max_utf8_buffer_length(self.raw.len()).unwrap_or(1 << 17));
            let (result, read, replaced) = self.decoder.decode_to_string(&self.raw, &mut text, self.at_end);
            self.raw.drain(..read);
            if replaced || (result == CoderResult::OutputFull && read == 0) || !text.chars().all(is_xml) {
                return Err(ErrorKind::InvalidData.into());
            }
            self.ready = text.into_bytes();
        }
        Ok(())
    }
}

impl<R: Read> Read for Utf8Reader<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.given >= self.ready.len() {
            self.refill()?;
        }
        let rest = self.ready.get(self.given..).unwrap_or_default();
        let count = rest.len().min(out.len());
        for (to, from) in out.iter_mut().zip(rest) {
            *to = *from;
        }
        self.given += count;
        Ok(count)
    }
}
