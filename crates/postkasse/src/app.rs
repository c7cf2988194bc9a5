//! The open app: one profile, and what the use cases share.

use crate::notices::Outlets;
use crate::pulse::Pulse;
#[cfg(target_os = "linux")]
use crate::read_aloud::Aloud;
use crate::views::{ApiError, AppEvent};
use model::{Clock, MailboxId};
use std::path::PathBuf;
use std::sync::Arc;
use vault::{Access, Home, KeySource, Profile, StoreError};

/// How a shell opens the app.
pub struct Options {
    /// The data folder.
    pub home: PathBuf,
    /// Which person on this computer.
    pub profile: String,
    /// Where the device key comes from.
    pub key: KeySource,
    /// Whether a locked profile is to be opened.
    pub access: Access,
    /// The present.
    pub clock: Arc<dyn Clock>,
}

/// The app. Cheap to clone.
#[derive(Clone)]
pub struct App {
    pub(crate) profile: Arc<Profile>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) pulse: Arc<Pulse>,
    pub(crate) outlets: Outlets,
    #[cfg(target_os = "linux")]
    pub(crate) aloud: Arc<Aloud>,
}

impl App {
    /// Opens the profile, or makes it.
    ///
    /// # Errors
    /// [`ApiError`] with `locked` when the key cannot be had, `damaged` when the disk refuses.
    pub async fn open(options: Options) -> Result<Self, ApiError> {
        let Options { home, profile, key, access, clock } = options;
        let opened = tokio::task::spawn_blocking(move || Profile::open(&Home::new(home), &profile, key, access)).await;
        let profile = opened.map_err(|error| ApiError::unexpected(&error))??;
        let (pulse, outlets) = (Arc::new(Pulse::new()), Outlets::default());
        Ok(App {
            profile,
            clock,
            pulse,
            outlets,
            #[cfg(target_os = "linux")]
            aloud: Arc::default(),
        })
    }

    /// The same app with other ways to tell a person something.
    #[must_use]
    pub fn telling_by(mut self, outlets: Outlets) -> Self {
        self.outlets = outlets;
        self
    }

    /// Runs a call of the vault where it may block.
    pub(crate) async fn vault<T: Send + 'static>(
        &self,
        call: impl FnOnce(&Profile) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let (profile, pulse, now) = (self.profile.clone(), self.pulse.clone(), self.clock.now());
        let call = move || {
            // Locked meanwhile, perhaps from another copy of this program.
            if Profile::is_locked_for_all(profile.folder()) {
                profile.lock();
            }
            // Whatever is asked for: nothing is answered out of an access that is over. If that cannot be written
            // down, the call itself will say why.
            if profile.end_what_is_over(now).is_ok_and(|over| !over.is_empty()) {
                pulse.tell(AppEvent::Mailboxes);
            }
            let done = call(&profile).map_err(|error| profile.reason(error));
            if matches!(done, Err(StoreError::Damaged)) {
                // The next sync looks at everything and fetches again what is damaged.
                profile.suspect_all();
            }
            done
        };
        let done = tokio::task::spawn_blocking(call).await;
        Ok(done.map_err(|error| ApiError::unexpected(&error))??)
    }
}

/// The level at which the account of this mailbox is logged in.
pub(crate) fn level_of(profile: &Profile, mailbox: &MailboxId) -> Result<model::Level, StoreError> {
    let account = profile.mailbox(mailbox)?.mailbox.account;
    Ok(profile.account(&account)?.level)
}
