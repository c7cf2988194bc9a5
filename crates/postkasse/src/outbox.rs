//! The outbox: what waits to be sent, what was refused, and what the person says to that.

use crate::App;
use crate::refusals::text_key;
use crate::views::{ApiError, AppEvent, RefusedView};
use model::{Change, Code, MailboxId, Subject, Wish, WishId, WishState};
use vault::{Profile, StoreError};

impl App {
    /// Every wish that was not carried out yet, with its mailbox.
    ///
    /// # Errors
    /// [`ApiError`] when the vault cannot be read.
    pub async fn outbox(&self) -> Result<Vec<(MailboxId, Wish)>, ApiError> {
        self.vault(wishes).await
    }

    /// Wishes that were refused and that the person has not seen yet, with what they were about. Drafts are not
    /// among them: those say it themselves.
    ///
    /// # Errors
    /// [`ApiError`] when the vault cannot be read.
    pub async fn refused(&self) -> Result<Vec<RefusedView>, ApiError> {
        self.vault(|profile| {
            let all = wishes(profile)?.into_iter();
            Ok(all.filter_map(|(mailbox, wish)| refused_view(profile, mailbox, wish)).collect())
        })
        .await
    }

    /// The person has seen that it was refused, or wants it no more.
    ///
    /// # Errors
    /// [`ApiError`] when it cannot be written.
    pub async fn wish_dismiss(&self, mailbox: MailboxId, wish: WishId) -> Result<(), ApiError> {
        self.vault(move |profile| profile.state(&mailbox)?.wish_done(wish)).await?;
        self.pulse.tell(AppEvent::Sync);
        Ok(())
    }

    /// What was refused is to be tried once more.
    ///
    /// # Errors
    /// [`ApiError`]: `notFound` when there is no such wish any more.
    pub async fn wish_again(&self, mailbox: MailboxId, wish: WishId) -> Result<(), ApiError> {
        let id = mailbox.clone();
        self.vault(move |profile| profile.state(&id)?.wish_anew(wish)).await?;
        self.pulse.wished(mailbox);
        self.pulse.tell(AppEvent::Sync);
        Ok(())
    }
}

fn wishes(profile: &Profile) -> Result<Vec<(MailboxId, Wish)>, StoreError> {
    let mut wishes = Vec::new();
    for record in profile.mailboxes()? {
        match profile.state_if_any(&record.mailbox.id) {
            Ok(Some(state)) => {
                let id = record.mailbox.id;
                wishes.extend(state.wishes()?.into_iter().map(|wish| (id.clone(), wish)));
            }
            Ok(None) | Err(StoreError::Ended | StoreError::NotAllowed) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(wishes)
}

fn refused_view(profile: &Profile, mailbox: MailboxId, wish: Wish) -> Option<RefusedView> {
    let WishState::Refused { code, reason } = wish.state else { return None };
    let cache = profile.cache(&mailbox).ok();
    let about = match &wish.subject {
        Subject::Draft(_) => return None,
        Subject::Message(message) => cache.and_then(|cache| cache.message(message).ok()?).map(|one| one.subject),
        Subject::Folder(folder) => match &wish.change {
            Change::MakeFolder { name, .. } => Some(name.clone()),
            change => {
                let folders = cache.and_then(|cache| cache.folders().ok()).unwrap_or_default();
                let known = folders.into_iter().find(|one| one.id == *folder).map(|one| one.name);
                // Of one that is gone no more is known than how it was to be called.
                known.or_else(|| match change {
                    Change::RenameFolder(name) => Some(name.clone()),
                    _ => None,
                })
            }
        },
    };
    Some(RefusedView {
        id: wish.id,
        mailbox,
        change: change_word(&wish.change).to_owned(),
        about: about.unwrap_or_default(),
        code,
        text: text_key(reason.as_deref()).map(str::to_owned),
        // What is gone or not allowed stays so.
        again: !matches!(code, Code::NotFound | Code::NotAllowed | Code::AccessEnded),
    })
}

/// The word for what was wanted: a part of the keys of its texts.
#[must_use]
pub fn change_word(change: &Change) -> &'static str {
    match change {
        Change::Read(true) => "read",
        Change::Read(false) => "unread",
        Change::Flag(true) => "flag",
        Change::Flag(false) => "unflag",
        Change::Move(_) => "move",
        Change::Delete => "delete",
        Change::Erase => "erase",
        Change::Note(_) => "note",
        Change::Rename(_) => "rename",
        Change::MakeFolder { .. } => "makeFolder",
        Change::RenameFolder(_) => "renameFolder",
        Change::FolderIcon(_) => "folderIcon",
        Change::RemoveFolder => "removeFolder",
        Change::Send => "send",
        Change::Forward => "forward",
        Change::Discard => "discard",
    }
}
