//! Connections with TLS. Each shakes hands on its own, so that a slow one keeps nobody waiting; whoever has no good
//! certificate gets no further.

use rustls::ServerConfig;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

/// No handshake takes longer.
const LONGEST: Duration = Duration::from_secs(10);

/// Gives connections whose hands are shaken.
pub(super) struct Listener {
    address: io::Result<SocketAddr>,
    ready: mpsc::Receiver<(TlsStream<TcpStream>, SocketAddr)>,
    task: tokio::task::JoinHandle<()>,
}

impl Listener {
    pub(super) fn new(listener: TcpListener, config: ServerConfig) -> Self {
        let (tell, ready) = mpsc::channel(16);
        let address = listener.local_addr();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let task = tokio::spawn(async move {
            loop {
                let Ok((stream, from)) = listener.accept().await else {
                    tokio::time::sleep(Duration::from_millis(100)).await;
                    continue;
                };
                let (tell, acceptor) = (tell.clone(), acceptor.clone());
                tokio::spawn(async move {
                    if let Ok(Ok(stream)) = tokio::time::timeout(LONGEST, acceptor.accept(stream)).await {
                        // Nobody is there any more when the sandbox ends.
                        let _ = tell.send((stream, from)).await;
                    }
                });
            }
        });
        Listener { address, ready, task }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl axum::serve::Listener for Listener {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        loop {
            match self.ready.recv().await {
                Some(one) => return one,
                None => tokio::time::sleep(LONGEST).await,
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.address.as_ref().copied().map_err(|error| error.kind().into())
    }
}
