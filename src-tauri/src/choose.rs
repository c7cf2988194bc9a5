//! The system's own dialogs for choosing files and folders. What was chosen stays on this side of the window.

use rfd::{AsyncFileDialog, FileHandle};
use std::path::PathBuf;
use tauri::AppHandle;
use tokio::sync::oneshot;

/// The files that the person chose; none when she closed the dialog.
pub async fn files(app: &AppHandle, title: String) -> Vec<PathBuf> {
    let chosen = ask(app, move || AsyncFileDialog::new().set_title(title).pick_files()).await;
    chosen.unwrap_or_default().iter().map(path).collect()
}

/// The folder that the person chose; none when she closed the dialog.
pub async fn folder(app: &AppHandle, title: String) -> Option<PathBuf> {
    ask(app, move || AsyncFileDialog::new().set_title(title).pick_folder()).await.as_ref().map(path)
}

fn path(chosen: &FileHandle) -> PathBuf {
    chosen.path().to_owned()
}

/// Systems want their dialogs begun where the window runs, and waited for elsewhere.
async fn ask<T, F>(app: &AppHandle, begin: impl FnOnce() -> F + Send + 'static) -> Option<T>
where
    T: Send + 'static,
    F: Future<Output = Option<T>> + Send + 'static,
{
    let (chosen, answer) = oneshot::channel();
    let begin = move || {
        let dialog = begin();
        tauri::async_runtime::spawn(async move {
            // The window may be gone by now.
            let _ = chosen.send(dialog.await);
        });
    };
    match app.run_on_main_thread(begin) {
        Ok(()) => answer.await.ok().flatten(),
        Err(error) => {
            tracing::warn!(%error, "no dialog could be opened");
            None
        }
    }
}
