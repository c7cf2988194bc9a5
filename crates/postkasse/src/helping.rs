//! For those who read on behalf of others: whose mail waits, what they looked at themselves, and a note to hand over by.
//! The marks at the service are the owner's; what is kept here goes with the access.

use crate::App;
use crate::lists::readable;
use crate::overlay::Overlay;
use crate::views::{ApiError, AppEvent, HandoverView, HelpedLetter, HelpedView};
use model::{Code, FolderRole, Level, MailboxId, MailboxKind, MessageId};
use std::collections::HashMap;
use vault::{Handover, ListQuery, MessageHead, Profile, StoreError};

/// So many letters that wait are named.
const NAMED: usize = 3;
/// A note is longer than this only by mistake (characters).
const LONGEST_NOTE: usize = 4_000;

fn helped(profile: &Profile, mailbox: MailboxId, level: Level) -> Result<HelpedView, StoreError> {
    let state = profile.state_if_any(&mailbox)?;
    let looked = state.as_ref().map_or_else(|| Ok(HashMap::new()), |state| state.looked())?;
    let handover = state.as_ref().map_or(Ok(None), |state| state.handover())?;
    let mut overlay = Overlay::new(profile);
    let wanted = ListQuery { unread: true, role: Some(FolderRole::Inbox), limit: NAMED, ..ListQuery::default() };
    let mut letters = Vec::new();
    for head in profile.list_all(&[(mailbox.clone(), level)], &wanted)? {
        if let Some(letter) = overlay.row(head)?.filter(|row| !row.read) {
            letters.push(HelpedLetter { looked: looked.get(&letter.id).copied(), letter });
        }
    }
    let cache = profile.cache(&mailbox)?;
    let last = looked.into_iter().max_by_key(|(_, at)| *at);
    let last =
        last.map(|(id, at)| Ok::<_, StoreError>(cache.message(&id)?.map(|message| (message, at)))).transpose()?;
    let last = match last.flatten() {
        Some((message, at)) => {
            let row = overlay.row(MessageHead::of(&message, level))?;
            row.map(|letter| HelpedLetter { letter, looked: Some(at) })
        }
        None => None,
    };
    let unread = cache.counts()?.unread;
    let handover = handover.map(|Handover { text, at }| HandoverView { text, at });
    Ok(HelpedView { mailbox, letters, unread, last, handover })
}

impl App {
    /// The mailboxes of those whom the person helps: the open ones that are others', in the order of the rack.
    ///
    /// # Errors
    /// [`ApiError`] when they cannot be read.
    pub async fn helping(&self) -> Result<Vec<HelpedView>, ApiError> {
        self.vault(|profile| {
            let records = profile.mailboxes()?.into_iter().map(|record| record.mailbox);
            let kinds: HashMap<MailboxId, MailboxKind> = records.map(|one| (one.id, one.kind)).collect();
            let others = readable(profile, None)?.into_iter();
            let others = others.filter(|(id, _)| kinds.get(id) == Some(&MailboxKind::Delegated));
            others.map(|(id, level)| helped(profile, id, level)).collect()
        })
        .await
    }

    /// The person looked at a letter. Kept only in a mailbox that is somebody else's, and nothing is sent.
    ///
    /// # Errors
    /// [`ApiError`] `notFound` when there is no such letter.
    pub async fn looked(&self, id: MessageId) -> Result<(), ApiError> {
        let now = self.clock.now();
        self.vault(move |profile| {
            let (mailbox, ..) = crate::letter::find(profile, &id)?;
            if mailbox.kind != MailboxKind::Delegated {
                return Ok(());
            }
            profile.state(&mailbox.id)?.looked_at(&id, now)
        })
        .await
    }

    /// Writes the note to hand over by; an empty one is none.
    ///
    /// # Errors
    /// [`ApiError`]: `refused` when it is too long, `accessEnded` or `notAllowed` where the person may not read.
    pub async fn set_handover(&self, mailbox: MailboxId, text: &str) -> Result<(), ApiError> {
        let (now, text) = (self.clock.now(), text.trim().to_owned());
        if text.chars().count() > LONGEST_NOTE {
            return Err(ApiError::said(Code::Refused, "error.note.length"));
        }
        self.vault(move |profile| {
            readable(profile, Some(&mailbox))?;
            let handover = Handover { text, at: now };
            let none = handover.text.is_empty();
            profile.state(&mailbox)?.set_handover((!none).then_some(&handover))
        })
        .await?;
        self.pulse.tell(AppEvent::Mailboxes);
        Ok(())
    }
}
