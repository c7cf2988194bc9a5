//! Giving an access and taking it back: what a request about rights comes to. The rules of who may are the
//! interface's; here it is done, and written in the activity log.

use crate::ids;
use crate::store::access_requests::{self, AccessRequest};
use crate::store::accesses::{self, NewAccess};
use crate::store::events::{self, Event};
use crate::store::owners::{self, Owner};
use crate::store::{StoreError, mailboxes};
use rusqlite::Connection;
use serde_json::{Value, json};

/// One party of a request, in the interface's shape.
#[must_use]
pub fn participant(owner: &Owner) -> Value {
    let (id, number) = (ids::fresh(), owner.number.as_str());
    if owner.person.is_none() {
        return json!({"id": id, "version": 0, "externalId": number, "externalIdType": "CVR",
            "identityId": owner.identity, "identityTypeResolved": "COMPANY",
            "organisationIdentityId": owner.identity, "organisationNameResolved": owner.name});
    }
    let (first, last) = owner.name.rsplit_once(' ').unwrap_or((owner.name.as_str(), ""));
    json!({"id": id, "version": 0, "externalId": number, "externalIdType": "CPR", "identityId": owner.identity,
        "identityTypeResolved": "CITIZEN", "citizenIdentityId": owner.identity, "firstNameResolved": first,
        "lastNameResolved": last})
}

/// A request of these parties that waits for nothing yet.
#[must_use]
pub fn request(
    kind: &str,
    state: &str,
    [requester, owner, target]: [&Owner; 3],
    privileges: &[&str],
    now: &str,
) -> AccessRequest {
    let id = ids::fresh();
    let shape = json!({
        "requestType": kind, "requester": participant(requester), "accessTo": participant(owner),
        "privileges": privileges, "createdByIdentityId": requester.identity, "createdOnBehalfOf": false,
        "target": {"id": ids::fresh(), "version": 0, "createdDateTime": now, "lastUpdated": now,
            "requestParticipant": participant(target), "targetState": "PENDING"},
        "documentations": [], "communications": [],
    });
    AccessRequest {
        id,
        version: 0,
        state: state.to_owned(),
        requester: requester.identity.clone(),
        owner: owner.identity.clone(),
        target: target.identity.clone(),
        access: None,
        code: None,
        shape,
    }
}

/// Sets members of a request.
pub fn set<const N: usize>(request: &mut AccessRequest, members: [(&str, Value); N]) {
    if let Some(fields) = request.shape.as_object_mut() {
        for (name, value) in members {
            if value.is_null() {
                fields.remove(name)
            } else {
                fields.insert(name.to_owned(), value)
            };
        }
    }
}

/// Marks a request as submitted and approved by this identity.
pub fn approve(request: &mut AccessRequest, by: &str, now: &str) {
    request.state = "APPROVED".to_owned();
    let submitted = request.shape.get("submissionDateTime").cloned().unwrap_or_else(|| now.into());
    let submitter = request.shape.get("submittedByIdentityId").cloned().unwrap_or_else(|| by.into());
    set(
        request,
        [
            ("submissionDateTime", submitted),
            ("submittedByIdentityId", submitter),
            ("approvalDateTime", now.into()),
            ("approvedByIdentityId", by.into()),
        ],
    );
}

/// How far the activation of a request's target has come.
pub fn set_target(request: &mut AccessRequest, state: &str, moment: &str, now: &str) {
    if let Some(target) = request.shape.get_mut("target").and_then(Value::as_object_mut) {
        target.insert("targetState".to_owned(), state.into());
        target.insert(moment.to_owned(), now.into());
        target.insert("lastUpdated".to_owned(), now.into());
    }
}

/// The privileges of a request.
#[must_use]
pub fn privileges(request: &AccessRequest) -> Vec<&str> {
    let words = request.shape.get("privileges").and_then(Value::as_array);
    words.into_iter().flatten().filter_map(Value::as_str).collect()
}

/// When what a request gives ends by itself.
#[must_use]
pub fn ends(request: &AccessRequest) -> Option<&str> {
    request.shape.get("privilegeEndDateTime").and_then(Value::as_str)
}

/// The tag under which the log has it: relatives get access to read, employees privileges.
fn tag(owner: &Owner, given: bool) -> &'static str {
    match (owner.person.is_some(), given) {
        (true, true) => "READ_ACCESS_CREATED",
        (true, false) => "READ_ACCESS_DELETED",
        (false, true) => "PRIVILEGES_GRANTED",
        (false, false) => "PRIVILEGES_REVOKED",
    }
}

/// Writes in the log what became of an access.
fn log(
    db: &Connection,
    owner: &Owner,
    given: bool,
    actor: Option<&str>,
    request: &AccessRequest,
    now: &str,
) -> Result<(), StoreError> {
    let privileges = privileges(request).join(",");
    let properties = [("targetIdentityId", request.target.as_str()), ("privileges", privileges.as_str())];
    let (tag, about) = (tag(owner, given), Some(request.id.as_str()));
    let mailbox = owner.mailbox.as_str();
    events::note(db, &Event { tag, at: now, mailbox, actor, about, label: None, properties: &properties })
}

/// Gives the access of an approved request to this person. What she had by an earlier one is replaced, under
/// the same access.
///
/// # Errors
/// When the store fails.
pub fn give(
    db: &Connection,
    request: &mut AccessRequest,
    person: &str,
    actor: Option<&str>,
    now: &str,
) -> Result<(), StoreError> {
    let Some(owner) = owners::by_identity(db, &request.owner)? else { return Ok(()) };
    let access = match accesses::of_person(db, &owner.mailbox, person)? {
        Some(known) => {
            for mut earlier in access_requests::of_access(db, &known.id)? {
                if earlier.id != request.id && earlier.state == "APPROVED" {
                    revoked(&mut earlier, actor, Some("Erstattet af en ny adgang"), now);
                    access_requests::save(db, &earlier, now)?;
                }
            }
            accesses::change(db, &known.id, &privileges(request), ends(request), now)?;
            known.id
        }
        None => {
            let (id, kind) = (ids::fresh(), accesses::kind(db, &owner.mailbox)?);
            accesses::give(
                db,
                &NewAccess {
                    id: &id,
                    mailbox: &owner.mailbox,
                    person,
                    kind: if owner.person.is_some() { "delegated" } else { &kind },
                    privileges: &privileges(request),
                    created: now,
                    ends: ends(request),
                },
            )?;
            id
        }
    };
    request.access = Some(access);
    set_target(request, "GRANTED", "activationDateTime", now);
    log(db, &owner, true, actor, request, now)
}

fn revoked(request: &mut AccessRequest, by: Option<&str>, reason: Option<&str>, now: &str) {
    request.state = "REVOKED".to_owned();
    request.code = None;
    let text = |text: Option<&str>| text.map_or(Value::Null, Value::from);
    let members =
        [("revocationDateTime", now.into()), ("revokedByIdentityId", text(by)), ("revocationReason", text(reason))];
    set(request, members);
}

/// Takes back what an approved request gave. `by` is who did it; none is the service itself.
///
/// # Errors
/// When the store fails.
pub fn take_back(
    db: &Connection,
    mut request: AccessRequest,
    by: Option<&str>,
    reason: Option<&str>,
    why: &str,
    now: &str,
) -> Result<(), StoreError> {
    revoked(&mut request, by, reason, now);
    access_requests::save(db, &request, now)?;
    let (Some(access), Some(owner)) = (request.access.as_deref(), owners::by_identity(db, &request.owner)?) else {
        return Ok(());
    };
    if accesses::end(db, access, why, now)? { log(db, &owner, false, by, &request, now) } else { Ok(()) }
}

/// The approved request that an access came of.
///
/// # Errors
/// When the store fails.
pub fn approved(db: &Connection, access: &str) -> Result<Option<AccessRequest>, StoreError> {
    Ok(access_requests::of_access(db, access)?.into_iter().rev().find(|request| request.state == "APPROVED"))
}

/// Ends the accesses whose own end has come. Their requests stay approved: the end stands in them.
///
/// # Errors
/// When the store fails.
pub fn expire_due(db: &Connection, now: &str) -> Result<(), StoreError> {
    for (access, mailbox) in accesses::due(db, now)? {
        accesses::end(db, &access, "expired", now)?;
        if let (Some(request), Some(owner)) = (approved(db, &access)?, owners::of_mailbox(db, &mailbox)?) {
            log(db, &owner, false, None, &request, now)?;
        }
    }
    Ok(())
}

/// After a company has closed its owners may still read what is left; nobody else may.
///
/// # Errors
/// When the store fails.
pub fn company_closed(db: &Connection, mailbox: &str, now: &str) -> Result<(), StoreError> {
    if !mailboxes::close(db, mailbox, now)? {
        return Ok(());
    }
    for access in accesses::of_mailbox(db, mailbox)? {
        if access.privileges.iter().any(|one| one == "LEGAL_OWNER") {
            accesses::change(db, &access.id, &["LEGAL_OWNER_OF_INACTIVE_OR_CLOSED_COMPANY"], None, now)?;
        } else if let Some(request) = approved(db, &access.id)? {
            take_back(db, request, None, Some("Virksomheden er ophørt"), "closed", now)?;
        } else {
            accesses::end(db, &access.id, "closed", now)?;
        }
    }
    Ok(())
}
