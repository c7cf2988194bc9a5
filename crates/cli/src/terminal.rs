//! The two streams of a terminal. A letter's text is hostile here too: control characters, which could move
//! the cursor or change the screen, and those that turn the direction of writing are left out.
//!
//! A reader who goes away (`| head -1`) is no error: the rest is not written. A stream that cannot be written
//! otherwise is one, and the exit status tells.

use secrecy::SecretString;
use serde::Serialize;
use std::io::{ErrorKind, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

/// Nothing more can be written to stdout.
static CLOSED: AtomicBool = AtomicBool::new(false);
/// And the reader did not choose so.
static FAILED: AtomicBool = AtomicBool::new(false);

/// A text without anything that a terminal would obey.
pub fn tame(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}');
    text.chars().filter(|c| *c == '\n' || !(c.is_control() || turns(*c))).collect()
}

/// The same in one line.
pub fn tame_line(text: &str) -> String {
    tame(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn write(text: &str) {
    if CLOSED.load(Ordering::Relaxed) {
        return;
    }
    let mut out = std::io::stdout().lock();
    if let Err(error) = writeln!(out, "{text}").and_then(|()| out.flush()) {
        CLOSED.store(true, Ordering::Relaxed);
        if error.kind() != ErrorKind::BrokenPipe {
            FAILED.store(true, Ordering::Relaxed);
            say(&error.to_string());
        }
    }
}

/// Whether something was to be written and could not be.
pub fn failed() -> bool {
    FAILED.load(Ordering::Relaxed)
}

/// One JSON document.
pub fn json(value: &impl Serialize) {
    match serde_json::to_string(value) {
        Ok(text) => write(&text),
        Err(error) => say(&error.to_string()),
    }
}

/// Words for the person, beside the output.
pub fn say(words: &str) {
    // Nobody may be there to hear them.
    let _ = writeln!(std::io::stderr(), "{}", tame(words));
}

/// Asks for something that is not shown; nothing where nobody sits at the terminal.
pub fn secret(question: &str) -> Option<SecretString> {
    if !std::io::stdin().is_terminal() {
        return None;
    }
    rpassword::prompt_password(format!("{question} ")).ok().filter(|typed| !typed.is_empty()).map(SecretString::from)
}

/// A line of output.
pub fn line(words: &str) {
    write(tame(words).trim_end_matches(' '));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_left_out() {
        assert_eq!(tame("a\u{1b}[2Jb\u{202e}c\r\td\ne"), "a[2Jbcd\ne");
        assert_eq!(tame_line(" to\n\tlinjer \u{7} "), "to linjer ");
    }
}
