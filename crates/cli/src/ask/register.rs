//! Norway's register of contact details and reservations in a terminal.

use super::guide::{fact, source, sources};
use crate::open::refused;
use crate::terminal::{self, line, say};
use crate::text::{text, texts, word};
use crate::typed::{Typed, maybe};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use model::{AccountId, Code, ProviderId, RegisterLanguage};
use postkasse::App;
use postkasse::views::{ApiError, ContactRegisterView, Offer, RegisterAddressView};
use serde_json::{Value, json};

/// The login that is named, or the first that reaches the register.
async fn login(app: &App, named: Option<&Typed<AccountId>>) -> Result<AccountId, ApiError> {
    if let Some(account) = maybe(named)? {
        return Ok(account);
    }
    let mut all = app.accounts().await?.into_iter();
    let found = all.find(|one| one.signed_in && one.offers.contains(&Offer::ContactRegister));
    found.map(|one| one.id).ok_or_else(|| refused(Code::SignInAgain, Some("cli.register.login")))
}

/// What the register says.
pub async fn show(app: &App, account: Option<&Typed<AccountId>>, json: bool) -> Result<(), ApiError> {
    let found = app.contact_register(login(app, account).await?).await?;
    tell(&found, json);
    Ok(())
}

/// Changes the language, for who knows that every authority then writes in it.
pub async fn language(
    app: &App,
    account: Option<&Typed<AccountId>>,
    language: RegisterLanguage,
    agreed: bool,
    json: bool,
) -> Result<(), ApiError> {
    if !agreed {
        return Err(refused(Code::Refused, Some("cli.register.agree")));
    }
    let found = app.set_register_language(login(app, account).await?, language).await?;
    tell(&found, json);
    Ok(())
}

fn day(at: Timestamp) -> String {
    let zone = TimeZone::get(ProviderId::Altinn.time_zone()).unwrap_or(TimeZone::UTC);
    at.to_zoned_datetime(zone).strftime("%Y-%m-%d").to_string()
}

fn tell(found: &ContactRegisterView, json: bool) {
    if json {
        return terminal::json(&for_scripts(found));
    }
    let notice = text(&format!("register.notice.{}", word(&found.notice)));
    line(&texts().fill("cli.registration.status", 0, &[("owner", &found.person), ("status", &notice)]));
    if let Some(since) = found.reserved_since {
        said("register.reservedSince", &day(since));
    }
    said("register.email", &address(found.email.as_ref()));
    said("register.mobile", &address(found.mobile.as_ref()));
    said("register.mailbox", &mailbox(found));
    let language = found.language.map(|one| text(&format!("register.language.{}", one.word())));
    said("register.language", &language.unwrap_or_else(|| text("register.language.none")));
    say(&texts().fill("cli.register.own", 0, &[("url", &super::guide::url(&found.own_page))]));
    for group in &found.facts {
        line("");
        line(&text(&group.title));
        for fact in &group.facts {
            line(&format!("- {}", text(&fact.text)));
        }
        sources(group.facts.iter());
    }
}

fn said(what: &str, value: &str) {
    line(&texts().fill("cli.registration.line", 0, &[("what", &text(what)), ("value", value)]));
}

/// “kari@eksempel.example (gjelder til 2027-12-01)”
fn address(found: Option<&RegisterAddressView>) -> String {
    let Some(found) = found else { return text("register.none") };
    let state = match (found.until, found.counts) {
        (Some(until), true) => texts().fill("register.until", 0, &[("day", &day(until))]),
        (Some(until), false) => texts().fill("register.stale", 0, &[("day", &day(until))]),
        (None, _) => text("register.unknown"),
    };
    format!("{} ({})", found.value, state)
}

fn mailbox(found: &ContactRegisterView) -> String {
    match &found.mailbox {
        None => text("register.mailbox.none"),
        Some(mailbox) => match &mailbox.address {
            Some(address) => format!("{} ({address})", mailbox.name),
            None => mailbox.name.clone(),
        },
    }
}

/// The JSON that scripts rely on: texts in words, each with its source, and pages with their addresses.
fn for_scripts(found: &ContactRegisterView) -> Value {
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
        fields.insert("ownPage".to_owned(), source(&found.own_page));
        fields.insert("mailboxPage".to_owned(), source(&found.mailbox_page));
    }
    shape
}
