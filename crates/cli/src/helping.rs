//! The mailboxes of those whom one helps.

use crate::subcommands::HelpingCommand;
use crate::terminal::{self, line};
use crate::text::{self, Whose};
use postkasse::App;
use postkasse::views::ApiError;
use serde_json::json;

/// Does what was typed after `helping`.
pub async fn helping(app: &App, command: Option<&HelpingCommand>, json: bool) -> Result<(), ApiError> {
    match command {
        None => {
            let all = app.helping().await?;
            if json {
                terminal::json(&all);
                return Ok(());
            }
            if all.is_empty() {
                terminal::say(&text::text("cli.helping.none"));
            }
            let whose = Whose::of(app.mailboxes().await?);
            for helped in all {
                let unread =
                    text::texts().fill("unread.count", usize::try_from(helped.unread).unwrap_or(usize::MAX), &[]);
                line(&format!("{} · {unread}", whose.name(&helped.mailbox)));
                for one in &helped.letters {
                    line(&format!("  {} · {}  {}", one.letter.sender, one.letter.subject, one.letter.id));
                }
                if let Some(note) = &helped.handover {
                    line(&format!("  {}: {}", text::text("helping.note"), note.text));
                }
            }
        }
        Some(HelpingCommand::Looked { letter }) => {
            app.looked(letter.get()?).await?;
            crate::run::done(json, &json!({"looked": true}));
        }
        Some(HelpingCommand::Note { mailbox, text }) => {
            app.set_handover(mailbox.get()?, text).await?;
            crate::run::done(json, &json!({"noted": true}));
        }
    }
    Ok(())
}
