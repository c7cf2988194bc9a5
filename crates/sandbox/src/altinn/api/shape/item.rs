//! A dialog as it stands in a list.

use super::View;
use super::dialog::common;
use super::parts::activity;
use crate::altinn::dialog::{Dialog, Texts};
use crate::altinn::store::seen::Seen;
use serde_json::{Value, json};

/// The interface's `DialogListItem`. Whoever is not logged in surely enough reads the words that are not sensitive, where
/// there are any.
#[must_use]
pub fn item(view: View<'_>, dialog: &Dialog, log: &[Seen]) -> Value {
    let content = &dialog.content;
    let careful = view.asked.level() < dialog.level;
    let either = |usual, other: &Texts| {
        let words = if careful && !other.is_empty() { other } else { usual };
        view.content(words, "text/plain")
    };
    let for_people = |one: &&crate::altinn::dialog::Attachment| one.links.iter().any(|link| link.consumer == "Gui");
    let latest = dialog.activities.iter().max_by_key(|one| &one.created);
    let mut shape = common(view, dialog, log);
    let more = [
        (
            "content",
            json!({
                "title": either(&content.title, &content.non_sensitive_title),
                "summary": either(&content.summary, &content.non_sensitive_summary),
                "senderName": view.content(&content.sender_name, "text/plain"),
                "extendedStatus": view.content(&content.extended_status, "text/plain"),
            }),
        ),
        ("guiAttachmentCount", dialog.attachments.iter().filter(for_people).count().into()),
        ("latestActivity", latest.map_or(Value::Null, |one| activity(view, one))),
    ];
    shape.extend(more.map(|(name, value)| (name.to_owned(), value)));
    Value::Object(shape)
}
