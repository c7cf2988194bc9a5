//! The window's commands, a few lines each: what they do lies in the use cases.

mod changes;
mod letters;
mod login;
mod mailboxes;
mod start;
mod sync;

use tauri::Wry;
use tauri::ipc::Invoke;

/// All of them; the same names stand in `command_names.rs` and in the capability file.
pub fn handler() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        start::start,
        start::settings_set,
        start::lock,
        start::unlock,
        start::subscribe,
        login::login,
        login::login_cancel,
        login::sign_out,
        mailboxes::accounts,
        mailboxes::mailboxes,
        mailboxes::folders,
        mailboxes::forget,
        letters::letters,
        letters::search,
        letters::letter,
        letters::file_text,
        letters::file_url,
        letters::save_file,
        letters::save_all,
        changes::mark,
        changes::move_letters,
        changes::delete_letters,
        changes::erase_letters,
        changes::note_set,
        changes::rename_letter,
        changes::folder_add,
        changes::folder_rename,
        changes::folder_remove,
        letters::open_link,
        sync::sync_now,
        sync::sync_state,
        sync::doctor
    ]
}
