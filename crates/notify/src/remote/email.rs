//! E-mail by the person's own mail server: encrypted or not at all, logged in, one message to one address.

use super::address::EmailAddress;
use super::line::Server;
use super::patience::Patience;
use super::replies::Step;
use super::{mail, trust};
use crate::{EmailChannel, Fate, Remote, SendError, Telling, Trouble};
use async_trait::async_trait;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use rustls::pki_types::ServerName;
use secrecy::{ExposeSecret, SecretString};
use std::net::Ipv4Addr;
use std::time::Duration;
use tokio::time::timeout;

/// The end of a talk is only politeness.
const FAREWELL: Duration = Duration::from_secs(2);
const LONGEST_LOGIN: usize = 512;

/// E-mail.
pub struct Email {
    server: Server,
    user: String,
    password: SecretString,
    from: EmailAddress,
    to: EmailAddress,
    patience: Patience,
}

impl Email {
    /// By this server. It is not asked yet.
    ///
    /// # Errors
    /// [`Trouble`] when an address is none, the server can be none, or the certificate cannot be read.
    pub fn new(config: &EmailChannel, password: &SecretString, patience: Patience) -> Result<Self, Trouble> {
        let host = config.host.trim().to_owned();
        let name = ServerName::try_from(host.clone()).map_err(|_| Trouble::Address)?;
        let from = EmailAddress::parse(&config.from)?;
        let to = EmailAddress::parse(&config.to)?;
        if config.port == 0 {
            return Err(Trouble::Address);
        }
        for part in [config.user.as_str(), password.expose_secret()] {
            if part.is_empty() || part.len() > LONGEST_LOGIN || part.chars().any(char::is_control) {
                return Err(Trouble::Login);
            }
        }
        let trust = trust::tls(config.ca.as_deref())?;
        let server = Server { name, host, port: config.port, tls: config.tls, trust };
        Ok(Email { server, user: config.user.clone(), password: password.clone(), from, to, patience })
    }

    /// Says everything up to the message. When it fails, nothing was sent.
    async fn begin(&self) -> Result<AsyncSmtpConnection, SendError> {
        let line = self.server.open(&self.patience).await?;
        let within = self.patience.answer;
        let us = ClientId::Ipv4(Ipv4Addr::LOCALHOST);
        let hello = timeout(within, AsyncSmtpConnection::connect_with_transport(Box::new(line), &us)).await;
        let mut talk = match hello {
            Ok(Ok(talk)) => talk,
            Ok(Err(error)) => return Err(Step::Hello.failed(&error)),
            Err(elapsed) => return Err(Step::Hello.judge(Err(elapsed)).err().unwrap_or_else(unanswered)),
        };
        let login = Credentials::new(self.user.clone(), self.password.expose_secret().to_owned());
        Step::Login.judge(timeout(within, talk.auth(&[Mechanism::Plain, Mechanism::Login], &login)).await)?;
        let from = Mail::new(Some(self.from.inner().clone()), Vec::new());
        Step::Sender.judge(timeout(within, talk.command(from)).await)?;
        let to = Rcpt::new(self.to.inner().clone(), Vec::new());
        Step::Recipient.judge(timeout(within, talk.command(to)).await)?;
        Step::Data.judge(timeout(within, talk.command(Data)).await)?;
        Ok(talk)
    }
}

fn unanswered() -> SendError {
    SendError::NotYet(Trouble::Timeout, None)
}

#[async_trait]
impl Remote for Email {
    fn name(&self) -> &'static str {
        "email"
    }

    async fn send(&self, what: &Telling) -> Result<Fate, SendError> {
        let message = mail::message(&self.from, &self.to, what).map_err(SendError::Refused)?;
        // Whoever gives each answer at the last moment does not get the sum of them all.
        let within = self.patience.connect + 2 * self.patience.answer;
        let mut talk = timeout(within, self.begin()).await.unwrap_or_else(|_| Err(unanswered()))?;
        let taken = Step::Message.judge(timeout(self.patience.taken, talk.message(&message)).await);
        if taken.is_ok() {
            let _ = timeout(FAREWELL, talk.quit()).await;
        }
        taken.map(|()| Fate::Accepted)
    }

    /// A mail server that took a message cannot be asked for it.
    async fn fate(&self, _reference: &str) -> Result<Option<Fate>, SendError> {
        Ok(None)
    }
}
