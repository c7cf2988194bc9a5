//! The ledger of notifications: one line a letter, channel and purpose, written before anything is sent.
//!
//! waiting → intended → accepted, sent, failed or doubtful; or suppressed, when a rule said no. Every step says from
//! which state it goes, so of two that want to take the same letter one gets it. Letters and mailboxes are named as
//! the service names them: no rebuilt cache and no new login makes a told letter new. What goes out is in `sendings`.

use super::Profile;
use crate::StoreError;
use jiff::Timestamp;
use model::{ProviderId, RemoteId};
use rusqlite::{OptionalExtension, Row, Transaction, params};
use std::collections::BTreeSet;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$one:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$one])* $variant),+ }

        impl $name {
            /// The word in the ledger.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }

            fn parse(word: &str) -> Result<Self, StoreError> {
                match word { $($word => Ok($name::$variant),)+ _ => Err(StoreError::Damaged) }
            }
        }
    };
}

words!(
    /// What became of a line.
    LedgerState {
        /// Not sent yet; a rule holds it back, or it is to be tried again.
        Waiting = "waiting",
        /// About to be sent; found at a start, it is doubtful whether it was.
        Intended = "intended",
        /// The service took it; whether it arrived is known later.
        Accepted = "accepted",
        /// Sent.
        Sent = "sent",
        /// Surely not sent; tried again once the person changed the channel.
        Failed = "failed",
        /// Nobody knows whether it was sent. Never sent again.
        Doubtful = "doubtful",
        /// A rule said no, for good.
        Suppressed = "suppressed",
    }
);
words!(
    /// What a line is for.
    Purpose {
        /// A new letter.
        New = "new",
        /// A letter that is still unread and should not be.
        Reminder = "reminder",
    }
);

/// A mailbox as its service knows it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MailboxKey {
    /// The service.
    pub provider: ProviderId,
    /// The service's id.
    pub remote: RemoteId,
}

/// A line that is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLine<'a> {
    /// The mailbox.
    pub mailbox: &'a MailboxKey,
    /// The letter, the service's id.
    pub letter: &'a RemoteId,
    /// The channel ("desktop").
    pub channel: &'a str,
    /// What for.
    pub purpose: Purpose,
    /// Why it is suppressed; it waits when nothing says so.
    pub why: Option<&'a str>,
    /// Not before.
    pub due: Timestamp,
    /// The present.
    pub now: Timestamp,
}

/// A line of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerLine {
    /// Its number.
    pub number: i64,
    /// The service; none for a line of an older program whose mailbox was forgotten.
    pub provider: Option<ProviderId>,
    /// The mailbox, the service's id.
    pub mailbox: RemoteId,
    /// The letter, the service's id.
    pub letter: RemoteId,
    /// The channel.
    pub channel: String,
    /// What for.
    pub purpose: Purpose,
    /// What became of it.
    pub state: LedgerState,
    /// Why, for a rule or a failure.
    pub why: Option<String>,
    /// Of the sending that it is part of.
    pub reference: Option<String>,
    /// How often it surely was not sent.
    pub tries: u32,
    /// It was sent in a digest.
    pub digest: bool,
    /// When it was written.
    pub came: Timestamp,
    /// When its state last changed.
    pub at: Timestamp,
}

const COLUMNS: &str = "l.n, l.provider, l.mailbox, l.remote_id, l.channel, l.purpose, l.state, l.why, l.reference,
    l.tries, l.came, l.at, EXISTS (SELECT 1 FROM sending s WHERE s.reference = l.reference AND s.window IS NOT NULL)";

fn read(row: &Row<'_>) -> rusqlite::Result<Result<LedgerLine, StoreError>> {
    let (provider, purpose, state): (String, String, String) = (row.get(1)?, row.get(5)?, row.get(6)?);
    let (came, at): (i64, String) = (row.get(10)?, row.get(11)?);
    let (number, mailbox, letter, channel) = (row.get(0)?, row.get(2)?, row.get(3)?, row.get(4)?);
    let (why, reference, tries, digest) = (row.get(7)?, row.get(8)?, row.get(9)?, row.get(12)?);
    Ok((|| {
        Ok(LedgerLine {
            number,
            provider: ProviderId::parse(&provider),
            mailbox: RemoteId(mailbox),
            letter: RemoteId(letter),
            channel,
            purpose: Purpose::parse(&purpose)?,
            state: LedgerState::parse(&state)?,
            why,
            reference,
            tries,
            digest,
            came: Timestamp::from_second(came).map_err(|_| StoreError::Damaged)?,
            at: at.parse().map_err(|_| StoreError::Damaged)?,
        })
    })())
}

fn write_line(db: &Transaction<'_>, line: &NewLine<'_>) -> Result<bool, StoreError> {
    let sql = "INSERT OR IGNORE INTO ledger
        (provider, mailbox, remote_id, channel, purpose, state, why, came, due, at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    let state = if line.why.is_some() { LedgerState::Suppressed } else { LedgerState::Waiting };
    let (provider, mailbox) = (line.mailbox.provider.as_str(), line.mailbox.remote.as_str());
    let (letter, purpose, at) = (line.letter.as_str(), line.purpose.as_str(), line.now.to_string());
    let (came, due) = (line.now.as_second(), line.due.as_second());
    let values = params![provider, mailbox, letter, line.channel, purpose, state.as_str(), line.why, came, due, at];
    Ok(db.prepare_cached(sql)?.execute(values)? > 0)
}

impl Profile {
    /// Writes lines, each only if there is none yet for its letter, channel and purpose; how many are new.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be written; then none is.
    pub fn ledger_write(&self, lines: &[NewLine<'_>]) -> Result<usize, StoreError> {
        if lines.is_empty() {
            return Ok(0);
        }
        let mut held = self.database.hold();
        let transaction = held.db()?.transaction()?;
        let mut new = 0;
        for line in lines {
            new += usize::from(write_line(&transaction, line)?);
        }
        transaction.commit()?;
        Ok(new)
    }

    /// The lines of a channel and mailbox that wait and are due, oldest first.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub fn ledger_waiting(
        &self,
        channel: &str,
        mailbox: &MailboxKey,
        now: Timestamp,
    ) -> Result<Vec<LedgerLine>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM ledger l INDEXED BY ledger_waiting WHERE l.state = 'waiting' AND l.channel = ?1
             AND l.provider = ?2 AND l.mailbox = ?3 AND l.due <= ?4 ORDER BY l.n"
        );
        let mut held = self.database.hold();
        let mut query = held.db()?.prepare_cached(&sql)?;
        let rows = query
            .query_map(params![channel, mailbox.provider.as_str(), mailbox.remote.as_str(), now.as_second()], read)?;
        rows.map(|row| row?).collect()
    }

    /// The mailboxes in which lines of a channel wait and are due.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub fn ledger_waits_in(&self, channel: &str, now: Timestamp) -> Result<BTreeSet<MailboxKey>, StoreError> {
        let sql = "SELECT DISTINCT provider, mailbox FROM ledger INDEXED BY ledger_waiting
                   WHERE state = 'waiting' AND channel = ?1 AND due <= ?2";
        let mut held = self.database.hold();
        let mut query = held.db()?.prepare_cached(sql)?;
        let rows = query.query_map(params![channel, now.as_second()], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        })?;
        let mut mailboxes = BTreeSet::new();
        for row in rows {
            let (provider, remote) = row?;
            // A line of an older program, whose mailbox was forgotten, never waits.
            let key = ProviderId::parse(&provider).map(|provider| MailboxKey { provider, remote: RemoteId(remote) });
            mailboxes.extend(key);
        }
        Ok(mailboxes)
    }

    /// The lines that one sending is about.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub fn ledger_of(&self, reference: &str) -> Result<Vec<LedgerLine>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM ledger l WHERE l.reference = ?1 ORDER BY l.n");
        let mut held = self.database.hold();
        let mut query = held.db()?.prepare_cached(&sql)?;
        let rows = query.query_map([reference], read)?;
        rows.map(|row| row?).collect()
    }

    /// The newest lines of all channels, newest first.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub fn ledger(&self, limit: usize) -> Result<Vec<LedgerLine>, StoreError> {
        self.newest_lines("1 = 1", limit)
    }

    /// The same without what waits for a screen that is not here: nobody has decided about it.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub fn ledger_decided(&self, limit: usize) -> Result<Vec<LedgerLine>, StoreError> {
        self.newest_lines("NOT (l.channel = 'desktop' AND l.state = 'waiting' AND l.why IS NULL)", limit)
    }

    fn newest_lines(&self, which: &'static str, limit: usize) -> Result<Vec<LedgerLine>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM ledger l WHERE {which} ORDER BY l.n DESC LIMIT ?1");
        let mut held = self.database.hold();
        let mut query = held.db()?.prepare_cached(&sql)?;
        let rows = query.query_map([i64::try_from(limit).unwrap_or(i64::MAX)], read)?;
        rows.map(|row| row?).collect()
    }

    /// Whether a letter has a line.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub fn ledger_has(
        &self,
        mailbox: &MailboxKey,
        letter: &RemoteId,
        channel: &str,
        purpose: Purpose,
    ) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM ledger WHERE remote_id = ?1 AND mailbox = ?2 AND provider = ?3 AND channel = ?4
                   AND purpose = ?5";
        let mut held = self.database.hold();
        let mut query = held.db()?.prepare_cached(sql)?;
        let values =
            params![letter.as_str(), mailbox.remote.as_str(), mailbox.provider.as_str(), channel, purpose.as_str()];
        Ok(query.query_row(values, |_| Ok(())).optional()?.is_some())
    }

    /// Why lines wait, for whoever asks.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn ledger_holds(&self, lines: &[i64], why: &str) -> Result<(), StoreError> {
        self.on_lines(lines, "UPDATE ledger SET why = ?2 WHERE n = ?1 AND state = 'waiting' AND why IS NOT ?2", why)
    }

    /// A rule says no to lines that wait, for good.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn ledger_suppress(&self, lines: &[i64], why: &str) -> Result<(), StoreError> {
        let sql = "UPDATE ledger SET state = 'suppressed', why = ?2 WHERE n = ?1 AND state = 'waiting'";
        self.on_lines(lines, sql, why)
    }

    fn on_lines(&self, lines: &[i64], sql: &str, why: &str) -> Result<(), StoreError> {
        if lines.is_empty() {
            return Ok(());
        }
        let mut held = self.database.hold();
        let transaction = held.db()?.transaction()?;
        for line in lines {
            transaction.prepare_cached(sql)?.execute(params![line, why])?;
        }
        transaction.commit()?;
        Ok(())
    }

    /// What began to wait for a channel before this moment is never told by it.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn ledger_expire(&self, channel: &str, before: Timestamp, why: &str) -> Result<usize, StoreError> {
        let sql = "UPDATE ledger SET state = 'suppressed', why = ?3
                   WHERE channel = ?1 AND state = 'waiting' AND purpose = 'new' AND came < ?2";
        Ok(self.database.hold().db()?.prepare_cached(sql)?.execute(params![channel, before.as_second(), why])?)
    }
}
