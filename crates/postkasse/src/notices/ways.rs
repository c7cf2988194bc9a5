//! The ways by which this process can tell: the screen, when a shell has one, and the remote channels that were set up.

use super::{channel, trouble};
use crate::App;
use crate::views::ApiError;
use model::Code;
use notify::{Channel, DESKTOP, EMAIL, Fate, Message, OnScreen, Remote, RemoteConfig, SMS, SendError, Trouble, Way};
use secrecy::SecretString;
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Handle;

/// A service has patience of its own; this one is for a service whose patience does not end.
const PATIENCE: Duration = Duration::from_secs(120);

/// Makes a service of what was set up.
pub trait Remotes: Send + Sync {
    /// The service.
    ///
    /// # Errors
    /// [`Trouble`] when what was set up can be none.
    fn remote(&self, config: &RemoteConfig, secret: Option<&SecretString>) -> Result<Box<dyn Remote>, Trouble>;
}

/// The real ones.
struct Services;

impl Remotes for Services {
    fn remote(&self, config: &RemoteConfig, secret: Option<&SecretString>) -> Result<Box<dyn Remote>, Trouble> {
        notify::remote(config, secret)
    }
}

/// Where messages can go from this process.
#[derive(Clone)]
pub struct Outlets {
    /// The screen, when the shell has one.
    pub screen: Option<Arc<dyn Channel>>,
    /// The services.
    pub remotes: Arc<dyn Remotes>,
}

impl Default for Outlets {
    fn default() -> Self {
        Outlets { screen: None, remotes: Arc::new(Services) }
    }
}

/// A remote channel, asked from a thread that may block.
struct ByRemote {
    name: &'static str,
    /// A service that cannot even be made is refused, and seen in the channel's health.
    remote: Result<Box<dyn Remote>, Trouble>,
    runtime: Handle,
}

impl ByRemote {
    fn remote(&self) -> Result<&dyn Remote, SendError> {
        self.remote.as_ref().map(AsRef::as_ref).map_err(|trouble| SendError::Refused(*trouble))
    }
}

impl Way for ByRemote {
    fn name(&self) -> &'static str {
        self.name
    }

    fn tell(&self, what: &Message<'_>) -> Result<Fate, SendError> {
        let sending = self.remote()?.send(what.telling);
        let sent = self.runtime.block_on(async { tokio::time::timeout(PATIENCE, sending).await });
        sent.unwrap_or(Err(SendError::Doubtful(Trouble::Timeout)))
    }

    fn fate(&self, reference: &str) -> Result<Option<Fate>, SendError> {
        let asking = self.remote()?.fate(reference);
        let asked = self.runtime.block_on(async { tokio::time::timeout(PATIENCE, asking).await });
        asked.unwrap_or(Err(SendError::NotYet(Trouble::Timeout, None)))
    }

    fn receipt(&self, reference: &str) -> Option<String> {
        self.remote().ok()?.receipt(reference)
    }

    fn recall(&self, reference: &str, receipt: &str) {
        if let Ok(remote) = self.remote() {
            remote.recall(reference, receipt);
        }
    }
}

/// The way of a channel; an error of its own when it was not set up.
pub(super) async fn way_of(app: &App, name: &str) -> Result<Result<Box<dyn Way>, ApiError>, ApiError> {
    let name = channel(name)?;
    if name == DESKTOP {
        let screen = app.outlets.screen.clone().map(|screen| Box::new(OnScreen(screen)) as Box<dyn Way>);
        return Ok(screen.ok_or_else(|| trouble(Trouble::Down, Code::Refused)));
    }
    let record = app.vault(move |profile| profile.channel(name)).await?;
    let Some(record) = record.filter(|record| record.since.is_some()) else {
        return Ok(Err(ApiError::said(Code::NotFound, "error.notify.notSetUp")));
    };
    let config: Result<RemoteConfig, _> = serde_json::from_str(&record.config);
    let remote = match config {
        Ok(config) => app.outlets.remotes.remote(&config, record.secret.as_ref()),
        // Another version of the program wrote it.
        Err(_) => Err(Trouble::Garbage),
    };
    Ok(Ok(Box::new(ByRemote { name, remote, runtime: Handle::current() })))
}

/// All ways that there are.
pub(super) async fn ways(app: &App, screen: Option<Arc<dyn Channel>>) -> Result<Vec<Box<dyn Way>>, ApiError> {
    let mut ways: Vec<Box<dyn Way>> = Vec::new();
    ways.extend(screen.map(|screen| Box::new(OnScreen(screen)) as Box<dyn Way>));
    for name in [EMAIL, SMS] {
        ways.extend(way_of(app, name).await?.ok());
    }
    Ok(ways)
}
