//! A service that answers garbage, or letters that make no sense: everything else comes, nothing panics, and
//! what is odd has a name.

use crate::double::{Double, file, letter, letters, status, text};
use crate::vault_at::Login;
use axum::body::Body;
use axum::response::{IntoResponse, Response};
use model::{Code, MessageType};
use serde_json::json;
use std::collections::BTreeSet;

#[tokio::test]
async fn strange_letters_are_kept_as_far_as_they_can_be_and_named_and_the_others_come_whole() {
    let with = |id: &str, name: &str, value: serde_json::Value| {
        let mut strange = letter(id, 10);
        strange[name] = value;
        strange
    };
    let mut all = letters(3);
    all.extend([
        with("bare", "documents", json!(null)),
        with("future", "messageType", json!("FRA_FREMTIDEN")),
        with("state", "messageState", json!(7)),
        with("old", "receivedDateTime", json!("1899-12-31T00:00:00Z")),
        with("deep", "sender", json!({"label": [[[[{}]]]]})),
        with("level", "requiredLevel", json!("Højest")),
        json!({"id": "nothing"}),
        json!({"label": "uden id"}),
        json!([]),
    ]);
    let service = Double::new(all).await;
    let report = service.sync().await;
    assert_eq!((report.new, report.documents, report.error), (10, 6, None), "{report:?}");
    let mailbox = service.first();
    let here = service.letters(&mailbox);
    assert_eq!(here["future"].message_type, MessageType::Unknown);
    assert_eq!(here["old"].received, here["old"].updated, "the next best date");
    let odd = service.cache(&mailbox).odd().unwrap();
    let named: BTreeSet<&str> = odd.iter().map(|one| one.remote_id.as_str()).collect();
    assert_eq!(named, BTreeSet::from(["", "bare", "future", "level", "old", "state"]), "{odd:?}");
    assert_eq!(odd.iter().filter(|one| one.remote_id.as_str().is_empty()).count(), 2, "{odd:?}");
    assert!(!odd.iter().any(|one| one.why.contains("FREMTIDEN") || one.why.contains("uden")), "no content: {odd:?}");
    let asked = service.asked();
    assert!(!asked.iter().any(|path| path.contains("/future/")), "what is unknown may have weight: it waits");
}

fn flood() -> Body {
    let pieces = (0..100u32 << 4).map(|_| Ok::<_, std::io::Error>(bytes::Bytes::from_static(&[b' '; 1 << 16])));
    Body::from_stream(futures::stream::iter(pieces))
}

#[tokio::test]
async fn a_mailbox_that_answers_nonsense_keeps_nothing_of_the_other_one_away_and_comes_when_it_comes_right() {
    let answers: [(fn() -> Response, Code); 6] = [
        (|| text("hvad"), Code::Unexpected),
        (|| text(r#"{"totalElements": 3, "messages": 7}"#), Code::Unexpected),
        (|| "<html>".into_response(), Code::Unexpected),
        (|| ([("content-type", "application/json")], flood()).into_response(), Code::Unexpected),
        (|| status(403), Code::NotAllowed),
        (|| status(418), Code::Unexpected),
    ];
    let service = Double::with(&["bad", "good"], letters(3), Login::default()).await;
    for (answer, code) in answers {
        service.answers(move |path| path.starts_with("/mailboxes/bad/messages/?").then(answer));
        let reports = service.sync_all().await;
        assert_eq!(reports[0].error, Some(code));
        assert_eq!(reports[1].error, None);
        assert!(service.letters(&service.mailbox("bad")).is_empty());
        assert_eq!(service.letters(&service.mailbox("good")).len(), 3);
        assert!(service.cache(&service.mailbox("good")).files_to_fetch(1).unwrap().is_empty());
    }
    service.recovers();
    let reports = service.sync_all().await;
    assert_eq!((reports[0].new, reports[0].documents, reports[0].error), (3, 3, None));
}

#[tokio::test]
async fn a_list_of_mailboxes_that_makes_no_sense_is_told_and_the_known_ones_are_synced() {
    let service = Double::with(&["one", "two"], letters(1), Login::default()).await;
    service.answers(|path| path.starts_with("/mailboxes/?").then(|| text("hvad")));
    let nothing_known = postkasse_sync::sync_account(&service.context, &service.account, None).await;
    assert_eq!(nothing_known.unwrap_err().code(), Code::Unexpected);
    service.recovers();
    service.sync_all().await;
    let mut more = letters(2);
    more[1]["lastUpdated"] = json!("2026-05-02T00:00:00Z");
    service.holds(more);
    service.answers(|path| path.starts_with("/mailboxes/?").then(|| text("hvad")));
    for report in service.sync_all().await {
        assert_eq!((report.new, report.documents, report.error), (1, 1, Some(Code::Unexpected)));
    }
}

#[tokio::test]
async fn a_file_that_claims_to_be_something_else_is_kept_as_it_is() {
    let mut odd = letter("odd", 10);
    odd["documents"][0]["files"][0]["encodingFormat"] = json!("application/x-\u{0}hvad");
    let service = Double::new(vec![odd, letter("html", 0), letter("empty", 0)]).await;
    service.answers(|path| {
        let html = path.contains("/html/").then(|| ([("content-type", "text/html")], "<p>hej").into_response());
        html.or_else(|| (path.contains("/empty/") && path.ends_with("/content")).then(|| file("")))
    });
    let report = service.sync().await;
    assert_eq!((report.documents, report.error), (3, None));
}
