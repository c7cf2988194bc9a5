//! The one window: where it loads from, what it may not keep, how small it may be.

use crate::shell::Shell;
use postkasse::environment;
use std::path::Path;
use std::sync::Arc;
use tauri::{Manager, Runtime, WebviewUrl, WebviewWindowBuilder, WindowEvent};

/// The window's label; the capability file names it.
pub const MAIN: &str = "main";

/// Set by the WebDriver that drives the window in tests. The system's web view cannot be driven while it
/// keeps nothing, so only then it writes, inside the program's own folder.
const DRIVEN: &str = "TAURI_WEBVIEW_AUTOMATION";

/// Opens the window, or makes one that is shown later. The web view keeps nothing (incognito).
///
/// # Errors
/// When the system cannot open a window.
pub fn open<R: Runtime, M: Manager<R>>(manager: &M, home: &Path, shown: bool) -> tauri::Result<()> {
    WebviewWindowBuilder::new(manager, MAIN, WebviewUrl::default())
        .title("Postkasse")
        .inner_size(1240.0, 860.0)
        .min_inner_size(360.0, 480.0)
        .visible(shown)
        .incognito(std::env::var_os(DRIVEN).is_none())
        .data_directory(home.join("webview"))
        // While the vault is being opened nobody else can tell: the web view names a language of its own.
        .initialization_script(format!("globalThis.postkasseLanguage = '{}'", environment::language().code()))
        // The pages never leave: a link in a letter is opened by the core, in the system's browser.
        .on_navigation(|url| {
            let scheme = url.scheme();
            matches!(scheme, "tauri" | "letter") || scheme.starts_with("isolation-") || url.as_str() == "about:blank"
        })
        .build()?;
    Ok(())
}

/// Closing the window hides it where the program goes on without it.
pub fn on_event(window: &tauri::Window, event: &WindowEvent) {
    if let WindowEvent::CloseRequested { .. } = event {
        window.state::<Arc<Shell>>().stop_reading();
    }
    if let WindowEvent::CloseRequested { api, .. } = event
        && window.state::<Arc<Shell>>().watching.stays()
        && window.hide().is_ok()
    {
        api.prevent_close();
    }
}

/// Shows the window again, wherever it went: the person clicked a notification, the tray, or started once more.
pub fn bring_forward(app: &tauri::AppHandle) {
    if let Some(window) = app.get_webview_window(MAIN) {
        // Each of them may be refused by the system; the others are tried all the same.
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}
