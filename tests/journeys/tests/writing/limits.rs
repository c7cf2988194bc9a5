//! What a letter lacks and what is too much is said before it is sent, in words; what only the service knows is
//! told when it says so, and the letter stays to be mended.

use crate::proxy::Answer;
use crate::{World, content, rows, text};
use serde_json::json;
use std::process::Output;

fn says(output: &Output, status: i32, words: &str) {
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(status), "{stderr}");
    assert!(stderr.contains(words), "{words:?} is not in {stderr}");
}

#[test]
fn what_a_contact_point_asks_for_is_given_or_said_not_to_be_there() {
    let world = World::new("empty");
    let to = world.recipient("Kontanthjælp og sygedagpenge");
    let letter = ["write", "--to", &to, "--subject", "Syg", "--text", "Jeg er syg"];
    let draft = world.mette.json(&[&letter[..], &["--draft"]].concat());
    let id = text(&draft, "draft");
    says(&world.mette.run(&["draft", "send", id]), 7, "asks for more details");
    world.mette.json(&["draft", "edit", id, "--field", "Sagsnummer="]);
    world.mette.json(&["draft", "send", id]);
    // Who writes in one go is told what was asked for.
    says(&world.mette.run(&letter), 0, "also asks for: Sagsnummer");
    says(&world.mette.run(&[&letter[..], &["--field", "Sagsnummer=7"]].concat()), 0, "");
    world.mette.json(&["sync"]);
    let said: Vec<usize> = world
        .sent()
        .iter()
        .map(|one| one["recipient"]["contactPoint"]["contactInfo"].as_array().map_or(0, Vec::len))
        .collect();
    assert_eq!(said, [0, 0, 1]);
}

#[test]
fn a_letter_has_a_recipient_a_subject_and_something_to_say() {
    let world = World::new("empty");
    let to = world.recipient("Skriv til kommunen");
    let write = |to: &str, subject: &str, text: &str| {
        world.mette.run(&["write", "--to", to, "--subject", subject, "--text", text])
    };
    says(&write(&to, " ", "Hej"), 7, "no subject");
    says(&write(&to, &"x".repeat(257), "Hej"), 7, "subject is too long");
    says(&write(&to, "Emne", " \n"), 7, "letter is empty");
    says(&write("nobody", "Emne", "Hej"), 6, "no recipient of that name");
    says(&write("nogen@example.org", "Emne", "Hej"), 7, "authorities only");
    let trusted = world.mette.json(&["recipients", "Inger Hansen"]);
    says(&write(&world.recipient("Inger Hansen"), "Emne", "Hej"), 7, "authorities only");
    assert!(!trusted.to_string().contains("0203440000"), "a person's number never crosses");
    assert_eq!(world.mette.json(&["drafts"]), json!([]));
    says(&write("Prøvekøbing Kommune", "Emne", "Hej"), 7, "Several recipients have that name");
    says(&write("skriv til kommunen", "Emne", "Hej"), 0, "");
    says(&write("Eksempeltilsynet", "Emne", "Hej"), 0, "also asks for: Journalnummer");
}

#[test]
fn attachments_are_files_with_something_in_them_and_no_more_than_the_recipient_takes() {
    let world = World::new("empty");
    let to = world.recipient("Pas og kørekort");
    let (one, two) = (world.file("1.txt", b"1"), world.file("2.txt", b"2"));
    let (empty, large) = (world.file("0.txt", b""), world.file("stor.bin", &vec![7; 7_500_000]));
    let write = |files: &[&std::path::PathBuf]| {
        let mut args = vec!["write", "--to", &to, "--subject", "Pas", "--text", "Hej"];
        for file in files {
            args.extend(["--attach", file.to_str().unwrap()]);
        }
        world.mette.run(&args)
    };
    says(&write(&[&one, &two]), 7, "more files than the recipient takes");
    says(&write(&[&empty]), 7, "is empty");
    says(&write(&[&world.mette.home.path().to_owned()]), 7, "not a file");
    says(&write(&[&world.mette.home.path().join("nowhere")]), 7, "cannot be read");
    // 10 MB as MeMo are 7.5 MB as they lie on disk.
    says(&write(&[&large]), 7, "too large");
    assert_eq!(write(&[&one]).status.code(), Some(0));
    world.mette.json(&["sync"]);
    assert_eq!(content(&world.sent()[0]).1, vec![("1.txt".to_owned(), 1)]);
}

#[test]
fn a_large_file_goes_along_and_its_name_is_made_one_that_the_service_takes() {
    let world = World::new("empty");
    let to = world.recipient("Byggesag");
    let drawing = world.file("tegning: \"carport\"?.bin", &vec![7; 20_000_000]);
    let drawing = drawing.to_str().unwrap();
    world.mette.json(&[
        "write",
        "--to",
        &to,
        "--subject",
        "Carport",
        "--text",
        "Tegninger",
        "--field",
        "Ejendomsnummer=1",
        "--field",
        "Sagsnummer=",
        "--attach",
        drawing,
        "--attach",
        drawing,
    ]);
    world.mette.json(&["sync"]);
    let names: Vec<(String, u64)> = content(&world.sent()[0]).1;
    assert_eq!(
        names,
        [("tegning carport.bin".to_owned(), 20_000_000), ("tegning carport (2).bin".to_owned(), 20_000_000)]
    );
}

#[test]
fn an_answer_is_taken_where_it_is_wanted_and_as_long_as_it_is() {
    let world = World::new("empty");
    let letter = world.answerable("Prøvekøbing Kommune", "Frist", "2999-01-01");
    world.sandbox.post(
        "/admin/letters",
        &json!({"to": {"person": "mette"}, "sender": "Prøvekøbing Kommune", "subject": "Ikke til svar",
            "body": {"text": "x"}}),
    );
    let late = world.answerable("Prøvekøbing Kommune", "For sent", "2020-01-01");
    let list = world.mette.json(&["list"]);
    let closed = rows(&list).iter().find(|row| row["subject"] == "Ikke til svar").unwrap()["id"].as_str().unwrap();
    says(&world.mette.run(&["reply", closed, "--text", "x"]), 7, "takes no answers");
    says(&world.mette.run(&["reply", &late, "--text", "x"]), 7, "time to answer has passed");
    assert_eq!(world.mette.json(&["show", &late])["canReply"], false);

    // The time passes while the answer waits.
    world.mette.json(&["reply", &letter, "--text", "Nå det"]);
    world.proxy.meet(
        |method, path| (method == "PUT" && path.ends_with("/send")).then(|| Answer::refusal(422, "reply.too.late")),
        |_, _, _| (),
    );
    world.mette.json(&["sync"]);
    let waiting = world.mette.json(&["outbox"]);
    assert_eq!((&waiting[0]["state"], &waiting[0]["reason"]), (&json!("refused"), &json!("reply.too.late")));
    assert!(text(&waiting[0], "message").contains("time to answer has passed"));
    let draft = &world.mette.json(&["drafts"])[0];
    assert_eq!((&draft["state"], &draft["text"]), (&json!("refused"), &json!("Nå det")));
    world.mette.json(&["draft", "discard", text(draft, "id")]);
    world.mette.json(&["sync"]);
    world.nothing_is_left();
    assert_eq!(world.drafts_at_the_service(), 0, "what the service had of it is thrown away");
    assert!(world.sent().is_empty());
}
