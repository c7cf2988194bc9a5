//! The administrator's letter as a dialog: its text is fetched from the sender and shown, everything else is attached.

use super::changes;
use super::dialog::{EmbedKind, Texts};
use super::store::parties;
use super::times::Moment;
use super::wish::{self, ActionWish, AttachmentWish, EmbedParts, EmbedWish, LevelWish, Wish, WishError};
use crate::admin::{NorwegianLetter, Refused};
use crate::compose::Part;
use crate::store::times::real_ms;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use model::Level;
use rusqlite::Connection;
use serde_json::Value;

/// Delivers the administrator's letter to a party; the ids of what came of it.
///
/// # Errors
/// When there is no such party, or the letter asks for what Altinn does not know.
pub fn deliver(db: &Connection, letter: &NorwegianLetter, party: &str, now: Timestamp) -> Result<Vec<String>, Refused> {
    if letter.receipt {
        return Err(Refused::because("Altinn asks for no receipt"));
    }
    let party = parties::named(db, party)?.ok_or_else(|| Refused::because(format!("no party {party}")))?;
    let wish = wish_of(letter, party);
    let mut ids = Vec::new();
    for _ in 0..letter.count.max(1) {
        let made = wish::make(db, &wish, &crate::ids::fresh(), now).map_err(WishError::refused)?;
        ids.push(changes::create(db, made, &[], now, real_ms())?);
    }
    Ok(ids)
}

fn wish_of(letter: &NorwegianLetter, party: String) -> Wish {
    let body = letter.body.as_ref();
    let shown = body.and_then(shown);
    let attached = body.filter(|_| shown.is_none()).into_iter().chain(&letter.attachments);
    let due = letter.due.map(Moment::of);
    Wish {
        party: Some(party),
        title: Some(Texts::nb(&letter.subject)),
        summary: letter.summary.as_deref().map(Texts::nb),
        sender_name: Some(Texts::nb(&letter.sender)),
        level: Some(LevelWish::Number(if letter.level == Some(Level::High) { 4 } else { 3 })),
        status: Some(if due.is_some() { "RequiresAttention" } else { "NotApplicable" }.to_owned()),
        due_at: due,
        embed: shown,
        attachments: Some(attached.map(attachment).collect()),
        gui_actions: Some(letter.action.iter().map(action).collect()),
        ..Wish::default()
    }
}

/// A text or a page is fetched and shown.
fn shown(part: &Part) -> Option<EmbedWish> {
    let text = String::from_utf8_lossy(&part.bytes);
    let (kind, text) = match part.mime.split(';').next().unwrap_or_default() {
        "text/plain" => (EmbedKind::Markdown, literal(&text)),
        "text/markdown" => (EmbedKind::Markdown, text.into_owned()),
        "text/html" => (EmbedKind::Html, text.into_owned()),
        _ => return None,
    };
    Some(EmbedWish::Whole(EmbedParts { kind, text: Texts::nb(&text), ..EmbedParts::default() }))
}

/// Plain text as Markdown that reads the same: what has a meaning there is escaped, and lines end where they ended.
fn literal(text: &str) -> String {
    let mut result = String::with_capacity(text.len() + 32);
    for (at, line) in text.lines().enumerate() {
        if at > 0 {
            result.push('\n');
        }
        let mark = |letter: char| {
            matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '&' | '|' | '~' | '!')
        };
        let first = line.trim_start();
        let item = first.starts_with(['-', '+', '=']);
        let number = first.trim_start_matches(|letter: char| letter.is_ascii_digit());
        let numbered = number.len() < first.len() && number.starts_with(['.', ')']);
        let mut open = item || numbered;
        for letter in line.trim_start().chars() {
            if mark(letter) || (open && matches!(letter, '-' | '+' | '=' | '.' | ')')) {
                open = false;
                result.push('\\');
            }
            result.push(letter);
        }
        if !line.trim().is_empty() {
            result.push_str("  ");
        }
    }
    result.push('\n');
    result
}

fn attachment(part: &Part) -> AttachmentWish {
    AttachmentWish {
        filename: Some(part.filename.clone()),
        mime: Some(part.mime.clone()),
        base64: Some(STANDARD.encode(&part.bytes)),
        ..AttachmentWish::default()
    }
}

fn action(action: &crate::norway::letter::LetterAction) -> ActionWish {
    let text = |name: &str| action.more.get(name).and_then(Value::as_str);
    ActionWish {
        title: Texts::nb(&action.label),
        prompt: text("prompt").map_or_else(Texts::default, Texts::nb),
        url: Some(action.url.clone()).filter(|url| !url.is_empty()),
        http_method: text("httpMethod").map(str::to_owned),
        is_delete_dialog_action: action.more.get("isDeleteDialogAction") == Some(&Value::Bool(true)),
        ..ActionWish::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_reads_the_same_as_markdown() {
        assert_eq!(literal("Hei *du*\n\n- en\n2. to"), "Hei \\*du\\*  \n\n\\- en  \n2\\. to  \n");
        assert_eq!(literal("1 - 2 = 3"), "1 - 2 = 3  \n");
    }
}
