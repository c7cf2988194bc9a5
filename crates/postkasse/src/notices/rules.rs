//! What a person wants to be told.

use super::channel;
use crate::App;
use crate::views::{ApiError, Language, NotifyRuleView, RuleChange};
use jiff::tz::TimeZone;
use model::{Code, MailboxId};
use notify::{Book, DESKTOP, Quiet, Rule};
use vault::MailboxKey;

/// More characters than a name has.
const LONGEST: usize = 300;
const MOST_SENDERS: usize = 100;
/// More messages a day than anybody reads.
const MOST_A_DAY: u32 = 1000;

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
            let language = Some(language).filter(|language| !language.is_empty());
            if language.as_ref().is_some_and(|language| Language::of(language).is_none()) {
                return Err(said("error.notify.language"));
            }
            rule.language = language;
        }
        if let Some(zone) = self.zone {
            let zone = Some(zone).filter(|zone| !zone.is_empty());
            zone.as_ref().map(|zone| TimeZone::get(zone)).transpose().map_err(|_| said("error.notify.zone"))?;
            rule.zone = zone;
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

/// What the person said in this very rule, by the words of [`RuleChange`].
fn said_in(rule: Option<&Rule>) -> Vec<String> {
    let fields = rule.and_then(|rule| serde_json::to_value(rule).ok());
    let fields = fields.as_ref().and_then(|fields| fields.as_object()).into_iter();
    fields.flat_map(|fields| fields.keys()).filter(|field| *field != "since").cloned().collect()
}

/// What holds, for a shell.
pub(super) fn view(book: &Book, name: &str, mailbox: Option<(MailboxId, &MailboxKey)>) -> NotifyRuleView {
    let (id, key) = mailbox.map_or((None, None), |(id, key)| (Some(id), Some(key)));
    let holds = book.holds(name, key);
    let wanted = key.and_then(|key| book.said(name, Some(key))?.on).or_else(|| book.said(name, None)?.on);
    NotifyRuleView {
        channel: name.to_owned(),
        mailbox: id,
        on: if name == DESKTOP { holds.on } else { wanted.unwrap_or_default() },
        since: holds.since,
        show: holds.show,
        digest: holds.digest,
        important: holds.kinds,
        senders: book.senders(name, key),
        quiet: holds.quiet,
        zone: holds.zone.iana_name().map(str::to_owned),
        limit: holds.limit,
        reminders: holds.reminders,
        language: holds.language,
        label: holds.label,
        ready: book.is_ready(name),
        said: said_in(book.said(name, key)),
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
            self.switch_screen(on, key.is_some()).await?;
        }
        Ok(view(&self.book().await?, name, mailbox.zip(key.as_ref())))
    }

    /// The screen has a switch that stands above every rule: it follows what is wanted.
    async fn switch_screen(&self, on: bool, one_mailbox: bool) -> Result<(), ApiError> {
        let mut settings = self.settings().await?;
        let wanted = if one_mailbox { settings.notify_desktop || on } else { on };
        if wanted == settings.notify_desktop {
            return Ok(());
        }
        if one_mailbox {
            // It was off for all: so it stays for the others.
            let all = self.book().await?.said(DESKTOP, None).cloned().unwrap_or_default();
            let all = Rule { on: Some(false), ..all };
            let text = serde_json::to_string(&all).map_err(|error| ApiError::unexpected(&error))?;
            self.vault(move |profile| profile.set_rule(DESKTOP, None, &text)).await?;
        }
        settings.notify_desktop = wanted;
        self.set_settings(&settings).await
    }

    /// Takes the exception of a mailbox away: what holds for all holds there again. What that is.
    ///
    /// # Errors
    /// [`ApiError`]: `notFound` for a mailbox that is not here.
    pub async fn notify_unset(&self, name: &str, mailbox: MailboxId) -> Result<NotifyRuleView, ApiError> {
        let name = channel(name)?;
        let key = self.mailbox_key(mailbox.clone()).await?;
        let gone = key.clone();
        self.vault(move |profile| profile.remove_rule(name, Some(&gone))).await?;
        Ok(view(&self.book().await?, name, Some((mailbox, &key))))
    }
}
