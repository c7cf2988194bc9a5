//! A file's content: base64 between two tags, decoded in pieces into the sink. White space is skipped.

use crate::metered::Metered;
use crate::read::resolve;
use crate::{FileSink, MemoError};
use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use std::io::BufRead;

/// Text is decoded when so much has come together: few calls, and little memory.
const PIECE: usize = 48 << 10;
/// Longer than any reference to a character.
const LONGEST_REFERENCE: usize = 16;
const CDATA: &[u8] = b"<![CDATA[";

const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Collects base64 text and hands on what it means.
pub(crate) struct Decoded<'a, S> {
    sink: &'a mut S,
    piece: Vec<u8>,
    padded: bool,
    bytes: u64,
}

impl<'a, S: FileSink> Decoded<'a, S> {
    pub(crate) fn begin(sink: &'a mut S) -> Result<Self, MemoError> {
        sink.begin().map_err(|_| MemoError::Io)?;
        Ok(Decoded { sink, piece: Vec::new(), padded: false, bytes: 0 })
    }

    /// Reads text up to the next tag, comment or instruction, which stays unread. Nothing of it is held longer
    /// than a piece, also not when it is written as CDATA.
    pub(crate) fn read_from(&mut self, input: &mut Metered<impl BufRead>) -> Result<(), MemoError> {
        loop {
            self.read_until(input, |byte| matches!(byte, b'<' | b'&'))?;
            if input.next_is(b"&").map_err(|error| MemoError::from(&error))? {
                self.reference(input)?;
            } else if input.next_is(CDATA).map_err(|error| MemoError::from(&error))? {
                input.consume(CDATA.len());
                self.read_until(input, |byte| byte == b']')?;
                // No bracket is base64, so that the first one ends the section.
                if !input.next_is(b"]]>").map_err(|error| MemoError::from(&error))? {
                    return Err(MemoError::NotBase64);
                }
                input.consume(3);
            } else {
                return Ok(());
            }
        }
    }

    /// Takes text up to a byte, which stays unread.
    fn read_until(&mut self, input: &mut Metered<impl BufRead>, ends: fn(u8) -> bool) -> Result<(), MemoError> {
        loop {
            input.reset();
            let available = input.fill_buf().map_err(|error| MemoError::from(&error))?;
            if available.is_empty() {
                return Err(MemoError::Malformed);
            }
            let end = available.iter().position(|byte| ends(*byte));
            let text = available.get(..end.unwrap_or(available.len())).unwrap_or_default();
            self.take(text)?;
            let count = text.len();
            input.consume(count);
            if end.is_some() {
                return Ok(());
            }
        }
    }

    /// Takes a character that is written as a reference (`&#13;`).
    fn reference(&mut self, input: &mut Metered<impl BufRead>) -> Result<(), MemoError> {
        input.consume(1);
        let mut name = String::new();
        loop {
            let byte = input.fill_buf().map_err(|error| MemoError::from(&error))?.first().copied();
            input.consume(usize::from(byte.is_some()));
            match byte {
                Some(b';') => break,
                Some(byte) if byte.is_ascii() && name.len() < LONGEST_REFERENCE => name.push(char::from(byte)),
                _ => return Err(MemoError::Malformed),
            }
        }
        let character = resolve(&name)?;
        self.take(&[u8::try_from(character).map_err(|_| MemoError::NotBase64)?])
    }

    fn take(&mut self, text: &[u8]) -> Result<(), MemoError> {
        self.piece.extend(text.iter().filter(|byte| !byte.is_ascii_whitespace()));
        if self.piece.len() < PIECE { Ok(()) } else { self.flush(self.piece.len() % 4) }
    }

    /// Decodes all but the last `left` characters: only the very last piece may end in the middle of a group.
    fn flush(&mut self, left: usize) -> Result<(), MemoError> {
        let rest = self.piece.split_off(self.piece.len().saturating_sub(left));
        if !self.piece.is_empty() {
            // Nothing may follow a piece that ended in padding.
            if self.padded {
                return Err(MemoError::NotBase64);
            }
            self.padded = self.piece.last() == Some(&b'=');
            let bytes = BASE64.decode(&self.piece).map_err(|_| MemoError::NotBase64)?;
            self.bytes += bytes.len() as u64;
            self.sink.write(&bytes).map_err(|_| MemoError::Io)?;
        }
        self.piece = rest;
        Ok(())
    }

    /// The file is whole: its handle and its size in bytes.
    pub(crate) fn end(mut self) -> Result<(S::Handle, u64), MemoError> {
        self.flush(0)?;
        let handle = self.sink.end().map_err(|_| MemoError::Io)?;
        Ok((handle, self.bytes))
    }
}
