//! The mail server that `mail_server.py` is, with what it took.

use crate::authority::{Authority, Certified};
use crate::processes::{Ends, Said, until};
use data_encoding::BASE64;
use postkasse_notify::{Email, EmailChannel, Patience, Remote, Telling, Tls};
use secrecy::SecretString;
use serde_json::Value;
use std::process::Command;
use tempfile::TempDir;

pub const USER: &str = "anna";
pub const PASSWORD: &str = "rødgrød med fløde 7";
pub const FROM: &str = "varsel@example.no";
pub const TO: &str = "anna@example.dk";

/// A mail server.
pub struct MailServer {
    port: u16,
    ca: String,
    said: Said,
    _program: Ends,
    _files: TempDir,
}

/// A message that it took.
pub struct Taken {
    pub sender: String,
    pub recipients: Vec<String>,
    pub content: Vec<u8>,
    pub encrypted: bool,
}

impl MailServer {
    /// One that behaves so.
    pub fn start(tls: Tls, how: &str) -> Self {
        let authority = Authority::new();
        Self::with(tls, how, &authority.certify(), authority.pem())
    }

    /// The same with this certificate; clients trust that authority.
    pub fn with(tls: Tls, how: &str, certified: &Certified, ca: String) -> Self {
        let (files, certificate, key) = certified.files();
        let mode = if tls == Tls::Implicit { "implicit" } else { "starttls" };
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/channels/mail_server.py");
        // The one for which Debian has the module.
        let mut command = Command::new("/usr/bin/python3");
        command.arg(script).arg(mode).arg(certificate).arg(key).arg(how);
        let said = Said::default();
        let program = Ends::start(&mut command, &said);
        let port = said
            .wait_for("the mail server's port", |line| serde_json::from_str::<Value>(line).ok()?.get("port")?.as_u64());
        MailServer { port: port.try_into().unwrap(), ca, said, _program: program, _files: files }
    }

    /// How it is reached.
    pub fn config(&self, tls: Tls) -> EmailChannel {
        config(self.port, tls, &self.ca)
    }

    /// What it took.
    pub fn taken(&self) -> Vec<Taken> {
        let lines = self.said.all();
        let messages = lines.iter().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        let messages = messages.filter(|value| value.get("content").is_some());
        messages
            .map(|value| Taken {
                sender: value["sender"].as_str().unwrap().to_owned(),
                recipients: serde_json::from_value(value["recipients"].clone()).unwrap(),
                content: BASE64.decode(value["content"].as_str().unwrap().as_bytes()).unwrap(),
                encrypted: value["tls"].as_bool().unwrap(),
            })
            .collect()
    }

    /// The one message that it took, as soon as it said so.
    pub fn the_one(&self) -> Taken {
        until("a message at the mail server", || !self.taken().is_empty());
        let mut all = self.taken();
        assert_eq!(all.len(), 1);
        all.remove(0)
    }
}

/// A channel by a server on this port.
pub fn config(port: u16, tls: Tls, ca: &str) -> EmailChannel {
    EmailChannel {
        host: "localhost".to_owned(),
        port,
        tls,
        user: USER.to_owned(),
        from: FROM.to_owned(),
        to: TO.to_owned(),
        ca: Some(ca.to_owned()),
    }
}

/// The channel itself.
pub fn email(config: &EmailChannel) -> Email {
    Email::new(config, &SecretString::from(PASSWORD), Patience::default()).unwrap()
}

/// Something to tell.
pub fn telling(text: &str) -> Telling {
    Telling {
        subject: "Ny post".to_owned(),
        text: text.to_owned(),
        language: "da".to_owned(),
        reference: "k3jx7qa2mzk3jx7qa2mz".to_owned(),
    }
}

/// Sends it, in a runtime of its own.
pub fn send(remote: &dyn Remote, what: &Telling) -> Result<postkasse_notify::Fate, postkasse_notify::SendError> {
    run(remote.send(what))
}

/// Runs something, in a runtime of its own.
pub fn run<T>(what: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(what)
}
