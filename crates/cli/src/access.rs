//! Accesses and the activity log: asked of the service, answered at once.

use crate::access_arguments::{AccessCommand, Much, Whom};
use crate::arguments::Command;
use crate::change::or_own_that;
use crate::open::refused;
use crate::text::{Whose, text};
use crate::typed::maybe;
use crate::{terminal, text as words};
use model::{Code, MailboxId};
use postkasse::views::{AccessView, AccessesView, ApiError, Offer};
use postkasse::{ActivityAsked, App, Gift, Somebody};
use serde_json::json;

/// Does what was typed about accesses.
pub async fn access(app: &App, command: &AccessCommand, json: bool) -> Result<u8, ApiError> {
    match command {
        AccessCommand::List { mailbox } => return list(app, maybe(mailbox.as_ref())?, json).await,
        AccessCommand::Give { whom, much, mailbox } => {
            let by_address = whom.address.is_some();
            let mailbox = or_own_that(app, mailbox.as_ref(), |one| {
                one.offers.contains(if by_address { &Offer::AccessByAddress } else { &Offer::Accesses })
            });
            let mailbox = mailbox.await?;
            made(&app.access_give(mailbox, &somebody(whom)?, gift(much)).await?, json);
        }
        AccessCommand::Ask { whom, much, account } => {
            let account = maybe(account.as_ref())?;
            made(&app.access_ask(account, &somebody(whom)?, gift(much)).await?, json);
        }
        AccessCommand::Accept { id, until } => done(app.access_accept(id, *until).await, json)?,
        AccessCommand::Reject { id } => done(app.access_reject(id).await, json)?,
        AccessCommand::End { id } => done(app.access_end(id).await, json)?,
        AccessCommand::Activate { code, account } => {
            made(&app.access_activate(maybe(account.as_ref())?, code).await?, json);
        }
    }
    Ok(0)
}

/// What the services tell; the exit status is that of the worst of those that do not.
async fn list(app: &App, only: Option<MailboxId>, json: bool) -> Result<u8, ApiError> {
    let told = match only {
        Some(mailbox) => AccessesView { accesses: app.accesses_to(mailbox).await?, failing: Vec::new() },
        None => app.accesses().await?,
    };
    if json {
        terminal::json(&told.accesses);
    } else if told.accesses.is_empty() && told.failing.is_empty() {
        terminal::say(&text("cli.access.none"));
    } else {
        words::accesses(&told.accesses);
    }
    let failing: Vec<_> = told.failing.into_iter().map(|one| (one.account, one.error)).collect();
    words::not_reached(&failing, &app.accounts().await?);
    Ok(failing.iter().map(|(_, error)| error.code.exit_status()).max().unwrap_or(0))
}

/// Tells what was done in a mailbox.
pub async fn activity(app: &App, command: &Command, json: bool) -> Result<(), ApiError> {
    let Command::Activity { mailbox, from, to, limit, page } = command else { return Ok(()) };
    let mailbox = or_own_that(app, mailbox.as_ref(), |one| one.offers.contains(&Offer::Activity)).await?;
    let asked = ActivityAsked { from: *from, to: *to, page: *page, size: Some(*limit) };
    let found = app.activity(mailbox, asked).await?;
    if json {
        terminal::json(&found.rows);
    } else if found.rows.is_empty() {
        terminal::say(&text("activity.none"));
    } else {
        words::activity(&found.rows, &Whose::of(app.mailboxes().await?));
    }
    Ok(())
}

fn gift(much: &Much) -> Gift {
    Gift { level: much.level(), until: much.until }
}

fn somebody(whom: &Whom) -> Result<Somebody, ApiError> {
    let number = match (whom.cpr.as_deref(), whom.cvr.as_ref().or(whom.address.as_ref())) {
        (Some("-"), _) => {
            let mut line = String::new();
            std::io::stdin().read_line(&mut line).map_err(|_| refused(Code::Refused, Some("error.access.number")))?;
            line
        }
        (Some(cpr), _) => cpr.to_owned(),
        (None, other) => other.cloned().unwrap_or_default(),
    };
    Ok(Somebody { number: number.into(), name: whom.name.clone().unwrap_or_default() })
}

fn made(access: &AccessView, json: bool) {
    if json { terminal::json(access) } else { words::accesses(std::slice::from_ref(access)) }
}

fn done(outcome: Result<(), ApiError>, json: bool) -> Result<(), ApiError> {
    outcome?;
    if json {
        terminal::json(&json!({"done": true}))
    } else {
        terminal::say(&text("cli.done"))
    }
    Ok(())
}
