//! What reading a dialog does: only that writes the seen log.

use crate::common::{self, BAKERY, KARI};
use serde_json::{Value, json};

#[tokio::test]
async fn opening_a_dialog_is_noted_once_for_each_change_by_its_owner() {
    let sandbox = common::empty().await;
    let id = sandbox.dialog(json!({})).await;
    assert_eq!(sandbox.listed(KARI, &id).await["isContentSeen"], false);
    let opened = sandbox.open(&id).await;
    assert_eq!((&opened["isContentSeen"], &opened["systemLabel"]), (&json!(true), &json!("Default")));
    let entry = &opened["seenSinceLastUpdate"][0];
    assert_eq!((&entry["isCurrentEndUser"], &entry["isViaServiceOwner"]), (&json!(true), &json!(false)));
    assert_eq!(entry["seenBy"]["actorName"], "Kari Eksempel");
    let actor = entry["seenBy"]["actorId"].as_str().unwrap();
    assert!(actor.starts_with("urn:altinn:person:identifier-ephemeral:") && !actor.contains("01858300000"));
    assert_eq!(sandbox.listed(KARI, &id).await["isContentSeen"], true);
    sandbox.open(&id).await;
    assert_eq!(sandbox.seen(&id).await.len(), 1);

    sandbox.change(&id, json!({"dueAt": "+9d"})).await;
    let item = sandbox.listed(KARI, &id).await;
    assert_eq!((&item["isContentSeen"], &item["seenSinceLastUpdate"]), (&json!(true), &json!([])));
    assert_eq!(item["seenSinceLastContentUpdate"].as_array().unwrap().len(), 1);
    sandbox.change(&id, json!({"summary": "Noe nytt."})).await;
    let item = sandbox.listed(KARI, &id).await;
    assert_eq!((&item["isContentSeen"], &item["seenSinceLastContentUpdate"]), (&json!(false), &json!([])));
    sandbox.open(&id).await;
    assert_eq!(sandbox.seen(&id).await.len(), 2);
    assert_eq!(sandbox.listed(KARI, &id).await["isContentSeen"], true);
}

#[tokio::test]
async fn nothing_else_opens_a_dialog() {
    let sandbox = common::demo().await;
    let item = sandbox.titled(BAKERY, "Merverdiavgift").await;
    let id = item["id"].as_str().unwrap();
    for path in ["activities", "transmissions", "seenlog", "context/labellog"] {
        sandbox.get(&format!("/enduser/dialogs/{id}/{path}")).await;
    }
    sandbox.get(&format!("/enduser/dialoglookup?instanceRef=urn:altinn:dialog-id:{id}")).await;
    assert_eq!(sandbox.label(id, json!({"addLabels": ["Archive"]}), None).await.status, 204);
    assert_eq!(sandbox.seen(id).await.len(), 0);
    assert_eq!(sandbox.listed(BAKERY, id).await["isContentSeen"], false);
}

#[tokio::test]
async fn a_dialog_that_a_colleague_saw_counts_as_seen_and_her_own_reading_is_noted_beside() {
    let sandbox = common::demo().await;
    let item = sandbox.titled(BAKERY, "Tilsyn med arbeidstiden").await;
    let id = item["id"].as_str().unwrap();
    assert_eq!(item["isContentSeen"], true);
    assert_eq!(item["seenSinceLastContentUpdate"][0]["isCurrentEndUser"], false);
    sandbox.open(id).await;
    let log = sandbox.seen(id).await;
    let names: Vec<&str> = log.iter().map(|one| one["seenBy"]["actorName"].as_str().unwrap()).collect();
    assert_eq!(names, ["Nils Prøve", "Kari Eksempel"]);
}

#[tokio::test]
async fn opening_takes_the_mark_of_the_unopened_away_and_changes_no_revision() {
    let sandbox = common::demo().await;
    let item = sandbox.titled(KARI, "EU-kontroll").await;
    let id = item["id"].as_str().unwrap();
    assert_eq!(
        (common::labels(&item), &item["isContentSeen"]),
        (vec!["Default".into(), "MarkedAsUnopened".into()], &json!(false))
    );
    let opened = sandbox.open(id).await;
    assert_eq!((common::labels(&opened), &opened["isContentSeen"]), (vec!["Default".to_owned()], &json!(true)));
    let after = sandbox.listed(KARI, id).await;
    assert_eq!(common::revision(&after), common::revision(&item));
    for member in ["updatedAt", "contentUpdatedAt", "createdAt"] {
        assert_eq!(after[member], item[member]);
    }
    let log = sandbox.get(&format!("/enduser/dialogs/{id}/context/labellog")).await;
    assert_eq!((&log[0]["name"], &log[0]["action"]), (&json!("systemlabel:MarkedAsUnopened"), &json!("remove")));
    assert_eq!(log[0]["performedBy"]["actorName"], "Kari Eksempel");
}

#[tokio::test]
async fn the_revision_comes_as_an_etag_and_one_language_is_told_when_asked_for() {
    let sandbox = common::demo().await;
    let item = sandbox.titled(KARI, "Søknad om barnehageplass").await;
    let path = format!("/enduser/dialogs/{}", item["id"].as_str().unwrap());
    let got = sandbox.call("GET", &path, "kari", &[("Accept-Language", "nn")], None).await;
    let dialog = got.json();
    assert_eq!(got.header("etag"), dialog["revision"].as_str().unwrap());
    let told =
        |value: &Value| value.as_array().unwrap().iter().map(|one| one["languageCode"].clone()).collect::<Vec<_>>();
    assert_eq!(told(&dialog["content"]["title"]["value"]), ["nn"]);
    assert_eq!(told(&dialog["content"]["mainContentReference"]["value"]), ["nn"]);
    assert_eq!(told(&dialog["guiActions"][0]["title"]), ["nn"]);
    assert_eq!(told(&dialog["transmissions"][0]["content"]["title"]["value"]), ["nn"]);
    let urls = dialog["content"]["mainContentReference"]["value"][0]["value"].as_str().unwrap();
    assert!(urls.starts_with(sandbox.running.url()) && urls.ends_with("?lang=nn"), "{urls}");
}

#[tokio::test]
async fn what_was_sent_and_what_was_opened_is_counted() {
    let sandbox = common::demo().await;
    let item = sandbox.titled(KARI, "Søknad om barnehageplass").await;
    assert_eq!(
        (&item["fromPartyTransmissionsCount"], &item["fromServiceOwnerTransmissionsCount"]),
        (&json!(2), &json!(3))
    );
    assert_eq!(item["hasUnopenedContent"], true);
    assert_eq!(common::labels(&item), ["Sent", "Default"]);
    let dialog = sandbox.open(item["id"].as_str().unwrap()).await;
    let opened: Vec<Value> =
        dialog["transmissions"].as_array().unwrap().iter().map(|one| one["isOpened"].clone()).collect();
    assert_eq!(opened, [json!(false), json!(true), json!(true), json!(false), json!(false)]);
    assert_eq!(dialog["transmissions"][1]["relatedTransmissionId"], dialog["transmissions"][0]["id"]);
}
