//! What a file is, by its first bytes.

use std::io::{self, Cursor, Read};

/// Bytes that are looked at: a whole header of a tar.
pub(super) const LOOK: usize = 512;
const XZ: &[u8] = b"\xfd7zXZ\0";
/// Where the check sum of a tar's header stands; it counts as spaces itself.
const SUM: std::ops::Range<usize> = 148..156;

/// What it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Xml,
    Tar,
    Xz,
    /// LZMA alone, and the size that its header declares.
    Lzma(Option<u64>),
}

/// The first bytes, and the input as if nothing had been taken from it.
pub(super) fn look<R: Read>(mut input: R) -> io::Result<(Vec<u8>, impl Read)> {
    let mut head = Vec::with_capacity(LOOK);
    input.by_ref().take(LOOK as u64).read_to_end(&mut head)?;
    Ok((head.clone(), Cursor::new(head).chain(input)))
}

/// None when it is nothing that is read here.
pub(super) fn kind(head: &[u8]) -> Option<Kind> {
    if head.starts_with(XZ) {
        Some(Kind::Xz)
    } else if is_tar(head) {
        Some(Kind::Tar)
    } else if is_xml(head) {
        Some(Kind::Xml)
    } else {
        lzma(head)
    }
}

/// A header whose sum is right, or the zeros that end a tar.
fn is_tar(head: &[u8]) -> bool {
    if head.len() < LOOK {
        return false;
    }
    let header = tar::Header::from_byte_slice(head);
    let byte = |(place, byte): (usize, &u8)| u32::from(if SUM.contains(&place) { b' ' } else { *byte });
    let sum: u32 = head.iter().enumerate().map(byte).sum();
    head.iter().all(|byte| *byte == 0) || header.cksum().is_ok_and(|said| said == sum)
}

/// In UTF-8 or UTF-16, with a mark or without.
fn is_xml(head: &[u8]) -> bool {
    let marks: [&[u8]; 3] = [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"];
    let marked = marks.iter().any(|mark| head.starts_with(mark));
    let text = head.trim_ascii_start();
    marked || text.starts_with(b"<") || head.starts_with(b"\0<")
}

/// LZMA alone has no mark. Its header is properties, a dictionary's size and the size of all; behind it the coder
/// begins with a zero. What packers do not write there is taken for something else.
fn lzma(head: &[u8]) -> Option<Kind> {
    let ([properties, a, b, c, d, size @ ..], rest) = head.split_first_chunk::<13>()?;
    let dictionary = u32::from_le_bytes([*a, *b, *c, *d]);
    if *properties > (4 * 5 + 4) * 9 + 8 || !is_usual(dictionary) || rest.first() != Some(&0) {
        return None;
    }
    match u64::from_le_bytes(*size) {
        u64::MAX => Some(Kind::Lzma(None)),
        // As other readers have it: what says more than 256 GiB is no header.
        size if size < 1 << 38 => Some(Kind::Lzma(Some(size))),
        _ => None,
    }
}

/// A power of two, one and a half of it, whole MiB, or the largest number.
fn is_usual(dictionary: u32) -> bool {
    let one_bit_or_two = dictionary & dictionary.wrapping_sub(1);
    let neighbours = one_bit_or_two.is_power_of_two() && dictionary == one_bit_or_two | (one_bit_or_two >> 1);
    dictionary.is_power_of_two() || neighbours || dictionary.trailing_zeros() >= 20 || dictionary == u32::MAX
}
