//! Setting a remote channel up, and trying it.

use super::ways::way_of;
use super::{addresses, channel, trouble};
use crate::App;
use crate::views::{ApiError, NotifyChannelView, RuleChange};
use model::Code;
use notify::{DESKTOP, EmailChannel, Fate, Gateway, RemoteConfig, SendError, SmsChannel, Way, send_trial};
use secrecy::SecretString;
use std::sync::Arc;

/// E-mail, as it was typed.
pub struct EmailRequest {
    /// `smtps://USER@HOST:PORT`, or `smtp://…` for STARTTLS.
    pub server: String,
    /// Who writes.
    pub from: String,
    /// To whom.
    pub to: String,
    /// The password; the one that is kept stays when none is given for the same server and name.
    pub password: Option<SecretString>,
    /// Whose certificate the server may have, as PEM.
    pub ca: Option<String>,
}

/// Text messages, as they were typed.
pub struct SmsRequest {
    /// Which kind of gateway.
    pub gateway: Gateway,
    /// Its address.
    pub url: String,
    /// To which number.
    pub to: String,
    /// Who logs in.
    pub user: Option<String>,
    /// The token or password; kept as a password of a mail server is.
    pub token: Option<SecretString>,
    /// Whose certificate the gateway may have, as PEM.
    pub ca: Option<String>,
}

fn certificate(pem: Option<String>) -> Result<Option<String>, ApiError> {
    let bad = pem.as_ref().is_some_and(|pem| !pem.contains("-----BEGIN CERTIFICATE-----"));
    if bad { Err(ApiError::said(Code::Refused, "trouble.certificateFile")) } else { Ok(pem) }
}

/// Whom a secret is for: it goes nowhere else.
fn whose(config: &RemoteConfig) -> (String, String) {
    match config {
        RemoteConfig::Email(email) => (format!("{}:{}", email.host, email.port), email.user.clone()),
        RemoteConfig::Sms(sms) => (sms.url.clone(), sms.user.clone().unwrap_or_default()),
    }
}

impl App {
    /// Sets e-mail up. It is not turned on by that.
    ///
    /// # Errors
    /// [`ApiError`]: `refused` with its own text for what is no server, no address, or lacks its password.
    pub async fn notify_by_email(&self, request: EmailRequest) -> Result<NotifyChannelView, ApiError> {
        let (tls, host, port, user) = addresses::server(&request.server)?;
        let (from, to) = (addresses::email(&request.from)?, addresses::email(&request.to)?);
        let ca = certificate(request.ca)?;
        let needs_one = !user.is_empty();
        let config = RemoteConfig::Email(EmailChannel { host, port, tls, user, from, to, ca });
        self.set_up(config, request.password, needs_one).await
    }

    /// Sets text messages up. They are not turned on by that.
    ///
    /// # Errors
    /// [`ApiError`]: `refused` with its own text for what is no gateway, no number, or lacks its token.
    pub async fn notify_by_sms(&self, request: SmsRequest) -> Result<NotifyChannelView, ApiError> {
        let (url, to) = (addresses::gateway(&request.url)?, addresses::number(&request.to)?);
        let ca = certificate(request.ca)?;
        let config = RemoteConfig::Sms(SmsChannel { gateway: request.gateway, url, user: request.user, to, ca });
        self.set_up(config, request.token, true).await
    }

    async fn set_up(
        &self,
        config: RemoteConfig,
        secret: Option<SecretString>,
        needs_one: bool,
    ) -> Result<NotifyChannelView, ApiError> {
        let name = config.channel();
        let secret = self.given_or_kept(&config, secret).await?;
        if needs_one && secret.is_none() {
            return Err(ApiError::said(Code::Refused, "error.notify.noSecret"));
        }
        self.keep_channel(&config, secret).await?;
        self.notify_channel(name).await
    }

    /// The secret that was given; else the one that is kept, if it is for the same server and name.
    pub(super) async fn given_or_kept(
        &self,
        config: &RemoteConfig,
        given: Option<SecretString>,
    ) -> Result<Option<SecretString>, ApiError> {
        if given.is_some() {
            return Ok(given);
        }
        let name = config.channel();
        let before = self.vault(move |profile| profile.channel(name)).await?;
        Ok(before.and_then(|before| {
            let old: RemoteConfig = serde_json::from_str(&before.config).ok()?;
            before.secret.filter(|_| whose(&old) == whose(config))
        }))
    }

    /// Keeps a channel; what failed by it may be tried again.
    pub(super) async fn keep_channel(
        &self,
        config: &RemoteConfig,
        secret: Option<SecretString>,
    ) -> Result<(), ApiError> {
        // What could not even be spoken to is said now, and not with the first letter.
        let made = self.outlets.remotes.remote(config, secret.as_ref());
        made.map_err(|why| trouble(why, Code::Refused))?;
        let (name, now) = (config.channel(), self.clock.now());
        let text = serde_json::to_string(config).map_err(|error| ApiError::unexpected(&error))?;
        self.vault(move |profile| profile.set_channel(name, &text, secret.as_ref(), now)).await
    }

    /// Forgets how a channel is reached, with its secret; it is off then, and what waited for it is not told by it.
    ///
    /// # Errors
    /// [`ApiError`]: `refused` for the screen, which is not set up; when the vault cannot be written.
    pub async fn notify_forget(&self, name: &str) -> Result<NotifyChannelView, ApiError> {
        let (name, now) = (channel(name)?, self.clock.now());
        if name == DESKTOP {
            return Err(ApiError::said(Code::Refused, "error.notify.screen"));
        }
        let off = RuleChange { on: Some(false), ..RuleChange::default() };
        self.notify_set(name, None, off).await?;
        let forget = move |profile: &vault::Profile| {
            profile.forget_channel(name)?;
            profile.ledger_expire(name, now, "off")
        };
        self.vault(forget).await?;
        self.notify_channel(name).await
    }

    /// Sends a try, in this language; whether it was taken, or has even arrived.
    ///
    /// # Errors
    /// [`ApiError`] with the words of the trouble: `offline` or `busy` when trying again may help, else `refused`.
    /// `notFound` when the channel was not set up.
    pub async fn notify_test(&self, name: &str) -> Result<Fate, ApiError> {
        let (name, clock) = (channel(name)?, self.clock.clone());
        let language = self.book().await?.holds(name, None).language;
        let way: Arc<dyn Way> = way_of(self, name).await??.into();
        let sent = self.vault(move |profile| send_trial(profile, way.as_ref(), &language, clock.as_ref())).await?;
        match sent {
            Ok(Fate::Failed) => Err(ApiError::said(Code::Refused, "notify.trouble.notDelivered")),
            Ok(fate) => Ok(fate),
            Err(SendError::Refused(why)) => Err(trouble(why, Code::Refused)),
            Err(SendError::NotYet(why, _)) => Err(trouble(why, Code::Offline)),
            Err(SendError::Doubtful(_)) => Err(ApiError::said(Code::Busy, "notify.trouble.doubtful")),
        }
    }
}
