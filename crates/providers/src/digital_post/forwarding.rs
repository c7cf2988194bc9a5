//! Letters that go on: the command, and how to tell afterwards whether it was carried out. There is no version to
//! name, so after an answer that got lost the letter itself is asked, and the letters that were sent.

use super::message::{text, updated};
use super::sending::id_type;
use crate::{Forwardable, Onward};
use jiff::Timestamp;
use model::RemoteId;
use serde_json::{Map, Value};

/// The interface's `ForwardCommand`.
pub fn command(onward: &Onward<'_>) -> Value {
    let to = onward.to;
    let mut body = Map::from_iter([
        ("recipientId".to_owned(), to.id.as_str().into()),
        ("recipientIdType".to_owned(), id_type(to.id_type).into()),
        ("recipientLabel".to_owned(), to.name.as_str().into()),
    ]);
    if let Some(point) = &to.contact_point {
        body.insert("contactPointId".to_owned(), point.id.as_str().into());
    }
    if !onward.comment.is_empty() {
        body.insert("comment".to_owned(), onward.comment.into());
    }
    Value::Object(body)
}

/// How it stands with a letter.
pub fn read(value: &Value) -> Forwardable {
    Forwardable {
        version: value.get("version").and_then(Value::as_i64).unwrap_or(0),
        updated: updated(value).unwrap_or(Timestamp::UNIX_EPOCH),
        forwarded: value.get("forward").and_then(Value::as_bool).unwrap_or(false),
    }
}

/// Whether this sent letter is the one that went on so after that moment.
pub fn is_it(letter: &Value, original: &RemoteId, onward: &Onward<'_>, after: Timestamp) -> bool {
    let data = letter.get("forwardData").unwrap_or(&Value::Null);
    let sent: Option<Timestamp> = text(letter, "sendDateTime").and_then(|text| text.parse().ok());
    let recipient = letter.get("recipient").and_then(|recipient| text(recipient, "recipientId"));
    text(data, "originalMessageId").as_deref() == Some(original.as_str())
        && recipient.as_deref() == Some(onward.to.id.as_str())
        && data.get("comment").and_then(Value::as_str).unwrap_or_default() == onward.comment
        && sent.is_some_and(|sent| sent > after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{Destination, IdType};
    use serde_json::json;

    #[test]
    fn only_the_same_letter_to_the_same_with_the_same_words_and_later_is_it() {
        let to = Destination {
            id_type: IdType::Email,
            id: "nogen@example.org".into(),
            name: "nogen@example.org".into(),
            contact_point: None,
        };
        let onward = Onward { to: &to, comment: "Se her" };
        let letter = json!({"sendDateTime": "2026-06-01T12:00:01Z",
            "recipient": {"recipientId": "nogen@example.org"},
            "forwardData": {"originalMessageId": "m", "comment": "Se her"}});
        let after = "2026-06-01T12:00:00Z".parse().unwrap();
        assert!(is_it(&letter, &"m".into(), &onward, after));
        assert!(!is_it(&letter, &"n".into(), &onward, after));
        assert!(!is_it(&letter, &"m".into(), &Onward { comment: "", ..onward }, after));
        assert!(!is_it(&letter, &"m".into(), &onward, "2026-06-01T12:00:01Z".parse().unwrap()));
        let mut other = letter.clone();
        other["recipient"]["recipientId"] = json!("en.anden@example.org");
        assert!(!is_it(&other, &"m".into(), &onward, after));
    }
}
