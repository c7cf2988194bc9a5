//! Who may read what, and how it is said that somebody may not.

use crate::common::{self, NOTHING};
use serde_json::json;

#[tokio::test]
async fn without_a_token_that_is_good_for_dialogs_nothing_is_told() {
    let sandbox = common::empty().await;
    for path in [
        "/enduser/parties",
        "/enduser/dialogs?party=x",
        &format!("/enduser/dialogs/{NOTHING}"),
        "/enduser/serviceresources",
    ] {
        for token in ["", "nobody"] {
            let got = sandbox.call("GET", path, token, &[], None).await;
            assert_eq!((got.status, got.header("www-authenticate").starts_with("Bearer")), (401, true), "{path}");
        }
        assert_eq!(sandbox.call("GET", path, "kari/high/openid", &[], None).await.status, 403, "{path}");
    }
    let path = "/enduser/dialogs/context/systemlabels/actions/bulkset";
    assert_eq!(sandbox.call("POST", path, "", &[], Some(json!({}))).await.status, 401);
}

#[tokio::test]
async fn a_dialog_is_unknown_deleted_or_not_to_be_seen_now() {
    let sandbox = common::empty().await;
    let path = |id: &str| format!("/enduser/dialogs/{id}");
    let got = sandbox.call("GET", &path(NOTHING), "kari", &[], None).await;
    assert_eq!((got.status, got.json()["title"].clone()), (404, json!("Resource not found.")));
    assert_eq!(got.json()["instance"], format!("/api/v1/enduser/dialogs/{NOTHING}"));
    assert!(got.json()["errors"]["DialogEntity"][0].as_str().unwrap().contains(NOTHING));
    assert_eq!(sandbox.call("GET", &path("not-an-id"), "kari", &[], None).await.status, 400);

    let others = sandbox.dialog(json!({"party": "ola"})).await;
    assert_eq!(sandbox.call("GET", &path(&others), "kari", &[], None).await.status, 404);

    let id = sandbox.dialog(json!({})).await;
    sandbox.change(&id, json!({"deleted": true})).await;
    let got = sandbox.call("GET", &path(&id), "kari", &[], None).await;
    assert_eq!((got.status, got.header("content-type")), (410, "application/problem+json"));
    sandbox.change(&id, json!({"purge": true})).await;
    assert_eq!(sandbox.call("GET", &path(&id), "kari", &[], None).await.status, 404);

    let id = sandbox.dialog(json!({"visibleFrom": "2099-05-01T10:00:00Z"})).await;
    let got = sandbox.call("GET", &path(&id), "kari", &[], None).await;
    assert_eq!((got.status, got.header("expires")), (404, "Fri, 01 May 2099 10:00:00 GMT"));
    let id = sandbox.dialog(json!({"createdAt": "-3d", "expiresAt": "-1d"})).await;
    assert_eq!(sandbox.call("GET", &path(&id), "kari", &[], None).await.status, 404);
}

#[tokio::test]
async fn some_content_takes_a_login_of_level_high() {
    let sandbox = common::empty().await;
    let id = sandbox.dialog(json!({"level": "high"})).await;
    for path in ["", "/activities", "/transmissions", "/seenlog", "/context/labellog"] {
        let path = format!("/enduser/dialogs/{id}{path}");
        let got = sandbox.call("GET", &path, "kari", &[], None).await;
        assert_eq!(got.status, 403, "{path}");
        assert_eq!(got.json()["errors"], json!({"Forbidden": ["Altinn authentication level too low."]}));
        assert_eq!(sandbox.call("GET", &path, "kari/high", &[], None).await.status, 200, "{path}");
    }
    let log = sandbox.call("GET", &format!("/enduser/dialogs/{id}/seenlog"), "kari/high", &[], None).await;
    assert_eq!(log.json().as_array().unwrap().len(), 1);
    // Putting it away takes no level.
    assert_eq!(sandbox.label(&id, json!({"addLabels": ["Archive"]}), None).await.status, 204);
}
