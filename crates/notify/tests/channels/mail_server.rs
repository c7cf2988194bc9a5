//! The mail server that `mail_server.py` is, with what it took.

use crate::authority::{Authority, Certified};
use crate::processes::{Ends, Said, until};
use crate::sending::config;
use data_encoding::BASE64;
use postkasse_notify::{EmailChannel, Tls};
use serde_json::Value;
use std::process::Command;
use tempfile::TempDir;

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
