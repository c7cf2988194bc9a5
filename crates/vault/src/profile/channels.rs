//! How a person is told: the channels with their secrets and their health, the rules, and which letter of a mailbox was
//! the newest that was seen. What stands in the JSON is the business of whoever tells.

use super::Profile;
use super::ledger::MailboxKey;
use crate::StoreError;
use jiff::Timestamp;
use model::{ProviderId, RemoteId};
use rusqlite::{OptionalExtension, params};
use secrecy::{ExposeSecret, SecretString};

/// A channel that was set up.
pub struct ChannelRecord {
    /// How it is reached, as JSON.
    pub config: String,
    /// Its password or token.
    pub secret: Option<SecretString>,
    /// How often the person changed it.
    pub revision: i64,
    /// When it was set up.
    pub since: Option<Timestamp>,
    /// How the last sendings went, as JSON.
    pub health: String,
}

/// For which mailbox a rule holds, and the rule as JSON; for all others when none is named.
pub type RuleRecord = (String, Option<MailboxKey>, String);

fn names(mailbox: Option<&MailboxKey>) -> (&str, &str) {
    mailbox.map_or(("", ""), |key| (key.provider.as_str(), key.remote.as_str()))
}

impl Profile {
    /// A channel, if it was set up.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub fn channel(&self, name: &str) -> Result<Option<ChannelRecord>, StoreError> {
        let sql = "SELECT config, secret, revision, since, health FROM channel WHERE name = ?1";
        let mut held = self.database.hold();
        let mut query = held.db()?.prepare_cached(sql)?;
        let found = query.query_row([name], |row| {
            Ok(ChannelRecord {
                config: row.get(0)?,
                secret: row.get::<_, Option<String>>(1)?.map(SecretString::from),
                revision: row.get(2)?,
                since: row.get::<_, Option<String>>(3)?.and_then(|since| since.parse().ok()),
                health: row.get(4)?,
            })
        });
        Ok(found.optional()?)
    }

    /// Sets a channel up, or anew: its health begins anew, and what failed by it may be tried again.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn set_channel(
        &self,
        name: &str,
        config: &str,
        secret: Option<&SecretString>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO channel (name, config, secret, revision, since, health) VALUES (?1, ?2, ?3, 1, ?4, '{}')
            ON CONFLICT (name) DO UPDATE SET config = ?2, secret = ?3, revision = revision + 1,
                since = COALESCE(since, ?4), health = '{}'";
        let secret = secret.map(ExposeSecret::expose_secret);
        self.database.hold().db()?.execute(sql, params![name, config, secret, now.to_string()])?;
        Ok(())
    }

    /// Forgets how a channel is reached, and its secret. How often it was changed stays: what failed by it before is
    /// known by that.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn forget_channel(&self, name: &str) -> Result<(), StoreError> {
        let sql =
            "UPDATE channel SET config = '{}', secret = NULL, since = NULL, revision = revision + 1, health = '{}'
            WHERE name = ?1";
        self.database.hold().db()?.execute(sql, [name])?;
        Ok(())
    }

    /// How the last sendings by a channel went.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn set_channel_health(&self, name: &str, health: &str) -> Result<(), StoreError> {
        let sql = "INSERT INTO channel (name, config, revision, health) VALUES (?1, '{}', 0, ?2)
            ON CONFLICT (name) DO UPDATE SET health = ?2 WHERE health <> ?2";
        self.database.hold().db()?.prepare_cached(sql)?.execute(params![name, health])?;
        Ok(())
    }

    /// All rules.
    ///
    /// # Errors
    /// [`StoreError`] when they cannot be read.
    pub fn rules(&self) -> Result<Vec<RuleRecord>, StoreError> {
        let mut held = self.database.hold();
        let mut query = held.db()?.prepare_cached("SELECT channel, provider, mailbox, rule FROM rule")?;
        let rows = query.query_map([], |row| {
            let (provider, remote): (String, String) = (row.get(1)?, row.get(2)?);
            let mailbox =
                ProviderId::parse(&provider).map(|provider| MailboxKey { provider, remote: RemoteId(remote) });
            Ok((row.get(0)?, mailbox, row.get(3)?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Sets a rule of a channel, for one mailbox or for all that have none of their own.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn set_rule(&self, channel: &str, mailbox: Option<&MailboxKey>, rule: &str) -> Result<(), StoreError> {
        let (provider, remote) = names(mailbox);
        let sql = "INSERT OR REPLACE INTO rule (channel, provider, mailbox, rule) VALUES (?1, ?2, ?3, ?4)";
        self.database.hold().db()?.execute(sql, params![channel, provider, remote, rule])?;
        Ok(())
    }

    /// Takes a rule away, so that what holds otherwise holds again. Nothing happens where there is none.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn remove_rule(&self, channel: &str, mailbox: Option<&MailboxKey>) -> Result<(), StoreError> {
        let (provider, remote) = names(mailbox);
        let sql = "DELETE FROM rule WHERE channel = ?1 AND provider = ?2 AND mailbox = ?3";
        self.database.hold().db()?.execute(sql, params![channel, provider, remote])?;
        Ok(())
    }

    /// When the newest letter came that was seen in this mailbox, by the service's clock (microseconds).
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub fn seen(&self, mailbox: &MailboxKey) -> Result<Option<i64>, StoreError> {
        let sql = "SELECT received FROM seen WHERE provider = ?1 AND mailbox = ?2";
        let mut held = self.database.hold();
        let mut query = held.db()?.prepare_cached(sql)?;
        let values = params![mailbox.provider.as_str(), mailbox.remote.as_str()];
        Ok(query.query_row(values, |row| row.get(0)).optional()?)
    }

    /// Remembers it; it never goes back.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn set_seen(&self, mailbox: &MailboxKey, received: i64) -> Result<(), StoreError> {
        let sql = "INSERT INTO seen (provider, mailbox, received) VALUES (?1, ?2, ?3)
            ON CONFLICT DO UPDATE SET received = ?3 WHERE received < ?3";
        let values = params![mailbox.provider.as_str(), mailbox.remote.as_str(), received];
        self.database.hold().db()?.prepare_cached(sql)?.execute(values)?;
        Ok(())
    }
}
