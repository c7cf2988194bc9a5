//! What there is to do, in words.

use super::cards::sum;
use super::{Whose, text, word};
use crate::terminal::line;
use postkasse::views::TodoItem;

/// One thing a paragraph: when and what, then whose, from whom, and how to tick it.
pub fn todo(items: &[TodoItem], whose: &Whose) {
    for item in items {
        let when = whose.moment(&item.mailbox, item.at);
        let late = if item.overdue { format!("  ({})", text("cli.todo.overdue")) } else { String::new() };
        let kind = text(&format!("todo.kind.{}", word(&item.kind)));
        let paid = item.payment.as_ref().and_then(|one| Some(format!(" ({})", sum(one.amount?, &one.currency))));
        line(&format!("{when}  {kind}: {}{}{late}", item.title, paid.unwrap_or_default()));
        let place = item.place.iter().map(|place| format!(" · {place}")).collect::<String>();
        line(&format!("  {} · {}{place}", whose.name(&item.mailbox), item.sender));
        if let Some(guess) = &item.guess {
            let sum = guess.amount.iter().map(|amount| format!(" ({amount} kr.)")).collect::<String>();
            line(&format!("  {}{sum}: “{}”", text("todo.guess.found"), guess.words));
        }
        line(&format!("  {} {}", item.letter, item.item));
    }
}
