//! The demo's dialogs, each read whole.

use crate::common::{self, BAKERY, KARI, STAGE};
use serde_json::Value;

/// A part of her company.
const CAFE: &str = "urn:altinn:organization:identifier-no:000000012";

/// The addresses of the sandbox's own in a dialog.
fn addresses(value: &Value, base: &str, found: &mut Vec<String>) {
    match value {
        Value::String(text) if text.starts_with(base) => found.push(text.clone()),
        Value::Array(list) => list.iter().for_each(|one| addresses(one, base, found)),
        Value::Object(fields) => fields.values().for_each(|one| addresses(one, base, found)),
        _ => {}
    }
}

#[tokio::test]
async fn every_party_has_dialogs_and_what_they_refer_to_can_be_had() {
    let sandbox = common::demo().await;
    let base = sandbox.running.url().to_owned();
    let mut pdfs = 0;
    for party in [KARI, BAKERY, CAFE, STAGE] {
        let items = sandbox.list(party, "").await;
        assert!(items.len() >= 5, "{party}: {}", items.len());
        for item in items {
            let path = format!("/enduser/dialogs/{}", item["id"].as_str().unwrap());
            let got = sandbox.call("GET", &path, "kari/high", &[], None).await;
            assert_eq!(got.status, 200);
            let dialog = got.json();
            let token = dialog["dialogToken"].as_str().unwrap();
            let mut found = Vec::new();
            addresses(&dialog, &format!("{base}/embed/"), &mut found);
            for address in found.iter().filter(|address| !address.contains("/actions/")) {
                let got = sandbox.send("GET", address, token, &[], None).await;
                assert_eq!(got.status, 200, "{address}");
                assert!(!got.body.is_empty() && got.body.len() < 100 * 1024, "{address}");
                pdfs += usize::from(got.header("content-type") == "application/pdf");
            }
        }
    }
    assert!(pdfs >= 10, "{pdfs}");
}

#[tokio::test]
async fn the_demo_shows_every_status_but_one_every_label_and_texts_of_full_length() {
    let sandbox = common::demo().await;
    let mut items = sandbox.list(KARI, "").await;
    items.extend(sandbox.list(BAKERY, "").await);
    let any =
        |pointer: &str, value: &str| items.iter().any(|item| item.pointer(pointer).is_some_and(|found| found == value));
    for status in ["InProgress", "Draft", "RequiresAttention", "Completed", "NotApplicable", "Awaiting"] {
        assert!(any("/status", status), "{status}");
    }
    let labels: Vec<String> = items.iter().flat_map(common::labels).collect();
    for label in ["Default", "Bin", "Archive", "MarkedAsUnopened", "Sent"] {
        assert!(labels.contains(&label.to_owned()), "{label}");
    }
    let length = |item: &Value| item["content"]["title"]["value"][0]["value"].as_str().unwrap().chars().count();
    assert_eq!(items.iter().map(length).max(), Some(255));
    let no_gap = serde_json::to_string(&items).unwrap();
    assert!(!no_gap.contains("{dag:") && !no_gap.contains("{år:"));
}

#[tokio::test]
async fn others_have_dialogs_of_their_own() {
    let sandbox = common::demo().await;
    for (person, number) in [("ola", "23897000000"), ("per", "12845100000")] {
        let path = format!("/enduser/dialogs?party=urn:altinn:person:identifier-no:{number}");
        let got = sandbox.call("GET", &path, person, &[], None).await.json();
        assert!(got["items"].as_array().unwrap().len() >= 3, "{person}");
    }
}
