//! The service's own notifications in a terminal. An address is named as it is written.

use super::{NotifyCommand, OnOff};
use crate::change::or_own_that;
use crate::open::refused;
use crate::terminal::{self, line, say};
use crate::text::{address, text, texts};
use crate::typed::Typed;
use model::{AddressState, Code, MailboxId, RemoteId, Right};
use postkasse::App;
use postkasse::views::{ApiError, ServiceNotifications, ServiceNotifyWish};

/// Shows or changes them.
pub async fn notify(
    app: &App,
    command: &NotifyCommand,
    mailbox: Option<&Typed<MailboxId>>,
    json: bool,
) -> Result<(), ApiError> {
    let mailbox = or_own_that(app, mailbox, |one| one.rights.has(Right::Notify)).await?;
    let named = match named(command) {
        Some(address) => Some(find(&app.service_notifications(mailbox.clone()).await?, address)?),
        None => None,
    };
    let now = match wish(command, named) {
        Some(wish) => app.change_service_notifications(mailbox, wish).await?,
        None => app.service_notifications(mailbox).await?,
    };
    if json {
        terminal::json(&now);
    } else {
        let service = app.mailboxes().await?.into_iter().find(|one| one.id == now.mailbox);
        tell(&now, service.map(|one| one.provider.own_name()).unwrap_or_default());
    }
    Ok(())
}

/// The address that a command is about.
fn named(command: &NotifyCommand) -> Option<&str> {
    match command {
        NotifyCommand::Remove { address }
        | NotifyCommand::Verify { address, .. }
        | NotifyCommand::NewCode { address }
        | NotifyCommand::Confirm { address }
        | NotifyCommand::Quiet { address, .. } => Some(address),
        _ => None,
    }
}

/// The service's id of an address that is there.
fn find(now: &ServiceNotifications, wanted: &str) -> Result<RemoteId, ApiError> {
    let plain = |text: &str| text.replace(' ', "").trim_start_matches("+45").trim_start_matches("+47").to_lowercase();
    let mut all = now.emails.iter().chain(&now.mobile);
    let found = all.find(|one| one.id.as_str() == wanted || plain(&one.address) == plain(wanted));
    found.map(|one| one.id.clone()).ok_or_else(|| refused(Code::NotFound, None))
}

fn wish(command: &NotifyCommand, named: Option<RemoteId>) -> Option<ServiceNotifyWish> {
    let wish = match (command, named) {
        (NotifyCommand::AddEmail { address }, _) => ServiceNotifyWish::AddEmail { email: address.clone() },
        (NotifyCommand::SetMobile { number }, _) => ServiceNotifyWish::SetMobile { number: number.clone() },
        (NotifyCommand::OptOut, _) => ServiceNotifyWish::OptOut { out: true },
        (NotifyCommand::OptIn, _) => ServiceNotifyWish::OptOut { out: false },
        (NotifyCommand::Set { name, on }, _) => ServiceNotifyWish::Setting { name: name.clone(), on: *on == OnOff::On },
        (NotifyCommand::Remove { .. }, Some(id)) => ServiceNotifyWish::Remove { id },
        (NotifyCommand::Verify { code, .. }, Some(id)) => ServiceNotifyWish::Code { id, code: code.clone() },
        (NotifyCommand::NewCode { .. }, Some(id)) => ServiceNotifyWish::NewCode { id },
        (NotifyCommand::Confirm { .. }, Some(id)) => ServiceNotifyWish::Confirm { id },
        (NotifyCommand::Quiet { quiet, .. }, Some(id)) => ServiceNotifyWish::Quiet { id, quiet: *quiet == OnOff::On },
        _ => return None,
    };
    Some(wish)
}

fn tell(now: &ServiceNotifications, service: &str) {
    let all: Vec<_> = now.emails.iter().chain(&now.mobile).collect();
    for one in &all {
        let night = if one.quiet { format!(", {}", text("address.quiet").to_lowercase()) } else { String::new() };
        line(&format!("{}{night}", address(one)));
    }
    if all.is_empty() {
        say(&text("cli.serviceNotify.none"));
    }
    if now.opted_out.is_some() {
        say(&texts().fill("cli.serviceNotify.out", 0, &[("service", service)]));
    }
    for setting in &now.settings {
        let on = text(if setting.on { "cli.notify.on" } else { "cli.notify.off" });
        line(&format!("{} ({}): {on}", setting.name, setting.description));
    }
    for one in all.iter().filter(|one| one.state == AddressState::NeedsCode) {
        let command = format!("postkasse-cli service-notify verify {} …", one.address);
        say(&texts().fill("cli.address.verify", 0, &[("command", &command)]));
    }
}
