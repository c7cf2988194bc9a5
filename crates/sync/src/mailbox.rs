//! One mailbox's turn: wishes and letters first, its documents later, when the letters of every mailbox are here.

use crate::{Context, Report, SyncError, documents, pull, push};
use model::{Code, Mailbox};
use std::time::{Duration, Instant};

/// A mailbox whose letters were looked at.
pub(crate) struct Turn {
    mailbox: Mailbox,
    report: Report,
    spent: Duration,
    pulled: Result<(), SyncError>,
    pushed: Result<(), SyncError>,
}

impl Turn {
    /// Sends wishes and brings the letters. Letters come also when wishes could not be sent.
    pub async fn letters(context: &Context, mailbox: Mailbox) -> Self {
        let began = Instant::now();
        context.provider.take_traffic();
        let mut report = Report::new(mailbox.id.clone());
        let pushed = push::push(context, &mailbox, &mut report).await;
        let mut pulled = pull::pull(context, &mailbox, &mut report).await;
        if let (Err(error), true) = (count(context, &mailbox, pulled.is_ok()).await, pulled.is_ok()) {
            pulled = Err(error);
        }
        (report.requests, report.bytes) = context.provider.take_traffic();
        Turn { mailbox, report, spent: began.elapsed(), pulled, pushed }
    }

    /// What is wrong, if the other mailboxes would fare no better: not even headers came through.
    pub fn hopeless(&self) -> Option<Code> {
        let error = self.pulled.as_ref().err()?;
        error.concerns_every_mailbox().then(|| error.code())
    }

    /// Brings the documents, unless the line is broken; what became of all of it.
    pub async fn documents(self, context: &Context) -> Report {
        let Turn { mailbox, mut report, spent, pulled, pushed } = self;
        let began = Instant::now();
        context.provider.take_traffic();
        let fetched = match &pulled {
            Err(error) if error.concerns_all() => Ok(()),
            _ => documents::fetch_all(context, &mailbox, &mut report).await,
        };
        if let Err(error) = pulled.and(pushed).and(fetched) {
            tracing::info!(mailbox = %mailbox.id, %error, "the sync did not get through");
            report.error = Some(error.code());
        }
        let (requests, bytes) = context.provider.take_traffic();
        report.requests += requests;
        report.bytes += bytes;
        report.ms = u64::try_from((spent + began.elapsed()).as_millis()).unwrap_or(u64::MAX);
        report
    }
}

/// Brings the newest headers and the counts up to date, and notes that the letters came through.
async fn count(context: &Context, mailbox: &Mailbox, through: bool) -> Result<(), SyncError> {
    let (id, level) = (mailbox.id.clone(), context.level);
    let synced = through.then(|| context.clock.now());
    context
        .vault(move |profile| {
            profile.refresh_heads(&id, level)?;
            profile.set_counts(&id, &profile.cache(&id)?.counts()?, synced)
        })
        .await
}
