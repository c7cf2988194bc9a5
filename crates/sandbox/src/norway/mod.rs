//! What Norway's services share in the sandbox: the demo persons, who logs in as whom by ID-porten, and the contact
//! register.

pub mod caller;
pub mod dates;
pub mod letter;
pub mod people;
pub mod register;
pub mod register_api;
pub mod scopes;

use crate::oidc;
use crate::seed::Seed;
use crate::store::StoreError;
use crate::store::times::stamp;
use crate::{Options, altinn, digipost, ids};
use jiff::Timestamp;
use people::PEOPLE;
use rusqlite::{Connection, OptionalExtension};

/// Fills a store that has nothing of Norway, in one transaction; one of an earlier sandbox may have Denmark already.
///
/// # Errors
/// When the store fails.
pub fn fill(db: &mut Connection, options: &Options, now: Timestamp) -> Result<(), StoreError> {
    let done = db.query_row("SELECT 1 FROM meta WHERE key = 'filled-norway'", [], |_| Ok(())).optional()?;
    if done.is_some() {
        return Ok(());
    }
    let transaction = db.transaction()?;
    let db = &transaction;
    register::fill(db, now)?;
    altinn::fill(db)?;
    digipost::fill(db, now)?;
    if options.seed == Seed::Demo {
        altinn::seed(db, now)?;
        digipost::seed(db, now)?;
    }
    db.execute("INSERT INTO meta VALUES ('filled-norway', ?1)", [stamp(now)])?;
    transaction.commit()?;
    Ok(())
}

/// The demo persons as ID-porten's page offers them.
#[must_use]
pub fn login_persons() -> Vec<oidc::Person> {
    let all = PEOPLE.iter().map(|person| oidc::Person {
        id: person.id.to_owned(),
        name: person.name.to_owned(),
        country: "no".to_owned(),
        number: person.number.to_owned(),
        sub: ids::stable(&["identity", person.id]),
        identities: vec![oidc::Identity {
            id: "private".to_owned(),
            label: person.name.to_owned(),
            kind: oidc::IdentityKind::Private,
        }],
    });
    all.collect()
}
