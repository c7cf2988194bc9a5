//! How a person is told of new letters: from what was typed to the use case, and back.

use crate::ask::OnOff;
use crate::notify_arguments::{
    ChannelCommand, ChannelName, DigestName, GatewayName, KindName, NotifyCommand, SetArguments, ShowName,
};
use crate::open::refused;
use crate::terminal::{self, say};
use crate::text::{self, Whose, text, texts};
use crate::typed::maybe;
use model::Code;
use postkasse::views::{ApiError, NotifyChannelView, NotifyRuleView};
use postkasse::{App, Digest, EmailRequest, Fate, Gateway, Kind, RuleChange, Show, SmsRequest};
use secrecy::SecretString;
use serde_json::json;
use std::path::Path;

/// No file of these is larger.
const LARGEST: u64 = 1 << 20;
/// Lines of the ledger that a person reads at once.
const A_PAGE: usize = 50;

/// Does what was typed.
pub async fn notify(app: &App, command: &NotifyCommand, json: bool) -> Result<(), ApiError> {
    match command {
        NotifyCommand::Channel { command } => {
            let channel = channel(app, command).await?;
            if json {
                terminal::json(&channel);
            } else {
                let key = if channel.ready { "cli.notify.ready" } else { "cli.notify.forgotten" };
                let word = texts().fill(key, 0, &[("channel", &text::channel(&channel.channel))]);
                say(&word);
                text::twice(&channel);
            }
        }
        NotifyCommand::Set(arguments) => set(app, arguments, json).await?,
        NotifyCommand::Test { channel } => {
            let fate = app.notify_test(channel.word()).await?;
            let state = if fate == Fate::Delivered { "delivered" } else { "accepted" };
            if json {
                terminal::json(&json!({"channel": channel.word(), "state": state}));
            } else {
                say(&text(&format!("cli.notify.test.{state}")));
            }
        }
        NotifyCommand::Show => {
            let all = app.notify_show().await?;
            if json {
                terminal::json(&all);
            } else {
                text::notify(&all, &Whose::of(app.mailboxes().await?));
            }
        }
        NotifyCommand::Ledger { limit } => {
            let limit = limit.map(|limit| usize::try_from(limit).unwrap_or(usize::MAX));
            let lines = app.notify_ledger(limit.unwrap_or(if json { usize::MAX } else { A_PAGE })).await?;
            if json {
                terminal::json(&lines);
            } else {
                text::ledger(&lines, &app.mailboxes().await?);
            }
            if lines.is_empty() && !json {
                say(&text("cli.notify.ledgerEmpty"));
            }
        }
    }
    Ok(())
}

/// A word for who synced in a terminal and whose messages do not come through.
pub async fn troubles(app: &App) -> Result<(), ApiError> {
    for (channel, words) in app.notify_troubles().await? {
        say(&texts().fill(
            "cli.notify.trouble",
            0,
            &[("channel", &text::channel(&channel)), ("trouble", &text(&words))],
        ));
    }
    Ok(())
}

async fn channel(app: &App, command: &ChannelCommand) -> Result<NotifyChannelView, ApiError> {
    match command {
        ChannelCommand::Email { smtp, from, to, password_file, ca } => {
            let request = EmailRequest {
                server: smtp.clone(),
                from: from.clone(),
                to: to.clone(),
                password: password_file.as_deref().map(secret).transpose()?,
                ca: ca.as_deref().map(certificate).transpose()?,
            };
            app.notify_by_email(request).await
        }
        ChannelCommand::Forget { channel } => app.notify_forget(channel.word()).await,
        ChannelCommand::Sms { gateway, url, to, user, token_file, ca } => {
            let gateway = match gateway {
                GatewayName::Gatewayapi => Gateway::GatewayApi,
                GatewayName::Kannel => Gateway::Kannel,
            };
            let request = SmsRequest {
                gateway,
                url: url.clone(),
                to: to.clone(),
                user: user.clone(),
                token: token_file.as_deref().map(secret).transpose()?,
                ca: ca.as_deref().map(certificate).transpose()?,
            };
            app.notify_by_sms(request).await
        }
    }
}

fn small(file: &Path) -> bool {
    std::fs::metadata(file).is_ok_and(|found| found.len() <= LARGEST)
}

fn certificate(file: &Path) -> Result<String, ApiError> {
    let text = small(file).then(|| std::fs::read_to_string(file).ok()).flatten();
    text.ok_or_else(|| refused(Code::Refused, Some("trouble.certificateFile")))
}

fn secret(file: &Path) -> Result<SecretString, ApiError> {
    let text = small(file).then(|| std::fs::read_to_string(file).ok()).flatten();
    let text = text.map(|text| text.trim_end_matches(['\r', '\n']).to_owned());
    // One line; anything else is another file than was meant.
    let text = text.filter(|text| !text.is_empty() && !text.chars().any(char::is_control));
    text.map(SecretString::from).ok_or_else(|| refused(Code::Refused, Some("trouble.secretFile")))
}

fn change(arguments: &SetArguments) -> RuleChange {
    let kind = |name: &KindName| match name {
        KindName::Payments => Some(Kind::Payments),
        KindName::Appointments => Some(Kind::Appointments),
        KindName::Legal => Some(Kind::Legal),
        KindName::Reply => Some(Kind::Reply),
        KindName::None => None,
    };
    RuleChange {
        on: (arguments.on || arguments.off).then_some(arguments.on),
        show: arguments.show.map(|show| match show {
            ShowName::Nothing => Show::Nothing,
            ShowName::Sender => Show::Sender,
            ShowName::Subject => Show::Subject,
        }),
        digest: arguments.digest.map(|digest| match digest {
            DigestName::None => Digest::None,
            DigestName::Hourly => Digest::Hourly,
            DigestName::Daily => Digest::Daily,
            DigestName::Weekly => Digest::Weekly,
        }),
        kinds: arguments.important.as_ref().map(|kinds| kinds.iter().filter_map(kind).collect()),
        senders: arguments.sender.as_ref().map(|all| all.iter().filter(|one| !one.is_empty()).cloned().collect()),
        quiet: arguments.quiet.clone(),
        limit: arguments.limit,
        reminders: arguments.reminders.map(|reminders| reminders == OnOff::On),
        language: arguments.language.clone(),
        zone: arguments.zone.clone(),
        label: arguments.label.clone(),
    }
}

/// What holds afterwards; where a service writes to the same address by itself, that too.
async fn set(app: &App, arguments: &SetArguments, json: bool) -> Result<(), ApiError> {
    let name = arguments.channel.word();
    let holds: NotifyRuleView = match maybe(arguments.mailbox.as_ref())? {
        Some(mailbox) if arguments.as_usual => app.notify_unset(name, mailbox).await?,
        mailbox => app.notify_set(name, mailbox, change(arguments)).await?,
    };
    let channel = match arguments.channel {
        ChannelName::Desktop => None,
        _ if !holds.on => None,
        _ => Some(app.notify_channel(name).await?),
    };
    if json {
        let mut shape = serde_json::to_value(&holds).unwrap_or_default();
        if let (Some(channel), Some(fields)) = (&channel, shape.as_object_mut()) {
            fields.insert("twice".to_owned(), serde_json::to_value(&channel.twice).unwrap_or_default());
        }
        terminal::json(&shape);
        return Ok(());
    }
    text::rule(&holds, &Whose::of(app.mailboxes().await?));
    if holds.on && !holds.ready {
        let words =
            texts().fill("cli.notify.notReady", 0, &[("command", &format!("postkasse-cli notify channel {name} …"))]);
        say(&words);
    }
    channel.iter().for_each(text::twice);
    Ok(())
}
