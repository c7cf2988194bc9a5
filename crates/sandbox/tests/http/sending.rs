//! Drafts that leave: to authorities, and as answers.

use crate::common::{TestBox, empty};
use crate::writer::{Writer, point, recipient, refused, rule, sent};
use serde_json::{Value, json};

fn fields(got: &crate::common::Got) -> Vec<(String, String)> {
    let text = |error: &Value, name: &str| error[name].as_str().unwrap().to_owned();
    let errors = got.json()["fieldErrors"].as_array().unwrap().clone();
    errors.iter().map(|error| (text(error, "field"), text(error, "code"))).collect()
}

fn one(field: &str, code: &str) -> Vec<(String, String)> {
    vec![(field.to_owned(), code.to_owned())]
}

async fn answerable(sandbox: &TestBox, sender: &str, by: &str) -> Value {
    let wish = json!({"to": {"person": "mette"}, "sender": sender, "subject": "Tilbud", "body": {"text": "x"},
        "replyBy": by});
    let id = sandbox.letter(wish).await;
    Writer::new(sandbox, "mette", "own").get(&json!({"id": id})).await
}

async fn reply(writer: &Writer<'_>, letter: &Value) -> crate::common::Got {
    writer.call("POST", &format!("{}/reply", letter["id"].as_str().unwrap()), None, None).await
}

#[tokio::test]
async fn a_letter_to_an_authority_leaves_and_stays_as_it_is() {
    let sandbox = empty().await;
    let mette = Writer::new(&sandbox, "mette", "own");
    let nursery = point(&sandbox, "Dagtilbud og skole").await;
    let draft = mette.letter_to(&nursery, "Plads til Liv").await;
    mette.attach(&draft, "ADDITIONAL", "billede.bin", &[1, 2, 3]).await;
    let gone = mette.send(&draft).await;
    assert_eq!(gone.status, 200);
    let gone = gone.json();
    assert_eq!((&gone["messageState"], &gone["folderId"]), (&json!("SENT"), &mette.folder("SENT").await));
    assert!(gone["sendDateTime"].is_string() && gone["messageDateTime"] == gone["sendDateTime"]);
    assert_eq!(gone["recipient"]["label"], "Prøvekøbing Kommune");
    assert_eq!(gone["recipient"]["contactPoint"]["contactGroup"], "Familie og børn");
    let record = sent(&sandbox).await;
    assert_eq!(record.len(), 1);
    assert_eq!(
        (&record[0]["kind"], &record[0]["by"], &record[0]["n"]),
        (&json!("message"), &json!("mette"), &json!(1))
    );
    assert_eq!((&record[0]["message"], &record[0]["label"]), (&gone["id"], &json!("Plads til Liv")));
    assert_eq!(record[0]["documents"][0]["files"][0]["text"], "Kære kommune");
    assert_eq!(record[0]["documents"][1]["files"][0]["fileSize"], 3);
    assert_eq!(sandbox.admin("GET", "/sent?since=1", "").await.json(), json!([]));
    assert!(mette.letters("INBOX").await.is_empty(), "an authority answers nothing");
    let not_a_draft = rule("messageState", "message.not.a.draft");
    assert_eq!(refused(&mette.send(&gone).await), not_a_draft);
    assert_eq!(refused(&mette.put(&gone).await), not_a_draft);
    assert_eq!(refused(&mette.try_document(&gone, "ADDITIONAL").await), not_a_draft);
    let path = gone["id"].as_str().unwrap();
    for name in ["label", "messageCode"] {
        let renamed = mette.call("PATCH", path, Some(&gone["version"]), Some(json!({name: "Andet"}))).await;
        assert_eq!(refused(&renamed), rule(name, "message.sent"));
    }
    let inbox = json!({"folderId": mette.folder("INBOX").await});
    assert_eq!(
        refused(&mette.call("PATCH", path, Some(&gone["version"]), Some(inbox)).await),
        rule("folderId", "folder.not.allowed")
    );
    let noted = mette.call("PATCH", path, Some(&gone["version"]), Some(json!({"note": "Husk", "flag": true}))).await;
    assert_eq!(noted.json()["note"], "Husk");
    assert!(sandbox.nonconforming().await.is_empty(), "{:?}", sandbox.nonconforming().await);
}

#[tokio::test]
async fn a_record_stays_when_the_letter_is_thrown_away() {
    let sandbox = empty().await;
    let mette = Writer::new(&sandbox, "mette", "own");
    let draft = mette.letter_to(&point(&sandbox, "Byggesag").await, "Carport").await;
    let gone = mette.send(&draft).await.json();
    let deleted = json!({"folderId": mette.folder("DELETED").await});
    let id = gone["id"].as_str().unwrap();
    let moved = mette.call("PATCH", id, Some(&gone["version"]), Some(deleted)).await.json();
    assert_eq!(mette.call("DELETE", id, Some(&moved["version"]), None).await.status, 204);
    assert_eq!(sent(&sandbox).await[0]["documents"][0]["files"][0]["text"], "Kære kommune");
}

#[tokio::test]
async fn a_draft_that_changed_is_not_sent_by_whom_has_not_seen_it() {
    let sandbox = empty().await;
    let mette = Writer::new(&sandbox, "mette", "own");
    let draft = mette.letter_to(&point(&sandbox, "Byggesag").await, "Carport").await;
    let path = format!("{}/send", draft["id"].as_str().unwrap());
    assert_eq!(mette.call("PUT", &path, Some(&json!(0)), None).await.status, 409);
    assert_eq!(mette.call("PUT", &path, None, None).await.status, 400);
    assert_eq!(mette.get(&draft).await["messageState"], "DRAFT");
    assert_eq!(mette.call("PUT", &path, Some(&draft["version"]), None).await.json()["messageState"], "SENT");
}

#[tokio::test]
async fn everything_that_a_draft_lacks_is_said_at_once() {
    let sandbox = empty().await;
    let mette = Writer::new(&sandbox, "mette", "own");
    let blank = mette.draft(json!({})).await;
    let codes: Vec<_> = fields(&mette.send(&blank).await).into_iter().map(|(_, code)| code).collect();
    assert_eq!(codes, ["label.missing", "document.main.missing", "recipient.missing"]);
    let hollow = json!({"label": "x", "documents": [{"documentType": "MAIN"}, {"documentType": "ADDITIONAL",
        "files": [{"encodingFormat": "text/plain", "filename": "a.txt", "language": "da"}]}]});
    let hollow = mette.draft(hollow).await;
    let codes: Vec<_> = fields(&mette.send(&hollow).await).into_iter().map(|(_, code)| code).collect();
    assert_eq!(codes, ["file.missing", "file.content.missing", "recipient.missing"]);
    assert!(sent(&sandbox).await.is_empty());
    let nowhere = mette.send(&json!({"id": "00000000-0000-4000-8000-000000000000"})).await;
    assert_eq!(refused(&nowhere), rule("id", "message.not.found"));
}

#[tokio::test]
async fn only_authorities_are_written_to_and_at_a_contact_point_that_is_theirs() {
    let sandbox = empty().await;
    let mette = Writer::new(&sandbox, "mette", "own");
    let mut draft = mette.letter_to(&point(&sandbox, "Byggesag").await, "Carport").await;
    let theirs = |number: &str, kind: &str| json!({"recipientId": number, "recipientIdType": kind});
    let mut elsewhere = recipient(&sandbox, &point(&sandbox, "Byggesag").await).await;
    elsewhere["contactPoint"]["contactPointId"] = point(&sandbox, "Moms").await["id"].clone();
    for (to, field, code) in [
        (theirs("0203440000", "CPR"), "recipient", "recipient.not.allowed"),
        (theirs("nogen@example.org", "EMAIL"), "recipient", "recipient.not.allowed"),
        (theirs("99999999", "CVR"), "recipient", "recipient.unknown"),
        (theirs("00000103", "CVR"), "recipient", "recipient.not.allowed"),
        (theirs("00000100", "CVR"), "recipient.contactPoint", "contact.point.missing"),
        (elsewhere, "recipient.contactPoint", "contact.point.unknown"),
        (
            recipient(&sandbox, &point(&sandbox, "Moms").await).await,
            "recipient.contactPoint",
            "contact.point.not.for.sender",
        ),
        (
            recipient(&sandbox, &point(&sandbox, "Parkeringskontor").await).await,
            "recipient.contactPoint",
            "contact.point.inactive",
        ),
    ] {
        draft["recipient"] = to;
        draft = mette.put(&draft).await.json();
        assert_eq!(fields(&mette.send(&draft).await), one(field, code), "{}", draft["recipient"]);
    }
    let company = Writer::new(&sandbox, "mette", "company");
    let draft = company.letter_to(&point(&sandbox, "Moms").await, "Moms for maj").await;
    assert_eq!(company.send(&draft).await.status, 200);
}

#[tokio::test]
async fn a_contact_point_takes_so_many_attachments_and_so_much() {
    let sandbox = empty().await;
    let mette = Writer::new(&sandbox, "mette", "own");
    let passports = point(&sandbox, "Pas og kørekort").await;
    let draft = mette.letter_to(&passports, "Pas").await;
    mette.attach(&draft, "ADDITIONAL", "1.txt", b"1").await;
    let second = mette.attach(&draft, "ADDITIONAL", "2.txt", b"2").await;
    assert_eq!(fields(&mette.send(&draft).await), one("documents", "attachments.too.many"));
    let path = format!("{}/documents/{}", draft["id"].as_str().unwrap(), second["id"].as_str().unwrap());
    assert_eq!(mette.call("DELETE", &path, Some(&json!(0)), None).await.status, 204);
    // 10 MB as MeMo are 7.5 MB as they lie on disk.
    let large = mette.attach(&draft, "ADDITIONAL", "3.bin", &vec![7; 7_500_000]).await;
    assert_eq!(fields(&mette.send(&draft).await).len(), 2);
    let path = format!("{}/documents/{}", draft["id"].as_str().unwrap(), large["id"].as_str().unwrap());
    assert_eq!(mette.call("DELETE", &path, Some(&json!(0)), None).await.status, 204);
    assert_eq!(mette.send(&draft).await.status, 200);
    let draft = mette.letter_to(&passports, "Pas igen").await;
    mette.attach(&draft, "ADDITIONAL", "3.bin", &vec![7; 7_500_000]).await;
    assert_eq!(fields(&mette.send(&draft).await), one("documents", "memo.too.large"));
    let draft = mette.letter_to(&point(&sandbox, "Byggesag").await, "Tegninger").await;
    mette.attach(&draft, "ADDITIONAL", "3.bin", &vec![7; 7_500_000]).await;
    assert_eq!(mette.send(&draft).await.status, 200);
}

#[tokio::test]
async fn an_answer_goes_to_whoever_wrote_and_both_letters_know_of_each_other() {
    let sandbox = empty().await;
    let mette = Writer::new(&sandbox, "mette", "own");
    for (sender, number) in
        [("Prøvekøbing Kommune", "00000100"), ("Boligforeningen Eksempel", "00000107"), ("En ukendt", "00000000")]
    {
        let letter = answerable(&sandbox, sender, "2999-01-01").await;
        let draft = reply(&mette, &letter).await;
        assert_eq!(draft.status, 200);
        let draft = draft.json();
        assert_eq!((&draft["messageState"], &draft["label"]), (&json!("DRAFT"), &json!("Sv: Tilbud")));
        assert_eq!(
            (&draft["recipient"]["recipientId"], &draft["recipient"]["label"]),
            (&json!(number), &json!(sender))
        );
        assert_eq!(draft["replyData"][0]["parentMessageId"], letter["id"]);
        mette.attach(&draft, "MAIN", "svar.txt", b"Ja tak").await;
        let gone = mette.send(&draft).await;
        assert_eq!(gone.status, 200, "{}", String::from_utf8_lossy(&gone.body));
        let answered = mette.get(&letter).await;
        assert_eq!(answered["version"], letter["version"].as_i64().unwrap() + 1);
        let link = answered["replyData"].as_array().unwrap().last().unwrap().clone();
        assert_eq!((&link["childMessageId"], &link["parentMessageId"]), (&draft["id"], &letter["id"]));
        assert_eq!(sent(&sandbox).await.last().unwrap()["kind"], "reply");
    }
    assert!(sandbox.nonconforming().await.is_empty(), "{:?}", sandbox.nonconforming().await);
}

#[tokio::test]
async fn the_subject_of_an_answer_says_so_once_and_is_not_too_long() {
    let sandbox = empty().await;
    let mette = Writer::new(&sandbox, "mette", "own");
    for (subject, answer) in [("SV: Sagen", "SV: Sagen".to_owned()), ("øl", "Sv: øl".to_owned())]
        .into_iter()
        .chain([("æ".repeat(256).as_str(), format!("Sv: {}", "æ".repeat(252)))])
    {
        let wish = json!({"to": {"person": "mette"}, "sender": "Region Eksempel", "subject": subject,
            "body": {"text": "x"}, "replyBy": "2999-01-01"});
        let letter = json!({"id": sandbox.letter(wish).await});
        assert_eq!(reply(&mette, &letter).await.json()["label"], json!(answer));
    }
}

#[tokio::test]
async fn an_answer_carries_back_what_the_sender_wants_returned() {
    let sandbox = empty().await;
    let mette = Writer::new(&sandbox, "mette", "own");
    let memo = include_str!("../data/MeMo_Full_Example.xml");
    let got = sandbox.admin("POST", "/memo?person=mette", memo).await;
    let letter = mette.get(&json!({"id": got.json()["ids"][0]})).await;
    assert_eq!(letter["reply"], true);
    // The example's own time to answer has passed.
    assert_eq!(refused(&reply(&mette, &letter).await).2, "reply.too.late");
    let written = memo.replace(letter["replyByDateTime"].as_str().unwrap().split('T').next().unwrap(), "2999-01-01");
    let got = sandbox.admin("POST", "/memo?person=mette", written).await;
    let letter = mette.get(&json!({"id": got.json()["ids"][0]})).await;
    let draft = reply(&mette, &letter).await.json();
    let (asked, given) = (&letter["replyData"][0], &draft["replyData"][0]);
    for name in ["messageIdentifier", "caseId", "additionalReplyData", "generatingSystemId"] {
        assert_eq!(given[name], asked[name], "{name}");
    }
    assert!(given["caseId"].is_string());
    assert_eq!(
        draft["recipient"]["contactPoint"]["contactPointId"],
        letter["sender"]["contactPoint"]["contactPointId"]
    );
}

#[tokio::test]
async fn what_cannot_be_answered_or_not_any_more_is_refused() {
    let sandbox = empty().await;
    let mette = Writer::new(&sandbox, "mette", "own");
    let plain = json!({"to": {"person": "mette"}, "sender": "Region Eksempel", "subject": "x", "body": {"text": "x"}});
    let plain = json!({"id": sandbox.letter(plain).await});
    assert_eq!(refused(&reply(&mette, &plain).await), rule("reply", "reply.not.allowed"));
    let late = answerable(&sandbox, "Region Eksempel", "2020-01-01").await;
    assert_eq!(refused(&reply(&mette, &late).await), rule("reply", "reply.too.late"));
    let other = mette.try_draft(json!({"replyData": [{"parentMessageId": plain["id"]}]})).await;
    assert_eq!(refused(&other), rule("replyData", "reply.not.allowed"));
    let nowhere = json!({"id": "00000000-0000-4000-8000-000000000000"});
    assert_eq!(refused(&reply(&mette, &nowhere).await), rule("id", "message.not.found"));
    let reader = Writer::new(&sandbox, "mette", "delegated");
    assert_eq!(reply(&reader, &nowhere).await.status, 403);
    assert!(mette.letters("DRAFTS").await.is_empty());
}

#[tokio::test]
async fn an_answer_that_waited_too_long_does_not_leave() {
    let sandbox = empty().await;
    let mette = Writer::new(&sandbox, "mette", "own");
    let letter = answerable(&sandbox, "Region Eksempel", "2999-01-01").await;
    let draft = reply(&mette, &letter).await.json();
    mette.attach(&draft, "MAIN", "svar.txt", b"Ja").await;
    let mut other = mette.get(&draft).await;
    other["recipient"] = json!({"recipientId": "00000100", "recipientIdType": "CVR"});
    let other = mette.put(&other).await.json();
    assert_eq!(fields(&mette.send(&other).await), one("recipient", "recipient.fixed"));
    let thousand_years = 1000_i64 * 366 * 24 * 3600;
    assert_eq!(sandbox.admin("POST", "/clock", json!({"advanceS": thousand_years}).to_string()).await.status, 200);
    assert_eq!(fields(&mette.send(&draft).await), one("replyData", "reply.too.late"));
    assert_eq!(mette.get(&draft).await["messageState"], "DRAFT");
}

#[tokio::test]
async fn an_answer_can_be_begun_without_asking_for_a_draft_of_it() {
    let sandbox = empty().await;
    let mette = Writer::new(&sandbox, "mette", "own");
    let letter = answerable(&sandbox, "Region Eksempel", "2999-01-01").await;
    let to = json!({"recipientId": letter["sender"]["senderId"], "recipientIdType": "CVR"});
    let body = json!({"label": "Svar", "recipient": to,
        "replyData": [{"parentMessageId": letter["id"], "comment": "Kort"}]});
    let draft = mette.draft(body).await;
    assert_eq!(draft["replyData"][0]["comment"], "Kort");
    mette.attach(&draft, "MAIN", "svar.txt", b"Ja").await;
    assert_eq!(mette.send(&draft).await.status, 200);
}

#[tokio::test]
async fn nothing_leaves_a_closed_mailbox() {
    let sandbox = empty().await;
    let company = Writer::new(&sandbox, "mette", "company");
    let draft = company.letter_to(&point(&sandbox, "Moms").await, "Moms").await;
    sandbox.admin("POST", "/company/close", json!({"mailbox": company.mailbox}).to_string()).await;
    assert_eq!(company.send(&draft).await.status, 403);
    assert_eq!(company.call("POST", "", None, None).await.status, 403);
    let inger = Writer::new(&sandbox, "inger", "own");
    sandbox.admin("POST", "/access/end", r#"{"owner":"inger","why":"death"}"#).await;
    assert_eq!(inger.call("POST", "", None, None).await.status, 403);
}
