//! What a person changes: labels, with the state that they were seen in.

use crate::double::{problem, status};
use crate::service::{OWN, Service, dialog};
use model::RemoteId;
use postkasse_providers::altinn::Altinn;
use postkasse_providers::{Checked, Done, PageRequest, Provider, ProviderError, RemoteChange, RemoteMessage, Writing};
use serde_json::{Value, json};

async fn one(letter: Value) -> Service {
    Service::own(vec![letter]).await
}

fn letter() -> Value {
    dialog("a", OWN, "2026-05-01T00:00:00Z")
}

async fn seen(client: &Altinn) -> RemoteMessage {
    client.messages(&OWN.into(), &PageRequest::All { from: None }).await.unwrap().messages.remove(0)
}

async fn wish(client: &Altinn, version: i64, change: &RemoteChange) -> Result<Done, ProviderError> {
    client.apply(&OWN.into(), &"a".into(), version, change).await
}

fn into(folder: &str) -> RemoteChange {
    RemoteChange::Folder(RemoteId(folder.to_owned()))
}

#[tokio::test]
async fn a_letter_is_archived_thrown_away_and_brought_back_by_its_labels() {
    let service = one(letter()).await;
    let client = service.double.client();
    let mut version = seen(&client).await.version;
    for (folder, labels) in
        [("archive", json!(["Archive"])), ("deleted", json!(["Bin"])), ("inbox", json!(["Default"]))]
    {
        let done = wish(&client, version, &into(folder)).await.unwrap().message;
        assert_eq!(done.folder.as_str(), folder);
        assert_eq!(service.state.lock().unwrap().letter("a")["endUserContext"]["systemLabels"], labels);
        version = done.version;
        assert_eq!(seen(&service.double.client()).await.version, version, "as the list says it");
    }
    assert_eq!(service.read(), Vec::<String>::new(), "nothing was read");
    let puts = service.double.asked_at("/systemlabels");
    assert_eq!(puts[0].header("if-match"), "rev-a");
    assert_eq!(puts[0].json(), json!({"addLabels": ["Archive"], "removeLabels": []}));
}

#[tokio::test]
async fn a_wish_about_what_was_not_seen_lately_looks_it_up_in_the_list_and_once_for_several() {
    let service =
        Service::own((0..3).map(|number| dialog(&format!("{number}"), OWN, "2026-05-01T00:00:00Z")).collect()).await;
    let client = service.double.client();
    let page = client.messages(&OWN.into(), &PageRequest::All { from: None }).await.unwrap();
    let other = service.double.client();
    service.double.forget();
    for message in page.messages {
        other.apply(&OWN.into(), &message.id, message.version, &into("archive")).await.unwrap();
    }
    assert_eq!((service.lists().len(), service.double.asked_at("/systemlabels").len()), (1, 3));
    assert_eq!(service.read(), Vec::<String>::new());
}

#[tokio::test]
async fn a_wish_about_an_older_version_or_state_is_a_conflict_and_then_the_present_one_is_known() {
    let service = one(letter()).await;
    let client = service.double.client();
    let version = seen(&client).await.version;
    assert!(matches!(wish(&client, version + 1, &into("archive")).await, Err(ProviderError::Conflict)));
    assert!(service.double.asked_at("/systemlabels").is_empty(), "the service was not bothered");
    service.change(|state| {
        state.letter("a")["endUserContext"] = json!({"revision": "elsewhere", "systemLabels": ["Bin"]});
    });
    assert!(matches!(wish(&client, version, &into("archive")).await, Err(ProviderError::Conflict)), "412");
    let Checked::There(now) = client.message(&OWN.into(), &"a".into()).await.unwrap() else { panic!() };
    assert_eq!(now.folder.as_str(), "deleted");
    assert_ne!(now.version, version);
    assert_eq!(wish(&client, now.version, &into("archive")).await.unwrap().message.folder.as_str(), "archive");
}

#[tokio::test]
async fn a_conflict_is_one_by_either_status() {
    let service = one(letter()).await;
    for code in [409, 412] {
        let client = service.double.client();
        let version = seen(&client).await.version;
        service.instead(move |asked| (asked.method == "PUT").then(|| problem(code, json!({}))));
        assert!(matches!(wish(&client, version, &into("archive")).await, Err(ProviderError::Conflict)), "{code}");
        service.instead(|_| None);
    }
}

#[tokio::test]
async fn a_letter_is_marked_as_unread_and_the_mark_is_taken_away_again_where_it_was_seen() {
    let mut seen_letter = letter();
    seen_letter["isContentSeen"] = true.into();
    seen_letter["seenSinceLastContentUpdate"] = json!([{"id": "s"}]);
    let service = one(seen_letter).await;
    let client = service.double.client();
    let message = seen(&client).await;
    assert!(message.read);
    let unread = wish(&client, message.version, &RemoteChange::Read(false)).await.unwrap().message;
    assert!(!unread.read);
    assert_eq!(seen(&service.double.client()).await.version, unread.version);
    let read = wish(&client, unread.version, &RemoteChange::Read(true)).await.unwrap().message;
    assert!(read.read);
    let bodies: Vec<Value> = service.double.asked_at("/systemlabels").iter().map(crate::double::Asked::json).collect();
    assert_eq!(
        bodies,
        [
            json!({"addLabels": ["MarkedAsUnopened"], "removeLabels": []}),
            json!({"addLabels": [], "removeLabels": ["MarkedAsUnopened"]}),
        ]
    );
}

#[tokio::test]
async fn nothing_but_opening_marks_a_letter_as_read_and_what_is_so_already_is_not_asked_for() {
    let service = one(letter()).await;
    let client = service.double.client();
    let version = seen(&client).await.version;
    let refused = wish(&client, version, &RemoteChange::Read(true)).await.unwrap_err();
    assert_eq!(refused.text_key(), Some("error.altinn.readByOpening"));
    assert!(!wish(&client, version, &RemoteChange::Read(false)).await.unwrap().message.read);
    assert_eq!(wish(&client, version, &into("inbox")).await.unwrap().message.version, version);
    assert!(service.double.asked_at("/systemlabels").is_empty());
    assert_eq!(service.read(), Vec::<String>::new());
}

#[tokio::test]
async fn a_draft_comes_back_among_the_drafts_and_nothing_else_is_put_there() {
    let mut draft = letter();
    draft["status"] = "Draft".into();
    draft["endUserContext"]["systemLabels"] = json!(["Archive"]);
    let service = one(draft).await;
    let client = service.double.client();
    let version = seen(&client).await.version;
    let refused = wish(&client, version, &into("sent")).await.unwrap_err();
    assert_eq!(refused.text_key(), Some("error.move.notThere"));
    assert_eq!(wish(&client, version, &into("drafts")).await.unwrap().message.folder.as_str(), "drafts");
    let plain = one(letter()).await;
    let client = plain.double.client();
    let version = seen(&client).await.version;
    for folder in ["drafts", "sent", "mappe"] {
        let refused = wish(&client, version, &into(folder)).await.unwrap_err();
        assert_eq!(refused.text_key(), Some("error.move.notThere"), "{folder}");
    }
}

#[tokio::test]
async fn what_altinn_does_not_have_is_not_offered() {
    let service = one(letter()).await;
    let client = service.double.client();
    let version = seen(&client).await.version;
    service.double.forget();
    for change in [RemoteChange::Flag(true), RemoteChange::Note("n".to_owned()), RemoteChange::Label("l".to_owned())] {
        assert!(matches!(wish(&client, version, &change).await, Err(ProviderError::NotOffered)), "{change:?}");
    }
    assert!(matches!(client.erase(&OWN.into(), &"a".into(), version).await, Err(ProviderError::NotOffered)));
    assert!(service.double.asked().is_empty());
}

#[tokio::test]
async fn a_letter_that_is_gone_is_told_as_that() {
    let service = one(letter()).await;
    let version = seen(&service.double.client()).await.version;
    service.change(|state| {
        state.dialogs.clear();
        state.gone.insert("a".to_owned(), 410);
    });
    assert!(matches!(wish(&service.double.client(), version, &into("archive")).await, Err(ProviderError::NotFound)));
}

#[tokio::test]
async fn a_change_without_its_new_state_is_looked_up_and_a_page_in_its_place_is_no_success() {
    let service = one(letter()).await;
    let client = service.double.client();
    let version = seen(&client).await.version;
    service.instead(|asked| (asked.method == "PUT").then(|| status(204, None)));
    service.change(|state| {
        state.letter("a")["endUserContext"] = json!({"revision": "new", "systemLabels": ["Archive"]});
    });
    assert_eq!(wish(&client, version, &into("archive")).await.unwrap().message.folder.as_str(), "archive");
    service.instead(|asked| (asked.method == "PUT").then(crate::service::page));
    let client = service.double.client();
    let version = seen(&client).await.version;
    assert!(matches!(wish(&client, version, &into("inbox")).await, Err(ProviderError::Garbage { .. })));
}
