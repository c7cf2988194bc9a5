//! One letter: what it says, or one of its files. Without `--open` nothing is shown of a letter whose opening
//! has weight.

use crate::arguments::Command;
use crate::open::refused;
use crate::text::{Whose, texts};
use crate::{scripts, terminal, text};
use model::{Code, FileId, MailboxKind, MessageId, Waits};
use postkasse::App;
use postkasse::views::{ApiError, FileView, LetterView, MailboxView};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// Shows the letter, or saves a file of it.
pub async fn show(app: &App, command: &Command, json: bool) -> Result<(), ApiError> {
    let Command::Show { id, file, out, text, open, not_now } = command else { return Ok(()) };
    if *not_now {
        return answer_not_now(app, id.get()?, json).await;
    }
    let save = file.as_deref().zip(out.as_deref());
    let letter = app.letter(id.get()?, *text || (!json && save.is_none()), *open).await?;
    match letter.row.waits {
        Some(Waits::LegalNotification) => return Err(counts(app, &letter).await?),
        Some(Waits::HigherLevel) => return Err(refused(Code::HigherLevelNeeded, None)),
        Some(Waits::Receipt) => return Err(refused(Code::Refused, Some("error.opens.receipt"))),
        Some(Waits::Seen) => return Err(refused(Code::Refused, Some("error.opens.seen"))),
        None => {}
    }
    let saved = match save {
        Some((file, out)) => Some(save_as(app, &letter, file, out).await?),
        None => None,
    };
    if json {
        let mut shape = scripts::letter(&letter);
        if let (Some(path), Some(fields)) = (saved, shape.as_object_mut()) {
            fields.insert("saved".to_owned(), Value::String(path.to_string_lossy().into_owned()));
        }
        terminal::json(&shape);
    } else if let Some(path) = saved {
        terminal::say(&texts().fill("cli.saved", 0, &[("path", &path.to_string_lossy())]));
    } else {
        text::letter(&letter, &Whose::of(app.mailboxes().await?));
    }
    Ok(())
}

/// Why nothing is shown: in words for the owner, or for whoever would open it in her place.
async fn counts(app: &App, letter: &LetterView) -> Result<ApiError, ApiError> {
    let own = |one: &MailboxView| one.id == letter.row.mailbox && one.kind == MailboxKind::Own;
    let words = if app.mailboxes().await?.iter().any(own) { "error.openCounts" } else { "error.openCounts.other" };
    Ok(refused(Code::Refused, Some(words)))
}

async fn answer_not_now(app: &App, id: MessageId, json: bool) -> Result<(), ApiError> {
    app.not_now(id.clone()).await?;
    if json {
        terminal::json(&scripts::letter(&app.letter(id, false, false).await?));
    } else {
        terminal::say(&text::text("cli.notNow"));
    }
    Ok(())
}

/// Where it was saved: under this name, or in this folder under its own.
async fn save_as(app: &App, letter: &LetterView, file: &str, out: &Path) -> Result<PathBuf, ApiError> {
    let (id, file) = (letter.row.id.clone(), find(letter, file)?);
    if into_a_folder(out)? {
        return Ok(app.save_into(id, file, out.to_owned()).await?.path.into());
    }
    app.save_file(id, file, out.to_owned()).await?;
    Ok(out.to_owned())
}

/// Whether this is a folder in which something gets its own name. A file needs one to lie in.
pub fn into_a_folder(out: &Path) -> Result<bool, ApiError> {
    let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty());
    if !out.is_dir() && folder.is_some_and(|folder| !folder.is_dir()) {
        return Err(refused(Code::NotFound, Some("cli.noFolder")));
    }
    Ok(out.is_dir())
}

/// A file by its id, or by its name when only one has it.
fn find(letter: &LetterView, wanted: &str) -> Result<FileId, ApiError> {
    let files = || letter.documents.iter().flat_map(|document| &document.files);
    let named: Vec<&FileView> = files().filter(|file| file.filename == wanted).collect();
    match (files().find(|file| file.id.as_str() == wanted), named.as_slice()) {
        (Some(found), _) => Ok(found.id.clone()),
        (None, [found]) => Ok(found.id.clone()),
        (None, []) => Err(refused(Code::NotFound, None)),
        _ => Err(refused(Code::Refused, Some("cli.severalFiles"))),
    }
}
