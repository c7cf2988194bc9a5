//! Where the bytes of files come from while a letter is written.

use std::io::{self, ErrorKind, Read};

/// Gives the contents of a letter by their numbers ([`crate::Element::file`]), each as a stream.
pub trait FileSource {
    /// One content.
    type Content<'a>: Read
    where
        Self: 'a;
    /// How many bytes it has. Asked only for a container, which says so ahead.
    ///
    /// # Errors
    /// When there is none of this number, or it cannot be read; writing ends.
    fn size(&mut self, number: usize) -> io::Result<u64>;
    /// Its bytes.
    ///
    /// # Errors
    /// When there is none of this number, or it cannot be read; writing ends.
    fn open(&mut self, number: usize) -> io::Result<Self::Content<'_>>;
}

/// Contents in memory, by their place: for small letters and for tests.
#[derive(Debug, Default)]
pub struct MemorySource(pub Vec<Vec<u8>>);

impl FileSource for MemorySource {
    type Content<'a> = &'a [u8];

    fn size(&mut self, number: usize) -> io::Result<u64> {
        self.open(number).map(|content| content.len() as u64)
    }

    fn open(&mut self, number: usize) -> io::Result<&[u8]> {
        self.0.get(number).map(Vec::as_slice).ok_or_else(|| ErrorKind::NotFound.into())
    }
}

/// No contents: the letter is written without the bytes of its files, everything else in its place. Read again,
/// it has the same tree with the same numbers, so that it can be kept beside the files and written whole later.
#[derive(Debug, Clone, Copy, Default)]
pub struct Without;

impl FileSource for Without {
    type Content<'a> = io::Empty;

    fn size(&mut self, _: usize) -> io::Result<u64> {
        Ok(0)
    }

    fn open(&mut self, _: usize) -> io::Result<io::Empty> {
        Ok(io::empty())
    }
}

/// As many bytes as the contents have, to learn how long the letter becomes.
pub(crate) struct SizesOf<'s, S>(pub(crate) &'s mut S);

impl<S: FileSource> FileSource for SizesOf<'_, S> {
    type Content<'a>
        = io::Take<io::Repeat>
    where
        Self: 'a;

    fn size(&mut self, number: usize) -> io::Result<u64> {
        self.0.size(number)
    }

    fn open(&mut self, number: usize) -> io::Result<Self::Content<'_>> {
        Ok(io::repeat(0).take(self.0.size(number)?))
    }
}
