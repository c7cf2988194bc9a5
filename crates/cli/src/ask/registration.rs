//! Registration and NemSMS in a terminal.

use super::NemSmsCommand;
use super::guide::{fact, sources};
use crate::change::or_own_that;
use crate::terminal::{self, line, say};
use crate::text::{address, text, texts};
use crate::typed::Typed;
use model::{AddressState, MailboxId, Registration};
use postkasse::App;
use postkasse::views::{ApiError, NemSmsWish, Offer, RegistrationView};
use serde_json::{Value, json};

/// How the owner is registered, and what that means.
pub async fn show(app: &App, mailbox: Option<&Typed<MailboxId>>, json: bool) -> Result<(), ApiError> {
    let found = app.registration(danish(app, mailbox).await?).await?;
    tell(&found, json, true);
    Ok(())
}

/// Changes the number for NemSMS.
pub async fn nem_sms(
    app: &App,
    command: &NemSmsCommand,
    mailbox: Option<&Typed<MailboxId>>,
    json: bool,
) -> Result<(), ApiError> {
    let wish = match command {
        NemSmsCommand::Set { number } => NemSmsWish::Set { number: number.clone() },
        NemSmsCommand::Verify { code } => NemSmsWish::Code { code: code.clone() },
        NemSmsCommand::NewCode => NemSmsWish::NewCode,
        NemSmsCommand::Confirm => NemSmsWish::Confirm,
        NemSmsCommand::Remove => NemSmsWish::Remove,
    };
    let changed = app.change_nem_sms(danish(app, mailbox).await?, wish).await?;
    tell(&changed, json, false);
    Ok(())
}

/// The mailbox that was named, or one's own at a service with such a register.
async fn danish(app: &App, mailbox: Option<&Typed<MailboxId>>) -> Result<MailboxId, ApiError> {
    or_own_that(app, mailbox, |one| one.offers.contains(&Offer::Registration)).await
}

fn tell(found: &RegistrationView, json: bool, meaning: bool) {
    if json {
        return terminal::json(&for_scripts(found));
    }
    let status = text(&format!("registration.status.{}", crate::text::word(&found.status)));
    line(&texts().fill("cli.registration.status", 0, &[("owner", &found.owner), ("status", &status)]));
    for (what, value) in register(found) {
        line(&texts().fill("cli.registration.line", 0, &[("what", &text(what)), ("value", &value)]));
    }
    match &found.nem_sms {
        Some(number) => line(&format!("{}: {}", text("nemSms.title"), address(number))),
        None => line(&format!("{}: {}", text("nemSms.title"), text("nemSms.none"))),
    }
    if found.nem_sms.as_ref().is_some_and(|number| number.state == AddressState::NeedsCode) {
        say(&texts().fill("cli.address.verify", 0, &[("command", "postkasse-cli nemsms verify …")]));
    }
    if meaning {
        for group in &found.facts {
            line("");
            line(&text(&group.title));
            for fact in &group.facts {
                line(&format!("- {}", text(&fact.text)));
            }
            sources(group.facts.iter());
        }
    }
}

/// What the register says, line by line.
fn register(found: &RegistrationView) -> Vec<(&'static str, String)> {
    let mut lines = Vec::new();
    if let Some(since) = found.since {
        lines.push(("registration.since", since.strftime("%Y-%m-%d").to_string()));
    }
    if matches!(found.status, Registration::Exempt | Registration::Abroad) {
        lines.extend(found.exempt_from.map(|day| ("registration.exemptFrom", day.to_string())));
        let until = found.exempt_until.map_or_else(|| text("registration.noEnd"), |day| day.to_string());
        lines.push(("registration.exemptUntil", until));
        if found.by_proxy {
            lines.push(("registration.byProxy", text("registration.yes")));
        }
    }
    if !found.paper_to.is_empty() {
        lines.push(("registration.paperTo", found.paper_to.join(", ")));
    }
    lines
}

/// The JSON that scripts rely on: texts in words, each with its source.
fn for_scripts(found: &RegistrationView) -> Value {
    let mut shape = serde_json::to_value(found).unwrap_or_default();
    let facts: Vec<Value> = found
        .facts
        .iter()
        .flat_map(|group| group.facts.iter().map(|one| (text(&group.title), fact(one))))
        .map(|(about, mut one)| {
            if let Some(fields) = one.as_object_mut() {
                fields.insert("about".to_owned(), about.into());
            }
            one
        })
        .collect();
    if let Some(fields) = shape.as_object_mut() {
        fields.insert("facts".to_owned(), json!(facts));
    }
    shape
}
