//! The one window: where it loads from, what it may not keep, how small it may be.

use crate::shell::Shell;
use postkasse::environment;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tauri::{App, AppHandle, Manager, Runtime, WebviewUrl, WebviewWindowBuilder, WindowEvent};

/// The window's label; the capability file names it.
pub const MAIN: &str = "main";

/// Set by the WebDriver that drives the window in tests. The system's web view cannot be driven while it
/// keeps nothing, so only then it writes, inside the program's own folder.
const DRIVEN: &str = "TAURI_WEBVIEW_AUTOMATION";

/// Whether the window was made to be shown, and has not been yet.
struct Unseen(AtomicBool);

/// Pages that have not come by then are not waited for: an empty window tells more than none.
const LATE: Duration = Duration::from_secs(2);

/// Opens the window, or makes one that is shown later. The web view keeps nothing (incognito).
///
/// It is not for the eye at once but when its pages say that they are there ([`appear`]): WebKitGTK paints a window that is
/// shown only when its page has painted something, up to half a second long, and does nothing for the page meanwhile.
///
/// # Errors
/// When the system cannot open a window.
pub fn open<R: Runtime>(app: &mut App<R>, home: &Path, shown: bool) -> tauri::Result<()> {
    app.manage(Unseen(AtomicBool::new(shown)));
    build(app, home)?;
    let handle = app.handle().clone();
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(LATE).await;
        appear(&handle);
    });
    Ok(())
}

/// Shows the window for the first time, if it was made for that.
pub fn appear<R: Runtime>(app: &AppHandle<R>) {
    let first = app.try_state::<Unseen>().is_some_and(|unseen| unseen.0.swap(false, Ordering::Relaxed));
    if let (true, Some(window)) = (first, app.get_webview_window(MAIN)) {
        // Refused, it can still be called for.
        let _ = window.show();
    }
}

fn build<R: Runtime, M: Manager<R>>(manager: &M, home: &Path) -> tauri::Result<()> {
    WebviewWindowBuilder::new(manager, MAIN, WebviewUrl::default())
        .title("Postkasse")
        .inner_size(1240.0, 860.0)
        .min_inner_size(360.0, 480.0)
        .visible(false)
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
