//! What a person does with a notification. They outlive a lock: a letter that is opened then waits until the vault is
//! open again. When the program ends they go, since nobody would hear their buttons.

use crate::shell::Shell;
use model::{Change, MessageId};
use postkasse::{Act, Channel};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, Weak};
use tauri::AppHandle;

/// Called when the person does something with a notification.
pub type Acting = Arc<dyn Fn(Act) + Send + Sync>;

/// Where notifications are shown on this system.
#[cfg(all(unix, not(any(target_os = "macos", target_os = "ios", target_os = "android"))))]
pub type Screen = postkasse::Desktop;
/// Where notifications are shown on this system.
#[cfg(not(all(unix, not(any(target_os = "macos", target_os = "ios", target_os = "android")))))]
pub type Screen = crate::by_plugin::ByPlugin<tauri::Wry>;

/// The notifications of this window, and the letter that somebody wants to see.
#[derive(Default)]
pub struct Told {
    screen: OnceLock<Arc<Screen>>,
    wanted: Mutex<Option<MessageId>>,
}

impl Told {
    /// The window is there; from now on something can be shown.
    ///
    /// # Errors
    /// When the system's side of it cannot be reached.
    pub fn begin(&self, app: &AppHandle, shell: &Arc<Shell>) -> Result<(), Box<dyn std::error::Error>> {
        let shell = Arc::downgrade(shell);
        let acting: Acting = Arc::new(move |act| _ = tauri::async_runtime::spawn(done(shell.clone(), act)));
        let _ = self.screen.set(Arc::new(screen(app, acting)?));
        Ok(())
    }

    /// Where they are shown, once the window is there.
    pub fn screen(&self) -> Option<Arc<dyn Channel>> {
        self.screen.get().map(|screen| screen.clone() as Arc<dyn Channel>)
    }

    /// The letter that somebody wants to see, once.
    pub fn take_wanted(&self) -> Option<MessageId> {
        self.wanted.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// What was told is nobody's business any more: the program ends, or somebody else is here.
    pub fn forget(&self) {
        self.take_wanted();
        if let Some(screen) = self.screen.get() {
            screen.withdraw_all();
        }
    }

    fn want(&self, letter: MessageId) {
        *self.wanted.lock().unwrap_or_else(PoisonError::into_inner) = Some(letter);
    }
}

#[cfg(all(unix, not(any(target_os = "macos", target_os = "ios", target_os = "android"))))]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
fn screen(_: &AppHandle, acting: Acting) -> Result<Screen, Box<dyn std::error::Error>> {
    Ok(Screen::new(acting))
}

#[cfg(not(all(unix, not(any(target_os = "macos", target_os = "ios", target_os = "android")))))]
fn screen(app: &AppHandle, acting: Acting) -> Result<Screen, Box<dyn std::error::Error>> {
    app.plugin(tauri_plugin_notification::init())?;
    Ok(Screen::new(app, acting)?)
}

async fn done(shell: Weak<Shell>, act: Act) {
    let Some(shell) = shell.upgrade() else { return };
    match act {
        Act::Open(id) => {
            shell.told.want(id);
            shell.bring_forward();
            shell.show_wanted();
        }
        Act::MarkRead(letters) => mark_read(&shell, letters).await,
    }
}

async fn mark_read(shell: &Shell, letters: Vec<MessageId>) {
    // Locked: what she meant is done in the window, which asks for the key first.
    let Ok(app) = shell.app().await else { return shell.bring_forward() };
    for letter in letters {
        // One that has gone meanwhile needs no mark; one that may not be marked any more says so in the list.
        if let Err(error) = app.wish(letter, Change::Read(true)).await {
            tracing::info!(code = ?error.code, "a letter could not be marked as read");
        }
    }
}
