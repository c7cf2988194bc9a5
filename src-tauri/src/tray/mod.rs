//! The program in the system's tray: a menu by which one opens the window, looks for letters, locks and quits, and
//! which says how many letters are unread, never whose or from whom. It is shown to everybody who looks at the screen.

#[cfg(any(windows, target_os = "macos"))]
#[path = "native.rs"]
mod system;
#[cfg(not(any(windows, target_os = "macos")))]
#[path = "notifier.rs"]
mod system;

#[cfg(not(any(windows, target_os = "macos")))]
mod host;
mod words;

use crate::shell::Shell;
use crate::window;
use postkasse::views::Language;
use std::sync::Arc;
use tauri::{AppHandle, Manager};

/// What the tray shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// In which language.
    pub language: Language,
    /// The vault is open.
    pub open: bool,
    /// Unread letters, in all mailboxes together.
    pub unread: u64,
}

/// What one can choose there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// Show the window.
    Open,
    /// Look for letters now.
    Look,
    /// Close the vault.
    Lock,
    /// End the program.
    Quit,
}

/// Puts the program into the tray, if there is one, now or later.
pub fn begin(app: &AppHandle) {
    system::begin(app);
}

/// Does what was chosen; may be called from any thread.
fn choose(app: &AppHandle, choice: Choice) {
    let shell = app.state::<Arc<Shell>>().inner().clone();
    match choice {
        Choice::Open => window::bring_forward(app),
        Choice::Look => drop(tauri::async_runtime::spawn(async move {
            // Locked meanwhile: there is nothing to look with.
            if let Ok(app) = shell.app().await {
                app.sync_now();
            }
        })),
        Choice::Lock => drop(tauri::async_runtime::spawn(async move {
            if let Err(error) = shell.lock().await {
                tracing::warn!(code = ?error.code, "locked here, but perhaps not for other copies");
            }
        })),
        Choice::Quit => app.exit(0),
    }
}
