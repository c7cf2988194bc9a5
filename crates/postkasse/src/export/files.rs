//! A letter as a folder with its files, for people: what a mailbox looks like in a window for files.

use super::Outcome;
use super::letters::Letter;
use super::place::{Folder, Written};
use model::Mailbox;
use std::io::copy;
use vault::Profile;

/// Writes the letter's files. None stays when one cannot be written.
pub(super) fn write(_: &Profile, _: &Mailbox, letter: &Letter, folder: &Folder) -> Outcome<Vec<Written>> {
    let mut contents = Vec::new();
    for file in letter.shown_files() {
        match letter.open(&file.id)? {
            Ok((_, bytes)) => contents.push((letter.named(file)?.1, bytes)),
            Err(why) => return Ok(Err(why)),
        }
    }
    if contents.is_empty() {
        return Ok(Err("export.why.noFiles"));
    }
    let own = folder.own(&letter.title())?;
    let mut written = Vec::new();
    for (name, mut bytes) in contents {
        let mut file = own.file(&name)?;
        let copied = copy(&mut bytes, &mut file);
        if let Err(error) = copied {
            drop(file);
            let _ = std::fs::remove_dir_all(own.path());
            return Err(error.into());
        }
        // The letter is counted once.
        written.push(file.finish(u64::from(written.is_empty()))?);
    }
    Ok(Ok(written))
}
