//! Letters that go on to somebody else.

use crate::common::{demo, empty};
use crate::writer::{Writer, point, refused, rule, sent};
use serde_json::{Value, json};

fn to(number: &str, kind: &str) -> Value {
    json!({"recipientId": number, "recipientIdType": kind})
}

#[tokio::test]
async fn a_letter_reaches_the_person_or_company_and_lies_among_the_sent_ones() {
    let sandbox = demo().await;
    let mette = Writer::new(&sandbox, "mette", "own");
    let letter = mette.letters("INBOX").await.into_iter().find(|one| one["documents"][1].is_object()).unwrap();
    let inger = Writer::new(&sandbox, "inger", "own");
    let company = Writer::new(&sandbox, "mette", "company");
    for (number, kind, name, there) in
        [("0203440000", "CPR", "Inger Hansen", &inger), ("00000011", "CVR", "Hansen VVS ApS", &company)]
    {
        let before = there.letters("INBOX").await.len();
        let mut command = to(number, kind);
        command["comment"] = json!("Til orientering");
        let answered = mette.forward(&letter, command).await;
        assert_eq!(answered.status, 200, "{}", String::from_utf8_lossy(&answered.body));
        assert_eq!((&answered.json()["id"], &answered.json()["forward"]), (&letter["id"], &json!(true)));
        let copy = mette.letters("SENT").await[0].clone();
        assert_eq!((&copy["messageState"], &copy["recipient"]["label"]), (&json!("SENT"), &json!(name)));
        assert!(copy["sendDateTime"].is_string());
        let arrived = there.letters("INBOX").await;
        assert_eq!(arrived.len(), before + 1);
        let arrived = &arrived[0];
        assert_eq!((&arrived["label"], &arrived["read"]), (&letter["label"], &json!(false)));
        assert_eq!((&arrived["sender"]["label"], &arrived["reply"]), (&json!("Mette Hansen"), &json!(false)));
        let data = &arrived["forwardData"];
        assert_eq!(
            (&data["comment"], &data["originalSender"]),
            (&json!("Til orientering"), &letter["sender"]["label"])
        );
        assert_eq!((&data["originalMessageId"], &data["newMemoId"]), (&letter["id"], &arrived["id"]));
        for (at, document) in letter["documents"].as_array().unwrap().iter().enumerate() {
            let theirs = &arrived["documents"][at];
            assert_eq!(theirs["files"][0]["filename"], document["files"][0]["filename"]);
            let content = |letter: &Value, document: &Value| {
                let [letter, document, file] =
                    [&letter["id"], &document["id"], &document["files"][0]["id"]].map(|v| v.as_str().unwrap());
                format!("{letter}/documents/{document}/files/{file}/content")
            };
            let ours = mette.call("GET", &content(&letter, document), None, None).await.body;
            assert_eq!(there.call("GET", &content(arrived, theirs), None, None).await.body, ours);
        }
    }
    let record = sent(&sandbox).await;
    assert_eq!((&record[0]["kind"], &record[0]["original"]), (&json!("forward"), &letter["id"]));
    assert_eq!(record[0]["delivered"]["mailbox"], json!(inger.mailbox));
    assert!(sandbox.nonconforming().await.is_empty(), "{:?}", sandbox.nonconforming().await);
}

#[tokio::test]
async fn by_e_mail_and_to_authorities_a_letter_is_only_recorded() {
    let sandbox = demo().await;
    let mette = Writer::new(&sandbox, "mette", "own");
    let letter = mette.letters("INBOX").await[0].clone();
    let mut mail = to("revisor@example.org", "EMAIL");
    mail["senderLabel"] = json!("Mette H.");
    mail["recipientLabel"] = json!("Revisoren");
    assert_eq!(mette.forward(&letter, mail).await.status, 200);
    let mut authority = to("00000100", "CVR");
    authority["contactPointId"] = point(&sandbox, "Byggesag").await["id"].clone();
    assert_eq!(mette.forward(&letter, authority).await.status, 200);
    let record = sent(&sandbox).await;
    assert_eq!(
        (&record[0]["recipient"]["recipientId"], &record[0]["delivered"]),
        (&json!("revisor@example.org"), &Value::Null)
    );
    assert_eq!(
        (&record[0]["sender"]["label"], &record[0]["recipient"]["label"]),
        (&json!("Mette H."), &json!("Revisoren"))
    );
    assert!(record[0]["documents"][0]["files"][0]["sha256"].is_string());
    assert_eq!(record[1]["recipient"]["contactPoint"]["label"], "Byggesag");
    assert_eq!(mette.letters("SENT").await.len(), 2);
}

#[tokio::test]
async fn who_only_reads_forwards_too_and_the_letter_stays_with_its_owner() {
    let sandbox = demo().await;
    let reader = Writer::new(&sandbox, "mette", "delegated");
    let letter = reader.letters("INBOX").await[0].clone();
    assert_eq!(reader.forward(&letter, to("1304850000", "CPR")).await.status, 200);
    let mine = Writer::new(&sandbox, "mette", "own").letters("INBOX").await;
    assert_eq!(mine[0]["sender"]["label"], "Inger Hansen");
    assert_eq!(mine[0]["sender"]["attentionData"]["personLabel"], "Mette Hansen");
    assert_eq!(Writer::new(&sandbox, "inger", "own").letters("SENT").await.len(), 1);
}

#[tokio::test]
async fn who_cannot_be_reached_is_named() {
    let sandbox = demo().await;
    let mette = Writer::new(&sandbox, "mette", "own");
    let letter = mette.letters("INBOX").await[0].clone();
    sandbox.admin("POST", "/access/end", r#"{"owner":"inger","why":"death"}"#).await;
    for (command, field, code) in [
        (to("2807710000", "CPR"), "recipientId", "recipient.exempt"),
        (to("0203440000", "CPR"), "recipientId", "recipient.closed"),
        (to("0101010000", "CPR"), "recipientId", "recipient.unknown"),
        (to("99999999", "CVR"), "recipientId", "recipient.unknown"),
        (to("1304850000", "CVR"), "recipientId", "recipient.invalid"),
        (to("ikke en adresse", "EMAIL"), "recipientId", "recipient.invalid"),
    ] {
        assert_eq!(refused(&mette.forward(&letter, command.clone()).await), rule(field, code), "{command}");
    }
    for (name, code) in [("Parkeringskontor", "contact.point.inactive"), ("Moms", "contact.point.unknown")] {
        let mut command = to("00000100", "CVR");
        command["contactPointId"] = point(&sandbox, name).await["id"].clone();
        assert_eq!(refused(&mette.forward(&letter, command).await), rule("contactPointId", code));
    }
    for command in
        [json!({"recipientIdType": "CPR"}), to("x", "FAX"), json!({"recipientId": 5, "recipientIdType": "CPR"})]
    {
        assert_eq!(refused(&mette.forward(&letter, command).await).0, 400);
    }
    let mut long = to("revisor@example.org", "EMAIL");
    long["comment"] = json!("x".repeat(513));
    assert_eq!(refused(&mette.forward(&letter, long).await).0, 400);
    assert!(sent(&sandbox).await.is_empty());
    assert_eq!(mette.get(&letter).await, letter);
}

#[tokio::test]
async fn drafts_do_not_go_on_and_content_keeps_its_level() {
    let sandbox = empty().await;
    let mette = Writer::new(&sandbox, "mette", "own");
    let draft = mette.draft(json!({})).await;
    let mail = || to("revisor@example.org", "EMAIL");
    assert_eq!(refused(&mette.forward(&draft, mail()).await), rule("messageState", "message.is.a.draft"));
    let wish = json!({"to": {"person": "mette"}, "sender": "Region Eksempel", "subject": "Journal",
        "body": {"text": "x"}, "level": "high"});
    let letter = json!({"id": sandbox.letter(wish).await});
    assert_eq!(mette.forward(&letter, mail()).await.status, 403);
    let high = Writer { person: "mette/high", mailbox: mette.mailbox.clone(), sandbox: &sandbox };
    assert_eq!(high.forward(&letter, mail()).await.status, 200);
    assert!(mette.letters("SENT").await[0]["requiredLevel"].is_string());
}

#[tokio::test]
async fn handing_on_a_summons_serves_its_owner() {
    let sandbox = empty().await;
    let mette = Writer::new(&sandbox, "mette", "own");
    let wish = json!({"to": {"person": "mette"}, "sender": "Retten i Prøvekøbing", "subject": "Stævning",
        "body": {"text": "x"}, "legalNotification": true});
    let letter = json!({"id": sandbox.letter(wish).await});
    assert_eq!(mette.get(&letter).await["legallyNotified"], false);
    let answered = mette.forward(&letter, to("0203440000", "CPR")).await.json();
    assert_eq!(answered["legallyNotified"], true);
    let arrived = Writer::new(&sandbox, "inger", "own").letters("INBOX").await[0].clone();
    assert_eq!(arrived["messageType"], "REGULAR");
}
