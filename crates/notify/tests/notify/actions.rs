//! What is done with a notification: its buttons, that a newer one takes its place, and that it goes when the letters
//! have been read.

use crate::server::Server;
use crate::session::{here, inside_a_session, until};
use crate::world::{World, world};
use model::{MessageId, MessageType};
use postkasse_notify::{Act, Channel, DESKTOP, Desktop, OnScreen, Rule, Told};
use std::sync::{Arc, mpsc};
use std::time::Duration;

/// What a message of these letters counts as.
fn told(letters: usize) -> Told {
    Told { told: letters, messages: 1, ..Told::default() }
}

/// A desktop with its own notification service.
struct Desk {
    server: Server,
    world: World,
    desktop: Arc<Desktop>,
    acts: mpsc::Receiver<Act>,
}

impl Desk {
    fn new() -> Option<Self> {
        here()?;
        let (send, acts) = mpsc::channel();
        let desktop = Arc::new(Desktop::new(Arc::new(move |act| send.send(act).unwrap())));
        Some(Desk { server: Server::start(), world: world(), desktop, acts })
    }

    fn tell(&self) -> Told {
        self.world.tell(&OnScreen(self.desktop.clone()))
    }

    /// The person presses it, again and again until somebody listens.
    fn presses(&self, id: u32, action: &str) -> Act {
        for _ in 0..200 {
            self.server.press(id, action);
            if let Ok(act) = self.acts.recv_timeout(Duration::from_millis(100)) {
                return act;
            }
        }
        panic!("nobody heard {action}");
    }

    fn is_read(&self, number: i64) {
        self.world.is_read(self.world.letter(number));
    }
}

#[test]
fn a_notification_can_be_opened_and_its_letters_marked_as_read() {
    inside_a_session("actions::in_a_session_the_buttons_do_what_they_say", false);
}

#[test]
#[ignore = "is started by the test above in a session of its own"]
fn in_a_session_the_buttons_do_what_they_say() {
    let Some(desk) = Desk::new() else { return };
    let first = desk.world.arrives(1);
    let second = desk.world.arrives(2);
    assert_eq!(desk.tell(), told(2));
    let shown = desk.server.notified().remove(0);
    assert_eq!(shown.actions, ["default", "Åbn", "read", "Markér alle som læst"]);
    assert_eq!(shown.timeout, -1, "as long as the system thinks right");
    assert!(shown.hints["urgency"].contains("U8(1)"), "{shown:?}");
    assert!(shown.hints["desktop-entry"].contains("dk.postkasse.desktop"), "{shown:?}");
    assert_eq!(desk.presses(shown.id, "read"), Act::MarkRead(vec![second, first]));
    let third = desk.world.arrives(3);
    assert_eq!(desk.tell(), told(1));
    let shown = desk.server.notified().remove(1);
    assert_eq!((shown.replaces, shown.actions[3].as_str()), (0, "Markér som læst"));
    assert_eq!(desk.presses(shown.id, "default"), Act::Open(third));
}

#[test]
fn what_must_not_be_passed_over_is_not_marked_as_read_unseen() {
    inside_a_session("actions::in_a_session_a_summons_cannot_be_marked", false);
}

#[test]
#[ignore = "is started by the test above in a session of its own"]
fn in_a_session_a_summons_cannot_be_marked() {
    let Some(desk) = Desk::new() else { return };
    let mut summons = desk.world.letter(1);
    summons.message_type = MessageType::LegalNotification;
    desk.world.brings(summons);
    desk.world.arrives(2);
    desk.tell();
    assert_eq!(desk.server.notified().remove(0).actions, ["default", "Åbn"]);
    // A program that ends at once has no buttons at all.
    desk.world.arrives(3);
    desk.world.tell(&OnScreen(Arc::new(Desktop::only_shown())));
    assert!(desk.server.notified().remove(1).actions.is_empty());
}

#[test]
fn a_newer_notification_takes_the_place_of_one_that_still_stands_there_and_speaks_of_both() {
    inside_a_session("actions::in_a_session_a_newer_one_takes_its_place", false);
}

#[test]
#[ignore = "is started by the test above in a session of its own"]
fn in_a_session_a_newer_one_takes_its_place() {
    let Some(desk) = Desk::new() else { return };
    let mut letters: Vec<MessageId> = Vec::new();
    for number in 1..=3 {
        letters.insert(0, desk.world.arrives(number));
        assert_eq!(desk.tell(), told(1));
    }
    let shown = desk.server.notified();
    let first = shown[0].id;
    assert_eq!(shown.iter().map(|one| one.replaces).collect::<Vec<_>>(), [0, first, first]);
    assert!(shown[2].body.contains("3 nye breve"), "{shown:?}");
    assert_eq!(desk.presses(first, "read"), Act::MarkRead(letters));
    assert!(desk.server.closed().is_empty());
    assert!(desk.acts.recv_timeout(Duration::from_millis(300)).is_err(), "only one of them listens");
}

#[test]
fn a_notification_says_less_when_some_are_read_and_goes_when_all_are() {
    inside_a_session("actions::in_a_session_it_goes_when_all_are_read", false);
}

#[test]
#[ignore = "is started by the test above in a session of its own"]
fn in_a_session_it_goes_when_all_are_read() {
    let Some(desk) = Desk::new() else { return };
    desk.world.arrives(1);
    desk.world.arrives(2);
    desk.tell();
    desk.is_read(2);
    assert_eq!(desk.tell(), Told::default(), "nobody is told anything anew");
    let shown = desk.server.notified();
    assert_eq!((shown.len(), shown[1].replaces), (2, shown[0].id));
    assert!(shown[1].body.contains("1 nyt brev") && shown[1].hints.contains_key("suppress-sound"), "{shown:?}");
    desk.is_read(1);
    assert_eq!(desk.tell(), Told::default());
    until("the end of it", || desk.server.closed() == [shown[0].id]);
    assert_eq!(desk.server.notified().len(), 2);
}

#[test]
fn one_that_was_taken_away_does_not_come_again_with_the_next_letter() {
    inside_a_session("actions::in_a_session_it_was_taken_away", false);
}

#[test]
#[ignore = "is started by the test above in a session of its own"]
fn in_a_session_it_was_taken_away() {
    let Some(desk) = Desk::new() else { return };
    desk.world.rule(DESKTOP, &Rule { on: Some(true), label: Some("Mor & <Far>".to_owned()), ..Rule::default() });
    desk.world.arrives(1);
    desk.tell();
    let first = desk.server.notified().remove(0);
    assert!(first.body.starts_with("Mor &amp; &lt;Far&gt;: "), "a name is no markup: {first:?}");
    until("somebody to hear it", || {
        desk.server.dismiss(first.id);
        desk.desktop.shown().is_empty()
    });
    desk.world.arrives(2);
    assert_eq!(desk.tell(), told(1));
    let second = desk.server.notified().remove(1);
    assert_eq!(second.replaces, 0);
    assert!(second.body.contains("1 nyt brev"), "{second:?}");
    desk.desktop.withdraw_all();
    until("what nobody hears any more to go", || desk.server.closed() == [second.id]);
}
