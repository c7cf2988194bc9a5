//! Opening a letter whose opening has weight: it serves the mailbox's owner, sends her receipt, or is noted by the service,
//! also when somebody else opens it. The person is asked; what she answers where others are told of it is kept on this
//! computer, by whom and when, before anything is done.

use crate::App;
use crate::letter::find;
use crate::views::{ApiError, AppEvent, OpeningView};
use model::{Code, Level, Mailbox, MailboxKind, Message, MessageId, MessageType, OpeningAnswer, Waits, Weight};
use providers::ProviderError;
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
        if !matches!(waits, Some(Waits::LegalNotification | Waits::Receipt)) {
            return Err(ApiError::said(Code::Refused, "error.openCounts.not"));
        }
        self.answered(&mailbox, &message, OpeningAnswer::NotNow).await?;
        self.pulse.tell(AppEvent::Letter { id });
        Ok(())
    }

    /// Opens a letter that waits, because the person agreed to what that does. Where the service takes a higher level, the
    /// letter waits for that from then on.
    pub(crate) async fn open_waiting(
        &self,
        mailbox: &Mailbox,
        message: &Message,
        waits: Waits,
    ) -> Result<(), ApiError> {
        let opened = match waits {
            Waits::LegalNotification => self.serve(mailbox, message).await,
            Waits::HigherLevel | Waits::Receipt | Waits::Seen => self.open_seen(mailbox, message).await,
        };
        if opened.as_ref().err().is_none_or(|error| error.code == Code::HigherLevelNeeded) {
            self.pulse.tell(AppEvent::Letter { id: message.id.clone() });
        }
        opened
    }

    /// Tells the service that the person opens it, then fetches what waited.
    async fn serve(&self, mailbox: &Mailbox, message: &Message) -> Result<(), ApiError> {
        let context = self.connect(&mailbox.account, Arc::new(|_| ())).await?;
        let answer = self.answered(mailbox, message, OpeningAnswer::Open).await?;
        let opened = context.provider.open(&mailbox.remote_id, &message.remote_id, message.version).await;
        if matches!(opened, Err(ProviderError::HigherLevelNeeded)) {
            let (id, message) = (mailbox.id.clone(), message.id.clone());
            self.vault(move |profile| profile.cache(&id)?.takes_level(&message, Level::High)).await?;
        }
        opened?;
        let id = mailbox.id.clone();
        self.vault(move |profile| profile.state(&id)?.opening_done(answer)).await?;
        sync::refresh_message(&context, mailbox, &message.remote_id).await?;
        Ok(sync::fetch_message(&context, mailbox, &message.id).await?)
    }

    /// Opens a letter of which the service or its sender learns that it was opened, then fetches what is in it. That a
    /// receipt was sent is kept here, too.
    async fn open_seen(&self, mailbox: &Mailbox, message: &Message) -> Result<(), ApiError> {
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

/// What opening does, or takes, in words for the owner or for somebody who opens it in her place.
pub(crate) fn counts(mailbox: &Mailbox, waits: Waits) -> ApiError {
    let words = match (waits, mailbox.kind == MailboxKind::Own) {
        (Waits::LegalNotification, true) => "error.openCounts",
        (Waits::LegalNotification, false) => "error.openCounts.other",
        (Waits::Receipt, true) => "error.opens.receipt",
        (Waits::Receipt, false) => "error.opens.receipt.other",
        (Waits::Seen, true) => "error.opens.seen",
        (Waits::Seen, false) => "error.opens.seen.other",
        (Waits::HigherLevel, _) => return ApiError::plain(Code::HigherLevelNeeded),
    };
    ApiError::said(Code::Refused, words)
}

/// What was answered about a letter. What the service says of it counts more than whether we heard it say so.
pub(crate) fn openings(profile: &Profile, message: &Message) -> Result<Vec<OpeningView>, StoreError> {
    let Some(state) = profile.state_if_any(&message.mailbox)? else { return Ok(Vec::new()) };
    let still = matches!(message.waits(Level::High), Some(Waits::LegalNotification | Waits::Receipt));
    let serves = matches!(message.message_type, MessageType::LegalNotification | MessageType::Unknown);
    let view = |one: model::Opening| OpeningView {
        done: one.done || (one.answer == OpeningAnswer::Open && !still),
        receipt: !serves,
        answer: one.answer,
        by: one.by,
        at: one.at,
    };
    Ok(state.openings(&message.id)?.into_iter().map(view).collect())
}

#[cfg(test)]
#[path = "served_tests.rs"]
mod tests;
