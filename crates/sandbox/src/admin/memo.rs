//! `POST /admin/memo`: a MeMo letter, the state's own message format, becomes a letter in the
//! mailbox with all its documents, actions and fields. The bytes of its files are served as they
//! came.

use super::letter::To;
use super::{Refused, letters, memo_fields};
use crate::compose::{self, Document, Letter, Part};
use crate::ids;
use crate::server::Shared;
use crate::store::times::{real_ms, stamp};
use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use memo::{DocumentKind, MemorySink, MessageKind};
use rusqlite::Connection;
use serde_json::{Map, Value, json};

/// A MeMo letter with its files in memory.
type Memo = memo::Letter<Vec<u8>>;

/// POST `/admin/memo?person=…` or `?mailbox=…`.
pub async fn deliver(
    State(sandbox): State<Shared>,
    to: Result<Query<To>, QueryRejection>,
    body: Bytes,
) -> Result<Json<Value>, Refused> {
    let Query(to) = to?;
    let now = sandbox.clock.now();
    let id = sandbox
        .store
        .run(move |db| {
            let mailbox = letters::mailbox(db, &to)?;
            let read = memo::read_letter(body.as_ref(), &mut MemorySink::default(), &memo::Limits::default());
            let memo = read.map_err(|error| Refused::because(error.to_string()))?;
            take_in(db, memo, mailbox, now)
        })
        .await?;
    Ok(Json(json!({"ids": [id]})))
}

fn take_in(db: &mut Connection, memo: Memo, mailbox: String, now: Timestamp) -> Result<String, Refused> {
    let transaction = db.transaction().map_err(crate::store::StoreError::from)?;
    let id = ids::fresh();
    let more = more(&transaction, &memo, &mailbox, &id)?;
    let deliver_at = memo.not_before.as_deref().and_then(first_moment).filter(|at| *at > now).map(stamp);
    let code = memo_fields::header(&memo).and_then(|header| header.text_of("messageCode"));
    let letter = Letter {
        id: id.clone(),
        mailbox,
        folder: None,
        received: deliver_at.clone().unwrap_or_else(|| stamp(now)),
        message_type: match (memo.legal_notification, memo.mandatory) {
            (true, _) => "LEGAL_NOTIFICATION",
            (false, true) => "MANDATORY",
            (false, false) => "REGULAR",
        },
        label: memo.subject.clone(),
        code,
        read: false,
        flag: false,
        level: None,
        deliver_at,
        documents: documents(memo),
        more,
        changed_ms: real_ms(),
    };
    compose::deliver(&transaction, letter)?;
    transaction.commit().map_err(crate::store::StoreError::from)?;
    Ok(id)
}

/// The first moment of a day as Denmark counts it. A zone that is written behind the day is let be.
fn first_moment(text: &str) -> Option<Timestamp> {
    let day: Date = text.get(..10)?.parse().ok()?;
    let zone = TimeZone::get("Europe/Copenhagen").unwrap_or(TimeZone::UTC);
    Some(day.to_zoned_datetime(zone).ok()?.timestamp())
}

fn documents(memo: Memo) -> Vec<Document> {
    let Some(body) = memo.body else {
        let text = memo.notification.unwrap_or_default();
        // A NemSMS has no documents; its notification is its text.
        let part =
            Part { filename: "sms.txt".into(), mime: "text/plain".into(), language: "da".into(), bytes: text.into() };
        return vec![Document::of("MAIN", &memo.subject, part)];
    };
    let file = |file: memo::File<Vec<u8>>| Part {
        filename: file.filename,
        mime: file.mime,
        language: file.language,
        bytes: file.handle,
    };
    let document = |document: memo::Document<Vec<u8>>| Document {
        kind: match document.kind {
            DocumentKind::Main => "MAIN",
            DocumentKind::Additional => "ADDITIONAL",
            DocumentKind::Technical => "TECHNICAL",
        },
        document_id: document.id,
        label: Some(document.label).filter(|label| !label.is_empty()),
        files: document.files.into_iter().map(file).collect(),
        actions: document.actions.iter().map(memo_fields::action).collect(),
    };
    body.documents.into_iter().map(document).collect()
}

/// Everything but the documents.
fn more(db: &Connection, memo: &Memo, mailbox: &str, id: &str) -> Result<Map<String, Value>, Refused> {
    let mut more = memo_fields::of(memo, id);
    // The recipient of a letter need not be the mailbox's owner; one without a number is the owner.
    if memo.recipient.id.is_empty() {
        more.insert("recipient".to_owned(), compose::recipient(db, mailbox)?);
    }
    let registered = compose::sender(db, &memo.sender.label)?;
    if let (Some(organisation), Some(Value::Object(sender))) =
        (registered.get("organisationId"), more.get_mut("sender"))
    {
        sender.insert("organisationId".to_owned(), organisation.clone());
    }
    if memo.kind == MessageKind::NemSms {
        more.insert("postType".to_owned(), "NEMSMS".into());
    }
    Ok(more)
}
