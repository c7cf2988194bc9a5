//! Notifications where the framework's plugin shows them: on phones, macOS and Windows. On Linux and its like the core's
//! own channel can do more, and this is only compiled there (feature `phone`), so that it stays whole.

use crate::told::Acting;
use model::MessageId;
use postkasse::{About, Act, Channel, ChannelError, Notice, Rank};
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tauri::{AppHandle, Runtime};
use tauri_plugin_notification::{Action, ActionPerformed, ActionType, NotificationExt};

/// A touch of the notification itself (the plugin's word).
const TAP: &str = "tap";
const READ: &str = "read";
/// One kind of notification can be opened and marked as read, the other only opened.
const CAN_BE_READ: &str = "letters";
const CAN_BE_OPENED: &str = "weighty";

type Shown = Arc<Mutex<BTreeMap<i32, (About, Vec<MessageId>)>>>;

/// The plugin as a channel.
pub struct ByPlugin<R: Runtime> {
    app: AppHandle<R>,
    shown: Shown,
}

fn hold(shown: &Shown) -> MutexGuard<'_, BTreeMap<i32, (About, Vec<MessageId>)>> {
    shown.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The same for the same, and never negative, as the platforms want it.
fn number(about: &About) -> i32 {
    let mut hasher = DefaultHasher::new();
    about.hash(&mut hasher);
    i32::try_from(hasher.finish() >> 33).unwrap_or_default()
}

impl<R: Runtime> ByPlugin<R> {
    /// `acting` is called, on a thread of the plugin's, when the person does something.
    ///
    /// # Errors
    /// When the phone's side of the plugin cannot be reached.
    pub fn new(app: &AppHandle<R>, acting: Acting) -> tauri_plugin_notification::Result<Self> {
        let shown = Shown::default();
        let known = shown.clone();
        app.notification().on_action(move |done| {
            if let Some(act) = act(done, &known) {
                acting(act);
            }
        })?;
        Ok(ByPlugin { app: app.clone(), shown })
    }

    /// Where nobody would hear a button after the end of the program, what is shown goes with it. A phone starts it again.
    pub fn withdraw_all(&self) {
        hold(&self.shown).clear();
        #[cfg(desktop)]
        let _ = self.app.notification().remove_all_active();
    }
}

fn act(done: &ActionPerformed, shown: &Shown) -> Option<Act> {
    let (_, letters) = hold(shown).remove(&done.notification()?.id())?;
    match done.action_id() {
        TAP => letters.first().cloned().map(Act::Open),
        READ => Some(Act::MarkRead(letters)),
        _ => None,
    }
}

impl<R: Runtime> Channel for ByPlugin<R> {
    fn name(&self) -> &'static str {
        postkasse::DESKTOP
    }

    fn tell(&self, notice: &Notice) -> Result<(), ChannelError> {
        let said = |error: tauri_plugin_notification::Error| {
            tracing::info!(%error, "a notification could not be shown");
            ChannelError::NoService
        };
        let notifications = self.app.notification();
        if notifications.permission_state().map_err(said)? == tauri::plugin::PermissionState::Denied {
            return Err(ChannelError::NoService);
        }
        if let Some(label) = &notice.read_label {
            let read = Action::builder(READ, label).build();
            let kind = ActionType::builder(CAN_BE_READ).actions(vec![read]).build();
            notifications.register_action_types(vec![kind]).map_err(said)?;
        }
        let kind = if notice.read_label.is_some() { CAN_BE_READ } else { CAN_BE_OPENED };
        let mut one = notifications.builder().title(&notice.title).body(&notice.body).action_type_id(kind);
        if notice.silent || notice.rank == Rank::Low {
            one = one.silent();
        }
        let Some(about) = &notice.about else { return one.show().map_err(said) };
        let id = number(about);
        one.id(id).group(about.mailbox.as_str()).auto_cancel().show().map_err(said)?;
        hold(&self.shown).insert(id, (about.clone(), notice.letters.clone()));
        Ok(())
    }

    /// On macOS and Windows nobody can say what still stands there, and nothing there takes another's place: nothing does.
    #[cfg(desktop)]
    fn shown(&self) -> Vec<(About, Vec<MessageId>)> {
        Vec::new()
    }

    #[cfg(mobile)]
    fn shown(&self) -> Vec<(About, Vec<MessageId>)> {
        let active = self.app.notification().active().unwrap_or_default();
        hold(&self.shown).retain(|id, _| active.iter().any(|one| one.id() == *id));
        hold(&self.shown).values().cloned().collect()
    }

    fn withdraw(&self, about: &About) {
        let id = number(about);
        if hold(&self.shown).remove(&id).is_some() {
            // What cannot be taken away the person takes away.
            let _ = self.app.notification().remove_active(vec![id]);
        }
    }
}
