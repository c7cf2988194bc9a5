//! What is fetched from the service owner: who may, and what can go wrong.

use crate::common::{self, KARI, TestBox};
use data_encoding::BASE64URL_NOPAD;
use ring::signature::{ED25519, UnparsedPublicKey};
use serde_json::{Value, json};

/// The address of a dialog's embed and a token for it.
async fn reference(sandbox: &TestBox, id: &str) -> (String, String) {
    let dialog = sandbox.open(id).await;
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    (text(&dialog["content"]["mainContentReference"]["value"][0]["value"]), text(&dialog["dialogToken"]))
}

#[tokio::test]
async fn a_token_is_signed_by_the_published_key_and_says_what_a_service_owner_needs() {
    let sandbox = common::empty().await;
    let id = sandbox.dialog(json!({"guiActions": [{"action": "write", "title": "Svar"}]})).await;
    let token = sandbox.open(&id).await["dialogToken"].as_str().unwrap().to_owned();
    let [header, claims, signature] = token.split('.').collect::<Vec<_>>()[..] else { panic!("{token}") };
    let read =
        |part: &str| -> Value { serde_json::from_slice(&BASE64URL_NOPAD.decode(part.as_bytes()).unwrap()).unwrap() };
    let keys = sandbox.send("GET", "/dialogporten/api/v1/.well-known/jwks.json", "", &[], None).await.json();
    let key = &keys["keys"][0];
    assert_eq!((&read(header)["kid"], &read(header)["alg"]), (&key["kid"], &json!("EdDSA")));
    let public = BASE64URL_NOPAD.decode(key["x"].as_str().unwrap().as_bytes()).unwrap();
    let signature = BASE64URL_NOPAD.decode(signature.as_bytes()).unwrap();
    let signed = format!("{header}.{claims}");
    UnparsedPublicKey::new(&ED25519, public).verify(signed.as_bytes(), &signature).unwrap();
    let claims = read(claims);
    assert_eq!((&claims["i"], &claims["p"], &claims["c"]), (&json!(id), &json!(KARI), &json!(KARI)));
    assert_eq!((&claims["l"], &claims["a"]), (&json!(3), &json!("read;write")));
    assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), 600);
    assert_ne!(sandbox.open(&id).await["dialogToken"], token);
}

#[tokio::test]
async fn only_a_fresh_token_of_the_same_dialog_is_good() {
    let sandbox = common::empty().await;
    let embed = json!({"embed": {"text": {"nb": "Hei", "nn": "Hei der"}}});
    let (id, other) = (sandbox.dialog(embed.clone()).await, sandbox.dialog(embed).await);
    let (url, token) = reference(&sandbox, &id).await;
    let (_, others) = reference(&sandbox, &other).await;
    let status = async |token: &str| sandbox.send("GET", &url, token, &[], None).await.status;
    assert_eq!(status(&token).await, 200);
    let (start, end) = token.split_at(token.len() - 4);
    let tampered = format!("{start}{}", if end == "AAAA" { "BBBB" } else { "AAAA" });
    for (token, expected) in [("", 401), ("kari", 401), (tampered.as_str(), 401), (others.as_str(), 403)] {
        assert_eq!(status(token).await, expected, "{token}");
    }
    assert_eq!(sandbox.admin("POST", "/clock", json!({"advanceS": 601})).await.status, 200);
    assert_eq!(status(&token).await, 401);
    let (_, fresh) = reference(&sandbox, &id).await;
    assert_eq!(status(&fresh).await, 200);
    sandbox.change(&id, json!({"deleted": true})).await;
    assert_eq!(status(&fresh).await, 404);
}

#[tokio::test]
async fn a_text_comes_in_the_language_of_its_address() {
    let sandbox = common::empty().await;
    let id = sandbox.dialog(json!({"embed": {"text": {"nb": "Hei {dag:0}", "nn": "Hei der"}}})).await;
    let dialog = sandbox.open(&id).await;
    let reference = &dialog["content"]["mainContentReference"];
    assert_eq!(reference["mediaType"], "application/vnd.dialogporten.frontchannelembed-url;type=text/markdown");
    let token = dialog["dialogToken"].as_str().unwrap();
    let mut texts = Vec::new();
    for one in reference["value"].as_array().unwrap() {
        let got = sandbox.send("GET", one["value"].as_str().unwrap(), token, &[], None).await;
        assert_eq!(got.header("content-type"), "text/markdown; charset=utf-8");
        texts.push(format!("{} {}", one["languageCode"].as_str().unwrap(), got.text()));
    }
    assert!(texts[0].starts_with("nb Hei ") && !texts[0].contains('{'), "{texts:?}");
    assert_eq!(texts[1], "nn Hei der");
}

#[tokio::test]
async fn a_service_owner_can_fail_in_many_ways() {
    let sandbox = common::empty().await;
    for (kind, status, content_type) in [
        ("markdown", 200, "text/markdown; charset=utf-8"),
        ("html", 200, "text/html; charset=utf-8"),
        ("tooLarge", 200, "text/markdown; charset=utf-8"),
        ("wrongType", 200, "application/octet-stream"),
        ("htmlPage", 200, "text/html; charset=utf-8"),
        ("hostile", 200, "text/markdown; charset=utf-8"),
        ("empty", 204, ""),
        ("unauthorized", 401, "application/problem+json"),
        ("serverError", 500, "application/problem+json"),
        ("redirects", 302, ""),
        ("otherHost", 302, ""),
        ("endlessRedirects", 302, ""),
    ] {
        let id = sandbox.dialog(json!({"embed": kind})).await;
        let (url, token) = reference(&sandbox, &id).await;
        let got = sandbox.send("GET", &url, &token, &[], None).await;
        assert_eq!((got.status, got.header("content-type")), (status, content_type), "{kind}");
        match kind {
            "tooLarge" => assert!(got.body.len() > 100 * 1024),
            "hostile" => assert!(got.text().contains("<script>") && got.text().contains("javascript:")),
            "otherHost" => {
                assert!(got.header("location").starts_with("http://localhost:"), "{}", got.header("location"))
            }
            _ => assert!(got.body.len() < 100 * 1024),
        }
    }
    let id = sandbox.dialog(json!({"embed": {"kind": "slow", "seconds": 0, "text": "Sent"}})).await;
    let (url, token) = reference(&sandbox, &id).await;
    assert_eq!(sandbox.send("GET", &url, &token, &[], None).await.text(), "Sent");
}

#[tokio::test]
async fn five_redirects_lead_to_the_text_and_every_step_asks_for_the_token() {
    let sandbox = common::empty().await;
    let id = sandbox.dialog(json!({"embed": {"kind": "redirects", "text": "Framme"}})).await;
    let (mut url, token) = reference(&sandbox, &id).await;
    for _ in 0..5 {
        assert_eq!(sandbox.send("GET", &url, "", &[], None).await.status, 401);
        let got = sandbox.send("GET", &url, &token, &[], None).await;
        assert_eq!(got.status, 302);
        url = format!("{}{}", sandbox.running.url(), got.header("location"));
    }
    let got = sandbox.send("GET", &url, &token, &[], None).await;
    assert_eq!((got.status, got.text().as_str()), (200, "Framme"));
}

#[tokio::test]
async fn a_transmission_has_a_text_of_its_own() {
    let sandbox = common::empty().await;
    let sent = json!([{"title": "Vedtak", "embed": {"text": "## Vedtak"}}, {"title": "Notat", "embed": {"text": "Notat"}, "isAuthorized": false}]);
    let id = sandbox.dialog(json!({"transmissions": sent})).await;
    let dialog = sandbox.open(&id).await;
    let token = dialog["dialogToken"].as_str().unwrap();
    let url = dialog["transmissions"][0]["content"]["contentReference"]["value"][0]["value"].as_str().unwrap();
    assert_eq!(sandbox.send("GET", url, token, &[], None).await.text(), "## Vedtak");
    let hidden = dialog["transmissions"][1]["id"].as_str().unwrap();
    let path = format!("/embed/{id}/transmissions/{hidden}/content");
    assert_eq!(sandbox.send("GET", &path, token, &[], None).await.status, 404);
}
