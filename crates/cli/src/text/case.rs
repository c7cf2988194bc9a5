//! A letter that is a case: how far it has come and what happened about it, in lines.

use super::{Whose, text, texts, word};
use crate::terminal::{line, tame_line};
use model::HappeningKind;
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

/// The words of Altinn's cases (Dialogporten, `ActivityType` and `TransmissionType`) that have a text.
const KNOWN: [&str; 24] = [
    "dialogCreated",
    "dialogClosed",
    "information",
    "transmissionOpened",
    "paymentMade",
    "signatureProvided",
    "dialogOpened",
    "dialogDeleted",
    "dialogRestored",
    "sentToSigning",
    "sentToFormFill",
    "sentToSendIn",
    "sentToPayment",
    "formSubmitted",
    "formSaved",
    "correspondenceOpened",
    "correspondenceConfirmed",
    "acceptance",
    "rejection",
    "request",
    "alert",
    "decision",
    "submission",
    "correction",
];

/// The service's own word in the person's language; a word that nobody knows is told neutrally.
fn what(one: &HappeningView) -> String {
    let kind = word(&one.kind);
    if one.kind == HappeningKind::Seen {
        return text("history.seen");
    }
    // "PAYMENT_MADE" and "PaymentMade" are the same word.
    let said = one.word.replace('_', "");
    let known = KNOWN.iter().find(|known| known.eq_ignore_ascii_case(&said)).unwrap_or(&"other");
    let key = format!("history.{kind}.{known}");
    if texts().has(&key) { text(&key) } else { text(&format!("history.{kind}.other")) }
}
