//! Syncing: all accounts or one mailbox, once or again and again.

use crate::App;
use crate::pace::{Pace, went};
use crate::views::{ApiError, MailboxSync, SyncDone};
use model::{AccountId, Code, MailboxId};
use std::collections::{BTreeMap, BTreeSet};
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

/// What a round did, account by account: one that cannot be reached takes nothing from the others.
#[derive(Default)]
pub(crate) struct Round {
    /// Mailbox by mailbox.
    pub reports: Vec<MailboxSync>,
    /// The accounts that were asked about.
    pub tried: BTreeSet<AccountId>,
    /// Those of which nothing got through, and why.
    pub failed: BTreeMap<AccountId, Code>,
    /// Those among them of which no mailbox is known that could say so.
    pub unknown: BTreeMap<AccountId, ApiError>,
    /// What went wrong in a mailbox of an account whose others got through.
    pub partly: Option<Code>,
}

impl Round {
    fn took(&mut self, account: AccountId, reports: Vec<MailboxSync>) {
        let errors: Vec<Code> = reports.iter().filter_map(|report| report.error).collect();
        match errors.first() {
            Some(code) if errors.len() == reports.len() => _ = self.failed.insert(account.clone(), *code),
            Some(code) => self.partly = self.partly.or(Some(*code)),
            None => {}
        }
        self.tried.insert(account);
        self.reports.extend(reports);
    }

    /// This round and another one.
    pub(crate) fn and(&mut self, other: Round) {
        self.reports.extend(other.reports);
        self.tried.extend(other.tried);
        self.failed.extend(other.failed);
        self.unknown.extend(other.unknown);
        self.partly = self.partly.or(other.partly);
    }
}

impl App {
    /// Syncs every account, or the one mailbox; then tells what is due.
    ///
    /// # Errors
    /// [`ApiError`]: `busy` when another copy of this program syncs; an account's trouble when nothing else was synced.
    /// Otherwise what went wrong is in the reports of its mailboxes, or, where none is known yet, with the account.
    pub async fn sync(
        &self,
        only: Option<MailboxId>,
        progress: Arc<dyn Fn(Progress) + Send + Sync>,
    ) -> Result<SyncDone, ApiError> {
        let lock = Arc::new(self.vault(vault::Profile::sync_lock).await?);
        let round = self.sync_under_lock(only, progress).await;
        // What is due by the clock is due also when a service could not be reached.
        self.tell_after_sync(lock, true).await;
        let round = round?;
        match round.unknown.values().next() {
            Some(error) if round.reports.is_empty() => Err(error.clone()),
            _ => Ok(SyncDone { mailboxes: round.reports, accounts: round.unknown.into_iter().collect() }),
        }
    }

    /// The same, by one who has the right to sync.
    pub(crate) async fn sync_under_lock(
        &self,
        only: Option<MailboxId>,
        progress: Arc<dyn Fn(Progress) + Send + Sync>,
    ) -> Result<Round, ApiError> {
        let kept: Vec<_> = self.mend_kept(only.as_ref()).await?.into_iter().map(view).collect();
        let mut accounts = self.vault(vault::Profile::accounts).await?;
        if let Some(id) = only.clone() {
            let mailbox = self.vault(move |profile| profile.mailbox(&id)).await?.mailbox;
            accounts.retain(|account| account.id == mailbox.account);
        }
        let partly = kept.iter().find_map(|report| report.error);
        let mut round = Round { reports: kept, partly, ..Round::default() };
        for account in accounts {
            if account.provider.keeps_here() {
                let report = self.receive(&account, only.as_ref()).await?;
                round.took(account.id, report.into_iter().map(view).collect());
                continue;
            }
            match self.sync_one(&account.id, only.as_ref(), progress.clone()).await {
                Ok(reports) => round.took(account.id, reports),
                Err(error) if error.code == Code::Locked => return Err(error),
                Err(error) => {
                    round.tried.insert(account.id.clone());
                    round.failed.insert(account.id.clone(), error.code);
                    round.unknown.insert(account.id, error);
                }
            }
        }
        let whole = only.is_none() && round.failed.is_empty() && round.partly.is_none();
        if whole && !round.reports.is_empty() {
            self.vault(vault::Profile::forget_set_aside).await?;
        }
        Ok(round)
    }

    /// One account; its trouble stands in the reports of its mailboxes where any are known.
    async fn sync_one(
        &self,
        account: &AccountId,
        only: Option<&MailboxId>,
        progress: Arc<dyn Fn(Progress) + Send + Sync>,
    ) -> Result<Vec<MailboxSync>, ApiError> {
        let (error, text) = match self.connect(account, progress).await {
            Ok(context) => match sync::sync_account(&context, account, only).await {
                Ok(reports) => return Ok(reports.into_iter().map(view).collect()),
                Err(error) => {
                    let text = error.text_key();
                    (ApiError::from(error), text)
                }
            },
            Err(error) => (error, None),
        };
        let known = self.known(account.clone(), only.cloned()).await?;
        if known.is_empty() || error.code == Code::Locked {
            return Err(error);
        }
        let failed = |id| view(Report { error: Some(error.code), text, ..Report::new(id) });
        Ok(known.into_iter().map(failed).collect())
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
            let round = self.sync_under_lock(None, progress.clone()).await?;
            self.tell_after_sync(lock.clone(), false).await;
            pace.ended(went(&round.reports, round.unknown.values().next().map(|error| error.code)), true);
        }
    }
}
