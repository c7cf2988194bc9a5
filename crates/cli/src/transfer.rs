//! Letters from files and into files. What could not be read or written is named, and the exit status tells.

use crate::arguments::Command;
use crate::terminal;
use crate::text::{self, text};
use crate::typed::maybe;
use model::Code;
use postkasse::App;
use postkasse::views::{ApiError, FileDone, FileRefused};
use serde_json::{Value, json};

/// Imports or exports; the exit status.
pub async fn transfer(app: &App, command: &Command, json: bool) -> Result<u8, ApiError> {
    let (word, done, refused) = match command {
        Command::Import { files, mailbox } => {
            let done = app.import(files.clone(), maybe(mailbox.as_ref())?).await?;
            ("read", done.read, done.refused)
        }
        Command::Export { folder, mailbox, format } => {
            let done = app.export(folder.clone(), maybe(mailbox.as_ref())?, *format).await?;
            ("written", done.written, done.refused)
        }
        _ => return Ok(0),
    };
    if json {
        terminal::json(&shape(word, &done, &refused));
    } else {
        text::transferred(word, &done);
    }
    for one in &refused {
        terminal::say(&format!("{}: {}", one.file, text(&one.why)));
    }
    Ok(if refused.is_empty() { 0 } else { Code::Refused.exit_status() })
}

/// For scripts, with the reasons in words.
fn shape(word: &str, done: &[FileDone], refused: &[FileRefused]) -> Value {
    let refused: Vec<Value> = refused.iter().map(|one| json!({"file": one.file, "why": text(&one.why)})).collect();
    json!({word: done, "refused": refused})
}
