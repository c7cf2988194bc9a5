//! What the service would not have stays to be seen: with its reason in words, to be tried again or let go.

use crate::proxy::Answer;
use crate::{World, rows, text};
use serde_json::{Value, json};

fn refuse_marks(world: &World, status: u16) {
    world.proxy.meet(move |method, _| (method == "PATCH").then(|| Answer::refusal(status, "some.rule")), |_, _, _| ());
}

fn outbox(world: &World) -> Vec<Value> {
    rows(&world.mette.json(&["outbox"])).clone()
}

#[test]
fn a_wish_that_was_refused_is_told_tried_again_and_let_go() {
    let world = World::new("empty");
    let letter = world.answerable("Prøvekøbing Kommune", "Brev", "2999-01-01");
    refuse_marks(&world, 422);
    world.mette.json(&["mark", &letter, "--flag"]);
    world.mette.json(&["sync"]);
    let refused = &outbox(&world)[0];
    assert_eq!((&refused["state"], &refused["reason"]), (&json!("refused"), &json!("some.rule")));
    assert!(!text(refused, "message").is_empty());
    assert_eq!(world.mette.json(&["show", &letter])["flag"], false, "it is undone here");

    let id = text(refused, "id").to_owned();
    world.mette.json(&["outbox", "again", &id]);
    assert_eq!(outbox(&world)[0]["state"], "waiting");
    world.mette.json(&["sync"]);
    assert_eq!(outbox(&world)[0]["state"], "refused");
    world.mette.json(&["outbox", "again", &id]);
    world.proxy.meet(|_, _| None, |_, _, _| ());
    world.mette.json(&["sync"]);
    assert_eq!(outbox(&world), Vec::<Value>::new());
    assert_eq!(world.mette.json(&["show", &letter])["flag"], true);

    refuse_marks(&world, 403);
    world.mette.json(&["mark", &letter, "--unflag"]);
    world.mette.json(&["sync"]);
    world.mette.json(&["outbox", "dismiss", text(&outbox(&world)[0], "id")]);
    assert_eq!(outbox(&world), Vec::<Value>::new());
    assert_eq!(world.mette.status(&["outbox", "again", &id]), 6);
}
