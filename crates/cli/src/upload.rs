//! Putting a document of one's own into a mailbox: a file goes to the service while one waits, and comes back with the
//! sync that follows.

use crate::arguments::Command;
use crate::change::{find, or_own_that};
use crate::open::refused;
use crate::terminal;
use crate::text::{bytes, text, texts};
use model::{Code, Right};
use postkasse::views::{ApiError, AppEvent, OwnDocumentView};
use postkasse::{App, PutIn};
use serde_json::json;
use std::io::IsTerminal;
use std::sync::Arc;

/// A person is told each time that so many more per cent have gone.
const TOLD: u64 = 10;

/// Puts it in, and syncs the mailbox.
pub async fn upload(app: &App, command: &Command, json: bool) -> Result<(), ApiError> {
    let Command::Upload { file, mailbox, folder, name } = command else { return Ok(()) };
    let mailbox = or_own_that(app, mailbox.as_ref(), |one| one.rights.has(Right::Upload)).await?;
    let folder = match folder {
        Some(folder) => Some(find(app, mailbox.clone(), folder).await?),
        None => None,
    };
    let seen = app.own_document(mailbox.clone(), file.clone()).await?;
    if !json {
        terminal::say(&room(&seen));
    }
    let wanted = PutIn { mailbox: mailbox.clone(), path: file.clone(), name: name.clone(), folder };
    tokio::select! {
        put = app.put_in(wanted) => put?,
        () = how_it_goes(app) => {}
        () = crate::signals::asked_to_end() => return Err(refused(Code::Refused, Some("cli.upload.ended"))),
    }
    // Another copy of this program may be syncing: then that one brings it.
    let brought = app.sync(Some(mailbox.clone()), Arc::new(|_| ())).await;
    if let Err(error) = brought.map(|_| ())
        && error.code != Code::Busy
    {
        terminal::say(&crate::text::words(&error));
    }
    if json {
        terminal::json(&json!({"uploaded": seen.filename, "size": seen.size, "mailbox": mailbox}));
    } else {
        terminal::say(&text("cli.upload.done"));
    }
    Ok(())
}

/// How much goes, and how much room there is.
fn room(seen: &OwnDocumentView) -> String {
    let words = texts().fill("cli.upload.goes", 0, &[("name", &seen.filename), ("size", &bytes(seen.size))]);
    match &seen.space {
        Some(space) => {
            let used = texts().fill("space.used", 0, &[("used", &bytes(space.used)), ("total", &bytes(space.total))]);
            format!("{words} {used}")
        }
        None => words,
    }
}

/// Tells a person at a terminal how it goes; never ends.
async fn how_it_goes(app: &App) {
    let (mut events, mut told) = (app.listen(), 0);
    if !std::io::stderr().is_terminal() {
        return std::future::pending().await;
    }
    loop {
        match events.recv().await {
            Ok(AppEvent::PuttingIn { gone, of, .. }) => {
                let part = gone.saturating_mul(100) / of.max(1) / TOLD;
                if part > told {
                    told = part;
                    terminal::say(&format!("{} %", part * TOLD));
                }
            }
            Ok(_) => {}
            Err(_) => tokio::task::yield_now().await,
        }
    }
}
