//! The receiver system's side of Digital Post: a queue of MeMo letters for a company's own system, on a port of its own
//! that asks for a certificate (mutual TLS). The certificates are the sandbox's own, made anew at every start, and the
//! ready line hands them out.

mod api;
mod authority;
mod tls;

pub use authority::{Pair, Papers};

use crate::server::Shared;
use crate::{StartError, faults, log};
use axum::{Router, middleware};
use serde::Serialize;
use std::net::{Ipv4Addr, SocketAddr};
use tokio::net::TcpListener;

/// The system that is registered; invented, as its key is.
pub const SYSTEM: &str = "00000000-0000-4000-8000-000000000011";
/// Its key.
pub const API_KEY: &str = "sandbox-system-key";

/// Where the receiver system is, and by what one is let in.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Ready {
    /// The base URL of the interface.
    pub url: String,
    /// Which system.
    pub system_id: &'static str,
    /// Its key.
    pub api_key: &'static str,
    /// The certificates.
    #[serde(flatten)]
    pub papers: Papers,
}

/// A receiver system that has its port and does not serve yet.
pub struct Receiver {
    /// Where it is, and by what one is let in.
    pub ready: Ready,
    listener: tls::Listener,
}

impl Receiver {
    /// Takes a free port and makes the certificates.
    ///
    /// # Errors
    /// When there is no port, or a certificate cannot be made.
    pub async fn bind() -> Result<Self, StartError> {
        crate::install_crypto();
        let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).await?;
        let (papers, server) = authority::papers()?;
        let url = format!("https://localhost:{}{}", listener.local_addr()?.port(), crate::api::BASE);
        let listener = tls::Listener::new(listener, server);
        Ok(Receiver { ready: Ready { url, system_id: SYSTEM, api_key: API_KEY, papers }, listener })
    }

    /// Serves until it is dropped.
    ///
    /// # Errors
    /// When listening fails.
    pub async fn serve(self, sandbox: Shared) -> std::io::Result<()> {
        let router: Router = api::router()
            .layer(middleware::from_fn_with_state(sandbox.clone(), faults::layer))
            .with_state(sandbox.clone())
            .layer(middleware::from_fn_with_state(sandbox, log::layer));
        axum::serve(self.listener, router).await
    }
}
