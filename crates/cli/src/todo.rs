//! What letters ask for by a day: the list, the ticks, and a calendar file of it.

use crate::arguments::Command;
use crate::subcommands::TodoCommand;
use crate::terminal;
use crate::text::{self, Whose};
use crate::typed::maybe;
use postkasse::App;
use postkasse::views::{ApiError, TodoQuery};
use serde_json::json;

/// Does what was typed after `todo`.
pub async fn todo(app: &App, command: &Command, json: bool) -> Result<(), ApiError> {
    let Command::Todo { mailbox, done, command } = command else { return Ok(()) };
    let query = TodoQuery { mailbox: maybe(mailbox.as_ref())?, done: *done };
    match command {
        None => {
            let items = app.todo(query).await?;
            if json {
                terminal::json(&items);
            } else if items.is_empty() {
                terminal::say(&text::text(if *done { "cli.todo.noneDone" } else { "cli.todo.none" }));
            } else {
                text::todo(&items, &Whose::of(app.mailboxes().await?));
            }
        }
        Some(TodoCommand::Tick { letter, item }) => {
            app.todo_tick(letter.get()?, item.clone(), true).await?;
            crate::run::done(json, &json!({"ticked": true}));
        }
        Some(TodoCommand::Untick { letter, item }) => {
            app.todo_tick(letter.get()?, item.clone(), false).await?;
            crate::run::done(json, &json!({"ticked": false}));
        }
        Some(TodoCommand::Calendar { out }) => {
            let count = app.todo_calendar(query, out.clone()).await?;
            let path = out.to_string_lossy();
            if json {
                terminal::json(&json!({"saved": path, "entries": count}));
            } else {
                terminal::say(&text::texts().fill("cli.todo.saved", count, &[("path", &path)]));
            }
        }
    }
    Ok(())
}
