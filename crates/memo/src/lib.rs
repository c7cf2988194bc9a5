//! MeMo letters (MeddelelsesModel), the Danish state's own message format, read and written as streams.
//!
//! Versions 1.1 and 1.2 share one namespace, <https://DigitalPost.dk/MeMo-1>. Elements are found by
//! namespace and name, never by prefix. Everything but the files' content becomes a small tree of
//! [`Element`]s, so that nothing a sender wrote is lost, known or not, and [`write_letter`] writes it as it
//! came. On top of it stand a [`Letter`]'s readings of what Postkasse uses, tolerant of what senders do, and
//! [`schema`], which has every field with its rules. A file's content is decoded in pieces into a [`FileSink`],
//! comes from a [`FileSource`], and is never held here.
//!
//! [`read_container`] and [`ContainerWriter`] take letters out of and into the containers they travel in.
//!
//! Refused, with a plain reason: XML that is malformed or cut, any DTD, another namespace, two main
//! documents, content that is not base64, nesting beyond 100, anything beyond the [`Limits`].

mod container;
mod content;
mod element;
mod encoding;
mod error;
mod letter;
mod metered;
mod read;
pub mod schema;
mod sink;
mod source;
mod start;
mod wellformed;
mod write;

pub use container::{ContainerError, ContainerLimits, ContainerWriter, Found, Packing, RefusedEntry, read_container};
pub use element::{Attribute, Element, Node};
pub use error::MemoError;
pub use letter::{Action, Body, Document, DocumentKind, File, Letter, MessageKind, Party, Reservation};
pub use read::read_letter;
pub use sink::{FileSink, MemorySink};
pub use source::{FileSource, MemorySource, Without};
pub use write::{WriteError, write_letter, written_size};

/// The namespace of MeMo 1.1 and 1.2.
pub const NAMESPACE: &str = "https://DigitalPost.dk/MeMo-1";

/// What a letter may cost.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of XML in all. A receiver must take letters of 99.5 MB; base64 makes a third more of it.
    pub xml: u64,
    /// Bytes of one text that is not content.
    pub text: usize,
    /// Bytes of all text that is kept: names, attributes, texts.
    pub texts: usize,
    /// Elements, attributes and declarations in all.
    pub elements: usize,
    /// Depth of nesting.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { xml: 140 << 20, text: 1 << 20, texts: 8 << 20, elements: 20_000, depth: 100 }
    }
}
