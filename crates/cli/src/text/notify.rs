//! How a person is told of new letters, in her words.

use super::table::table;
use super::{Whose, text, texts, word};
use crate::terminal::{line, say, tame_line};
use model::MailboxId;
use postkasse::views::{LedgerRow, MailboxView, NotifyChannelView, NotifyRuleView, NotifyView};

/// A channel's name.
pub fn channel(name: &str) -> String {
    text(&format!("notify.channel.{name}"))
}

/// Which services write to the same address by themselves.
pub fn twice(channel: &NotifyChannelView) {
    for one in &channel.twice {
        say(&texts().fill(
            "cli.notify.twice",
            0,
            &[("service", &one.service), ("mailbox", &one.name), ("address", &one.address)],
        ));
    }
}

/// What holds for a channel.
pub fn rule(rule: &NotifyRuleView, whose: &Whose) {
    let place = match &rule.mailbox {
        Some(mailbox) => whose.name(mailbox).to_owned(),
        None => text("cli.notify.everywhere"),
    };
    let on = text(if rule.on { "cli.notify.on" } else { "cli.notify.off" });
    let mut parts = vec![on];
    if rule.on {
        parts.push(text(&format!("cli.notify.show.{}", word(&rule.show))));
        parts.push(text(&format!("cli.notify.digest.{}", word(&rule.digest))));
        let quiet = rule.quiet.to_string();
        if quiet != "none" {
            parts.push(texts().fill("cli.notify.quiet", 0, &[("hours", &quiet)]));
        }
        parts.extend(rule.label.as_ref().map(|label| format!("\u{201c}{}\u{201d}", tame_line(label))));
    }
    line(&format!("{}, {}: {}", channel(&rule.channel), tame_line(&place), parts.join(", ")));
}

/// All of it.
pub fn notify(all: &NotifyView, whose: &Whose) {
    for one in &all.channels {
        let mut parts = vec![channel(&one.channel)];
        parts.extend(one.to.clone());
        parts.extend(one.by.as_ref().map(|by| format!("({by})")));
        if !one.ready {
            parts.push(text("cli.notify.notSetUp"));
        }
        if let Some(trouble) = &one.health.trouble {
            parts.push(format!("– {}", text(&format!("notify.trouble.{trouble}"))));
        }
        line(&parts.join(" "));
        twice(one);
    }
    all.rules.iter().for_each(|one| rule(one, whose));
    if !all.asked {
        say(&text("cli.notify.notAsked"));
    }
}

/// What was told and what was not.
pub fn ledger(lines: &[LedgerRow], mailboxes: &[MailboxView]) {
    let whose = Whose::of(mailboxes.to_vec());
    let row = |one: &LedgerRow| {
        let id = MailboxId::parse(&one.mailbox).ok();
        let (name, moment) = match &id {
            Some(id) => (whose.name(id).to_owned(), whose.moment(id, one.at)),
            None => (one.mailbox.clone(), one.at.to_string()),
        };
        let state = if one.waits { "waits" } else { one.state };
        let why = one.why.as_deref().map(|why| {
            let keys = [format!("notify.why.{why}"), format!("notify.trouble.{why}")];
            keys.iter().find(|key| texts().has(key)).map_or_else(|| why.to_owned(), |key| text(key))
        });
        let state = text(&format!("cli.notify.state.{state}"));
        let state = why.map_or_else(|| state.clone(), |why| format!("{state}: {why}"));
        [moment, channel(&one.channel), name, one.remote_id.to_string(), state]
    };
    table(&lines.iter().map(row).collect::<Vec<_>>());
}
