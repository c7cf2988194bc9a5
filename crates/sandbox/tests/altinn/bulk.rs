//! Putting many dialogs away at once.

use crate::common::{self, BAKERY, Got, KARI, NOTHING, TestBox};
use serde_json::{Value, json};

async fn bulk(sandbox: &TestBox, body: Value) -> Got {
    sandbox.call("POST", "/enduser/dialogs/context/systemlabels/actions/bulkset", "kari", &[], Some(body)).await
}

#[tokio::test]
async fn many_dialogs_of_several_parties_are_put_away_at_once() {
    let sandbox = common::demo().await;
    let mut items = sandbox.list(KARI, "systemLabel=Default").await;
    items.extend(sandbox.list(BAKERY, "systemLabel=Default").await);
    let dialogs: Vec<Value> = items
        .iter()
        .map(|item| json!({"dialogId": item["id"], "endUserContextRevision": common::revision(item)}))
        .collect();
    assert_eq!(bulk(&sandbox, json!({"dialogs": dialogs, "addLabels": ["Archive"]})).await.status, 204);
    assert!(sandbox.list(KARI, "systemLabel=Default").await.is_empty());
    assert!(sandbox.list(BAKERY, "systemLabel=Default").await.is_empty());
    // The revisions are others now.
    let again = json!({"dialogs": dialogs, "removeLabels": ["Archive"]});
    assert_eq!(bulk(&sandbox, again).await.status, 412);
    let ids: Vec<Value> = items.iter().map(|item| json!({"dialogId": item["id"]})).collect();
    assert_eq!(bulk(&sandbox, json!({"dialogs": ids, "removeLabels": ["Archive"]})).await.status, 204);
    assert!(!sandbox.list(KARI, "systemLabel=Default").await.is_empty());
}

#[tokio::test]
async fn where_one_cannot_be_changed_none_is() {
    let sandbox = common::empty().await;
    let (first, second) = (sandbox.dialog(json!({})).await, sandbox.dialog(json!({})).await);
    let (others, deleted) = (sandbox.dialog(json!({"party": "ola"})).await, sandbox.dialog(json!({})).await);
    sandbox.change(&deleted, json!({"deleted": true})).await;
    for unknown in [others.as_str(), deleted.as_str(), NOTHING] {
        let body = json!({"dialogs": [{"dialogId": first}, {"dialogId": unknown}], "addLabels": ["Bin"]});
        let got = bulk(&sandbox, body).await;
        assert_eq!(got.status, 404);
        assert!(got.text().contains(unknown) && !got.text().contains(&first));
    }
    let stale = json!({"dialogId": second, "endUserContextRevision": NOTHING});
    assert_eq!(
        bulk(&sandbox, json!({"dialogs": [{"dialogId": first}, stale], "addLabels": ["Bin"]})).await.status,
        412
    );
    assert_eq!(sandbox.list(KARI, "systemLabel=Bin").await.len(), 0);
}

#[tokio::test]
async fn a_bulk_that_makes_no_sense_is_refused() {
    let sandbox = common::empty().await;
    let id = sandbox.dialog(json!({})).await;
    let many: Vec<Value> =
        (0..101).map(|at| json!({"dialogId": format!("01890000-0000-7000-8000-{at:012}")})).collect();
    for wrong in [
        json!({"addLabels": ["Bin"]}),
        json!({"dialogs": [], "addLabels": ["Bin"]}),
        json!({"dialogs": many, "addLabels": ["Bin"]}),
        json!({"dialogs": [{"dialogId": id}, {"dialogId": id}], "addLabels": ["Bin"]}),
        json!({"dialogs": [{"dialogId": "x"}], "addLabels": ["Bin"]}),
        json!({"dialogs": [{"dialogId": id}], "addLabels": ["Sent"]}),
        json!({"dialogs": [{"dialogId": id}], "addLabels": ["Inbox"]}),
        json!({"dialogs": [{"dialogId": id, "endUserContextRevision": "x"}], "addLabels": ["Bin"]}),
    ] {
        assert_eq!(bulk(&sandbox, wrong.clone()).await.status, 400, "{wrong}");
    }
}
