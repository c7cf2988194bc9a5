//! From a command to its use case, and from its answer to the output.

use crate::arguments::{Arguments, Command};
use crate::open::{home, open, refused};
use crate::subcommands::OutboxCommand;
use crate::text::{Whose, text};
use crate::typed::maybe;
use crate::{
    access, calendar, change, helping, links, list, login, mailboxes, people, receiver, scripts, show, terminal, todo,
    transfer, upload, write,
};
use model::{AccountId, Code};
use postkasse::views::{ApiError, SyncDone};
use postkasse::{Access, App, People, forget_closed, is_beyond_opening};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;

/// How often a copy that waits for its turn asks for it.
const TURN: Duration = Duration::from_millis(250);

/// Does what was asked; the exit status.
pub async fn run(arguments: &Arguments) -> Result<u8, ApiError> {
    let access = if matches!(arguments.command, Command::Unlock) { Access::Unlock } else { Access::Usual };
    let json = arguments.json;
    if matches!(arguments.command, Command::People) {
        people::people(arguments).await?;
        return Ok(0);
    }
    let app = match open(arguments, access).await {
        // What nobody can open can still be forgotten; then a login brings the letters back.
        Err(error) if is_beyond_opening(&error) && matches!(arguments.command, Command::Forget { all: true, .. }) => {
            forget_closed(home(arguments)?, arguments.profile.clone()).await?;
            People::of(home(arguments)?).forget(&arguments.profile)?;
            done(json, &json!({"forgotten": true}));
            return Ok(0);
        }
        // Locked is locked. A key that is not there has a text of its own, and is something else.
        Err(error)
            if error.code == Code::Locked && error.text.is_none() && matches!(arguments.command, Command::Lock) =>
        {
            done(json, &json!({"locked": true}));
            return Ok(0);
        }
        opened => opened?,
    };
    let command = &arguments.command;
    match command {
        Command::Login { .. } => login::login(&app, command, json).await?,
        Command::Accounts => {
            let accounts = app.accounts().await?;
            if json {
                terminal::json(&accounts)
            } else {
                crate::text::accounts(&accounts)
            }
            hint(json, accounts.is_empty(), "cli.noAccounts");
        }
        Command::Mailboxes { command } => mailboxes::mailboxes(&app, command.as_ref(), json).await?,
        // Ended from outside is ended well: what goes on is dropped, and nothing is lost by that.
        Command::Sync { watch: true, .. } => tokio::select! {
            ended = watch(&app) => ended?,
            () = crate::signals::asked_to_end() => {}
        },
        Command::Sync { mailbox, watch: false } => {
            let done = app.sync(maybe(mailbox.as_ref())?, Arc::new(|_| ())).await.map_err(other_copy)?;
            if mailbox.is_some() && done.mailboxes.is_empty() {
                return Err(refused(Code::AccessEnded, None));
            }
            return synced(&app, json, &done).await;
        }
        Command::List { .. } => list::list(&app, command, json).await?,
        Command::Search { .. } => list::search(&app, command, json).await?,
        Command::Show(asked) => show::show(&app, asked, json).await?,
        Command::Calendar { .. } => calendar::calendar(&app, command, json).await?,
        Command::Todo { .. } => todo::todo(&app, command, json).await?,
        Command::Helping { command } => helping::helping(&app, command.as_ref(), json).await?,
        Command::Links { .. } | Command::OpenLink { .. } => links::links(&app, command, json).await?,
        Command::Mark { .. }
        | Command::Move { .. }
        | Command::Delete { .. }
        | Command::Note { .. }
        | Command::Rename { .. }
        | Command::Folder { .. } => change::change(&app, command, json).await?,
        Command::Reply { .. }
        | Command::Forward { .. }
        | Command::Write { .. }
        | Command::Recipients { .. }
        | Command::Drafts
        | Command::Draft { .. } => write::write(&app, command, json).await?,
        Command::Outbox { command: Some(OutboxCommand::Dismiss { id }) } => {
            let (mailbox, wish) = id.get()?;
            app.wish_dismiss(mailbox, wish).await?;
            done(json, &json!({"dismissed": true}));
        }
        Command::Outbox { command: Some(OutboxCommand::Again { id }) } => {
            let (mailbox, wish) = id.get()?;
            app.wish_again(mailbox.clone(), wish).await?;
            answer(json, &json!({"queued": scripts::wish_id(wish, &mailbox)}), "cli.queued");
        }
        Command::Outbox { command: None } => {
            let wishes = app.outbox().await?;
            if json {
                terminal::json(&wishes.iter().map(scripts::wish).collect::<Vec<_>>());
            } else {
                crate::text::outbox(&wishes, &Whose::of(app.mailboxes().await?));
            }
            hint(json, wishes.is_empty(), "cli.outboxEmpty");
        }
        Command::Import { .. } | Command::Export { .. } => return transfer::transfer(&app, command, json).await,
        Command::Upload { .. } => upload::upload(&app, command, json).await?,
        Command::Receiver { command } => receiver::receiver(&app, command, json).await?,
        Command::Folders { mailbox } => {
            let folders = change::folders(&app, maybe(mailbox.as_ref())?).await?;
            if json { terminal::json(&folders) } else { crate::text::folders(&folders) }
        }
        Command::Ask(command) => crate::ask::ask(&app, command, json).await?,
        Command::Notify { command } => crate::notify::notify(&app, command, json).await?,
        Command::Access { command } => return access::access(&app, command, json).await,
        Command::Activity { .. } => access::activity(&app, command, json).await?,
        // Answered before anything was opened.
        Command::People => {}
        Command::Doctor => {
            let found = app.doctor().await?;
            if json {
                terminal::json(&found)
            } else {
                crate::text::doctor(&found)
            }
            return Ok(if found.damaged.is_empty() { 0 } else { Code::Damaged.exit_status() });
        }
        Command::Lock => {
            app.lock().await?;
            done(json, &json!({"locked": true}));
        }
        Command::Unlock => done(json, &json!({"locked": false})),
        Command::Forget { mailbox, account, .. } => {
            match (maybe(mailbox.as_ref())?, maybe(account.as_ref())?) {
                (Some(id), _) => app.forget_mailbox(id).await?,
                (_, Some(id)) => app.forget_account(id).await?,
                _ => {
                    app.forget_all().await?;
                    People::of(home(arguments)?).forget(&arguments.profile)?;
                }
            }
            done(json, &json!({"forgotten": true}));
        }
    }
    Ok(0)
}

/// Who is busy is not the service but another copy of this program.
fn other_copy(error: ApiError) -> ApiError {
    match error.code {
        Code::Busy if error.text.is_none() => ApiError { text: Some("cli.otherCopy".to_owned()), ..error },
        _ => error,
    }
}

/// Syncs again and again; while another copy does, it waits for its turn.
async fn watch(app: &App) -> Result<(), ApiError> {
    let mut told = false;
    loop {
        match app.watch(Arc::new(|_| ())).await {
            Err(error) if error.code == Code::Busy => {
                if !std::mem::replace(&mut told, true) {
                    terminal::say(&text("cli.waitsForCopy"));
                }
                tokio::time::sleep(TURN).await;
            }
            ended => return ended,
        }
    }
}

/// An answer for scripts, or words for a person.
fn answer(json: bool, value: &Value, words: &str) {
    if json { terminal::json(value) } else { terminal::say(&text(words)) }
}

pub fn done(json: bool, value: &Value) {
    answer(json, value, "cli.done");
}

/// A word to a person who would otherwise see nothing.
fn hint(json: bool, needed: bool, words: &str) {
    if needed && !json {
        terminal::say(&text(words));
    }
}

/// The report; the exit status is that of the worst mailbox, or of the login that got no further than that. Where nobody is
/// logged in, nothing can be synced.
async fn synced(app: &App, json: bool, done: &SyncDone) -> Result<u8, ApiError> {
    let reports = &done.mailboxes;
    if json {
        let troubled = |(id, error): &(AccountId, ApiError)| json!({"id": id, "error": error.code});
        let accounts: Vec<_> = done.accounts.iter().map(troubled).collect();
        let mut shape = json!({"mailboxes": reports});
        if let Some(fields) = shape.as_object_mut().filter(|_| !accounts.is_empty()) {
            fields.insert("accounts".to_owned(), accounts.into());
        }
        terminal::json(&shape);
        crate::text::not_synced(reports, None);
    } else {
        crate::text::synced(reports, &Whose::of(app.mailboxes().await?));
    }
    crate::text::not_reached(&done.accounts, &app.accounts().await?);
    crate::notify::troubles(app).await?;
    if reports.is_empty() && app.accounts().await?.is_empty() {
        terminal::say(&text("cli.noAccounts"));
        return Ok(Code::SignInAgain.exit_status());
    }
    let errors = reports.iter().filter_map(|report| report.error);
    let errors = errors.chain(done.accounts.iter().map(|(_, error)| error.code));
    Ok(errors.map(Code::exit_status).max().unwrap_or(0))
}
