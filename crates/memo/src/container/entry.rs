//! One entry of a tar: whether it may be taken, and what it is called.

use super::RefusedEntry;
use tar::PaxExtensions;

/// Longer names are refused.
const LONGEST: usize = 255;
/// Longer descriptions of an entry are not read.
pub(super) const LONGEST_DESCRIPTION: u64 = 64 << 10;

/// What was said of the next entry ahead of it.
#[derive(Default)]
pub(super) struct Ahead {
    name: Option<Vec<u8>>,
    size: Option<u64>,
    refused: Option<RefusedEntry>,
}

impl Ahead {
    /// A long name in GNU's way.
    pub(super) fn long_name(&mut self, text: &[u8]) {
        let name = text.split(|byte| *byte == 0).next().unwrap_or_default();
        self.name = Some(name.to_vec());
    }

    /// Pairs in the way of POSIX.
    pub(super) fn pairs(&mut self, text: &[u8]) {
        for pair in PaxExtensions::new(text) {
            let Ok(pair) = pair else { return self.refuse(RefusedEntry::Contradiction) };
            match pair.key() {
                Ok("path") => self.name = Some(pair.value_bytes().to_vec()),
                Ok("size") => match pair.value().ok().and_then(|size| size.parse().ok()) {
                    Some(size) => self.size = Some(size),
                    None => self.refuse(RefusedEntry::Contradiction),
                },
                Ok(key) if key.starts_with("GNU.sparse.") => self.refuse(RefusedEntry::NotAFile),
                _ => {}
            }
        }
    }

    pub(super) fn refuse(&mut self, why: RefusedEntry) {
        self.refused.get_or_insert(why);
    }

    /// The entry's name as it may be shown, and whether it may be taken.
    pub(super) fn judge(self, header: &tar::Header, size: u64, most: u64) -> (String, Result<(), RefusedEntry>) {
        let name = self.name.unwrap_or_else(|| header.path_bytes().into_owned());
        let kind = header.entry_type();
        let why = match self.refused {
            Some(why) => Some(why),
            None if !(kind.is_file() || kind.is_contiguous() || kind.is_dir()) => Some(RefusedEntry::NotAFile),
            None if name.len() > LONGEST => Some(RefusedEntry::LongName),
            None if leads_out(&name) => Some(RefusedEntry::LeadsOut),
            // Readers that disagree about where an entry ends see different letters.
            None if self.size.is_some_and(|said| said != size) => Some(RefusedEntry::Contradiction),
            None if size > most => Some(RefusedEntry::TooLarge),
            None => None,
        };
        (shown(&name), why.map_or(Ok(()), Err))
    }
}

/// An absolute name, one with a drive, or one with `..`, in the way of either system.
fn leads_out(name: &[u8]) -> bool {
    let mut parts = name.split(|byte| matches!(byte, b'/' | b'\\'));
    matches!(name, [b'/' | b'\\', ..] | [_, b':', ..]) || parts.any(|part| part == b"..")
}

/// Without what hides or turns text around, and not longer than can be shown.
fn shown(name: &[u8]) -> String {
    let hides = |c: char| {
        c.is_control()
            || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
    };
    let name = String::from_utf8_lossy(name.get(..LONGEST).unwrap_or(name)).into_owned();
    name.chars().map(|c| if hides(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}
