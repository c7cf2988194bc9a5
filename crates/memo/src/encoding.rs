//! From the sender's encoding to UTF-8, as a stream. The byte order mark decides, then UTF-16 without a
//! mark (seen by its zero bytes), then the XML declaration; UTF-8 otherwise.

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::io::{self, BufReader, Read};

/// How much is looked at to find the encoding.
const LOOK: usize = 256;

/// Reads UTF-8 whatever came in; what is not valid in its encoding becomes U+FFFD, never an error.
pub(crate) struct Utf8Reader<R> {
    input: R,
    decoder: Decoder,
    raw: Vec<u8>,
    ready: Vec<u8>,
    given: usize,
    at_end: bool,
}

/// Wraps the input so that UTF-8 comes out of it.
pub(crate) fn utf8<R: Read>(mut input: R) -> io::Result<BufReader<Utf8Reader<R>>> {
    let mut head = Vec::with_capacity(LOOK);
    input.by_ref().take(LOOK as u64).read_to_end(&mut head)?;
    let decoder = encoding_of(&head).new_decoder();
    let reader = Utf8Reader { input, decoder, raw: head, ready: Vec::new(), given: 0, at_end: false };
    Ok(BufReader::with_capacity(64 << 10, reader))
}

fn encoding_of(head: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return encoding;
    }
    match head {
        [b'<', 0, ..] => return UTF_16LE,
        [0, b'<', ..] => return UTF_16BE,
        _ => {}
    }
    let text = String::from_utf8_lossy(head);
    let declared = text.split_once("?>").and_then(|(declaration, _)| declaration.split_once("encoding"));
    let label = declared.and_then(|(_, rest)| rest.split(['"', '\'']).nth(1));
    // A declaration that could be read as ASCII cannot be UTF-16, whatever it says.
    label
        .and_then(|label| Encoding::for_label(label.as_bytes()))
        .filter(|encoding| *encoding != UTF_16LE && *encoding != UTF_16BE)
        .unwrap_or(UTF_8)
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
                self.at_end = read == 0;
            }
            let mut text =
                String::with_capacity(self.decoder.max_utf8_buffer_length(self.raw.len()).unwrap_or(1 << 17));
            let (result, read, _) = self.decoder.decode_to_string(&self.raw, &mut text, self.at_end);
            self.raw.drain(..read);
            if result == CoderResult::OutputFull && read == 0 {
                return Err(io::ErrorKind::InvalidData.into());
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
