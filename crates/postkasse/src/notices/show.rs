//! How it all stands: channels with their health, what holds, and what would come twice.

use super::rules::view;
use super::{channel, trouble_text};
use crate::App;
use crate::views::{ApiError, NotifyChannelView, NotifyView};
use notify::{CHANNELS, Health, RemoteConfig};
use vault::MailboxKey;

fn by(config: &RemoteConfig) -> String {
    match config {
        RemoteConfig::Email(email) => format!("{}:{}", email.host, email.port),
        RemoteConfig::Sms(sms) => sms.url.clone(),
    }
}

impl App {
    /// A channel, without what the services do by themselves.
    async fn channel_alone(&self, name: &'static str) -> Result<NotifyChannelView, ApiError> {
        let record = self.vault(move |profile| profile.channel(name)).await?;
        let ready = self.book().await?.is_ready(name);
        let config: Option<RemoteConfig> = record.as_ref().and_then(|record| serde_json::from_str(&record.config).ok());
        let health = record.as_ref().and_then(|record| serde_json::from_str::<Health>(&record.health).ok());
        Ok(NotifyChannelView {
            channel: name.to_owned(),
            ready,
            to: config.as_ref().map(|config| config.to().to_owned()),
            by: config.as_ref().map(by),
            since: record.and_then(|record| record.since),
            health: health.unwrap_or_default(),
            twice: Vec::new(),
        })
    }

    /// A channel, and which services write to the same address.
    ///
    /// # Errors
    /// [`ApiError`] when the vault cannot be read. A service that does not answer is left out.
    pub async fn notify_channel(&self, name: &str) -> Result<NotifyChannelView, ApiError> {
        let mut one = self.channel_alone(channel(name)?).await?;
        self.say_twice(std::slice::from_mut(&mut one)).await?;
        Ok(one)
    }

    /// All of it.
    ///
    /// # Errors
    /// [`ApiError`] when the vault cannot be read. A service that does not answer is left out, and `asked` says so.
    pub async fn notify_show(&self) -> Result<NotifyView, ApiError> {
        let mut all = self.notify_standing().await?;
        all.asked = self.say_twice(&mut all.channels).await?;
        Ok(all)
    }

    /// All of it but what would come twice: nobody is asked for that, and `asked` says so.
    ///
    /// # Errors
    /// [`ApiError`] when the vault cannot be read.
    pub async fn notify_standing(&self) -> Result<NotifyView, ApiError> {
        let mut channels = Vec::new();
        for name in CHANNELS {
            channels.push(self.channel_alone(name).await?);
        }
        let book = self.book().await?;
        let mut rules: Vec<_> = CHANNELS.into_iter().map(|name| view(&book, name, None)).collect();
        for record in self.vault(vault::Profile::mailboxes).await? {
            let mailbox = record.mailbox;
            let key = MailboxKey { provider: mailbox.provider, remote: mailbox.remote_id };
            for name in CHANNELS.into_iter().filter(|name| book.said(name, Some(&key)).is_some()) {
                rules.push(view(&book, name, Some((mailbox.id.clone(), &key))));
            }
        }
        Ok(NotifyView { channels, rules, asked: false })
    }

    /// The channels that are on and in trouble, each with the text that says which. By one that is off nobody waits for
    /// anything.
    ///
    /// # Errors
    /// [`ApiError`] when the vault cannot be read.
    pub async fn notify_troubles(&self) -> Result<Vec<(String, String)>, ApiError> {
        let mut troubles = Vec::new();
        let book = self.book().await?;
        for name in CHANNELS.into_iter().filter(|name| book.is_on_anywhere(name)) {
            let health = self.channel_alone(name).await?.health;
            troubles.extend(health.trouble.map(|word| (name.to_owned(), trouble_text(&word))));
        }
        Ok(troubles)
    }
}
