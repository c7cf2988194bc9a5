//! What was told, and what was not.

use crate::App;
use crate::views::{ApiError, LedgerRow};
use notify::is_hold;
use std::collections::HashMap;
use vault::{LedgerLine, LedgerState, MailboxKey, Purpose};

fn row(line: LedgerLine, ids: &HashMap<MailboxKey, String>) -> LedgerRow {
    let key = line.provider.map(|provider| MailboxKey { provider, remote: line.mailbox.clone() });
    let held = line.why.as_deref().is_none_or(is_hold);
    let state = match line.state {
        LedgerState::Accepted | LedgerState::Sent => "sent",
        LedgerState::Failed => "failed",
        // Intended: another copy of this program is sending it just now, or was cut while it did.
        LedgerState::Doubtful | LedgerState::Intended => "doubtful",
        LedgerState::Suppressed => "suppressed",
        LedgerState::Waiting if held => "suppressed",
        LedgerState::Waiting => "failed",
    };
    LedgerRow {
        remote_id: line.letter,
        mailbox: key.and_then(|key| ids.get(&key).cloned()).unwrap_or_else(|| line.mailbox.to_string()),
        channel: line.channel,
        purpose: if line.digest { "digest" } else { Purpose::as_str(line.purpose) },
        state,
        waits: line.state == LedgerState::Waiting,
        why: line.why,
        reference: line.reference,
        at: line.at,
    }
}

impl App {
    /// The newest lines of the ledger, newest first.
    ///
    /// # Errors
    /// [`ApiError`] when the vault cannot be read.
    pub async fn notify_ledger(&self, limit: usize) -> Result<Vec<LedgerRow>, ApiError> {
        let (lines, mailboxes) =
            self.vault(move |profile| Ok((profile.ledger_decided(limit)?, profile.mailboxes()?))).await?;
        let ids = mailboxes.into_iter().map(|record| {
            let mailbox = record.mailbox;
            (MailboxKey { provider: mailbox.provider, remote: mailbox.remote_id }, mailbox.id.to_string())
        });
        let ids = ids.collect();
        Ok(lines.into_iter().map(|line| row(line, &ids)).collect())
    }
}
