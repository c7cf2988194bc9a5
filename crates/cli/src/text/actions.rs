//! What a letter asks for and where its addresses lead, in lines.

use super::{Whose, cards, text, texts};
use crate::terminal::{line, tame_line};
use postkasse::LetterLink;
use postkasse::views::{ActionView, LetterView, RefusedLink};

/// MeMo's codes that have words of their own.
const KNOWN: [&str; 8] =
    ["AFTALE", "BEKRAEFT", "BETALING", "FORBEREDELSE", "INFORMATION", "SELVBETJENING", "TILMELDING", "UNDERSKRIV"];

/// What kind of thing it is to do: an appointment, a payment …
fn kind(action: &ActionView) -> String {
    let known = KNOWN.contains(&action.code.as_str());
    text(&format!("action.kind.{}", if known { action.code.as_str() } else { "other" }))
}

/// What can be done, where or when, and until when.
pub fn action(action: &ActionView, letter: &LetterView, whose: &Whose) {
    let mailbox = &letter.row.mailbox;
    let mut parts = vec![tame_line(&action.label)];
    if let Some(reservation) = &action.reservation {
        let times = [reservation.starts, reservation.ends.filter(|ends| Some(*ends) > reservation.starts)];
        let times: Vec<String> = times.into_iter().flatten().map(|at| whose.moment(mailbox, at)).collect();
        parts.push(times.join(" – "));
        parts.push(tame_line(&reservation.location));
        let calendar = || texts().fill("cli.calendar.how", 0, &[("id", letter.row.id.as_str())]);
        parts.extend(reservation.starts.map(|_| calendar()));
    }
    parts.extend(action.url.as_deref().filter(|_| action.host.is_some()).map(tame_line));
    // An end before the beginning is a slip of the sender, not a time limit.
    let ends = action.ends.filter(|ends| action.starts.is_none_or(|starts| starts <= *ends));
    let until = ends.filter(|_| action.reservation.is_none()).map(|at| whose.day(mailbox, at));
    parts.extend(until.map(|date| texts().fill("cli.until", 0, &[("date", &date)])));
    parts.retain(|part| !part.is_empty());
    line(&format!("→ {}: {}", kind(action), parts.join(" · ")));
    if let Some(prompt) = &action.prompt {
        line(&format!("  {}", tame_line(prompt)));
    }
    if let Some(payment) = &action.payment {
        cards::payment(payment);
    }
    if let Some(why) = &action.refused {
        refused(why, "  ");
    }
}

/// Why an address is not opened, and what to do instead.
fn refused(link: &RefusedLink, indent: &str) {
    let mut words = text(&format!("link.refused.{}", link.why));
    if let Some(host) = &link.host {
        words = format!("{words} {}", texts().fill("link.refused.leads", 0, &[("host", &tame_line(host))]));
    }
    if let Some(like) = &link.like {
        words = format!("{words} {}", texts().fill("link.refused.like", 0, &[("host", like)]));
    }
    line(&format!("{indent}{words}"));
    line(&format!("{indent}{}", text("link.refused.instead")));
}

/// Every address of a letter with its number.
pub fn links(links: &[LetterLink]) {
    for (number, one) in (1..).zip(links) {
        let label = tame_line(&one.label);
        let parts = [tame_line(&one.link.host), label, tame_line(&one.link.url)];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        line(&format!("{number}  {}", parts.join(" · ")));
        if let Some(why) = &one.link.refused {
            refused(why, "   ");
        }
    }
}
