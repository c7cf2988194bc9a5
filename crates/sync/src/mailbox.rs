//! One mailbox: what is damaged put right, then wishes, letters, documents, and its counts.

use crate::{Context, Report, SyncError, documents, pull, push};
use model::Mailbox;
use vault::StoreError;

/// Syncs one mailbox: wishes, letters, documents. What failed is in the report; what was done stays done.
pub async fn sync_mailbox(context: &Context, mailbox: &Mailbox) -> Report {
    try_mailbox(context, mailbox).await.0
}

/// The same, and whether the account's other mailboxes would fare no better: not even headers came through.
pub(crate) async fn try_mailbox(context: &Context, mailbox: &Mailbox) -> (Report, bool) {
    let began = std::time::Instant::now();
    context.provider.take_traffic();
    let mut report = Report::new(mailbox.id.clone());
    let mut parts = Parts::of(context, mailbox, &mut report).await;
    if parts.met_damage() {
        // Looked at and put right first, it comes through.
        context.profile.suspect(&mailbox.id);
        parts = Parts::of(context, mailbox, &mut report).await;
    }
    let hopeless = parts.pulled.as_ref().is_err_and(SyncError::concerns_every_mailbox);
    let Parts { pushed, pulled, fetched, counted } = parts;
    if let Err(error) = pulled.and(pushed).and(fetched).and(counted) {
        tracing::info!(mailbox = %mailbox.id, %error, "the sync did not get through");
        (report.error, report.text) = (Some(error.code()), error.text_key());
    }
    (report.requests, report.bytes) = context.provider.take_traffic();
    report.ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    (report, hopeless)
}

/// What became of each part.
struct Parts {
    pushed: Result<(), SyncError>,
    pulled: Result<(), SyncError>,
    fetched: Result<(), SyncError>,
    counted: Result<(), SyncError>,
}

impl Parts {
    fn met_damage(&self) -> bool {
        let damage = |part: &Result<(), SyncError>| matches!(part, Err(SyncError::Vault(StoreError::Damaged)));
        [&self.pushed, &self.pulled, &self.fetched, &self.counted].into_iter().any(damage)
    }

    /// Each part is tried whatever became of the one before; only a broken line spares the documents.
    async fn of(context: &Context, mailbox: &Mailbox, report: &mut Report) -> Self {
        let id = mailbox.id.clone();
        if let Err(error) = context.vault(move |profile| profile.mend(&id).map(|_| ())).await {
            return Parts { pulled: Err(error), pushed: Ok(()), fetched: Ok(()), counted: Ok(()) };
        }
        let pushed = push::push(context, mailbox, report).await;
        let pulled = pull::pull(context, mailbox, report).await;
        let fetched = match &pulled {
            Err(error) if error.concerns_all() => Ok(()),
            _ => documents::fetch_all(context, mailbox, report).await,
        };
        let (id, level) = (mailbox.id.clone(), context.level);
        let synced = pulled.is_ok().then(|| context.clock.now());
        let counted = context.vault(move |profile| {
            profile.refresh_heads(&id, level)?;
            profile.set_counts(&id, &profile.cache(&id)?.counts()?, synced)
        });
        let mut counted = counted.await;
        if pulled.is_ok() && fetched.is_ok() && counted.is_ok() {
            let id = mailbox.id.clone();
            counted = context.vault(move |profile| profile.rebuilt(&id)).await;
        }
        Parts { pushed, pulled, fetched, counted }
    }
}
