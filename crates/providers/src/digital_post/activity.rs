//! The activity log of Digital Post (`EventLog`), read. It says who by identities; names come from elsewhere.

use super::access_requests::{moment, tamed, text};
use crate::{Actor, RemoteActivity};
use model::{Activity, RemoteId};
use serde_json::Value;
use std::collections::HashMap;

/// What is known of the identities in a log.
pub struct Known<'a> {
    /// Who is logged in.
    pub me: Option<&'a str>,
    /// Whose mailbox it is.
    pub owner: &'a str,
    /// Names by identity.
    pub names: HashMap<String, String>,
}

impl Known<'_> {
    /// Reads an event; one without an id or a time is none.
    pub fn read(&self, event: &Value) -> Option<RemoteActivity> {
        let tag = text(event, "/eventTag").unwrap_or_default();
        let what = Activity::parse(tag);
        let by = match text(event, "/actorIdentityId") {
            None => Actor::Service,
            Some(actor) if Some(actor) == self.me => Actor::Me,
            Some(actor) if actor == self.owner => Actor::Owner,
            Some(actor) => Actor::Other(self.names.get(actor).cloned()),
        };
        let message = text(event, "/message").filter(|_| what.is_of_a_letter()).map(RemoteId::from);
        let subject = text(event, "/metaProperties/label").map(tamed).filter(|label| !label.is_empty());
        let whom = text(event, "/eventProperties/targetIdentityId").and_then(|whom| self.names.get(whom)).cloned();
        Some(RemoteActivity {
            id: text(event, "/id")?.into(),
            at: moment(event, "/eventTime").or_else(|| moment(event, "/created"))?,
            what,
            tag: tag.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').take(80).collect(),
            by,
            message,
            subject,
            whom,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn who_did_it_is_told_as_far_as_it_is_known() {
        let names = HashMap::from([("a".to_owned(), "Ahmed Prøve".to_owned())]);
        let known = Known { me: Some("me"), owner: "o", names };
        let by = |actor: Value| {
            let event = json!({"id": "1", "eventTime": "2026-03-01T10:00:00.000Z", "eventTag": "MESSAGE_READ",
                "actorIdentityId": actor, "message": "m", "metaProperties": {"label": "Skat\n"}});
            let read = known.read(&event).unwrap();
            assert_eq!((read.message.unwrap().as_str(), read.subject.as_deref()), ("m", Some("Skat")));
            read.by
        };
        assert_eq!(by(json!("me")), Actor::Me);
        assert_eq!(by(json!("o")), Actor::Owner);
        assert_eq!(by(json!("a")), Actor::Other(Some("Ahmed Prøve".to_owned())));
        assert_eq!(by(json!("x")), Actor::Other(None));
        assert_eq!(by(Value::Null), Actor::Service);
        assert_eq!(known.read(&json!({"id": "1", "eventTag": "MESSAGE_READ"})), None);
    }
}
