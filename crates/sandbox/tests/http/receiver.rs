//! The receiver system: only the company's certificate is let in, and every answer is one of the interface's.

use crate::common::{TestBox, empty, interface};
use postkasse_sandbox::conformance::Answer;
use serde_json::{Value, json};

const MINIMUM: &str = include_str!("../data/MeMo_Minimum_Example.xml");

/// A client with a certificate, or without one.
fn client(sandbox: &TestBox, pair: Option<(&str, &str)>) -> reqwest::Client {
    let ca = reqwest::Certificate::from_pem(sandbox.running.ready.receiver.papers.ca.as_bytes()).unwrap();
    let builder = reqwest::Client::builder().tls_certs_only([ca]);
    let builder = match pair {
        Some((certificate, key)) => {
            builder.identity(reqwest::Identity::from_pem(format!("{certificate}{key}").as_bytes()).unwrap())
        }
        None => builder,
    };
    builder.build().unwrap()
}

fn company(sandbox: &TestBox) -> reqwest::Client {
    let papers = &sandbox.running.ready.receiver.papers.company;
    client(sandbox, Some((&papers.certificate, &papers.key)))
}

/// A call by the system; its answer is held against the description.
async fn call(sandbox: &TestBox, method: &str, path: &str, body: Option<Value>, api_key: &str) -> (u16, Vec<u8>) {
    let ready = &sandbox.running.ready.receiver;
    let url = format!("{}{path}", ready.url);
    let request = company(sandbox).request(method.parse().unwrap(), url).basic_auth(ready.system_id, Some(api_key));
    let request = match &body {
        Some(body) => request.json(body),
        None => request,
    };
    let answer = request.send().await.unwrap();
    let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
    let body = answer.bytes().await.unwrap().to_vec();
    let content_type = headers.get("content-type").and_then(|value| value.to_str().ok());
    let (plain, query) = path.split_once('?').unwrap_or((path, ""));
    let held = Answer { method, path: plain, query, status, content_type, body: &body };
    interface().validate_answer(held).unwrap_or_else(|why| panic!("{method} {path}: {why}"));
    (status, body)
}

async fn ours(sandbox: &TestBox, method: &str, path: &str, body: Option<Value>) -> (u16, Vec<u8>) {
    call(sandbox, method, path, body, sandbox.running.ready.receiver.api_key).await
}

#[tokio::test]
async fn a_letter_waits_is_fetched_receipted_and_deleted_and_is_then_gone() {
    let sandbox = empty().await;
    for _ in 0..3 {
        sandbox.admin("POST", "/receiver", MINIMUM).await;
    }
    let (status, body) = ours(&sandbox, "GET", "/memos/?page=0&size=2", None).await;
    let page: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!((status, &page["totalElements"], &page["totalPages"]), (200, &json!(3), &json!(2)));
    let id = page["content"][0].as_str().unwrap();
    let (status, xml) = ours(&sandbox, "GET", &format!("/memos/{id}"), None).await;
    assert_eq!((status, xml.as_slice()), (200, MINIMUM.as_bytes()), "as it was handed in");
    let receipt = json!({"receiptStatus": "COMPLETED", "timeStamp": "2026-06-01T06:31:00.000Z"});
    assert_eq!(ours(&sandbox, "POST", &format!("/memos/{id}/receipt"), Some(receipt.clone())).await.0, 200);
    assert_eq!(ours(&sandbox, "DELETE", &format!("/memos/{id}"), None).await.0, 204);
    for (method, path) in [("GET", ""), ("DELETE", ""), ("POST", "/receipt")] {
        let body = (method == "POST").then(|| receipt.clone());
        assert_eq!(ours(&sandbox, method, &format!("/memos/{id}{path}"), body).await.0, 404);
    }
    let all = sandbox.admin("GET", "/receiver", "").await.json();
    assert_eq!(all[0], json!({"id": id, "fetched": 1, "receipt": receipt, "receipts": 1, "deleted": true}));
    assert_eq!(sandbox.nonconforming().await, Vec::<Value>::new());
}

#[tokio::test]
async fn who_does_not_know_the_system_is_refused_and_who_has_no_certificate_gets_no_answer() {
    let sandbox = empty().await;
    sandbox.admin("POST", "/receiver", MINIMUM).await;
    let all = sandbox.admin("GET", "/receiver", "").await.json();
    let id = all[0]["id"].as_str().unwrap();
    for (method, path) in
        [("GET", String::new()), ("GET", id.to_owned()), ("DELETE", id.to_owned()), ("POST", format!("{id}/receipt"))]
    {
        let body = (method == "POST").then(|| json!({"receiptStatus": "COMPLETED"}));
        assert_eq!(call(&sandbox, method, &format!("/memos/{path}"), body, "another key").await.0, 401);
    }
    let ready = &sandbox.running.ready.receiver;
    let bad = [&ready.papers.expired, &ready.papers.stranger];
    let pairs = bad.map(|pair| Some((pair.certificate.as_str(), pair.key.as_str())));
    for pair in pairs.into_iter().chain([None]) {
        let answer = client(&sandbox, pair).get(format!("{}/memos/", ready.url)).send().await;
        assert!(answer.is_err(), "{answer:?}");
    }
    let of_the_others = sandbox.running.url().to_owned() + "/apis/v1/memos/";
    assert_eq!(reqwest::get(of_the_others).await.unwrap().status(), 404, "not where people log in");
}
