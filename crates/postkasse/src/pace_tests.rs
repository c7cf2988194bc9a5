//! What happens to the computer, and when the next look is then.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use super::*;

impl Pace {
    /// What the computer tells next.
    pub(crate) async fn next_change(&mut self) -> Change {
        self.computer.next().await
    }
}

const SOON: Duration = Duration::from_secs(20);

fn pace() -> Pace {
    let mut pace = Pace::of(Computer::of_a_test().0, Duration::ZERO);
    pace.begins();
    pace
}

#[tokio::test]
async fn without_a_line_the_next_line_brings_the_next_look_at_once() {
    let mut pace = pace();
    pace.ended(Look::Offline, true);
    pace.put_off(Duration::from_secs(900), true);
    pace.take_in(Change::Woke);
    assert!(pace.left() <= SOON, "a look that reached nobody does not count: {:?}", pace.left());
    pace.begins();
    pace.ended(Look::Offline, true);
    pace.put_off(Duration::from_secs(900), true);
    pace.take_in(Change::Online);
    assert!(pace.left() > Duration::from_secs(50), "but one that was brought nearer does: {:?}", pace.left());
}

#[tokio::test]
async fn a_look_that_reached_the_service_is_followed_by_none_within_a_minute() {
    let mut pace = pace();
    pace.ended(Look::News, true);
    pace.take_in(Change::Woke);
    let first = pace.due;
    assert!(pace.left() > Duration::from_secs(50) && pace.left() <= Duration::from_secs(60) + SOON);
    pace.take_in(Change::Online);
    assert_eq!(pace.due, first, "waking and having a line again are one reason");
}

#[tokio::test]
async fn programs_that_begin_with_their_computers_do_not_look_at_once_and_not_together() {
    let waits: Vec<u64> = (0..50).map(|_| Pace::unhurried().left().as_secs()).collect();
    assert!(waits.iter().all(|wait| (1..=20).contains(wait)), "{waits:?}");
    assert!(waits.iter().collect::<std::collections::BTreeSet<_>>().len() > 5, "{waits:?}");
}

#[tokio::test]
async fn a_service_in_trouble_is_not_asked_sooner() {
    let mut pace = pace();
    pace.ended(Look::Trouble, true);
    let due = pace.due;
    pace.last = None;
    pace.take_in(Change::Online);
    assert_eq!(pace.due, due);
}

#[tokio::test]
async fn sending_wishes_does_not_put_the_next_look_off_unless_it_fails() {
    let mut pace = pace();
    pace.put_off(Duration::from_secs(5000), true);
    let due = pace.due;
    pace.ended(Look::Nothing, false);
    assert_eq!(pace.due, due);
    pace.ended(Look::Offline, false);
    assert!(pace.due < due);
}

#[tokio::test]
async fn waiting_takes_in_what_happens_and_ends_when_the_look_is_due() {
    let (computer, tell) = Computer::of_a_test();
    let mut pace = Pace::of(computer, Duration::from_secs(900));
    tell.send(Change::Battery(true)).unwrap();
    tell.send(Change::Woke).unwrap();
    assert!(futures::FutureExt::now_or_never(pace.wait()).is_none());
    assert!(pace.left() <= SOON);
    pace.put_off(Duration::ZERO, true);
    pace.wait().await;
    pace.ended(Look::News, true);
    assert!(pace.left() > Duration::from_secs(19 * 60), "the battery was taken in");
}

#[test]
fn how_a_look_went_is_the_worst_of_its_mailboxes() {
    let report = |new, error| MailboxSync { new, error, ..empty() };
    assert_eq!(went(&[report(0, None), report(2, None)], None), Look::News);
    assert_eq!(went(&[report(0, None)], None), Look::Nothing);
    assert_eq!(went(&[], None), Look::Nothing);
    assert_eq!(went(&[report(2, None), report(0, Some(Code::Offline))], None), Look::Offline);
    assert_eq!(went(&[report(0, Some(Code::Offline)), report(0, Some(Code::Busy))], None), Look::Trouble);
    assert_eq!(went(&[], Some(Code::SignInAgain)), Look::Trouble);
}

fn empty() -> MailboxSync {
    MailboxSync {
        id: model::MailboxId::parse("0123456789abcdef").unwrap(),
        new: 0,
        changed: 0,
        removed: 0,
        documents: 0,
        sent: 0,
        refused: 0,
        requests: 0,
        bytes: 0,
        ms: 0,
        error: None,
        text: None,
    }
}

#[test]
fn a_login_that_has_ended_makes_no_look_rarer_while_others_get_through() {
    let report = |error| MailboxSync {
        id: model::MailboxId::from_random([1; 10]),
        new: 0,
        changed: 0,
        removed: 0,
        documents: 0,
        sent: 0,
        refused: 0,
        requests: 0,
        bytes: 0,
        ms: 0,
        error,
        text: None,
    };
    let ended = report(Some(Code::SignInAgain));
    assert_eq!(went(&[report(None), ended.clone()], None), Look::Nothing);
    assert_eq!(went(&[ended], None), Look::Trouble, "nothing gets through at all");
    assert_eq!(went(&[report(None), report(Some(Code::Busy))], None), Look::Trouble);
}
