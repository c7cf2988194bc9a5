//! One letter: what it says, or one of its files. Without `--open` nothing is shown of a letter whose opening has weight
//! but what its sender says of it for all to see; with `--step-up` one logs in at the level that it takes first.

use crate::open::refused;
use crate::show_arguments::ShowArguments;
use crate::text::{Whose, texts};
use crate::{browser, scripts, terminal, text};
use model::{Code, FileId, Level, MessageId, Waits};
use postkasse::App;
use postkasse::views::{ApiError, FileView, LetterView};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// Shows the letter, or saves a file of it.
pub async fn show(app: &App, asked: &ShowArguments, json: bool) -> Result<(), ApiError> {
    let id = asked.id.get()?;
    if asked.not_now {
        return answer_not_now(app, id, json).await;
    }
    if asked.step_up {
        // Who plays a person logs in at the level that is asked for; the browser asks the person.
        let level = app.letter(id.clone(), false, false).await?.row.needs_level.unwrap_or(Level::High);
        app.step_up(id.clone(), browser::choose(asked.person.as_deref(), level)).await?;
    }
    let save = asked.file.as_deref().zip(asked.out.as_deref());
    let letter = app.letter(id.clone(), false, asked.open).await?;
    if let Some(waits) = letter.row.waits {
        if !json {
            text::waiting(&letter, &Whose::of(app.mailboxes().await?));
        }
        return Err(why(app, id, waits).await?);
    }
    let saved = match save {
        Some((file, out)) => Some(save_as(app, &letter, file, out).await?),
        None => None,
    };
    let with_text = asked.text || (!json && saved.is_none());
    let letter = if with_text { app.letter(id, true, false).await? } else { letter };
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

/// Why nothing is shown, and how it would be.
async fn why(app: &App, id: MessageId, waits: Waits) -> Result<ApiError, ApiError> {
    if waits == Waits::HigherLevel {
        return Ok(refused(Code::HigherLevelNeeded, Some("cli.stepUp.how")));
    }
    // Its text is what waits: the core says why, in words for the owner or for whoever would open it in her place.
    match app.letter(id, true, false).await {
        Err(error) => Ok(error),
        Ok(_) => Ok(refused(Code::Refused, None)),
    }
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
