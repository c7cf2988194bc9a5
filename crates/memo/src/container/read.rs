//! Reads a container, letter by letter.

use super::bounded::Bounded;
use super::entry::{Ahead, LONGEST_DESCRIPTION};
use super::kind::{Kind, kind, look};
use super::{ContainerError, ContainerLimits, RefusedEntry};
use lzma_rust2::{LzmaReader, XzReader};
use std::io::Read;
use std::ops::ControlFlow;

/// A tar ends with two blocks of zeros; one that was cut ends without.
const BLOCK: u64 = 512;

/// What stands in a container; a bare letter is found as one, without a name.
pub struct Found<'a> {
    /// Its name, to be shown; it is no path.
    pub name: String,
    /// Its bytes, to be read as a letter, or why they are not given.
    pub letter: Result<&'a mut dyn Read, RefusedEntry>,
}

/// Shows all letters in turn, until `each` breaks off. What it leaves unread is passed over, so that a letter that
/// cannot be read costs only itself.
///
/// # Errors
/// [`ContainerError`] when the container cannot be read, or not to its end; letters that were shown before stand.
pub fn read_container(
    input: impl Read,
    limits: &ContainerLimits,
    mut each: impl FnMut(Found<'_>) -> ControlFlow<()>,
) -> Result<(), ContainerError> {
    let (head, input) = look(input)?;
    let memory = limits.memory / 1024;
    match kind(&head).ok_or(ContainerError::NotMemo)? {
        Kind::Xml => alone(Bounded::new(input, limits.unpacked), &mut each),
        Kind::Tar => tar(Bounded::new(input, limits.unpacked), limits, &mut each),
        Kind::Xz => unpacked(XzReader::new_mem_limit(input, true, memory), limits, &mut each),
        Kind::Lzma(Some(size)) if size > limits.unpacked => Err(ContainerError::TooLarge),
        Kind::Lzma(_) => {
            let mut unpacking = LzmaReader::new_mem_limit(input, memory, None)?;
            unpacking.set_relaxed_end_condition(false);
            unpacked(unpacking, limits, &mut each)
        }
    }
}

type Each<'e> = dyn FnMut(Found<'_>) -> ControlFlow<()> + 'e;

/// Packed is a tar or a letter, never something packed again.
fn unpacked(input: impl Read, limits: &ContainerLimits, each: &mut Each<'_>) -> Result<(), ContainerError> {
    let (head, input) = look(Bounded::new(input, limits.unpacked))?;
    match kind(&head) {
        Some(Kind::Xml) => alone(Bounded::new(input, limits.unpacked), each),
        Some(Kind::Tar) => tar(Bounded::new(input, limits.unpacked), limits, each),
        _ => Err(ContainerError::NotMemo),
    }
}

fn alone(mut input: Bounded<impl Read>, each: &mut Each<'_>) -> Result<(), ContainerError> {
    if each(Found { name: String::new(), letter: Ok(&mut input) }).is_continue() {
        input.finish()?;
    }
    Ok(())
}

fn tar(input: Bounded<impl Read>, limits: &ContainerLimits, each: &mut Each<'_>) -> Result<(), ContainerError> {
    let mut archive = tar::Archive::new(input);
    let mut ahead = Ahead::default();
    let mut entries = 0;
    // Raw: else the library holds descriptions of any length.
    for entry in archive.entries()?.raw(true) {
        let mut entry = entry?;
        let (size, kind) = (entry.size(), entry.header().entry_type());
        if size > limits.unpacked {
            return Err(ContainerError::TooLarge);
        }
        if kind.is_gnu_longname() || kind.is_pax_local_extensions() {
            if size > LONGEST_DESCRIPTION {
                ahead.refuse(RefusedEntry::LongName);
                continue;
            }
            let mut text = Vec::new();
            entry.read_to_end(&mut text)?;
            if kind.is_gnu_longname() {
                ahead.long_name(&text)
            } else {
                ahead.pairs(&text)
            }
            continue;
        }
        // The name of a link's target and what is said of all entries: neither matters here.
        if kind.is_gnu_longlink() || kind.is_pax_global_extensions() {
            continue;
        }
        entries += 1;
        if entries > limits.entries {
            return Err(ContainerError::TooMany);
        }
        let (name, judged) = std::mem::take(&mut ahead).judge(entry.header(), size, limits.letter);
        if kind.is_dir() && judged.is_ok() {
            continue;
        }
        let letter = judged.map(|()| -> &mut dyn Read { &mut entry });
        if each(Found { name, letter }).is_break() {
            return Ok(());
        }
    }
    if archive.into_inner().finish()? < BLOCK { Err(ContainerError::Damaged) } else { Ok(()) }
}
