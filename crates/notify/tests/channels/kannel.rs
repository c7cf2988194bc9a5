//! SMS by a real Kannel gateway.

use crate::kannel_world::{Kannel, PASSWORD};
use crate::sending::{run, telling};
use crate::sms_service::{PATIENT, config, sms};
use postkasse_notify::{Fate, Gateway, Remote, SendError, Trouble};

/// The channel by it.
fn by(kannel: &Kannel, to: &str, password: &str) -> Box<dyn Remote> {
    let mut config = config(Gateway::Kannel, &kannel.url());
    to.clone_into(&mut config.to);
    sms(&config, password, PATIENT)
}

#[test]
fn texts_come_out_in_the_mobile_network_as_they_were_one_message_each() {
    let kannel = Kannel::start();
    let sms = by(&kannel, "+45 20 00 00 00", PASSWORD);
    let texts = [
        "Mors postkasse: 1 nyt brev. Æblegrød på øen, €5 {1} [2] ~3",
        "Ođđa poasta: čáŋŧ šž",
        "بريد جديد: رسالة واحدة",
        "Nowe listy: żółć 📬",
        &"å".repeat(160),
        &"č".repeat(70),
    ];
    for text in texts {
        assert_eq!(run(sms.send(&telling(text))), Ok(Fate::Accepted));
    }
    // Longer than one message; and who names a mailbox so does not send anything else with it.
    let mut long = telling(&"å".repeat(300));
    long.subject = "Mor\r\nX-Kannel-To: +4520000001".to_owned();
    assert_eq!(run(sms.send(&long)), Ok(Fate::Accepted));
    let arrived = kannel.arrive(texts.len() + 1);
    let expected = texts.map(str::to_owned).into_iter().chain([format!("{}...", "å".repeat(157))]);
    let expected: Vec<_> = expected.map(|text| ("Postkasse".to_owned(), "+4520000000".to_owned(), text)).collect();
    assert_eq!(arrived, expected);
    assert_eq!(run(sms.fate("k3jx7qa2mzk3jx7qa2mz")), Ok(None), "it calls back or says nothing");
}

#[test]
fn a_wrong_login_and_a_number_that_the_gateway_does_not_serve_are_told_apart_and_nothing_goes_out() {
    let kannel = Kannel::start();
    let sent = |to: &str, password: &str| run(by(&kannel, to, password).send(&telling("Ny post")));
    assert_eq!(sent("+45 20 00 00 00", "wrong"), Err(SendError::Refused(Trouble::Login)));
    assert_eq!(sent("+298 20 00 00", PASSWORD), Err(SendError::Refused(Trouble::Recipient)));
    // What goes out now is the first that arrives.
    assert_eq!(sent("+47 400 00 000", PASSWORD), Ok(Fate::Accepted));
    let arrived = kannel.arrive(1);
    assert_eq!(arrived, [("Postkasse".to_owned(), "+4740000000".to_owned(), "Ny post".to_owned())]);
}

#[test]
fn what_the_gateway_keeps_for_a_network_that_is_away_arrives_once_when_it_is_back() {
    let mut kannel = Kannel::without_network();
    let sms = by(&kannel, "+45 20 00 00 00", PASSWORD);
    assert_eq!(run(sms.send(&telling("Ny post"))), Ok(Fate::Accepted));
    kannel.network_comes();
    assert_eq!(run(sms.send(&telling("Mere post"))), Ok(Fate::Accepted));
    let texts: Vec<_> = kannel.arrive(2).into_iter().map(|(_, _, text)| text).collect();
    assert_eq!(texts.len(), 2);
    assert!(texts.contains(&"Ny post".to_owned()) && texts.contains(&"Mere post".to_owned()), "{texts:?}");
}
