//! `POST /admin/letters`: the administrator writes a letter.

use super::letter::{self, To, Wish};
use super::{Refused, norwegian, read};
use crate::compose::{self, Document, Letter, Part};
use crate::ids;
use crate::server::Shared;
use crate::store::times::{real_ms, stamp};
use crate::store::{StoreError, mailboxes};
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use jiff::Timestamp;
use rusqlite::Connection;
use serde_json::{Map, Value, json};

/// The most that one call delivers.
const MOST: u32 = 100_000;

/// POST `/admin/letters`.
pub async fn deliver(State(sandbox): State<Shared>, body: Bytes) -> Result<Json<Value>, Refused> {
    let wish: Wish = read(&body)?;
    let now = sandbox.clock.now();
    let ids = sandbox.store.run(move |db| fulfil(db, wish, now)).await?;
    Ok(Json(json!({"ids": ids})))
}

/// The mailbox that is meant.
///
/// # Errors
/// 400 when there is none, or none is named.
pub fn mailbox(db: &Connection, to: &To) -> Result<String, Refused> {
    let unknown = || Refused::because("no such person or mailbox");
    match (&to.person, &to.mailbox) {
        (Some(person), None) => mailboxes::own(db, person)?.ok_or_else(unknown),
        (None, Some(id)) => mailboxes::owner(db, id)?.map(|_| id.clone()).ok_or_else(unknown),
        _ => Err(Refused::because("a letter goes to a person or to a mailbox")),
    }
}

fn fulfil(db: &mut Connection, wish: Wish, now: Timestamp) -> Result<Vec<String>, Refused> {
    if wish.level.as_deref().is_some_and(|level| !["substantial", "high"].contains(&level)) {
        return Err(Refused::because("a level is substantial or high"));
    }
    let count = wish.count.unwrap_or(1);
    if count > MOST {
        return Err(Refused::because(format!("at most {MOST} letters at once")));
    }
    if let Some(place) = norwegian::place(db, wish.provider.as_deref(), &wish.to)? {
        return norwegian::deliver(db, &place, wish, count, now);
    }
    let mailbox = mailbox(db, &wish.to)?;
    let mut documents = Vec::new();
    if let Some(body) = wish.body {
        documents.push(Document::of("MAIN", "Brev", body.part(&wish.sender, &wish.subject, "da")?));
    }
    for attachment in wish.attachments.unwrap_or_default() {
        let part: Part = attachment.part("da")?;
        documents.push(Document::of("ADDITIONAL", &part.filename.clone(), part));
    }
    match (wish.action, documents.first_mut()) {
        (Some(action), Some(main)) => main.actions.push(letter::action(action)?),
        (Some(_), None) => return Err(Refused::because("an action belongs to a document")),
        (None, _) => {}
    }
    let mut more = Map::new();
    more.insert("sender".to_owned(), compose::sender(db, &wish.sender)?);
    more.insert("recipient".to_owned(), compose::recipient(db, &mailbox)?);
    more.insert("reply".to_owned(), wish.reply_by.is_some().into());
    if let Some(by) = wish.reply_by {
        more.insert("replyByDateTime".to_owned(), stamp(letter::deadline(&by)?).into());
    }
    let transaction = db.transaction().map_err(StoreError::from)?;
    let mut ids = Vec::new();
    for _ in 0..count {
        let id = ids::fresh();
        let letter = Letter {
            id: id.clone(),
            mailbox: mailbox.clone(),
            folder: None,
            received: stamp(now),
            message_type: if wish.legal_notification == Some(true) { "LEGAL_NOTIFICATION" } else { "REGULAR" },
            label: wish.subject.clone(),
            code: None,
            read: false,
            flag: false,
            level: wish.level.clone(),
            deliver_at: None,
            documents: documents.clone(),
            more: more.clone(),
            changed_ms: real_ms(),
        };
        compose::deliver(&transaction, letter)?;
        ids.push(id);
    }
    transaction.commit().map_err(StoreError::from)?;
    Ok(ids)
}
