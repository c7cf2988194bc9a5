//! One program a data folder: a second start brings the first one's window forward and ends. A folder of its own
//! (`POSTKASSE_HOME`) is a program of its own. A terminal is no window and goes on beside it; of the two one syncs.

use crate::watching::IN_BACKGROUND;
use crate::window;
use postkasse::environment;
use std::path::Path;
use tauri::Wry;
use tauri::plugin::TauriPlugin;

/// Finds out which start this is; the first that is asked of everything. Nothing where it cannot be found out: then a
/// second copy only reads.
pub fn plugin(home: &Path) -> Option<TauriPlugin<Wry>> {
    let name = name(home)?;
    let forward = |app: &tauri::AppHandle, words: Vec<String>, _: String| {
        // A start with the computer's login, of a program that is there already, changes nothing.
        if !words.iter().any(|word| word == IN_BACKGROUND) {
            window::bring_forward(app);
        }
    };
    Some(tauri_plugin_single_instance::Builder::new().callback(forward).dbus_id(name).build())
}

#[cfg(not(any(windows, target_os = "macos")))]
fn name(home: &Path) -> Option<String> {
    Some(environment::program_name(home))
}

/// It knows one name a program there, so a folder of its own cannot be told apart.
#[cfg(any(windows, target_os = "macos"))]
fn name(home: &Path) -> Option<String> {
    let usual = environment::usual_home().is_some_and(|usual| usual == home);
    usual.then(|| environment::program_name(home))
}
