//! What a person wants to be told.

use super::channel;
use crate::App;
use crate::views::{ApiError, Language, NotifyRuleView};
use jiff::tz::TimeZone;
use model::{Code, MailboxId};
use notify::{Book, DESKTOP, Digest, Kind, Quiet, Rule, Show};
use std::collections::BTreeSet;
use vault::MailboxKey;

/// More characters than a name has.
const LONGEST: usize = 300;
const MOST_SENDERS: usize = 100;
/// More messages a day than anybody reads.
const MOST_A_DAY: u32 = 1000;

/// What is to be different; what is none stays.
#[derive(Debug, Clone, Default)]
pub struct RuleChange {
    /// On or off.
    pub on: Option<bool>,
    /// How much a message gives away.
    pub show: Option<Show>,
    /// At once, or gathered.
    pub digest: Option<Digest>,
    /// Kinds that are told at once.
    pub kinds: Option<BTreeSet<Kind>>,
    /// Senders whose letters are told at once.
    pub senders: Option<Vec<String>>,
    /// Hours in which nothing is sent, as they are typed.
    pub quiet: Option<String>,
    /// Messages a day and mailbox.
    pub limit: Option<u32>,
    /// Reminders.
    pub reminders: Option<bool>,
    /// The language, by its code.
    pub language: Option<String>,
    /// The time zone, by its name.
    pub zone: Option<String>,
    /// What the mailbox is called in messages; empty for nothing.
    pub label: Option<String>,
}

fn said(text: &str) -> ApiError {
    ApiError::said(Code::Refused, text)
}

impl RuleChange {
    /// The rule with these changes.
    fn to(self, mut rule: Rule) -> Result<Rule, ApiError> {
        if let Some(quiet) = self.quiet {
            rule.quiet = Some(quiet.parse::<Quiet>().map_err(|_| said("error.notify.quiet"))?);
        }
        if let Some(language) = self.language {
            if Language::of(&language).is_none() {
                return Err(said("error.notify.language"));
            }
            rule.language = Some(language);
        }
        if let Some(zone) = self.zone {
            TimeZone::get(&zone).map_err(|_| said("error.notify.zone"))?;
            rule.zone = Some(zone);
        }
        if self.limit.is_some_and(|limit| !(1..=MOST_A_DAY).contains(&limit)) {
            return Err(said("error.notify.limit"));
        }
        let long = |name: &String| name.chars().count() > LONGEST;
        let senders = self.senders.as_ref().is_some_and(|all| all.len() > MOST_SENDERS || all.iter().any(long));
        if senders || self.label.as_ref().is_some_and(long) {
            return Err(said("error.notify.long"));
        }
        rule.show = self.show.or(rule.show);
        rule.digest = self.digest.or(rule.digest);
        rule.kinds = self.kinds.or(rule.kinds);
        rule.senders = self.senders.or(rule.senders);
        rule.limit = self.limit.or(rule.limit);
        rule.reminders = self.reminders.or(rule.reminders);
        rule.label = self.label.or(rule.label);
        Ok(rule)
    }
}

/// What holds, for a shell.
pub(super) fn view(book: &Book, name: &str, mailbox: Option<(MailboxId, &MailboxKey)>) -> NotifyRuleView {
    let (id, key) = mailbox.map_or((None, None), |(id, key)| (Some(id), Some(key)));
    let holds = book.holds(name, key);
    let said = book.said(name, key).or_else(|| book.said(name, None));
    let wanted = key.and_then(|key| book.said(name, Some(key))?.on).or_else(|| book.said(name, None)?.on);
    NotifyRuleView {
        channel: name.to_owned(),
        mailbox: id,
        on: if name == DESKTOP { holds.on } else { wanted.unwrap_or_default() },
        since: holds.since,
        show: holds.show,
        digest: holds.digest,
        important: holds.kinds,
        senders: said.and_then(|rule| rule.senders.clone()).unwrap_or_default(),
        quiet: holds.quiet,
        zone: holds.zone.iana_name().map(str::to_owned),
        limit: holds.limit,
        reminders: holds.reminders,
        language: holds.language,
        label: holds.label,
        ready: book.is_ready(name),
    }
}

impl App {
    /// Changes what holds for a channel: in this mailbox, or in all that have no rule of their own. What holds then.
    ///
    /// # Errors
    /// [`ApiError`]: `refused` with its own text for what makes no sense, `notFound` for a mailbox that is not here.
    pub async fn notify_set(
        &self,
        name: &str,
        mailbox: Option<MailboxId>,
        change: RuleChange,
    ) -> Result<NotifyRuleView, ApiError> {
        let name = channel(name)?;
        let key = match mailbox.clone() {
            Some(mailbox) => Some(self.mailbox_key(mailbox).await?),
            None => None,
        };
        let (now, on) = (self.clock.now(), change.on);
        let book = self.book().await?;
        let before = book.said(name, key.as_ref()).cloned().unwrap_or_default();
        let was_on = before.on;
        let mut rule = change.to(before)?;
        if let Some(on) = on {
            rule.on = Some(on);
            // Turned on again is not turned on anew: what was on stays on since then.
            if on && was_on != Some(true) {
                rule.since = Some(now);
            }
        }
        let text = serde_json::to_string(&rule).map_err(|error| ApiError::unexpected(&error))?;
        let kept = key.clone();
        self.vault(move |profile| profile.set_rule(name, kept.as_ref(), &text)).await?;
        if let (DESKTOP, Some(on)) = (name, on) {
            let mut settings = self.settings().await?;
            // The window's own switch stands above every rule.
            let wanted = if key.is_some() { settings.notify_desktop || on } else { on };
            if wanted != settings.notify_desktop {
                settings.notify_desktop = wanted;
                self.set_settings(&settings).await?;
            }
        }
        Ok(view(&self.book().await?, name, mailbox.zip(key.as_ref())))
    }
}
