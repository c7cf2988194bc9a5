//! A file's content: base64 between two tags, decoded in pieces into the sink. White space is skipped.

use crate::{FileSink, MemoError};
use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use std::io::BufRead;

/// A multiple of four, so that only the last piece can have padding.
const PIECE: usize = 48 << 10;

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
        loop {
            let available = input.fill_buf().map_err(|_| MemoError::Io)?;
            if available.is_empty() {
                return Err(MemoError::Malformed);
            }
            let end = available.iter().position(|byte| *byte == b'<');
            let text = available.get(..end.unwrap_or(available.len())).unwrap_or_default();
            let count = text.len();
            self.push(text)?;
            input.consume(count);
            if end.is_some() {
                return Ok(());
            }
        }
    }

    /// Takes more base64 text.
    pub(crate) fn push(&mut self, text: &[u8]) -> Result<(), MemoError> {
        for byte in text.iter().filter(|byte| !byte.is_ascii_whitespace()) {
            self.piece.push(*byte);
            if self.piece.len() == PIECE {
                self.flush()?;
            }
        }
        Ok(())
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
