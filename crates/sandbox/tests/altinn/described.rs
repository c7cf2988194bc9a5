//! The description as an oracle: what it lets through and what it does not.

use crate::common::{self, KARI, interface};
use postkasse_sandbox::conformance::Answer;
use serde_json::{Value, json};

fn asked(method: &str, path: &str, headers: &[(&str, &str)], body: &Value) -> Result<(), String> {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let headers: Vec<(String, String)> =
        headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let body = if body.is_null() { Vec::new() } else { body.to_string().into_bytes() };
    interface().validate_request(method, path, query, &headers, &body)
}

#[test]
fn requests_are_held_against_the_description() {
    const DIALOG: &str = "/api/v1/enduser/dialogs/01890000-0000-7000-8000-000000000000";
    const JSON: (&str, &str) = ("content-type", "application/json");
    let labels = format!("{DIALOG}/context/systemlabels");
    let language = ("accept-language", "nn,nb;q=0.5");
    for (method, path, headers, body) in [
        ("GET", "/api/v1/enduser/parties", vec![], json!(null)),
        (
            "GET",
            "/api/v1/enduser/dialogs?party=a&party=b&status=Draft&limit=5&isContentSeen=true",
            vec![language],
            json!(null),
        ),
        ("GET", "/api/v1/enduser/dialogs?createdAfter=2026-01-01T00:00:00Z&systemLabel=Bin", vec![], json!(null)),
        ("GET", DIALOG, vec![language], json!(null)),
        (
            "PUT",
            &labels,
            vec![JSON, ("if-match", "01890000-0000-7000-8000-000000000000")],
            json!({"addLabels": ["Bin"]}),
        ),
    ] {
        asked(method, path, &headers, &body).unwrap_or_else(|why| panic!("{method} {path}: {why}"));
    }
    for (method, path, headers, body, why) in [
        ("GET", "/api/v1/enduser/letters", vec![], json!(null), "no operation"),
        ("DELETE", DIALOG, vec![], json!(null), "no operation"),
        ("GET", "/api/v1/enduser/dialogs/7", vec![], json!(null), "uuid"),
        ("GET", "/api/v1/enduser/dialogs?colour=blue", vec![], json!(null), "colour"),
        ("GET", "/api/v1/enduser/dialogs?status=Lost", vec![], json!(null), "status"),
        ("GET", "/api/v1/enduser/dialogs?createdAfter=yesterday", vec![], json!(null), "createdAfter"),
        ("GET", "/api/v1/enduser/dialogs?limit=many", vec![], json!(null), "limit"),
        ("GET", "/api/v1/enduser/dialoglookup", vec![], json!(null), "instanceRef"),
        ("PUT", &labels, vec![JSON, ("if-match", "7")], json!({"addLabels": []}), "if-Match"),
        ("PUT", &labels, vec![JSON], json!({"addLabels": ["Inbox"]}), "Inbox"),
        ("PUT", &labels, vec![JSON], json!({"labels": []}), "labels"),
        ("PUT", &labels, vec![], json!({"addLabels": []}), "JSON"),
        ("PUT", &labels, vec![JSON], json!(null), "missing"),
    ] {
        let wrong = asked(method, path, &headers, &body).expect_err(path);
        assert!(wrong.contains(why), "{method} {path}: {wrong}");
    }
}

#[tokio::test]
async fn an_answer_must_have_every_member_that_cannot_be_null_and_no_others() {
    let sandbox = common::demo().await;
    let item = sandbox.titled(KARI, "Skatteoppgjøret").await;
    let dialog = sandbox.open(item["id"].as_str().unwrap()).await;
    let path = format!("/api/v1/enduser/dialogs/{}", item["id"].as_str().unwrap());
    let held = |dialog: &Value| {
        let body = dialog.to_string().into_bytes();
        let content_type = Some("application/json");
        interface().validate_answer(Answer {
            method: "GET",
            path: &path,
            query: "",
            status: 200,
            content_type,
            body: &body,
        })
    };
    held(&dialog).unwrap();
    for (member, value) in [
        ("status", None),
        ("endUserContext", None),
        ("status", Some(json!("Lost"))),
        ("colour", Some(json!("blue"))),
        ("createdAt", Some(json!("yesterday"))),
        ("id", Some(json!("7"))),
        ("dueAt", Some(json!(7))),
    ] {
        let mut other = dialog.clone();
        let fields = other.as_object_mut().unwrap();
        match value.clone() {
            Some(value) => fields.insert(member.to_owned(), value),
            None => fields.remove(member),
        };
        assert!(held(&other).is_err(), "{member}: {value:?}");
    }
    let mut other = dialog;
    other.as_object_mut().unwrap().remove("dueAt");
    held(&other).unwrap();
}

#[test]
fn a_refusal_has_the_shape_of_all_refusals_also_where_it_is_not_declared() {
    let path = "/api/v1/enduser/dialogs/01890000-0000-7000-8000-000000000000";
    let held = |status: u16, content_type: &str, body: &str| {
        let (content_type, body) = (Some(content_type).filter(|kind| !kind.is_empty()), body.as_bytes());
        interface().validate_answer(Answer { method: "GET", path, query: "", status, content_type, body })
    };
    let problem = r#"{"status": 410, "errors": {"DialogEntity": ["gone"]}}"#;
    held(410, "application/problem+json", problem).unwrap();
    held(403, "application/problem+json", problem).unwrap();
    held(403, "", "").unwrap();
    assert!(held(410, "application/json", problem).is_err());
    assert!(held(410, "application/problem+json", r#"{"errors": {"DialogEntity": "gone"}}"#).is_err());
    assert!(held(418, "application/problem+json", problem).is_err());
    assert!(held(404, "", "").is_err());
}
