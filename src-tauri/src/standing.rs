//! How things stand, as the window asks first.

use crate::at_login;
use crate::sandbox::Sandbox;
use crate::shell::Shell;
use model::Code;
use postkasse::views::{ApiError, KeyTrouble, OwnLock, Settings, StartState, StartView, WatchingView};
use postkasse::{App, services};
use std::sync::Arc;

impl Shell {
    /// How it stands with looking for letters without a window.
    pub fn watching_view(&self) -> WatchingView {
        let at_login = at_login::is_on(&self.home);
        WatchingView { tray: self.watching.tray(), at_login }
    }

    /// Tries once more to open what could not be read: what was in the way may have gone.
    pub async fn mend(self: &Arc<Self>) {
        if self.standing().await.is_err() {
            self.open_usual().await;
        }
    }

    /// How things stand. A vault that is damaged is one way in which they can: whoever shares the computer still has
    /// hers.
    pub async fn start_view(&self) -> StartView {
        let (app, trouble, settings, mut error) = match self.standing().await {
            Ok((Ok(app), settings)) => (Some(app), None, settings, None),
            Ok((Err(trouble), settings)) => (None, Some(trouble), settings, None),
            Err(error) => (None, None, Settings::default(), Some(error)),
        };
        let lock = match &app {
            None => postkasse::lock_of(self.home.clone(), self.profile()).await.ok(),
            Some(_) => None,
        };
        // What a person locked she opens in her own way, if she has one.
        let mut trouble = match (trouble, lock.as_ref().map(|lock| lock.kind)) {
            (Some(KeyTrouble::Locked), Some(OwnLock::Pin)) => Some(KeyTrouble::Pin),
            (Some(KeyTrouble::Locked), Some(OwnLock::Passphrase)) => Some(KeyTrouble::Passphrase),
            (Some(KeyTrouble::Locked), Some(OwnLock::Keyring)) => Some(KeyTrouble::KeyringAsks),
            (trouble, _) => trouble,
        };
        let state = match &app {
            None if error.is_some() => StartState::Broken,
            None => StartState::Closed,
            Some(app) => match is_empty(app).await {
                Ok(true) => StartState::FirstStart,
                Ok(false) => StartState::Ready,
                // Locked just now, which the window is told of.
                Err(shut) if shut.code == Code::Locked => {
                    trouble = Some(KeyTrouble::Locked);
                    StartState::Closed
                }
                Err(unread) => {
                    error = Some(unread);
                    StartState::Broken
                }
            },
        };
        StartView {
            state,
            trouble,
            error,
            lock,
            people: self.people.all(&self.profile()),
            settings,
            services: services::all(),
            sandbox_available: Sandbox::is_available(),
            read_only: app.is_some_and(|app| app.only_reads()),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }
}

/// Nobody has logged in, and there are no letters.
async fn is_empty(app: &App) -> Result<bool, ApiError> {
    Ok(app.accounts().await?.is_empty() && app.mailboxes().await?.is_empty())
}
