//! What happened about a letter: what was sent to and fro, what was done, and who has seen its present content, oldest
//! first, under the names that the service gives.

use super::texts::{Languages, flag, line, list, moment, sentences, word};
use model::{Happening, HappeningKind, RemoteId};
use serde_json::Value;
use std::collections::HashSet;

/// The newest are kept.
const MOST: usize = 500;
const MOST_READ: usize = 5000;

/// The id of the document that something sent is shown as.
pub fn transmission(id: &str) -> String {
    format!("transmission {id}")
}

/// Reads all of it. `sender` is what the service's owner is called.
pub fn read(value: &Value, sender: &str, languages: &Languages, odd: &mut Vec<String>) -> Vec<Happening> {
    let seen: Vec<&Value> = ["seenSinceLastContentUpdate", "seenSinceLastUpdate"]
        .into_iter()
        .flat_map(|name| list(value, name, MOST_READ))
        .collect();
    // The service says of those who have seen it which is the person; by the same name she does the rest.
    let own: HashSet<&str> = seen
        .iter()
        .filter(|one| flag(one, "isCurrentEndUser"))
        .filter_map(|one| actor_id(one.get("seenBy")?))
        .collect();
    let mut all = Vec::new();
    let mut once = HashSet::new();
    for one in seen {
        if once.insert(word(one, "id").unwrap_or_default()) {
            let by = one.get("seenBy").unwrap_or(&Value::Null);
            let at = moment(one, "seenAt", odd);
            all.extend(
                happening(at, HappeningKind::Seen, "", by, sender)
                    .map(|happened| Happening { mine: flag(one, "isCurrentEndUser"), ..happened }),
            );
        }
    }
    let documents: HashSet<&str> = list(value, "transmissions", MOST_READ).filter_map(|one| word(one, "id")).collect();
    for (field, kind, actor) in [
        ("activities", HappeningKind::Activity, "performedBy"),
        ("transmissions", HappeningKind::Transmission, "sender"),
    ] {
        for one in list(value, field, MOST_READ) {
            let by = one.get(actor).unwrap_or(&Value::Null);
            let at = moment(one, "createdAt", odd);
            let text = match kind {
                HappeningKind::Activity => one.get("description").and_then(|texts| languages.best(texts)),
                _ => one.get("content").and_then(|content| languages.content(content, "title")),
            };
            let about = match kind {
                HappeningKind::Activity => word(one, "transmissionId").filter(|id| documents.contains(id)),
                _ => word(one, "id"),
            };
            all.extend(happening(at, kind, word(one, "type").unwrap_or_default(), by, sender).map(|happened| {
                Happening {
                    mine: actor_id(by).is_some_and(|id| own.contains(id)),
                    text: text.and_then(sentences).unwrap_or_default(),
                    document: about.map(|id| RemoteId(transmission(id))),
                    ..happened
                }
            }));
        }
    }
    all.sort_by_key(|happened| happened.at);
    all.split_off(all.len().saturating_sub(MOST))
}

/// What nobody says the time of cannot be told in order, and is left out.
fn happening(
    at: Option<jiff::Timestamp>,
    kind: HappeningKind,
    said: &str,
    by: &Value,
    sender: &str,
) -> Option<Happening> {
    let name = by.get("actorName").and_then(Value::as_str).and_then(line);
    let owner = word(by, "actorType") == Some("ServiceOwner");
    let by = name.or_else(|| Some(sender.to_owned()).filter(|sender| owner && !sender.is_empty()));
    // The service's word, as far as it is one.
    let word: String = said.chars().filter(char::is_ascii_alphanumeric).take(64).collect();
    Some(Happening { at: at?, kind, word, by, mine: false, text: String::new(), document: None })
}

fn actor_id(actor: &Value) -> Option<&str> {
    word(actor, "actorId")
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Language;
    use serde_json::json;

    #[test]
    fn what_happened_comes_in_order_with_who_did_it_and_what_it_brought() {
        let person =
            json!({"actorType": "PartyRepresentative", "actorId": "urn:x:1", "actorName": "PRØVE\u{7} PERSON"});
        let owner = json!({"actorType": "ServiceOwner", "actorId": null, "actorName": null});
        let title = json!({"title": {"value": [{"languageCode": "nb", "value": "Vedtak"}]}});
        let value = json!({
            "activities": [
                {"createdAt": "2026-03-01T00:00:00Z", "type": "FormSubmitted", "performedBy": person, "transmissionId": "gone"},
                {"createdAt": "2026-01-01T00:00:00Z", "type": "Information", "performedBy": owner,
                 "description": [{"languageCode": "nb", "value": "Saken er opprettet"}], "transmissionId": "t1"},
                {"createdAt": null, "type": "DialogCreated"}, 7],
            "transmissions": [{"id": "t1", "createdAt": "2026-04-01T00:00:00Z", "type": "Decision", "sender": owner, "content": title}],
            "seenSinceLastContentUpdate": [{"id": "s", "seenAt": "2026-05-01T00:00:00Z", "isCurrentEndUser": true, "seenBy": person}],
            "seenSinceLastUpdate": [{"id": "s", "seenAt": "2026-05-01T00:00:00Z", "isCurrentEndUser": true, "seenBy": person}],
        });
        let mut odd = Vec::new();
        let history = read(&value, "Skatteetaten", &Languages::of(Language::Nb), &mut odd);
        let shown: Vec<_> = history
            .iter()
            .map(|one| {
                (one.kind, one.word.as_str(), one.by.as_deref(), one.mine, one.text.as_str(), one.document.is_some())
            })
            .collect();
        assert_eq!(
            shown,
            [
                (HappeningKind::Activity, "Information", Some("Skatteetaten"), false, "Saken er opprettet", true),
                (HappeningKind::Activity, "FormSubmitted", Some("PRØVE PERSON"), true, "", false),
                (HappeningKind::Transmission, "Decision", Some("Skatteetaten"), false, "Vedtak", true),
                (HappeningKind::Seen, "", Some("PRØVE PERSON"), true, "", false),
            ]
        );
        assert!(odd.is_empty(), "{odd:?}");
    }

    #[test]
    fn however_much_happened_the_newest_is_kept() {
        let many: Vec<Value> = (0..2000_i64)
            .map(|second| json!({"createdAt": jiff::Timestamp::from_second(1_700_000_000 + second).unwrap(), "type": "FormSaved"}))
            .collect();
        let history = read(&json!({"activities": many}), "", &Languages::of(Language::Nb), &mut Vec::new());
        assert_eq!((history.len(), history.last().unwrap().at.as_second()), (MOST, 1_700_001_999));
    }
}
