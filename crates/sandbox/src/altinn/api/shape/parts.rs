//! Actors, activities, attachments and actions.

use super::{UNAUTHORIZED, View};
use crate::altinn::dialog::{Action, Activity, Actor, ApiAction, Attachment, Embed};
use crate::altinn::store::parties::PERSON;
use data_encoding::HEXLOWER;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// The interface's `Actor`. Nobody is told a person's number; instead there is a name for her that means nothing.
#[must_use]
pub fn actor(actor: &Actor) -> Value {
    let masked = |id: &String| {
        let number = id.strip_prefix(PERSON)?;
        let hash = HEXLOWER.encode(&Sha256::digest(number.as_bytes()));
        Some(format!("urn:altinn:person:identifier-ephemeral:{}", hash.get(..10).unwrap_or_default()))
    };
    let id = actor.id.as_ref().map(|id| masked(id).unwrap_or_else(|| id.clone()));
    let kind = if actor.owner { "ServiceOwner" } else { "PartyRepresentative" };
    json!({"actorType": kind, "actorName": actor.name, "actorId": id})
}

/// The interface's `DialogActivity`, whoever did it included.
#[must_use]
pub fn activity(view: View<'_>, activity: &Activity) -> Value {
    let mut shape = activity_in_list(view, activity);
    if let Some(fields) = shape.as_object_mut() {
        fields.insert("performedBy".to_owned(), actor(&activity.by));
    }
    shape
}

/// The interface's `DialogActivitySearchItem`, which does not say who did it.
#[must_use]
pub fn activity_in_list(view: View<'_>, activity: &Activity) -> Value {
    json!({
        "id": activity.id, "createdAt": activity.created, "extendedType": activity.extended_kind, "type": activity.kind,
        "transmissionId": activity.transmission, "description": view.told_or_null(&activity.description),
    })
}

/// The interface's attachments, of a dialog or of a transmission that may be read or not.
pub fn attachments(view: View<'_>, attachments: &[Attachment], allowed: bool) -> Vec<Value> {
    let shape = |one: &Attachment| {
        let link = |link: &crate::altinn::dialog::Link| {
            json!({"id": link.id, "url": view.usable(&link.url, allowed, one.expires.as_deref()),
                "mediaType": link.media_type, "consumerType": link.consumer})
        };
        json!({"id": one.id, "displayName": view.told(&one.title), "name": one.name, "expiresAt": one.expires,
            "urls": one.links.iter().map(link).collect::<Vec<_>>()})
    };
    attachments.iter().map(shape).collect()
}

/// The interface's `ContentValue` of what is fetched and shown: an address for each language. `path` is that of the embed.
pub fn embed(view: View<'_>, embed: Option<&Embed>, path: &str, authorized: Option<bool>) -> Value {
    let Some(embed) = embed else { return Value::Null };
    let address = |language: &str, _: &str| match authorized {
        Some(false) => UNAUTHORIZED.to_owned(),
        _ => view.url(&format!("{path}?lang={language}")),
    };
    let media_type = format!("application/vnd.dialogporten.frontchannelembed-url;type={}", embed.kind.promised());
    json!({"value": view.told(&embed.text.map(address)), "mediaType": media_type, "isAuthorized": authorized})
}

/// The interface's `DialogGuiAction`.
pub fn gui_action(view: View<'_>, action: &Action) -> Value {
    json!({
        "id": action.id, "action": action.action, "url": view.usable(&action.url, action.allowed, None),
        "authorizationAttribute": null, "isAuthorized": action.allowed, "isDeleteDialogAction": action.deletes,
        "priority": action.priority, "httpMethod": action.method, "title": view.told(&action.title),
        "prompt": view.told_or_null(&action.prompt),
    })
}

/// The interface's `DialogApiAction`.
pub fn api_action(view: View<'_>, action: &ApiAction) -> Value {
    let endpoint = |one: &crate::altinn::dialog::Endpoint| {
        json!({
            "id": one.id, "version": null, "url": view.usable(&one.url, action.allowed, None), "httpMethod": one.method,
            "documentationUrl": null, "requestSchema": null, "responseSchema": null, "deprecated": false, "sunsetAt": null,
        })
    };
    let endpoints: Vec<Value> = action.endpoints.iter().map(endpoint).collect();
    json!({"id": action.id, "action": action.action, "authorizationAttribute": null, "isAuthorized": action.allowed,
        "name": action.name, "endpoints": endpoints})
}
