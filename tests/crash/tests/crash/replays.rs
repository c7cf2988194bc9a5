//! An outbox on its way that is cut: every wish is carried out at the service, and none twice.

use crate::faults::How;
use crate::places::many;
use crate::scene::{Scene, rows, text, words};
use serde_json::json;

/// Wishes of every kind that changes letters and folders.
fn marks() -> Scene {
    Scene::new("ahmed", |service, home| {
        service.send("ahmed", "Et brev", 6);
        home.json(&["sync"]);
        let letters = home.json(&["list"]);
        let letter = |n: usize| text(&rows(&letters)[n], "id");
        home.json(&["mark", letter(0), "--flag"]);
        home.json(&["mark", letter(0), "--read"]);
        home.json(&["note", letter(1), "--text", "Ring til dem"]);
        home.json(&["folder", "add", "Vigtigt"]);
        home.json(&["move", letter(2), "Vigtigt"]);
        home.json(&["delete", letter(3)]);
        home.json(&["rename", letter(4), "--name", "Et andet navn"]);
        words(&["sync"])
    })
}

/// A letter with a file, an answer and a letter that goes on.
fn letters() -> Scene {
    Scene::new("ahmed", |service, home| {
        let asks = json!({"to": {"person": "ahmed"}, "sender": "Prøvekøbing Kommune", "subject": "Tilbud om plads",
            "body": {"text": "Svar os"}, "replyBy": "2999-01-01"});
        service.post("/admin/letters", &asks);
        home.json(&["sync"]);
        let letters = home.json(&["list"]);
        let letter = text(&rows(&letters)[0], "id");
        let file = home.file("bilag.txt", b"Et bilag");
        let found = home.json(&["recipients", "Skriv til kommunen"]);
        let to = rows(&found).iter().find(|one| one["department"] == "Skriv til kommunen").expect("the contact point");
        let subject = ["--subject", "Vi flytter", "--text", "Den 1.", "--attach", &file];
        home.json(&[&["write", "--to", text(to, "id")][..], &subject].concat());
        home.json(&["reply", letter, "--text", "Ja tak", "--attach", &file]);
        home.json(&[
            "forward",
            letter,
            "--to",
            "revisor@example.org",
            "--agree-email-is-not-safe",
            "--comment",
            "Se her",
        ]);
        words(&["sync"])
    })
}

fn every_wish_was_carried_out(scene: &Scene) {
    for mailbox in scene.end.here.values() {
        assert_eq!((&mailbox["wishes"], &mailbox["drafts"]), (&json!([]), &json!([])));
    }
}

#[test]
fn wishes_that_are_cut_on_their_way_are_carried_out_once() {
    let scene = marks();
    every_wish_was_carried_out(&scene);
    scene.cut_often(How::Kill, many(120));
    scene.cut_often(How::Torn, many(30));
}

#[test]
fn letters_that_are_cut_on_their_way_are_sent_once() {
    let scene = letters();
    every_wish_was_carried_out(&scene);
    assert_eq!(scene.end.sent.as_array().map(Vec::len), Some(3), "{}", scene.end.sent);
    scene.cut_often(How::Kill, many(120));
    scene.cut_often(How::Torn, many(30));
}

#[test]
fn a_computer_that_goes_out_while_an_outbox_is_on_its_way_loses_and_repeats_no_wish() {
    marks().cut_often(How::Power, many(30));
    letters().cut_often(How::Power, many(30));
}
