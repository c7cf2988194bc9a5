//! The desktop's channel with a real notification server, with one that hangs, and with none.

use crate::session::{Monitor, dunstctl, here, inside_a_session, signal, until};
use crate::world::world;
use model::Language;
use postkasse_notify::{Act, Catalogue, Desktop, OnScreen, Told};
use std::sync::{Arc, mpsc};
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(20);

#[test]
fn a_letter_is_shown_in_neutral_words_and_a_click_opens_it() {
    inside_a_session("desktop::in_a_session_a_letter_is_shown_and_clicked", true);
}

#[test]
#[ignore = "is started by the test above in a session of its own"]
fn in_a_session_a_letter_is_shown_and_clicked() {
    if here().is_none() {
        return;
    }
    for language in Language::ALL.map(Language::code) {
        let world = world();
        let (send, opened) = mpsc::channel();
        let channel = Desktop::new(Arc::new(move |act| send.send(act).unwrap()));
        let channel = OnScreen(Arc::new(channel));
        let newest = world.arrives(1);
        let monitor = Monitor::start();
        assert_eq!(world.tells_in(language, &[&channel]).unwrap(), Told { told: 1, messages: 1, ..Told::default() });
        until("the notification", || dunstctl(&["count", "displayed"]) == "1");
        // It is shown before anybody listens: the person is slower, and this is pressed until it is heard.
        until("the click", || {
            dunstctl(&["action"]);
            opened.recv_timeout(Duration::from_millis(200)) == Ok(Act::Open(newest.clone()))
        });
        assert_eq!(world.tells_in(language, &[&channel]).unwrap(), Told::default());
        dunstctl(&["close-all"]);
        until("an empty screen", || dunstctl(&["count", "displayed"]) == "0");
        let shown = monitor.all();
        assert_eq!(shown.matches("member=Notify").count(), 1, "{shown}");
        let title = Catalogue::of(language).text("notification.title", 0);
        assert!(shown.contains(&title), "{shown}");
        for secret in ["Fortroligt", "Klinik", "Person", "http", newest.as_str(), world.mailbox.id.as_str()] {
            assert!(!shown.contains(secret), "{secret}: {shown}");
        }
    }
}

#[test]
fn a_notification_server_that_hangs_keeps_nothing_waiting_and_is_not_told_twice() {
    inside_a_session("desktop::in_a_session_the_server_hangs", true);
}

#[test]
#[ignore = "is started by the test above in a session of its own"]
fn in_a_session_the_server_hangs() {
    let Some(server) = here() else { return };
    let world = world();
    world.arrives(1);
    let channel = |patience| OnScreen(Arc::new(Desktop::only_shown().with_patience(patience)));
    signal("-STOP", &server);
    let told = world.tell(&channel(Duration::from_millis(300)));
    signal("-CONT", &server);
    assert_eq!(told, Told { doubtful: 1, ..Told::default() });
    until("the late notification", || dunstctl(&["count", "displayed"]) == "1");
    assert_eq!(world.tell(&channel(PATIENCE)), Told::default());
    assert_eq!(dunstctl(&["count", "displayed"]), "1");
}

#[test]
fn without_a_notification_server_a_letter_waits_for_one() {
    inside_a_session("desktop::in_a_session_nobody_shows_it", false);
}

#[test]
#[ignore = "is started by the test above in a session of its own"]
fn in_a_session_nobody_shows_it() {
    if here().is_none() {
        return;
    }
    let world = world();
    world.arrives(1);
    let channel = OnScreen(Arc::new(Desktop::only_shown().with_patience(PATIENCE)));
    assert_eq!(world.tell(&channel), Told { waiting: 1, ..Told::default() });
}
