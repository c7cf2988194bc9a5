//! The dialogs of systems that have one of their own.

use super::{Chosen, What};
use rfd::{AsyncFileDialog, FileHandle};
use tauri::AppHandle;

/// Opens it; called where the window runs, and waited for elsewhere.
pub fn open(_: &AppHandle, title: &str, what: What, chosen: Chosen) {
    let dialog = AsyncFileDialog::new().set_title(title);
    // Begun here: some systems open it on this thread only.
    let (files, file, folder) = match what {
        What::Files => (Some(dialog.pick_files()), None, None),
        What::File => (None, Some(dialog.pick_file()), None),
        What::Folder => (None, None, Some(dialog.pick_folder())),
    };
    tauri::async_runtime::spawn(async move {
        let mut found: Vec<FileHandle> = Vec::new();
        if let Some(files) = files {
            found = files.await.unwrap_or_default();
        }
        if let Some(file) = file {
            found.extend(file.await);
        }
        if let Some(folder) = folder {
            found.extend(folder.await);
        }
        // Whoever asked may be gone by now.
        let _ = chosen.send(found.iter().map(|one| one.path().to_owned()).collect());
    });
}
