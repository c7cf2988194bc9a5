//! The JSON that scripts rely on, where it says more, or says it more simply, than what the window is given.

use crate::text::{refusal, words};
use model::{MailboxId, Wish, WishId, WishState};
use postkasse::LetterLink;
use postkasse::views::{ApiError, LetterRow, LetterView, MailboxView};
use serde::Serialize;
use serde_json::{Value, json};

/// An error: code, whether trying again helps, and words.
pub fn error(error: &ApiError) -> Value {
    let mut value = json!({"error": error});
    if let Some(fields) = value.get_mut("error").and_then(Value::as_object_mut) {
        fields.insert("message".to_owned(), words(error).into());
    }
    value
}

fn value(from: &impl Serialize) -> Value {
    serde_json::to_value(from).unwrap_or_default()
}

/// Without what asks for a logo: a terminal shows none.
fn pictureless(from: &impl Serialize) -> Value {
    let mut shape = value(from);
    if let Some(fields) = shape.as_object_mut() {
        fields.remove("logo");
    }
    shape
}

/// The number of a wish is its mailbox's; with the mailbox it is an id.
pub fn wish_id(wish: WishId, mailbox: &MailboxId) -> String {
    format!("{mailbox}-{}", wish.0)
}

/// A row of a list. Where words were found is one text, and the same in parts, marked.
pub fn row(row: &LetterRow) -> Value {
    let mut shape = pictureless(row);
    if let (Some(snippet), Some(fields)) = (&row.snippet, shape.as_object_mut()) {
        let text: String = snippet.iter().map(|part| part.text.as_str()).collect();
        let parts = fields.insert("snippet".to_owned(), text.into());
        fields.insert("snippetParts".to_owned(), parts.unwrap_or_default());
    }
    shape
}

/// A mailbox. An access that has ended has an end as well.
pub fn mailbox(mailbox: &MailboxView) -> Value {
    let mut shape = value(mailbox);
    if let (Some(ended), Some(fields)) = (&mailbox.ended, shape.as_object_mut()) {
        fields.insert("ends".to_owned(), value(ended));
    }
    shape
}

/// A letter. Each action has the address that the sender gave it, if it may be opened: in a terminal nobody can
/// click.
pub fn letter(letter: &LetterView) -> Value {
    let mut shape = pictureless(letter);
    for (at, document) in letter.documents.iter().enumerate() {
        for (number, action) in document.actions.iter().enumerate() {
            let place = shape.pointer_mut(&format!("/documents/{at}/actions/{number}")).and_then(Value::as_object_mut);
            let url = action.url.as_ref().filter(|_| action.host.is_some());
            if let (Some(url), Some(fields)) = (url, place) {
                fields.insert("url".to_owned(), url.clone().into());
            }
        }
    }
    shape
}

/// An address of a letter, by its number from 1.
pub fn link(number: usize, link: &LetterLink) -> Value {
    let mut shape = value(&link.link);
    if let Some(fields) = shape.as_object_mut() {
        fields.insert("n".to_owned(), number.into());
        if !link.label.is_empty() {
            fields.insert("label".to_owned(), link.label.clone().into());
        }
    }
    shape
}

/// A wish in the outbox.
pub fn wish((mailbox, wish): &(MailboxId, Wish)) -> Value {
    let mut shape = json!({
        "id": wish_id(wish.id, mailbox), "mailbox": mailbox,
        "made": wish.made, "tries": wish.tries, "state": "waiting",
    });
    if let Some(fields) = shape.as_object_mut() {
        for part in [value(&wish.subject), value(&wish.change)] {
            fields.extend(part.as_object().cloned().unwrap_or_default());
        }
    }
    if let (WishState::Refused { code, reason }, Some(fields)) = (&wish.state, shape.as_object_mut()) {
        fields.insert("state".to_owned(), "refused".into());
        fields.insert("why".to_owned(), value(code));
        fields.extend(reason.as_ref().map(|reason| ("reason".to_owned(), reason.as_str().into())));
        fields.insert("message".to_owned(), refusal(*code, reason.as_deref()).into());
    }
    shape
}
