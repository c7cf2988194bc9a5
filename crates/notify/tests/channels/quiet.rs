//! Logs say nothing of what is told, to whom, and by which password; nor does an error.

use crate::mail_server::MailServer;
use crate::raw_gateway::{Answer, RawGateway};
use crate::sending::{self, telling};
use crate::sms_service::{PATIENT, TOKEN, config, sms};
use postkasse_notify::{Gateway, Remote, SendError, Tls};
use std::io::Write;
use std::sync::{Arc, Mutex};
use tracing_subscriber::fmt::MakeWriter;

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Log;

    fn make_writer(&'a self) -> Log {
        self.clone()
    }
}

/// What must be nowhere.
const PLANTED: [&str; 8] =
    [TOKEN, sending::PASSWORD, "20000000", "20 00 00 00", "anna", "varsel", "Planted words", "Rosenvinge"];

fn says_nothing(where_: &str, text: &str) {
    for planted in PLANTED {
        assert!(!text.contains(planted), "{where_}: {planted} in {text}");
    }
}

#[test]
fn nothing_that_is_told_to_whom_or_by_which_secret_is_in_a_log_at_any_level() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(log.clone()).finish();
    let server = MailServer::start(Tls::StartTls, "");
    let refusing = MailServer::start(Tls::Implicit, "refuse-recipient");
    let body = r#"{"code":"0x0215","message":"MSISDN 4520000000 blacklisted Planted words"}"#;
    let answers = [
        Answer::of("200 OK", "", r#"{"ids":[1]}"#),
        Answer::of("400 Bad Request", "", body),
        Answer::of("401 Unauthorized", "", TOKEN),
        Answer::Bytes(Vec::new()),
    ];
    let mut remotes: Vec<Box<dyn Remote>> = vec![
        Box::new(sending::email(&server.config(Tls::StartTls))),
        Box::new(sending::email(&refusing.config(Tls::Implicit))),
    ];
    let gateways: Vec<_> = answers.into_iter().map(|answer| RawGateway::start(vec![answer])).collect();
    for gateway in &gateways {
        for kind in [Gateway::GatewayApi, Gateway::Kannel] {
            remotes.push(sms(&config(kind, &gateway.url), TOKEN, PATIENT));
        }
    }
    let mut what = telling("Planted words");
    what.subject = "Rosenvinge".to_owned();
    let mut errors: Vec<SendError> = Vec::new();
    tracing::subscriber::with_default(subscriber, || {
        tracing::info!("the log is there");
        for remote in &remotes {
            errors.extend(sending::send(&**remote, &what).err());
        }
    });
    assert_eq!(errors.len(), 8, "all but one by e-mail and one by each gateway's yes: {errors:?}");
    for error in errors {
        says_nothing("an error", &format!("{error} {error:?}"));
    }
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(log.contains("the log is there"));
    says_nothing("the log", &log);
}
