//! How the demo's persons are registered and told of new letters, and the other programs that Mette once
//! let in. Numbers and addresses are invented.

use crate::seed::own_mailbox;
use crate::store::contacts::{self, Registration};
use crate::store::subscriptions::{self, Kind};
use crate::store::{StoreError, mailboxes, times::stamp};
use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;

/// Who has let in which other program, so many days ago.
pub const CONNECTED: [(&str, &str, i64); 1] = [("mette", "example-phone-app", 90)];

/// When Jens was exempted.
const EXEMPT_FROM: &str = "2022-05-02";
/// When Ahmed turned 15.
const TURNED_15: &str = "2025-09-15T00:00:00.000Z";
/// For how long Mette's addresses have been confirmed.
const CONFIRMED_AGO: SignedDuration = SignedDuration::from_hours(24 * 40);

/// Fills the register.
///
/// # Errors
/// When the store fails.
pub fn fill(db: &Connection, now: Timestamp) -> Result<(), StoreError> {
    if let Some(jens) = contacts::of_mailbox(db, &own_mailbox("jens"))? {
        let exempt = Registration {
            status: "EXEMPT_OTHER_REASON",
            exempt_from: Some(EXEMPT_FROM),
            exempt_until: None,
            by_proxy: false,
        };
        contacts::register(db, &jens, &exempt, &stamp(now))?;
    }
    if let Some(ahmed) = contacts::of_mailbox(db, &own_mailbox("ahmed"))? {
        contacts::set_start(db, &ahmed, TURNED_15)?;
    }
    let confirmed = now.checked_sub(CONFIRMED_AGO).unwrap_or(now);
    let mailbox = own_mailbox("mette");
    if let Some(mette) = contacts::of_mailbox(db, &mailbox)? {
        subscriptions::add_proved(db, &mette.id, Kind::NemSms, "20000000", confirmed)?;
    }
    if let Some(access) = mailboxes::reach(db, "mette", &mailbox)? {
        let id = access.access_id();
        subscriptions::add_proved(db, id, Kind::Email, "mette@eksempel.example", confirmed)?;
        subscriptions::add_proved(db, id, Kind::Sms, "20000000", confirmed)?;
    }
    Ok(())
}
