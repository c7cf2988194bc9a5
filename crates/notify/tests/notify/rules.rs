//! What a person wants: when she is told, how often, and what of.

use crate::world::{NOW, Said, World, world};
use jiff::{SignedDuration, Timestamp};
use model::{Action, ActionCode, Document, DocumentId, DocumentKind, Message, MessageType};
use postkasse_notify::{Digest, EMAIL, Kind, Quiet, Rule, SMS, Show, Told};
use vault::{LedgerState, Purpose};

const HOUR: SignedDuration = SignedDuration::from_hours(1);

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn sms(rule: Rule) -> (World, Said) {
    let world = world();
    world.turn_on(SMS, rule);
    (world, Said::by(SMS))
}

fn states(world: &World) -> Vec<(String, LedgerState, Option<String>)> {
    world.ledger().into_iter().map(|(letter, _, state, why)| (letter, state, why)).collect()
}

/// With something to do about it.
fn with_action(world: &World, number: i64, code: ActionCode) -> Message {
    let mut letter = world.letter(number);
    let action = Action {
        label: String::new(),
        code,
        starts: None,
        ends: None,
        url: None,
        reservation: None,
        payment: None,
        prompt: None,
    };
    letter.documents.push(Document {
        id: DocumentId::derive(&letter.id, &"d".into()),
        remote_id: "d".into(),
        kind: DocumentKind::Main,
        label: String::new(),
        files: Vec::new(),
        actions: vec![action],
        cards: Vec::new(),
    });
    letter
}

#[test]
fn a_channel_that_was_not_set_up_or_turned_on_is_told_nothing() {
    let (world, sms) = (world(), Said::by(SMS));
    world.rule(SMS, &Rule { on: Some(true), ..Rule::default() });
    world.arrives(1);
    assert_eq!(world.tell(&sms), Told::default(), "not set up");
    world.profile.set_channel(SMS, "{}", None, NOW).unwrap();
    world.rule(SMS, &Rule::default());
    world.arrives(2);
    assert_eq!(world.tell(&sms), Told::default(), "not turned on");
    world.rule(SMS, &Rule { on: Some(true), ..Rule::default() });
    assert_eq!(world.tell(&sms), Told::default(), "what came before stays untold");
    world.arrives(3);
    assert_eq!(world.tell(&sms).told, 1);
}

#[test]
fn what_comes_at_night_is_told_once_in_the_morning_if_it_is_unread_then() {
    let (world, sms) = sms(Rule::default());
    world.clock.is(at("2027-01-15T21:00:00Z"));
    world.arrives(1);
    world.arrives(2);
    assert_eq!(world.tell(&sms), Told { waiting: 2, ..Told::default() });
    let held = |n: &str| (n.to_owned(), LedgerState::Waiting, Some("quietHours".to_owned()));
    assert_eq!(states(&world), [held("m1"), held("m2")]);
    world.is_read(world.letter(2));
    world.clock.is(at("2027-01-16T05:59:59Z"));
    assert_eq!(world.tell(&sms).told, 0);
    world.clock.is(at("2027-01-16T06:00:00Z"));
    assert_eq!(world.tell(&sms).told, 1);
    assert_eq!(world.tell(&sms), Told::default());
    assert_eq!(sms.count(), 1);
    assert_eq!(states(&world)[1].1, LedgerState::Suppressed);
}

#[test]
fn letters_are_gathered_over_a_window_and_told_once_after_it_but_what_matters_at_once() {
    let (world, sms) = sms(Rule { digest: Some(Digest::Daily), ..Rule::default() });
    world.arrives(1);
    world.arrives(2);
    assert_eq!(world.tell(&sms), Told { waiting: 2, ..Told::default() });
    world.brings(with_action(&world, 3, ActionCode::Betaling));
    assert_eq!(world.tell(&sms).told, 1, "something is to be paid");
    // The next day from seven on.
    world.clock.is(at("2027-01-16T00:30:00Z"));
    assert_eq!(world.tell(&sms).told, 0);
    world.clock.is(at("2027-01-16T07:00:00Z"));
    assert_eq!(world.tell(&sms), Told { told: 2, messages: 1, ..Told::default() });
    world.arrives(4);
    world.clock.goes(HOUR);
    assert_eq!(world.tell(&sms).told, 0, "the day has had its digest");
    assert!(world.profile.ledger(9).unwrap().iter().any(|line| line.digest));
    world.clock.goes(HOUR * 24);
    assert_eq!(world.tell(&sms).told, 1);
    assert_eq!(sms.count(), 3);
}

#[test]
fn what_matters_is_what_the_person_says() {
    let chosen = Rule {
        digest: Some(Digest::Weekly),
        kinds: Some([Kind::Appointments].into()),
        senders: Some(vec!["  hemmelig   KLINIK ".to_owned()]),
        ..Rule::default()
    };
    let (world, sms) = sms(chosen);
    let mut other = world.letter(1);
    other.sender.label = "En anden".into();
    world.brings(other);
    let mut to_pay = with_action(&world, 2, ActionCode::Betaling);
    to_pay.sender.label = "En anden".into();
    world.brings(to_pay);
    assert_eq!(world.tell(&sms).told, 0);
    world.brings(world.letter(3));
    assert_eq!(world.tell(&sms).told, 1, "the sender that was chosen");
    let mut appointment = with_action(&world, 4, ActionCode::Aftale);
    appointment.sender.label = "En anden".into();
    world.brings(appointment);
    assert_eq!(world.tell(&sms).told, 1, "an appointment");
    // Monday morning.
    world.clock.is(at("2027-01-18T07:00:00Z"));
    assert_eq!(world.tell(&sms).told, 2);
}

#[test]
fn no_more_than_the_limit_goes_out_in_a_day_and_the_rest_comes_together_the_next() {
    let (world, sms) = sms(Rule { limit: Some(2), ..Rule::default() });
    for number in 1..=4 {
        world.arrives(number);
        world.tell(&sms);
    }
    assert_eq!(sms.count(), 2);
    assert_eq!(states(&world)[3].2.as_deref(), Some("limit"));
    world.clock.goes(HOUR * 24);
    assert_eq!(world.tell(&sms), Told { told: 2, messages: 1, ..Told::default() });
}

#[test]
fn what_may_not_lie_unread_is_reminded_of_once_and_nothing_that_was_read() {
    let (world, sms) = sms(Rule::default());
    let reply = |number, days: i64| {
        let mut letter = world.letter(number);
        letter.reply_by = Some(NOW + HOUR * i32::try_from(days * 24).unwrap());
        letter
    };
    let mut legal = world.letter(3);
    legal.message_type = MessageType::LegalNotification;
    for letter in [reply(1, 10), reply(2, 10), legal, world.letter(4), reply(5, 1)] {
        world.brings(letter);
    }
    assert_eq!(world.tell(&sms).told, 5);
    world.is_read(reply(2, 10));
    let mut reminded = Vec::new();
    for _ in 0..14 {
        world.clock.goes(HOUR * 24);
        reminded.push(world.tell(&sms).told);
    }
    assert_eq!(reminded, [0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0], "three days after, and three days before");
    assert!(sms.told()[1].text.contains("stadig"), "{:?}", sms.told()[1]);
    let of = |purpose| world.ledger().iter().filter(|line| line.1 == purpose).count();
    assert_eq!((of(Purpose::New), of(Purpose::Reminder)), (5, 3));
}

#[test]
fn each_channel_has_its_own_rules_and_says_what_was_turned_on_for_it() {
    let (world, sms) = sms(Rule { label: Some("Mor".into()), ..Rule::default() });
    let email = Said::by(EMAIL);
    world.turn_on(EMAIL, Rule { show: Some(Show::Subject), language: Some("en".into()), ..Rule::default() });
    world.arrives(1);
    assert_eq!(world.tells_in("da", &[&sms, &email]).unwrap().messages, 2);
    let (short, long) = (sms.told().remove(0).text, email.told().remove(0).text);
    assert_eq!(short, "Mor: Der er kommet 1 nyt brev. Åbn Postkasse for at læse det.");
    assert!(long.contains("From: Hemmelig Klinik") && long.contains("About: Fortroligt emne"), "{long}");
}

#[test]
fn a_rule_of_a_mailbox_stands_above_that_for_all() {
    let (world, sms) = sms(Rule { quiet: Some(Quiet::Never), ..Rule::default() });
    let off = serde_json::to_string(&Rule { on: Some(false), ..Rule::default() }).unwrap();
    world.profile.set_rule(SMS, Some(&world.key()), &off).unwrap();
    world.arrives(1);
    assert_eq!(world.tell(&sms), Told::default());
    assert!(world.ledger().is_empty());
}

#[test]
fn what_waits_when_the_channel_is_turned_off_is_never_told() {
    let (world, sms) = sms(Rule { digest: Some(Digest::Hourly), ..Rule::default() });
    world.arrives(1);
    world.tell(&sms);
    world.rule(SMS, &Rule { on: Some(false), ..Rule::default() });
    world.clock.goes(HOUR);
    assert_eq!(world.tell(&sms).silent, 1);
    world.rule(SMS, &Rule { on: Some(true), ..Rule::default() });
    assert_eq!(world.tell(&sms), Told::default());
    assert_eq!(states(&world), [("m1".into(), LedgerState::Suppressed, Some("off".into()))]);
}
