//! A letter as MeMo: as it came, when it came so; otherwise made of everything that is known of it.

use super::letters::Letter;
use super::place::{Folder, Written, tame};
use super::{Outcome, compose};
use memo::{Element, FileSource, Limits, MemorySink, WriteError, read_letter, write_letter};
use model::{FileId, Mailbox};
use std::io::{self, ErrorKind};
use vault::{BlobReader, Cache, Kept, KeptContent, Profile, StoreError};

/// Writes the letter as one file.
pub(super) fn write(_: &Profile, mailbox: &Mailbox, letter: &Letter, folder: &Folder) -> Outcome<Vec<Written>> {
    let Some((tree, mut source)) = (match as_it_came(letter)? {
        Some(found) => Some(found),
        None => match composed(mailbox, letter)? {
            Ok(made) => Some(made),
            Err(why) => return Ok(Err(why)),
        },
    }) else {
        return Ok(Err("export.why.damaged"));
    };
    let mut file = folder.file(&format!("{}.xml", tame(&letter.title())))?;
    match write_letter(&mut file, &tree, &mut source) {
        Ok(()) => Ok(Ok(vec![file.finish(1)?])),
        Err(WriteError::Io(error)) => Err(source.failed.unwrap_or_else(|| error.into())),
        Err(_) => Ok(Err("export.why.notMemo")),
    }
}

/// The letter with its contents, as it was imported or fetched; none when it was no MeMo letter.
fn as_it_came(letter: &Letter) -> Result<Option<(Element, Source<'_>)>, StoreError> {
    let Some(kept) = &letter.kept else { return Ok(None) };
    let found = kept.letter(&letter.message.id)?.ok_or(StoreError::NotFound)?;
    let Some(memo) = found.memo else { return Ok(None) };
    let limits = Limits::default();
    let read = read_letter(memo.as_slice(), &mut MemorySink::default(), &limits).map_err(|_| StoreError::Damaged)?;
    Ok(Some((read.fields, Source { from: From::Kept(kept, found.contents), failed: None })))
}

fn composed<'l>(mailbox: &Mailbox, letter: &'l Letter) -> Outcome<(Element, Source<'l>)> {
    let (tree, files) = match compose::tree(mailbox, &letter.message) {
        Ok(made) => made,
        Err(_) => return Ok(Err("export.why.notMemo")),
    };
    for file in &files {
        if let Err(why) = letter.open(file)? {
            return Ok(Err(why));
        }
    }
    Ok(Ok((tree, Source { from: From::Cache(&letter.cache, files), failed: None })))
}

/// Where the bytes come from.
enum From<'l> {
    Kept(&'l Kept, Vec<KeptContent>),
    Cache(&'l Cache, Vec<FileId>),
}

/// Gives the contents by their numbers.
struct Source<'l> {
    from: From<'l>,
    /// What the vault said, which an error of reading cannot.
    failed: Option<StoreError>,
}

impl Source<'_> {
    fn find(&self, number: usize) -> Result<BlobReader, StoreError> {
        match &self.from {
            From::Kept(kept, contents) => {
                let content = contents.iter().find(|one| usize::try_from(one.number).is_ok_and(|one| one == number));
                kept.open(content.ok_or(StoreError::Damaged)?)
            }
            From::Cache(cache, files) => cache.open_file(files.get(number).ok_or(StoreError::NotFound)?),
        }
    }
}

impl FileSource for Source<'_> {
    type Content<'a>
        = BlobReader
    where
        Self: 'a;

    fn size(&mut self, number: usize) -> io::Result<u64> {
        self.open(number).map(|content| content.size())
    }

    fn open(&mut self, number: usize) -> io::Result<BlobReader> {
        self.find(number).map_err(|error| {
            self.failed = Some(error);
            ErrorKind::Other.into()
        })
    }
}
