//! A disk that is full, broken or cannot be written from some call on: each is said in its own plain words, and when
//! it is well again everything is there once.

use crate::faults::How;
use crate::home::said;
use crate::places::{many, places};
use crate::scene::{Scene, words};
use std::process::Output;

/// What is stored here is damaged, or could not be stored: the status of the contract.
const DAMAGED: i32 = 8;

/// It got through, or said what is the matter in these words.
fn said_so(output: &Output, sentence: &str, what: &str) -> bool {
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(!stderr.contains("panicked") && !stderr.contains("ERROR CORE"), "{what}: {}", said(output));
    if output.status.success() {
        return false;
    }
    assert_eq!(output.status.code(), Some(DAMAGED), "{what}: {}", said(output));
    assert!(stderr.contains(sentence), "{what}: {}", said(output));
    true
}

fn refused_often(scene: &Scene, how: How, sentence: &str, cuts: u64) {
    let mut told = 0;
    for (at, seed) in places(cuts, scene.calls) {
        let what = format!("{how:?} from call {at} of {}", scene.calls);
        let home = scene.begin();
        told += u64::from(said_so(&scene.run(&home, Some((how, at, seed))), sentence, &what));
        scene.is_sound(&home, &what);
        scene.ends_alike(&scene.go_on(&home, &what), &what);
    }
    assert!(told * 2 > cuts, "{told} of {cuts} were told");
}

fn scene() -> Scene {
    Scene::new("ahmed", |service, home| {
        service.send("ahmed", "Et brev", 4);
        home.json(&["sync"]);
        let letters = home.json(&["list"]);
        home.json(&["mark", letters[0]["id"].as_str().unwrap(), "--flag"]);
        service.send("ahmed", "Et nyt brev", 3);
        words(&["sync"])
    })
}

#[test]
fn a_disk_that_is_full_from_any_write_on_is_said_and_nothing_is_lost() {
    refused_often(&scene(), How::Full, "The disk is full.", many(30));
}

#[test]
fn a_disk_that_cannot_be_written_from_any_write_on_is_said_and_nothing_is_lost() {
    refused_often(&scene(), How::ReadOnly, "Nothing can be written in the folder", many(30));
}

#[test]
fn a_disk_that_breaks_at_any_write_is_said_and_nothing_is_lost() {
    refused_often(&scene(), How::Broken, "The folder with the letters cannot be read or written.", many(30));
}
