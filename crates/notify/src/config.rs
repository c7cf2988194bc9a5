//! How a remote channel is reached: plain data, kept beside its secret in the encrypted profile.

use crate::remote::{Email, GatewayApi, Kannel, Patience};
use crate::{Remote, Trouble};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

/// How a mail server is spoken to safely. There is no third way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Tls {
    /// From the first byte on.
    Implicit,
    /// Begun in the clear, and required before anything is said.
    StartTls,
}

/// A mail server that takes messages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EmailChannel {
    /// The server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How it is spoken to.
    pub tls: Tls,
    /// Who logs in.
    pub user: String,
    /// Who writes.
    pub from: String,
    /// To whom.
    pub to: String,
    /// Whose certificate the server may have, as PEM; that of the system's authorities when none is named.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ca: Option<String>,
}

/// A kind of gateway for text messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Gateway {
    /// `GatewayAPI`.
    GatewayApi,
    /// Kannel's `sendsms`.
    Kannel,
}

/// A gateway that takes text messages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SmsChannel {
    /// Which kind.
    pub gateway: Gateway,
    /// Its address.
    pub url: String,
    /// Who logs in, where there is a name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub user: Option<String>,
    /// To which number, with its country's.
    pub to: String,
    /// Whose certificate the gateway may have, as PEM.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ca: Option<String>,
}

/// A remote channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RemoteConfig {
    /// E-mail.
    Email(EmailChannel),
    /// Text messages.
    Sms(SmsChannel),
}

impl RemoteConfig {
    /// The channel's name.
    #[must_use]
    pub fn channel(&self) -> &'static str {
        match self {
            RemoteConfig::Email(_) => crate::EMAIL,
            RemoteConfig::Sms(_) => crate::SMS,
        }
    }

    /// To whom.
    #[must_use]
    pub fn to(&self) -> &str {
        match self {
            RemoteConfig::Email(email) => &email.to,
            RemoteConfig::Sms(sms) => &sms.to,
        }
    }
}

/// The service that a configuration names. Nothing is asked of it yet.
///
/// # Errors
/// [`Trouble`] when it can be none: an address or a number that is none, a certificate that cannot be read, no secret,
/// a way there that is not encrypted.
pub fn remote(config: &RemoteConfig, secret: Option<&SecretString>) -> Result<Box<dyn Remote>, Trouble> {
    let secret = secret.filter(|secret| !secret.expose_secret().is_empty()).ok_or(Trouble::Login)?;
    let patience = Patience::default();
    Ok(match config {
        RemoteConfig::Email(email) => Box::new(Email::new(email, secret, patience)?),
        RemoteConfig::Sms(sms) => match sms.gateway {
            Gateway::GatewayApi => Box::new(GatewayApi::new(sms, secret, patience)?),
            Gateway::Kannel => Box::new(Kannel::new(sms, secret, patience)?),
        },
    })
}
