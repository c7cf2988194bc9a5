//! Syncing: all accounts or one mailbox, once or again and again.

use crate::App;
use crate::pace::{Pace, went};
use crate::views::{ApiError, MailboxSync};
use model::{AccountId, Code, MailboxId};
use std::sync::Arc;
use std::time::Duration;
use sync::{Progress, Report};

fn view(report: Report) -> MailboxSync {
    MailboxSync {
        id: report.mailbox,
        new: report.new,
        changed: report.changed,
        removed: report.removed,
        documents: report.documents,
        sent: report.sent,
        refused: report.refused,
        requests: report.requests,
        bytes: report.bytes,
        ms: report.ms,
        error: report.error,
        text: report.text,
    }
}

impl App {
    /// Syncs every account, or the one mailbox; then tells what is due.
    ///
    /// # Errors
    /// [`ApiError`]: `busy` when another copy of this program syncs; an account's trouble when no mailbox of it
    /// is known yet. Otherwise what went wrong is in the reports of its mailboxes.
    pub async fn sync(
        &self,
        only: Option<MailboxId>,
        progress: Arc<dyn Fn(Progress) + Send + Sync>,
    ) -> Result<Vec<MailboxSync>, ApiError> {
        let lock = Arc::new(self.vault(vault::Profile::sync_lock).await?);
        let synced = self.sync_under_lock(only, progress).await;
        // What is due by the clock is due also when a service could not be reached.
        self.tell_after_sync(lock, true).await;
        synced
    }

    /// The same, by one who has the right to sync.
    pub(crate) async fn sync_under_lock(
        &self,
        only: Option<MailboxId>,
        progress: Arc<dyn Fn(Progress) + Send + Sync>,
    ) -> Result<Vec<MailboxSync>, ApiError> {
        let kept = self.mend_kept(only.as_ref()).await?;
        let mut accounts = self.vault(vault::Profile::accounts).await?;
        if let Some(id) = only.clone() {
            let mailbox = self.vault(move |profile| profile.mailbox(&id)).await?.mailbox;
            accounts.retain(|account| account.id == mailbox.account);
        }
        let (mut done, mut trouble): (Vec<_>, _) = (kept.into_iter().map(view).collect(), None);
        for account in accounts {
            if account.provider.keeps_here() {
                done.extend(self.receive(&account, only.as_ref()).await?.map(view));
                continue;
            }
            let context = self.connect(&account.id, progress.clone()).await?;
            match sync::sync_account(&context, &account.id, only.as_ref()).await {
                Ok(reports) => done.extend(reports.into_iter().map(view)),
                Err(error) => {
                    let (code, text) = (error.code(), error.text_key());
                    let known = self.known(account.id, only.clone()).await?;
                    if known.is_empty() {
                        trouble = trouble.or(Some(ApiError::from(error)));
                    }
                    let failed = |id| view(Report { error: Some(code), text, ..Report::new(id) });
                    done.extend(known.into_iter().map(failed));
                }
            }
        }
        let whole = only.is_none() && trouble.is_none() && done.iter().all(|report| report.error.is_none());
        if whole && !done.is_empty() {
            self.vault(vault::Profile::forget_set_aside).await?;
        }
        trouble.map_or(Ok(done), Err)
    }

    /// The mailboxes of an account that are known here and can still be reached, or the one of them.
    async fn known(&self, account: AccountId, only: Option<MailboxId>) -> Result<Vec<MailboxId>, ApiError> {
        let records = self.vault(vault::Profile::mailboxes).await?.into_iter().map(|record| record.mailbox);
        let reachable = records.filter(|one| one.account == account && one.is_readable());
        Ok(reachable.map(|one| one.id).filter(|id| only.as_ref().is_none_or(|only| only == id)).collect())
    }

    /// Syncs now and again, as the schedule says and as the computer gives reason to, and tells what is due, until it
    /// is cancelled by being dropped.
    ///
    /// # Errors
    /// [`ApiError`] for what waiting cannot mend: a locked vault, another copy that syncs.
    pub async fn watch(&self, progress: Arc<dyn Fn(Progress) + Send + Sync>) -> Result<(), ApiError> {
        let lock = Arc::new(self.vault(vault::Profile::sync_lock).await?);
        let mut pace = Pace::new(Duration::ZERO);
        loop {
            pace.wait().await;
            pace.begins();
            let (mut reports, mut trouble) = (Vec::new(), None);
            for account in self.vault(vault::Profile::accounts).await? {
                if account.provider.keeps_here() {
                    reports.extend(self.receive(&account, None).await?.map(view));
                    continue;
                }
                let context = self.connect(&account.id, progress.clone()).await?;
                match sync::sync_account(&context, &account.id, None).await {
                    Ok(more) => reports.extend(more.into_iter().map(view)),
                    Err(error) if error.code() == Code::Locked => return Err(error.into()),
                    Err(error) => trouble = trouble.or(Some(error.code())),
                }
            }
            self.tell_after_sync(lock.clone(), false).await;
            pace.ended(went(&reports, trouble), true);
        }
    }
}
