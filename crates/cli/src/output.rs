//! What is written to the terminal. A letter's text is hostile here too: control characters, which could
//! move the cursor or change the screen, are left out.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "the one place where a terminal program speaks")]

use model::Code;
use postkasse::views::{ApiError, LetterRow, LetterView, MailboxView};
use serde::Serialize;

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
    let words = match error.code {
        Code::SignInAgain => "Your login has run out, or was not completed. Log in again.",
        Code::HigherLevelNeeded => "This needs a login at a higher level of assurance.",
        Code::Offline => "The service cannot be reached right now. What is here can still be read.",
        Code::Busy => "The service, or another copy of Postkasse, is busy. Try again in a while.",
        Code::NotAllowed => "You may not do this in this mailbox.",
        Code::AccessEnded => "Your access to this mailbox has ended.",
        Code::NotFound => "There is no such thing here.",
        Code::Conflict => "It was changed elsewhere meanwhile. Sync, then try again.",
        Code::Refused => "This was refused. If opening the letter has legal effect, add --open to agree to it.",
        Code::Damaged => "Something stored here is damaged, or the disk refuses. Run the doctor.",
        Code::Locked => "Your letters are locked, or their key cannot be had. Unlock first.",
        Code::Unexpected => "Something went wrong that should not.",
    };
    eprintln!("{words}");
    if let Some(text) = &error.text {
        eprintln!("({})", tame(text));
    }
}

/// A mailbox in a line.
pub fn mailbox(mailbox: &MailboxView) {
    let kind = format!("{:?}", mailbox.kind).to_lowercase();
    let ended = if mailbox.ended.is_some() { "  (access ended)" } else { "" };
    line(&format!(
        "{}  {:<12} {:>4} unread of {:<6} {}{ended}",
        mailbox.id, kind, mailbox.unread, mailbox.total, mailbox.name
    ));
}

/// A letter in two lines.
pub fn row(row: &LetterRow) {
    let mark = if row.read { ' ' } else { '*' };
    let day = row.received.strftime("%Y-%m-%d");
    let waits = if row.waits.is_some() { "  (waits: see --open)" } else { "" };
    line(&format!("{mark} {day}  {}  {}{waits}", row.sender, row.subject));
    if let Some(snippet) = &row.snippet {
        let words: Vec<&str> = snippet.iter().map(|part| part.text.as_str()).collect();
        line(&format!("              … {} …", words.concat()));
    }
    line(&format!("              {}", row.id));
}

/// A whole letter.
pub fn letter(letter: &LetterView) {
    row(&letter.row);
    for file in letter.documents.iter().flat_map(|document| &document.files) {
        line(&format!("  {:<40} {:>10} bytes  {}", file.filename, file.size, file.id));
    }
    for action in letter.documents.iter().flat_map(|document| &document.actions) {
        line(&format!("  -> {} {}", action.label, action.host.as_deref().unwrap_or_default()));
    }
    if let Some(text) = &letter.text {
        line(&format!("\n{text}"));
    }
}
