//! Altinn as far as a client sees it: parties, letters in pages with tokens, labels with their state, and the log of who has
//! seen what. It answers nothing that the interface does not have, and knows every letter that was read.

use crate::double::{Asked, Double, json, problem, status, typed};
use axum::response::Response;
use jiff::Timestamp;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

pub const OWN: &str = "urn:altinn:person:identifier-no:00000000000";
const API: &str = "/dialogporten/api/v1";
const LIST: [&str; 5] = ["party", "updatedAfter", "limit", "continuationToken", "orderBy"];

type Instead = dyn Fn(&Asked) -> Option<Response> + Send + Sync;

pub struct State {
    pub parties: Vec<Value>,
    pub favourites: Option<Vec<String>>,
    /// Everything of each letter.
    pub dialogs: Vec<Value>,
    /// Parties of which no list is given.
    pub refused: BTreeSet<String>,
    /// Letters of which nothing is left.
    pub gone: BTreeMap<String, u16>,
    /// So many parties and letters at most are taken and given at once.
    pub most_parties: usize,
    pub page: usize,
    /// The letters that were read, each time that they were.
    pub read: Vec<String>,
    /// What is said instead.
    pub instead: Arc<Instead>,
    changes: usize,
}

pub struct Service {
    pub double: Double,
    pub state: Arc<Mutex<State>>,
}

pub fn company(number: usize) -> String {
    format!("urn:altinn:organization:identifier-no:{number:09}")
}

pub fn party(urn: &str, name: &str) -> Value {
    let kind = if urn.contains("person") { "Person" } else { "Organization" };
    json!({"party": urn, "partyUuid": format!("uuid-{name}"), "partyId": 1, "name": name, "partyType": kind,
        "dateOfBirth": null, "isDeleted": false, "hasKeyRole": true, "isCurrentEndUser": urn == OWN,
        "isMainAdministrator": false, "isAccessManager": false, "hasOnlyAccessToSubParties": false, "subParties": null})
}

pub fn content(text: &str) -> Value {
    json!({"value": [{"languageCode": "nb", "value": text}, {"languageCode": "en", "value": format!("{text} in English")}],
        "mediaType": "text/plain"})
}

/// A letter of a party.
pub fn dialog(id: &str, party: &str, updated: &str) -> Value {
    json!({"id": id, "party": party, "org": "skd", "serviceResource": "urn:altinn:resource:skatt",
        "serviceResourceType": "genericaccessresource", "status": "NotApplicable", "createdAt": "2026-01-01T00:00:00Z",
        "updatedAt": updated, "contentUpdatedAt": updated, "hasUnopenedContent": true, "isContentSeen": false,
        "isApiOnly": false, "seenSinceLastContentUpdate": [], "seenSinceLastUpdate": [],
        "endUserContext": {"revision": format!("rev-{id}"), "systemLabels": ["Default"]},
        "content": {"title": content(&format!("Brev {id}")), "summary": content("Kort sagt"), "senderName": null}})
}

impl Service {
    pub async fn new(parties: Vec<Value>, dialogs: Vec<Value>) -> Self {
        let state = State {
            parties,
            favourites: Some(Vec::new()),
            dialogs,
            refused: BTreeSet::new(),
            gone: BTreeMap::new(),
            most_parties: 20,
            page: 1000,
            read: Vec::new(),
            instead: Arc::new(|_| None),
            changes: 0,
        };
        let state = Arc::new(Mutex::new(state));
        let held = state.clone();
        let double = Double::new(move |asked| answer(&mut held.lock().unwrap(), asked)).await;
        Service { double, state }
    }

    /// With the person's own mailbox and these letters in it.
    pub async fn own(dialogs: Vec<Value>) -> Self {
        Service::new(vec![party(OWN, "Kari")], dialogs).await
    }

    pub fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.state.lock().unwrap());
    }

    /// Says something else instead.
    pub fn instead(&self, answer: impl Fn(&Asked) -> Option<Response> + Send + Sync + 'static) {
        self.change(|state| state.instead = Arc::new(answer));
    }

    /// Lists that were asked for.
    pub fn lists(&self) -> Vec<Asked> {
        self.double.asked_at("/enduser/dialogs")
    }

    pub fn read(&self) -> Vec<String> {
        self.state.lock().unwrap().read.clone()
    }
}

impl State {
    pub fn letter(&mut self, id: &str) -> &mut Value {
        self.dialogs.iter_mut().find(|one| one["id"] == id).unwrap()
    }
}

fn answer(state: &mut State, asked: &Asked) -> Response {
    if let Some(instead) = (state.instead)(asked) {
        return instead;
    }
    if asked.path.starts_with("/profile/") {
        assert_eq!(asked.path, "/profile/api/v1/users/current/party-groups/favorites");
        return match &state.favourites {
            Some(parties) => json(json!({"name": "Favoritter", "isFavorite": true, "parties": parties})),
            None => status(401, None),
        };
    }
    let path = asked.path.strip_prefix(API).unwrap_or_else(|| panic!("no such interface: {}", asked.path));
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let known: &[&str] = match parts.as_slice() {
        ["enduser", "dialogs"] => &LIST,
        ["enduser", "serviceresources"] => &["party"],
        _ => &[],
    };
    assert!(asked.query.iter().all(|(name, _)| known.contains(&name.as_str())), "{:?}", asked.query);
    assert!(asked.header("accept").contains("json") || asked.method == "PUT", "{}", asked.header("accept"));
    match (asked.method.as_str(), parts.as_slice()) {
        ("GET", ["metadata", "limits"]) => json(json!({"endUserSearch": {"maxPartyFilterValues": state.most_parties,
            "maxServiceResourceFilterValues": 20, "maxOrgFilterValues": 20, "maxExtendedStatusFilterValues": 20}})),
        ("GET", ["enduser", "parties"]) => json(json!({"authorizedParties": state.parties})),
        ("GET", ["enduser", "serviceresources"]) => json(json!({"isFullCatalogueFallback": false, "items": [
            service("skatt", 3), service("helse", 4)]})),
        ("GET", ["enduser", "dialogs"]) => list(state, asked),
        ("GET", ["enduser", "dialogs", id, "seenlog"]) => match absent(state, id) {
            Some(absent) => absent,
            None => json(json!([])),
        },
        ("GET", ["enduser", "dialogs", id]) => read(state, id),
        ("PUT", ["enduser", "dialogs", id, "context", "systemlabels"]) => relabel(state, id, asked),
        _ => panic!("no such operation: {} {}", asked.method, asked.path),
    }
}

fn service(id: &str, level: u64) -> Value {
    json!({"serviceResource": {"id": format!("urn:altinn:resource:{id}"), "minimumAuthenticationLevel": level},
        "serviceOwner": {"code": "skd", "orgNumber": "000000001", "name": [{"languageCode": "nb", "value": "Skatteetaten"}]}})
}

fn absent(state: &State, id: &str) -> Option<Response> {
    let there = state.dialogs.iter().any(|one| one["id"] == id);
    let gone = state.gone.get(id).copied();
    let code = if there { gone } else { gone.or(Some(404)) };
    code.map(|code| problem(code, json!({"DialogEntity": ["Entity 'DialogEntity' was not found."]})))
}

fn list(state: &State, asked: &Asked) -> Response {
    let parties = asked.all("party");
    if parties.is_empty() || parties.len() > state.most_parties {
        return problem(400, json!({"party": [format!("{} is not allowed", parties.join(" "))]}));
    }
    if parties.iter().any(|party| state.refused.contains(*party)) {
        return problem(403, json!({"Forbidden": ["Not yours."]}));
    }
    let after: Option<Timestamp> = asked.all("updatedAfter").first().map(|text| text.parse().unwrap());
    let changed = |one: &&Value| {
        after.is_none_or(|after| one["updatedAt"].as_str().unwrap().parse::<Timestamp>().unwrap() > after)
    };
    let of = |one: &&Value| one["party"].as_str().is_some_and(|party| parties.contains(&party));
    let mut found: Vec<&Value> = state.dialogs.iter().filter(of).filter(changed).collect();
    found.sort_by_key(|one| std::cmp::Reverse(one["contentUpdatedAt"].as_str().unwrap_or_default().to_owned()));
    let start: usize =
        asked.all("continuationToken").first().map_or(0, |token| token.get(6..).unwrap().parse().unwrap());
    let size = asked.all("limit").first().map_or(100, |limit| limit.parse::<usize>().unwrap()).min(state.page);
    assert!(size <= 1000);
    let more = found.len() > start + size;
    let items: Vec<Value> = found.into_iter().skip(start).take(size).map(item).collect();
    let token = more.then(|| format!("after-{}", start + size));
    json(json!({"items": items, "hasNextPage": more, "continuationToken": token, "orderBy": "contentUpdatedAt_desc"}))
}

/// What the list says of a letter.
fn item(dialog: &Value) -> Value {
    let mut item = dialog.clone();
    for part in ["attachments", "transmissions", "guiActions", "activities", "dialogToken"] {
        item.as_object_mut().unwrap().remove(part);
    }
    for part in ["mainContentReference", "additionalInfo"] {
        item["content"].as_object_mut().map(|content| content.remove(part));
    }
    item
}

fn read(state: &mut State, id: &str) -> Response {
    state.read.push(id.to_owned());
    if let Some(absent) = absent(state, id) {
        return absent;
    }
    let letter = state.letter(id);
    letter["isContentSeen"] = true.into();
    letter["dialogToken"] = format!("dialog-token-{id}").into();
    json(letter.clone())
}

fn relabel(state: &mut State, id: &str, asked: &Asked) -> Response {
    if let Some(absent) = absent(state, id) {
        return absent;
    }
    state.changes += 1;
    let revision = format!("state-{}", state.changes);
    let letter = state.letter(id);
    if asked.header("if-match") != letter["endUserContext"]["revision"] {
        return problem(412, json!({}));
    }
    let body = asked.json();
    let words = |name: &str| -> Vec<String> {
        body[name].as_array().unwrap().iter().map(|label| label.as_str().unwrap().to_owned()).collect()
    };
    let mut labels: Vec<String> = letter["endUserContext"]["systemLabels"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one.as_str().unwrap().to_owned())
        .collect();
    labels.retain(|label| !words("removeLabels").contains(label));
    for label in words("addLabels") {
        if ["Default", "Archive", "Bin"].contains(&label.as_str()) {
            labels.retain(|one| !["Default", "Archive", "Bin"].contains(&one.as_str()));
        }
        labels.push(label);
    }
    if labels.contains(&"MarkedAsUnopened".to_owned()) {
        letter["isContentSeen"] = false.into();
    } else if !letter["seenSinceLastContentUpdate"].as_array().unwrap().is_empty() {
        letter["isContentSeen"] = true.into();
    }
    letter["endUserContext"] = json!({"revision": revision, "systemLabels": labels});
    status(204, Some(("etag", &revision)))
}

/// A page in the place of an answer.
pub fn page() -> Response {
    typed("text/html", "<html><body>Logg inn</body></html>")
}
