//! Accesses at Digital Post: `/access-requests/`, where an owner's gift is a `DELEGATION_REQUEST`, which is approved
//! at once, and a wish is a `PRIVILEGE_REQUEST`, which the other side decides about by PUT of its state.

use super::access_requests::{self, holder, identity, moment, name, owner, tamed, text, until};
use super::listing::{Listing, Of};
use super::{DigitalPost, LARGE_PAGE, MOST_PAGES, activity};
use crate::{
    AccessStep, AccessTerms, Accesses, ActivityPage, ActivityQuery, Party, ProviderError, RemoteAccess, RemoteEnd,
};
use async_trait::async_trait;
use jiff::Timestamp;
use model::{EndReason, RemoteId};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use std::collections::HashMap;

const PATH: [&str; 2] = ["access-requests", ""];

/// A time as the interface writes it.
fn stamp(at: Timestamp) -> String {
    format!("{at:.3}")
}

/// A party as a request names it.
fn participant(party: &Party) -> Result<Value, ProviderError> {
    Ok(match party {
        Party::Citizen { cpr, first, last } => json!({"externalId": cpr.expose_secret(), "externalIdType": "CPR",
            "firstNameProvided": first, "lastNameProvided": last}),
        Party::Organisation { cvr } => json!({"externalId": cvr, "externalIdType": "CVR"}),
        // Mailboxes have no addresses there.
        Party::Address(_) => return Err(ProviderError::NotOffered),
    })
}

fn request(kind: &str, requester: Value, owner: Value, target: Value, terms: AccessTerms) -> Value {
    let privileges: Vec<&str> = terms.level.privileges().iter().map(|privilege| privilege.word()).collect();
    let mut request = json!({"requestType": kind, "requestState": "SUBMITTED", "requester": requester,
        "accessTo": owner, "target": {"requestParticipant": target}, "privileges": privileges});
    if let (Some(until), Some(fields)) = (terms.until, request.as_object_mut()) {
        fields.insert("privilegeEndDateTime".to_owned(), stamp(until).into());
    }
    request
}

/// A body that is sent back changed.
fn changed<const N: usize>(mut request: Value, members: [(&str, Value); N]) -> Result<Value, ProviderError> {
    let fields = request.as_object_mut().ok_or(ProviderError::Garbage { what: "a request that is no object" })?;
    for (name, value) in members {
        if value.is_null() {
            fields.remove(name)
        } else {
            fields.insert(name.to_owned(), value)
        };
    }
    Ok(request)
}

#[async_trait]
impl Accesses for DigitalPost {
    async fn accesses(&self) -> Result<Vec<RemoteAccess>, ProviderError> {
        let me = self.me().await?;
        let requests = self.requests(&[("sortFields", "createdDateTime:desc".to_owned())]).await?;
        let now = self.clock.now();
        let mut all: Vec<_> =
            requests.iter().filter_map(|one| access_requests::read(one, me.as_deref(), now)).collect();
        all.sort_by_key(|access| std::cmp::Reverse(access.made));
        Ok(all)
    }

    async fn access(&self, id: &RemoteId) -> Result<RemoteAccess, ProviderError> {
        let request = self.http.get(&["access-requests", id.as_str()]).await?;
        self.read_access(&request).await
    }

    async fn give_access(
        &self,
        mailbox: &RemoteId,
        to: &Party,
        terms: AccessTerms,
    ) -> Result<RemoteAccess, ProviderError> {
        let mailbox = self.http.get(&["mailboxes", mailbox.as_str()]).await?;
        let garbage = ProviderError::Garbage { what: "a mailbox without an owner" };
        let owner = json!({"identityId": text(&mailbox, "/ownerIdentityId").ok_or(garbage)?});
        let me = json!({"identityId": text(&mailbox, "/access/identityId").ok_or(ProviderError::NotAllowed)?});
        let body = request("DELEGATION_REQUEST", me, owner, participant(to)?, terms);
        let made = self.http.post(&PATH, &body).await?;
        self.read_access(&made).await
    }

    async fn ask_access(&self, of: &Party, terms: AccessTerms) -> Result<RemoteAccess, ProviderError> {
        let me = json!({"identityId": self.me().await?.ok_or(ProviderError::NotAllowed)?});
        let body = request("PRIVILEGE_REQUEST", me.clone(), participant(of)?, me, terms);
        let made = self.http.post(&PATH, &body).await?;
        self.read_access(&made).await
    }

    async fn decide_access(&self, id: &RemoteId, seen_version: i64, step: AccessStep) -> Result<(), ProviderError> {
        let path = ["access-requests", id.as_str()];
        if step == AccessStep::TakeBack {
            return self.http.delete(&path, seen_version).await;
        }
        // A PUT replaces the whole, so what else the service knows of it is sent back as it came.
        let request = self.http.get(&path).await?;
        let body = match step {
            AccessStep::Accept { until } => {
                let until = until.map_or(Value::Null, |until| stamp(until).into());
                changed(request, [("requestState", "APPROVED".into()), ("privilegeEndDateTime", until)])?
            }
            AccessStep::Reject => changed(request, [("requestState", "REJECTED".into())])?,
            AccessStep::End | AccessStep::TakeBack => changed(request, [("requestState", "REVOKED".into())])?,
        };
        self.http.put(&path, seen_version, &body).await.map(|_| ())
    }

    async fn activate_access(&self, code: &str) -> Result<RemoteAccess, ProviderError> {
        let made = self.http.post(&["access-requests", "target", "activate"], &json!({"code": code})).await?;
        self.read_access(&made).await
    }

    async fn how_it_ended(&self, owner_ref: &RemoteId) -> Result<Option<RemoteEnd>, ProviderError> {
        let me = self.me().await?;
        let requests = self.requests(&[("sortFields", "lastUpdated:desc".to_owned())]).await?;
        let now = self.clock.now();
        let about = |one: &&Value| {
            identity(owner(one)) == Some(owner_ref.as_str()) && (me.is_none() || identity(holder(one)) == me.as_deref())
        };
        let over = |one: &&Value| match text(one, "/requestState") {
            Some("REVOKED") => true,
            Some("APPROVED") => until(one).is_some_and(|until| until <= now),
            _ => false,
        };
        let last = requests.iter().filter(about).filter(over).max_by_key(|one| ended_at(one));
        match last {
            Some(request) => self.explain(request, me.as_deref()).await.map(Some),
            None => Ok(None),
        }
    }

    async fn activity(&self, query: &ActivityQuery) -> Result<ActivityPage, ProviderError> {
        let mailbox = self.http.get(&["mailboxes", query.mailbox.as_str()]).await?;
        let owner =
            text(&mailbox, "/ownerIdentityId").ok_or(ProviderError::Garbage { what: "a mailbox without an owner" })?;
        let mut parameters = vec![
            ("ownerIdentityId", owner.to_owned()),
            ("sortFields", "eventTime:desc".to_owned()),
            ("page", query.page.to_string()),
            ("size", query.size.to_string()),
        ];
        parameters.extend(query.from.map(|from| ("dateFrom", stamp(from))));
        parameters.extend(query.to.map(|to| ("dateTo", stamp(to))));
        let body = self.http.list(&["events", ""], &parameters).await?;
        let listing = Listing::read(&body.bytes, Of::Events)?;
        let known = activity::Known { me: text(&mailbox, "/access/identityId"), owner, names: self.names().await? };
        let events = listing.items().flatten().filter_map(|event| known.read(&event)).collect();
        Ok(ActivityPage { events, more: listing.goes_on(query.page, query.size) })
    }
}

/// The identity that reaches these mailboxes.
pub fn identity_in(mailboxes: &[Value]) -> Option<&str> {
    mailboxes.iter().find_map(|one| text(one, "/access/identityId"))
}

/// When an access ended at the service.
fn ended_at(request: &Value) -> Option<Timestamp> {
    moment(request, "/revocationDateTime").or_else(|| until(request))
}

impl DigitalPost {
    /// The identity that is logged in: what every mailbox says of the access to it.
    async fn me(&self) -> Result<Option<String>, ProviderError> {
        let values = self.mailbox_values(None).await?.map(|(values, _)| values).unwrap_or_default();
        Ok(identity_in(&values).map(str::to_owned))
    }

    async fn read_access(&self, request: &Value) -> Result<RemoteAccess, ProviderError> {
        let me = self.me().await?;
        let read = access_requests::read(request, me.as_deref(), self.clock.now());
        read.ok_or(ProviderError::Garbage { what: "a request without id" })
    }

    /// All requests that the login has a part in, narrowed by these parameters.
    async fn requests(&self, parameters: &[(&str, String)]) -> Result<Vec<Value>, ProviderError> {
        let mut all = Vec::new();
        for page in 0..MOST_PAGES {
            let paging = [("page", page.to_string()), ("size", LARGE_PAGE.to_string())];
            let query: Vec<_> = parameters.iter().cloned().chain(paging).collect();
            let body = self.http.list(&PATH, &query).await?;
            let listing = Listing::read(&body.bytes, Of::AccessRequests)?;
            all.extend(listing.items().flatten());
            if !listing.goes_on(page, LARGE_PAGE) {
                return Ok(all);
            }
        }
        Err(ProviderError::Garbage { what: "a list without end" })
    }

    /// When the login's accesses to others' mailboxes end by themselves, by their owners; none if it cannot be told.
    /// A service that knows no requests knows no ends.
    pub(super) async fn ends(&self, me: Option<&str>) -> Result<Option<HashMap<RemoteId, Timestamp>>, ProviderError> {
        let requests = match self.requests(&[("requestState", "APPROVED".to_owned())]).await {
            Ok(requests) => requests,
            Err(ProviderError::NotFound | ProviderError::NotAllowed) => return Ok(Some(HashMap::new())),
            Err(error) if error.is_of_the_line() => return Err(error),
            Err(error) => {
                tracing::info!(%error, "when accesses end cannot be told");
                return Ok(None);
            }
        };
        let mine = |one: &&Value| me.is_some() && identity(holder(one)) == me;
        let end = |one: &Value| Some((RemoteId::from(identity(owner(one))?), until(one)?));
        Ok(Some(requests.iter().filter(mine).filter_map(end).collect()))
    }

    /// The names of all identities that the login can know by its requests and mailboxes.
    async fn names(&self) -> Result<HashMap<String, String>, ProviderError> {
        let mut names = HashMap::new();
        let requester = |request: &Value| request.get("requester").cloned().unwrap_or_default();
        let parties = |request: &Value| [owner(request).clone(), holder(request).clone(), requester(request)];
        for party in self.requests(&[]).await?.iter().flat_map(parties) {
            if let (Some(identity), false) = (identity(&party), name(&party).is_empty()) {
                names.insert(identity.to_owned(), name(&party));
            }
        }
        for mailbox in self.mailbox_values(None).await?.map(|(values, _)| values).unwrap_or_default() {
            if let (Some(identity), Some(name)) = (text(&mailbox, "/ownerIdentityId"), text(&mailbox, "/ownerName")) {
                names.insert(identity.to_owned(), tamed(name));
            }
        }
        Ok(names)
    }

    /// Why an access ended, from what the request says and, where it does not, from whether the owner is still there.
    async fn explain(&self, request: &Value, me: Option<&str>) -> Result<RemoteEnd, ProviderError> {
        let by = text(request, "/revokedByIdentityId");
        let revoked = text(request, "/requestState") == Some("REVOKED");
        let why = match by {
            _ if !revoked => EndReason::Expired,
            Some(by) if Some(by) == me || Some(by) == identity(holder(request)) => EndReason::Left,
            Some(_) => EndReason::Withdrawn,
            None => self.whether_closed(owner(request)).await?,
        };
        let said = text(request, "/revocationReason").map(tamed).filter(|said| revoked && !said.is_empty());
        Ok(RemoteEnd { why, since: ended_at(request), said })
    }

    /// Whether an owner is no more, by the look-ups.
    async fn whether_closed(&self, owner: &Value) -> Result<EndReason, ProviderError> {
        let Some(number) = text(owner, "/externalId") else { return Ok(EndReason::Unknown) };
        if text(owner, "/externalIdType") == Some("CVR") {
            return match self.http.get(&["organisation-lookup", number]).await {
                Ok(found) if text(&found, "/status") == Some("CLOSED") => Ok(EndReason::CompanyClosed),
                Ok(_) => Ok(EndReason::Unknown),
                Err(error) => unless_of_the_line(error),
            };
        }
        let said = |name| text(owner, name).unwrap_or_default().to_owned();
        let query = [
            ("cprNumber", number.to_owned()),
            ("firstNameProvided", said("/firstNameResolved")),
            ("lastNameProvided", said("/lastNameResolved")),
        ];
        match self.http.get_with(&["citizen-lookup", ""], &query).await {
            Ok(found) if found.get("closed") == Some(&Value::Bool(true)) => Ok(EndReason::OwnerClosed),
            Ok(_) => Ok(EndReason::Unknown),
            Err(error) => unless_of_the_line(error),
        }
    }
}

/// What a look-up refuses to say is not known; that it cannot be asked now is another matter.
fn unless_of_the_line(error: ProviderError) -> Result<EndReason, ProviderError> {
    if error.is_of_the_line() { Err(error) } else { Ok(EndReason::Unknown) }
}
