//! Letters and answers arrive, with their files, once; the threads are known, and Sent shows them.

use crate::{World, content, rows, text};
use serde_json::json;

#[test]
fn a_letter_to_an_authority_arrives_with_what_it_was_asked_for_and_its_files() {
    let world = World::new("empty");
    let to = world.recipient("Folkeregister og flytning");
    let file = world.file("kontrakt.pdf", b"%PDF-1.4 opdigtet");
    let queued = world.mette.json(&[
        "write",
        "--to",
        &to,
        "--subject",
        "Vi flytter",
        "--text",
        "Kære kommune\nVi flytter den 1.",
        "--field",
        "Ny adresse=Prøvevej 1",
        "--field",
        "Flyttedato=",
        "--attach",
        file.to_str().unwrap(),
    ]);
    let waiting = world.mette.json(&["outbox"]);
    assert_eq!((&waiting[0]["id"], &waiting[0]["change"]), (&queued["queued"], &json!("send")));
    assert!(world.sent().is_empty(), "it waits for the sync");
    let report = world.mette.json(&["sync"]);
    assert_eq!(rows(&report["mailboxes"]).iter().map(|one| one["sent"].as_u64().unwrap()).sum::<u64>(), 1);
    world.nothing_is_left();

    let sent = world.sent();
    assert_eq!(sent.len(), 1);
    assert_eq!((&sent[0]["kind"], &sent[0]["label"]), (&json!("message"), &json!("Vi flytter")));
    assert_eq!(sent[0]["recipient"]["contactPoint"]["label"], "Folkeregister og flytning");
    let info = &sent[0]["recipient"]["contactPoint"]["contactInfo"];
    assert_eq!((&info[0]["label"], &info[0]["value"]), (&json!("Ny adresse"), &json!("Prøvevej 1")));
    assert_eq!(rows(info).len(), 1, "what she does not have is not sent");
    let (said, files) = content(&sent[0]);
    assert_eq!((said.as_str(), files), ("Kære kommune\nVi flytter den 1.", vec![("kontrakt.pdf".to_owned(), 17)]));
    assert_eq!(sent[0]["documents"][1]["files"][0]["encodingFormat"], "application/pdf");

    let shown = world.mette.json(&["list", "--folder", "sent"]);
    assert_eq!((&shown[0]["subject"], &shown[0]["recipient"]), (&json!("Vi flytter"), &json!("Prøvekøbing Kommune")));
    let letter = world.mette.json(&["show", text(&shown[0], "id"), "--text"]);
    assert_eq!(letter["recipientDepartment"], "Folkeregister og flytning");
    assert!(text(&letter, "text").contains("Vi flytter den 1."));
}

#[test]
fn an_answer_goes_to_whoever_wrote_and_both_letters_know_of_each_other() {
    let world = World::new("empty");
    let letter = world.answerable("Prøvekøbing Kommune", "Tilbud om plads", "2999-01-01");
    assert_eq!(world.mette.json(&["show", &letter])["canReply"], true);
    let note = world.file("note.txt", "Ja tak".as_bytes());
    world.mette.json(&["reply", &letter, "--text", "Ja tak", "--attach", note.to_str().unwrap()]);
    world.mette.json(&["sync"]);
    world.nothing_is_left();
    let sent = world.sent();
    assert_eq!((sent.len(), &sent[0]["kind"], &sent[0]["label"]), (1, &json!("reply"), &json!("Sv: Tilbud om plads")));
    assert_eq!(content(&sent[0]), ("Ja tak".to_owned(), vec![("note.txt".to_owned(), 6)]));

    let answered = world.mette.json(&["show", &letter]);
    let answer = text(&answered["thread"][0], "id").to_owned();
    assert_eq!(answered["thread"][0]["place"], "answers");
    let own = world.mette.json(&["show", &answer]);
    assert_eq!((&own["thread"][0]["id"], &own["thread"][0]["place"]), (&json!(letter), &json!("answered")));
    assert_eq!(own["folder"], "sent");
}

#[test]
fn a_company_is_answered_when_it_wrote_and_a_second_answer_is_a_second_letter() {
    let world = World::new("empty");
    let letter = world.answerable("Boligforeningen Eksempel", "Varsling", "2999-01-01");
    for text in ["Første", "Andet"] {
        world.mette.json(&["reply", &letter, "--text", text]);
        world.mette.json(&["sync"]);
    }
    let said: Vec<String> = world.sent().iter().map(|one| content(one).0).collect();
    assert_eq!(said, ["Første", "Andet"]);
    assert_eq!(rows(&world.mette.json(&["show", &letter])["thread"]).len(), 2);
}

#[test]
fn what_is_written_without_a_line_waits_and_is_sent_when_there_is_one() {
    let world = World::new("empty");
    let letter = world.answerable("Prøvekøbing Kommune", "Tilbud", "2999-01-01");
    world.proxy.meet(|_, _| Some(crate::proxy::Answer::refusal(503, "away")), |_, _, _| ());
    world.mette.json(&["reply", &letter, "--text", "Uden net"]);
    assert_eq!(world.mette.json(&["drafts"])[0]["state"], "waiting");
    assert_eq!(world.mette.status(&["sync"]), 4);
    assert_eq!(world.mette.json(&["drafts"])[0]["text"], "Uden net");
    world.proxy.meet(|_, _| None, |_, _, _| ());
    world.mette.json(&["sync"]);
    assert_eq!(world.sent().len(), 1);
    world.nothing_is_left();
}

#[test]
fn a_draft_is_kept_changed_sent_taken_back_and_thrown_away() {
    let world = World::new("empty");
    let letter = world.answerable("Prøvekøbing Kommune", "Tilbud", "2999-01-01");
    let draft = world.mette.json(&["reply", &letter, "--text", "Kladde", "--draft"]);
    let id = text(&draft, "draft").to_owned();
    assert_eq!(world.mette.json(&["show", &letter])["draft"], json!(id));
    let file = world.file("bilag.txt", b"Bilag");
    let edit = ["draft", "edit", &id, "--text", "Rettet", "--attach", file.to_str().unwrap()];
    world.mette.json(&edit);
    std::fs::remove_file(&file).unwrap();
    world.mette.json(&["sync"]);
    assert!(world.sent().is_empty() && world.drafts_at_the_service() == 0, "a draft is private");

    world.mette.json(&["draft", "send", &id]);
    assert_eq!(world.mette.status(&["draft", "edit", &id, "--text", "For sent"]), 7, "it is on its way");
    assert_eq!(world.mette.status(&["draft", "send", &id]), 7);
    world.mette.json(&["draft", "take-back", &id]);
    world.mette.json(&["draft", "edit", &id, "--text", "Sidste ord"]);
    world.mette.json(&["draft", "send", &id]);
    world.mette.json(&["sync"]);
    assert_eq!(content(&world.sent()[0]), ("Sidste ord".to_owned(), vec![("bilag.txt".to_owned(), 5)]));
    assert_eq!(world.mette.status(&["draft", "show", &id]), 6);

    let other = world.mette.json(&["reply", &letter, "--text", "Nej", "--draft"]);
    world.mette.json(&["draft", "discard", text(&other, "draft")]);
    world.nothing_is_left();
}
