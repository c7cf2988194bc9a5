//! What can be done about a dialog, and the files of attachments.

use crate::common::{self, KARI};
use serde_json::{Value, json};

#[tokio::test]
async fn a_file_is_given_for_a_dialog_token_or_for_the_login_of_whoever_may_read_it() {
    let sandbox = common::empty().await;
    let id = sandbox.dialog(json!({"attachments": [
        {"title": "Brev", "filename": "brev på norsk.pdf", "pdfText": "# Hei"},
        {"filename": "data.json", "mime": "application/json", "text": "{}", "consumers": ["Api"]},
        {"title": "Et annet sted", "url": "https://files.example.org/x.pdf", "mime": "application/pdf", "consumers": ["Gui"]},
    ]})).await;
    let dialog = sandbox.open(&id).await;
    let token = dialog["dialogToken"].as_str().unwrap();
    let urls = |at: usize| dialog["attachments"][at]["urls"].as_array().unwrap().clone();
    let consumers = |at: usize| urls(at).iter().map(|url| url["consumerType"].clone()).collect::<Vec<_>>();
    assert_eq!((consumers(0), consumers(1)), (vec![json!("Gui"), json!("Api")], vec![json!("Api")]));
    assert_ne!(urls(0)[0]["url"], urls(0)[1]["url"]);
    for url in urls(0) {
        let url = url["url"].as_str().unwrap();
        for token in [token, "kari"] {
            let got = sandbox.send("GET", url, token, &[], None).await;
            assert_eq!((got.status, got.header("content-type")), (200, "application/pdf"));
            assert!(got.body.starts_with(b"%PDF-"));
            assert_eq!(got.header("content-disposition"), "attachment; filename*=UTF-8''brev%20p%C3%A5%20norsk.pdf");
        }
        for token in ["", "ola"] {
            assert_eq!(sandbox.send("GET", url, token, &[], None).await.status, 401);
        }
    }
    let got = sandbox.send("GET", urls(1)[0]["url"].as_str().unwrap(), token, &[], None).await;
    assert_eq!((got.header("content-type"), got.text().as_str()), ("application/json", "{}"));
    assert_eq!(urls(2)[0]["url"], "https://files.example.org/x.pdf");
    let unknown = format!("/embed/{id}/files/{id}");
    assert_eq!(sandbox.send("GET", &unknown, token, &[], None).await.status, 404);
}

fn action<'a>(dialog: &'a Value, title: &str) -> &'a Value {
    let actions = dialog["guiActions"].as_array().unwrap();
    actions.iter().find(|one| one["title"][0]["value"] == title).unwrap()
}

#[tokio::test]
async fn a_page_opens_in_a_browser_and_a_call_changes_the_dialog() {
    let sandbox = common::empty().await;
    let id = sandbox
        .dialog(json!({"status": "RequiresAttention", "guiActions": [
            {"title": "Les <mer>"},
            {"action": "write", "title": "Godta", "httpMethod": "post", "prompt": "Vil du?"},
            {"action": "sign", "title": "Signer", "httpMethod": "POST", "isAuthorized": false},
        ]}))
        .await;
    let dialog = sandbox.open(&id).await;
    let token = dialog["dialogToken"].as_str().unwrap();
    let page = action(&dialog, "Les <mer>");
    assert_eq!(
        (&page["httpMethod"], &page["priority"], &page["prompt"]),
        (&json!("GET"), &json!("Primary"), &json!(null))
    );
    let got = sandbox.send("GET", page["url"].as_str().unwrap(), "", &[], None).await;
    assert!(got.header("content-type").starts_with("text/html") && got.text().contains("Les &lt;mer&gt;"));

    let accept = action(&dialog, "Godta");
    let url = accept["url"].as_str().unwrap();
    assert_eq!((&accept["httpMethod"], &accept["prompt"][0]["value"]), (&json!("POST"), &json!("Vil du?")));
    assert_eq!(sandbox.send("POST", url, "", &[], None).await.status, 401);
    assert_eq!(sandbox.send("PUT", url, token, &[], None).await.status, 405);
    assert_eq!(sandbox.send("POST", url, token, &[], None).await.status, 204);
    let item = sandbox.listed(KARI, &id).await;
    assert_eq!((&item["status"], &item["isContentSeen"]), (&json!("Completed"), &json!(false)));
    assert_eq!(item["latestActivity"]["type"], "FormSubmitted");
    assert_eq!(item["latestActivity"]["performedBy"]["actorName"], "Kari Eksempel");
    assert_eq!(sandbox.send("POST", url, token, &[], None).await.status, 404);
    let signing = format!("/embed/{id}/actions/{}", action(&dialog, "Signer")["id"].as_str().unwrap());
    assert_eq!(sandbox.send("POST", &signing, token, &[], None).await.status, 404);
}

#[tokio::test]
async fn a_draft_that_is_deleted_is_gone() {
    let sandbox = common::demo().await;
    let item = sandbox.titled(KARI, "Undersøkelse om reisevaner").await;
    let id = item["id"].as_str().unwrap();
    let dialog = sandbox.open(id).await;
    let delete =
        dialog["guiActions"].as_array().unwrap().iter().find(|one| one["isDeleteDialogAction"] == true).unwrap();
    assert_eq!(delete["httpMethod"], "DELETE");
    let url = delete["url"].as_str().unwrap();
    assert_eq!(sandbox.send("DELETE", url, dialog["dialogToken"].as_str().unwrap(), &[], None).await.status, 204);
    assert_eq!(sandbox.call("GET", &format!("/enduser/dialogs/{id}"), "kari", &[], None).await.status, 410);
}
