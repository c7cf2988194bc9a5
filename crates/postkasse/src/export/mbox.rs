//! A mailbox as one mbox file (RFC 4155, with the quoting of "mboxrd", which can be undone).

use super::letters::Letter;
use super::place::{Folder, tame};
use super::{Outcome, index, mime, refused};
use model::{Mailbox, MessageId};
use std::io::{self, Write};
use vault::{Profile, StoreError};

/// Writes the mailbox.
pub(super) fn write(
    profile: &Profile,
    mailbox: &Mailbox,
    letters: &[MessageId],
    folder: &Folder,
    index: &mut index::Index,
) -> Result<(), StoreError> {
    let mut file = folder.file(&format!("{}.mbox", tame(&mailbox.name)))?;
    let mut count = 0;
    // As mail programs keep it: the oldest first.
    for id in letters.iter().rev() {
        if Profile::is_locked_for_all(profile.folder()) {
            return Err(StoreError::Locked);
        }
        let Some(letter) = Letter::of(profile, mailbox, id)? else { continue };
        let outcome = match letter.withheld() {
            Some(why) => Err(why),
            None => one(mailbox, &letter, &mut file)?,
        };
        match outcome {
            Ok(()) => count += 1,
            Err(why) => index.refused(refused(mailbox, &letter, why)),
        }
    }
    if count > 0 {
        index.written_together(mailbox, file.finish(count)?);
    }
    Ok(())
}

/// One message, after a look at whether all of it is there: what is written cannot be taken back.
fn one(mailbox: &Mailbox, letter: &Letter, out: &mut impl Write) -> Outcome<()> {
    for file in letter.shown_files() {
        match letter.open(&file.id) {
            Ok(Ok((_, mut bytes))) => match io::copy(&mut bytes, &mut io::sink()).map_err(StoreError::from) {
                Err(StoreError::Damaged) => return Ok(Err("export.why.damaged")),
                read => drop(read?),
            },
            Ok(Err(why)) => return Ok(Err(why)),
            Err(StoreError::Damaged) => return Ok(Err("export.why.damaged")),
            Err(error) => return Err(error),
        }
    }
    let when = letter.message.received.strftime("%a %b %e %H:%M:%S %Y");
    writeln!(out, "From postkasse@localhost {when}")?;
    let mut quoting = Quoting { out, at_start: true, held: Vec::new() };
    mime::write(mailbox, letter, &mut quoting)?;
    quoting.end()?;
    Ok(Ok(()))
}

/// Puts a `>` before lines that would begin another message.
struct Quoting<'o, W> {
    out: &'o mut W,
    at_start: bool,
    /// The beginning of a line that may be one.
    held: Vec<u8>,
}

const FROM: &[u8] = b"From ";

impl<W: Write> Quoting<'_, W> {
    fn byte(&mut self, byte: u8) -> io::Result<()> {
        if self.at_start {
            self.held.push(byte);
            let quotes = self.held.iter().take_while(|byte| **byte == b'>').count();
            let rest = self.held.get(quotes..).unwrap_or_default();
            if FROM.starts_with(rest) && rest.len() < FROM.len() {
                return Ok(());
            }
            if rest == FROM {
                self.out.write_all(b">")?;
            }
            self.out.write_all(&std::mem::take(&mut self.held))?;
            self.at_start = byte == b'\n';
            return Ok(());
        }
        self.at_start = byte == b'\n';
        self.out.write_all(&[byte])
    }

    /// The message ends with a blank line.
    fn end(self) -> io::Result<()> {
        self.out.write_all(&self.held)?;
        if !self.at_start || !self.held.is_empty() {
            self.out.write_all(b"\n")?;
        }
        self.out.write_all(b"\n")
    }
}

impl<W: Write> Write for Quoting<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        bytes.iter().try_for_each(|byte| self.byte(*byte))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lines_that_would_begin_a_message_are_quoted() {
        for (text, quoted) in [
            ("From here\nFrom\n", ">From here\nFrom\n\n"),
            (">From a\n>>From b\n> From c\n", ">>From a\n>>>From b\n> From c\n\n"),
            ("Fr", "Fr\n\n"),
            ("a From b", "a From b\n\n"),
            ("\nFro\nFrom: x\n", "\nFro\nFrom: x\n\n"),
        ] {
            let mut out = Vec::new();
            let mut quoting = Quoting { out: &mut out, at_start: true, held: Vec::new() };
            quoting.write_all(text.as_bytes()).unwrap();
            quoting.end().unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), quoted, "{text:?}");
        }
    }
}
