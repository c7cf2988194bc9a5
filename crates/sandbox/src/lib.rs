//! The national infrastructure on loopback: one process that stands in for the eID and the mail
//! services, so that anyone can see the whole product work in a minute and every test can be real
//! HTTP. It serves sandbox persons only and is no double of anybody's real mailbox.

mod address_book;
mod admin;
mod altinn;
mod api;
pub mod browse;
mod bulk;
mod compose;
#[cfg(feature = "conformance")]
pub mod conformance;
mod contents;
mod digipost;
mod faults;
mod granting;
mod ids;
mod letters;
mod log;
mod logo;
mod norway;
pub mod oidc;
mod pdf;
mod people;
mod ready;
pub mod receiver;
mod registered;
mod seed;
mod server;
mod services;
mod store;
mod trust;
mod trustees;

pub use ready::Ready;
pub use seed::{Documents, Seed};

use crate::faults::Faults;
use crate::log::RequestLog;
use crate::oidc::Oidc;
use crate::server::Sandbox;
use crate::store::times::ServiceClock;
use crate::store::{Store, StoreError};
use crate::trust::TrustedIssuer;
use rusqlite::Connection;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use url::Url;

/// How to start.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where to listen; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The SQLite file; in memory without one.
    pub data: Option<PathBuf>,
    /// What lies in the mailboxes at first.
    pub seed: Seed,
    /// So many varied letters in `mette`'s own mailbox besides.
    pub letters: u32,
    /// So many company mailboxes of 40 letters for her besides.
    pub mailboxes: u32,
    /// In which form those letters are.
    pub documents: Documents,
    /// Decides what they say, and what chance does.
    pub rand: u64,
    /// Another OpenID provider whose access tokens are taken too.
    pub trust_issuer: Option<Url>,
    /// Hold every request against the interface's description and note what does not conform.
    #[cfg(feature = "conformance")]
    pub check_interface: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            data: None,
            seed: Seed::Demo,
            letters: 0,
            mailboxes: 0,
            documents: Documents::Text,
            rand: 1,
            trust_issuer: None,
            #[cfg(feature = "conformance")]
            check_interface: false,
        }
    }
}

/// Why it did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The address cannot be listened on.
    #[error("cannot listen: {0}")]
    Listen(#[from] std::io::Error),
    /// The address is none that a URL can name.
    #[error("the address gives no URL: {0}")]
    Url(#[from] url::ParseError),
    /// The data file is not usable.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The login cannot be set up.
    #[error("the login could not be set up: {0}")]
    Oidc(#[from] oidc::OidcError),
    /// A certificate cannot be made.
    #[error("a certificate could not be made: {0}")]
    Certificate(#[from] rcgen::Error),
    /// The certificates that were made cannot be used.
    #[error("the certificates could not be used")]
    Papers,
    /// The trusted issuer cannot be used.
    #[error(transparent)]
    Trust(#[from] trust::TrustError),
    /// The description of the interface cannot be read.
    #[cfg(feature = "conformance")]
    #[error(transparent)]
    Interface(#[from] conformance::InterfaceError),
}

/// A sandbox that serves until it is stopped or dropped.
#[derive(Debug)]
pub struct Running {
    /// What to tell whoever started it.
    pub ready: Ready,
    end: Option<oneshot::Sender<()>>,
    serving: JoinHandle<std::io::Result<()>>,
}

impl Running {
    /// The base URL, without a slash at its end.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.ready.url
    }

    /// Serves until the task ends by itself, which it does only when listening fails.
    ///
    /// # Errors
    /// The failure.
    pub async fn serve(mut self) -> std::io::Result<()> {
        (&mut self.serving).await.unwrap_or_else(|_| Err(std::io::Error::other("the server was ended")))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(end) = self.end.take() {
            // Nobody listens any more when serving has failed already.
            let _ = end.send(());
        }
    }
}

/// Starts a sandbox.
///
/// # Errors
/// When it cannot listen or its data cannot be opened or made.
pub async fn start(options: Options) -> Result<Running, StartError> {
    let listener = TcpListener::bind(options.listen).await?;
    let base = Url::parse(&format!("http://{}", listener.local_addr()?))?;
    let store = Store::open(options.data.as_deref())?;
    let clock = ServiceClock::default();
    let (wanted, now) = (options.clone(), clock.now());
    let filled = move |db: &mut Connection| {
        let new = seed::fill(db, &wanted, now)?;
        norway::fill(db, &wanted, now)?;
        Ok::<_, StoreError>(new)
    };
    let new = store.run(filled).await?;
    let oidc = Oidc::new(base.clone(), Arc::new(seed::login_persons), store.connection())?;
    let idporten = Oidc::idporten(base.clone(), Arc::new(norway::login_persons), store.connection())?;
    let digipost = digipost::login::Login::new(store.connection()).map_err(StoreError::from)?;
    let url = base.as_str().trim_end_matches('/').to_owned();
    for (person, program, days_ago) in registered::CONNECTED.iter().filter(|_| new) {
        oidc.let_in(person, program, *days_ago)?;
    }
    let receiver = receiver::Receiver::bind().await?;
    let doors = receiver.ready.clone();
    let ready = store.run(move |db| Ready::of(db, &base, doors)).await?;
    let sandbox = Arc::new(Sandbox {
        url,
        store,
        oidc,
        idporten,
        digipost,
        clock,
        faults: Faults::new(options.rand),
        log: RequestLog::default(),
        trust: options.trust_issuer.map(TrustedIssuer::new).transpose()?,
        #[cfg(feature = "conformance")]
        interface: if options.check_interface { Some(conformance::Interfaces::load()?) } else { None },
    });
    let (end, ended) = oneshot::channel::<()>();
    let app = server::router(&sandbox);
    let serving = tokio::spawn(async move {
        let stop = async {
            // Either the word or the end of whoever could have given it.
            let _ = ended.await;
        };
        tokio::select! {
            served = axum::serve(listener, app) => served,
            served = receiver.serve(sandbox) => served,
            () = stop => Ok(()),
        }
    });
    Ok(Running { ready, end: Some(end), serving })
}

/// Names ring as the cryptography of TLS, once; a second call changes nothing.
pub(crate) fn install_crypto() {
    let _ = rustls::crypto::ring::default_provider().install_default();
}
