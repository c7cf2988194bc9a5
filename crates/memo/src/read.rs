//! The reader: from XML events to a tree of elements and a list of files, under the limits.

use crate::content::Decoded;
use crate::encoding::{is_xml, utf8};
use crate::letter::Stored;
use crate::metered::Metered;
use crate::start;
use crate::{Element, FileSink, Letter, Limits, MemoError};
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::NamespaceResolver;
use quick_xml::{NsReader, XmlVersion};
use std::io::{BufRead, Read};

/// A tag holds more than the one text that the limits speak of: names, namespaces, several values.
const TAG: usize = 64 << 10;

/// Reads one letter. Files go to `sink` as they come.
///
/// # Errors
/// [`MemoError`] says why it is refused; files handed to the sink before are then to be thrown away.
pub fn read_letter<S: FileSink>(
    input: impl Read,
    sink: &mut S,
    limits: &Limits,
) -> Result<Letter<S::Handle>, MemoError> {
    let input = utf8(input, limits.xml).map_err(|error| MemoError::from(&error))?;
    let mut reader = NsReader::from_reader(Metered::new(input, limits.text.saturating_add(TAG)));
    reader.config_mut().check_comments = true;
    let mut tree = Tree { limits, open: Vec::new(), root: None, elements: 0, texts: 0, files: Vec::new() };
    tree.read(reader, sink)?;
    let root = tree.root.ok_or(MemoError::Malformed)?;
    Letter::from_tree(root, tree.files)
}

/// The tree while it grows.
struct Tree<'l, H> {
    limits: &'l Limits,
    open: Vec<Element>,
    root: Option<Element>,
    elements: usize,
    texts: usize,
    files: Vec<Stored<H>>,
}

impl<H> Tree<'_, H> {
    fn read<R: BufRead, S: FileSink<Handle = H>>(
        &mut self,
        mut reader: NsReader<Metered<R>>,
        sink: &mut S,
    ) -> Result<(), MemoError> {
        let mut buffer = Vec::new();
        let mut first = true;
        loop {
            buffer.clear();
            reader.get_mut().reset();
            match reader.read_event_into(&mut buffer).map_err(|error| why(&error))? {
                Event::Start(start) => {
                    if self.enter(reader.resolver(), &start)? {
                        self.content(&mut reader, sink)?;
                    }
                }
                Event::Empty(start) => {
                    if self.enter(reader.resolver(), &start)? {
                        self.store(Decoded::begin(sink)?)?;
                    } else {
                        self.close()?;
                    }
                }
                Event::End(_) => self.close()?,
                Event::Text(text) if text.contains("]]>") => return Err(MemoError::Malformed),
                Event::Text(text) => self.text(&text.xml_content(XmlVersion::Explicit1_0))?,
                Event::CData(_) | Event::GeneralRef(_) if self.open.is_empty() => return Err(MemoError::Malformed),
                Event::CData(text) => self.text(&text.xml_content(XmlVersion::Explicit1_0))?,
                Event::GeneralRef(reference) => self.text(resolve(&reference)?.encode_utf8(&mut [0; 4]))?,
                Event::DocType(_) => return Err(MemoError::Dtd),
                // Only at the very beginning.
                Event::Decl(_) if !first => return Err(MemoError::Malformed),
                Event::Eof => break,
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
            }
            first = false;
        }
        if self.open.is_empty() { Ok(()) } else { Err(MemoError::Malformed) }
    }

    /// Opens an element. True when it is the content of a file, which does not go into the tree; a `content`
    /// anywhere else is an element that nobody knows.
    fn enter(&mut self, resolver: &NamespaceResolver, tag: &BytesStart<'_>) -> Result<bool, MemoError> {
        if self.open.len() >= self.limits.depth {
            return Err(MemoError::TooDeep);
        }
        let element = start::element(resolver, tag, self.limits)?;
        self.elements += 1 + element.attributes.len() + element.declarations.len();
        if self.elements > self.limits.elements {
            return Err(MemoError::TooLarge);
        }
        self.count(start::kept(&element))?;
        if self.open.is_empty() && (self.root.is_some() || !element.is("Message")) {
            return Err(if self.root.is_some() { MemoError::Malformed } else { MemoError::NotMemo });
        }
        let content = element.is("content") && self.open.last().is_some_and(|parent| parent.is("File"));
        self.open.push(element);
        Ok(content)
    }

    /// Counts text that is kept.
    fn count(&mut self, bytes: usize) -> Result<(), MemoError> {
        self.texts += bytes;
        if self.texts > self.limits.texts { Err(MemoError::TooLarge) } else { Ok(()) }
    }

    fn text(&mut self, text: &str) -> Result<(), MemoError> {
        self.count(text.len())?;
        match self.open.last_mut() {
            Some(element) if element.last_text() + text.len() <= self.limits.text => element.push_text(text),
            Some(_) => return Err(MemoError::TooLarge),
            // Outside the root only white space may stand.
            None if text.trim_matches([' ', '\t', '\r', '\n']).is_empty() => {}
            None => return Err(MemoError::Malformed),
        }
        Ok(())
    }

    fn close(&mut self) -> Result<(), MemoError> {
        let element = self.open.pop().ok_or(MemoError::Malformed)?;
        match self.open.last_mut() {
            Some(parent) => parent.push(element),
            None => self.root = Some(element),
        }
        Ok(())
    }

    /// Reads the content of a file to its closing tag, past the tree; a note of where it lies stays in it.
    fn content<R: BufRead, S: FileSink<Handle = H>>(
        &mut self,
        reader: &mut NsReader<Metered<R>>,
        sink: &mut S,
    ) -> Result<(), MemoError> {
        let mut decoded = Decoded::begin(sink)?;
        let mut buffer = Vec::new();
        loop {
            decoded.read_from(reader.get_mut())?;
            buffer.clear();
            reader.get_mut().reset();
            match reader.read_event_into(&mut buffer).map_err(|error| why(&error))? {
                Event::Comment(_) | Event::PI(_) => {}
                Event::End(_) => break,
                Event::DocType(_) => return Err(MemoError::Dtd),
                Event::Eof => return Err(MemoError::Malformed),
                _ => return Err(MemoError::NotBase64),
            }
        }
        self.store(decoded)
    }

    /// The content is whole and its element ends.
    fn store<S: FileSink<Handle = H>>(&mut self, decoded: Decoded<'_, S>) -> Result<(), MemoError> {
        let (handle, size) = decoded.end()?;
        if let Some(element) = self.open.last_mut() {
            element.file = Some(self.files.len());
        }
        self.files.push(Stored { handle: Some(handle), size });
        self.close()
    }
}

fn why(error: &quick_xml::Error) -> MemoError {
    match error {
        quick_xml::Error::Io(error) => MemoError::from(error.as_ref()),
        _ => MemoError::Malformed,
    }
}

/// The five entities of XML itself and character references; there can be no others without a DTD.
pub(crate) fn resolve(name: &str) -> Result<char, MemoError> {
    let character = match BytesRef::new(name).resolve_char_ref().map_err(|_| MemoError::Malformed)? {
        Some(character) => Some(character).filter(|character| is_xml(*character)),
        None => resolve_xml_entity(name).and_then(|text| text.chars().next()),
    };
    character.ok_or(MemoError::Malformed)
}
