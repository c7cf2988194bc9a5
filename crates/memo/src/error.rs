//! Why a letter was refused, in plain words without any of its content.

use std::io;

/// The letter cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MemoError {
    /// Not well-formed, or cut short.
    #[error("this is not well-formed XML, or it was cut short")]
    Malformed,
    /// It declares a document type, which could hide entities.
    #[error("a document type declaration is not allowed")]
    Dtd,
    /// The root is not a MeMo message.
    #[error("this is not a MeMo letter (another root element or namespace)")]
    NotMemo,
    /// More than one main document.
    #[error("a letter has one main document, this has more")]
    TwoMainDocuments,
    /// A file's content is not base64.
    #[error("the content of a file is not base64")]
    NotBase64,
    /// Nested too deep.
    #[error("elements are nested too deep")]
    TooDeep,
    /// Larger than the limits.
    #[error("the letter is too large")]
    TooLarge,
    /// An element that must be there is not.
    #[error("a required element is missing: {0}")]
    Missing(&'static str),
    /// The input or the sink failed.
    #[error("the letter could not be read or its files could not be stored")]
    Io,
}

impl From<&io::Error> for MemoError {
    fn from(error: &io::Error) -> Self {
        match error.kind() {
            // A disk that fails is no fault of the letter.
            _ if error.raw_os_error().is_some() => MemoError::Io,
            // So say the decoder of what is not text in its encoding, and a container that is damaged or cut.
            io::ErrorKind::InvalidData
            | io::ErrorKind::InvalidInput
            | io::ErrorKind::UnexpectedEof
            | io::ErrorKind::Unsupported => MemoError::Malformed,
            io::ErrorKind::FileTooLarge => MemoError::TooLarge,
            _ => MemoError::Io,
        }
    }
}

impl MemoError {
    /// In the words a shell can act on.
    #[must_use]
    pub fn code(&self) -> model::Code {
        match self {
            MemoError::Io => model::Code::Unexpected,
            _ => model::Code::Refused,
        }
    }
}
