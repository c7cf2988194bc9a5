//! Putting dialogs away, and marking them as unopened.

use crate::common::{self, BAKERY, KARI, NOTHING};
use serde_json::json;

#[tokio::test]
async fn a_dialog_is_put_away_and_got_back_and_only_its_context_changes() {
    let sandbox = common::empty().await;
    let id = sandbox.dialog(json!({})).await;
    let before = sandbox.listed(KARI, &id).await;
    let got = sandbox.label(&id, json!({"addLabels": ["Archive"]}), Some(&common::revision(&before))).await;
    let after = sandbox.listed(KARI, &id).await;
    assert_eq!((got.status, got.header("etag")), (204, common::revision(&after).as_str()));
    assert_ne!(common::revision(&after), common::revision(&before));
    assert_eq!((common::labels(&after), &after["systemLabel"]), (vec!["Archive".to_owned()], &json!("Archive")));
    for member in ["updatedAt", "contentUpdatedAt", "isContentSeen"] {
        assert_eq!(after[member], before[member]);
    }
    // The same again changes nothing.
    let same = sandbox.label(&id, json!({"addLabels": ["Archive"]}), Some(&common::revision(&after))).await;
    assert_eq!((same.status, same.header("etag")), (204, common::revision(&after).as_str()));
    let got = sandbox.label(&id, json!({"removeLabels": ["Archive"]}), None).await;
    assert_eq!(got.status, 204);
    assert_eq!(common::labels(&sandbox.listed(KARI, &id).await), ["Default"]);
    let log = sandbox.get(&format!("/enduser/dialogs/{id}/context/labellog")).await;
    let told: Vec<String> =
        log.as_array().unwrap().iter().map(|one| format!("{} {}", one["action"], one["name"])).collect();
    assert_eq!(told, [r#""set" "systemlabel:Archive""#, r#""remove" "systemlabel:Archive""#]);
}

#[tokio::test]
async fn of_several_places_the_last_one_counts_and_the_mark_stands_beside() {
    let sandbox = common::demo().await;
    let item = sandbox.titled(KARI, "Søknad om barnehageplass").await;
    let id = item["id"].as_str().unwrap();
    let wanted = json!({"addLabels": ["Bin", "Archive", "markedasunopened"]});
    assert_eq!(sandbox.label(id, wanted, None).await.status, 204);
    let item = sandbox.listed(KARI, id).await;
    assert_eq!(common::labels(&item), ["Sent", "Archive", "MarkedAsUnopened"]);
    assert_eq!(item["isContentSeen"], false);
    assert_eq!(sandbox.label(id, json!({"removeLabels": ["MarkedAsUnopened"]}), None).await.status, 204);
    assert_eq!(sandbox.label(id, json!({"systemLabels": ["Default"]}), None).await.status, 204);
    assert_eq!(common::labels(&sandbox.listed(KARI, id).await), ["Sent", "Default"]);
}

#[tokio::test]
async fn labels_that_make_no_sense_are_refused_and_change_nothing() {
    let sandbox = common::empty().await;
    let id = sandbox.dialog(json!({})).await;
    let before = sandbox.listed(KARI, &id).await;
    for wrong in [
        json!({"addLabels": ["Sent"]}),
        json!({"removeLabels": ["Sent"]}),
        json!({"addLabels": ["Inbox"]}),
        json!({"addLabels": "Bin"}),
        json!([]),
    ] {
        assert_eq!(sandbox.label(&id, wrong.clone(), None).await.status, 400, "{wrong}");
    }
    assert_eq!(sandbox.label(&id, json!({"addLabels": ["Bin"]}), Some("not-an-id")).await.status, 400);
    let got = sandbox.label(&id, json!({"addLabels": ["Bin"]}), Some(NOTHING)).await;
    assert_eq!((got.status, got.json()["title"].clone()), (412, json!("Precondition failed.")));
    assert_eq!(sandbox.listed(KARI, &id).await, before);
}

#[tokio::test]
async fn labels_of_others_of_deleted_and_of_unknown_dialogs_cannot_be_set() {
    let sandbox = common::empty().await;
    let wanted = json!({"addLabels": ["Bin"]});
    assert_eq!(sandbox.label(NOTHING, wanted.clone(), None).await.status, 404);
    let others = sandbox.dialog(json!({"party": "ola"})).await;
    assert_eq!(sandbox.label(&others, wanted.clone(), None).await.status, 403);
    let id = sandbox.dialog(json!({})).await;
    sandbox.change(&id, json!({"deleted": true})).await;
    assert_eq!(sandbox.label(&id, wanted, None).await.status, 410);
}

#[tokio::test]
async fn what_the_owner_changes_brings_a_dialog_back_into_the_inbox() {
    let sandbox = common::demo().await;
    let item = sandbox.titled(BAKERY, "Årsregnskapet").await;
    let id = item["id"].as_str().unwrap();
    assert_eq!(common::labels(&item), ["Sent", "Archive"]);
    sandbox.change(id, json!({"progress": 50, "silent": true})).await;
    let silent = sandbox.listed(BAKERY, id).await;
    assert_eq!((common::labels(&silent), &silent["updatedAt"]), (common::labels(&item), &item["updatedAt"]));
    sandbox.change(id, json!({"progress": 60})).await;
    let plain = sandbox.listed(BAKERY, id).await;
    assert_eq!(common::labels(&plain), ["Sent", "Default"]);
    assert_ne!(common::revision(&plain), common::revision(&item));
    assert_ne!(plain["updatedAt"], item["updatedAt"]);
    assert_eq!((&plain["contentUpdatedAt"], &plain["isContentSeen"]), (&item["contentUpdatedAt"], &json!(true)));
    let log = sandbox.get(&format!("/enduser/dialogs/{id}/context/labellog")).await;
    let last = log.as_array().unwrap().last().unwrap();
    assert_eq!((&last["action"], &last["performedBy"]["actorType"]), (&json!("remove"), &json!("ServiceOwner")));

    assert_eq!(sandbox.label(id, json!({"addLabels": ["Bin", "MarkedAsUnopened"]}), None).await.status, 204);
    sandbox.change(id, json!({"status": "InProgress"})).await;
    let content = sandbox.listed(BAKERY, id).await;
    assert_eq!(common::labels(&content), ["Sent", "MarkedAsUnopened", "Default"]);
    assert_eq!(content["isContentSeen"], false);
    assert_ne!(content["contentUpdatedAt"], plain["contentUpdatedAt"]);
}
