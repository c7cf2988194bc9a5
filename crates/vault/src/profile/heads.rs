//! One list over all mailboxes. The newest headers of each lie here with the names of its folders, sealed with
//! that mailbox's own key, so that the first page needs no database of theirs; beyond that the mailboxes are
//! opened.

use super::Profile;
use crate::cache::ListQuery;
use crate::{MessageHead, StoreError};
use model::{Folder, Level, MailboxId};
use rusqlite::params;
use serde::{Deserialize, Serialize};

/// Newest headers kept of each mailbox.
const KEPT: usize = 50;

/// What is kept of a mailbox.
#[derive(Default, Serialize, Deserialize)]
struct Kept {
    heads: Vec<MessageHead>,
    folders: Vec<Folder>,
}

impl Profile {
    /// Takes the newest headers and the folders of a mailbox from its cache, and its counts.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read or written.
    pub fn refresh_heads(&self, mailbox: &MailboxId, level: Level) -> Result<(), StoreError> {
        let cache = self.cache(mailbox)?;
        let heads = cache.list(&ListQuery { limit: KEPT, ..ListQuery::default() }, level)?;
        let kept = serde_json::to_vec(&Kept { heads, folders: cache.folders()? })?;
        let sealed = self.mailbox_key(mailbox)?.derive("heads").seal("heads", &kept)?;
        let sql = "UPDATE mailbox SET heads = ?2 WHERE id = ?1";
        self.database.hold().db()?.execute(sql, params![mailbox.as_str(), sealed])?;
        self.set_counts(mailbox, &cache.counts()?, None)
    }

    /// What is kept; none when an older version of this program kept it in its own way.
    fn kept_heads(&self, mailbox: &MailboxId) -> Result<Option<Kept>, StoreError> {
        let sql = "SELECT heads FROM mailbox WHERE id = ?1";
        let sealed: Option<Vec<u8>> =
            self.database.hold().db()?.query_row(sql, params![mailbox.as_str()], |row| row.get(0))?;
        let Some(sealed) = sealed else { return Ok(Some(Kept::default())) };
        let text = self.mailbox_key(mailbox)?.derive("heads").open("heads", &sealed)?;
        Ok(serde_json::from_slice(&text).ok())
    }

    /// The folders of a mailbox, as they were when its newest headers were kept.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub fn folders(&self, mailbox: &MailboxId) -> Result<Vec<Folder>, StoreError> {
        match self.kept_heads(mailbox)? {
            Some(kept) => Ok(kept.folders),
            None => self.cache(mailbox)?.folders(),
        }
    }

    /// The headers asked for over these mailboxes, newest first.
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
            && !(wanted.unread || wanted.with_deadline || wanted.with_attachments)
            && wanted.limit <= KEPT;
        let mut heads = Vec::new();
        for (mailbox, level) in mailboxes {
            let kept = if plain { self.kept_heads(mailbox)? } else { None };
            heads.extend(match kept {
                Some(kept) => kept.heads,
                None => self.cache(mailbox)?.list(wanted, *level)?,
            });
        }
        heads.sort_by(|a, b| a.order().cmp(&b.order()));
        heads.truncate(wanted.limit);
        Ok(heads)
    }
}
