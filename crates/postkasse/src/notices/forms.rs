//! A channel as a page has it: a form with a field for each thing, and everything that is wrong with it said at once.
//! The secret comes beside the form, and is in none that goes back.

use super::{addresses, trouble_text};
use crate::App;
use crate::views::{ApiError, ChannelForms, EmailForm, SmsForm, WrongField};
use notify::{CHANNELS, EMAIL, EmailChannel, Gateway, RemoteConfig, SMS, SmsChannel, Trouble};
use secrecy::{ExposeSecret, SecretString};

/// What is wrong so far.
#[derive(Default)]
struct Wrong(Vec<WrongField>);

impl Wrong {
    fn says(&mut self, field: &'static str, text: &str) {
        if self.0.iter().all(|one| one.field != field) {
            self.0.push(WrongField { field, text: text.to_owned() });
        }
    }

    /// What was typed into a field, if it can be taken.
    fn of<T>(&mut self, field: &'static str, typed: Result<T, ApiError>) -> Option<T> {
        match typed {
            Ok(value) => Some(value),
            Err(error) => {
                // A form has a field for the password, a terminal a file.
                let text = match error.text.as_deref() {
                    Some("error.notify.passwordInAddress") | None => "error.notify.passwordInField",
                    Some(text) => text,
                };
                self.says(field, text);
                None
            }
        }
    }

    /// What the service itself says of it before it is asked.
    fn refused(&mut self, trouble: Trouble, address: &'static str) {
        match trouble {
            Trouble::Certificate => self.says("ca", "error.notify.ca"),
            Trouble::Login => self.says("secret", "error.notify.secret"),
            other => self.says(address, &trouble_text(other.word())),
        }
    }
}

fn some(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// An empty field is none.
fn given(secret: Option<SecretString>) -> Option<SecretString> {
    secret.filter(|secret| !secret.expose_secret().is_empty())
}

impl App {
    /// How the channels are reached, to be changed.
    ///
    /// # Errors
    /// [`ApiError`] when the vault cannot be read.
    pub async fn notify_forms(&self) -> Result<ChannelForms, ApiError> {
        let mut forms = ChannelForms::default();
        for name in CHANNELS {
            let record = self.vault(move |profile| profile.channel(name)).await?;
            match record.and_then(|record| serde_json::from_str(&record.config).ok()) {
                Some(RemoteConfig::Email(one)) => {
                    let usual = addresses::usual_port(one.tls) == one.port;
                    forms.email = Some(EmailForm {
                        host: one.host,
                        port: if usual { String::new() } else { one.port.to_string() },
                        tls: one.tls,
                        user: one.user,
                        from: one.from,
                        to: one.to,
                        ca: one.ca.unwrap_or_default(),
                    });
                }
                Some(RemoteConfig::Sms(one)) => {
                    let (user, ca) = (one.user.unwrap_or_default(), one.ca.unwrap_or_default());
                    forms.sms = Some(SmsForm { gateway: one.gateway, url: one.url, user, to: one.to, ca });
                }
                None => {}
            }
        }
        Ok(forms)
    }

    /// Sets e-mail up by a form. It is not turned on by that. What is wrong with it; nothing when it was taken.
    ///
    /// # Errors
    /// [`ApiError`] when the vault cannot be read or written.
    pub async fn notify_email_form(
        &self,
        form: EmailForm,
        password: Option<SecretString>,
    ) -> Result<Vec<WrongField>, ApiError> {
        let (mut wrong, password) = (Wrong::default(), given(password));
        self.needs_secret(EMAIL, password.as_ref(), &mut wrong).await?;
        let host = wrong.of("host", addresses::host(&form.host));
        let port = wrong.of("port", addresses::port(&form.port, form.tls));
        let user = wrong.of("user", addresses::user(&form.user));
        let from = wrong.of("from", addresses::email(&form.from));
        let to = wrong.of("to", addresses::email(&form.to));
        let (tls, ca) = (form.tls, some(&form.ca));
        let (Some(host), Some(port), Some(user), Some(from), Some(to)) = (host, port, user, from, to) else {
            return Ok(wrong.0);
        };
        let config = RemoteConfig::Email(EmailChannel { host, port, tls, user, from, to, ca });
        self.take_form(config, password, "host", wrong).await
    }

    /// Sets text messages up by a form, as [`App::notify_email_form`] does e-mail.
    ///
    /// # Errors
    /// [`ApiError`] when the vault cannot be read or written.
    pub async fn notify_sms_form(
        &self,
        form: SmsForm,
        token: Option<SecretString>,
    ) -> Result<Vec<WrongField>, ApiError> {
        let (mut wrong, token) = (Wrong::default(), given(token));
        self.needs_secret(SMS, token.as_ref(), &mut wrong).await?;
        let url = wrong.of("url", addresses::gateway(&form.url));
        let user = match form.gateway {
            Gateway::Kannel => wrong.of("user", addresses::user(&form.user).map(Some)),
            Gateway::GatewayApi => Some(None),
        };
        let to = wrong.of("to", addresses::number(&form.to));
        let (gateway, ca) = (form.gateway, some(&form.ca));
        let (Some(url), Some(user), Some(to)) = (url, user, to) else { return Ok(wrong.0) };
        let config = RemoteConfig::Sms(SmsChannel { gateway, url, user, to, ca });
        self.take_form(config, token, "url", wrong).await
    }

    /// Says so where no secret was given and none is kept.
    async fn needs_secret(
        &self,
        name: &'static str,
        given: Option<&SecretString>,
        wrong: &mut Wrong,
    ) -> Result<(), ApiError> {
        let record = self.vault(move |profile| profile.channel(name)).await?;
        if given.is_none() && record.is_none_or(|record| record.secret.is_none()) {
            wrong.says("secret", "error.notify.secret");
        }
        Ok(())
    }

    /// Keeps the channel if a service can be made of it, with the secret that was given or is kept.
    async fn take_form(
        &self,
        config: RemoteConfig,
        secret: Option<SecretString>,
        address: &'static str,
        mut wrong: Wrong,
    ) -> Result<Vec<WrongField>, ApiError> {
        if !wrong.0.is_empty() {
            return Ok(wrong.0);
        }
        let secret = self.given_or_kept(&config, secret).await?;
        if let Err(trouble) = self.outlets.remotes.remote(&config, secret.as_ref()) {
            wrong.refused(trouble, address);
            return Ok(wrong.0);
        }
        self.keep_channel(&config, secret).await?;
        Ok(wrong.0)
    }
}
