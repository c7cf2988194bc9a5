//! Exporting letters to a folder, for people who want their archive: as MeMo with every field that is here, as mbox
//! for mail programs, or as plain files. Nothing is overwritten, names are tamed, and an index with check sums says
//! what was written. Only what the person may see leaves the vault: what waits for her is named and left.

mod compose;
mod files;
mod index;
mod letters;
mod mbox;
mod memo;
mod mime;
mod place;

use crate::App;
use crate::views::{ApiError, ExportFormat, ExportView, FileRefused};
use letters::Letter;
use model::{Code, Mailbox, MailboxId, MailboxState, Right};
use place::{Folder, Written};
use std::path::{Path, PathBuf};
use vault::{Profile, StoreError};

/// Why a letter was not written, as a key of the text catalogue.
type Why = &'static str;

/// The outcome of writing one thing: done, not possible, or no more writing at all.
type Outcome<T> = Result<Result<T, Why>, StoreError>;

impl App {
    /// Writes the letters of one mailbox, or of all that can be read, below this folder.
    ///
    /// # Errors
    /// [`ApiError`]: `notFound` and `accessEnded` for the mailbox, `notAllowed` when its letters may not be read,
    /// `damaged` when the folder cannot be written. What is wrong with a letter stands in the answer.
    pub async fn export(
        &self,
        folder: PathBuf,
        only: Option<MailboxId>,
        format: ExportFormat,
    ) -> Result<ExportView, ApiError> {
        let mailboxes = self.exported(only).await?;
        let now = self.clock.now();
        let mut index = index::Index::new(format, now);
        self.vault(move |profile| {
            let folder = Folder::new(&folder)?;
            for mailbox in &mailboxes {
                write(profile, mailbox, &folder, format, &mut index)?;
            }
            index.finish(&folder)
        })
        .await
    }

    /// The mailboxes that are meant and can be read.
    async fn exported(&self, only: Option<MailboxId>) -> Result<Vec<Mailbox>, ApiError> {
        let readable = |mailbox: &Mailbox| mailbox.rights.has(Right::Read);
        let ended = |mailbox: &Mailbox| matches!(mailbox.state, MailboxState::Ended { .. });
        match only {
            None => {
                let records = self.vault(vault::Profile::mailboxes).await?;
                let all = records.into_iter().map(|record| record.mailbox);
                Ok(all.filter(|mailbox| readable(mailbox) && !ended(mailbox)).collect())
            }
            Some(id) => {
                let mailbox = self.vault(move |profile| profile.mailbox(&id)).await?.mailbox;
                match () {
                    () if ended(&mailbox) => Err(ApiError::plain(Code::AccessEnded)),
                    () if !readable(&mailbox) => Err(ApiError::plain(Code::NotAllowed)),
                    () => Ok(vec![mailbox]),
                }
            }
        }
    }
}

/// Writes one mailbox in a folder of its own.
fn write(
    profile: &Profile,
    mailbox: &Mailbox,
    folder: &Folder,
    format: ExportFormat,
    index: &mut index::Index,
) -> Result<(), StoreError> {
    let letters = letters::all(profile, mailbox)?;
    if letters.is_empty() {
        return Ok(());
    }
    let box_folder = || folder.own(&mailbox.name);
    match format {
        ExportFormat::Mbox => mbox::write(profile, mailbox, &letters, folder, index),
        ExportFormat::Memo => {
            let own = box_folder()?;
            each(profile, mailbox, &letters, index, |letter| memo::write(profile, mailbox, letter, &own))
        }
        ExportFormat::Files => {
            let own = box_folder()?;
            each(profile, mailbox, &letters, index, |letter| files::write(profile, mailbox, letter, &own))
        }
    }
}

/// Writes letter by letter; what cannot be written is named and left.
fn each(
    profile: &Profile,
    mailbox: &Mailbox,
    letters: &[model::MessageId],
    index: &mut index::Index,
    mut write: impl FnMut(&Letter) -> Outcome<Vec<Written>>,
) -> Result<(), StoreError> {
    for id in letters {
        if Profile::is_locked_for_all(profile.folder()) {
            return Err(StoreError::Locked);
        }
        let Some(letter) = Letter::of(profile, mailbox, id)? else { continue };
        let outcome = match letter.withheld() {
            Some(why) => Err(why),
            None => match write(&letter) {
                Err(StoreError::Damaged) => Err("export.why.damaged"),
                other => other?,
            },
        };
        match outcome {
            Ok(written) => index.written(mailbox, &letter, written),
            Err(why) => index.refused(refused(mailbox, &letter, why)),
        }
    }
    Ok(())
}

/// A letter that was not written, by what it is called where.
fn refused(mailbox: &Mailbox, letter: &Letter, why: Why) -> FileRefused {
    FileRefused { file: format!("{}: {}", mailbox.name, letter.message.subject), why: why.to_owned() }
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
