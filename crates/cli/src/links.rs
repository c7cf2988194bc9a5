//! The addresses of a letter: where each really leads, and opening one.

use crate::arguments::Command;
use crate::open::refused;
use crate::text::{self, texts};
use crate::{browser, scripts, terminal};
use model::{Code, Level};
use postkasse::App;
use postkasse::views::ApiError;
use serde_json::json;

/// Lists them, or opens one.
pub async fn links(app: &App, command: &Command, json: bool) -> Result<(), ApiError> {
    match command {
        Command::Links { id } => {
            let links = app.links(id.get()?).await?;
            if json {
                terminal::json(
                    &(1..).zip(&links).map(|(number, link)| scripts::link(number, link)).collect::<Vec<_>>(),
                );
            } else if links.is_empty() {
                terminal::say(&text::text("cli.noLinks"));
            } else {
                text::links(&links);
            }
        }
        Command::OpenLink { id, number } => {
            let id = id.get()?;
            let wanted = app.links(id.clone()).await?.into_iter().nth(number.saturating_sub(1));
            let wanted = wanted.ok_or_else(|| refused(Code::NotFound, None))?;
            let url = app.link(id, wanted.target).await?;
            let opened = browser::choose(None, Level::Low).open(&url).await;
            opened.map_err(|_| refused(Code::Unexpected, Some("error.link.browser")))?;
            if json {
                terminal::json(&json!({"opened": url.as_str()}));
            } else {
                terminal::say(&texts().fill("cli.opened", 0, &[("host", &wanted.link.host)]));
            }
        }
        _ => {}
    }
    Ok(())
}
