//! From a command to its use case, and from its answer to the output.

use crate::arguments::{Arguments, Command};
use crate::open::{home, open, refused};
use crate::{browser, output};
use model::{Change, Code, FolderRole};
use postkasse::views::{ApiError, LetterPage, LetterQuery, MailboxSync, SearchQuery};
use postkasse::{Access, App, LoginRequest, environment, forget_closed, is_beyond_opening};
use serde_json::json;
use std::collections::HashSet;
use std::sync::Arc;

/// Does what was asked; the exit status.
pub async fn run(arguments: &Arguments) -> Result<u8, ApiError> {
    let access = if matches!(arguments.command, Command::Unlock) { Access::Unlock } else { Access::Usual };
    let json = arguments.json;
    let app = match open(arguments, access).await {
        // What nobody can open can still be forgotten; then a login brings the letters back.
        Err(error) if is_beyond_opening(&error) && matches!(arguments.command, Command::Forget { all: true, .. }) => {
            forget_closed(home(arguments)?, arguments.profile.clone()).await?;
            done(json, &json!({"forgotten": true}));
            return Ok(0);
        }
        opened => opened?,
    };
    match &arguments.command {
        Command::Login { .. } => login(&app, arguments).await?,
        Command::Accounts => {
            let accounts = app.accounts().await?;
            if json {
                output::json(&accounts);
            } else {
                accounts.iter().for_each(output::account);
                if accounts.is_empty() {
                    output::say(&output::texts().text("cli.noAccounts", 0));
                }
            }
        }
        Command::Mailboxes => {
            let mailboxes = app.mailboxes().await?;
            if json { output::json(&mailboxes) } else { mailboxes.iter().for_each(output::mailbox) }
        }
        Command::Sync { watch: true, .. } => app.watch(Arc::new(|_| ())).await?,
        Command::Sync { mailbox, watch: false } => {
            let reports = app.sync(mailbox.clone(), Arc::new(|_| ())).await?;
            return synced(&app, json, &reports).await;
        }
        Command::List { .. } => page(&app, json, &list(&app, &arguments.command).await?).await?,
        Command::Search { query, mailbox, limit } => {
            let query = SearchQuery { text: query.clone(), mailbox: mailbox.clone(), limit: Some(*limit) };
            page(&app, json, &app.search(query).await?).await?;
        }
        Command::Show { id, file: Some(file), out: Some(out), .. } => {
            app.save_file(id.clone(), file.clone(), out.clone()).await?;
            let path = out.to_string_lossy();
            answer(json, &json!({"saved": out}), &output::texts().fill("cli.saved", 0, &[("path", &path)]));
        }
        Command::Show { id, text, open, .. } => {
            let letter = app.letter(id.clone(), *text || !json, *open).await?;
            if json { output::json(&letter) } else { output::letter(&letter, &names(&app).await?) }
        }
        Command::Mark { id, read, unread, flag, .. } => {
            let change = match (read, unread, flag) {
                (true, ..) => Change::Read(true),
                (_, true, _) => Change::Read(false),
                (.., wanted) => Change::Flag(*wanted),
            };
            let wish = app.wish(id.clone(), change).await?;
            answer(json, &json!({"queued": wish.0.to_string()}), &output::texts().text("cli.queued", 0));
        }
        Command::Outbox => {
            let wishes = app.outbox().await?;
            if json || !wishes.is_empty() {
                output::json(&wishes);
            } else {
                output::say(&output::texts().text("cli.outboxEmpty", 0));
            }
        }
        Command::Folders { mailbox } => output::json(&app.folders(mailbox.clone()).await?),
        Command::Doctor => {
            let found = app.doctor().await?;
            if json {
                output::json(&found)
            } else {
                output::doctor(&found)
            }
            return Ok(if found.damaged.is_empty() { 0 } else { Code::Damaged.exit_status() });
        }
        Command::Lock => {
            app.lock().await?;
            done(json, &json!({"locked": true}));
        }
        Command::Unlock => done(json, &json!({"locked": false})),
        Command::Forget { mailbox, account, .. } => {
            match (mailbox, account) {
                (Some(id), _) => app.forget_mailbox(id.clone()).await?,
                (_, Some(id)) => app.forget_account(id.clone()).await?,
                _ => app.forget_all().await?,
            }
            done(json, &json!({"forgotten": true}));
        }
    }
    Ok(0)
}

/// An answer for scripts, or words for a person.
fn answer(json: bool, value: &serde_json::Value, words: &str) {
    if json { output::json(value) } else { output::say(words) }
}

fn done(json: bool, value: &serde_json::Value) {
    answer(json, value, &output::texts().text("cli.done", 0));
}

/// Whose the letters are.
async fn names(app: &App) -> Result<output::Names, ApiError> {
    Ok(app.mailboxes().await?.into_iter().map(|mailbox| (mailbox.id, mailbox.name)).collect())
}

async fn login(app: &App, arguments: &Arguments) -> Result<(), ApiError> {
    let Command::Login { provider, server, person, issuer, client_id, client_secret_file, level } = &arguments.command
    else {
        return Ok(());
    };
    let secret = match client_secret_file {
        Some(file) => {
            let text =
                std::fs::read_to_string(file).map_err(|_| refused(Code::Refused, "the secret cannot be read"))?;
            Some(text.trim().to_owned().into())
        }
        None => None,
    };
    let request = LoginRequest {
        provider: *provider,
        server: server.clone(),
        issuer: issuer.clone(),
        client_id: client_id.clone(),
        client_secret: secret,
        level: *level,
        language: environment::language().code().to_owned(),
    };
    let done = app.login(request, browser::choose(person.as_deref(), *level)).await?;
    if arguments.json {
        output::json(&done);
    } else {
        output::say(&output::texts().fill("cli.loggedIn", done.mailboxes, &[("person", &done.person)]));
    }
    Ok(())
}

async fn list(app: &App, command: &Command) -> Result<LetterPage, ApiError> {
    let Command::List { mailbox, folder, unread, limit, before, .. } = command else {
        return Ok(LetterPage { rows: Vec::new(), more: false });
    };
    let mut query = LetterQuery {
        mailbox: mailbox.clone(),
        unread: *unread,
        limit: Some(*limit),
        before: before.clone(),
        ..LetterQuery::default()
    };
    if let Some(name) = folder {
        match FolderRole::parse(name) {
            FolderRole::Own => {
                let mailbox = mailbox.clone().ok_or_else(|| refused(Code::Refused, "name a --mailbox"))?;
                let folders = app.folders(mailbox).await?;
                let found = folders.into_iter().find(|one| one.name == *name || one.id.as_str() == name);
                query.folder = Some(found.ok_or_else(|| refused(Code::NotFound, "no such folder"))?.id);
            }
            role => query.role = Some(role),
        }
    }
    app.letters(query).await
}

async fn page(app: &App, json: bool, page: &LetterPage) -> Result<(), ApiError> {
    if json {
        output::json(&page.rows);
        return Ok(());
    }
    let names = names(app).await?;
    page.rows.iter().for_each(|row| output::row(row, &names));
    if page.rows.is_empty() {
        output::say(&output::texts().text("cli.noLetters", 0));
    }
    Ok(())
}

/// The report; the exit status is that of the worst mailbox.
async fn synced(app: &App, json: bool, reports: &[MailboxSync]) -> Result<u8, ApiError> {
    if json {
        output::json(&json!({"mailboxes": reports}));
        let mut said = HashSet::new();
        reports.iter().filter(|report| said.insert((report.error, report.text))).for_each(output::not_synced);
    } else {
        let names = names(app).await?;
        reports.iter().for_each(|report| output::synced(report, &names));
    }
    Ok(reports.iter().filter_map(|report| report.error).map(Code::exit_status).max().unwrap_or(0))
}
