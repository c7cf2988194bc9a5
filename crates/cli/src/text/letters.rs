//! Letters: a list of them, and one.

use super::actions::action;
use super::cards::cards;
use super::case::{history, status};
use super::table::{cut, padded, table};
use super::{Whose, text, texts, word};
use crate::terminal::{line, tame_line};
use model::OpeningAnswer;
use postkasse::views::{FileState, FileView, LetterRow, LetterView};
use unicode_width::UnicodeWidthStr;

/// A sender's name takes no more room than this.
const WIDEST_SENDER: usize = 28;
/// Under the subject's line, where a day would stand.
const BESIDE: &str = "              ";

/// A list, two lines or three a letter.
pub fn rows(rows: &[LetterRow], whose: &Whose) {
    // A letter that was sent from here is known by whom it went to.
    let who = |row: &LetterRow| row.recipient.clone().unwrap_or_else(|| row.sender.clone());
    let senders = rows.iter().map(|row| cut(&tame_line(&who(row)), WIDEST_SENDER)).collect::<Vec<_>>();
    let widest = senders.iter().map(|sender| sender.width()).max().unwrap_or_default();
    for (row, sender) in rows.iter().zip(&senders) {
        let mark = if row.read { ' ' } else { '*' };
        let day = whose.day(&row.mailbox, row.received);
        line(&format!("{mark} {day}  {}  {}", padded(sender, widest), tame_line(&row.subject)));
        if let Some(snippet) = row.snippet.as_ref().filter(|snippet| !snippet.is_empty()) {
            let found: String = snippet.iter().map(|part| part.text.as_str()).collect();
            line(&format!("{BESIDE}… {} …", tame_line(&found)));
        }
        line(&format!("{BESIDE}{}  {}", row.id, beside(row, whose)));
        waits(row, BESIDE);
    }
}

/// Whose it is, and what is special about it.
fn beside(row: &LetterRow, whose: &Whose) -> String {
    let mut beside = vec![tame_line(whose.name(&row.mailbox))];
    beside.extend((row.attachments > 0).then(|| texts().text("cli.attachments", row.attachments as usize)));
    let due = row.reply_by.map(|due| whose.day(&row.mailbox, due));
    beside.extend(due.map(|due| texts().fill("cli.replyBy", 0, &[("date", &due)])));
    beside.extend(row.flag.then(|| text("cli.flagged")));
    beside.extend(row.queued.then(|| text("cli.queuedMark")));
    beside.join(" · ")
}

fn waits(row: &LetterRow, indent: &str) {
    if let Some(waits) = &row.waits {
        line(&format!("{indent}{}", text(&format!("cli.waits.{}", word(waits)))));
    }
}

/// A whole letter.
pub fn letter(letter: &LetterView, whose: &Whose) {
    let row = &letter.row;
    line(&tame_line(&row.subject));
    let sender = match &letter.department {
        Some(department) if department.starts_with(&row.sender) => department.clone(),
        Some(department) => format!("{}, {department}", row.sender),
        None => row.sender.clone(),
    };
    let sender = tame_line(&sender);
    line(&format!("{sender} · {}", whose.moment(&row.mailbox, row.received)));
    if let Some(recipient) = &row.recipient {
        let parts = [Some(recipient), letter.recipient_department.as_ref()];
        let parts: Vec<String> = parts.into_iter().flatten().map(|part| tame_line(part)).collect();
        line(&texts().fill("cli.to", 0, &[("name", &parts.join(", "))]));
    }
    if let Some(original) = &letter.original_sender {
        line(&texts().fill("cli.forwarded", 0, &[("name", &tame_line(original))]));
    }
    if let Some(comment) = &letter.comment {
        line(&tame_line(comment));
    }
    sender_facts(letter);
    line(&format!("{} · {}", row.id, beside(row, whose)));
    about(letter);
    let files = letter.documents.iter().flat_map(|document| &document.files);
    let files = files.map(|file| ["".to_owned(), file.filename.clone(), size(file), file.id.to_string(), state(file)]);
    table(&files.collect::<Vec<_>>());
    let actions = letter.documents.iter().flat_map(|document| &document.actions);
    actions.for_each(|one| action(one, letter, whose));
    letter.documents.iter().flat_map(|document| &document.cards).for_each(|card| cards(card, letter, whose));
    openings(letter, whose);
    if let Some(text) = &letter.text {
        line(&format!("\n{}", text.trim_end()));
    }
    history(letter, whose);
    if !letter.thread.is_empty() {
        line(&format!("\n{}", text("cli.thread")));
    }
    for one in &letter.thread {
        let who = one.recipient.as_ref().unwrap_or(&one.sender);
        let (day, who) = (whose.day(&row.mailbox, one.received), tame_line(who));
        line(&format!("{day}  {who}  {}  {}", tame_line(&one.subject), one.id));
    }
}

/// How far it has come and what it is about, in its sender's words.
fn about(letter: &LetterView) {
    status(letter);
    if let Some(summary) = &letter.summary {
        line(&tame_line(summary));
    }
}

/// What may be seen of a letter that waits for the person.
pub fn waiting(letter: &LetterView, whose: &Whose) {
    let row = &letter.row;
    line(&tame_line(&row.subject));
    line(&format!("{} · {}", tame_line(&row.sender), whose.moment(&row.mailbox, row.received)));
    line(&format!("{} · {}", row.id, beside(row, whose)));
    about(letter);
    openings(letter, whose);
}

/// Who sent it, by the service's register. Of a letter that was sent from here everybody knows.
fn sender_facts(letter: &LetterView) {
    let Some(known) = &letter.organisation else {
        if letter.row.recipient.is_none() {
            line(&text("cli.senderUnknown"));
        }
        return;
    };
    let mut what = vec![tame_line(&known.name)];
    what.extend(known.work.map(|work| text(&format!("sender.work.{}", word(&work)))));
    what.extend(known.kind.map(|kind| text(&format!("sender.kind.{}", word(&kind)))));
    what.push(format!("{} {}", text("sender.number"), tame_line(&known.number)));
    line(&texts().fill("cli.sender", 0, &[("what", &what.join(" · "))]));
    if known.closed {
        line(&text("sender.closed"));
    }
}

fn size(file: &FileView) -> String {
    match file.size {
        bytes @ 0..1_000 => format!("{bytes} B"),
        bytes @ 1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        bytes => format!("{} MB", bytes / 1_000_000),
    }
}

fn state(file: &FileView) -> String {
    match file.state {
        FileState::Here => String::new(),
        FileState::Coming => text("cli.file.coming"),
        FileState::Waits => text("cli.file.waits"),
        FileState::Failed => text("cli.file.failed"),
    }
}

/// What was answered when asked whether to open it.
fn openings(letter: &LetterView, whose: &Whose) {
    for one in &letter.openings {
        let when = whose.moment(&letter.row.mailbox, one.at);
        let words = match (one.answer, one.done) {
            (OpeningAnswer::Open, true) if one.receipt => "cli.opening.receipt",
            (OpeningAnswer::Open, true) => "cli.opening.open",
            (OpeningAnswer::Open, false) => "cli.opening.tried",
            (OpeningAnswer::NotNow, _) => "cli.opening.notNow",
        };
        line(&texts().fill(words, 0, &[("who", &tame_line(&one.by)), ("when", &when)]));
    }
}
