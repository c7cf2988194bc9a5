//! PUT `/access-requests/{id}`: a request goes on to its next state. The parties and the type stay as they are.
//!
//! `DRAFT → SUBMITTED` by who asks; `SUBMITTED → APPROVED` or `REJECTED` by who decides, who may give less than
//! was asked for or for a shorter time; `APPROVED → REVOKED` by who decides (withdrawn) or by who has the access
//! (left); `APPROVED → APPROVED` by who decides, to set another end.

use super::access_requests::{hand_over, has_it, note, seen, submit};
use super::access_terms::{self, broken, decides};
use super::caller::{Caller, with};
use super::errors::Refusal;
use super::fields::{Fields, LONGEST};
use super::{parties, versions};
use crate::granting;
use crate::server::Shared;
use crate::store::access_requests::{self, AccessRequest};
use crate::store::owners::{self, Owner};
use crate::store::{StoreError, accesses, times::stamp};
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use rusqlite::Connection;
use serde_json::Value;

/// PUT `/access-requests/{id}`.
pub async fn decide(
    State(sandbox): State<Shared>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Value>, Refusal> {
    let version = versions::if_match(&headers)?;
    let fields = Fields::parse("accessRequest", &body)?;
    let now = stamp(sandbox.clock.now());
    with(&sandbox.store, move |db| {
        let transaction = db.transaction().map_err(StoreError::from)?;
        let (request, owner) = seen(&transaction, &caller, &id)?;
        let me = parties::caller(&transaction, &caller)?.identity;
        let step = Step { db: &transaction, caller: &caller, me: &me, owner: &owner, fields: &fields, now: &now };
        step.allowed(&request)?;
        versions::expect(version, request.version)?;
        step.take(request)?;
        transaction.commit().map_err(StoreError::from)?;
        Ok(Json(seen(db, &caller, &id)?.0.shape))
    })
    .await
}

/// What one step works with.
struct Step<'a> {
    db: &'a Connection,
    caller: &'a Caller,
    me: &'a str,
    owner: &'a Owner,
    fields: &'a Fields,
    now: &'a str,
}

impl Step<'_> {
    fn wanted(&self) -> Result<String, Refusal> {
        self.fields.needed("requestState", LONGEST)
    }

    /// Whether this caller may take this step.
    fn allowed(&self, request: &AccessRequest) -> Result<(), Refusal> {
        let may_decide = || decides(self.db, self.caller, self.owner, &granting::privileges(request));
        match (request.state.as_str(), self.wanted()?.as_str()) {
            ("DRAFT", "SUBMITTED") if request.requester == self.me => Ok(()),
            ("APPROVED", "REVOKED") if has_it(self.db, self.caller, request)? => Ok(()),
            ("SUBMITTED", "APPROVED" | "REJECTED") | ("APPROVED", "REVOKED" | "APPROVED") => may_decide(),
            _ => Err(broken("requestState", "state.not.allowed", "The request cannot go there from where it is.")),
        }
    }

    fn take(&self, mut request: AccessRequest) -> Result<(), Refusal> {
        match (request.state.as_str(), self.wanted()?.as_str()) {
            ("DRAFT", _) => {
                submit(self.db, &mut request, self.owner, self.now)?;
                Ok(access_requests::save(self.db, &request, self.now)?)
            }
            ("SUBMITTED", "APPROVED") => self.approve(request),
            ("SUBMITTED", _) => self.reject(request),
            (_, "REVOKED") => {
                let reason = self.fields.text("revocationReason", LONGEST)?;
                let left = has_it(self.db, self.caller, &request)?;
                let why = if left { "left" } else { "withdrawn" };
                note(self.db, "ACCESS_REQUEST_REVOKED", &request, self.owner, self.me, self.now)?;
                Ok(granting::take_back(self.db, request, Some(self.me), reason.as_deref(), why, self.now)?)
            }
            _ => self.prolong(request),
        }
    }

    fn approve(&self, mut request: AccessRequest) -> Result<(), Refusal> {
        let asked = granting::privileges(&request);
        let given = access_terms::privileges(self.fields, self.owner)?;
        if !given.iter().all(|word| asked.contains(word)) {
            return Err(broken("privileges", "privilege.not.asked", "No more can be given than was asked for."));
        }
        self.set_terms(&mut request, Some(&given))?;
        let target = owners::by_identity(self.db, &request.target)?.ok_or_else(Refusal::forbidden)?;
        hand_over(self.db, &mut request, &target, self.me, self.now)?;
        access_requests::save(self.db, &request, self.now)?;
        note(self.db, "ACCESS_REQUEST_APPROVED", &request, self.owner, self.me, self.now)
    }

    fn reject(&self, mut request: AccessRequest) -> Result<(), Refusal> {
        request.state = "REJECTED".to_owned();
        let reason = self.fields.text("rejectionReason", LONGEST)?.map_or(Value::Null, Value::from);
        let members = [
            ("rejectionDateTime", self.now.into()),
            ("rejectedByIdentityId", self.me.into()),
            ("rejectionReason", reason),
        ];
        granting::set(&mut request, members);
        access_requests::save(self.db, &request, self.now)?;
        note(self.db, "ACCESS_REQUEST_REJECTED", &request, self.owner, self.me, self.now)
    }

    /// Another end for an access that goes on.
    fn prolong(&self, mut request: AccessRequest) -> Result<(), Refusal> {
        self.set_terms(&mut request, None)?;
        if let Some(access) = &request.access {
            let (privileges, ends) = (granting::privileges(&request), granting::ends(&request));
            accesses::change(self.db, access, &privileges, ends, self.now)?;
        }
        Ok(access_requests::save(self.db, &request, self.now)?)
    }

    fn set_terms(&self, request: &mut AccessRequest, privileges: Option<&[&str]>) -> Result<(), Refusal> {
        let ends = access_terms::ends(self.fields, self.now)?.map_or(Value::Null, Value::from);
        granting::set(request, [("privilegeEndDateTime", ends)]);
        if let Some(privileges) = privileges {
            granting::set(request, [("privileges", privileges.into())]);
        }
        Ok(())
    }
}
