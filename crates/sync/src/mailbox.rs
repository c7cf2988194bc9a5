//! One mailbox's turn: what is damaged put right, then wishes and letters; its documents later, when the letters
//! of every mailbox are here.

use crate::push::Unknown;
use crate::senders::Senders;
use crate::standing::Standing;
use crate::{Context, Report, SyncError, ahead, documents, guessed, pull, push};
use model::{Code, Mailbox};
use std::time::{Duration, Instant};
use vault::StoreError;

/// A mailbox whose letters were looked at.
pub(crate) struct Turn {
    mailbox: Mailbox,
    report: Report,
    spent: Duration,
    pulled: Outcome,
    pushed: Outcome,
}

impl Turn {
    /// Sends wishes and brings the letters. Letters come also when wishes could not be sent.
    pub async fn letters(context: &Context, mailbox: Mailbox) -> Self {
        let began = Instant::now();
        context.provider.take_traffic();
        let mut report = Report::new(mailbox.id.clone());
        let (mut pulled, mut pushed) = bring_letters(context, &mailbox, &mut report).await;
        if is_damage(&pulled) || is_damage(&pushed) {
            // Looked at and put right first, it comes through.
            context.profile.suspect(&mailbox.id);
            (pulled, pushed) = bring_letters(context, &mailbox, &mut report).await;
        }
        (report.requests, report.bytes) = context.provider.take_traffic();
        Turn { mailbox, report, spent: began.elapsed(), pulled, pushed }
    }

    /// What is wrong, with its text, if the other mailboxes would fare no better: not even headers came through.
    pub fn hopeless(&self) -> Option<(Code, Option<&'static str>)> {
        let error = self.pulled.as_ref().err()?;
        error.concerns_every_mailbox().then(|| (error.code(), error.text_key()))
    }

    /// Notes who wrote here. What cannot be read now is found next time.
    pub async fn note_senders(&self, context: &Context, senders: &mut Senders) {
        let id = self.mailbox.id.clone();
        if self.pulled.is_ok() {
            senders.add(context.vault(move |profile| profile.cache(&id)?.organisations()).await.unwrap_or_default());
        }
    }

    /// Brings the documents, unless the line is broken; what became of all of it.
    pub async fn documents(self, context: &Context) -> Report {
        let Turn { mailbox, mut report, spent, mut pulled, mut pushed } = self;
        let began = Instant::now();
        context.provider.take_traffic();
        let mut fetched = fetch(context, &mailbox, &pulled, &mut report).await;
        if is_damage(&fetched) {
            context.profile.suspect(&mailbox.id);
            (pulled, pushed) = bring_letters(context, &mailbox, &mut report).await;
            fetched = fetch(context, &mailbox, &pulled, &mut report).await;
        }
        if pulled.is_ok() && fetched.is_ok() {
            let id = mailbox.id.clone();
            fetched = context.vault(move |profile| profile.rebuilt(&id)).await;
        }
        if let Err(error) = pulled.and(pushed).and(fetched) {
            tracing::info!(mailbox = %mailbox.id, %error, "the sync did not get through");
            (report.error, report.text) = (Some(error.code()), error.text_key());
        }
        let (requests, bytes) = context.provider.take_traffic();
        report.requests += requests;
        report.bytes += bytes;
        report.ms = u64::try_from((spent + began.elapsed()).as_millis()).unwrap_or(u64::MAX);
        report
    }
}

type Outcome = Result<(), SyncError>;

fn is_damage(outcome: &Outcome) -> bool {
    matches!(outcome, Err(SyncError::Vault(StoreError::Damaged)))
}

/// Puts right what is damaged, sends wishes and brings the letters; what became of the letters and the wishes.
async fn bring_letters(context: &Context, mailbox: &Mailbox, report: &mut Report) -> (Outcome, Outcome) {
    let id = mailbox.id.clone();
    if let Err(error) = context.vault(move |profile| profile.mend(&id).map(|_| ())).await {
        return (Err(error), Ok(()));
    }
    let known = match letters_are_known(context, mailbox).await {
        Err(error) => return (Err(error), Ok(())),
        Ok(known) => known,
    };
    let mut pushed = if known { push::push(context, mailbox, Unknown::Waits, report).await } else { Ok(true) };
    let mut pulled = pull::pull(context, mailbox, report).await;
    if matches!(pushed, Ok(true)) && pulled.is_ok() {
        pushed = push::push(context, mailbox, Unknown::Refused, report).await;
    }
    let pushed = pushed.map(|_| ());
    if let (Err(error), true) = (count(context, mailbox, pulled.is_ok()).await, pulled.is_ok()) {
        pulled = Err(error);
    }
    (pulled, pushed)
}

/// Whether the letters were all here once. While a cache is rebuilt, a wish can be about a letter that is still
/// to come; it waits for it.
async fn letters_are_known(context: &Context, mailbox: &Mailbox) -> Result<bool, SyncError> {
    let id = mailbox.id.clone();
    let kept = context.vault(move |profile| profile.cache(&id)?.cursor()).await?;
    Ok(Standing::read(kept.as_deref()).tells)
}

async fn fetch(context: &Context, mailbox: &Mailbox, pulled: &Outcome, report: &mut Report) -> Outcome {
    match pulled {
        Err(error) if error.concerns_all() => Ok(()),
        _ => {
            guessed::renew(context, mailbox).await?;
            let opened = ahead::open(context, mailbox).await;
            documents::fetch_all(context, mailbox, report).await.and(opened)
        }
    }
}

/// Brings the newest headers and the counts up to date, and notes that the letters came through.
async fn count(context: &Context, mailbox: &Mailbox, through: bool) -> Result<(), SyncError> {
    let (id, level) = (mailbox.id.clone(), context.level);
    let synced = through.then(|| context.clock.now());
    context
        .vault(move |profile| {
            match synced {
                Some(_) => profile.refresh_heads(&id, level)?,
                None => profile.refresh_heads_so_far(&id, level)?,
            }
            profile.set_counts(&id, &profile.cache(&id)?.counts()?, synced)
        })
        .await
}
