//! What one letter asks for by a day: an answer, an appointment, something to do elsewhere. What the sender wrote into the
//! letter's data comes first; what its text seems to ask for beside that is marked as a guess. What has no day is shown
//! with the letter, and not here.

use crate::views::{GuessView, TodoItem, TodoKind};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use model::{Action, ActionCode, Document, DocumentKind, Guess, GuessKind, Message, MessageState, Payment};

/// The name of the answer that a letter waits for.
const REPLY: &str = "reply";
/// What is only guessed is called late for so long; then it counts as over.
pub(super) const GUESS_LATE: SignedDuration = SignedDuration::from_hours(30 * 24);
/// What the data and the text say of the same day is the same thing.
const SAME: SignedDuration = SignedDuration::from_hours(24);

/// Everything, undone unless it is over, answered or paid. A day that is a limit ends where the mailbox is.
pub(super) fn of(message: &Message, zone: &TimeZone, now: Timestamp) -> Vec<TodoItem> {
    // What the person wrote herself asks others.
    if message.state != MessageState::Received {
        return Vec::new();
    }
    let item = |name: String, kind, title: &str, at| item(message, name, kind, title, (at, now));
    let reply = message.reply_by.map(|by| {
        let reply = item(REPLY.to_owned(), TodoKind::Reply, "", by);
        let done = !message.thread.answered_by.is_empty();
        TodoItem { done, overdue: reply.overdue && !done, ..reply }
    });
    // What a technical document asks for is for machines.
    let shown = message.documents.iter().filter(|document| document.kind != DocumentKind::Technical);
    let actions = shown.flat_map(|document| (0_u32..).zip(&document.actions).map(move |(at, one)| (document, at, one)));
    let asked = actions.filter_map(|(document, number, action)| {
        let name = name(document, number);
        match (&action.reservation, action.starts, until(action, zone)) {
            (Some(about), ..) => {
                let starts = about.starts?;
                let ends = about.ends.filter(|ends| *ends > starts);
                let title = [&about.summary, &action.label].into_iter().find(|text| !text.trim().is_empty());
                let over = ends.unwrap_or(starts) < now;
                let place = Some(about.location.clone()).filter(|place| !place.trim().is_empty());
                let meeting = item(name, TodoKind::Appointment, title.map_or("", String::as_str), starts);
                Some(TodoItem { until: ends, place, overdue: false, done: over, ..meeting })
            }
            // How long something can be read is nothing that waits for her.
            (None, ..) if action.code == ActionCode::Information => None,
            (None, _, Some(by)) => Some(paid(item(name, kind(action), &action.label, by), action.payment.as_ref())),
            (None, ..) => None,
        }
    });
    reply.into_iter().chain(asked).collect()
}

/// What its text seems to ask for, but for what its data ask for as well.
pub(super) fn guessed(message: &Message, guesses: Vec<Guess>, zone: &TimeZone, now: Timestamp) -> Vec<TodoItem> {
    let told = of(message, zone, now);
    let is_new =
        |one: &TodoItem| !told.iter().any(|told| told.kind == one.kind || told.at.duration_until(one.at).abs() < SAME);
    let items = guesses.into_iter().map(|guess| {
        let kind = match guess.kind {
            GuessKind::Reply => TodoKind::Reply,
            GuessKind::Appointment => TodoKind::Appointment,
            GuessKind::Payment => TodoKind::Payment,
            GuessKind::Task => TodoKind::Task,
        };
        let name = format!("guess-{}-{}", guess.kind.as_str(), guess.at.as_second());
        let item = item(message, name, kind, "", (guess.at, now));
        let over = match kind {
            TodoKind::Appointment => guess.at < now,
            TodoKind::Reply if !message.thread.answered_by.is_empty() => true,
            _ => guess.at + GUESS_LATE < now,
        };
        let guess = GuessView { words: guess.words, amount: guess.amount };
        TodoItem { overdue: item.overdue && !over, done: over, guess: Some(guess), ..item }
    });
    items.filter(is_new).collect()
}

/// One thing, not done and late when its time is past.
fn item(message: &Message, name: String, kind: TodoKind, title: &str, (at, now): (Timestamp, Timestamp)) -> TodoItem {
    TodoItem {
        letter: message.id.clone(),
        item: name,
        mailbox: message.mailbox.clone(),
        kind,
        title: if title.trim().is_empty() { message.subject.clone() } else { title.to_owned() },
        sender: message.sender.label.clone(),
        at,
        until: None,
        place: None,
        overdue: at < now,
        done: false,
        payment: None,
        guess: None,
    }
}

/// The same with what is to be paid; what is paid is done.
fn paid(item: TodoItem, payment: Option<&Payment>) -> TodoItem {
    let done = item.done || payment.is_some_and(|payment| payment.paid.is_some());
    TodoItem { done, overdue: item.overdue && !done, payment: payment.map(Into::into), ..item }
}

/// The same for the same thing, however often the letter is read again.
fn name(document: &Document, number: u32) -> String {
    format!("{}-{number}", document.id)
}

/// Until when; an end that lies before the beginning is a slip of the sender's, and no end. A payment that is due on a day
/// has until that day is over.
fn until(action: &Action, zone: &TimeZone) -> Option<Timestamp> {
    let due = || {
        let day = action.payment.as_ref()?.due?;
        zone.to_timestamp(day.at(23, 59, 59, 0)).ok()
    };
    action.ends.filter(|ends| action.starts.is_none_or(|starts| *ends > starts)).or_else(due)
}

fn kind(action: &Action) -> TodoKind {
    match action.code {
        _ if action.payment.is_some() => TodoKind::Payment,
        ActionCode::Betaling => TodoKind::Payment,
        ActionCode::Aftale => TodoKind::Appointment,
        _ => TodoKind::Task,
    }
}
