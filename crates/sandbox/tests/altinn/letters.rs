//! The administrator's letters, what the service holds of a party, and the log of requests.

use crate::common::{self, BAKERY, KARI};
use serde_json::{Value, json};

#[tokio::test]
async fn a_letter_becomes_a_dialog_with_its_text_to_be_fetched_and_its_files_attached() {
    let sandbox = common::empty().await;
    let letter = json!({"provider": "altinn", "to": {"person": "kari"}, "sender": "Eksempel etat", "subject": "Et brev",
        "summary": "Kort sagt", "body": {"text": "Hei *Kari*\n- en"}, "replyBy": "2099-01-31", "level": "high",
        "attachments": [{"filename": "a.txt", "text": "vedlegg"}], "action": {"label": "Svar", "url": "https://svar.example.org/"}});
    let got = sandbox.admin("POST", "/letters", letter).await;
    assert_eq!(got.status, 200, "{}", got.text());
    let path = format!("/enduser/dialogs/{}", got.json()["ids"][0].as_str().unwrap());
    let dialog = sandbox.call("GET", &path, "kari/high", &[], None).await.json();
    for (pointer, value) in [
        ("/party", json!(KARI)),
        ("/content/title/value/0/value", json!("Et brev")),
        ("/content/summary/value/0/value", json!("Kort sagt")),
        ("/content/senderName/value/0/value", json!("Eksempel etat")),
        ("/status", json!("RequiresAttention")),
        ("/dueAt", json!("2099-01-31T22:59:59.000000Z")),
        ("/guiActions/0/url", json!("https://svar.example.org/")),
        ("/attachments/0/displayName/0/value", json!("a.txt")),
        ("/serviceResource", json!("urn:altinn:resource:ebrev-brev-hoy")),
    ] {
        assert_eq!(dialog.pointer(pointer), Some(&value), "{pointer}");
    }
    let token = dialog["dialogToken"].as_str().unwrap();
    let text = dialog["content"]["mainContentReference"]["value"][0]["value"].as_str().unwrap();
    assert_eq!(sandbox.send("GET", text, token, &[], None).await.text(), "Hei \\*Kari\\*  \n\\- en  \n");
    let file = dialog["attachments"][0]["urls"][0]["url"].as_str().unwrap();
    assert_eq!(sandbox.send("GET", file, token, &[], None).await.text(), "vedlegg");
}

#[tokio::test]
async fn letters_go_to_companies_too_in_pdf_and_html_and_many_at_once() {
    let sandbox = common::empty().await;
    for (body, shown, attached) in [
        (json!({"pdfText": "# Hei"}), json!(null), 1),
        (json!({"html": "<p>Hei</p>"}), json!("application/vnd.dialogporten.frontchannelembed-url;type=text/html"), 0),
    ] {
        let letter = json!({"to": {"mailbox": BAKERY}, "sender": "A", "subject": "B", "body": body, "count": 3});
        let got = sandbox.admin("POST", "/letters", letter).await.json();
        let ids = got["ids"].as_array().unwrap();
        assert_eq!(ids.len(), 3);
        let dialog = sandbox.open(ids[2].as_str().unwrap()).await;
        assert_eq!(dialog.pointer("/content/mainContentReference/mediaType").unwrap_or(&Value::Null), &shown);
        assert_eq!(dialog["attachments"].as_array().unwrap().len(), attached);
    }
    let receipt = json!({"to": {"mailbox": BAKERY}, "sender": "A", "subject": "B", "receipt": true});
    assert_eq!(sandbox.admin("POST", "/letters", receipt).await.status, 400);
}

#[tokio::test]
async fn what_the_service_holds_shows_who_opened_what_and_where_it_lies() {
    let sandbox = common::demo().await;
    let held = async || {
        sandbox.send("GET", &format!("/admin/mailboxes/{KARI}"), "", &[], None).await.json()["messages"].clone()
    };
    let of = |held: &Value, id: &Value| held.as_array().unwrap().iter().find(|one| &one["id"] == id).unwrap().clone();
    let item = sandbox.titled(KARI, "Skatteoppgjøret").await;
    let before = of(&held().await, &item["id"]);
    assert_eq!((&before["seen"], &before["read"], &before["folder"]), (&json!(0), &json!(false), &json!("inbox")));
    let id = item["id"].as_str().unwrap();
    sandbox.open(id).await;
    sandbox.open(id).await;
    assert_eq!(sandbox.label(id, json!({"addLabels": ["Bin"]}), None).await.status, 204);
    let all = held().await;
    let after = of(&all, &item["id"]);
    assert_eq!((&after["seen"], &after["read"], &after["folder"]), (&json!(1), &json!(true), &json!("deleted")));
    assert_ne!(after["version"], before["version"]);
    let folders: std::collections::BTreeSet<&str> =
        all.as_array().unwrap().iter().map(|one| one["folder"].as_str().unwrap()).collect();
    assert_eq!(folders.into_iter().collect::<Vec<_>>(), ["archive", "deleted", "drafts", "inbox", "sent"]);
    assert_eq!(all.as_array().unwrap().iter().filter(|one| one["seen"] != 0).count(), 1);
}

#[tokio::test]
async fn a_request_that_the_description_does_not_know_is_noted() {
    let sandbox = common::demo().await;
    let base = "/dialogporten/api/v1/enduser";
    let good = format!("{base}/dialogs?party={KARI}&limit=5");
    assert_eq!(sandbox.send("GET", &good, "kari", &[("Accept-Language", "nn")], None).await.status, 200);
    let bad = format!("{base}/dialogs?party={KARI}&colour=blue");
    assert_eq!(sandbox.send("GET", &bad, "kari", &[], None).await.status, 200);
    sandbox.send("GET", "/profile/api/v1/users/current/party-groups/favorites", "kari", &[], None).await;
    let log = sandbox.send("GET", "/admin/requests", "", &[], None).await.json();
    let [good, bad, profile] = &log.as_array().unwrap()[..] else { panic!("{log}") };
    assert_eq!((&good["provider"], good.get("nonconforming")), (&json!("altinn"), None));
    assert!(bad["nonconforming"].as_str().unwrap().contains("colour"));
    assert_eq!((&profile["provider"], profile.get("nonconforming")), (&json!("altinn"), None));
}
