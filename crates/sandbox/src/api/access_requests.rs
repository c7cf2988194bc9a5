//! `/access-requests/`: giving others access (`DELEGATION_REQUEST`, approved at once), asking for it
//! (`PRIVILEGE_REQUEST`, which the other side decides about), and ending it. Other types are not played.
//!
//! A request is seen by who started it, by who gets the access, and by who decides about it; for anybody else
//! it does not exist.

use super::access_terms::{self, broken, decides};
use super::caller::{Caller, with};
use super::errors::Refusal;
use super::fields::{Fields, LONGEST};
use super::params::Params;
use super::projection::project;
use super::{answer, filter, parties, versions};
use crate::granting;
use crate::server::Shared;
use crate::store::access_requests::{self, AccessRequest};
use crate::store::owners::{self, Owner};
use crate::store::{StoreError, accesses, events, mailboxes, times::stamp};
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use rusqlite::Connection;
use serde_json::Value;

/// GET `/access-requests/`.
pub async fn list(
    State(sandbox): State<Shared>,
    caller: Caller,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let params = Params::parse(query.as_deref());
    let items = with(&sandbox.store, move |db| {
        let me = parties::caller(db, &caller)?;
        let mut all = access_requests::of(db, &me.identity)?;
        for reached in mailboxes::reached(db, &caller.person, None)? {
            all.extend(access_requests::of_access(db, reached.access_id())?);
            if let Some(owner) = owners::of_mailbox(db, &reached.id)?.filter(|o| decides(db, &caller, o, &[]).is_ok()) {
                all.extend(access_requests::about(db, &owner.identity)?);
            }
        }
        all.sort_by_cached_key(|request| request.shape.get("createdDateTime").map(ToString::to_string));
        let mut known = std::collections::HashSet::new();
        all.retain(|request| known.insert(request.id.clone()));
        Ok(all.into_iter().map(|request| request.shape).collect())
    })
    .await?;
    let mut items: Vec<Value> = filter::resources(items, &params)?;
    answer::sort(&mut items, &params.sort()?);
    let fields = params.list("fields");
    let items = items.iter().map(|item| project(item, &fields)).collect();
    Ok(answer::list(&headers, &answer::page_of("accessRequests", items, params.page()?)))
}

/// GET `/access-requests/{id}`.
pub async fn one(
    State(sandbox): State<Shared>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<Value>, Refusal> {
    with(&sandbox.store, move |db| Ok(Json(seen(db, &caller, &id)?.0.shape))).await
}

/// The request with the owner whom it is about, when this caller has a part in it.
///
/// # Errors
/// 404 when she has none.
pub fn seen(db: &Connection, caller: &Caller, id: &str) -> Result<(AccessRequest, Owner), Refusal> {
    let missing = || Refusal::not_found("access.request");
    let request = access_requests::one(db, id)?.ok_or_else(missing)?;
    let owner = owners::by_identity(db, &request.owner)?.ok_or_else(missing)?;
    let started = request.requester == parties::caller(db, caller)?.identity;
    if started || has_it(db, caller, &request)? || decides(db, caller, &owner, &[]).is_ok() {
        Ok((request, owner))
    } else {
        Err(missing())
    }
}

/// Whether a request gave or is to give this caller the access.
///
/// # Errors
/// When the store fails.
pub fn has_it(db: &Connection, caller: &Caller, request: &AccessRequest) -> Result<bool, Refusal> {
    let hers = |access: &str| Ok::<_, Refusal>(accesses::holder(db, access)?.as_deref() == Some(&caller.person));
    let activated = request.access.as_deref().map(hers).transpose()?.unwrap_or(false);
    Ok(activated || request.target == parties::caller(db, caller)?.identity)
}

/// POST `/access-requests/`.
pub async fn create(
    State(sandbox): State<Shared>,
    caller: Caller,
    body: Bytes,
) -> Result<(StatusCode, Json<Value>), Refusal> {
    let fields = Fields::parse("accessRequest", &body)?;
    let now = stamp(sandbox.clock.now());
    with(&sandbox.store, move |db| {
        let transaction = db.transaction().map_err(StoreError::from)?;
        let request = begin(&transaction, &caller, &fields, &now)?;
        transaction.commit().map_err(StoreError::from)?;
        let made = access_requests::one(db, &request)?.ok_or_else(|| Refusal::not_found("access.request"))?;
        Ok((StatusCode::CREATED, Json(made.shape)))
    })
    .await
}

fn begin(db: &Connection, caller: &Caller, fields: &Fields, now: &str) -> Result<String, Refusal> {
    let kind = fields.needed("requestType", LONGEST)?;
    let state = fields.needed("requestState", LONGEST)?;
    if !["DRAFT", "SUBMITTED"].contains(&state.as_str()) {
        return Err(fields.wrong("requestState"));
    }
    let me = parties::caller(db, caller)?;
    let of = |fields: &Fields, name: &str| {
        let participant = fields.object(name, "requestParticipant")?.ok_or_else(|| fields.wrong(name))?;
        parties::party(db, &me, &participant)
    };
    let requester = of(fields, "requester")?;
    if requester.identity != me.identity {
        return Err(Refusal::forbidden());
    }
    let owner = of(fields, "accessTo")?;
    let target = fields.object("target", "target")?.ok_or_else(|| fields.wrong("target"))?;
    let target = of(&target, "requestParticipant")?;
    let privileges = access_terms::privileges(fields, &owner)?;
    let ends = access_terms::ends(fields, now)?;
    if target.identity == owner.identity || owner.status == "CLOSED" || target.status == "CLOSED" {
        return Err(broken("target", "target.not.allowed", "This access cannot be given."));
    }
    let mut request = granting::request(&kind, &state, [&requester, &owner, &target], &privileges, now);
    granting::set(&mut request, [("privilegeEndDateTime", ends.map_or(Value::Null, Value::from))]);
    match kind.as_str() {
        "DELEGATION_REQUEST" => {
            decides(db, caller, &owner, &privileges)?;
            if target.identity == me.identity || (target.person.is_none() && owner.person.is_none()) {
                return Err(broken("target", "target.not.allowed", "This access cannot be given."));
            }
            granting::set(&mut request, [("processedAutomatically", true.into())]);
            hand_over(db, &mut request, &target, &me.identity, now)?;
        }
        "PRIVILEGE_REQUEST" => {
            if target.identity != me.identity {
                return Err(broken("target", "target.not.allowed", "One asks for oneself."));
            }
            asks_for_more(db, caller, &owner, &privileges, &request)?;
            if state == "SUBMITTED" {
                submit(db, &mut request, &owner, now)?;
            }
        }
        _ => return Err(broken("requestType", "type.not.offered", "This kind of request is not offered here.")),
    }
    access_requests::add(db, &request, now)?;
    Ok(request.id)
}

/// Approves a request: a person has the access at once, an organisation gets a code for whoever acts for it.
pub fn hand_over(
    db: &Connection,
    request: &mut AccessRequest,
    target: &Owner,
    by: &str,
    now: &str,
) -> Result<(), Refusal> {
    granting::approve(request, by, now);
    match &target.person {
        Some(person) => {
            if accesses::of_person(db, &owner_mailbox(db, request)?, person)?.is_some_and(|access| keeps(&access)) {
                return Err(broken("target", "access.exists", "She owns or has that access already."));
            }
            Ok(granting::give(db, request, person, Some(by), now)?)
        }
        None => super::activation::send_code(db, request, target, now),
    }
}

/// An access that nobody gave by a request stays as it is.
fn keeps(access: &accesses::Access) -> bool {
    access.owner || access.privileges.iter().any(|one| one == "LEGAL_OWNER")
}

fn owner_mailbox(db: &Connection, request: &AccessRequest) -> Result<String, Refusal> {
    Ok(owners::by_identity(db, &request.owner)?.map(|owner| owner.mailbox).unwrap_or_default())
}

/// Whether what is asked for is not had or asked for already.
fn asks_for_more(
    db: &Connection,
    caller: &Caller,
    owner: &Owner,
    privileges: &[&str],
    request: &AccessRequest,
) -> Result<(), Refusal> {
    let known = accesses::of_person(db, &owner.mailbox, &caller.person)?;
    let has = |word: &&str| known.as_ref().is_some_and(|access| access.privileges.iter().any(|one| one == word));
    if known.as_ref().is_some_and(keeps) || privileges.iter().all(has) {
        return Err(broken("privileges", "access.exists", "This access exists already."));
    }
    let waits =
        |one: &AccessRequest| one.target == request.target && ["DRAFT", "SUBMITTED"].contains(&one.state.as_str());
    if access_requests::about(db, &owner.identity)?.iter().any(waits) {
        return Err(broken("accessTo", "request.exists", "This has been asked for already."));
    }
    Ok(())
}

/// Hands a request in for decision.
pub fn submit(db: &Connection, request: &mut AccessRequest, owner: &Owner, now: &str) -> Result<(), Refusal> {
    request.state = "SUBMITTED".to_owned();
    let by = request.requester.clone();
    granting::set(request, [("submissionDateTime", now.into()), ("submittedByIdentityId", by.into())]);
    note(db, "ACCESS_REQUEST_SUBMITTED", request, owner, &request.requester, now)
}

/// Writes in the log what became of a request.
pub fn note(
    db: &Connection,
    tag: &str,
    request: &AccessRequest,
    owner: &Owner,
    actor: &str,
    now: &str,
) -> Result<(), Refusal> {
    let properties = [("targetIdentityId", request.target.as_str())];
    let (about, actor) = (Some(request.id.as_str()), Some(actor));
    let mailbox = owner.mailbox.as_str();
    Ok(events::note(db, &events::Event { tag, at: now, mailbox, actor, about, label: None, properties: &properties })?)
}

/// DELETE `/access-requests/{id}`: whoever asked takes it back before it was decided.
pub async fn withdraw(
    State(sandbox): State<Shared>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<StatusCode, Refusal> {
    let version = versions::if_match(&headers)?;
    let now = stamp(sandbox.clock.now());
    with(&sandbox.store, move |db| {
        let (request, owner) = seen(db, &caller, &id)?;
        let me = parties::caller(db, &caller)?.identity;
        if request.requester != me {
            return Err(Refusal::forbidden());
        }
        versions::expect(version, request.version)?;
        if !["DRAFT", "SUBMITTED"].contains(&request.state.as_str()) {
            return Err(broken("requestState", "state.not.allowed", "What was decided cannot be deleted."));
        }
        let transaction = db.transaction().map_err(StoreError::from)?;
        access_requests::remove(&transaction, &id)?;
        note(&transaction, "ACCESS_REQUEST_WITHDRAWN", &request, &owner, &me, &now)?;
        transaction.commit().map_err(StoreError::from)?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}
