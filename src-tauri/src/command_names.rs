// The names of the window's commands: read by build.rs, compared by a test with the handler list and
// with capabilities/main.json.

/// Every command that the window may call.
pub const COMMANDS: &[&str] = &[
    "start",
    "settings_set",
    "login",
    "login_cancel",
    "accounts",
    "mailboxes",
    "folders",
    "letters",
    "search",
    "letter",
    "file_text",
    "file_url",
    "save_file",
    "save_all",
    "mark",
    "open_link",
    "sync_now",
    "sync_state",
    "sign_out",
    "forget",
    "lock",
    "unlock",
    "doctor",
    "subscribe",
];
