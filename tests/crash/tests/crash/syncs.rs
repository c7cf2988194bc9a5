//! A sync that is cut: the first of all, and one that finds letters that are new, changed and gone.

use crate::faults::How;
use crate::home::Home;
use crate::places::many;
use crate::scene::{Scene, rows, text, words};

/// The first sync of all.
fn first() -> Scene {
    Scene::new("ahmed", |service, _| {
        service.send("ahmed", "Et brev", 4);
        words(&["sync"])
    })
}

/// Some letters are here; others came, one was read and one erased elsewhere.
fn later() -> Scene {
    Scene::new("ahmed", |service, home| {
        service.send("ahmed", "Et brev", 4);
        home.json(&["sync"]);
        let elsewhere = Home::new();
        elsewhere.login(service, "ahmed");
        elsewhere.json(&["sync"]);
        let letters = elsewhere.json(&["list"]);
        let letter = |n: usize| text(&rows(&letters)[n], "id");
        elsewhere.json(&["mark", letter(0), "--flag"]);
        elsewhere.json(&["delete", letter(1)]);
        elsewhere.json(&["sync"]);
        elsewhere.json(&["delete", letter(1)]);
        elsewhere.json(&["sync"]);
        service.send("ahmed", "Et nyt brev", 3);
        words(&["sync"])
    })
}

#[test]
fn a_first_sync_that_is_killed_anywhere_is_ended_by_the_next() {
    first().cut_often(How::Kill, many(120));
}

#[test]
fn a_sync_that_is_killed_anywhere_is_ended_by_the_next_and_tells_of_each_new_letter_once() {
    later().cut_often(How::Kill, many(100));
}

#[test]
fn a_sync_that_is_killed_in_the_middle_of_a_write_is_ended_by_the_next() {
    later().cut_often(How::Torn, many(50));
}

#[test]
fn a_computer_that_goes_out_during_a_sync_loses_nothing_that_does_not_come_again() {
    first().cut_often(How::Power, many(30));
    later().cut_often(How::Power, many(30));
}
