//! A whole dialog.

use super::parts::{activity, actor, api_action, attachments, embed, gui_action};
use super::{Told, View, transmission};
use crate::altinn::dialog::{Actor, Dialog, Label};
use crate::altinn::store::seen::{self, Seen};
use serde_json::{Map, Value, json};

/// The interface's entry of the seen log.
#[must_use]
pub fn seen_entry(view: View<'_>, seen: &Seen) -> Value {
    let by = Actor { owner: false, id: Some(seen.actor.clone()), name: Some(seen.name.clone()) };
    json!({"id": seen.id, "seenAt": seen.at, "seenBy": actor(&by), "isViaServiceOwner": seen.via_owner,
        "isCurrentEndUser": seen.actor == view.asked.urn()})
}

/// What a dialog and an item of the list have in common, but for its words.
pub fn common(view: View<'_>, dialog: &Dialog, log: &[Seen]) -> Map<String, Value> {
    let place = dialog.labels.iter().find(|label| label.is_place()).copied().unwrap_or(Label::Default);
    let labels: Vec<&str> = dialog.labels.iter().map(|label| label.as_str()).collect();
    let sent = dialog.transmissions.iter().filter(|one| one.is_from_party()).count();
    let since =
        |moment: &str| seen::since(log, moment).into_iter().map(|one| seen_entry(view, one)).collect::<Vec<_>>();
    let shape = json!({
        "id": dialog.id, "org": dialog.org, "serviceResource": dialog.resource,
        "serviceResourceType": dialog.resource_type, "party": dialog.party, "progress": dialog.progress,
        "process": dialog.process, "precedingProcess": dialog.preceding_process,
        "extendedStatus": dialog.extended_status, "externalReference": dialog.external_reference,
        "createdAt": dialog.created, "updatedAt": dialog.updated, "contentUpdatedAt": dialog.content_updated,
        "dueAt": dialog.due, "status": dialog.status, "systemLabel": place.as_str(), "isApiOnly": dialog.api_only,
        "hasUnopenedContent": dialog.unopened(), "fromPartyTransmissionsCount": sent,
        "fromServiceOwnerTransmissionsCount": dialog.transmissions.len() - sent,
        "endUserContext": {"revision": dialog.context_revision, "systemLabels": labels},
        "seenSinceLastUpdate": since(&dialog.updated),
        "seenSinceLastContentUpdate": since(&dialog.content_updated),
        "isContentSeen": dialog.content_seen(),
    });
    match shape {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

/// The interface's `Dialog`, with a fresh token for the service owner.
#[must_use]
pub fn dialog(view: View<'_>, dialog: &Dialog, log: &[Seen], token: &str) -> Value {
    let content = &dialog.content;
    let plain = |texts| view.content(texts, "text/plain");
    let allowed = content.embed.as_ref().map(|embed| !embed.refused);
    let path = format!("/embed/{}/content", dialog.id);
    let mut shape = common(view, dialog, log);
    let told = |one| transmission(view, dialog, one, Told::Within);
    let more = [
        ("revision", json!(dialog.revision)),
        ("expiresAt", json!(dialog.expires)),
        ("dialogToken", json!(token)),
        (
            "content",
            json!({
                "title": plain(&content.title), "summary": plain(&content.summary),
                "senderName": plain(&content.sender_name), "extendedStatus": plain(&content.extended_status),
                "additionalInfo": view.content(&content.additional_info, "text/markdown"),
                "mainContentReference": embed(view, content.embed.as_ref(), &path, allowed),
            }),
        ),
        ("attachments", attachments(view, &dialog.attachments, true).into()),
        ("guiActions", dialog.gui_actions.iter().map(|one| gui_action(view, one)).collect()),
        ("apiActions", dialog.api_actions.iter().map(|one| api_action(view, one)).collect()),
        ("transmissions", dialog.transmissions.iter().map(told).collect()),
        ("activities", dialog.activities.iter().map(|one| activity(view, one)).collect()),
    ];
    shape.extend(more.map(|(name, value)| (name.to_owned(), value)));
    Value::Object(shape)
}
