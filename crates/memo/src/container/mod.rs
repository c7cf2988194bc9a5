//! Containers: letters travel alone or several together, as `.tar.lzma`. Read are LZMA and xz, told apart by their
//! first bytes, a plain tar, and a bare letter; all as streams, and under limits, since a small file can unpack to
//! any size. The names in a container are shown and never used as paths.

mod bounded;
mod entry;
mod error;
mod kind;
mod read;
mod write;

pub use error::{ContainerError, RefusedEntry};
pub use read::{Found, read_container};
pub use write::{ContainerWriter, Packing};

/// What a container may cost. One that is written keeps to them too, so that it can be read again.
#[derive(Debug, Clone, Copy)]
pub struct ContainerLimits {
    /// Letters, and whatever else stands in it.
    pub entries: usize,
    /// Bytes of one letter as XML, as [`crate::Limits::xml`] has it.
    pub letter: u64,
    /// Bytes of everything together, unpacked.
    pub unpacked: u64,
    /// Bytes of memory for unpacking. What xz makes with `-8` needs 32 MiB; what mail systems make far less.
    pub memory: u32,
}

impl Default for ContainerLimits {
    fn default() -> Self {
        ContainerLimits { entries: 10_000, letter: 140 << 20, unpacked: 1 << 30, memory: 34 << 20 }
    }
}
