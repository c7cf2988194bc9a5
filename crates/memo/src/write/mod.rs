//! The writer: from a tree of elements to XML in UTF-8. A letter from outside is written as it came, in the
//! order it came; one of our own comes from [`crate::schema`], which has the schema's order and rules.
//!
//! MeMo's own elements get the prefix `memo`, whatever they came with: some readers know no other.

mod base64;
mod escape;
mod scope;

use crate::encoding::is_xml;
use crate::source::SizesOf;
use crate::{Element, FileSource, Node};
use scope::Scope;
use std::io::{self, BufWriter, Write};

/// Deeper than any letter that is read.
const DEEPEST: usize = 100;

/// The letter could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// A name or a text has what XML does not have, or an attribute stands twice.
    #[error("a name or a text cannot be written as XML")]
    NotXml,
    /// Nested too deep.
    #[error("elements are nested too deep")]
    TooDeep,
    /// A file gave more or fewer bytes than it said.
    #[error("a file is not as long as it was said to be")]
    OtherSize,
    /// A name in a container is not plain.
    #[error("a letter's name in a container is letters, digits, dots and hyphens, at most 100")]
    BadName,
    /// More than a container is read with again.
    #[error("the container is full")]
    Full,
    /// A file could not be read, or the letter not be stored.
    #[error("a file could not be read, or the letter could not be stored")]
    Io(#[from] io::Error),
}

/// Writes a letter; the bytes of its files come from `files`.
///
/// # Errors
/// [`WriteError`]; what was written before is then to be thrown away.
pub fn write_letter(out: impl Write, letter: &Element, files: &mut impl FileSource) -> Result<(), WriteError> {
    let mut writer = Writer { out: BufWriter::with_capacity(32 << 10, out), scope: Scope::default() };
    writer.out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")?;
    writer.element(letter, files, 1)?;
    writer.out.write_all(b"\n")?;
    writer.out.flush()?;
    Ok(())
}

/// How many bytes [`write_letter`] will write.
///
/// # Errors
/// [`WriteError`], as writing it would.
pub fn written_size(letter: &Element, files: &mut impl FileSource) -> Result<u64, WriteError> {
    let mut counted = Counted(0);
    write_letter(&mut counted, letter, &mut SizesOf(files))?;
    Ok(counted.0)
}

struct Counted(u64);

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct Writer<W: Write> {
    out: BufWriter<W>,
    scope: Scope,
}

impl<W: Write> Writer<W> {
    fn element(&mut self, element: &Element, files: &mut impl FileSource, depth: usize) -> Result<(), WriteError> {
        if depth > DEEPEST {
            return Err(WriteError::TooDeep);
        }
        let before = self.scope.depth();
        let name = self.start(element)?;
        if element.file.is_none() && element.nodes().is_empty() {
            self.out.write_all(b"/>")?;
        } else {
            self.out.write_all(b">")?;
            match element.file {
                Some(number) => base64::write(&mut self.out, files.open(number)?)?,
                None => self.nodes(element, files, depth)?,
            }
            write!(self.out, "</{name}>")?;
        }
        self.scope.back_to(before);
        Ok(())
    }

    fn nodes(&mut self, element: &Element, files: &mut impl FileSource, depth: usize) -> Result<(), WriteError> {
        for node in element.nodes() {
            match node {
                Node::Text(text) if !text.chars().all(is_xml) => return Err(WriteError::NotXml),
                Node::Text(text) => self.out.write_all(escape::text(text).as_bytes())?,
                Node::Element(child) => self.element(child, files, depth + 1)?,
            }
        }
        Ok(())
    }

    /// Writes the tag up to its end; gives the name that closes it.
    fn start(&mut self, element: &Element) -> Result<String, WriteError> {
        let tag = self.scope.enter(element)?;
        write!(self.out, "<{}", tag.name)?;
        for (prefix, namespace) in &tag.declarations {
            let colon = if prefix.is_empty() { "" } else { ":" };
            write!(self.out, " xmlns{colon}{prefix}=\"{}\"", escape::value(namespace))?;
        }
        for (name, attribute) in tag.attributes.iter().zip(&element.attributes) {
            if !attribute.value.chars().all(is_xml) {
                return Err(WriteError::NotXml);
            }
            write!(self.out, " {name}=\"{}\"", escape::value(&attribute.value))?;
        }
        Ok(tag.name)
    }
}
