//! Letters in the making, and whom they can be for.

use super::table::table;
use super::{Whose, text, texts, word};
use crate::terminal::{line, tame_line};
use postkasse::views::{ApiError, DraftState, DraftView, RecipientView};

/// Whom it is for, with the part of the authority.
fn name(to: &RecipientView) -> String {
    let parts = [Some(&to.name), to.department.as_ref()];
    parts.into_iter().flatten().map(|part| tame_line(part)).collect::<Vec<_>>().join(", ")
}

/// Where it is, in words.
fn stands(draft: &DraftView) -> String {
    match (draft.state, draft.why) {
        (DraftState::Refused, Some(code)) => {
            let error = ApiError { code, retry: false, text: draft.text_key.clone(), reference: String::new() };
            super::words(&error)
        }
        (state, _) => text(&format!("cli.draft.{}", word(&state))),
    }
}

/// A list of them.
pub fn drafts(drafts: &[DraftView], whose: &Whose) {
    let row = |draft: &DraftView| {
        let to = draft.to.as_ref().map(name).unwrap_or_default();
        let subject = tame_line(&draft.subject);
        [draft.id.to_string(), whose.name(&draft.mailbox).to_owned(), to, subject, stands(draft)]
    };
    table(&drafts.iter().map(row).collect::<Vec<_>>());
}

/// All of one.
pub fn draft(draft: &DraftView, whose: &Whose) {
    line(&tame_line(&draft.subject));
    if let Some(to) = &draft.to {
        line(&texts().fill("cli.to", 0, &[("name", &name(to))]));
    }
    let changed = whose.moment(&draft.mailbox, draft.changed);
    line(&format!("{} · {changed} · {}", draft.id, tame_line(whose.name(&draft.mailbox))));
    line(&stands(draft));
    for field in &draft.fields {
        line(&format!("{}: {}", tame_line(&field.label), tame_line(&field.value)));
    }
    let files = draft.attachments.iter().map(|one| [one.filename.clone(), one.id.to_string()]);
    table(&files.collect::<Vec<_>>());
    line(&format!("\n{}", draft.text.trim_end()));
}

/// Whom one can write to: the id, the name, what it is for and what it asks to be told.
pub fn recipients(recipients: &[RecipientView]) {
    for one in recipients {
        line(&format!("{}  {}", one.id, name(one)));
        let about: Vec<String> = one.groups.iter().chain(&one.description).map(|part| tame_line(part)).collect();
        if !about.is_empty() {
            line(&format!("    {}", about.join(" · ")));
        }
        if !one.asks.is_empty() {
            line(&format!("    {}", texts().fill("cli.asks", 0, &[("fields", &tame_line(&one.asks.join(", ")))])));
        }
        if let Some(link) = &one.link {
            line(&format!("    {}: {}", tame_line(&link.label), tame_line(&link.url)));
        }
    }
}
