//! The letters of a mailbox as they are written out.

use super::Why;
use crate::app::level_of;
use jiff::tz::TimeZone;
use model::{DocumentKind, File, FileId, Mailbox, Message, MessageId, Waits};
use std::sync::Arc;
use vault::{BlobReader, Cache, FileState, Kept, ListQuery, Profile, StoreError};

/// Every letter of a mailbox, newest first.
pub(super) fn all(profile: &Profile, mailbox: &Mailbox) -> Result<Vec<MessageId>, StoreError> {
    let everything = ListQuery { limit: usize::MAX >> 1, ..ListQuery::default() };
    let heads = profile.cache(&mailbox.id)?.list(&everything, level_of(profile, &mailbox.id)?)?;
    Ok(heads.into_iter().map(|head| head.id).collect())
}

/// A letter, and where its files come from.
pub(super) struct Letter {
    pub(super) message: Message,
    pub(super) cache: Arc<Cache>,
    /// As it came, when it is kept here alone.
    pub(super) kept: Option<Arc<Kept>>,
    waits: Option<Waits>,
    zone: TimeZone,
}

impl Letter {
    /// The letter; none when it is gone meanwhile.
    pub(super) fn of(profile: &Profile, mailbox: &Mailbox, id: &MessageId) -> Result<Option<Self>, StoreError> {
        let cache = profile.cache(&mailbox.id)?;
        let Some(message) = cache.message(id)? else { return Ok(None) };
        let waits = message.waits(level_of(profile, &mailbox.id)?);
        let zone = TimeZone::get(mailbox.provider.time_zone()).unwrap_or(TimeZone::UTC);
        Ok(Some(Letter { message, cache, kept: profile.kept_if_any(&mailbox.id)?, waits, zone }))
    }

    /// Why its content may not leave, if it may not.
    pub(super) fn withheld(&self) -> Option<Why> {
        match self.waits? {
            Waits::LegalNotification | Waits::Receipt | Waits::Seen => Some("export.why.openFirst"),
            Waits::HigherLevel => Some("export.why.higherLevel"),
        }
    }

    /// The bytes of a file and how many; why not, when they are not here.
    pub(super) fn open(&self, file: &FileId) -> super::Outcome<(u64, BlobReader)> {
        match self.cache.file_state(file)? {
            FileState::Here { size, .. } => Ok(Ok((size, self.cache.open_file(file)?))),
            FileState::Missing => Ok(Err("export.why.notFetched")),
            FileState::Failed { .. } => Ok(Err("export.why.damaged")),
        }
    }

    /// What a file really is, and the name that it is given.
    pub(super) fn named(&self, file: &File) -> Result<(letter::Kind, String), StoreError> {
        let kind = match self.cache.file_state(&file.id)? {
            FileState::Here { kind, .. } => letter::Kind::parse(&kind),
            _ => letter::Kind::Other,
        };
        Ok((kind, letter::safe_filename(&file.filename, kind, &file.mime).display))
    }

    /// The files that a person sees, main document first.
    pub(super) fn shown_files(&self) -> impl Iterator<Item = &File> {
        let shown = self.message.documents.iter().filter(|document| document.kind != DocumentKind::Technical);
        shown.flat_map(|document| &document.files)
    }

    /// The day on which it came, where its mailbox is.
    pub(super) fn day(&self) -> String {
        self.message.received.to_zoned_datetime(self.zone.clone()).strftime("%Y-%m-%d").to_string()
    }

    /// What it is called among others: day, sender, subject.
    pub(super) fn title(&self) -> String {
        let short = |text: &str, most: usize| text.chars().take(most).collect::<String>().trim().to_owned();
        let parts = [short(&self.message.sender.label, 24), short(&self.message.subject, 48)];
        let words: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        format!("{} {}", self.day(), words.join(" - "))
    }
}
