//! What can be asked for of a dialog apart.

use crate::common::{self, BAKERY, KARI, NOTHING};
use serde_json::{Value, json};

#[tokio::test]
async fn each_activity_transmission_and_entry_can_be_had_in_a_list_and_alone() {
    let sandbox = common::demo().await;
    let item = sandbox.titled(KARI, "Søknad om barnehageplass").await;
    let base = format!("/enduser/dialogs/{}", item["id"].as_str().unwrap());
    let dialog = sandbox.get(&base).await;
    for (name, inner, least) in
        [("activities", "activities", 4), ("transmissions", "transmissions", 5), ("seenlog", "", 1)]
    {
        let list = sandbox.get(&format!("{base}/{name}")).await;
        let list = list.as_array().unwrap();
        assert!(list.len() >= least, "{name}: {}", list.len());
        for one in list {
            let alone = sandbox.get(&format!("{base}/{name}/{}", one["id"].as_str().unwrap())).await;
            assert_eq!(alone["id"], one["id"]);
            if name == "activities" {
                assert_eq!(one.get("performedBy"), None);
                assert!(alone["performedBy"].is_object());
            } else {
                assert_eq!(&alone, one);
            }
        }
        if !inner.is_empty() {
            assert_eq!(common::ids(list), common::ids(dialog[inner].as_array().unwrap()));
        }
        assert_eq!(sandbox.call("GET", &format!("{base}/{name}/{NOTHING}"), "kari", &[], None).await.status, 404);
        assert_eq!(sandbox.call("GET", &format!("{base}/{name}/x"), "kari", &[], None).await.status, 400);
        let of_nothing = format!("/enduser/dialogs/{NOTHING}/{name}");
        assert_eq!(sandbox.call("GET", &of_nothing, "kari", &[], None).await.status, 404);
        assert_eq!(sandbox.call("GET", &format!("{base}/{name}"), "ola", &[], None).await.status, 404);
    }
}

#[tokio::test]
async fn of_a_deleted_dialog_nothing_is_told_any_more() {
    let sandbox = common::demo().await;
    let item = sandbox.titled(KARI, "Vedtak om foreldrepenger").await;
    let id = item["id"].as_str().unwrap();
    sandbox.change(id, json!({"deleted": true})).await;
    for path in ["/activities", "/transmissions", "/seenlog", "/context/labellog"] {
        let got = sandbox.call("GET", &format!("/enduser/dialogs/{id}{path}"), "kari", &[], None).await;
        assert_eq!(got.status, 410, "{path}");
    }
}

#[tokio::test]
async fn what_may_not_be_used_and_what_is_over_has_no_address() {
    let sandbox = common::demo().await;
    let urls = |attachments: &Value| -> Vec<Value> {
        let urls = attachments.as_array().unwrap().iter().flat_map(|one| one["urls"].as_array().unwrap());
        urls.map(|one| one["url"].clone()).collect()
    };
    let item = sandbox.titled(BAKERY, "Tilsyn med arbeidstiden").await;
    let base = format!("/enduser/dialogs/{}", item["id"].as_str().unwrap());
    let dialog = sandbox.get(&base).await;
    let actions = dialog["guiActions"].as_array().unwrap();
    let refused = actions.iter().find(|one| one["isAuthorized"] == false).unwrap();
    assert_eq!(refused["url"], "urn:dialogporten:unauthorized");
    for transmission in [&dialog["transmissions"][0], &sandbox.get(&format!("{base}/transmissions")).await[0]] {
        assert_eq!(transmission["isAuthorized"], false);
        assert!(urls(&transmission["attachments"]).iter().all(|url| url == "urn:dialogporten:unauthorized"));
        let reference = &transmission["content"]["contentReference"];
        assert_eq!(reference["value"][0]["value"], "urn:dialogporten:unauthorized");
    }

    let item = sandbox.titled(KARI, "Vedtak om foreldrepenger").await;
    let dialog = sandbox.open(item["id"].as_str().unwrap()).await;
    let expired: Vec<&Value> =
        dialog["attachments"].as_array().unwrap().iter().filter(|one| !one["expiresAt"].is_null()).collect();
    assert_eq!((expired.len(), urls(&json!(expired))), (1, vec![json!("urn:dialogporten:expired")]));
    assert_eq!(item["guiAttachmentCount"], 2);

    let id = sandbox.dialog(json!({"embed": {"text": "Hemmelig", "isAuthorized": false}})).await;
    let reference = sandbox.open(&id).await["content"]["mainContentReference"].clone();
    assert_eq!(
        (&reference["isAuthorized"], &reference["value"][0]["value"]),
        (&json!(false), &json!("urn:dialogporten:unauthorized"))
    );
}
