//! The window's commands, a few lines each: what they do lies in the use cases.

mod accesses;
mod aloud;
mod archive;
mod ask;
mod calendar;
mod changes;
mod drafts;
mod helping;
mod known;
mod letters;
mod login;
mod mailboxes;
mod notify;
mod own_document;
mod own_lock;
mod people;
mod recipients;
mod refused;
mod start;
mod sync;
mod todo;
mod watching;

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
        own_lock::lock_view,
        own_lock::lock_set,
        own_lock::used,
        people::person_add,
        people::person_change,
        people::person_name,
        known::stored,
        known::known,
        login::login,
        login::login_again,
        login::step_up,
        login::login_cancel,
        login::sign_out,
        mailboxes::accounts,
        mailboxes::mailboxes,
        mailboxes::mailbox_used,
        mailboxes::set_fetch_ahead,
        letters::searches,
        letters::search_keep,
        letters::search_forget,
        mailboxes::folders,
        mailboxes::forget,
        letters::letters,
        letters::search,
        letters::letter,
        letters::not_now,
        letters::file_text,
        letters::file_url,
        letters::logo_url,
        letters::save_file,
        letters::save_all,
        aloud::voice,
        aloud::read_aloud,
        aloud::read_aloud_stop,
        changes::mark,
        changes::move_letters,
        changes::delete_letters,
        changes::erase_letters,
        changes::note_set,
        changes::rename_letter,
        changes::folder_add,
        changes::folder_rename,
        changes::folder_icon,
        changes::folder_remove,
        letters::open_link,
        calendar::calendar_save,
        calendar::calendar_add,
        todo::todo,
        todo::todo_tick,
        todo::todo_calendar,
        helping::helping,
        helping::looked,
        helping::handover_set,
        drafts::drafts,
        drafts::draft,
        drafts::draft_new,
        drafts::draft_reply,
        drafts::draft_forward,
        drafts::draft_change,
        drafts::draft_to,
        drafts::draft_attach,
        drafts::draft_detach,
        drafts::draft_send,
        drafts::draft_take_back,
        drafts::draft_discard,
        drafts::draft_link,
        recipients::recipients,
        recipients::authorities,
        recipients::contact_points,
        recipients::trustees,
        refused::refused,
        refused::wish_dismiss,
        refused::wish_again,
        ask::registration,
        ask::nem_sms,
        ask::contact_register,
        ask::register_language,
        ask::service_notifications,
        ask::service_notify,
        ask::devices,
        ask::device_revoke,
        ask::guide_plan,
        ask::support,
        ask::other_mail,
        ask::mailbox_providers,
        ask::public_page,
        ask::open_page,
        accesses::accesses,
        accesses::access_give,
        accesses::access_ask,
        accesses::access_accept,
        accesses::access_reject,
        accesses::access_end,
        accesses::access_activate,
        accesses::activity,
        archive::import_letters,
        archive::export_letters,
        own_document::own_document_choose,
        own_document::own_document_put,
        own_document::own_document_cancel,
        notify::notify_show,
        notify::notify_set,
        notify::notify_unset,
        notify::notify_forms,
        notify::notify_email,
        notify::notify_sms,
        notify::notify_forget,
        notify::notify_test,
        notify::notify_preview,
        notify::notify_ledger,
        notify::notify_troubles,
        sync::sync_now,
        sync::sync_state,
        sync::doctor,
        watching::watching,
        watching::start_at_login
    ]
}
