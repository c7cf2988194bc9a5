//! Being asked to end, by a person or by the system: what goes on is given up, and the exit status says that all is well.

/// Waits until somebody asks this program to end.
#[cfg(unix)]
pub async fn asked_to_end() {
    use tokio::signal::unix::{SignalKind, signal};
    match (signal(SignalKind::terminate()), signal(SignalKind::interrupt())) {
        (Ok(mut terminate), Ok(mut interrupt)) => tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        },
        // They cannot be heard; then they end the program as they end any other.
        _ => std::future::pending().await,
    }
}

/// Waits until somebody asks this program to end.
#[cfg(not(unix))]
pub async fn asked_to_end() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending().await
    }
}
