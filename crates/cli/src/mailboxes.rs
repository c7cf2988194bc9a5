//! The mailboxes: a list of them, and whether letters of one are fetched ahead.

use crate::show_arguments::MailboxesCommand;
use crate::text::text;
use crate::{run, scripts, terminal};
use postkasse::App;
use postkasse::views::ApiError;
use serde_json::json;

/// Does what was typed after `mailboxes`.
pub async fn mailboxes(app: &App, command: Option<&MailboxesCommand>, json: bool) -> Result<(), ApiError> {
    if let Some(MailboxesCommand::Ahead { id, on, .. }) = command {
        app.set_fetch_ahead(id.get()?, *on).await?;
        run::done(json, &json!({"fetchAhead": on}));
        return Ok(());
    }
    let mailboxes = app.mailboxes().await?;
    if json {
        terminal::json(&mailboxes.iter().map(scripts::mailbox).collect::<Vec<_>>());
    } else {
        crate::text::mailboxes(&mailboxes);
    }
    if !json && mailboxes.is_empty() && app.accounts().await?.is_empty() {
        terminal::say(&text("cli.noAccounts"));
    }
    Ok(())
}
