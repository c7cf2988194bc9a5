//! Why something was not imported, as a key of the text catalogue.

use memo::{ContainerError, MemoError, RefusedEntry};
use std::io;

/// The reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Why {
    /// There is no such file.
    Missing,
    /// The file cannot be read.
    Unreadable,
    /// A folder in folders in folders, or far too many files.
    TooDeep,
    /// Nothing that is read here.
    Unknown,
    /// Nothing in it.
    Empty,
    /// Larger than a letter may be.
    TooLarge,
    /// Cut short, or not what it promises to be.
    Damaged,
    /// Too many letters in one file.
    TooMany,
    /// Unpacking it takes too much memory.
    TooMuchMemory,
    /// XML that is not well-formed or cut.
    Malformed,
    /// A document type, which could hide anything.
    Dtd,
    /// XML, and no MeMo letter.
    NotMemo,
    /// More than one main document.
    TwoMainDocuments,
    /// A file's content is not base64.
    NotBase64,
    /// Elements nested too deep.
    Nested,
    /// Something that a letter must have is missing.
    Incomplete,
    /// A link, a device, a pipe.
    NotAFile,
    /// A name that leads out of its container.
    LeadsOut,
    /// A name that is far too long.
    LongName,
    /// Mail that cannot be understood.
    NoMail,
}

impl Why {
    /// The key of its text.
    pub(crate) fn text_key(self) -> &'static str {
        match self {
            Why::Missing => "import.why.missing",
            Why::Unreadable => "import.why.unreadable",
            Why::TooDeep => "import.why.tooDeep",
            Why::Unknown => "import.why.unknown",
            Why::Empty => "import.why.empty",
            Why::TooLarge => "import.why.tooLarge",
            Why::Damaged => "import.why.damaged",
            Why::TooMany => "import.why.tooMany",
            Why::TooMuchMemory => "import.why.tooMuchMemory",
            Why::Malformed => "import.why.malformed",
            Why::Dtd => "import.why.dtd",
            Why::NotMemo => "import.why.notMemo",
            Why::TwoMainDocuments => "import.why.twoMainDocuments",
            Why::NotBase64 => "import.why.notBase64",
            Why::Nested => "import.why.nested",
            Why::Incomplete => "import.why.incomplete",
            Why::NotAFile => "import.why.notAFile",
            Why::LeadsOut => "import.why.leadsOut",
            Why::LongName => "import.why.longName",
            Why::NoMail => "import.why.noMail",
        }
    }
}

impl From<MemoError> for Why {
    fn from(error: MemoError) -> Self {
        match error {
            MemoError::Malformed => Why::Malformed,
            MemoError::Dtd => Why::Dtd,
            MemoError::NotMemo => Why::NotMemo,
            MemoError::TwoMainDocuments => Why::TwoMainDocuments,
            MemoError::NotBase64 => Why::NotBase64,
            MemoError::TooDeep => Why::Nested,
            MemoError::TooLarge => Why::TooLarge,
            MemoError::Missing(_) => Why::Incomplete,
            MemoError::Io => Why::Unreadable,
        }
    }
}

impl From<ContainerError> for Why {
    fn from(error: ContainerError) -> Self {
        match error {
            ContainerError::NotMemo => Why::Unknown,
            ContainerError::Damaged => Why::Damaged,
            ContainerError::TooLarge => Why::TooLarge,
            ContainerError::TooMany => Why::TooMany,
            ContainerError::TooMuchMemory => Why::TooMuchMemory,
            ContainerError::Io => Why::Unreadable,
        }
    }
}

impl From<RefusedEntry> for Why {
    fn from(refused: RefusedEntry) -> Self {
        match refused {
            RefusedEntry::NotAFile => Why::NotAFile,
            RefusedEntry::LeadsOut => Why::LeadsOut,
            RefusedEntry::LongName => Why::LongName,
            RefusedEntry::TooLarge => Why::TooLarge,
            RefusedEntry::Contradiction => Why::Damaged,
        }
    }
}

impl From<&io::Error> for Why {
    fn from(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Why::Missing,
            _ => Why::Unreadable,
        }
    }
}
