//! A file's content: base64 between two tags, decoded in pieces into the sink. White space is skipped.

use crate::read::resolve;
use crate::{FileSink, MemoError};
use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use std::io::BufRead;

/// A multiple of four, so that only the last piece can have padding.
const PIECE: usize = 48 << 10;
/// Longer than any reference to a character.
const LONGEST_REFERENCE: usize = 16;

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
        Ok(Decoded { sink, piece: Vec::with_capacity(PIECE), padded: false, bytes: 0 })
    }

    /// Reads raw text up to the next `<`, which stays unread.
    pub(crate) fn read_from(&mut self, input: &mut impl BufRead) -> Result<(), MemoError> {
        let mut reference: Option<String> = None;
        loop {
            let available = input.fill_buf().map_err(|error| MemoError::from(&error))?;
            if available.is_empty() {
                return Err(MemoError::Malformed);
            }
            let end = available.iter().position(|byte| *byte == b'<');
            let text = available.get(..end.unwrap_or(available.len())).unwrap_or_default();
            for byte in text {
                self.raw(*byte, &mut reference)?;
            }
            let count = text.len();
            input.consume(count);
            if end.is_some() {
                return if reference.is_none() { Ok(()) } else { Err(MemoError::Malformed) };
            }
        }
    }

    /// Takes a byte of raw text, in which a character may be written as a reference (`&#13;`).
    fn raw(&mut self, byte: u8, reference: &mut Option<String>) -> Result<(), MemoError> {
        match reference {
            None if byte == b'&' => *reference = Some(String::new()),
            None => self.take(byte)?,
            Some(name) if byte == b';' => {
                let character = resolve(name)?;
                *reference = None;
                self.take(u8::try_from(character).map_err(|_| MemoError::NotBase64)?)?;
            }
            Some(name) if name.len() < LONGEST_REFERENCE && byte.is_ascii() => name.push(char::from(byte)),
            Some(_) => return Err(MemoError::Malformed),
        }
        Ok(())
    }

    /// Takes text that says what it says, without references.
    pub(crate) fn push(&mut self, text: &[u8]) -> Result<(), MemoError> {
        text.iter().try_for_each(|byte| self.take(*byte))
    }

    fn take(&mut self, byte: u8) -> Result<(), MemoError> {
        if !byte.is_ascii_whitespace() {
            self.piece.push(byte);
        }
        if self.piece.len() == PIECE { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<(), MemoError> {
        if self.piece.is_empty() {
            return Ok(());
        }
        // Nothing may follow a piece that ended in padding.
        if self.padded {
            return Err(MemoError::NotBase64);
        }
        self.padded = self.piece.last() == Some(&b'=');
        let bytes = BASE64.decode(&self.piece).map_err(|_| MemoError::NotBase64)?;
        self.piece.clear();
        self.bytes += bytes.len() as u64;
        self.sink.write(&bytes).map_err(|_| MemoError::Io)
    }

    /// The file is whole: its handle and its size in bytes.
    pub(crate) fn end(mut self) -> Result<(S::Handle, u64), MemoError> {
        self.flush()?;
        let handle = self.sink.end().map_err(|_| MemoError::Io)?;
        Ok((handle, self.bytes))
    }
}
