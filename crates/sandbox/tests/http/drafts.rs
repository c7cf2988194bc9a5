//! Drafts, their documents and files, and letters thrown away for good.

use crate::common::{demo, empty};
use crate::writer::{Writer, refused, rule};
use serde_json::{Value, json};

#[tokio::test]
async fn a_draft_begins_empty_and_takes_what_is_written() {
    let sandbox = empty().await;
    let mette = Writer::new(&sandbox, "mette", "own");
    let made = mette.call("POST", "", None, None).await;
    assert_eq!(made.status, 201);
    let mut draft = made.json();
    assert_eq!((&draft["messageState"], &draft["version"]), (&json!("DRAFT"), &json!(0)));
    assert_eq!((&draft["folderId"], &draft["read"]), (&mette.folder("DRAFTS").await, &json!(true)));
    assert_eq!((&draft["sender"]["senderId"], &draft["sender"]["senderIdType"]), (&json!("1304850000"), &json!("CPR")));
    assert_eq!((&draft["receivedDateTime"], &draft["documents"]), (&Value::Null, &json!([])));
    draft["label"] = json!("Om vores børnehave");
    draft["transactionId"] = json!("mærke");
    draft["sender"]["label"] = json!("En anden");
    draft["recipient"] = json!({"recipientId": "00000100", "recipientIdType": "CVR",
        "contactPoint": {"contactInfo": [{"label": "Barnets navn", "value": "Liv"}]}});
    let changed = mette.put(&draft).await.json();
    assert_eq!((&changed["label"], &changed["version"]), (&json!("Om vores børnehave"), &json!(1)));
    assert_eq!((&changed["sender"]["label"], &changed["transactionId"]), (&json!("Mette Hansen"), &json!("mærke")));
    assert_eq!(changed["recipient"]["contactPoint"]["contactInfo"][0]["value"], "Liv");
    assert_eq!(mette.put(&draft).await.status, 409);
    assert_eq!(mette.get(&draft).await, changed);
    let found = mette.call("GET", "?transactionId=mærke", None, None).await.json();
    assert_eq!(found["messages"], json!([changed]));
    assert!(sandbox.nonconforming().await.is_empty(), "{:?}", sandbox.nonconforming().await);
}

#[tokio::test]
async fn what_a_draft_cannot_be_is_refused() {
    let sandbox = empty().await;
    let mette = Writer::new(&sandbox, "mette", "own");
    let inbox = mette.folder("INBOX").await;
    let elsewhere = mette.call("POST", "", None, Some(json!({"folderId": inbox}))).await;
    assert_eq!(refused(&elsewhere), rule("folderId", "folder.not.allowed"));
    for (body, field, code) in [
        (json!({"messageType": "MANDATORY"}), "messageType", "message.not.a.draft"),
        (json!({"messageState": "SENT"}), "messageState", "message.not.a.draft"),
        (json!({"recipient": {"recipientId": "12", "recipientIdType": "CVR"}}), "recipientId", "recipient.invalid"),
        (json!({"recipient": {"recipientId": "x", "recipientIdType": "CPR"}}), "recipientId", "recipient.invalid"),
        (json!({"documents": [{"documentType": "TECHNICAL"}]}), "documentType", "document.technical"),
        (
            json!({"documents": [{"documentType": "MAIN"}, {"documentType": "MAIN"}]}),
            "documentType",
            "document.main.twice",
        ),
        (
            json!({"documents": [{"documentType": "MAIN", "actions": [{"label": "Betal"}]}]}),
            "actions",
            "action.not.allowed",
        ),
        (json!({"replyData": [{}]}), "replyData", "reply.parent.missing"),
    ] {
        assert_eq!(refused(&mette.try_draft(body.clone()).await), rule(field, code), "{body}");
    }
    for (body, field) in [
        (json!({"label": "x".repeat(257)}), "label"),
        (json!({"label": 7}), "label"),
        (json!({"recipient": "kommunen"}), "recipient"),
        (json!({"recipient": {"recipientId": "x", "recipientIdType": "FAX"}}), "recipientIdType"),
        (json!({"documents": [5]}), "documents"),
        (json!({"documents": [{}]}), "documentType"),
    ] {
        let got = mette.try_draft(body.clone()).await;
        assert_eq!((got.status, got.json()["fieldErrors"][0]["field"].clone()), (400, json!(field)), "{body}");
    }
    assert!(mette.letters("DRAFTS").await.is_empty());
}

#[tokio::test]
async fn documents_and_files_are_added_changed_and_taken_out() {
    let sandbox = empty().await;
    let mette = Writer::new(&sandbox, "mette", "own");
    let draft = mette.draft(json!({"label": "Brev"})).await;
    let main = mette.attach(&draft, "MAIN", "brev.txt", b"Hej").await;
    let annex = mette.attach(&draft, "ADDITIONAL", "bilag.bin", &[0, 1, 2]).await;
    let [draft_id, main_id, annex_id] = [&draft, &main, &annex].map(|one| one["id"].as_str().unwrap());
    let now = mette.get(&draft).await;
    assert_eq!(now["version"], 6);
    assert_eq!((&now["documents"][0]["id"], &now["documents"][1]["id"]), (&main["id"], &annex["id"]));
    let file = &now["documents"][0]["files"][0];
    assert_eq!((&file["fileSize"], &file["version"]), (&json!(3), &json!(1)));
    let file_path = format!("{draft_id}/documents/{main_id}/files/{}", file["id"].as_str().unwrap());
    let content = format!("{file_path}/content");
    assert_eq!(mette.call("GET", &content, None, None).await.body, b"Hej");
    let renamed = json!({"encodingFormat": "text/plain", "filename": "svar.txt", "language": "da"});
    let changed = mette.call("PUT", &file_path, Some(&json!(1)), Some(renamed.clone())).await.json();
    assert_eq!(
        (&changed["filename"], &changed["version"], &changed["fileSize"]),
        (&json!("svar.txt"), &json!(2), &json!(3))
    );
    assert_eq!(mette.call("PUT", &file_path, Some(&json!(1)), Some(renamed)).await.status, 409);
    let document_path = format!("{draft_id}/documents/{annex_id}");
    let label = json!({"documentType": "ADDITIONAL", "label": "Tegning"});
    let changed = mette.call("PUT", &document_path, Some(&annex["version"]), Some(label)).await.json();
    assert_eq!((&changed["label"], &changed["version"]), (&json!("Tegning"), &json!(1)));
    assert_eq!(changed["files"][0]["fileSize"], 3);
    assert_eq!(mette.call("DELETE", &document_path, Some(&json!(0)), None).await.status, 409);
    assert_eq!(mette.call("DELETE", &document_path, Some(&json!(1)), None).await.status, 204);
    assert_eq!(mette.call("DELETE", &document_path, Some(&json!(1)), None).await.status, 404);
    assert_eq!(mette.call("DELETE", &file_path, Some(&json!(2)), None).await.status, 204);
    assert_eq!(mette.call("GET", &content, None, None).await.status, 404);
    let left = mette.get(&draft).await;
    assert_eq!((left["documents"].as_array().unwrap().len(), &left["documents"][0]["files"]), (1, &json!([])));
    assert!(sandbox.nonconforming().await.is_empty(), "{:?}", sandbox.nonconforming().await);
}

#[tokio::test]
async fn an_upload_is_one_part_named_file_with_something_in_it() {
    let sandbox = empty().await;
    let mette = Writer::new(&sandbox, "mette", "own");
    let draft = mette.draft(json!({})).await;
    let main = mette.attach(&draft, "MAIN", "brev.txt", b"Hej").await;
    let mut file = mette.get(&draft).await["documents"][0]["files"][0].clone();
    assert_eq!(refused(&mette.upload(&draft, &main, &file, b"").await), rule("file", "file.empty"));
    let raw = mette.put_content(&draft, &main, &file, "application/octet-stream", b"Hej".to_vec()).await;
    assert_eq!(refused(&raw), (400, "file".to_owned(), "multipart.invalid".to_owned()));
    let other = b"--b\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\nx\r\n--b--\r\n".to_vec();
    let other = mette.put_content(&draft, &main, &file, "multipart/form-data; boundary=b", other).await;
    assert_eq!(refused(&other), (400, "file".to_owned(), "multipart.invalid".to_owned()));
    assert_eq!(sandbox.nonconforming().await.len(), 2);
    let uploaded = mette.upload(&draft, &main, &file, b"Hej igen").await.json();
    assert_eq!((&uploaded["id"], &uploaded["version"], &uploaded["fileSize"]), (&file["id"], &json!(2), &json!(8)));
    assert_eq!(uploaded["message"], mette.get(&draft).await);
    assert_eq!(mette.upload(&draft, &main, &file, b"for sent").await.status, 409);
    file["version"] = json!(2);
    let large = vec![b'x'; 99_500_001];
    assert_eq!(refused(&mette.upload(&draft, &main, &file, &large).await), rule("file", "file.too.large"));
}

#[tokio::test]
async fn a_file_needs_a_plain_name_a_type_and_a_language() {
    let sandbox = empty().await;
    let mette = Writer::new(&sandbox, "mette", "own");
    let draft = mette.draft(json!({})).await;
    let main = mette.try_document(&draft, "MAIN").await.json();
    let files = format!("{}/documents/{}/files/", draft["id"].as_str().unwrap(), main["id"].as_str().unwrap());
    let good = json!({"encodingFormat": "text/plain", "filename": "a.txt", "language": "da"});
    for (name, value, code) in [
        ("encodingFormat", "tekst", "encoding.format.invalid"),
        ("filename", "a/b.txt", "filename.invalid"),
        ("filename", "a\nb.txt", "filename.invalid"),
        ("filename", " ", "filename.invalid"),
        ("language", "dansk", "language.invalid"),
    ] {
        let mut body = good.clone();
        body[name] = json!(value);
        assert_eq!(refused(&mette.call("POST", &files, None, Some(body)).await), rule(name, code));
    }
    let without = mette.call("POST", &files, None, Some(json!({"filename": "a.txt"}))).await;
    assert_eq!(refused(&without).0, 400);
    let nowhere = files.replace(main["id"].as_str().unwrap(), draft["id"].as_str().unwrap());
    assert_eq!(refused(&mette.call("POST", &nowhere, None, Some(good)).await), rule("id", "document.not.found"));
}

#[tokio::test]
async fn a_draft_has_one_main_document_and_at_most_ten_others() {
    let sandbox = empty().await;
    let mette = Writer::new(&sandbox, "mette", "own");
    let draft = mette.draft(json!({"documents": [{"documentType": "MAIN"}]})).await;
    assert_eq!(refused(&mette.try_document(&draft, "MAIN").await), rule("documentType", "document.main.twice"));
    for _ in 0..10 {
        assert_eq!(mette.try_document(&draft, "ADDITIONAL").await.status, 201);
    }
    let eleventh = mette.try_document(&draft, "ADDITIONAL").await;
    assert_eq!(refused(&eleventh), rule("documentType", "document.additional.too.many"));
    assert_eq!(refused(&mette.try_document(&draft, "TECHNICAL").await), rule("documentType", "document.technical"));
    assert_eq!(mette.get(&draft).await["documents"].as_array().unwrap().len(), 11);
}

#[tokio::test]
async fn a_body_that_lists_documents_keeps_those_it_names_and_one_that_does_not_keeps_all() {
    let sandbox = empty().await;
    let mette = Writer::new(&sandbox, "mette", "own");
    let draft = mette.draft(json!({"label": "Brev"})).await;
    let main = mette.attach(&draft, "MAIN", "brev.txt", b"Hej").await;
    let annex = mette.attach(&draft, "ADDITIONAL", "bilag.txt", b"Bilag").await;
    let mut now = mette.get(&draft).await;
    now.as_object_mut().unwrap().remove("documents");
    let kept = mette.put(&now).await.json();
    assert_eq!(kept["documents"].as_array().unwrap().len(), 2);
    now["version"] = kept["version"].clone();
    now["documents"] = json!([kept["documents"][0], {"documentType": "ADDITIONAL", "label": "Ny",
        "files": [{"encodingFormat": "text/plain", "filename": "ny.txt", "language": "da", "fileSize": 5}]}]);
    let replaced = mette.put(&now).await.json();
    let documents = replaced["documents"].as_array().unwrap();
    assert_eq!((documents.len(), &documents[0]), (2, &kept["documents"][0]));
    assert_ne!(documents[1]["id"], annex["id"]);
    assert_eq!(documents[1]["files"][0]["fileSize"], Value::Null);
    let path = |document: &Value| {
        let [draft, id, file] =
            [&draft["id"], &document["id"], &document["files"][0]["id"]].map(|v| v.as_str().unwrap());
        format!("{draft}/documents/{id}/files/{file}/content")
    };
    assert_eq!(mette.call("GET", &path(&main), None, None).await.body, b"Hej");
    assert_eq!(mette.call("GET", &path(&annex), None, None).await.status, 404);
    assert_eq!(mette.call("GET", &path(&documents[1]), None, None).await.status, 404);
}

#[tokio::test]
async fn the_recipient_of_a_draft_can_be_set_alone() {
    let sandbox = empty().await;
    let mette = Writer::new(&sandbox, "mette", "own");
    let draft = mette.draft(json!({"label": "Brev"})).await;
    let wish = json!({"recipient": {"recipientId": "00000102", "recipientIdType": "CVR"}});
    let changed = mette.call("PATCH", draft["id"].as_str().unwrap(), Some(&json!(0)), Some(wish)).await.json();
    assert_eq!((&changed["recipient"]["recipientId"], &changed["version"]), (&json!("00000102"), &json!(1)));
    let wrong = json!({"recipient": {"recipientId": "1", "recipientIdType": "CVR"}});
    let wrong = mette.call("PATCH", draft["id"].as_str().unwrap(), Some(&json!(1)), Some(wrong)).await;
    assert_eq!(refused(&wrong), rule("recipientId", "recipient.invalid"));
    let inbox = json!({"folderId": mette.folder("INBOX").await});
    let moved = mette.call("PATCH", draft["id"].as_str().unwrap(), Some(&json!(1)), Some(inbox)).await;
    assert_eq!(refused(&moved), rule("folderId", "folder.not.allowed"));
}

#[tokio::test]
async fn a_letter_that_came_is_no_draft() {
    let sandbox = demo().await;
    let mette = Writer::new(&sandbox, "mette", "own");
    let letter = mette.letters("INBOX").await[0].clone();
    let not_a_draft = rule("messageState", "message.not.a.draft");
    assert_eq!(refused(&mette.put(&letter).await), not_a_draft);
    assert_eq!(refused(&mette.try_document(&letter, "ADDITIONAL").await), not_a_draft);
    assert_eq!(refused(&mette.send(&letter).await), not_a_draft);
    let document = &letter["documents"][0];
    let bytes = mette.upload(&letter, document, &document["files"][0], b"falsk").await;
    assert_eq!(refused(&bytes), not_a_draft);
    assert_eq!(mette.get(&letter).await, letter);
}

#[tokio::test]
async fn a_letter_is_thrown_away_for_good_only_from_the_deleted_ones() {
    let sandbox = demo().await;
    let mette = Writer::new(&sandbox, "mette", "own");
    let letter = mette.letters("INBOX").await[0].clone();
    let id = letter["id"].as_str().unwrap();
    let early = mette.call("DELETE", id, Some(&letter["version"]), None).await;
    assert_eq!(refused(&early), rule("folderId", "message.not.deleted"));
    let deleted = json!({"folderId": mette.folder("DELETED").await});
    let moved = mette.call("PATCH", id, Some(&letter["version"]), Some(deleted)).await.json();
    assert_eq!(mette.call("DELETE", id, Some(&letter["version"]), None).await.status, 409);
    assert_eq!(mette.call("DELETE", id, None, None).await.status, 400);
    let path = [&letter["documents"][0]["id"], &letter["documents"][0]["files"][0]["id"]].map(|v| v.as_str().unwrap());
    let content = format!("{id}/documents/{}/files/{}/content", path[0], path[1]);
    let gone = mette.call("DELETE", id, Some(&moved["version"]), None).await;
    assert_eq!((gone.status, gone.body.len()), (204, 0));
    for path in [id, &content] {
        assert_eq!(mette.call("GET", path, None, None).await.status, 404);
    }
    assert_eq!(mette.call("DELETE", id, Some(&moved["version"]), None).await.status, 404);
    assert!(mette.letters("DELETED").await.is_empty());
}

#[tokio::test]
async fn lists_that_are_late_still_show_what_was_thrown_away_and_not_yet_what_was_begun() {
    let sandbox = demo().await;
    let mette = Writer::new(&sandbox, "mette", "own");
    let before = mette.letters("INBOX").await;
    let id = before[0]["id"].as_str().unwrap();
    let deleted = json!({"folderId": mette.folder("DELETED").await});
    sandbox.admin("POST", "/faults", json!({"staleListMs": 600_000}).to_string()).await;
    let moved = mette.call("PATCH", id, Some(&before[0]["version"]), Some(deleted)).await.json();
    assert_eq!(mette.call("DELETE", id, Some(&moved["version"]), None).await.status, 204);
    let draft = mette.call("POST", "", None, None).await.json();
    assert_eq!(mette.letters("INBOX").await, before);
    assert!(mette.letters("DRAFTS").await.is_empty());
    assert_eq!(mette.call("GET", id, None, None).await.status, 404);
    sandbox.admin("DELETE", "/faults", "").await;
    assert_eq!(mette.letters("INBOX").await, before[1..]);
    assert_eq!(mette.letters("DRAFTS").await, [draft]);
}

#[tokio::test]
async fn who_writes_for_another_discards_drafts_but_deletes_no_letters_and_who_reads_does_neither() {
    let sandbox = demo().await;
    let writer = Writer::new(&sandbox, "mette", "association");
    let draft = writer.draft(json!({"label": "Fra foreningen"})).await;
    assert_eq!(draft["sender"]["senderIdType"], "CVR");
    assert_eq!(draft["sender"]["attentionData"]["personLabel"], "Mette Hansen");
    let gone = writer.call("DELETE", draft["id"].as_str().unwrap(), Some(&draft["version"]), None).await;
    assert_eq!(gone.status, 204);
    let letter = writer.letters("INBOX").await[0].clone();
    let kept = writer.call("DELETE", letter["id"].as_str().unwrap(), Some(&letter["version"]), None).await;
    assert_eq!(kept.status, 403);
    let owner = Writer::new(&sandbox, "inger", "own");
    let draft = owner.draft(json!({"label": "Kladde"})).await;
    let reader = Writer::new(&sandbox, "mette", "delegated");
    assert_eq!(reader.try_draft(json!({})).await.status, 403);
    assert_eq!(reader.put(&draft).await.status, 403);
    assert_eq!(reader.try_document(&draft, "MAIN").await.status, 403);
    assert_eq!(reader.send(&draft).await.status, 403);
    assert_eq!(
        reader.call("PATCH", draft["id"].as_str().unwrap(), Some(&json!(0)), Some(json!({"flag": true}))).await.status,
        403
    );
    assert_eq!(reader.call("DELETE", draft["id"].as_str().unwrap(), Some(&json!(0)), None).await.status, 403);
    let stranger = Writer { sandbox: &sandbox, mailbox: owner.mailbox.clone(), person: "jens" };
    assert_eq!(stranger.call("POST", "", None, None).await.status, 403);
    assert_eq!(stranger.send(&draft).await.status, 403);
    assert_eq!(stranger.try_document(&draft, "MAIN").await.status, 403);
    assert_eq!(stranger.put(&draft).await.status, 404);
    let nobody = Writer { sandbox: &sandbox, mailbox: owner.mailbox.clone(), person: "nobody" };
    assert_eq!(nobody.call("POST", "", None, None).await.status, 401);
    assert_eq!(nobody.try_document(&draft, "MAIN").await.status, 401);
    assert_eq!(owner.get(&draft).await, draft);
}
