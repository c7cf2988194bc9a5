//! Those who write: what the service's register says of them, and their logos. Asked for when every letter and
//! document is here, once a week each at most, whether their letters were read or not, so that the asking tells the
//! service nothing that it does not know. Nobody waits for it: what goes wrong here is no trouble of the sync.

use crate::{Context, SyncError};
use jiff::{SignedDuration, Timestamp};
use model::{AccountId, RemoteId};
use providers::{Checked, Organisation, ProviderError};
use std::collections::BTreeMap;
use std::time::Duration;
use tokio::time::Instant;
use vault::LogoAnswer;

/// Asked about once a week; who has not written for a year, every two months.
const USUAL: SignedDuration = SignedDuration::from_hours(7 * 24);
const RARE: SignedDuration = SignedDuration::from_hours(8 * 7 * 24);
const LONG_AGO: SignedDuration = SignedDuration::from_hours(365 * 24);
/// Where an answer did not come through.
const AGAIN: SignedDuration = SignedDuration::from_hours(24);
/// So many in one go, the newest first; and so long, since a terminal waits for the end of a sync.
const MOST: usize = 40;
const LONGEST: Duration = Duration::from_secs(45);

/// The organisations that wrote to the mailboxes of an account, with when each wrote last (microseconds since 1970).
#[derive(Default)]
pub(crate) struct Senders(BTreeMap<RemoteId, i64>);

impl Senders {
    /// These wrote, too.
    pub fn add(&mut self, organisations: Vec<(RemoteId, i64)>) {
        for (organisation, received) in organisations {
            self.0.entry(organisation).and_modify(|known| *known = received.max(*known)).or_insert(received);
        }
    }

    /// Asks about those whose time has come. A line that breaks ends it; the rest has its turn with the next sync.
    pub async fn look(self, context: &Context, account: &AccountId) {
        if let Err(error) = self.look_at_all(context, account).await {
            tracing::info!(%error, "those who write could not all be looked up");
        }
    }

    async fn look_at_all(self, context: &Context, account: &AccountId) -> Result<(), SyncError> {
        let (began, now) = (Instant::now(), context.clock.now());
        let (id, all) = (account.clone(), self.0.keys().cloned().collect());
        let due = context.vault(move |profile| profile.senders_due(&id, all, now)).await?;
        let newest = |organisation: &RemoteId| self.0.get(organisation).copied().unwrap_or(i64::MIN);
        let mut due: Vec<_> = due.into_iter().map(|one| (newest(&one), one)).collect();
        due.sort_by(|one, other| other.cmp(one));
        for (newest, organisation) in due.into_iter().take(MOST) {
            if began.elapsed() > LONGEST {
                break;
            }
            One { context, account, organisation, newest, now }.look().await?;
        }
        Ok(())
    }
}

/// One of them.
struct One<'a> {
    context: &'a Context,
    account: &'a AccountId,
    organisation: RemoteId,
    newest: i64,
    now: Timestamp,
}

impl One<'_> {
    /// # Errors
    /// [`SyncError`] when the next one would fare no better.
    async fn look(&self) -> Result<(), SyncError> {
        match self.context.provider.organisation(&self.organisation).await {
            Ok(Checked::There(found)) => self.look_at_logo(found).await,
            Ok(Checked::Gone) => self.keep(None, LogoAnswer::None, self.usual()).await,
            Err(error) => {
                self.put_off().await?;
                done(Some(error))
            }
        }
    }

    async fn look_at_logo(&self, found: Organisation) -> Result<(), SyncError> {
        let asked = match found.logo {
            true => self.context.provider.logo(&self.organisation).await,
            false => Ok(None),
        };
        let (answer, due, trouble) = match asked {
            Ok(bytes) => (made_anew(bytes).await, self.usual(), None),
            // What is no logo today is none tomorrow.
            Err(ProviderError::Garbage { .. }) => (LogoAnswer::None, self.usual(), None),
            Err(error) => (LogoAnswer::Unheard, AGAIN, Some(error)),
        };
        self.keep(Some(found), answer, due).await?;
        done(trouble)
    }

    async fn keep(&self, found: Option<Organisation>, logo: LogoAnswer, due: SignedDuration) -> Result<(), SyncError> {
        let (account, organisation, due) = (self.account.clone(), self.organisation.clone(), self.after(due));
        let keep = move |profile: &vault::Profile| {
            let facts = found.as_ref().map(|found| &found.facts);
            profile.keep_sender(&account, &organisation, facts, &logo, due)
        };
        self.context.vault(keep).await
    }

    async fn put_off(&self) -> Result<(), SyncError> {
        let (account, organisation, due) = (self.account.clone(), self.organisation.clone(), self.after(AGAIN));
        self.context.vault(move |profile| profile.put_off_sender(&account, &organisation, due)).await
    }

    fn usual(&self) -> SignedDuration {
        let long_ago = self.after(-LONG_AGO).as_microsecond();
        if self.newest < long_ago { RARE } else { USUAL }
    }

    fn after(&self, wait: SignedDuration) -> Timestamp {
        self.now.saturating_add(wait).unwrap_or(self.now)
    }
}

/// Whether the next one has a chance. Who was slow is not waited for twice, and has been put off: those behind get their
/// turn with the next sync.
fn done(trouble: Option<ProviderError>) -> Result<(), SyncError> {
    match trouble {
        Some(error) if error.is_of_the_line() || matches!(error, ProviderError::Cut) => Err(error.into()),
        Some(error) => {
            tracing::info!(%error, "a sender could not be looked up");
            Ok(())
        }
        None => Ok(()),
    }
}

/// What came, as it may be shown. Nothing of it is kept as it came.
async fn made_anew(bytes: Option<Vec<u8>>) -> LogoAnswer {
    let Some(bytes) = bytes else { return LogoAnswer::None };
    let made = tokio::task::spawn_blocking(move || letter::logo(bytes)).await;
    made.ok().flatten().map_or(LogoAnswer::None, LogoAnswer::Png)
}
