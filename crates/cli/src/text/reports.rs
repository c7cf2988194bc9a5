//! Accounts, mailboxes, folders, the outbox, and what sync and the doctor found.

use super::table::table;
use super::{Whose, bytes, several_services, text, texts, word};
use crate::scripts;
use crate::terminal::{line, say};
use model::{AccountId, Code, FolderRole, MailboxId, Subject, Wish, WishState};
use postkasse::change_word;
use postkasse::views::{
    AccountView, ApiError, DoctorView, FileDone, FolderView, MailboxSync, MailboxView, ReceiverView,
};

/// The logins.
pub fn accounts(accounts: &[AccountView]) {
    let row = |account: &AccountView| {
        let out = if account.signed_in { String::new() } else { format!("({})", text("cli.signedOut")) };
        [
            account.id.to_string(),
            account.person.clone(),
            account.provider.own_name().to_owned(),
            account.server.clone(),
            out,
        ]
    };
    table(&accounts.iter().map(row).collect::<Vec<_>>());
}

fn counts(unread: u64, total: u64) -> String {
    texts().fill("cli.counts", 0, &[("unread", &unread.to_string()), ("total", &total.to_string())])
}

/// The mailboxes; with the service where there are several.
pub fn mailboxes(mailboxes: &[MailboxView]) {
    let several = several_services(mailboxes);
    let row = |mailbox: &MailboxView| {
        let counts = match mailbox.ended {
            Some(_) => text("cli.ended"),
            None => counts(mailbox.unread, mailbox.total),
        };
        let name = match &mailbox.part_of {
            Some(part_of) => format!("{} ({part_of})", mailbox.name),
            None => mailbox.name.clone(),
        };
        let service = if several { mailbox.provider.own_name() } else { "" }.to_owned();
        let room = mailbox.space.as_ref().map(|space| {
            texts().fill("space.used", 0, &[("used", &bytes(space.used)), ("total", &bytes(space.total))])
        });
        let kind = text(&format!("cli.kind.{}", word(&mailbox.kind)));
        [mailbox.id.to_string(), name, service, kind, counts, room.unwrap_or_default()]
    };
    table(&mailboxes.iter().map(row).collect::<Vec<_>>());
}

/// The folders of a mailbox.
pub fn folders(folders: &[FolderView]) {
    let row = |folder: &FolderView| {
        let name = match folder.role {
            FolderRole::Own => folder.name.clone(),
            role => text(&format!("folder.{}", role.as_str())),
        };
        let icon = folder.icon.map(|icon| icon.word().to_owned()).unwrap_or_default();
        [folder.id.to_string(), name, counts(folder.unread, folder.total), icon]
    };
    table(&folders.iter().map(row).collect::<Vec<_>>());
}

/// What waits to be sent, and what was refused.
pub fn outbox(wishes: &[(MailboxId, Wish)], whose: &Whose) {
    let row = |(mailbox, wish): &(MailboxId, Wish)| {
        let change = text(&format!("cli.change.{}", change_word(&wish.change)));
        let state = match &wish.state {
            WishState::Waiting => text("cli.queuedMark"),
            WishState::Refused { code, reason } => super::refusal(*code, reason.as_deref()),
        };
        let about = match &wish.subject {
            Subject::Message(message) => message.to_string(),
            Subject::Folder(folder) => folder.to_string(),
            Subject::Draft(draft) => draft.to_string(),
        };
        let id = scripts::wish_id(wish.id, mailbox);
        [id, whose.moment(mailbox, wish.made), change, about, whose.name(mailbox).to_owned(), state]
    };
    table(&wishes.iter().map(row).collect::<Vec<_>>());
}

/// What a sync did in each mailbox, and why it did not get through.
pub fn synced(reports: &[MailboxSync], whose: &Whose) {
    for report in reports.iter().filter(|report| report.error.is_none()) {
        let number = |number: u64| number.to_string();
        let done = texts().fill(
            "cli.synced",
            0,
            &[
                ("new", &number(report.new)),
                ("changed", &number(report.changed)),
                ("removed", &number(report.removed)),
                ("documents", &number(report.documents)),
                ("sent", &number(report.sent)),
            ],
        );
        line(&format!("{}: {done}", whose.name(&report.id)));
    }
    not_synced(reports, Some(whose));
}

/// Why a sync did not get through: each reason once, with the mailboxes unless it holds for all.
pub fn not_synced(reports: &[MailboxSync], whose: Option<&Whose>) {
    let mut reasons: Vec<(Code, Option<&str>)> = Vec::new();
    for reason in reports.iter().filter_map(|report| report.error.map(|code| (code, report.text))) {
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    for (code, text) in reasons {
        let struck = || reports.iter().filter(|report| report.error == Some(code) && report.text == text);
        if let (Some(whose), true) = (whose, struck().count() < reports.len()) {
            let names: Vec<&str> = struck().map(|report| whose.name(&report.id)).collect();
            say(&format!("{}:", names.join(", ")));
        }
        super::error(&ApiError { code, retry: true, text: text.map(str::to_owned), reference: String::new() });
    }
}

/// Which logins got no further than that.
pub fn not_reached(troubled: &[(AccountId, ApiError)], accounts: &[AccountView]) {
    for (id, error) in troubled {
        if let Some(account) = accounts.iter().find(|account| account.id == *id) {
            say(&format!("{} ({}):", account.provider.own_name(), account.person));
        }
        super::error(error);
    }
}

/// What the doctor found.
pub fn doctor(found: &DoctorView) {
    let texts = texts();
    for what in &found.damaged {
        line(&texts.fill("cli.damaged", 0, &[("what", what)]));
    }
    for odd in &found.odd {
        line(&texts.fill("cli.odd", 0, &[("id", odd.remote_id.as_str()), ("what", &odd.why)]));
    }
    for what in &found.mended {
        line(&texts.fill("cli.mended", 0, &[("what", what)]));
    }
    if found.damaged.is_empty() {
        line(&texts.text("cli.sound", usize::try_from(found.files).unwrap_or(usize::MAX)));
    }
}

/// The receiver systems.
pub fn receivers(all: &[ReceiverView]) {
    let row = |one: &ReceiverView| {
        let until = texts().fill("cli.until", 0, &[("date", &one.expires.strftime("%Y-%m-%d").to_string())]);
        [one.account.to_string(), one.company.clone(), one.server.clone(), until]
    };
    table(&all.iter().map(row).collect::<Vec<_>>());
}

/// What was read or written (`word` says which), file by file, and all of it in a line.
pub fn transferred(word: &str, done: &[FileDone]) {
    for one in done {
        line(&one.file);
    }
    let letters = done.iter().map(|one| one.messages).sum::<u64>();
    line(&texts().text(&format!("cli.{word}"), usize::try_from(letters).unwrap_or(usize::MAX)));
}
