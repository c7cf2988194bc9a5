//! One list over all mailboxes. The newest headers of each lie here with the names of its folders, sealed with
//! that mailbox's own key, so that the first page needs no database of theirs; beyond that the mailboxes are
//! opened. Beside them stands when the newest came, so that of hundreds of mailboxes only those are unsealed that
//! have something on the page.

use super::Profile;
use crate::cache::{ListOrder, ListQuery};
use crate::{MessageHead, StoreError};
use model::{Folder, Level, MailboxId};
use rusqlite::{OptionalExtension, params};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// When the newest came where there is none: before everything.
const NOTHING: i64 = i64::MIN;
/// Newest headers kept of each mailbox.
const KEPT: usize = 50;

/// What is kept of a mailbox.
#[derive(Default, Serialize, Deserialize)]
struct Kept {
    heads: Vec<MessageHead>,
    folders: Vec<Folder>,
}

/// The folders alone: of the headers beside them nothing is made.
#[derive(Default, Deserialize)]
struct KeptFolders {
    folders: Vec<Folder>,
}

fn sort(heads: &mut Vec<MessageHead>, wanted: &ListQuery) {
    heads.sort_by(|a, b| wanted.order.compare(&a.place(), &b.place()));
    heads.truncate(wanted.limit);
}

impl Profile {
    /// Takes the newest headers and the folders of a mailbox from its cache, and its counts.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read or written.
    pub fn refresh_heads(&self, mailbox: &MailboxId, level: Level) -> Result<(), StoreError> {
        let cache = self.cache(mailbox)?;
        let heads = cache.list(&ListQuery { limit: KEPT, ..ListQuery::default() }, level)?;
        let newest = heads.first().map_or(NOTHING, |head| head.received.as_microsecond());
        let kept = serde_json::to_vec(&Kept { heads, folders: cache.folders()? })?;
        let sealed = self.mailbox_key(mailbox)?.derive("heads").seal("heads", &kept)?;
        let sql = "INSERT INTO head (mailbox, newest, sealed) VALUES (?1, ?2, ?3)
             ON CONFLICT (mailbox) DO UPDATE SET newest = ?2, sealed = ?3";
        self.database.hold().db()?.execute(sql, params![mailbox.as_str(), newest, sealed])?;
        self.set_counts(mailbox, &cache.counts()?, None)
    }

    /// The same while letters are still to come: where a damaged cache is made anew, the newest headers of the old one
    /// stay until all of it is here, so that a person sees more than what has come again so far.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read or written.
    pub fn refresh_heads_so_far(&self, mailbox: &MailboxId, level: Level) -> Result<(), StoreError> {
        let kept = if self.is_being_rebuilt(mailbox) { self.kept_of::<Kept>(mailbox)? } else { None };
        let Some(mut kept) = kept.filter(|kept| !kept.heads.is_empty()) else {
            return self.refresh_heads(mailbox, level);
        };
        kept.folders = self.cache(mailbox)?.folders()?;
        let sealed = self.mailbox_key(mailbox)?.derive("heads").seal("heads", &serde_json::to_vec(&kept)?)?;
        let sql = "UPDATE head SET sealed = ?2 WHERE mailbox = ?1";
        self.database.hold().db()?.execute(sql, params![mailbox.as_str(), sealed])?;
        Ok(())
    }

    /// What is kept, or as much of it as `T` asks for; none when an older version of this program kept it in its
    /// own way.
    fn kept_of<T: DeserializeOwned + Default>(&self, mailbox: &MailboxId) -> Result<Option<T>, StoreError> {
        let sql = "SELECT sealed FROM head WHERE mailbox = ?1";
        let sealed: Option<Vec<u8>> =
            self.database.hold().db()?.query_row(sql, params![mailbox.as_str()], |row| row.get(0)).optional()?;
        let Some(sealed) = sealed else { return Ok(Some(T::default())) };
        let text = self.mailbox_key(mailbox)?.derive("heads").open("heads", &sealed)?;
        Ok(serde_json::from_slice(&text).ok())
    }

    /// The folders of a mailbox, as they were when its newest headers were kept.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub fn folders(&self, mailbox: &MailboxId) -> Result<Vec<Folder>, StoreError> {
        match self.kept_of::<KeptFolders>(mailbox)? {
            Some(kept) => Ok(kept.folders),
            None => self.cache(mailbox)?.folders(),
        }
    }

    /// The headers asked for over these mailboxes, in the order asked for.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub fn list_all(
        &self,
        mailboxes: &[(MailboxId, Level)],
        wanted: &ListQuery,
    ) -> Result<Vec<MessageHead>, StoreError> {
        let plain = wanted.folder.is_none()
            && wanted.role.is_none()
            && wanted.before.is_none()
            && wanted.order == ListOrder::Newest
            && !(wanted.unread || wanted.with_deadline || wanted.with_attachments || wanted.flagged)
            && wanted.limit <= KEPT;
        let mut heads = Vec::new();
        for (mailbox, level, newest) in self.newest_first(mailboxes)? {
            // What is full of newer ones takes nothing from this mailbox, nor from those after it.
            let last = heads.get(wanted.limit.saturating_sub(1)).map(|head: &MessageHead| head.received);
            if plain && last.is_some_and(|last| newest < last.as_microsecond()) {
                break;
            }
            let kept = if plain { self.kept_of::<Kept>(mailbox)? } else { None };
            heads.extend(match kept {
                Some(kept) => kept.heads,
                None => self.cache(mailbox)?.list(wanted, *level)?,
            });
            if plain {
                sort(&mut heads, wanted);
            }
        }
        sort(&mut heads, wanted);
        Ok(heads)
    }

    /// The mailboxes with when the newest of their headers came, the newest first; where that is not known, first
    /// of all.
    fn newest_first<'a>(
        &self,
        mailboxes: &'a [(MailboxId, Level)],
    ) -> Result<Vec<(&'a MailboxId, &'a Level, i64)>, StoreError> {
        let mut held = self.database.hold();
        let mut query = held.db()?.prepare_cached("SELECT mailbox, newest FROM head")?;
        let row =
            |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, Option<i64>>(1)?.unwrap_or(i64::MAX)));
        let known: HashMap<String, i64> = query.query_map([], row)?.collect::<Result<_, _>>()?;
        let newest = |mailbox: &MailboxId| known.get(mailbox.as_str()).copied().unwrap_or(NOTHING);
        let mut ordered: Vec<_> = mailboxes.iter().map(|(id, level)| (id, level, newest(id))).collect();
        ordered.sort_by_key(|(.., newest)| std::cmp::Reverse(*newest));
        Ok(ordered)
    }
}
