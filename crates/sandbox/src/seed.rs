//! What the sandbox holds when it starts for the first time: persons with their mailboxes, the
//! senders' register, the demo's letters, and as many more as were asked for.

use crate::store::accesses::{self, NewAccess};
use crate::store::mailboxes::{self, NewMailbox};
use crate::store::times::stamp;
use crate::store::{StoreError, access_requests, organisations, owners};
use crate::{Options, address_book, bulk, granting, ids, letters, oidc, people, registered};
use jiff::Timestamp;
use people::{Organisation, PEOPLE};
use rusqlite::{Connection, OptionalExtension};
use serde_json::json;

/// What lies in the mailboxes at first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seed {
    /// The demo's letters.
    Demo,
    /// Nothing.
    Empty,
}

/// In which form the letters of `--letters` are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Documents {
    /// Plain text.
    Text,
    /// PDF, made when asked for.
    Pdf,
}

/// When the demo's mailboxes were opened.
const OPENED: &str = "2021-03-01T08:00:00.000Z";
/// When a company of the demo ceased.
const CEASED: &str = "2024-10-31T23:00:00.000Z";

/// Fills a new store, in one transaction; a filled one is left as it is. Whether it was new.
///
/// # Errors
/// When the store fails.
pub fn fill(db: &mut Connection, options: &Options, now: Timestamp) -> Result<bool, StoreError> {
    let done = db.query_row("SELECT 1 FROM meta WHERE key = 'filled'", [], |_| Ok(())).optional()?;
    if done.is_some() {
        return Ok(false);
    }
    let transaction = db.transaction()?;
    let db = &transaction;
    senders(db)?;
    for person in &PEOPLE {
        person_with_mailboxes(db, person)?;
    }
    for person in &PEOPLE {
        for owner in person.reads {
            give(db, person.id, &own_mailbox(owner), "delegated", &["MESSAGE_BASIC"])?;
        }
    }
    registered::fill(db, now)?;
    if options.seed == Seed::Demo {
        letters::deliver(db, now)?;
    }
    for ceased in PEOPLE.iter().flat_map(|person| person.acts_for).filter(|one| one.ceased) {
        mailboxes::close(db, &organisation_mailbox(ceased.cvr), CEASED)?;
    }
    more(db, options)?;
    db.execute("INSERT INTO meta VALUES ('filled', ?1)", [stamp(now)])?;
    transaction.commit()?;
    Ok(true)
}

/// The id of a person's own mailbox.
#[must_use]
pub fn own_mailbox(person: &str) -> String {
    ids::stable(&["mailbox", person])
}

/// The id of an organisation's mailbox.
#[must_use]
pub fn organisation_mailbox(cvr: &str) -> String {
    ids::stable(&["mailbox", cvr])
}

/// Gives an access. What is not had by birth or by ownership was given by an approved request.
fn give(db: &Connection, person: &str, mailbox: &str, kind: &str, privileges: &[&str]) -> Result<(), StoreError> {
    let id = ids::stable(&["access", person, mailbox]);
    accesses::give(db, &NewAccess { id: &id, mailbox, person, kind, privileges, created: OPENED, ends: None })?;
    let inborn = kind == "own" || privileges.iter().any(|one| one.starts_with("LEGAL_OWNER"));
    let parties = (owners::of_mailbox(db, mailbox)?, owners::of_person(db, person)?);
    let (false, (Some(owner), Some(target))) = (inborn, parties) else { return Ok(()) };
    let parties = [&owner, &owner, &target];
    let mut request = granting::request("DELEGATION_REQUEST", "APPROVED", parties, privileges, OPENED);
    request.id = ids::stable(&["access-request", person, mailbox]);
    request.access = Some(id);
    granting::approve(&mut request, &owner.identity, OPENED);
    granting::set_target(&mut request, "GRANTED", "activationDateTime", OPENED);
    access_requests::add(db, &request, OPENED)
}

fn senders(db: &Connection) -> Result<(), StoreError> {
    for (at, sender) in letters::SENDERS.iter().enumerate() {
        let id = ids::stable(&["organisation", sender.name]);
        let kind = if sender.company { "COMPANY" } else { "AUTHORITY" };
        let mut doc = json!({
            "id": id, "version": 1, "createdDate": OPENED, "lastUpdated": OPENED, "name": sender.name,
            "cvrNumber": format!("{:08}", at + 100), "industryCode": sender.industry, "type": kind, "authorityTerms": true,
            "legalNotificationAllowed": sender.serves, "mandatoryPostAllowed": !sender.company,
            "logoAvailable": true, "logoMediaType": "IMAGE_PNG", "targets": ["CITIZEN", "COMPANY"],
            "statusType": "ACTIVE", "statusDate": "2021-03-01",
        });
        if let (Some(kind), Some(fields)) = (address_book::kind(sender.name), doc.as_object_mut()) {
            fields.insert("authorityType".to_owned(), kind.into());
        }
        organisations::add(db, &id, sender.name, &doc)?;
    }
    Ok(())
}

fn person_with_mailboxes(db: &Connection, person: &people::Person) -> Result<(), StoreError> {
    let identity = ids::stable(&["identity", person.id]);
    let mailbox = own_mailbox(person.id);
    mailboxes::add(
        db,
        &NewMailbox {
            id: &mailbox,
            owner_type: "CITIZEN",
            owner_name: person.name,
            owner_number: person.cpr,
            owner_identity: &identity,
            exempt: person.exempt,
            person: Some(person.id),
            created: OPENED,
        },
    )?;
    give(db, person.id, &mailbox, "own", &["CITIZEN"])?;
    person.acts_for.iter().try_for_each(|organisation| organisation_with_mailbox(db, person.id, organisation))
}

fn organisation_with_mailbox(db: &Connection, person: &str, of: &Organisation<'_>) -> Result<(), StoreError> {
    let identity = ids::stable(&["identity", of.cvr]);
    let mailbox = organisation_mailbox(of.cvr);
    if owners::of_mailbox(db, &mailbox)?.is_some() {
        return give(db, person, &mailbox, of.kind, of.privileges);
    }
    mailboxes::add(
        db,
        &NewMailbox {
            id: &mailbox,
            owner_type: "ORGANISATION",
            owner_name: of.name,
            owner_number: of.cvr,
            owner_identity: &identity,
            exempt: false,
            person: None,
            created: OPENED,
        },
    )?;
    give(db, person, &mailbox, of.kind, of.privileges)
}

/// `--letters` and `--mailboxes`.
fn more(db: &Connection, options: &Options) -> Result<(), StoreError> {
    let letters = bulk::Letters { seed: options.rand, documents: options.documents };
    letters.deliver(db, &own_mailbox("mette"), 0, u64::from(options.letters))?;
    for number in 0..options.mailboxes {
        let name = format!("Eksempelfirma {:03} ApS", number + 1);
        let cvr = format!("{:08}", 10_000 + number);
        let company =
            Organisation { name: &name, cvr: &cvr, kind: "company", privileges: &["LEGAL_OWNER"], ceased: false };
        organisation_with_mailbox(db, "mette", &company)?;
        let first = 1_000_000 + 40 * u64::from(number);
        letters.deliver(db, &organisation_mailbox(&cvr), first, 40)?;
    }
    Ok(())
}

/// The demo persons as the login page offers them.
pub fn login_persons() -> Vec<oidc::Person> {
    let identity = |id: &str, label: &str, kind| oidc::Identity { id: id.to_owned(), label: label.to_owned(), kind };
    let all = PEOPLE.iter().map(|person| {
        let mut identities = vec![identity("private", person.name, oidc::IdentityKind::Private)];
        let companies = person.acts_for.iter().filter(|organisation| organisation.kind == "company");
        identities.extend(companies.map(|one| identity(one.cvr, one.name, oidc::IdentityKind::Business)));
        oidc::Person {
            id: person.id.to_owned(),
            name: person.name.to_owned(),
            country: "dk".to_owned(),
            number: person.cpr.to_owned(),
            sub: ids::stable(&["identity", person.id]),
            identities,
        }
    });
    all.collect()
}
