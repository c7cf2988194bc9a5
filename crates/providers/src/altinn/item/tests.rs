#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use super::*;
use model::{FolderRole, Language};
use serde_json::json;

fn read(value: &Value) -> Item {
    let (languages, services) = (Languages::of(Language::Nb), Services::default());
    let now = "2026-06-01T12:00:00Z".parse().unwrap();
    Item::read(value, &Reader { languages: &languages, services: &services, now }).unwrap()
}

fn with(fields: &Value) -> Item {
    let mut value = json!({"id": "d", "org": "skd", "createdAt": "2026-01-01T00:00:00Z",
        "contentUpdatedAt": "2026-03-01T00:00:00Z", "updatedAt": "2026-04-01T00:00:00Z", "status": "NotApplicable",
        "isContentSeen": false, "endUserContext": {"revision": "r1", "systemLabels": ["Default"]}});
    for (name, field) in fields.as_object().unwrap() {
        value[name] = field.clone();
    }
    read(&value)
}

fn labelled(labels: &[&str], status: &str) -> Item {
    with(&json!({"status": status, "endUserContext": {"revision": "r1", "systemLabels": labels}}))
}

#[test]
fn where_a_letter_lies_follows_from_its_labels_and_its_status() {
    for (labels, status, role) in [
        (&["Default"][..], "NotApplicable", FolderRole::Inbox),
        (&["Default"], "Draft", FolderRole::Drafts),
        (&["Default", "Sent"], "Awaiting", FolderRole::Sent),
        (&["Archive"], "Draft", FolderRole::Archive),
        (&["Bin", "Sent"], "Completed", FolderRole::Deleted),
        (&["NyEtikett"], "InProgress", FolderRole::Inbox),
    ] {
        assert_eq!(labelled(labels, status).message().folder.as_str(), role.as_str(), "{labels:?} {status}");
    }
    let older = with(&json!({"endUserContext": {"revision": "r"}, "systemLabel": "Bin"}));
    assert_eq!(older.place(), Place::Deleted);
}

#[test]
fn a_letter_is_read_when_its_content_was_seen_and_it_was_not_marked_and_a_draft_unless_it_was_marked() {
    let of = |seen: Value, labels: &[&str], status: &str| {
        let context = json!({"revision": "r", "systemLabels": labels});
        with(&json!({"isContentSeen": seen, "status": status, "endUserContext": context})).is_read()
    };
    assert!(of(json!(true), &["Default"], "InProgress"));
    assert!(!of(json!(false), &["Default"], "InProgress"));
    assert!(!of(json!(true), &["Default", "MarkedAsUnopened"], "InProgress"));
    assert!(of(json!(false), &["Default"], "Draft"), "each automatic saving would make it news");
    assert!(!of(json!(false), &["MarkedAsUnopened"], "Draft"));
    let older = with(&json!({"isContentSeen": null, "seenSinceLastContentUpdate": [{"id": "s"}]}));
    assert!(older.is_read());
}

#[test]
fn a_letter_stands_by_when_its_content_changed_and_a_draft_by_when_it_was_begun() {
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    assert_eq!(with(&json!({})).message().received, at("2026-03-01T00:00:00Z"));
    assert_eq!(with(&json!({"status": "Draft"})).message().received, at("2026-01-01T00:00:00Z"));
    let broken = with(&json!({"contentUpdatedAt": "i går", "createdAt": 7}));
    assert_eq!((broken.message().received, broken.odd.len()), (at("2026-04-01T00:00:00Z"), 2));
    let ahead = with(&json!({"contentUpdatedAt": "2150-01-01T00:00:00Z"})).message().received;
    assert_eq!(ahead, at("2026-06-02T12:00:00Z"), "nothing keeps the top of the list to itself for ever");
}

#[test]
fn a_day_to_act_by_is_shown_while_it_is_the_persons_turn() {
    for (status, due) in [
        ("RequiresAttention", true),
        ("InProgress", true),
        ("Draft", true),
        ("Awaiting", false),
        ("Completed", false),
        ("NotApplicable", false),
        ("FraFremtiden", false),
    ] {
        let item = with(&json!({"status": status, "dueAt": "2026-07-01T00:00:00Z"}));
        assert_eq!(item.message().reply_by.is_some(), due, "{status}");
        assert_eq!(item.odd.len(), usize::from(status == "FraFremtiden"));
    }
}

#[test]
fn the_version_changes_with_whatever_is_shown_and_with_the_state_of_the_labels() {
    let before = with(&json!({})).version();
    assert_eq!(before, with(&json!({"progress": 7})).version());
    for change in [
        json!({"updatedAt": "2026-04-02T00:00:00Z"}),
        json!({"contentUpdatedAt": "2026-03-02T00:00:00Z"}),
        json!({"status": "Completed"}),
        json!({"endUserContext": {"revision": "r2", "systemLabels": ["Default"]}}),
        json!({"isContentSeen": true}),
        json!({"content": {"title": {"value": [{"languageCode": "nb", "value": "Nytt"}]}}}),
    ] {
        assert_ne!(before, with(&change).version(), "{change}");
    }
}

#[test]
fn what_was_done_about_labels_is_as_the_list_will_say_it() {
    let archived = labelled(&["Default"], "InProgress");
    let change = archived.towards(Place::Archive).unwrap();
    let archived = archived.relabelled(change, "r2".to_owned());
    let listed =
        with(&json!({"status": "InProgress", "endUserContext": {"revision": "r2", "systemLabels": ["Archive"]}}));
    assert_eq!(archived.version(), listed.version());
    assert_eq!(archived.towards(Place::Archive), None);
    assert_eq!(archived.towards(Place::Inbox).unwrap().add, ["Default"]);

    let seen = json!({"seenSinceLastContentUpdate": [{"id": "s"}],
        "endUserContext": {"revision": "r1", "systemLabels": ["Default", "MarkedAsUnopened"]}});
    let marked = with(&seen);
    assert!(marked.is_only_marked() && !marked.is_read());
    let read = marked.relabelled(Item::marking(false), "r2".to_owned());
    let listed =
        with(&json!({"isContentSeen": true, "endUserContext": {"revision": "r2", "systemLabels": ["Default"]}}));
    assert!(read.is_read());
    assert_eq!(read.version(), listed.version());
    assert!(!labelled(&["Default", "MarkedAsUnopened"], "InProgress").is_only_marked(), "nobody has seen it");
}

#[test]
fn a_strange_letter_is_kept_as_far_as_it_can_be() {
    let strange = read(&json!({"id": "x", "status": 7, "org": ["skd"], "content": "nei", "createdAt": {},
        "endUserContext": {"revision": 7, "systemLabels": "Bin"}, "isContentSeen": "ja", "seenSinceLastContentUpdate": 1}));
    let message = strange.message();
    assert_eq!((message.subject.as_str(), message.sender.label.as_str(), message.read), ("", "", false));
    assert_eq!(message.folder.as_str(), "inbox");
    assert_eq!(message.odd.len(), 2, "{:?}", message.odd);
    let (languages, services) = (Languages::of(Language::Nb), Services::default());
    let reader = Reader { languages: &languages, services: &services, now: Timestamp::UNIX_EPOCH };
    for none in [json!(null), json!([]), json!({"id": 7}), json!({"id": ""}), json!({"id": "x".repeat(101)})] {
        assert!(Item::read(&none, &reader).is_none(), "{none}");
    }
}
