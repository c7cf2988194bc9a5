//! Lists of letters, of one mailbox or of all.

use crate::App;
use crate::app::level_of;
use crate::overlay::Overlay;
use crate::views::{ApiError, LetterPage, LetterQuery, LetterRow};
use model::{Level, Mailbox, MailboxId, MailboxState, MessageId, Topic};
use std::cmp::Ordering;
use std::collections::HashMap;
use vault::{ListPlace, ListQuery, MessageHead, Profile, StoreError};

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

fn place_of(profile: &Profile, id: &MessageId) -> Result<ListPlace, StoreError> {
    let mailbox = id.mailbox().map_err(|_| StoreError::NotFound)?;
    let message = profile.cache(&mailbox)?.message(id)?.ok_or(StoreError::NotFound)?;
    Ok(ListPlace::of(&message))
}

/// The letters of which a wish that waits decides whether they are asked for, with their logins' levels.
fn wished(
    overlay: &mut Overlay<'_>,
    mailboxes: &[(MailboxId, Level)],
    query: &LetterQuery,
) -> Result<Vec<(MessageId, Level)>, StoreError> {
    let decides = |topic: Topic| match topic {
        Topic::Place => true,
        Topic::Read => query.unread,
        Topic::Flag => query.flagged,
        Topic::Note | Topic::Name | Topic::Icon | Topic::Sending => false,
    };
    let mut wished = Vec::new();
    for (mailbox, level) in mailboxes {
        wished.extend(overlay.about(mailbox, decides)?.into_iter().map(|id| (id, *level)));
    }
    Ok(wished)
}

/// The header of a letter that the cache has otherwise than the person wishes, if everything else that is asked for is
/// so.
fn head(profile: &Profile, id: &MessageId, level: Level, wanted: &ListQuery) -> Option<MessageHead> {
    let message = profile.cache(&id.mailbox().ok()?).ok()?.message(id).ok()??;
    let head = MessageHead::of(&message, level);
    let filtered_out =
        (wanted.with_deadline && head.reply_by.is_none()) || (wanted.with_attachments && head.attachments == 0);
    let place = head.place();
    let follows = wanted.before.as_ref().is_none_or(|before| wanted.order.compare(before, &place) == Ordering::Less);
    (!filtered_out && follows).then_some(head)
}

/// Whether the row is what was asked for, the wishes laid over. What was unread when it was read stays among the unread
/// ones until the service knows: a list does not lose the letter that one is reading.
fn is_asked_for(row: &LetterRow, was_read: bool, wanted: &ListQuery) -> bool {
    (!wanted.unread || !was_read || !row.read) && (!wanted.flagged || row.flag)
}

/// Whether the row lies in the folder that was asked for, the wishes laid over.
fn lies_there(overlay: &mut Overlay<'_>, row: &LetterRow, wanted: &ListQuery) -> Result<bool, StoreError> {
    let folder = wanted.folder.as_ref().is_none_or(|folder| *folder == row.folder_id);
    let Some(role) = wanted.role else { return Ok(folder) };
    let folders = overlay.folders(&row.mailbox)?;
    Ok(folder && folders.iter().any(|one| one.id == row.folder_id && one.role == role))
}

impl App {
    /// A page of letters, in the order asked for.
    ///
    /// # Errors
    /// [`ApiError`] when the mailbox or the letter before is not there.
    pub async fn letters(&self, query: LetterQuery) -> Result<LetterPage, ApiError> {
        let page = move |profile: &Profile| {
            let limit = query.limit.unwrap_or(USUAL).clamp(1, MOST) as usize;
            let mailboxes = readable(profile, query.mailbox.as_ref())?;
            let before = query.before.as_ref().map(|id| place_of(profile, id)).transpose()?;
            let mut overlay = Overlay::new(profile);
            let wished = wished(&mut overlay, &mailboxes, &query)?;
            // Each of these may be left out of what the cache gives, so as many more are read.
            let extra = if limit == USUAL as usize && wished.is_empty() { 0 } else { wished.len() + 1 };
            let wanted = ListQuery {
                folder: query.folder,
                role: query.role,
                unread: query.unread,
                with_deadline: query.with_deadline,
                with_attachments: query.with_attachments,
                flagged: query.flagged,
                order: query.order.into(),
                limit: limit + extra,
                before,
            };
            let mut heads = profile.list_all(&mailboxes, &wanted)?;
            let full = heads.len() == wanted.limit;
            // A full page shows nothing that comes after its last letter: what was wished for may.
            let last = heads.last().filter(|_| full).map(MessageHead::place);
            if wanted.folder.is_some() || wanted.role.is_some() || wanted.unread || wanted.flagged {
                let here = |id: &MessageId| heads.iter().any(|head| head.id == *id);
                let missing: Vec<_> = wished.into_iter().filter(|(id, _)| !here(id)).collect();
                let order = wanted.order;
                let on_the_page = |head: &MessageHead| {
                    last.as_ref().is_none_or(|last| order.compare(&head.place(), last) != Ordering::Greater)
                };
                let found = missing.iter().filter_map(|(id, level)| head(profile, id, *level, &wanted));
                heads.extend(found.filter(on_the_page));
                heads.sort_by(|a, b| order.compare(&a.place(), &b.place()));
            }
            let mut rows = Vec::new();
            for head in heads {
                let was_read = head.read;
                let Some(row) = overlay.row(head)? else { continue };
                if is_asked_for(&row, was_read, &wanted) && lies_there(&mut overlay, &row, &wanted)? {
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
