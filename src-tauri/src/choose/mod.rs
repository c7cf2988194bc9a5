//! The system's own dialogs for choosing files and folders. What was chosen stays on this side of the window.

#[cfg_attr(any(windows, target_os = "macos"), path = "native.rs")]
#[cfg_attr(not(any(windows, target_os = "macos")), path = "gtk.rs")]
mod system;

use std::path::PathBuf;
use tauri::AppHandle;
use tokio::sync::oneshot;

/// What there is to choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    File,
    Files,
    Folder,
}

/// Where the answer goes: nothing when the person closed the dialog.
type Chosen = oneshot::Sender<Vec<PathBuf>>;

/// The files that the person chose; none when she closed the dialog.
pub async fn files(app: &AppHandle, title: String) -> Vec<PathBuf> {
    ask(app, title, What::Files).await
}

/// The one file that the person chose; none when she closed the dialog.
pub async fn file(app: &AppHandle, title: String) -> Option<PathBuf> {
    ask(app, title, What::File).await.into_iter().next()
}

/// The folder that the person chose; none when she closed the dialog.
pub async fn folder(app: &AppHandle, title: String) -> Option<PathBuf> {
    ask(app, title, What::Folder).await.into_iter().next()
}

/// Systems want their dialogs begun where the window runs.
async fn ask(app: &AppHandle, title: String, what: What) -> Vec<PathBuf> {
    let (chosen, answer) = oneshot::channel();
    let window = app.clone();
    match app.run_on_main_thread(move || system::open(&window, &title, what, chosen)) {
        Ok(()) => answer.await.unwrap_or_default(),
        Err(error) => {
            tracing::warn!(%error, "no dialog could be opened");
            Vec::new()
        }
    }
}
