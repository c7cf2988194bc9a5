//! The reader: from XML events to a tree of elements and a list of files, under the limits.

use crate::content::Decoded;
use crate::encoding::utf8;
use crate::letter::Stored;
use crate::{Element, FileSink, Letter, Limits, MemoError, NAMESPACE};
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
    let limited = input.take(limits.xml.saturating_add(1));
    let reader = NsReader::from_reader(utf8(limited).map_err(|_| MemoError::Io)?);
    let mut tree = Tree { limits, open: Vec::new(), root: None, elements: 0, files: Vec::new() };
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
    files: Vec<Stored<H>>,
}

impl<H> Tree<'_, H> {
    fn read<R: BufRead, S: FileSink<Handle = H>>(
        &mut self,
        mut reader: NsReader<R>,
        sink: &mut S,
    ) -> Result<(), MemoError> {
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            let (namespace, event) = reader.read_resolved_event_into(&mut buffer).map_err(|_| MemoError::Malformed)?;
            match event {
                Event::Start(start) => {
                    let element = self.element(&namespace, &start)?;
                    let content = element.namespace == NAMESPACE && element.name == "content";
                    self.open.push(element);
                    if content {
                        self.content(&mut reader, sink)?;
                    }
                }
                Event::Empty(start) => {
                    let element = self.element(&namespace, &start)?;
                    self.open.push(element);
                    self.close()?;
                }
                Event::End(_) => self.close()?,
                Event::Text(text) => self.text(&text.xml_content(XmlVersion::Explicit1_0))?,
                Event::CData(text) => self.text(&text.xml_content(XmlVersion::Explicit1_0))?,
                Event::GeneralRef(reference) => self.text(resolve(&reference)?.encode_utf8(&mut [0; 4]))?,
                Event::DocType(_) => return Err(MemoError::Dtd),
                Event::Eof => break,
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
            }
        }
        if self.open.is_empty() { Ok(()) } else { Err(MemoError::Malformed) }
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
        let name = start.local_name().as_ref().to_owned();
        if self.open.is_empty() && (self.root.is_some() || namespace != NAMESPACE || name != "Message") {
            return Err(if self.root.is_some() { MemoError::Malformed } else { MemoError::NotMemo });
        }
        let mut attributes = Vec::new();
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|_| MemoError::Malformed)?;
            let key: &str = attribute.key.as_ref();
            if key == "xmlns" || key.starts_with("xmlns:") {
                continue;
            }
            let value = attribute.normalized_value(XmlVersion::Explicit1_0).map_err(|_| MemoError::Malformed)?;
            if value.len() > self.limits.text {
                return Err(MemoError::TooLarge);
            }
            attributes.push((key.to_owned(), value.into_owned()));
        }
        Ok(Element { namespace, name, attributes, ..Element::default() })
    }

    fn text(&mut self, text: &str) -> Result<(), MemoError> {
        match self.open.last_mut() {
            Some(element) if element.text.len() + text.len() <= self.limits.text => element.text.push_str(text),
            Some(_) => return Err(MemoError::TooLarge),
            // Outside the root only white space may stand.
            None if text.trim().trim_start_matches('\u{feff}').is_empty() => {}
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
            match reader.read_event_into(&mut buffer).map_err(|_| MemoError::Malformed)? {
                Event::CData(text) => decoded.push(text.xml_content(XmlVersion::Explicit1_0).as_bytes())?,
                Event::Comment(_) => {}
                Event::End(_) => break,
                Event::DocType(_) => return Err(MemoError::Dtd),
                Event::Eof => return Err(MemoError::Malformed),
                _ => return Err(MemoError::NotBase64),
            }
        }
        let (handle, size) = decoded.end()?;
        if let Some(element) = self.open.last_mut() {
            element.text = self.files.len().to_string();
        }
        self.files.push(Stored { handle: Some(handle), size });
        self.close()
    }
}

/// The five entities of XML itself and character references; there can be no others without a DTD.
fn resolve(reference: &BytesRef<'_>) -> Result<char, MemoError> {
    if let Some(character) = reference.resolve_char_ref().map_err(|_| MemoError::Malformed)? {
        return Ok(character);
    }
    let name: &str = reference;
    Ok(match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "apos" => '\'',
        "quot" => '"',
        _ => return Err(MemoError::Malformed),
    })
}
