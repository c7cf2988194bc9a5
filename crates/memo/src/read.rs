//! The reader: from XML events to a tree of elements and a list of files, under the limits.

use crate::content::Decoded;
use crate::encoding::{is_xml, utf8};
use crate::letter::Stored;
use crate::wellformed::{is_name, is_value};
use crate::{Element, FileSink, Letter, Limits, MemoError, NAMESPACE};
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::{NsReader, XmlVersion};
use std::io::{BufRead, Read};

/// Reads one letter. Files go to `sink` as they come.
///
/// # Errors
/// [`MemoError`] says why it is refused; files handed to the sink before are then to be thrown away.
pub fn read_letter<S: FileSink>(
    input: impl Read,
    sink: &mut S,
    limits: &Limits,
) -> Result<Letter<S::Handle>, MemoError> {
    let mut reader = NsReader::from_reader(utf8(input, limits.xml).map_err(|error| MemoError::from(&error))?);
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
        mut reader: NsReader<R>,
        sink: &mut S,
    ) -> Result<(), MemoError> {
        let mut buffer = Vec::new();
        let mut first = true;
        loop {
            buffer.clear();
            let (namespace, event) = reader.read_resolved_event_into(&mut buffer).map_err(|error| why(&error))?;
            match event {
                Event::Start(start) => {
                    if self.enter(&namespace, &start)? {
                        self.content(&mut reader, sink)?;
                    }
                }
                Event::Empty(start) => {
                    if self.enter(&namespace, &start)? {
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
    fn enter(&mut self, namespace: &ResolveResult<'_>, start: &BytesStart<'_>) -> Result<bool, MemoError> {
        let element = self.element(namespace, start)?;
        let content = element.is("content") && self.open.last().is_some_and(|parent| parent.is("File"));
        self.open.push(element);
        Ok(content)
    }

    fn element(&mut self, namespace: &ResolveResult<'_>, start: &BytesStart<'_>) -> Result<Element, MemoError> {
        self.elements += 1;
        if self.elements > self.limits.elements {
            return Err(MemoError::TooLarge);
        }
        if self.open.len() >= self.limits.depth {
            return Err(MemoError::TooDeep);
        }
        let namespace = match namespace {
            ResolveResult::Bound(bound) => bound.as_ref().to_owned(),
            ResolveResult::Unbound => String::new(),
            ResolveResult::Unknown(_) => return Err(MemoError::Malformed),
        };
        if !is_name(start.name().as_ref()) {
            return Err(MemoError::Malformed);
        }
        let name = start.local_name().as_ref().to_owned();
        self.count(name.len())?;
        if self.open.is_empty() && (self.root.is_some() || namespace != NAMESPACE || name != "Message") {
            return Err(if self.root.is_some() { MemoError::Malformed } else { MemoError::NotMemo });
        }
        let mut attributes = Vec::new();
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|_| MemoError::Malformed)?;
            let key: &str = attribute.key.as_ref();
            if !is_name(key) || !is_value(&attribute.value) {
                return Err(MemoError::Malformed);
            }
            if key == "xmlns" || key.starts_with("xmlns:") {
                continue;
            }
            let value = attribute.normalized_value(XmlVersion::Explicit1_0).map_err(|_| MemoError::Malformed)?;
            if !value.chars().all(is_xml) {
                return Err(MemoError::Malformed);
            }
            if value.len() > self.limits.text {
                return Err(MemoError::TooLarge);
            }
            self.count(key.len() + value.len())?;
            attributes.push((key.to_owned(), value.into_owned()));
        }
        Ok(Element { namespace, name, attributes, ..Element::default() })
    }

    /// Counts text that is kept.
    fn count(&mut self, bytes: usize) -> Result<(), MemoError> {
        self.texts += bytes;
        if self.texts > self.limits.texts { Err(MemoError::TooLarge) } else { Ok(()) }
    }

    fn text(&mut self, text: &str) -> Result<(), MemoError> {
        self.count(text.len())?;
        match self.open.last_mut() {
            Some(element) if element.text.len() + text.len() <= self.limits.text => element.text.push_str(text),
            Some(_) => return Err(MemoError::TooLarge),
            // Outside the root only white space may stand.
            None if text.trim_matches([' ', '\t', '\r', '\n']).is_empty() => {}
            None => return Err(MemoError::Malformed),
        }
        Ok(())
    }

    fn close(&mut self) -> Result<(), MemoError> {
        let mut element = self.open.pop().ok_or(MemoError::Malformed)?;
        element.text = element.text.trim().to_owned();
        match self.open.last_mut() {
            Some(parent) => parent.children.push(element),
            None => self.root = Some(element),
        }
        Ok(())
    }

    /// Reads the content of a file to its closing tag, past the tree; a note of where it lies stays in it.
    fn content<R: BufRead, S: FileSink<Handle = H>>(
        &mut self,
        reader: &mut NsReader<R>,
        sink: &mut S,
    ) -> Result<(), MemoError> {
        let mut decoded = Decoded::begin(sink)?;
        let mut buffer = Vec::new();
        loop {
            decoded.read_from(reader.get_mut())?;
            buffer.clear();
            match reader.read_event_into(&mut buffer).map_err(|error| why(&error))? {
                Event::CData(text) => decoded.push(text.xml_content(XmlVersion::Explicit1_0).as_bytes())?,
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
            element.text = self.files.len().to_string();
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
