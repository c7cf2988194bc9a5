//! A file that is hashed while it is read.

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use std::io::{self, Read};

/// Passes on what it reads.
pub(super) struct Hashed<R> {
    input: R,
    hash: Sha256,
}

impl<R: Read> Hashed<R> {
    pub(super) fn new(input: R) -> Self {
        Hashed { input, hash: Sha256::new() }
    }

    /// Reads what is left, and tells the SHA-256 of all of it in hexadecimal.
    pub(super) fn finish(mut self) -> io::Result<String> {
        io::copy(&mut self, &mut io::sink())?;
        Ok(HEXLOWER.encode(&self.hash.finalize()))
    }
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(out)?;
        self.hash.update(out.get(..count).unwrap_or_default());
        Ok(count)
    }
}
