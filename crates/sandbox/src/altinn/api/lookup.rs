//! `GET /enduser/dialoglookup`: which dialog another name means, and why somebody has access to it.

use crate::altinn::asked::Asked;
use crate::altinn::dialog::{Dialog, Texts};
use crate::altinn::problem::Problem;
use crate::altinn::services::{self, RESOURCE};
use crate::altinn::store::{dialogs, parties};
use crate::altinn::{ids, times};
use crate::server::Shared;
use axum::Json;
use axum::extract::{RawQuery, State};
use jiff::Timestamp;
use rusqlite::Connection;
use serde_json::{Value, json};

const DIALOG: &str = "urn:altinn:dialog-id:";
const LETTER: &str = "urn:altinn:correspondence-id:";
const FORM: &str = "urn:altinn:instance-id:";

/// What is known of the dialog.
pub async fn lookup(
    State(sandbox): State<Shared>,
    asked: Asked,
    RawQuery(query): RawQuery,
) -> Result<Json<Value>, Problem> {
    let query = query.unwrap_or_default();
    let reference =
        url::form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name.eq_ignore_ascii_case("instanceRef"));
    let reference = reference.map(|(_, value)| value.to_lowercase()).unwrap_or_default();
    if !is_reference(&reference) {
        return Err(Problem::invalid("InstanceRef", "It names no dialog, letter or form."));
    }
    let now = sandbox.clock.now();
    Ok(Json(sandbox.store.run(move |db| found(db, &asked, &reference, now)).await?))
}

fn is_reference(text: &str) -> bool {
    let id = |prefix: &str| text.strip_prefix(prefix).is_some_and(|id| ids::read(id).is_some());
    let form = text.strip_prefix(FORM).and_then(|rest| rest.split_once('/'));
    let form = form.is_some_and(|(party, id)| party.parse::<u32>().is_ok() && ids::read(id).is_some());
    id(DIALOG) || id(LETTER) || form
}

fn found(db: &Connection, asked: &Asked, reference: &str, now: Timestamp) -> Result<Value, Problem> {
    let dialog = match reference.strip_prefix(DIALOG) {
        Some(id) => dialogs::one(db, id)?.filter(|dialog| dialog.deleted.is_none()),
        None => dialogs::by_instance(db, reference)?,
    };
    let now = times::stamp(now);
    let visible = |dialog: &Dialog| dialog.visible_from.as_deref().is_none_or(|from| from <= now.as_str());
    let unknown = || Problem::unknown("InstanceRef", reference);
    let dialog = dialog.filter(visible).ok_or_else(unknown)?;
    if !parties::readable(db, &asked.caller.person)?.contains(&dialog.party) {
        return Err(Problem::forbidden("The dialog is none of yours."));
    }
    Ok(shape(asked, &dialog, reference))
}

fn shape(asked: &Asked, dialog: &Dialog, reference: &str) -> Value {
    let told = |texts: &Texts| asked.languages.told(texts);
    let service = services::named(&dialog.resource);
    let id = dialog.resource.strip_prefix(RESOURCE).unwrap_or(&dialog.resource);
    let careful = asked.level() < dialog.level && !dialog.content.non_sensitive_title.is_empty();
    let title = if careful { &dialog.content.non_sensitive_title } else { &dialog.content.title };
    let own = dialog.party == asked.urn();
    let (subject, name) = match own {
        true => ("urn:altinn:role:privatperson", "Privatperson"),
        false => ("urn:altinn:role:daglig-leder", "Daglig leder"),
    };
    let owner = || json!({"code": dialog.org, "orgNumber": "", "name": told(&Texts::nb(&dialog.org))});
    json!({
        "dialogId": dialog.id, "instanceRef": dialog.instance.as_deref().unwrap_or(reference), "party": dialog.party,
        "title": told(title),
        "serviceResource": {
            "id": id, "isDelegable": true, "minimumAuthenticationLevel": dialog.level,
            "name": told(&service.map_or_else(|| Texts::nb(id), |service| service.name())),
        },
        "serviceOwner": service.map_or_else(owner, |service| service.owner(told)),
        "authorizationEvidence": {
            "currentAuthenticationLevel": asked.level(), "viaRole": true, "viaAccessPackage": false,
            "viaResourceDelegation": false, "viaInstanceDelegation": false,
            "evidence": [{"grantType": "Role", "subject": subject, "name": told(&Texts::nb(name)), "links": null}],
        },
    })
}
