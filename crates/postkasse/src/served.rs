//! Opening a letter whose opening has weight: it serves the mailbox's owner, also when somebody else opens it. The
//! person is asked; what she answers is kept on this computer, by whom and when, before anything is done.

use crate::App;
use crate::letter::find;
use crate::views::{ApiError, AppEvent, OpeningView};
use model::{Code, Mailbox, MailboxKind, Message, MessageId, OpeningAnswer, Waits, Weight};
use std::sync::Arc;
use vault::{Profile, StoreError};

impl App {
    /// The person will not open it now. It is kept, so that nobody asks her again by herself.
    ///
    /// # Errors
    /// [`ApiError`]: `refused` when its opening has no weight (any more).
    pub async fn not_now(&self, id: MessageId) -> Result<(), ApiError> {
        let wanted = id.clone();
        let (mailbox, message, waits) = self.vault(move |profile| find(profile, &wanted)).await?;
        if waits != Some(Waits::LegalNotification) {
            return Err(ApiError::said(Code::Refused, "error.openCounts.not"));
        }
        self.answered(&mailbox, &message, OpeningAnswer::NotNow).await?;
        self.pulse.tell(AppEvent::Letter { id });
        Ok(())
    }

    /// Tells the service that the person opens it, then fetches what waited.
    pub(crate) async fn serve(&self, mailbox: &Mailbox, message: &Message) -> Result<(), ApiError> {
        let context = self.connect(&mailbox.account, Arc::new(|_| ())).await?;
        let answer = self.answered(mailbox, message, OpeningAnswer::Open).await?;
        context.provider.open(&mailbox.remote_id, &message.remote_id, message.version).await?;
        let id = mailbox.id.clone();
        self.vault(move |profile| profile.state(&id)?.opening_done(answer)).await?;
        sync::refresh_message(&context, mailbox, &message.remote_id).await?;
        Ok(sync::fetch_message(&context, mailbox, &message.id).await?)
    }

    /// Opens a letter of which the service or its sender learns that it was opened, then fetches what is in it. That a
    /// receipt was sent is kept here, too.
    pub(crate) async fn open_seen(&self, mailbox: &Mailbox, message: &Message) -> Result<(), ApiError> {
        let context = self.connect(&mailbox.account, Arc::new(|_| ())).await?;
        let answer = match message.weight {
            Weight::Receipt => Some(self.answered(mailbox, message, OpeningAnswer::Open).await?),
            Weight::Seen | Weight::None => None,
        };
        sync::open_message(&context, mailbox, message).await?;
        let id = mailbox.id.clone();
        self.vault(move |profile| match answer {
            Some(answer) => profile.state(&id)?.opening_done(answer),
            None => Ok(()),
        })
        .await
    }

    async fn answered(&self, mailbox: &Mailbox, message: &Message, answer: OpeningAnswer) -> Result<i64, ApiError> {
        let (mailbox, account, message) = (mailbox.id.clone(), mailbox.account.clone(), message.id.clone());
        let now = self.clock.now();
        self.vault(move |profile| {
            let by = profile.account(&account)?.person;
            profile.state(&mailbox)?.add_opening(&message, answer, &by, now)
        })
        .await
    }
}

/// That opening counts, in words for the owner or for somebody who opens it in her place.
pub(crate) fn counts(mailbox: &Mailbox) -> ApiError {
    let words = if mailbox.kind == MailboxKind::Own { "error.openCounts" } else { "error.openCounts.other" };
    ApiError::said(Code::Refused, words)
}

/// What was answered about a letter. What the service says of it counts more than whether we heard it say so.
pub(crate) fn openings(profile: &Profile, message: &Message) -> Result<Vec<OpeningView>, StoreError> {
    let Some(state) = profile.state_if_any(&message.mailbox)? else { return Ok(Vec::new()) };
    let opened = |answer: OpeningAnswer| answer == OpeningAnswer::Open && message.legally_notified;
    let view = |one: model::Opening| OpeningView {
        done: one.done || opened(one.answer),
        answer: one.answer,
        by: one.by,
        at: one.at,
    };
    Ok(state.openings(&message.id)?.into_iter().map(view).collect())
}
