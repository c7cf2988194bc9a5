//! Lists of letters, of one mailbox or of all.

use crate::App;
use crate::app::level_of;
use crate::overlay::Overlay;
use crate::views::{ApiError, LetterPage, LetterQuery, LetterRow};
use model::{Level, Mailbox, MailboxId, MailboxState, MessageId};
use std::collections::HashMap;
use vault::{ListQuery, MessageHead, Profile, StoreError};

pub(crate) const USUAL: u32 = 50;
/// The more at once, the fewer times every mailbox is looked into; a search has no second page.
pub(crate) const MOST: u32 = 10_000;

/// The mailboxes asked for that can be read, with their logins' levels.
pub(crate) fn readable(profile: &Profile, only: Option<&MailboxId>) -> Result<Vec<(MailboxId, Level)>, StoreError> {
    if let Some(id) = only {
        return match profile.mailbox(id)?.mailbox {
            mailbox if mailbox.is_readable() => Ok(vec![(id.clone(), level_of(profile, id)?)]),
            Mailbox { state: MailboxState::Ended(_), .. } => Err(StoreError::Ended),
            _ => Err(StoreError::NotAllowed),
        };
    }
    let levels: HashMap<_, _> = profile.accounts()?.into_iter().map(|account| (account.id, account.level)).collect();
    let records = profile.mailboxes()?.into_iter().map(|record| record.mailbox);
    let open = records.filter(Mailbox::is_readable);
    // Where letters are kept here alone nobody logs in, and nothing waits for a login.
    let level = |mailbox: &Mailbox| match mailbox.provider.keeps_here() {
        true => Some(Level::High),
        false => levels.get(&mailbox.account).copied(),
    };
    let with_level = |mailbox: Mailbox| level(&mailbox).map(|level| (mailbox.id, level));
    open.map(|mailbox| with_level(mailbox).ok_or(StoreError::NotFound)).collect()
}

fn place_of(profile: &Profile, id: &MessageId) -> Result<(jiff::Timestamp, MessageId), StoreError> {
    let mailbox = id.mailbox().map_err(|_| StoreError::NotFound)?;
    let message = profile.cache(&mailbox)?.message(id)?.ok_or(StoreError::NotFound)?;
    Ok((message.received, message.id))
}

/// The letters that wait to lie elsewhere, with their logins' levels.
fn moved(overlay: &mut Overlay<'_>, mailboxes: &[(MailboxId, Level)]) -> Result<Vec<(MessageId, Level)>, StoreError> {
    let mut moved = Vec::new();
    for (mailbox, level) in mailboxes {
        moved.extend(overlay.moved(mailbox)?.into_iter().map(|id| (id, *level)));
    }
    Ok(moved)
}

/// The header of a letter that the cache has in another folder, if it is asked for but for that.
fn head(profile: &Profile, id: &MessageId, level: Level, wanted: &ListQuery) -> Option<MessageHead> {
    let message = profile.cache(&id.mailbox().ok()?).ok()?.message(id).ok()??;
    let head = MessageHead::of(&message, level);
    let filtered_out = (wanted.unread && head.read)
        || (wanted.with_deadline && head.reply_by.is_none())
        || (wanted.with_attachments && head.attachments == 0);
    let older = wanted.before.as_ref().is_none_or(|before| (head.received, &head.id) < (before.0, &before.1));
    (!filtered_out && older).then_some(head)
}

/// Whether the row lies in the folder that was asked for, the wishes laid over.
fn lies_there(overlay: &mut Overlay<'_>, row: &LetterRow, wanted: &ListQuery) -> Result<bool, StoreError> {
    let folder = wanted.folder.as_ref().is_none_or(|folder| *folder == row.folder_id);
    let Some(role) = wanted.role else { return Ok(folder) };
    let folders = overlay.folders(&row.mailbox)?;
    Ok(folder && folders.iter().any(|one| one.id == row.folder_id && one.role == role))
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
            let mut overlay = Overlay::new(profile);
            let moved = moved(&mut overlay, &mailboxes)?;
            // Each of these may lie elsewhere than the cache has it, so as many more are read.
            let extra = if limit == USUAL as usize && moved.is_empty() { 0 } else { moved.len() + 1 };
            let wanted = ListQuery {
                folder: query.folder,
                role: query.role,
                unread: query.unread,
                with_deadline: query.with_deadline,
                with_attachments: query.with_attachments,
                limit: limit + extra,
                before,
            };
            let mut heads = profile.list_all(&mailboxes, &wanted)?;
            let full = heads.len() == wanted.limit;
            // A full page shows nothing that is older than its last letter: what was moved may be.
            let last = heads.last().filter(|_| full).map(|head| (head.received, head.id.clone()));
            if wanted.folder.is_some() || wanted.role.is_some() {
                let here = |id: &MessageId| heads.iter().any(|head| head.id == *id);
                let missing: Vec<_> = moved.into_iter().filter(|(id, _)| !here(id)).collect();
                let newer = |head: &MessageHead| {
                    last.as_ref().is_none_or(|last| (head.received, &head.id) >= (last.0, &last.1))
                };
                heads.extend(missing.iter().filter_map(|(id, level)| head(profile, id, *level, &wanted)).filter(newer));
                heads.sort_by(|a, b| a.order().cmp(&b.order()));
            }
            let mut rows = Vec::new();
            for head in heads {
                let Some(row) = overlay.row(head)? else { continue };
                if lies_there(&mut overlay, &row, &wanted)? {
                    rows.push(row);
                }
            }
            let more = if extra > 0 { rows.len() > limit } else { full };
            rows.truncate(limit);
            Ok(LetterPage { rows, more })
        };
        self.vault(page).await
    }
}
