//! Messages on their way: taking lines of the ledger for one, what became of it, what services call it, and how many went
//! out.

use super::Profile;
use super::ledger::{LedgerState, MailboxKey};
use crate::StoreError;
use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

/// One message about letters of one mailbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSending<'a> {
    /// Opaque and random.
    pub reference: &'a str,
    /// The channel.
    pub channel: &'a str,
    /// The mailbox.
    pub mailbox: &'a MailboxKey,
    /// The window of which it is the digest.
    pub window: Option<&'a str>,
    /// The lines that it is about.
    pub lines: &'a [i64],
    /// The present.
    pub now: Timestamp,
}

impl Profile {
    /// Takes lines that wait for a sending: from now on they are intended, all of them or none. False when another
    /// has taken one of them meanwhile, or the window has had its digest.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written: then nothing may be sent.
    pub fn ledger_take(&self, sending: &NewSending<'_>) -> Result<bool, StoreError> {
        let mut held = self.database.hold();
        let transaction = held.db()?.transaction()?;
        let sql = "INSERT OR IGNORE INTO sending (reference, channel, provider, mailbox, window, at)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let (provider, mailbox) = (sending.mailbox.provider.as_str(), sending.mailbox.remote.as_str());
        let values =
            params![sending.reference, sending.channel, provider, mailbox, sending.window, sending.now.as_second()];
        let mut taken = transaction.prepare_cached(sql)?.execute(values)? == 1;
        let sql = "UPDATE ledger SET state = 'intended', why = NULL, reference = ?2, at = ?3
                   WHERE n = ?1 AND state = 'waiting'";
        for line in sending.lines {
            let values = params![line, sending.reference, sending.now.to_string()];
            taken = taken && transaction.prepare_cached(sql)?.execute(values)? == 1;
        }
        if taken {
            transaction.commit()?;
        }
        Ok(taken)
    }

    /// What became of a sending. Only of lines whose outcome is open still: nothing makes a sent letter unsent.
    /// What is to be tried again, or failed, counts neither for a limit nor as a window's digest.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written; then they stay open, and are doubtful.
    pub fn ledger_end(
        &self,
        reference: &str,
        state: LedgerState,
        why: Option<&str>,
        revision: i64,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let not_sent = matches!(state, LedgerState::Waiting | LedgerState::Failed);
        let mut held = self.database.hold();
        let transaction = held.db()?.transaction()?;
        let sql = "UPDATE ledger SET state = ?2, why = ?3, revision = ?4, at = ?5, tries = tries + ?6
                   WHERE reference = ?1 AND state IN ('intended', 'doubtful', 'accepted')";
        let values = params![reference, state.as_str(), why, revision, now.to_string(), i64::from(not_sent)];
        transaction.prepare_cached(sql)?.execute(values)?;
        if not_sent {
            transaction.execute("DELETE FROM sending WHERE reference = ?1", [reference])?;
        }
        transaction.commit()?;
        Ok(())
    }

    /// What a channel left open: every sending that was intended becomes doubtful. Only for who has the right to sync
    /// and is sending nothing: nobody else is, then.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn ledger_doubt(&self, channel: &str, now: Timestamp) -> Result<usize, StoreError> {
        let sql = "UPDATE ledger SET state = 'doubtful', why = 'cut', at = ?2 WHERE channel = ?1 AND state = 'intended'
                   AND state IN ('intended', 'doubtful', 'accepted')";
        Ok(self.database.hold().db()?.execute(sql, params![channel, now.to_string()])?)
    }

    /// The newest sendings of a channel whose lines are in this state, with when they came to it.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub fn ledger_open(
        &self,
        channel: &str,
        state: LedgerState,
        limit: usize,
    ) -> Result<Vec<(String, Timestamp)>, StoreError> {
        let sql = "SELECT reference, max(at) FROM ledger INDEXED BY ledger_open WHERE channel = ?1 AND state = ?2
                   AND state IN ('intended', 'doubtful', 'accepted') AND reference IS NOT NULL
                   GROUP BY reference ORDER BY max(n) DESC LIMIT ?3";
        let mut held = self.database.hold();
        let mut query = held.db()?.prepare_cached(sql)?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = query.query_map(params![channel, state.as_str(), limit], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        })?;
        let read = |row: rusqlite::Result<(String, String)>| {
            let (reference, at) = row?;
            Ok((reference, at.parse().map_err(|_| StoreError::Damaged)?))
        };
        rows.map(read).collect()
    }

    /// What failed before the person changed the channel waits again.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn ledger_try_again(&self, channel: &str, revision: i64) -> Result<usize, StoreError> {
        let sql = "UPDATE ledger SET state = 'waiting' WHERE channel = ?1 AND state = 'failed' AND revision < ?2
                   AND reference IS NOT NULL";
        Ok(self.database.hold().db()?.execute(sql, params![channel, revision])?)
    }

    /// How many messages went out about a mailbox in this time.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub fn sendings(
        &self,
        channel: &str,
        mailbox: &MailboxKey,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<u64, StoreError> {
        let sql = "SELECT count(*) FROM sending WHERE channel = ?1 AND provider = ?2 AND mailbox = ?3
                   AND at >= ?4 AND at < ?5";
        let mut held = self.database.hold();
        let mut query = held.db()?.prepare_cached(sql)?;
        let (provider, remote) = (mailbox.provider.as_str(), mailbox.remote.as_str());
        let values = params![channel, provider, remote, from.as_second(), to.as_second()];
        Ok(query.query_row(values, |row| row.get::<_, i64>(0))?.unsigned_abs())
    }

    /// Whether this window has had its digest.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub fn had_digest(&self, channel: &str, mailbox: &MailboxKey, window: &str) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM sending WHERE channel = ?1 AND provider = ?2 AND mailbox = ?3 AND window = ?4";
        let mut held = self.database.hold();
        let mut query = held.db()?.prepare_cached(sql)?;
        let values = params![channel, mailbox.provider.as_str(), mailbox.remote.as_str(), window];
        Ok(query.query_row(values, |_| Ok(())).optional()?.is_some())
    }

    /// Keeps the service's own name of a sending.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn keep_receipt(&self, reference: &str, receipt: &str) -> Result<(), StoreError> {
        let sql = "UPDATE sending SET receipt = ?2 WHERE reference = ?1";
        self.database.hold().db()?.execute(sql, params![reference, receipt])?;
        Ok(())
    }

    /// The service's own name of a sending, if it gave one.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub fn receipt(&self, reference: &str) -> Result<Option<String>, StoreError> {
        let mut held = self.database.hold();
        let mut query = held.db()?.prepare_cached("SELECT receipt FROM sending WHERE reference = ?1")?;
        let found: Option<Option<String>> = query.query_row([reference], |row| row.get(0)).optional()?;
        Ok(found.flatten())
    }
}
