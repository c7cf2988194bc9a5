//! How things stand, as the window asks first.

use crate::at_login;
use crate::sandbox::Sandbox;
use crate::shell::Shell;
use postkasse::services;
use postkasse::views::{ApiError, KeyTrouble, OwnLock, StartState, StartView, WatchingView};

impl Shell {
    /// How it stands with looking for letters without a window.
    pub fn watching_view(&self) -> WatchingView {
        let at_login = at_login::is_on(&self.home);
        WatchingView { tray: self.watching.tray(), at_login }
    }

    /// How things stand.
    ///
    /// # Errors
    /// [`ApiError`] when the vault is damaged or cannot be read.
    pub async fn start_view(&self) -> Result<StartView, ApiError> {
        let (opened, settings) = self.standing().await?;
        let (app, trouble) = match opened {
            Ok(app) => (Some(app), None),
            Err(trouble) => (None, Some(trouble)),
        };
        let lock = match &app {
            None => postkasse::lock_of(self.home.clone(), self.profile()).await.ok(),
            Some(_) => None,
        };
        // What a person locked she opens in her own way, if she has one.
        let trouble = match (trouble, lock.as_ref().map(|lock| lock.kind)) {
            (Some(KeyTrouble::Locked), Some(OwnLock::Pin)) => Some(KeyTrouble::Pin),
            (Some(KeyTrouble::Locked), Some(OwnLock::Passphrase)) => Some(KeyTrouble::Passphrase),
            (trouble, _) => trouble,
        };
        let state = match &app {
            None => StartState::Closed,
            Some(app) if app.accounts().await?.is_empty() && app.mailboxes().await?.is_empty() => {
                StartState::FirstStart
            }
            Some(_) => StartState::Ready,
        };
        Ok(StartView {
            state,
            trouble,
            lock,
            people: self.people.all(&self.profile()),
            settings,
            services: services::all(),
            sandbox_available: Sandbox::is_available(),
            read_only: app.is_some_and(|app| app.only_reads()),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        })
    }
}
