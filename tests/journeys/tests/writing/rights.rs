//! Who may write, and who may only let letters go on.

use crate::{World, rows, text};
use serde_json::json;

#[test]
fn a_reader_writes_nothing_and_answers_nothing_but_may_let_a_letter_go_on() {
    let world = World::new("demo");
    let hers = world.mette.mailbox("delegated");
    let wish = json!({"to": {"person": "inger"}, "sender": "Prøvekøbing Kommune", "subject": "Til mor",
        "body": {"text": "x"}, "replyBy": "2999-01-01"});
    world.sandbox.post("/admin/letters", &wish);
    world.mette.json(&["sync"]);
    let letters = world.mette.json(&["list", "--mailbox", &hers]);
    let letter = rows(&letters).iter().find(|row| row["subject"] == "Til mor").unwrap();
    let letter = text(letter, "id");
    let to = world.recipient("Skriv til kommunen");
    assert_eq!(world.mette.status(&["reply", letter, "--text", "x"]), 5);
    let write = ["write", "--mailbox", &hers, "--to", &to, "--subject", "x", "--text", "x"];
    assert_eq!(world.mette.status(&write), 5);
    let shown = world.mette.json(&["show", letter]);
    assert_eq!((&shown["canReply"], &shown["canForward"]), (&json!(false), &json!(true)));
    assert_eq!(world.mette.json(&["drafts"]), json!([]));
    assert_eq!(world.mette.json(&["outbox"]), json!([]));

    let me = &world.mette.json(&["recipients", "--mailbox", &hers, "Hansen VVS"])[0];
    world.mette.json(&["forward", letter, "--to", text(me, "id"), "--comment", "Se her"]);
    world.mette.json(&["sync"]);
    let sent = world.sent();
    assert_eq!((sent.len(), &sent[0]["kind"], &sent[0]["comment"]), (1, &json!("forward"), &json!("Se her")));
}

#[test]
fn who_writes_for_an_association_is_named_beside_it() {
    let world = World::new("demo");
    let association = world.mette.mailbox("association");
    let found = world.mette.json(&["recipients", "--mailbox", &association, "Moms"]);
    let to = text(rows(&found).iter().find(|one| one["department"] == "Moms").unwrap(), "id").to_owned();
    world.mette.json(&[
        "write",
        "--mailbox",
        &association,
        "--to",
        &to,
        "--subject",
        "Moms",
        "--text",
        "For maj",
        "--field",
        "SE-nummer=",
    ]);
    world.mette.json(&["sync"]);
    let sent = world.sent();
    assert_eq!(sent[0]["sender"]["senderIdType"], "CVR");
    assert_eq!(sent[0]["sender"]["attentionData"]["personLabel"], "Mette Hansen");
    assert!(
        !rows(&world.mette.json(&["recipients", "Moms"])).iter().any(|one| one["department"] == "Moms"),
        "it is not for citizens"
    );
}
