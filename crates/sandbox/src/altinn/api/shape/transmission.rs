//! Transmissions: within a dialog, in a list, or alone.

use super::View;
use super::parts::{actor, attachments, embed};
use crate::altinn::dialog::{Dialog, NavigationalAction, Transmission};
use serde_json::{Value, json};

/// Where a transmission is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Within its dialog: with whether it was opened.
    Within,
    /// By itself, alone or in a list: with when it was deleted.
    Alone,
}

/// The interface's `DialogTransmission`, or the shapes of it that stand by themselves.
#[must_use]
pub fn transmission(view: View<'_>, dialog: &Dialog, one: &Transmission, told: Told) -> Value {
    let path = format!("/embed/{}/transmissions/{}/content", dialog.id, one.id);
    let link = |link: &NavigationalAction| {
        json!({"title": view.told(&link.title), "url": view.usable(&link.url, one.allowed, link.expires.as_deref()),
            "expiresAt": link.expires})
    };
    // Of the content, the interface says only of what may not be read that it may not.
    let reference = embed(view, one.embed.as_ref(), &path, if one.allowed { None } else { Some(false) });
    let mut shape = json!({
        "id": one.id, "createdAt": one.created, "authorizationAttribute": null, "isAuthorized": one.allowed,
        "extendedType": one.extended_kind, "externalReference": one.external_reference,
        "relatedTransmissionId": one.related, "type": one.kind, "sender": actor(&one.sender),
        "content": {
            "title": view.content(&one.title, "text/plain"), "summary": view.content(&one.summary, "text/plain"),
            "contentReference": reference,
        },
        "attachments": attachments(view, &one.attachments, one.allowed),
        "navigationalActions": one.links.iter().map(link).collect::<Vec<_>>(),
    });
    if let Some(fields) = shape.as_object_mut() {
        match told {
            Told::Within => fields.insert("isOpened".to_owned(), dialog.opened(&one.id).into()),
            Told::Alone => fields.insert("deletedAt".to_owned(), Value::Null),
        };
    }
    shape
}
