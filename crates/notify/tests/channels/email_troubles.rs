//! Mail servers that misbehave: each is answered for itself, and what may have been sent is never called unsent.

use crate::authority::Authority;
use crate::scripted::{Do, Scripted, UP_TO_DATA, WELCOME};
use crate::sending::{PASSWORD, config, send, telling};
use postkasse_notify::{Email, Fate, Patience, SendError, Tls, Trouble};
use secrecy::SecretString;
use std::time::Duration;

/// For what is waited in vain; what comes is waited for longer than any test takes.
const IN_VAIN: Duration = Duration::from_millis(300);
const LONG: Duration = Duration::from_secs(60);
const PATIENT: Patience = Patience { connect: LONG, answer: LONG, taken: LONG };

/// What is said of a server that follows this script, and what it heard.
fn tried(tls: Tls, patience: Patience, script: &[&[Do]]) -> (Result<Fate, SendError>, Scripted) {
    let authority = Authority::new();
    let server = Scripted::start(&authority.certify(), script.concat());
    let email = Email::new(&config(server.port, tls, &authority.pem()), &SecretString::from(PASSWORD), patience);
    let sent = send(&email.unwrap(), &telling("Mors postkasse: 1 nyt brev"));
    (sent, server)
}

/// The same over a line that is encrypted from the beginning.
fn implicit(script: &[&[Do]]) -> (Result<Fate, SendError>, Scripted) {
    tried(Tls::Implicit, PATIENT, script)
}

const fn later(trouble: Trouble) -> Result<Fate, SendError> {
    Err(SendError::NotYet(trouble, None))
}

#[test]
fn a_line_that_breaks_before_the_message_has_gone_is_surely_unsent_and_after_it_doubtful() {
    for before in [
        vec![&WELCOME[..1]],
        vec![&WELCOME[..2]],
        vec![WELCOME],
        vec![WELCOME, &UP_TO_DATA[..2]],
        vec![WELCOME, &UP_TO_DATA[..6]],
    ] {
        let (sent, server) = implicit(&before);
        assert_eq!(sent, later(Trouble::Cut), "{before:?}");
        assert!(!server.heard().iter().any(|line| line.contains("Subject")));
    }
    let (sent, server) = implicit(&[WELCOME, UP_TO_DATA]);
    assert_eq!(sent, Err(SendError::Doubtful(Trouble::Cut)));
    assert!(server.heard().contains(&".\r\n".to_owned()));
    assert_eq!(server.connections(), 1, "it is not tried again");
}

#[test]
fn a_server_that_hangs_is_given_up_and_only_after_the_message_in_doubt() {
    let impatient = Patience { answer: IN_VAIN, ..PATIENT };
    for before in [vec![&WELCOME[..1], &[Do::Hang]], vec![WELCOME, &UP_TO_DATA[..4], &[Do::Hang]]] {
        assert_eq!(tried(Tls::Implicit, impatient, &before).0, later(Trouble::Timeout), "{before:?}");
    }
    assert_eq!(tried(Tls::StartTls, impatient, &[&[Do::Hang]]).0, later(Trouble::Timeout));
    let no_handshake = Patience { connect: IN_VAIN, ..PATIENT };
    assert_eq!(tried(Tls::Implicit, no_handshake, &[&[Do::Hang]]).0, later(Trouble::Timeout));
    let impatient = Patience { taken: IN_VAIN, ..PATIENT };
    let (sent, server) = tried(Tls::Implicit, impatient, &[WELCOME, UP_TO_DATA, &[Do::Hang]]);
    assert_eq!(sent, Err(SendError::Doubtful(Trouble::Timeout)));
    assert_eq!(server.connections(), 1);
}

#[test]
fn nothing_is_said_to_a_server_without_starttls_and_what_was_slipped_in_before_it_is_not_believed() {
    let hello: &[Do] = &[Do::Say("220 hello\r\n"), Do::Hear];
    for (refusal, trouble) in [
        (vec![Do::Say("250-mail.example\r\n250 AUTH PLAIN LOGIN\r\n"), Do::Hear], Trouble::NoTls),
        (vec![Do::Say("250 STARTTLS\r\n"), Do::Hear, Do::Say("454 not now\r\n"), Do::Hear], Trouble::NoTls),
        (
            vec![
                Do::Say("250 STARTTLS\r\n"),
                Do::Hear,
                Do::Say("220 go\r\n250-x\r\n250 AUTH PLAIN\r\n235 in\r\n250 ok\r\n250 ok\r\n354 go\r\n250 taken\r\n"),
                Do::Tls,
                Do::Hear,
            ],
            Trouble::Garbage,
        ),
        (vec![Do::Say("502 what?\r\n"), Do::Hear], Trouble::NoTls),
    ] {
        let (sent, server) = tried(Tls::StartTls, PATIENT, &[hello, &refusal]);
        assert_eq!(sent, later(trouble), "{refusal:?}");
        let heard = server.heard().concat();
        assert!(!heard.contains("AUTH") && !heard.contains("MAIL") && !heard.contains("encrypted"), "{heard}");
    }
    // A server that speaks in the clear where it should be encrypted.
    assert_eq!(tried(Tls::Implicit, PATIENT, &[&[Do::Say("220 hello\r\n"), Do::Hear]]).0, later(Trouble::NoTls));
}

#[test]
fn an_answer_that_belongs_to_another_question_ends_the_talk_before_the_message() {
    let twice: &[Do] =
        &[Do::Say("235 in\r\n"), Do::Hear, Do::Say("250 ok\r\n250 ok\r\n"), Do::Hear, Do::Say("550 no\r\n"), Do::Hear];
    let (sent, server) = implicit(&[WELCOME, twice, &[Do::Say("354 go on\r\n"), Do::Hear]]);
    assert_eq!(sent, Err(SendError::Refused(Trouble::Rejected)), "the refusal counts, wherever it comes");
    assert!(!server.heard().iter().any(|line| line.contains("Subject")));
    let yes: &[Do] = &[Do::Say("235 in\r\n235 in\r\n"), Do::Hear, Do::Say("250 ok\r\n"), Do::Hear];
    let (sent, server) = implicit(&[WELCOME, yes]);
    assert_eq!(sent, later(Trouble::Garbage));
    assert!(!server.heard().iter().any(|line| line.contains("Subject")));
    let (sent, server) = implicit(&[WELCOME, UP_TO_DATA, &[Do::Say("250 taken\r\n250 taken\r\n"), Do::Hear]]);
    assert_eq!((sent, server.connections()), (Ok(Fate::Accepted), 1), "taken twice is taken");
    let (sent, _) = implicit(&[WELCOME, UP_TO_DATA, &[Do::Say("354 go on\r\n"), Do::Hear]]);
    assert_eq!(sent, Err(SendError::Doubtful(Trouble::Garbage)));
}

#[test]
fn what_is_no_answer_is_garbage_and_not_read_for_ever() {
    let endless: &'static str = Box::leak("250-x\r\n".repeat(100_000).into_boxed_str());
    let long: &'static str = Box::leak("x".repeat(1_000_000).into_boxed_str());
    let tls: &[Do] = &[Do::Tls];
    for answer in ["<!DOCTYPE html><title>Login</title>\r\n", "{}\r\n", "\0\0\0\r\n", endless, long, "999 what\r\n"] {
        let start = &answer[..answer.len().min(20)];
        assert_eq!(implicit(&[tls, &[Do::Say(answer), Do::Hear]]).0, later(Trouble::Garbage), "{start}");
        let clear = tried(Tls::StartTls, PATIENT, &[&[Do::Say(answer), Do::Hear]]).0;
        assert!(matches!(clear, Err(SendError::NotYet(Trouble::Garbage | Trouble::Down, None))), "{start}: {clear:?}");
    }
    let (sent, _) = implicit(&[WELCOME, UP_TO_DATA, &[Do::Say("<html>\r\n"), Do::Hear]]);
    assert_eq!(sent, Err(SendError::Doubtful(Trouble::Garbage)));
}

#[test]
fn a_server_that_takes_the_message_and_then_refuses_it_has_surely_not_taken_it() {
    for (answer, meant) in [
        ("554 5.7.1 no\r\n", SendError::Refused(Trouble::Rejected)),
        ("451 4.7.1 later\r\n", SendError::NotYet(Trouble::Greylisted, Some(Duration::from_secs(300)))),
        ("452 4.2.2 full\r\n", SendError::NotYet(Trouble::Quota, None)),
        ("421 going down\r\n", SendError::NotYet(Trouble::Down, None)),
    ] {
        let (sent, _) = implicit(&[WELCOME, UP_TO_DATA, &[Do::Say(answer), Do::Hear]]);
        assert_eq!(sent, Err(meant), "{answer}");
    }
}

#[test]
fn a_server_that_offers_no_login_or_has_trouble_with_it_gets_no_message() {
    let mute: &[Do] = &[Do::Tls, Do::Say("220 hello\r\n"), Do::Hear, Do::Say("250 mail.example\r\n"), Do::Hear];
    assert_eq!(implicit(&[mute]).0, Err(SendError::Refused(Trouble::Login)));
    for (answer, meant) in [
        ("535 no\r\n", SendError::Refused(Trouble::Login)),
        ("534 too weak\r\n", SendError::Refused(Trouble::Login)),
        ("454 not now\r\n", SendError::NotYet(Trouble::Down, None)),
    ] {
        assert_eq!(implicit(&[WELCOME, &[Do::Say(answer), Do::Hear]]).0, Err(meant), "{answer}");
    }
    assert_eq!(implicit(&[&[Do::Tls, Do::Say("554 nobody\r\n"), Do::Hear]]).0, later(Trouble::Down));
}

#[test]
fn nobody_there_is_down() {
    let gone = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = gone.local_addr().unwrap().port();
    let mut config = config(port, Tls::Implicit, &Authority::new().pem());
    // Kept, so that nobody else gets the port; it refuses where nobody listens.
    config.host = "127.0.0.2".to_owned();
    let email = |config: &_| Email::new(config, &SecretString::from(PASSWORD), PATIENT).unwrap();
    assert_eq!(send(&email(&config), &telling("x")), later(Trouble::Down));
    config.host = "nobody.invalid".to_owned();
    assert_eq!(send(&email(&config), &telling("x")), later(Trouble::Down));
}
