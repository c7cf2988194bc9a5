//! Putting a document of one's own into a mailbox: a file of the disk, read as it goes and kept nowhere here until the
//! service lists it among the letters. The person waits for it, so it does not go through the outbox.

use crate::App;
use crate::ask::refused;
use crate::attachments::{HEAD, named, weigh};
use crate::views::{ApiError, AppEvent, OwnDocumentView, SpaceView};
use model::{Code, Folder, FolderId, FolderRole, Mailbox, MailboxId, RemoteId, Right};
use providers::{OwnDocument, Provider, Source};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use vault::Profile;

/// The most characters of a name. The service names no limit; a longer one fits in no list.
const LONGEST_NAME: usize = 100;

/// What is put in where.
#[derive(Debug, Clone)]
pub struct PutIn {
    /// Into this mailbox.
    pub mailbox: MailboxId,
    /// The file.
    pub path: PathBuf,
    /// What it is to be called; the file's own name unless told.
    pub name: Option<String>,
    /// In this folder; the inbox unless told.
    pub folder: Option<FolderId>,
}

/// A file of the disk; no more of it than it was when it was weighed.
struct OfDisk {
    path: PathBuf,
    size: u64,
}

impl Source for OfDisk {
    fn size(&self) -> u64 {
        self.size
    }

    fn open(&self) -> std::io::Result<Box<dyn Read + Send>> {
        Ok(Box::new(File::open(&self.path)?.take(self.size)))
    }
}

/// A file that can be put in: its name with its ending, and its size.
struct Weighed {
    filename: String,
    size: u64,
}

fn weighed(path: &Path) -> Result<Weighed, &'static str> {
    let size = weigh(path).map_err(|text| match text {
        "refused.fileEmpty" => "error.upload.empty",
        other => other,
    })?;
    let mut head = Vec::with_capacity(HEAD);
    let read = File::open(path).and_then(|file| file.take(HEAD as u64).read_to_end(&mut head));
    read.map_err(|_| "error.attachment.unreadable")?;
    Ok(Weighed { filename: named(path, &head).0, size })
}

/// What stands against putting in so much.
fn trouble(size: u64, most: Option<u64>, mailbox: &Mailbox) -> Option<&'static str> {
    let left = mailbox.space.map(|space| space.total.saturating_sub(space.used));
    match most {
        None => Some("error.notOffered"),
        Some(most) if size > most => Some("error.upload.tooLarge"),
        _ if left.is_some_and(|left| size > left) => Some("error.upload.noRoom"),
        _ => None,
    }
}

/// A file's name without its ending.
fn stem(filename: &str) -> &str {
    filename.rsplit_once('.').map(|(stem, _)| stem).filter(|stem| !stem.is_empty()).unwrap_or(filename)
}

/// What it is to be called: what was typed, else what the file is called.
fn title(typed: Option<&str>, filename: &str) -> Result<String, ApiError> {
    let typed = typed.map(str::trim).filter(|typed| !typed.is_empty());
    if typed.is_some_and(|typed| typed.chars().count() > LONGEST_NAME || typed.chars().any(char::is_control)) {
        return Err(ApiError::said(Code::Refused, "error.name.length"));
    }
    Ok(typed.map_or_else(|| stem(filename).chars().take(LONGEST_NAME).collect(), str::to_owned))
}

/// The service's id of the folder that was chosen: one's own, or nothing for the inbox.
fn place(folders: &[Folder], wanted: Option<&FolderId>) -> Result<Option<RemoteId>, ApiError> {
    let Some(wanted) = wanted else { return Ok(None) };
    let found = folders.iter().find(|one| one.id == *wanted).ok_or_else(|| ApiError::plain(Code::NotFound))?;
    match found.role {
        FolderRole::Inbox => Ok(None),
        FolderRole::Own if found.remote_id.as_str().is_empty() => {
            Err(ApiError::said(Code::Refused, "error.upload.folderWaits"))
        }
        FolderRole::Own => Ok(Some(found.remote_id.clone())),
        _ => Err(ApiError::said(Code::Refused, "error.upload.folder")),
    }
}

impl App {
    /// What a file would be as a document in this mailbox, and what stands against it. Nothing is sent.
    ///
    /// # Errors
    /// [`ApiError`]: `notAllowed` for who may not put anything in there, `refused` for what is no file or empty.
    pub async fn own_document(&self, mailbox: MailboxId, path: PathBuf) -> Result<OwnDocumentView, ApiError> {
        let (mailbox, service) = self.taking(&mailbox).await?;
        let Weighed { filename, size } = self.weighed(path).await?;
        let most = service.largest_upload();
        Ok(OwnDocumentView {
            name: title(None, &filename)?,
            filename,
            size,
            most,
            space: mailbox.space.map(|space| SpaceView { used: space.used, total: space.total }),
            trouble: trouble(size, most, &mailbox).map(str::to_owned),
        })
    }

    /// Puts a document in; events tell how it goes. Dropping the future stops it: then the service has nothing of it.
    /// Afterwards the mailbox is looked at, so that it comes here like any letter.
    ///
    /// # Errors
    /// [`ApiError`]: as [`App::own_document`]; `refused` when it is too large or there is no room for it, and what the
    /// service says; `offline` and `busy` as it has it.
    pub async fn put_in(&self, wanted: PutIn) -> Result<(), ApiError> {
        let PutIn { mailbox: id, path, name, folder } = wanted;
        let (mailbox, service) = self.taking(&id).await?;
        let Weighed { filename, size } = self.weighed(path.clone()).await?;
        if let Some(text) = trouble(size, service.largest_upload(), &mailbox) {
            return Err(ApiError::said(Code::Refused, text));
        }
        let subject = title(name.as_deref(), &filename)?;
        let at = id.clone();
        let folders = self.vault(move |profile: &Profile| profile.folders(&at)).await?;
        let folder = place(&folders, folder.as_ref())?;
        let gone = self.tells_how_it_goes(id.clone(), size);
        let document = OwnDocument { subject, filename, source: Arc::new(OfDisk { path, size }), gone };
        let put = service.put_in(&mailbox.remote_id, folder.as_ref(), &document).await;
        put.map_err(|error| refused(error, "error.upload.refused"))?;
        self.pulse.wished(id);
        Ok(())
    }

    /// The mailbox and its service, for who may put something in.
    async fn taking(&self, id: &MailboxId) -> Result<(Mailbox, Arc<dyn Provider>), ApiError> {
        let asked = self.ask(id, Right::Upload).await?;
        let id = id.clone();
        let mailbox = self.vault(move |profile| profile.mailbox(&id)).await?.mailbox;
        Ok((mailbox, asked.provider))
    }

    async fn weighed(&self, path: PathBuf) -> Result<Weighed, ApiError> {
        let found = self.vault(move |_| Ok(weighed(&path))).await?;
        found.map_err(|text| ApiError::said(Code::Refused, text))
    }

    /// Tells of each per cent, and no more often.
    fn tells_how_it_goes(&self, mailbox: MailboxId, of: u64) -> Arc<dyn Fn(u64) + Send + Sync> {
        let (pulse, told) = (self.pulse.clone(), AtomicU64::new(u64::MAX));
        Arc::new(move |gone| {
            let part = gone.saturating_mul(100) / of.max(1);
            if told.swap(part, Ordering::Relaxed) != part {
                pulse.tell(AppEvent::PuttingIn { mailbox: mailbox.clone(), gone: gone.min(of), of });
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{AccountId, MailboxKind, MailboxState, ProviderId, Rights, Space};

    fn mailbox(space: Option<Space>) -> Mailbox {
        Mailbox {
            id: MailboxId::from_random([1; 10]),
            remote_id: "r".into(),
            account: AccountId::from_random([2; 10]),
            provider: ProviderId::Digipost,
            name: "Kari Prøve".into(),
            owner: "Kari Prøve".into(),
            owner_ref: None,
            kind: MailboxKind::Own,
            rights: Rights::of(&[Right::Read, Right::Upload]),
            ends: None,
            state: MailboxState::Active,
            part_of: None,
            favourite: false,
            space,
            fetch_ahead: false,
        }
    }

    fn folder(number: u8, role: FolderRole, remote: &str) -> Folder {
        Folder {
            id: FolderId::from_random([number; 10]),
            remote_id: remote.into(),
            parent: None,
            role,
            name: "Kvitteringar".into(),
            version: 0,
            icon: None,
        }
    }

    fn text(error: ApiError) -> Option<String> {
        error.text
    }

    #[test]
    fn what_is_too_large_for_the_service_or_for_the_room_that_is_left_is_said_before_anything_is_sent() {
        let room = mailbox(Some(Space { used: 900, total: 1000 }));
        for (size, most, said) in [
            (100, Some(100), None),
            (101, Some(100), Some("error.upload.tooLarge")),
            (101, Some(1000), Some("error.upload.noRoom")),
            (1, None, Some("error.notOffered")),
        ] {
            assert_eq!(trouble(size, most, &room), said, "{size} of {most:?}");
        }
        assert_eq!(trouble(5000, Some(5000), &mailbox(None)), None, "where no room is named the service decides");
        let over = mailbox(Some(Space { used: 1200, total: 1000 }));
        assert_eq!(trouble(1, Some(100), &over), Some("error.upload.noRoom"));
    }

    #[test]
    fn a_document_is_called_what_was_typed_or_what_the_file_is_called() {
        assert_eq!(title(None, "Leiekontrakt 2026.pdf").ok().as_deref(), Some("Leiekontrakt 2026"));
        assert_eq!(title(Some("  "), "skann").ok().as_deref(), Some("skann"));
        assert_eq!(title(Some(" Kontrakt "), "x.pdf").ok().as_deref(), Some("Kontrakt"));
        for wrong in ["a\u{7}b".to_owned(), "x".repeat(101)] {
            assert_eq!(text(title(Some(&wrong), "x.pdf").unwrap_err()).as_deref(), Some("error.name.length"));
        }
    }

    #[test]
    fn it_goes_into_a_folder_of_ones_own_or_the_inbox_and_nowhere_else() {
        let all = [
            folder(1, FolderRole::Inbox, "in"),
            folder(2, FolderRole::Own, "f2"),
            folder(3, FolderRole::Own, ""),
            folder(4, FolderRole::Deleted, "bin"),
        ];
        let into = |number: u8| place(&all, Some(&FolderId::from_random([number; 10])));
        assert_eq!(place(&all, None).ok(), Some(None));
        assert_eq!(into(1).ok(), Some(None));
        assert_eq!(into(2).ok(), Some(Some("f2".into())));
        assert_eq!(text(into(3).unwrap_err()).as_deref(), Some("error.upload.folderWaits"));
        assert_eq!(text(into(4).unwrap_err()).as_deref(), Some("error.upload.folder"));
        assert_eq!(into(9).unwrap_err().code, Code::NotFound);
    }

    #[test]
    fn a_file_is_read_no_further_than_it_was_weighed_and_what_is_none_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notat.txt");
        assert_eq!(weighed(&path).err(), Some("error.attachment.unreadable"));
        assert_eq!(weighed(folder.path()).err(), Some("error.attachment.noFile"));
        std::fs::write(&path, "").unwrap();
        assert_eq!(weighed(&path).err(), Some("error.upload.empty"));
        std::fs::write(&path, "hei").unwrap();
        let found = weighed(&path).unwrap();
        assert_eq!((found.filename.as_str(), found.size), ("notat.txt", 3));
        std::fs::write(&path, "hei på deg").unwrap();
        let mut read = String::new();
        let source = OfDisk { path, size: found.size };
        source.open().unwrap().read_to_string(&mut read).unwrap();
        assert_eq!((read.as_str(), source.size()), ("hei", 3));
    }
}
