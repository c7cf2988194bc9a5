//! The dialog of the toolkit that the window is on, on the window's own thread and over the window. A second thread
//! for it, as the library for the other systems makes one, would take turns with the window's at the toolkit's one
//! loop, which then runs the window's work on the wrong thread.

use super::{Chosen, What};
use crate::window;
use gtk::prelude::{FileChooserExt, NativeDialogExt, NativeDialogExtManual};
use gtk::{FileChooserAction, FileChooserNative, ResponseType, glib};
use tauri::{AppHandle, Manager};

/// Opens it; called where the window runs.
pub fn open(app: &AppHandle, title: &str, what: What, chosen: Chosen) {
    let over = app.get_webview_window(window::MAIN).and_then(|window| window.gtk_window().ok());
    let action = match what {
        What::File | What::Files => FileChooserAction::Open,
        What::Folder => FileChooserAction::SelectFolder,
    };
    let dialog = FileChooserNative::new(Some(title), over.as_ref(), action, None, None);
    dialog.set_select_multiple(what == What::Files);
    dialog.set_modal(true);
    glib::MainContext::default().spawn_local(async move {
        let files = match dialog.run_future().await {
            ResponseType::Accept => dialog.filenames(),
            _ => Vec::new(),
        };
        dialog.destroy();
        // Whoever asked may be gone by now.
        let _ = chosen.send(files);
    });
}
