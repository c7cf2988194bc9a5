//! What comes out of a container, up to a limit. Once something failed, nothing is asked of the unpacker again.

use std::io::{self, ErrorKind, Read};

/// Reads on; `FileTooLarge` when more comes than allowed.
pub(super) struct Bounded<R> {
    input: R,
    left: u64,
    /// How many zeros it ended with so far.
    zeros: u64,
    failed: Option<ErrorKind>,
}

impl<R: Read> Bounded<R> {
    pub(super) fn new(input: R, most: u64) -> Self {
        Bounded { input, left: most, zeros: 0, failed: None }
    }

    /// Reads to the end, for what is checked there; gives how many zeros it ended with.
    pub(super) fn finish(mut self) -> io::Result<u64> {
        io::copy(&mut self, &mut io::sink())?;
        Ok(self.zeros)
    }

    fn next(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(out)?;
        self.left = self.left.checked_sub(count as u64).ok_or(ErrorKind::FileTooLarge)?;
        let read = out.get(..count).unwrap_or_default();
        let zeros = read.iter().rev().take_while(|byte| **byte == 0).count();
        self.zeros = zeros as u64 + if zeros == count { self.zeros } else { 0 };
        Ok(count)
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if let Some(kind) = self.failed {
            return Err(kind.into());
        }
        let read = self.next(out);
        if let Err(error) = &read {
            self.failed = Some(error.kind()).filter(|kind| *kind != ErrorKind::Interrupted);
        }
        read
    }
}
