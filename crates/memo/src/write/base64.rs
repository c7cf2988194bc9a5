//! A file's bytes as base64 in lines, a piece at a time.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::io::{self, ErrorKind, Read, Write};

/// Bytes of a line: 76 characters, as in mail.
const LINE: usize = 57;
/// Bytes that are held at a time: some hundred lines.
const PIECE: usize = LINE * 500;

/// Copies all of `content`.
pub(super) fn write(out: &mut impl Write, mut content: impl Read) -> io::Result<()> {
    let mut piece = vec![0; PIECE];
    let mut text = String::with_capacity(PIECE * 3 / 2);
    let mut first = true;
    loop {
        let read = fill(&mut content, &mut piece)?;
        text.clear();
        for line in piece.get(..read).unwrap_or_default().chunks(LINE) {
            if !first {
                text.push('\n');
            }
            first = false;
            STANDARD.encode_string(line, &mut text);
        }
        out.write_all(text.as_bytes())?;
        if read < PIECE {
            return Ok(());
        }
    }
}

/// Reads until the piece is full or the content ends: only the last line may be short.
fn fill(content: &mut impl Read, piece: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(room) = piece.get_mut(filled..).filter(|room| !room.is_empty()) {
        match content.read(room) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}
