//! An mbox (RFC 4155, and the way of "mboxrd"): messages one behind the other, each after a line that begins with
//! `From `; such a line in a message has a `>` before it.

use super::{Entry, Why, mail};
use jiff::Timestamp;
use std::io::{BufRead, BufReader, Read};
use vault::{Kept, StoreError};

/// Messages of one file.
const MOST: usize = 200_000;

/// Reads every message in turn.
///
/// # Errors
/// [`StoreError`] when one cannot be stored, or `each` failed.
pub(super) fn read(
    input: impl Read,
    kept: &Kept,
    now: Timestamp,
    mut each: impl FnMut(Entry) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut messages = Messages { input: BufReader::new(input), line: Vec::new(), begun: false };
    for number in 1.. {
        let name = format!("{number}");
        let entry = match messages.next() {
            Ok(None) => return Ok(()),
            Ok(Some(_)) if number > MOST => return each(Entry::Refused(String::new(), Why::TooMany)),
            Ok(Some(None)) => Entry::Refused(name, Why::TooLarge),
            Ok(Some(Some(raw))) => match mail::understood(&raw, kept, now)? {
                Some(letter) => Entry::Letter(Box::new(letter)),
                None => Entry::Refused(name, Why::NoMail),
            },
            Err(error) => return each(Entry::Refused(String::new(), Why::from(&error))),
        };
        each(entry)?;
    }
    Ok(())
}

/// Takes the messages apart.
struct Messages<R> {
    input: R,
    line: Vec<u8>,
    /// The line with `From ` that begins the next message was read.
    begun: bool,
}

impl<R: BufRead> Messages<R> {
    /// The next message; none when it is larger than may be, and none at all at the end.
    fn next(&mut self) -> std::io::Result<Option<Option<Vec<u8>>>> {
        let (mut raw, mut too_large, mut blank) = (Vec::new(), false, true);
        while self.next_line()? {
            let begins = blank && self.line.starts_with(b"From ");
            if begins && std::mem::replace(&mut self.begun, true) {
                return Ok(Some((!too_large).then_some(raw)));
            }
            if begins {
                blank = false;
                continue;
            }
            blank = self.line.trim_ascii_end().is_empty();
            let quoted = self.line.iter().take_while(|byte| **byte == b'>').count();
            let unquoted = self.line.get(quoted..).is_some_and(|rest| quoted > 0 && rest.starts_with(b"From "));
            let line = self.line.get(usize::from(unquoted)..).unwrap_or_default();
            too_large |= raw.len() + line.len() > mail::LARGEST;
            if too_large {
                raw.clear();
            } else {
                raw.extend_from_slice(line);
            }
        }
        let last = std::mem::replace(&mut self.begun, false);
        Ok(last.then(|| (!too_large).then_some(raw)))
    }

    /// The next line, or a piece of a very long one; false at the end.
    fn next_line(&mut self) -> std::io::Result<bool> {
        self.line.clear();
        let read = self.input.by_ref().take(1 << 20).read_until(b'\n', &mut self.line)?;
        Ok(read > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apart(text: &str) -> Vec<String> {
        let mut messages = Messages { input: text.as_bytes(), line: Vec::new(), begun: false };
        let next = || messages.next().unwrap().map(|raw| String::from_utf8(raw.unwrap()).unwrap());
        std::iter::from_fn(next).collect()
    }

    #[test]
    fn messages_begin_at_their_from_lines_and_quoted_ones_are_text() {
        let found = apart("From a@b Thu\nSubject: 1\n\nEt\n\nFrom c@d Fri\nSubject: 2\n\nTo\n");
        assert_eq!(found, ["Subject: 1\n\nEt\n\n", "Subject: 2\n\nTo\n"]);
        assert_eq!(
            apart("From a\nSubject: 1\n\nText\nFrom here on\n>From there\n>>From far\n")[0],
            "Subject: 1\n\nText\nFrom here on\nFrom there\n>From far\n"
        );
        assert_eq!(apart(""), Vec::<String>::new());
        assert_eq!(apart("From a\n"), [""]);
    }
}
