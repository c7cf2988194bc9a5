//! Importing letters from files, for people who have an archive: MeMo letters alone or in their containers, mail
//! (mbox, and single messages), PDFs, and folders of such files. They are kept here alone, in the mailbox of imported
//! letters unless another one is named.
//!
//! Files are read side by side, letter by letter; whatever a letter contains goes sealed to the disk as it is read and
//! never lies in memory as a whole. One writer puts the letters into the vault, many in one transaction. What cannot
//! be read is named with its reason, and the rest is read.

mod format;
mod hashed;
mod inputs;
mod intake;
mod mail;
mod mbox;
mod memo;
mod message;
mod pdf;
mod reading;
mod sink;
mod why;

pub(crate) use intake::{Intake, News};
pub(crate) use memo::{Entry, read as read_memo};
pub(crate) use message::ReadLetter;
pub(crate) use why::Why;

use crate::App;
use crate::views::{ApiError, AppEvent, FileDone, FileRefused, ImportView};
use jiff::Timestamp;
use model::{Code, MailboxId, MailboxKind, MailboxState, ProviderId, RemoteId, Right, Rights};
use notify::Catalogue;
use std::path::{Path, PathBuf};
use vault::{NewMailbox, Profile, StoreError};

/// What one may do with letters that are kept here alone. To forward or answer one, there is no service.
pub(crate) const KEPT_RIGHTS: [Right; 6] =
    [Right::Read, Right::Mark, Right::Move, Right::Delete, Right::Note, Right::Upload];

impl App {
    /// Imports files and folders of files. What was read is kept when this returns.
    ///
    /// # Errors
    /// [`ApiError`]: `notAllowed` when letters cannot be put into the mailbox, `notFound` when it is not there,
    /// `damaged` when the vault cannot be written. What is wrong with a file stands in the answer.
    pub async fn import(&self, paths: Vec<PathBuf>, into: Option<MailboxId>) -> Result<ImportView, ApiError> {
        let language = self.settings().await?.language.code();
        let mailbox = match into {
            Some(id) => {
                let wanted = id.clone();
                let mailbox = self.vault(move |profile| profile.mailbox(&wanted)).await?.mailbox;
                if !mailbox.provider.keeps_here() || !mailbox.rights.has(Right::Upload) {
                    return Err(ApiError::said(Code::NotAllowed, "error.import.notThere"));
                }
                id
            }
            None => {
                let name = Catalogue::of(language).text("import.mailbox", 0);
                self.vault(move |profile| archive(profile, &name)).await?
            }
        };
        let now = self.clock.now();
        let box_id = mailbox.clone();
        let done = self.vault(move |profile| import(profile, &box_id, &paths, now)).await?;
        self.pulse.tell(AppEvent::Mailboxes);
        self.pulse.tell(AppEvent::Letters { mailbox });
        Ok(done)
    }
}

/// The mailbox of imported letters; made when it is first needed.
fn archive(profile: &Profile, name: &str) -> Result<MailboxId, StoreError> {
    if let Some(record) = profile.archive()? {
        return Ok(record.mailbox.id);
    }
    let account = profile.archive_account()?;
    let new = NewMailbox {
        remote_id: RemoteId("imported".to_owned()),
        provider: ProviderId::Archive,
        name: name.to_owned(),
        owner: name.to_owned(),
        owner_ref: None,
        kind: MailboxKind::Archive,
        rights: Rights::of(&KEPT_RIGHTS),
        ends: None,
        state: MailboxState::Active,
        part_of: None,
        favourite: false,
        space: None,
    };
    Ok(profile.add_kept_mailbox(&account, new)?.id)
}

/// Imports into a mailbox; another import of the same mailbox is waited for.
fn import(profile: &Profile, mailbox: &MailboxId, paths: &[PathBuf], now: Timestamp) -> Result<ImportView, StoreError> {
    let lock = profile.kept_lock(mailbox)?;
    profile.mend_kept(&lock)?;
    let mut done = ImportView { mailbox: mailbox.clone(), read: Vec::new(), refused: Vec::new() };
    let files = inputs::files(paths, |path, why| done.refused.push(refused(path, None, why)));
    let mut intake = Intake::new(profile, &lock, News::Old)?;
    let outcomes = reading::read_all(profile, &files, now, &mut intake)?;
    intake.finish(now)?;
    for (path, outcome) in files.iter().zip(outcomes) {
        done.refused.extend(outcome.refused.into_iter().map(|(entry, why)| refused(path, Some(&entry), why)));
        if let Some(sha256) = outcome.sha256.filter(|_| outcome.letters > 0) {
            done.read.push(FileDone { file: shown(path), sha256, messages: outcome.letters });
        }
    }
    Ok(done)
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// A file, or something in it, that was not read.
fn refused(path: &Path, entry: Option<&str>, why: Why) -> FileRefused {
    let file = match entry.filter(|entry| !entry.is_empty()) {
        Some(entry) => format!("{}: {entry}", shown(path)),
        None => shown(path),
    };
    FileRefused { file, why: why.text_key().to_owned() }
}
