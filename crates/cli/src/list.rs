//! Lists: any number of letters, asked for page by page, of one folder or, by its name, of several.

use crate::arguments::Command;
use crate::open::refused;
use crate::text::{Whose, text};
use crate::typed::maybe;
use crate::{scripts, terminal};
use model::{Code, FolderId, FolderRole, MailboxId};
use postkasse::App;
use postkasse::views::{ApiError, FolderView, LetterQuery, LetterRow, SearchOrder, SearchQuery};

/// The most that is asked for at once.
const PAGE: u32 = 10_000;

/// Letters, newest first.
pub async fn list(app: &App, command: &Command, json: bool) -> Result<(), ApiError> {
    let Command::List { mailbox, folder, unread, limit, before, .. } = command else { return Ok(()) };
    let query = LetterQuery {
        mailbox: maybe(mailbox.as_ref())?,
        unread: *unread,
        before: maybe(before.as_ref())?,
        ..LetterQuery::default()
    };
    if let Some(id) = &query.mailbox
        && app.mailboxes().await?.iter().any(|one| one.id == *id && one.ended.is_some())
    {
        return Err(refused(Code::AccessEnded, None));
    }
    let mut queries = vec![query.clone()];
    if let Some(name) = folder {
        let role = FolderRole::parse(&name.to_lowercase());
        if role == FolderRole::Own {
            let folders = folders(app, query.mailbox.as_ref(), name).await?;
            let of = |(mailbox, id)| LetterQuery { mailbox: Some(mailbox), folder: Some(id), ..query.clone() };
            queries = folders.into_iter().map(of).collect();
        } else if let Some(query) = queries.first_mut() {
            query.role = Some(role);
        }
    }
    let mut rows = Vec::new();
    for query in queries {
        rows.extend(pages(app, query, *limit).await?);
    }
    // Each list is in this order already; several become one.
    rows.sort_by(|a: &LetterRow, b| (b.received, &b.id).cmp(&(a.received, &a.id)));
    rows.truncate(*limit as usize);
    page(app, json, &rows).await
}

/// As many pages as it takes.
async fn pages(app: &App, mut query: LetterQuery, limit: u32) -> Result<Vec<LetterRow>, ApiError> {
    let mut rows = Vec::new();
    let mut left = limit;
    while left > 0 {
        query.limit = Some(left.min(PAGE));
        let page = app.letters(query.clone()).await?;
        left = left.saturating_sub(u32::try_from(page.rows.len()).unwrap_or(u32::MAX));
        rows.extend(page.rows);
        query.before = rows.last().map(|row: &LetterRow| row.id.clone());
        if !page.more {
            break;
        }
    }
    Ok(rows)
}

/// The folders of this name or id, in one mailbox or in all.
async fn folders(app: &App, only: Option<&MailboxId>, wanted: &str) -> Result<Vec<(MailboxId, FolderId)>, ApiError> {
    let mailboxes = app.mailboxes().await?.into_iter().filter(|one| one.ended.is_none()).map(|one| one.id);
    let mailboxes = only.map_or_else(|| mailboxes.collect(), |only| vec![only.clone()]);
    let name = wanted.to_lowercase();
    let meant = |folder: &FolderView| folder.id.as_str() == wanted || folder.name.to_lowercase() == name;
    let mut found = Vec::new();
    for mailbox in mailboxes {
        let folders = app.folders(mailbox.clone()).await?.into_iter().filter(meant);
        found.extend(folders.map(|folder| (mailbox.clone(), folder.id)));
    }
    if found.is_empty() { Err(refused(Code::NotFound, None)) } else { Ok(found) }
}

/// Letters that the words and conditions describe.
pub async fn search(app: &App, command: &Command, json: bool) -> Result<(), ApiError> {
    let Command::Search { query, mailbox, limit, best } = command else { return Ok(()) };
    let mailbox = maybe(mailbox.as_ref())?;
    let order = if *best { SearchOrder::Best } else { SearchOrder::Newest };
    let found = app.search(SearchQuery { text: query.clone(), mailbox, limit: Some(*limit), order }).await?;
    page(app, json, &found.rows).await?;
    if found.rows.is_empty() && !json {
        terminal::say(&text("cli.otherMail"));
    }
    Ok(())
}

async fn page(app: &App, json: bool, rows: &[LetterRow]) -> Result<(), ApiError> {
    if json {
        terminal::json(&rows.iter().map(scripts::row).collect::<Vec<_>>());
        return Ok(());
    }
    crate::text::rows(rows, &Whose::of(app.mailboxes().await?));
    if rows.is_empty() {
        terminal::say(&text("cli.noLetters"));
    }
    Ok(())
}
