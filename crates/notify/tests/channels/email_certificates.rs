//! A server that cannot prove who it is hears nothing.

use crate::authority::{Authority, Certified};
#[cfg(target_os = "linux")]
use crate::mail_server::MailServer;
use crate::scripted::{Do, Scripted};
use crate::sending::{config, email, send, telling};
use postkasse_notify::{EmailChannel, SendError, Tls, Trouble};

const UNTRUSTED: SendError = SendError::NotYet(Trouble::Certificate, None);

/// What is said of a server with this certificate; it must have heard nothing inside.
fn refused(certified: &Certified, tls: Tls, trusting: impl Fn(u16) -> EmailChannel) {
    let mut script = vec![Do::Tls, Do::Say("220 hello\r\n"), Do::Hear];
    if tls == Tls::StartTls {
        let before = [Do::Say("220 hello\r\n"), Do::Hear, Do::Say("250 STARTTLS\r\n"), Do::Hear, Do::Say("220 go\r\n")];
        script.splice(0..0, before);
    }
    let server = Scripted::start(certified, script);
    assert_eq!(send(&email(&trusting(server.port)), &telling("Ny post")), Err(UNTRUSTED), "{tls:?}");
    let heard = server.heard().concat();
    assert!(!heard.contains("AUTH") && !heard.contains("MAIL"), "{heard}");
    assert_eq!(server.connections(), 1, "there is no second try without");
}

#[test]
fn a_certificate_of_another_authority_another_name_or_an_old_one_is_not_taken() {
    let (ours, other) = (Authority::new(), Authority::new());
    for tls in [Tls::Implicit, Tls::StartTls] {
        let trusting = |port| config(port, tls, &ours.pem());
        refused(&other.certify(), tls, trusting);
        refused(&ours.certify_as(&["mail.example"], 2099), tls, trusting);
        refused(&ours.certify_as(&["localhost"], 2020), tls, trusting);
        // Nobody is trusted who is only in the way: the system's authorities do not know this one.
        refused(&ours.certify(), tls, |port| EmailChannel { ca: None, ..config(port, tls, "") });
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_real_server_with_a_wrong_certificate_gets_neither_login_nor_message() {
    for tls in [Tls::Implicit, Tls::StartTls] {
        let server = MailServer::with(tls, "", &Authority::new().certify(), Authority::new().pem());
        assert_eq!(send(&email(&server.config(tls)), &telling("Ny post")), Err(UNTRUSTED), "{tls:?}");
        assert!(server.taken().is_empty());
    }
}
