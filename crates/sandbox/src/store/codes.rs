//! The codes by which a person proves that an address is hers: six digits that hold for a day and take a
//! few tries. Where they went stays as a record for the administrator.

use super::StoreError;
use super::times::stamp;
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::{Value, json};

/// So many wrong ones, and the code is worth nothing any more.
const MOST_TRIES: i64 = 5;
/// How long a code holds.
const HOLDS: SignedDuration = SignedDuration::from_hours(24);

/// What is said of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is the one that was sent.
    Right,
    /// It is another one; try again.
    Wrong,
    /// Too many were wrong, it is too old, or none was sent: ask for a new one.
    Over,
}

/// Six digits.
fn fresh() -> String {
    format!("{:06}", rand::random_range(0..1_000_000))
}

/// Sends a subscription a new code; the one before is worth nothing any more.
///
/// # Errors
/// When SQLite refuses.
pub fn send(db: &Connection, subscription: &str, now: Timestamp) -> Result<(), StoreError> {
    let until = now.checked_add(HOLDS).unwrap_or(now);
    let code = fresh();
    db.prepare_cached("UPDATE subscriptions SET pin = ?2, pin_until = ?3, tries = 0 WHERE id = ?1")?
        .execute(params![subscription, code, stamp(until)])?;
    db.prepare_cached(
        "INSERT INTO codes (kind, address, code, sent) SELECT kind, address, ?2, ?3 FROM subscriptions WHERE id = ?1",
    )?
    .execute(params![subscription, code, stamp(now)])?;
    Ok(())
}

/// Holds a code against the one that was sent; a right one verifies the address and is used up.
///
/// # Errors
/// When SQLite refuses.
pub fn check(db: &Connection, subscription: &str, pin: &str, now: Timestamp) -> Result<Verdict, StoreError> {
    let now = stamp(now);
    let sql = "SELECT pin FROM subscriptions WHERE id = ?1 AND pin IS NOT NULL AND pin_until > ?2 AND tries < ?3";
    let sent: Option<String> =
        db.prepare_cached(sql)?.query_row(params![subscription, now, MOST_TRIES], |row| row.get(0)).optional()?;
    match sent {
        None => Ok(Verdict::Over),
        Some(sent) if sent == pin => {
            let sql = "UPDATE subscriptions SET verified = ?2, confirmed = ?2, pin = NULL, version = version + 1 \
                       WHERE id = ?1";
            db.execute(sql, [subscription, &now])?;
            Ok(Verdict::Right)
        }
        Some(_) => {
            db.execute("UPDATE subscriptions SET tries = tries + 1 WHERE id = ?1", [subscription])?;
            Ok(Verdict::Wrong)
        }
    }
}

/// Every code that went out: number, `email`, `sms` or `nemsms`, where to, the code, when.
///
/// # Errors
/// When SQLite refuses.
pub fn sent(db: &Connection) -> Result<Vec<Value>, StoreError> {
    let mut query = db.prepare_cached("SELECT n, kind, address, code, sent FROM codes ORDER BY n")?;
    let rows = query.query_map([], |row| {
        let text = |at| row.get::<_, String>(at);
        Ok(json!({"n": row.get::<_, i64>(0)?, "kind": text(1)?, "to": text(2)?, "code": text(3)?, "sent": text(4)?}))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
