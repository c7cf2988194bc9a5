//! Writes a container, letter by letter, as a stream.

use super::ContainerLimits;
use crate::{Element, FileSource, WriteError, write_letter, written_size};
use lzma_rust2::{LzmaOptions, LzmaWriter, XzOptions, XzWriter};
use std::io::{self, BufWriter, Write};

/// A dictionary of 1 MiB: ten MB of memory for packing. What is packed is base64 most of all, in which a larger
/// one finds little more.
const PRESET: u32 = 1;
const BLOCK: u64 = 512;
/// Two blocks of zeros end a tar.
const END: u64 = 2 * BLOCK;

/// How a container is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// A plain tar.
    Plain,
    /// LZMA alone, as Digital Post takes it: `.tar.lzma`.
    Lzma,
    /// The same coder with a check sum: `.tar.xz`.
    Xz,
}

/// Takes letters one by one.
pub struct ContainerWriter<W: Write> {
    out: Packed<BufWriter<W>>,
    limits: ContainerLimits,
    entries: usize,
    unpacked: u64,
}

enum Packed<W: Write> {
    Plain(W),
    Lzma(Box<LzmaWriter<W>>),
    Xz(Box<XzWriter<W>>),
}

impl<W: Write> ContainerWriter<W> {
    /// Begins a container.
    ///
    /// # Errors
    /// When it cannot be stored.
    pub fn new(out: W, packing: Packing, limits: &ContainerLimits) -> Result<Self, WriteError> {
        let out = BufWriter::new(out);
        let out = match packing {
            Packing::Plain => Packed::Plain(out),
            Packing::Lzma => {
                // With an end mark instead of a size, which is not known yet.
                Packed::Lzma(Box::new(LzmaWriter::new_use_header(out, &LzmaOptions::with_preset(PRESET), None)?))
            }
            Packing::Xz => Packed::Xz(Box::new(XzWriter::new(out, XzOptions::with_preset(PRESET))?)),
        };
        Ok(ContainerWriter { out, limits: *limits, entries: 0, unpacked: END })
    }

    /// Adds a letter under a plain name.
    ///
    /// # Errors
    /// [`WriteError`]: after `BadName` and `Full` the container is as it was; after any other it is to be thrown
    /// away.
    pub fn add(&mut self, name: &str, letter: &Element, files: &mut impl FileSource) -> Result<(), WriteError> {
        if !is_plain(name) {
            return Err(WriteError::BadName);
        }
        let size = written_size(letter, files)?;
        let padding = size.next_multiple_of(BLOCK) - size;
        let unpacked = self.unpacked + BLOCK + size + padding;
        if self.entries >= self.limits.entries || size > self.limits.letter || unpacked > self.limits.unpacked {
            return Err(WriteError::Full);
        }
        let mut header = tar::Header::new_ustar();
        header.set_path(name)?;
        header.set_size(size);
        header.set_mode(0o644);
        // The time of a letter stands in it: the same letters make the same container.
        header.set_mtime(0);
        header.set_cksum();
        self.out.write_all(header.as_bytes())?;
        let mut counted = Counted { out: &mut self.out, count: 0 };
        write_letter(&mut counted, letter, files)?;
        if counted.count != size {
            return Err(WriteError::OtherSize);
        }
        zeros(&mut self.out, padding)?;
        self.entries += 1;
        self.unpacked = unpacked;
        Ok(())
    }

    /// Ends the container.
    ///
    /// # Errors
    /// When it cannot be stored.
    pub fn finish(mut self) -> Result<W, WriteError> {
        zeros(&mut self.out, END)?;
        let out = match self.out {
            Packed::Plain(out) => out,
            Packed::Lzma(packing) => packing.finish()?,
            Packed::Xz(packing) => packing.finish()?,
        };
        Ok(out.into_inner().map_err(io::IntoInnerError::into_error)?)
    }
}

/// Letters, digits, dots, hyphens and underscores: a name that means the same everywhere.
fn is_plain(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    (1..=100).contains(&name.len()) && name.bytes().all(plain) && !name.starts_with('.')
}

fn zeros(out: &mut impl Write, count: u64) -> io::Result<()> {
    io::copy(&mut io::Read::take(io::repeat(0), count), out).map(|_| ())
}

impl<W: Write> Write for Packed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Packed::Plain(out) => out.write(bytes),
            Packed::Lzma(packing) => packing.write(bytes),
            Packed::Xz(packing) => packing.write(bytes),
        }
    }

    /// The packers flush when they end; in between it would only make the result larger.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct Counted<W> {
    out: W,
    count: u64,
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.count += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
