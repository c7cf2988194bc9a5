//! Lists of letters and search, over one mailbox or over all.

use crate::App;
use crate::app::level_of;
use crate::overlay::Overlay;
use crate::views::{ApiError, LetterPage, LetterQuery, LetterRow, SearchQuery, SnippetPart};
use model::{MailboxId, MailboxState, MessageId};
use vault::{ListQuery, Profile, StoreError};

const USUAL: u32 = 50;
const MOST: u32 = 500;
/// A search has no second page.
const MOST_FOUND: u32 = 10_000;

/// The mailboxes asked for that can be read, with their logins' levels.
fn readable(profile: &Profile, only: Option<&MailboxId>) -> Result<Vec<(MailboxId, model::Level)>, StoreError> {
    if let Some(id) = only {
        return Ok(vec![(id.clone(), level_of(profile, id)?)]);
    }
    let records = profile.mailboxes()?.into_iter().map(|record| record.mailbox);
    let open = records.filter(|mailbox| !matches!(mailbox.state, MailboxState::Ended { .. }));
    open.map(|mailbox| Ok((mailbox.id.clone(), level_of(profile, &mailbox.id)?))).collect()
}

fn place_of(profile: &Profile, id: &MessageId) -> Result<(jiff::Timestamp, MessageId), StoreError> {
    let mailbox = id.mailbox().map_err(|_| StoreError::NotFound)?;
    let message = profile.cache(&mailbox)?.message(id)?.ok_or(StoreError::NotFound)?;
    Ok((message.received, message.id))
}

impl App {
    /// A page of letters, newest first.
    ///
    /// # Errors
    /// [`ApiError`] when the mailbox or the letter before is not there.
    pub async fn letters(&self, query: LetterQuery) -> Result<LetterPage, ApiError> {
        let page = move |profile: &Profile| {
            let limit = query.limit.unwrap_or(USUAL).clamp(1, MOST) as usize;
            let mailboxes = readable(profile, query.mailbox.as_ref())?;
            let before = query.before.as_ref().map(|id| place_of(profile, id)).transpose()?;
            let wanted = ListQuery {
                folder: query.folder,
                role: query.role,
                unread: query.unread,
                with_deadline: query.with_deadline,
                with_attachments: query.with_attachments,
                limit: if limit == USUAL as usize { limit } else { limit + 1 },
                before,
            };
            let mut heads = profile.list_all(&mailboxes, &wanted)?;
            let more = if wanted.limit > limit { heads.len() > limit } else { heads.len() == limit };
            heads.truncate(limit);
            let mut overlay = Overlay::new(profile);
            let rows = heads.into_iter().map(|head| overlay.row(head)).collect::<Result<Vec<_>, _>>()?;
            Ok(LetterPage { rows, more })
        };
        self.vault(page).await
    }

    /// Letters with all of the words, newest first.
    ///
    /// # Errors
    /// [`ApiError`] when the mailbox is not there.
    pub async fn search(&self, query: SearchQuery) -> Result<LetterPage, ApiError> {
        let page = move |profile: &Profile| {
            let limit = query.limit.unwrap_or(USUAL).clamp(1, MOST_FOUND) as usize;
            let mut hits = Vec::new();
            for (mailbox, level) in readable(profile, query.mailbox.as_ref())? {
                hits.extend(profile.cache(&mailbox)?.search(&query.text, limit + 1, level)?);
            }
            hits.sort_by(|a, b| a.head.order().cmp(&b.head.order()));
            let more = hits.len() > limit;
            hits.truncate(limit);
            let mut overlay = Overlay::new(profile);
            let rows = hits.into_iter().map(|hit| {
                let parts = hit.snippet.into_iter();
                let snippet = parts.map(|part| SnippetPart { text: part.text, marked: part.marked }).collect();
                Ok(LetterRow { snippet: Some(snippet), ..overlay.row(hit.head)? })
            });
            Ok(LetterPage { rows: rows.collect::<Result<Vec<_>, StoreError>>()?, more })
        };
        self.vault(page).await
    }
}
