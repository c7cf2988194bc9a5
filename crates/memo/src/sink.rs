//! Where the bytes of files go while a letter is read.

use std::io;

/// Takes one file after the other.
pub trait FileSink {
    /// What stands for a stored file in the letter.
    type Handle;
    /// A file begins.
    ///
    /// # Errors
    /// When it cannot be stored; reading ends.
    fn begin(&mut self) -> io::Result<()>;
    /// More of it.
    ///
    /// # Errors
    /// When it cannot be stored; reading ends.
    fn write(&mut self, bytes: &[u8]) -> io::Result<()>;
    /// It is whole. Elements may come in any order, so that its meta data are known only now.
    ///
    /// # Errors
    /// When it cannot be stored; reading ends.
    fn end(&mut self) -> io::Result<Self::Handle>;
}

/// Keeps files in memory: for small letters and for tests.
#[derive(Debug, Default)]
pub struct MemorySink(Vec<u8>);

impl FileSink for MemorySink {
    type Handle = Vec<u8>;

    fn begin(&mut self) -> io::Result<()> {
        self.0.clear();
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.extend_from_slice(bytes);
        Ok(())
    }

    fn end(&mut self) -> io::Result<Vec<u8>> {
        Ok(std::mem::take(&mut self.0))
    }
}
