//! What there is to do as a calendar file. An entry says what, by whom it is asked and whose mailbox it is about; nothing
//! else of the letter.

use crate::views::{TodoItem, TodoKind};
use jiff::{SignedDuration, Timestamp};
use letter::{Event, calendar};
use vault::MailboxRecord;

/// So long before a day that is a limit an entry begins: it ends when the time is over.
const BEFORE: SignedDuration = SignedDuration::from_mins(30);

/// The file.
pub(super) fn of(items: &[TodoItem], mailboxes: &[MailboxRecord], now: Timestamp) -> String {
    let events: Vec<Event> = items.iter().map(|item| event(item, mailboxes, now)).collect();
    calendar(&events)
}

fn event(item: &TodoItem, mailboxes: &[MailboxRecord], now: Timestamp) -> Event {
    let meets = item.kind == TodoKind::Appointment && item.until.is_some();
    let starts = if item.kind == TodoKind::Appointment { item.at } else { item.at - BEFORE };
    let whose = mailboxes.iter().find(|record| record.mailbox.id == item.mailbox);
    Event {
        uid: format!("{}-{}", item.letter, item.item),
        written: now,
        starts,
        ends: if meets { item.until } else { Some(item.at).filter(|at| *at > starts) },
        summary: item.title.clone(),
        description: whose.map(|record| record.mailbox.name.clone()).unwrap_or_default(),
        location: item.place.clone().unwrap_or_default(),
        organizer: Some(item.sender.clone()),
        organizer_mail: None,
    }
}
