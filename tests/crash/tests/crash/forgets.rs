//! Forgetting that is cut: said again, it is done; nothing of what was forgotten is left, the rest is as it was. And
//! whoever syncs instead has everything again.

use crate::faults::How;
use crate::home::{Home, said};
use crate::inside;
use crate::places::{many, places};
use crate::scene::{Scene, rows, text, words};
use std::path::Path;

/// Two mailboxes with letters and wishes, of which one is to be forgotten.
fn a_mailbox() -> Scene {
    Scene::new("sofie", |service, home| {
        service.send("sofie", "Et brev", 3);
        home.json(&["sync"]);
        let letters = home.json(&["list"]);
        home.json(&["mark", text(&rows(&letters)[0], "id"), "--flag"]);
        let mailbox = text(&rows(&letters)[0], "mailbox");
        words(&["forget", "--mailbox", mailbox])
    })
}

fn an_account() -> Scene {
    Scene::new("sofie", |service, home| {
        service.send("sofie", "Et brev", 3);
        home.json(&["sync"]);
        words(&["forget", "--account", text(&rows(&home.json(&["accounts"]))[0], "id")])
    })
}

/// The mailboxes whose folders are there.
fn folders(home: &Home) -> Vec<String> {
    let folders = std::fs::read_dir(home.data().join("profiles/default/mailboxes")).into_iter().flatten().flatten();
    let mut names: Vec<String> = folders.map(|one| one.file_name().to_str().unwrap().to_owned()).collect();
    names.sort();
    names
}

/// Cuts it so often, says it again, and looks whether it is as it is without a cut.
fn cut_and_said_again(scene: &Scene, how: How, cuts: u64) {
    let whole = scene.begin();
    assert!(scene.run(&whole, None).status.success());
    let (left, end) = (folders(&whole), inside::everything(&whole.profile()));
    for (at, seed) in places(cuts, scene.calls) {
        let what = format!("{how:?} at call {at} of {}, seed {seed}", scene.calls);
        let home = scene.begin();
        scene.cut(&home, how, at, seed);
        scene.is_sound(&home, &what);
        let again = scene.run(&home, None);
        let status = again.status.code();
        assert!(matches!(status, Some(0 | 6)), "{what}: {}", said(&again));
        assert_eq!(inside::everything(&home.profile()), end, "{what}");
        assert_eq!(folders(&home), left, "{what}");
        scene.is_sound(&home, &what);
    }
}

#[test]
fn a_mailbox_that_is_forgotten_by_half_is_forgotten_when_it_is_said_again() {
    let scene = a_mailbox();
    cut_and_said_again(&scene, How::Kill, many(30));
    cut_and_said_again(&scene, How::Power, many(30));
}

#[test]
fn an_account_that_is_forgotten_by_half_is_forgotten_when_it_is_said_again() {
    let scene = an_account();
    cut_and_said_again(&scene, How::Kill, many(30));
    cut_and_said_again(&scene, How::Power, many(20));
}

#[test]
fn a_mailbox_whose_forgetting_is_cut_is_there_as_before_or_not_at_all() {
    let scene = a_mailbox();
    let kept = scene.begin();
    let before = scene.go_on(&kept, "not forgotten");
    for (how, cuts) in [(How::Kill, many(20)), (How::Power, many(20))] {
        for (at, seed) in places(cuts, scene.calls) {
            let what = format!("{how:?} at call {at} of {}, seed {seed}", scene.calls);
            let home = scene.begin();
            scene.cut(&home, how, at, seed);
            let end = scene.go_on(&home, &what);
            assert!(end == before || end == scene.end, "{what}: {end:?}");
            scene.is_sound(&home, &what);
        }
    }
}

#[test]
fn a_profile_that_is_forgotten_by_half_is_gone_when_it_is_said_again() {
    let scene = Scene::forgetting_all();
    for (at, seed) in places(many(20), scene.calls) {
        let home = scene.begin();
        scene.cut(&home, How::Kill, at, seed);
        let again = scene.run(&home, None);
        assert!(again.status.success(), "call {at}: {}", said(&again));
        assert!(!Path::new(&home.data().join("profiles/default")).exists(), "call {at}");
    }
}
