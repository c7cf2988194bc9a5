//! What is written to the terminal. A letter's text is hostile here too: control characters, which could
//! move the cursor or change the screen, are left out.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "the one place where a terminal program speaks")]

use postkasse::views::{ApiError, DoctorView, LetterRow, LetterView, MailboxSync, MailboxView};
use postkasse::{Catalogue, environment};
use serde::Serialize;
use std::collections::HashMap;
use std::sync::OnceLock;

/// The texts in the language of the system.
pub fn texts() -> &'static Catalogue {
    static TEXTS: OnceLock<Catalogue> = OnceLock::new();
    TEXTS.get_or_init(|| Catalogue::of(environment::language().code()))
}

/// A text without anything that a terminal would obey.
pub fn tame(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || *c == '\n').collect()
}

/// One JSON document.
pub fn json(value: &impl Serialize) {
    match serde_json::to_string(value) {
        Ok(text) => println!("{text}"),
        Err(error) => eprintln!("{error}"),
    }
}

/// Words for the person, beside the output.
pub fn say(words: &str) {
    eprintln!("{}", tame(words));
}

/// A line of output.
pub fn line(words: &str) {
    println!("{}", tame(words));
}

/// What went wrong, and what to do now.
pub fn error(error: &ApiError) {
    let texts = texts();
    let code = serde_json::to_value(error.code).ok();
    let code = format!("error.code.{}", code.as_ref().and_then(|code| code.as_str()).unwrap_or("unexpected"));
    let words = match &error.text {
        Some(key) if texts.has(key) => texts.text(key, 0),
        // A detail that is no key of the catalogue stands behind the words of its code.
        Some(detail) => format!("{} ({detail})", texts.text(&code, 0)),
        None => texts.text(&code, 0),
    };
    say(&words);
    if !error.reference.is_empty() {
        say(&texts.fill("error.reference", 0, &[("reference", &error.reference)]));
    }
}

/// A login in a line.
pub fn account(account: &postkasse::views::AccountView) {
    let out = if account.signed_in { String::new() } else { format!("  ({})", texts().text("cli.signedOut", 0)) };
    line(&format!("{}  {}  {}{out}", account.id, account.person, account.server));
}

/// The mailboxes' names, by which a list says whose letter it is.
pub type Names = HashMap<model::MailboxId, String>;

/// A mailbox in a line.
pub fn mailbox(mailbox: &MailboxView) {
    let kind = serde_json::to_value(mailbox.kind).ok();
    let kind = texts().text(&format!("cli.kind.{}", kind.as_ref().and_then(|kind| kind.as_str()).unwrap_or("own")), 0);
    let (unread, total) = (mailbox.unread.to_string(), mailbox.total.to_string());
    let counts = match mailbox.ended {
        Some(_) => texts().text("cli.ended", 0),
        None => texts().fill("cli.counts", 0, &[("unread", &unread), ("total", &total)]),
    };
    line(&format!("{}  {} | {kind}  {counts}", mailbox.id, mailbox.name));
}

/// A letter in two lines, with whose it is.
pub fn row(row: &LetterRow, names: &Names) {
    let mark = if row.read { ' ' } else { '*' };
    let day = row.received.strftime("%Y-%m-%d").to_string();
    let whose = names.get(&row.mailbox).map_or("", String::as_str);
    line(&format!("{mark} {day}  {}  {}", row.sender, row.subject));
    if let Some(snippet) = &row.snippet {
        let words: Vec<&str> = snippet.iter().map(|part| part.text.as_str()).collect();
        line(&format!("              … {} …", words.concat()));
    }
    let mut beside = vec![whose.to_owned()];
    let due = row.reply_by.map(|due| due.strftime("%Y-%m-%d").to_string());
    beside.extend(due.map(|due| texts().fill("cli.replyBy", 0, &[("date", &due)])));
    beside.extend(row.queued.then(|| texts().text("cli.queuedMark", 0)));
    line(&format!("              {}  {}", row.id, beside.join(" · ")));
    if let Some(waits) = row.waits {
        let waits = serde_json::to_value(waits).ok();
        let waits = waits.as_ref().and_then(|waits| waits.as_str()).unwrap_or_default();
        line(&format!("              {}", texts().text(&format!("cli.waits.{waits}"), 0)));
    }
}

/// A whole letter.
pub fn letter(letter: &LetterView, names: &Names) {
    row(&letter.row, names);
    for file in letter.documents.iter().flat_map(|document| &document.files) {
        line(&format!("  {:<40} {:>10} B  {}", file.filename, file.size, file.id));
    }
    for action in letter.documents.iter().flat_map(|document| &document.actions) {
        line(&format!("  → {} {}", action.label, action.host.as_deref().unwrap_or_default()));
    }
    if let Some(text) = &letter.text {
        line(&format!("\n{text}"));
    }
}

/// What a sync did in a mailbox.
pub fn synced(report: &MailboxSync, names: &Names) {
    let number = |number: u64| number.to_string();
    let done = texts().fill(
        "cli.synced",
        0,
        &[
            ("new", &number(report.new)),
            ("changed", &number(report.changed)),
            ("removed", &number(report.removed)),
            ("documents", &number(report.documents)),
            ("sent", &number(report.sent)),
        ],
    );
    line(&format!("{}: {done}", names.get(&report.id).map_or(report.id.as_str(), String::as_str)));
    not_synced(report);
}

/// Why a sync did not get through, if so.
pub fn not_synced(report: &MailboxSync) {
    if let Some(code) = report.error {
        let text = report.text.map(str::to_owned);
        error(&ApiError { code, retry: true, text, reference: String::new() });
    }
}

/// What the doctor found.
pub fn doctor(found: &DoctorView) {
    let texts = texts();
    for what in &found.damaged {
        line(&texts.fill("cli.damaged", 0, &[("what", what)]));
    }
    for odd in &found.odd {
        line(&texts.fill("cli.odd", 0, &[("id", odd.remote_id.as_str()), ("what", &odd.why)]));
    }
    for what in &found.mended {
        line(&texts.fill("cli.mended", 0, &[("what", what)]));
    }
    if found.damaged.is_empty() {
        line(&texts.text("cli.sound", usize::try_from(found.files).unwrap_or(usize::MAX)));
    }
}
