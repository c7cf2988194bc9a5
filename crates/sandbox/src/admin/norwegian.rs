//! Norway's side of the administrator's letters, accesses and looks: which service and which mailbox are meant, and what a
//! letter is for both.

use super::letter::{self, To, Wish};
use super::{NorwegianLetter, Refused, read};
use crate::digipost::store::{accesses, documents, mailboxes};
use crate::norway::letter::LetterAction;
use crate::norway::{people, register};
use crate::server::Shared;
use crate::store::StoreError;
use crate::{altinn, digipost};
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use jiff::Timestamp;
use model::Level;
use rusqlite::Connection;
use serde::Deserialize;
use serde_json::{Value, json};

/// What Altinn calls a person or an organisation begins like this.
const PARTY: &str = "urn:altinn:";

/// Where a letter goes.
pub enum Place {
    /// To a party in Altinn.
    Altinn(String),
    /// To a mailbox at Digipost, by its id or its address.
    Digipost(String),
}

/// What Altinn calls a person.
#[must_use]
pub fn party(person: &people::Person) -> String {
    format!("{PARTY}person:identifier-no:{}", person.number)
}

/// What Altinn calls an organisation.
#[must_use]
pub fn organisation(number: &str) -> String {
    format!("{PARTY}organization:identifier-no:{number}")
}

/// Where a letter to somebody in Norway goes; none when it is one to Denmark.
///
/// # Errors
/// 400 when there is no such service, person or mailbox.
pub fn place(db: &Connection, provider: Option<&str>, to: &To) -> Result<Option<Place>, Refused> {
    let person = to.person.as_deref().and_then(people::person);
    let nobody = || Refused::because("no such person or mailbox");
    let named = match (&to.person, &to.mailbox) {
        (Some(_), None) | (None, Some(_)) => to.mailbox.as_deref(),
        _ => return Err(Refused::because("a letter goes to a person or to a mailbox")),
    };
    Ok(match (provider, named) {
        (Some("digital-post"), _) => None,
        (Some("altinn"), Some(party)) => Some(Place::Altinn(party.to_owned())),
        (Some("altinn"), None) => Some(Place::Altinn(party(person.ok_or_else(nobody)?))),
        (Some("digipost"), Some(mailbox)) => Some(Place::Digipost(mailbox.to_owned())),
        (Some("digipost"), None) => {
            let own = mailboxes::of_person(db, person.ok_or_else(nobody)?.id)?;
            Some(Place::Digipost(own.ok_or_else(nobody)?.id))
        }
        (Some(other), _) => return Err(Refused::because(format!("no provider {other} here"))),
        (None, Some(party)) if party.starts_with(PARTY) => Some(Place::Altinn(party.to_owned())),
        (None, Some(mailbox)) => mailboxes::called(db, mailbox)?.map(|found| Place::Digipost(found.id)),
        (None, None) if person.is_some() => return Err(Refused::because("say which provider: altinn or digipost")),
        (None, None) => None,
    })
}

/// Delivers it; the ids of what came of it.
///
/// # Errors
/// 400 when the letter makes no sense, or nobody gets it.
pub fn deliver(
    db: &mut Connection,
    place: &Place,
    wish: Wish,
    count: u32,
    now: Timestamp,
) -> Result<Vec<String>, Refused> {
    let letter = written(wish, count)?;
    let transaction = db.transaction().map_err(StoreError::from)?;
    let ids = match place {
        Place::Altinn(party) => altinn::deliver(&transaction, &letter, party, now)?,
        Place::Digipost(mailbox) => digipost::deliver(&transaction, &letter, mailbox, now)?,
    };
    transaction.commit().map_err(StoreError::from)?;
    Ok(ids)
}

fn written(wish: Wish, count: u32) -> Result<NorwegianLetter, Refused> {
    let body = wish.body.map(|body| body.part(&wish.sender, &wish.subject, "nb")).transpose()?;
    let attachments = wish.attachments.unwrap_or_default().into_iter();
    Ok(NorwegianLetter {
        sender: wish.sender,
        subject: wish.subject,
        summary: wish.summary,
        body,
        attachments: attachments.map(|attachment| attachment.part("nb")).collect::<Result<_, _>>()?,
        due: wish.reply_by.map(|by| letter::deadline(&by)).transpose()?,
        level: wish.level.as_deref().and_then(Level::from_claim),
        // What serves the owner in Denmark takes a confirmation in Norway.
        receipt: wish.receipt.or(wish.legal_notification).unwrap_or_default(),
        action: wish.action.map(action).transpose()?,
        invoice: wish.invoice,
        metadata: wish.metadata.unwrap_or_default(),
        count,
    })
}

/// What can be done, from its words alone or from its members.
fn action(wish: Value) -> Result<LetterAction, Refused> {
    let mut more = match wish {
        Value::String(label) => return Ok(LetterAction { label, url: usual(), more: serde_json::Map::new() }),
        Value::Object(fields) => fields,
        _ => return Err(Refused::because("an action is its label, or an object")),
    };
    let mut take = |names: [&str; 3]| {
        let found = names.into_iter().filter_map(|name| more.remove(name)).collect::<Vec<_>>();
        found.into_iter().find_map(|value| value.as_str().map(str::to_owned))
    };
    let label = take(["label", "code", "actionCode"]).unwrap_or_else(|| "Gå til skjemaet".to_owned());
    let url = take(["url", "entryPointUrl", "href"]).unwrap_or_else(usual);
    Ok(LetterAction { label, url, more })
}

/// Where an action leads when nobody says where.
fn usual() -> String {
    "https://skjema.example.org/".to_owned()
}

/// What a service of Norway holds of a mailbox; none when there is none of that id.
///
/// # Errors
/// When the store fails.
pub fn records(db: &Connection, mailbox: &str) -> Result<Option<Vec<Value>>, StoreError> {
    match altinn::records(db, mailbox)? {
        Some(records) => Ok(Some(records)),
        None => digipost::records(db, mailbox),
    }
}

/// Ends accesses to a Norwegian's mailbox at Digipost; how many there were. None when the owner is no Norwegian.
///
/// # Errors
/// 400 when there is no such access, or no such person.
pub fn end_access(db: &Connection, owner: &str, delegate: Option<&str>) -> Result<Option<usize>, Refused> {
    if people::person(owner).is_none() {
        return Ok(None);
    }
    let missing = || Refused::because("there is no such access to the owner's mailbox");
    let mailbox = mailboxes::of_person(db, owner)?.ok_or_else(missing)?;
    let ended = accesses::end(db, &mailbox.id, delegate)?;
    if ended == 0 && delegate.is_some() { Err(missing()) } else { Ok(Some(ended)) }
}

/// Lets a Norwegian into another's mailbox at Digipost. None when the owner is no Norwegian.
///
/// # Errors
/// 400 when one of them has no mailbox there.
pub fn give_access(db: &Connection, owner: &str, delegate: &str, now: &str) -> Result<Option<Value>, Refused> {
    if people::person(owner).is_none() {
        return Ok(None);
    }
    let (owner, delegate) = (mailboxes::of_person(db, owner)?, mailboxes::of_person(db, delegate)?);
    let (Some(owner), Some(delegate)) = (owner, delegate) else {
        return Err(Refused::because("both of them must have a mailbox at Digipost"));
    };
    accesses::give(db, &owner.id, &delegate.person, now)?;
    let given = accesses::to(db, &owner.id)?.into_iter().find(|access| access.person == delegate.person);
    Ok(Some(json!({"access": given.map(|access| access.id)})))
}

/// What is held of a Norwegian beside her letters: `{"register", "digipost":{"mailbox","address","usedStorage","accesses"}}`.
///
/// # Errors
/// When the store fails.
pub fn held(db: &Connection, person: &people::Person, now: Timestamp) -> Result<Value, StoreError> {
    let entry = register::of(db, person.id)?.map(|entry| entry.to_json(person.number, now, true, true));
    let mut held = json!({"register": entry, "digipost": null});
    if let Some(mailbox) = mailboxes::of_person(db, person.id)? {
        let accesses: Vec<String> = accesses::to(db, &mailbox.id)?.into_iter().map(|access| access.person).collect();
        let used = digipost::used(db, &mailbox)?;
        let digipost =
            json!({"mailbox": mailbox.id, "address": mailbox.address, "usedStorage": used, "accesses": accesses});
        if let Some(members) = held.as_object_mut() {
            members.insert("digipost".to_owned(), digipost);
        }
    }
    Ok(held)
}

#[derive(Deserialize)]
struct Space {
    mailbox: String,
    used: i64,
}

/// POST `/admin/storage` `{"mailbox":"ID or address","used":bytes}`: so much of a mailbox at Digipost is used, whatever
/// lies in it.
pub async fn storage(State(sandbox): State<Shared>, body: Bytes) -> Result<Json<Value>, Refused> {
    let Space { mailbox, used } = read(&body)?;
    let set = sandbox.store.run(move |db| {
        let Some(found) = mailboxes::called(db, &mailbox)? else { return Ok(None) };
        let shown = documents::used(db, &found.id)?;
        mailboxes::set_elsewhere(db, &found.id, used.saturating_sub(shown).max(0))?;
        mailboxes::of_id(db, &found.id)?.map(|mailbox| digipost::used(db, &mailbox)).transpose()
    });
    let used = set.await.map_err(|error: StoreError| Refused::from(error))?;
    used.map(|used| Json(json!({"used": used}))).ok_or_else(|| Refused::because("no such mailbox at Digipost"))
}
