//! MeMo letters handed to the administrator: the two public examples, and what is refused.

use crate::common::{TestBox, empty};
use serde_json::{Value, json};

const FULL: &str = include_str!("../data/MeMo_Full_Example.xml");
const MINIMUM: &str = include_str!("../data/MeMo_Minimum_Example.xml");

async fn hand_in(sandbox: &TestBox, xml: impl Into<reqwest::Body>) -> Value {
    let got = sandbox.admin("POST", "/memo?person=mette", xml).await;
    assert_eq!(got.status, 200, "{}", String::from_utf8_lossy(&got.body));
    let id = got.json()["ids"][0].as_str().unwrap().to_owned();
    sandbox.get(&format!("/mailboxes/{}/messages/{id}", sandbox.mailbox("mette", "own"))).await.json()
}

#[tokio::test]
async fn the_full_example_arrives_with_all_its_documents_actions_and_fields() {
    let sandbox = empty().await;
    let letter = hand_in(&sandbox, FULL).await;
    assert_eq!(letter["label"], "Besked fra Børneforvaltningen");
    assert_eq!((&letter["messageType"], &letter["messageCode"]), (&json!("MANDATORY"), &json!("Pladsanvisning")));
    assert_eq!(letter["replyByDateTime"], "2025-09-30T12:00:00.000Z");
    assert_eq!(letter["sender"]["attentionData"]["sorDataSorIdentifier"], "468031000016004");
    assert_eq!(letter["sender"]["contactPoint"]["contactInfo"][1]["value"], "Emilie Hansen");
    assert_eq!(letter["recipient"]["recipientId"], "2211771212");
    assert_eq!(letter["contentData"]["motorVehicleLicenseNumber"], "AB12345");
    assert_eq!(letter["contentData"]["additionalContentData"].as_array().unwrap().len(), 2);
    assert_eq!(letter["forwardData"]["comment"], "kommentar til modtageren");
    assert_eq!(letter["replyData"][1]["additionalReplyData"].as_array().unwrap().len(), 4);
    let documents = letter["documents"].as_array().unwrap();
    let kinds: Vec<_> = documents.iter().map(|one| one["documentType"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["MAIN", "ADDITIONAL", "ADDITIONAL", "TECHNICAL"]);
    assert_eq!(documents[0]["files"][1]["filename"], "Pladsanvisning.txt");
    assert_eq!(documents[0]["actions"][0]["entryPointUrl"], "https://www.tusindfryd.dk/spørgeskema.html");
    assert_eq!(documents[0]["actions"][1]["location"], "Gl. Landevej 61, 9000 aalborg, Rød stue");
    assert!(
        documents[0]["actions"][1]["actionEndTime"].as_str() < documents[0]["actions"][1]["actionStartTime"].as_str()
    );
    let [mailbox, id, document, file] =
        [&letter["mailboxId"], &letter["id"], &documents[3]["id"], &documents[3]["files"][0]["id"]]
            .map(|one| one.as_str().unwrap());
    let content = format!("/mailboxes/{mailbox}/messages/{id}/documents/{document}/files/{file}/content");
    assert_eq!(sandbox.get(&content).await.body, b"This is a test");
}

#[tokio::test]
async fn the_minimum_example_arrives_too() {
    let sandbox = empty().await;
    let letter = hand_in(&sandbox, MINIMUM).await;
    assert_eq!((&letter["messageType"], &letter["reply"]), (&json!("REGULAR"), &json!(false)));
    assert_eq!(letter["documents"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_text_message_becomes_a_letter_of_its_notification() {
    let sandbox = empty().await;
    let start = MINIMUM.split_once("<memo:MessageBody>").unwrap().0;
    let sms = format!("{start}</memo:Message>").replace(">DIGITALPOST<", ">NEMSMS<").replacen(
        "<memo:Sender>",
        "<memo:notification>Husk tiden i morgen kl. 9</memo:notification><memo:Sender>",
        1,
    );
    let letter = hand_in(&sandbox, sms).await;
    let main = &letter["documents"][0];
    assert_eq!((&main["documentType"], &main["files"][0]["encodingFormat"]), (&json!("MAIN"), &json!("text/plain")));
    let [mailbox, id, document, file] =
        [&letter["mailboxId"], &letter["id"], &main["id"], &main["files"][0]["id"]].map(|one| one.as_str().unwrap());
    let content = format!("/mailboxes/{mailbox}/messages/{id}/documents/{document}/files/{file}/content");
    assert_eq!(sandbox.get(&content).await.body, "Husk tiden i morgen kl. 9".as_bytes());
}

#[tokio::test]
async fn a_letter_that_is_to_wait_comes_on_its_day() {
    let sandbox = empty().await;
    let waiting = MINIMUM.replacen(
        "<memo:Sender>",
        "<memo:doNotDeliverUntilDate>2999-01-01</memo:doNotDeliverUntilDate><memo:Sender>",
        1,
    );
    let id = sandbox.admin("POST", "/memo?person=mette", waiting).await.json()["ids"][0].as_str().unwrap().to_owned();
    let base = format!("/mailboxes/{}/messages/", sandbox.mailbox("mette", "own"));
    assert_eq!(sandbox.get(&format!("{base}{id}")).await.status, 404);
    assert_eq!(sandbox.get(&base).await.json()["totalElements"], 0);
    let year: i64 = 366 * 24 * 3600;
    sandbox.admin("POST", "/clock", json!({"advanceS": 1000 * year}).to_string()).await;
    assert_eq!(sandbox.get(&base).await.json()["totalElements"], 1);
}

#[tokio::test]
async fn what_is_no_letter_is_refused_with_a_reason() {
    let sandbox = empty().await;
    let two = MINIMUM.replacen("</memo:MainDocument>", "</memo:MainDocument><memo:MainDocument><memo:File><memo:encodingFormat>text/plain</memo:encodingFormat><memo:filename>a</memo:filename><memo:language>da</memo:language><memo:content>eA==</memo:content></memo:File></memo:MainDocument>", 1);
    for xml in [
        String::new(),
        MINIMUM.chars().take(MINIMUM.chars().count() / 2).collect(),
        MINIMUM.replace("https://DigitalPost.dk/MeMo-1", "https://example.org/other"),
        format!(
            "<!DOCTYPE x [<!ENTITY a \"b\">]>{}",
            MINIMUM.trim_start_matches('\u{feff}').split_once("?>").unwrap().1
        ),
        two,
    ] {
        let refused = sandbox.admin("POST", "/memo?person=mette", xml.clone()).await;
        assert_eq!(refused.status, 400, "{xml}");
        assert!(!refused.json()["error"].as_str().unwrap().is_empty());
    }
    assert_eq!(sandbox.admin("POST", "/memo?mailbox=nowhere", MINIMUM).await.status, 400);
}
