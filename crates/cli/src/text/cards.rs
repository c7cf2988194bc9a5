//! What a letter says at a glance, in lines: a payment with the numbers that one pays by; a receipt, a proof, an event.

use super::{Whose, text, texts, word};
use crate::terminal::{line, tame_line};
use postkasse::views::{CardView, LetterView, PaymentView};

/// A sum as it is written everywhere: "1240.50 NOK". It comes in hundredths.
pub fn sum(amount: i64, currency: &str) -> String {
    let (sign, hundredths) = (if amount < 0 { "-" } else { "" }, amount.unsigned_abs());
    format!("{sign}{}.{:02} {}", hundredths / 100, hundredths % 100, tame_line(currency)).trim_end().to_owned()
}

fn named(key: &str, value: &str) -> String {
    texts().fill("cli.named", 0, &[("name", &text(key)), ("value", value)])
}

/// What is to be paid, and by which numbers.
pub fn payment(payment: &PaymentView) {
    let parts = [
        payment.amount.map(|amount| named("payment.amount", &sum(amount, &payment.currency))),
        payment.due.map(|due| named("payment.due", &due.to_string())),
        payment.account.as_deref().map(|account| named("payment.account", &tame_line(account))),
        payment.reference.as_deref().map(|reference| named("payment.reference", &tame_line(reference))),
        payment.paid.is_some().then(|| text("payment.paid")),
    ];
    for part in parts.into_iter().flatten() {
        line(&format!("  {part}"));
    }
}

/// A card.
pub fn cards(card: &CardView, letter: &LetterView, whose: &Whose) {
    let mailbox = &letter.row.mailbox;
    let moment = |at| whose.moment(mailbox, at);
    line(&format!("▪ {}: {}", text(&format!("card.kind.{}", word(&card.kind))), tame_line(&card.title)));
    let parts = [
        card.issuer.as_deref().map(|one| named("card.issuer", &tame_line(one))),
        card.holder.as_deref().map(|one| named("card.holder", &tame_line(one))),
        card.from.map(|at| named("card.from", &moment(at))),
        card.until.map(|at| named("card.until", &moment(at))),
        card.place.as_deref().map(|one| named("card.place", &tame_line(one))),
        card.amount.map(|amount| named("payment.amount", &sum(amount, &card.currency))),
        card.barcode.as_deref().map(|one| named("card.barcode", &tame_line(one))),
    ];
    let lines = card.lines.iter().map(|one| format!("{}: {}", tame_line(&one.name), tame_line(&one.value)));
    for part in parts.into_iter().flatten().chain(lines) {
        line(&format!("  {part}"));
    }
}
