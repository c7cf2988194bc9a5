//! MeMo letters (MeddelelsesModel), the Danish state's own message format, read as streams.
//!
//! Versions 1.1 and 1.2 share one namespace, <https://DigitalPost.dk/MeMo-1>. Elements are found by
//! namespace and name, never by prefix. Everything but the files' content becomes a small tree of
//! [`Element`]s, so that nothing a sender wrote is lost, known or not; on top of it stand typed readings
//! of what Postkasse uses. A file's content is decoded in pieces into a [`FileSink`] and never held here.
//!
//! Refused, with a plain reason: XML that is malformed or cut, any DTD, another namespace, two main
//! documents, content that is not base64, nesting beyond 100, anything beyond the [`Limits`].

mod content;
mod element;
mod encoding;
mod error;
mod letter;
mod metered;
mod read;
mod sink;
mod start;
mod wellformed;

pub use element::{Attribute, Element, Node};
pub use error::MemoError;
pub use letter::{Action, Body, Document, DocumentKind, File, Letter, MessageKind, Party, Reservation};
pub use read::read_letter;
pub use sink::{FileSink, MemorySink};

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
    /// Elements in all.
    pub elements: usize,
    /// Depth of nesting.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { xml: 140 << 20, text: 1 << 20, texts: 8 << 20, elements: 20_000, depth: 100 }
    }
}
