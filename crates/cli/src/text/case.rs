//! A letter that is a case: how far it has come and what happened about it, in lines.

use super::{Whose, text, texts, word};
use crate::terminal::{line, tame_line};
use postkasse::views::{HappeningView, LetterView};

/// How far it has come.
pub fn status(letter: &LetterView) {
    if let Some(status) = &letter.status {
        line(&text(&format!("case.status.{}", word(status))));
    }
}

/// What happened, the oldest first.
pub fn history(letter: &LetterView, whose: &Whose) {
    if !letter.history.is_empty() {
        line(&format!("\n{}", text("history.title")));
    }
    for one in &letter.history {
        let by = if one.mine { Some(text("history.mine")) } else { one.by.as_deref().map(tame_line) };
        let parts = [Some(what(one)), by, Some(tame_line(&one.text)).filter(|text| !text.is_empty())];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        line(&format!("{}  {}", whose.moment(&letter.row.mailbox, one.at), parts.join(" · ")));
    }
}

/// The service's own word in the person's language; a word that nobody knows is told neutrally.
fn what(one: &HappeningView) -> String {
    let kind = word(&one.kind);
    if kind == "seen" {
        return text("history.seen");
    }
    let mut known = String::new();
    for (at, part) in one.word.split('_').enumerate() {
        // "PAYMENT_MADE" and "PaymentMade" are the same word.
        let part = if one.word.contains('_') || part.chars().all(char::is_uppercase) {
            part.to_lowercase()
        } else {
            part.to_owned()
        };
        let mut letters = part.chars();
        let Some(first) = letters.next() else { continue };
        known.extend(if at == 0 { first.to_lowercase().to_string() } else { first.to_uppercase().to_string() }.chars());
        known.push_str(letters.as_str());
    }
    let key = format!("history.{kind}.{known}");
    if texts().has(&key) { text(&key) } else { text(&format!("history.{kind}.other")) }
}
