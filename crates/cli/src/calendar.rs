//! The appointments of a letter as a calendar file.

use crate::arguments::Command;
use crate::show::into_a_folder;
use crate::{terminal, text::texts};
use postkasse::App;
use postkasse::views::ApiError;
use serde_json::json;

/// Saves them where it was said.
pub async fn calendar(app: &App, command: &Command, json: bool) -> Result<(), ApiError> {
    let Command::Calendar { id, out } = command else { return Ok(()) };
    let id = id.get()?;
    let (path, appointments) = if into_a_folder(out)? {
        let (saved, appointments) = app.calendar_into(id, None, out.clone()).await?;
        (saved.path, appointments)
    } else {
        (out.to_string_lossy().into_owned(), app.calendar_as(id, out.clone()).await?)
    };
    if json {
        terminal::json(&json!({"saved": path, "appointments": appointments}));
    } else {
        terminal::say(&texts().fill("cli.calendar", appointments, &[("path", &path)]));
    }
    Ok(())
}
