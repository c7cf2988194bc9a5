//! Telling a person of new letters: the channels, the rules, what was told. What is decided, and that it is told once,
//! is the business of the crate `notify`; here lies what a shell asks for.

mod addresses;
mod channels;
mod forms;
mod ledger;
mod preview;
mod rules;
mod show;
mod telling;
mod twice;
mod ways;

pub use channels::{EmailRequest, SmsRequest};
pub(crate) use telling::Seat;
pub use ways::{Outlets, Remotes};

use crate::App;
use crate::views::ApiError;
use jiff::tz::TimeZone;
use model::{Code, MailboxId};
use notify::{Book, CHANNELS, Trouble};
use vault::MailboxKey;

/// The text of what is the matter with a channel.
pub(crate) fn trouble_text(word: &str) -> String {
    format!("notify.trouble.{word}")
}

/// What is the matter with a channel, as an error of ours.
fn trouble(trouble: Trouble, code: Code) -> ApiError {
    ApiError::said(code, &trouble_text(trouble.word()))
}

/// A channel by its name.
pub(crate) fn channel(name: &str) -> Result<&'static str, ApiError> {
    let found = CHANNELS.into_iter().find(|one| *one == name);
    found.ok_or_else(|| ApiError::said(Code::NotFound, "error.notify.channel"))
}

impl App {
    /// All rules. Hours are counted on the computer's clock, which is the person's, unless a rule says another.
    async fn book(&self) -> Result<Book, ApiError> {
        let settings = self.settings().await?;
        let zone = TimeZone::try_system().unwrap_or(TimeZone::UTC);
        self.vault(move |profile| Book::read(profile, settings.language.code(), settings.notify_desktop, zone)).await
    }

    /// A mailbox as its service knows it.
    async fn mailbox_key(&self, id: MailboxId) -> Result<MailboxKey, ApiError> {
        let mailbox = self.vault(move |profile| profile.mailbox(&id)).await?.mailbox;
        Ok(MailboxKey { provider: mailbox.provider, remote: mailbox.remote_id })
    }
}
