//! The system's own dialog for choosing files. What was chosen stays on this side of the window.

use std::path::PathBuf;
use tauri::AppHandle;
use tokio::sync::oneshot;

/// The files that the person chose; none when she closed the dialog.
pub async fn files(app: &AppHandle, title: String) -> Vec<PathBuf> {
    let (chosen, answer) = oneshot::channel();
    // Systems want their dialogs begun where the window runs, and waited for elsewhere.
    let begin = move || {
        let dialog = rfd::AsyncFileDialog::new().set_title(title).pick_files();
        tauri::async_runtime::spawn(async move {
            let files = dialog.await.unwrap_or_default();
            // The window may be gone by now.
            let _ = chosen.send(files.into_iter().map(|file| file.path().to_owned()).collect());
        });
    };
    match app.run_on_main_thread(begin) {
        Ok(()) => answer.await.unwrap_or_default(),
        Err(error) => {
            tracing::warn!(%error, "no dialog could be opened");
            Vec::new()
        }
    }
}
