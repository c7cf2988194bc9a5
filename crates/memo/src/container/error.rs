//! Why a container, or one entry of it, was refused; in plain words without any of its content.

use std::io::{self, ErrorKind};

/// The container cannot be read, or not to its end. Letters that came before stay read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ContainerError {
    /// Neither a letter nor something that letters travel in.
    #[error("this is neither a MeMo letter nor a container of letters")]
    NotMemo,
    /// Not what its first bytes promise, or cut short.
    #[error("the container is damaged, or it was cut short")]
    Damaged,
    /// It unpacks to more than is allowed.
    #[error("the container is too large when it is unpacked")]
    TooLarge,
    /// Too many entries.
    #[error("there are too many letters in the container")]
    TooMany,
    /// Unpacking it takes more memory than is allowed.
    #[error("unpacking the container takes too much memory")]
    TooMuchMemory,
    /// The input failed.
    #[error("the container could not be read")]
    Io,
}

impl From<io::Error> for ContainerError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            _ if error.raw_os_error().is_some() => ContainerError::Io,
            ErrorKind::FileTooLarge => ContainerError::TooLarge,
            ErrorKind::OutOfMemory => ContainerError::TooMuchMemory,
            // So say the readers of LZMA, xz and tar of what is none.
            ErrorKind::InvalidData
            | ErrorKind::InvalidInput
            | ErrorKind::UnexpectedEof
            | ErrorKind::Unsupported
            | ErrorKind::Other => ContainerError::Damaged,
            _ => ContainerError::Io,
        }
    }
}

impl ContainerError {
    /// In the words a shell can act on.
    #[must_use]
    pub fn code(self) -> model::Code {
        match self {
            ContainerError::Io => model::Code::Unexpected,
            _ => model::Code::Refused,
        }
    }
}

/// One entry cannot be taken; the others can.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RefusedEntry {
    /// A link, a device, a pipe, a file with holes, or something that nobody knows.
    #[error("it is a link, a device or something else that is not a plain file")]
    NotAFile,
    /// An absolute name, or one with `..`.
    #[error("its name leads out of the container")]
    LeadsOut,
    /// A very long name.
    #[error("its name is too long")]
    LongName,
    /// Larger than a letter may be.
    #[error("it is too large for a letter")]
    TooLarge,
    /// What the container says of it ahead is malformed, or contradicts itself.
    #[error("what the container says about it is malformed")]
    Contradiction,
}
