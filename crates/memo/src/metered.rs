//! Counts what one piece of XML takes, and looks ahead. The parser holds a whole text or tag at a time; this
//! bounds what a hostile one can make it hold.

use std::io::{self, BufRead, ErrorKind, Read};

/// Reads on; `FileTooLarge` once more was taken than one piece may have.
pub(crate) struct Metered<R> {
    input: R,
    most: usize,
    taken: usize,
    ahead: Vec<u8>,
    given: usize,
}

impl<R: BufRead> Metered<R> {
    pub(crate) fn new(input: R, most: usize) -> Self {
        Metered { input, most, taken: 0, ahead: Vec::new(), given: 0 }
    }

    /// The next piece begins.
    pub(crate) fn reset(&mut self) {
        self.taken = 0;
    }

    /// Whether this is what comes next; nothing is taken.
    pub(crate) fn next_is(&mut self, expected: &[u8]) -> io::Result<bool> {
        self.ahead.drain(..self.given.min(self.ahead.len()));
        self.given = 0;
        while self.ahead.len() < expected.len() {
            let more = self.input.fill_buf()?;
            let wanted = more.len().min(expected.len() - self.ahead.len());
            if wanted == 0 {
                break;
            }
            self.ahead.extend_from_slice(more.get(..wanted).unwrap_or_default());
            self.input.consume(wanted);
        }
        Ok(self.ahead.starts_with(expected))
    }
}

impl<R: BufRead> BufRead for Metered<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.taken > self.most {
            return Err(ErrorKind::FileTooLarge.into());
        }
        match self.ahead.get(self.given..) {
            Some(rest) if !rest.is_empty() => Ok(rest),
            _ => self.input.fill_buf(),
        }
    }

    fn consume(&mut self, count: usize) {
        self.taken = self.taken.saturating_add(count);
        if self.given < self.ahead.len() {
            self.given += count;
        } else {
            self.input.consume(count);
        }
    }
}

impl<R: BufRead> Read for Metered<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(out.len());
        for (to, from) in out.iter_mut().zip(available) {
            *to = *from;
        }
        self.consume(count);
        Ok(count)
    }
}
