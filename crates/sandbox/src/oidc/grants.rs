//! What was granted to whom: codes, access and refresh tokens, all stored as hashes only.

use super::now_s;
use crate::store::upgrade::add_column;
use model::Level;
use rusqlite::{Connection, OptionalExtension, Row, params};
use sha2::{Digest, Sha256};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Three kinds of secret text that stand for a grant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An authorization code; once, within a minute.
    Code,
    /// Opens the mail interface.
    Access,
    /// Gets a new access token; once.
    Refresh,
}

impl Kind {
    fn as_str(self) -> &'static str {
        match self {
            Kind::Code => "code",
            Kind::Access => "access",
            Kind::Refresh => "refresh",
        }
    }
}

/// One login of one person by one client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    pub id: String,
    pub client: String,
    pub person: String,
    pub identity: String,
    pub level: Level,
    pub nonce: String,
    pub redirect_uri: String,
    pub challenge: String,
    pub made_s: u64,
    pub offline: bool,
    /// What it is good for, with spaces between.
    pub scope: String,
    /// The language of the login page.
    pub locale: String,
}

/// The grants and keys of one issuer, which knows nobody else's.
#[derive(Clone)]
pub struct Grants {
    db: Arc<Mutex<Connection>>,
    issuer: &'static str,
}

const SCHEMA: &str = "
CREATE TABLE IF NOT EXISTS oidc_key (n INTEGER PRIMARY KEY, id TEXT NOT NULL, pkcs8 BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS oidc_grant (
  id TEXT PRIMARY KEY, client TEXT NOT NULL, person TEXT NOT NULL, identity TEXT NOT NULL, level TEXT NOT NULL,
  nonce TEXT NOT NULL, redirect_uri TEXT NOT NULL, challenge TEXT NOT NULL, made_s INTEGER NOT NULL,
  offline INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS oidc_token (
  hash BLOB PRIMARY KEY, kind TEXT NOT NULL, expires_s INTEGER NOT NULL, used INTEGER NOT NULL DEFAULT 0,
  grant_id TEXT NOT NULL REFERENCES oidc_grant(id) ON DELETE CASCADE) STRICT;
CREATE INDEX IF NOT EXISTS oidc_token_grant ON oidc_token(grant_id);
";

/// Columns that came with a second issuer: table, name, and how it is declared.
const LATER: [(&str, &str, &str); 4] = [
    ("oidc_key", "issuer", "TEXT NOT NULL DEFAULT 'oauth'"),
    ("oidc_grant", "issuer", "TEXT NOT NULL DEFAULT 'oauth'"),
    ("oidc_grant", "scope", "TEXT NOT NULL DEFAULT ''"),
    ("oidc_grant", "locale", "TEXT NOT NULL DEFAULT ''"),
];

fn hash(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}

fn read_grant(row: &Row<'_>) -> rusqlite::Result<Grant> {
    let level: String = row.get("level")?;
    Ok(Grant {
        id: row.get("id")?,
        client: row.get("client")?,
        person: row.get("person")?,
        identity: row.get("identity")?,
        level: Level::from_claim(&level).unwrap_or(Level::Low),
        nonce: row.get("nonce")?,
        redirect_uri: row.get("redirect_uri")?,
        challenge: row.get("challenge")?,
        made_s: row.get::<_, i64>("made_s")?.unsigned_abs(),
        offline: row.get("offline")?,
        scope: row.get("scope")?,
        locale: row.get("locale")?,
    })
}

fn seconds(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

impl Grants {
    pub fn new(db: Arc<Mutex<Connection>>, issuer: &'static str) -> rusqlite::Result<Self> {
        let grants = Grants { db, issuer };
        {
            let db = grants.db();
            db.execute_batch(SCHEMA)?;
            LATER.iter().try_for_each(|(table, column, declared)| add_column(&db, table, column, declared))?;
        }
        Ok(grants)
    }

    fn db(&self) -> MutexGuard<'_, Connection> {
        self.db.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn keys(&self) -> rusqlite::Result<Vec<(String, Vec<u8>)>> {
        let db = self.db();
        let mut query = db.prepare("SELECT id, pkcs8 FROM oidc_key WHERE issuer = ?1 ORDER BY n")?;
        let rows = query.query_map([self.issuer], |row| Ok((row.get(0)?, row.get(1)?)))?;
        rows.collect()
    }

    pub fn add_key(&self, id: &str, pkcs8: &[u8]) -> rusqlite::Result<()> {
        let sql = "INSERT INTO oidc_key (id, pkcs8, issuer) VALUES (?1, ?2, ?3)";
        self.db().execute(sql, params![id, pkcs8, self.issuer])?;
        Ok(())
    }

    pub fn add(&self, grant: &Grant) -> rusqlite::Result<()> {
        self.db().execute(
            "INSERT INTO oidc_grant (id, client, person, identity, level, nonce, redirect_uri, challenge, made_s, offline,
               issuer, scope, locale)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            params![grant.id, grant.client, grant.person, grant.identity, grant.level.as_str(), grant.nonce,
                grant.redirect_uri, grant.challenge, seconds(grant.made_s), grant.offline,
                self.issuer, grant.scope, grant.locale],
        )?;
        Ok(())
    }

    /// Adds a secret that stands for a grant.
    pub fn add_token(&self, grant: &str, kind: Kind, secret: &str, lasts_s: u64) -> rusqlite::Result<()> {
        self.db().execute(
            "INSERT INTO oidc_token (hash, kind, expires_s, grant_id) VALUES (?1, ?2, ?3, ?4)",
            params![hash(secret), kind.as_str(), seconds(now_s().saturating_add(lasts_s)), grant],
        )?;
        Ok(())
    }

    /// The grant behind an unused secret that has not run out.
    pub fn by_token(&self, secret: &str, kind: Kind) -> rusqlite::Result<Option<Grant>> {
        self.db()
            .query_row(
                "SELECT g.* FROM oidc_token t JOIN oidc_grant g ON g.id = t.grant_id
                 WHERE t.hash = ?1 AND t.kind = ?2 AND t.used = 0 AND t.expires_s > ?3 AND g.issuer = ?4",
                params![hash(secret), kind.as_str(), seconds(now_s()), self.issuer],
                read_grant,
            )
            .optional()
    }

    /// Uses a secret that can be used once. A second use ends the whole grant: somebody has a copy. Shown as
    /// another kind of secret it is nobody's, and stays unused.
    pub fn use_once(&self, secret: &str, kind: Kind) -> rusqlite::Result<Option<Grant>> {
        let grant = self.by_token(secret, kind)?;
        let db = self.db();
        // Two may come with the same secret at once: the row decides who was first.
        let first = db.execute(
            "UPDATE oidc_token SET used = 1 WHERE hash = ?1 AND kind = ?2 AND used = 0
               AND grant_id IN (SELECT id FROM oidc_grant WHERE issuer = ?3)",
            params![hash(secret), kind.as_str(), self.issuer],
        )?;
        let grant = grant.filter(|_| first > 0);
        if first == 0 {
            db.execute(
                "DELETE FROM oidc_grant WHERE issuer = ?3 AND id =
                   (SELECT grant_id FROM oidc_token WHERE hash = ?1 AND kind = ?2 AND used = 1)",
                params![hash(secret), kind.as_str(), self.issuer],
            )?;
            db.execute("DELETE FROM oidc_token WHERE grant_id NOT IN (SELECT id FROM oidc_grant)", [])?;
        }
        Ok(grant)
    }

    /// Ends the grant that one of this client's tokens stands for (RFC 7009).
    pub fn revoke_token(&self, secret: &str, client: &str) -> rusqlite::Result<()> {
        let id: Option<String> = self
            .db()
            .query_row(
                "SELECT g.id FROM oidc_token t JOIN oidc_grant g ON g.id = t.grant_id
                 WHERE t.hash = ?1 AND g.client = ?2 AND g.issuer = ?3",
                params![hash(secret), client, self.issuer],
                |row| row.get(0),
            )
            .optional()?;
        id.map_or(Ok(()), |id| self.end(&id).map(|_| ()))
    }

    /// Ends a grant; whether there was one.
    pub fn end(&self, id: &str) -> rusqlite::Result<bool> {
        let db = self.db();
        db.execute("DELETE FROM oidc_token WHERE grant_id = ?1", params![id])?;
        Ok(db.execute("DELETE FROM oidc_grant WHERE id = ?1", params![id])? > 0)
    }

    /// The person's grants with refresh tokens, newest first.
    pub fn of_person(&self, person: &str) -> rusqlite::Result<Vec<Grant>> {
        let db = self.db();
        let mut query = db.prepare(
            "SELECT * FROM oidc_grant WHERE person = ?1 AND issuer = ?2 AND offline = 1 ORDER BY made_s DESC, id",
        )?;
        let rows = query.query_map(params![person, self.issuer], read_grant)?;
        rows.collect()
    }

    /// No access token that is out lasts longer than this from now.
    pub fn cut_access_tokens(&self, lasts_s: u64) -> rusqlite::Result<()> {
        self.db().execute(
            "UPDATE oidc_token SET expires_s = min(expires_s, ?1)
             WHERE kind = 'access' AND grant_id IN (SELECT id FROM oidc_grant WHERE issuer = ?2)",
            params![seconds(now_s().saturating_add(lasts_s)), self.issuer],
        )?;
        Ok(())
    }
}
