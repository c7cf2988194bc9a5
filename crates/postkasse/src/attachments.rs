//! Files that go along with a letter in the making: read once from where the person chose them, sealed as they are
//! read, and never asked for again.

use crate::App;
use crate::drafts::{place, stored};
use crate::views::{ApiError, DraftView};
use letter::{Kind, safe_filename, sniff};
use model::{Attachment, AttachmentId, Code, DraftId, DraftKind, LARGEST_LETTER, MOST_ATTACHMENTS, memo_size};
use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use vault::{Profile, SealedBlob, StoreError};

/// So much of a file tells what it is.
pub(crate) const HEAD: usize = 1024;
const PIECE: usize = 64 << 10;

/// Media types by the endings of files, where the bytes alone do not tell (IANA's registry).
const TYPES: [(&str, &str); 17] = [
    ("csv", "text/csv"),
    ("doc", "application/msword"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("htm", "text/html"),
    ("html", "text/html"),
    ("ics", "text/calendar"),
    ("md", "text/markdown"),
    ("odp", "application/vnd.oasis.opendocument.presentation"),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
    ("odt", "application/vnd.oasis.opendocument.text"),
    ("ppt", "application/vnd.ms-powerpoint"),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("rtf", "application/rtf"),
    ("txt", "text/plain"),
    ("xls", "application/vnd.ms-excel"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("zip", "application/zip"),
];

/// A file that was sealed and does not belong to its draft yet.
struct Taken {
    id: AttachmentId,
    blob: SealedBlob,
    filename: String,
    mime: &'static str,
}

impl App {
    /// Adds a file from the disk.
    ///
    /// # Errors
    /// [`ApiError`]: `refused` when it is empty, too large or no file, or there are too many; `notFound` when it is
    /// not there; `conflict` while the letter is on its way.
    pub async fn attach(&self, draft: DraftId, path: PathBuf) -> Result<DraftView, ApiError> {
        let (id, now) = (draft.clone(), self.clock.now());
        let read = move |profile: &Profile| stored(profile, &id);
        let found = self.vault(read).await?;
        if matches!(found.kind, DraftKind::Forward { .. }) {
            return Err(ApiError::said(Code::Refused, "error.attachment.forward"));
        }
        if found.attachments.len() >= MOST_ATTACHMENTS {
            return Err(ApiError::said(Code::Refused, "refused.tooManyAttachments"));
        }
        let room = LARGEST_LETTER.saturating_sub(found.memo_size());
        let size = self.vault(move |_| Ok(weigh(&path).map(|size| (size, path)))).await?;
        let (size, path) = size.map_err(|text| ApiError::said(Code::Refused, text))?;
        if memo_size(size) > room {
            return Err(ApiError::said(Code::Refused, "refused.tooLarge"));
        }
        let id = draft.clone();
        let store = move |profile: &Profile| {
            let state = profile.state(&place(&id)?)?;
            let (attachment, writer) = state.attachment_writer()?;
            let Taken { id: attachment, blob, filename, mime } = take(attachment, writer, &path, room)?;
            let filename = unlike(&filename, &found.attachments);
            let attachment = Attachment { id: attachment, filename, mime: mime.to_owned(), size: blob.size() };
            state.attach(&id, &attachment, blob, now)
        };
        let attached = self.vault(store).await?;
        self.changed(draft, attached).await
    }

    /// Takes a file out again.
    ///
    /// # Errors
    /// [`ApiError`]: `notFound` when there is no such file, `conflict` while the letter is on its way.
    pub async fn detach(&self, draft: DraftId, attachment: AttachmentId) -> Result<DraftView, ApiError> {
        let (id, now) = (draft.clone(), self.clock.now());
        let taken_out = self.vault(move |profile| profile.state(&place(&id)?)?.detach(&id, &attachment, now)).await?;
        self.changed(draft, taken_out).await
    }
}

/// How large a file is; the key of the text when it is none that can go along.
pub(crate) fn weigh(path: &Path) -> Result<u64, &'static str> {
    match std::fs::metadata(path) {
        Ok(found) if !found.is_file() => Err("error.attachment.noFile"),
        Ok(found) if found.len() == 0 => Err("refused.fileEmpty"),
        Ok(found) => Ok(found.len()),
        Err(_) => Err("error.attachment.unreadable"),
    }
}

/// Seals a file as it is read; one that grew beyond `room` meanwhile is refused.
fn take(id: AttachmentId, mut writer: vault::BlobWriter, path: &Path, room: u64) -> Result<Taken, StoreError> {
    let mut file = File::open(path)?.take(room.saturating_add(1));
    let mut head = Vec::with_capacity(HEAD);
    file.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
    writer.write_all(&head)?;
    let mut piece = vec![0; PIECE];
    loop {
        match file.read(&mut piece)? {
            0 => break,
            read => writer.write_all(piece.get(..read).unwrap_or_default())?,
        }
    }
    if memo_size(writer.size()) > room {
        return Err(StoreError::Full);
    }
    let (filename, mime) = named(path, &head);
    Ok(Taken { id, blob: writer.finish()?, filename, mime })
}

/// What a file is called elsewhere, and its type, by its name and its first bytes.
pub(crate) fn named(path: &Path, head: &[u8]) -> (String, &'static str) {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let known = TYPES.iter().find(|(known, _)| *known == ending).map(|(_, mime)| *mime);
    let kind = sniff(head, known.unwrap_or_default());
    let mime = match kind {
        Kind::Pdf => "application/pdf",
        Kind::Html => "text/html",
        Kind::Calendar => "text/calendar",
        Kind::Image => letter::image_mime(head).unwrap_or("application/octet-stream"),
        Kind::Markdown => "text/markdown",
        Kind::Text => known.unwrap_or("text/plain"),
        Kind::Other => known.filter(|mime| !mime.starts_with("text/")).unwrap_or("application/octet-stream"),
    };
    (safe_filename(&name, kind, mime).display, mime)
}

/// The name, numbered when another attachment has it.
fn unlike(name: &str, others: &[Attachment]) -> String {
    let taken = |name: &str| others.iter().any(|one| one.filename == name);
    let mut number = 1;
    let mut unlike = name.to_owned();
    while taken(&unlike) {
        number += 1;
        unlike = crate::file::numbered(name, number);
    }
    unlike
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_attachments_have_one_name() {
        let one = |filename: &str| Attachment {
            id: AttachmentId::from_random([0; 10]),
            filename: filename.to_owned(),
            mime: String::new(),
            size: 1,
        };
        assert_eq!(unlike("a.txt", &[]), "a.txt");
        assert_eq!(unlike("a.txt", &[one("a.txt"), one("a (2).txt")]), "a (3).txt");
    }
}
