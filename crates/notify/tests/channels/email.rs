//! E-mail by a real mail server, encrypted in both ways.

use crate::mail_server::MailServer;
use crate::sending::{FROM, TO, email, run, send, telling};
use mail_parser::MessageParser;
use postkasse_notify::{Email, Fate, Patience, SendError, Tls, Trouble, remote};
use secrecy::SecretString;
use std::time::Duration;

const WAYS: [Tls; 2] = [Tls::Implicit, Tls::StartTls];

#[test]
fn a_message_arrives_as_it_was_said_over_an_encrypted_line_in_both_ways() {
    for tls in WAYS {
        let server = MailServer::start(tls, "");
        let text = "Mors postkasse: 2 nye breve. Læs dem i Postkasse.\nOđđa poasta čŋšŧž. بريد جديد.";
        assert_eq!(send(&email(&server.config(tls)), &telling(text)), Ok(Fate::Accepted));
        let taken = server.the_one();
        assert_eq!((taken.sender.as_str(), taken.recipients), (FROM, vec![TO.to_owned()]));
        assert!(taken.encrypted || tls == Tls::Implicit);
        let message = MessageParser::new().parse(&taken.content).unwrap();
        assert_eq!(message.subject(), Some("Ny post"));
        assert_eq!(message.body_text(0).unwrap().trim_end().replace("\r\n", "\n"), text);
        assert_eq!(message.header_raw("Auto-Submitted").map(str::trim), Some("auto-generated"));
        assert_eq!(message.message_id(), Some("k3jx7qa2mzk3jx7qa2mz@example.no"));
        for header in ["Bcc", "Return-Receipt-To", "Disposition-Notification-To", "User-Agent", "X-Mailer"] {
            assert!(message.header(header).is_none(), "{header}");
        }
    }
}

#[test]
fn who_may_not_log_in_send_or_receive_is_told_so_and_nothing_is_sent() {
    for (how, refused) in [
        ("refuse-sender", Trouble::Sender),
        ("refuse-recipient", Trouble::Recipient),
        ("refuse-content", Trouble::Rejected),
    ] {
        let server = MailServer::start(Tls::StartTls, how);
        let sent = send(&email(&server.config(Tls::StartTls)), &telling("Ny post"));
        assert_eq!(sent, Err(SendError::Refused(refused)), "{how}");
        assert!(server.taken().is_empty(), "{how}");
    }
    for tls in WAYS {
        let server = MailServer::start(tls, "");
        let wrong = SecretString::from("something else");
        let wrong = Email::new(&server.config(tls), &wrong, Patience::default()).unwrap();
        assert_eq!(send(&wrong, &telling("Ny post")), Err(SendError::Refused(Trouble::Login)));
        assert!(server.taken().is_empty());
    }
}

#[test]
fn a_server_that_lets_strangers_wait_takes_it_the_second_time_and_once() {
    let server = MailServer::start(Tls::Implicit, "greylist");
    let email = email(&server.config(Tls::Implicit));
    let later = SendError::NotYet(Trouble::Greylisted, Some(Duration::from_secs(300)));
    assert_eq!(send(&email, &telling("Ny post")), Err(later));
    assert!(server.taken().is_empty());
    assert_eq!(send(&email, &telling("Ny post")), Ok(Fate::Accepted));
    server.the_one();
    assert_eq!(run(postkasse_notify::Remote::fate(&email, "k3jx7qa2mzk3jx7qa2mz")), Ok(None));
}

#[test]
fn a_name_with_the_end_of_a_line_or_three_hundred_letters_adds_no_header_and_no_recipient() {
    let server = MailServer::start(Tls::Implicit, "");
    let names = ["Mor\r\nBcc: bo@example.dk\r\nX-A: b", "Far\r\n.\r\nMAIL FROM:<x@example.no>\r\n", &"å".repeat(300)];
    for name in names {
        let mut what = telling(&format!("{name}: 1 nyt brev"));
        what.subject = format!("Ny post til {name}");
        assert_eq!(send(&email(&server.config(Tls::Implicit)), &what), Ok(Fate::Accepted));
    }
    crate::processes::until("three messages", || server.taken().len() == names.len());
    for taken in server.taken() {
        assert_eq!(taken.recipients, [TO]);
        let message = MessageParser::new().parse(&taken.content).unwrap();
        assert_eq!(message.headers().len(), 11, "{}", String::from_utf8_lossy(&taken.content));
        assert!(message.bcc().is_none() && message.header("X-A").is_none());
        assert!(message.subject().unwrap().chars().count() <= 120);
        assert!(message.body_text(0).unwrap().trim_end().chars().count() <= 500);
    }
}

#[test]
fn a_channel_whose_data_make_no_sense_is_refused_before_anybody_is_asked() {
    let good = crate::sending::config(1, Tls::Implicit, &crate::authority::Authority::new().pem());
    let secret = SecretString::from("word");
    let refused = |config: postkasse_notify::EmailChannel| {
        remote(&postkasse_notify::RemoteConfig::Email(config), Some(&secret)).err()
    };
    assert_eq!(refused(good.clone()), None);
    for to in ["anna", "anna@example.dk\nBcc: bo@example.dk", "anna@example.dk,bo@example.dk", ""] {
        assert_eq!(
            refused(postkasse_notify::EmailChannel { to: to.to_owned(), ..good.clone() }),
            Some(Trouble::Address)
        );
        assert_eq!(
            refused(postkasse_notify::EmailChannel { from: to.to_owned(), ..good.clone() }),
            Some(Trouble::Address)
        );
    }
    for host in ["", "mail server", "mail\r\n.example", "-", "http://mail.example"] {
        assert_eq!(
            refused(postkasse_notify::EmailChannel { host: host.to_owned(), ..good.clone() }),
            Some(Trouble::Address)
        );
    }
    assert_eq!(refused(postkasse_notify::EmailChannel { port: 0, ..good.clone() }), Some(Trouble::Address));
    assert_eq!(
        refused(postkasse_notify::EmailChannel { user: "a\nb".to_owned(), ..good.clone() }),
        Some(Trouble::Login)
    );
    assert_eq!(
        refused(postkasse_notify::EmailChannel { ca: Some("none".to_owned()), ..good.clone() }),
        Some(Trouble::Certificate)
    );
    let config = postkasse_notify::RemoteConfig::Email(good);
    assert_eq!(remote(&config, None).err(), Some(Trouble::Login));
    assert_eq!(remote(&config, Some(&SecretString::from(""))).err(), Some(Trouble::Login));
}
