//! Mailboxes, folders, letters and their files in Digipost's own shapes. What somebody may not do has no link.

use super::caller::Reader;
use super::letter::{File, Letter, Receipt};
use super::links::{self, Links};
use super::store::documents::{self, Document};
use super::store::folders::{self, Folder};
use super::store::mailboxes::Mailbox;
use crate::norway::dates::with_offset;
use crate::store::StoreError;
use jiff::Timestamp;
use rusqlite::Connection;
use serde_json::{Map, Value, json};

/// What a mailbox may hold.
pub const SPACE: i64 = 1 << 30;
/// What the list says in the place of a subject that is nobody's business yet, as seen in the apps' fixtures.
const CONFIDENTIAL: &str = "Konfidensielt brev";

/// What a mailbox holds, with what is not shown.
///
/// # Errors
/// When the store fails.
pub fn used(db: &Connection, mailbox: &Mailbox) -> Result<i64, StoreError> {
    Ok(documents::used(db, &mailbox.id)?.saturating_add(mailbox.elsewhere))
}

/// A mailbox with its folders.
///
/// # Errors
/// When the store fails.
pub fn mailbox(db: &Connection, links: &Links<'_>, reader: &Reader, of: &Mailbox) -> Result<Value, StoreError> {
    let owner = reader.owns(of);
    let mut all = vec![links.to("self", links::MAILBOX, &of.id), links.to("document_inbox", links::INBOX, &of.id)];
    if owner {
        all.push(links.to("upload_document", links::UPLOAD, &of.id));
        all.push(links.to("upload_document_to_inbox", links::UPLOAD, &of.id));
        all.push(links.to("create_folder", links::FOLDERS, &of.id));
    }
    Ok(json!({
        "name": of.name, "digipostaddress": of.address, "owner": owner,
        "unreadItemsInInbox": documents::unread(db, &of.id)?, "usedStorage": used(db, of)?,
        "totalAvailableStorage": SPACE, "folders": folders_of(db, links, owner, &of.id)?, "link": all,
    }))
}

/// The folders of a mailbox.
///
/// # Errors
/// When the store fails.
pub fn folders_of(db: &Connection, links: &Links<'_>, owner: bool, mailbox: &str) -> Result<Value, StoreError> {
    let folders: Vec<Value> = folders::of(db, mailbox)?.iter().map(|one| folder(links, owner, one).into()).collect();
    let mut all = vec![links.to("self", links::FOLDERS, mailbox)];
    if owner {
        all.push(links.to("create_folder", links::FOLDERS, mailbox));
        all.push(links.to("update_folders", links::FOLDERS, mailbox));
    }
    Ok(json!({"folder": folders, "link": all}))
}

/// A folder without what lies in it.
#[must_use]
pub fn folder(links: &Links<'_>, owner: bool, of: &Folder) -> Map<String, Value> {
    let mut all = vec![links.to("self", links::FOLDER, &of.id)];
    if owner {
        for relation in ["change_folder", "delete_folder", "upload_document"] {
            all.push(links.to(relation, links::FOLDER, &of.id));
        }
    }
    let members = [("name", json!(of.name)), ("id", of.number.into()), ("icon", json!(of.icon)), ("link", all.into())];
    members.map(|(name, value)| (name.to_owned(), value)).into_iter().collect()
}

/// Letters.
#[must_use]
pub fn documents(links: &Links<'_>, reader: &Reader, owner: bool, all: &[Document]) -> Value {
    let shapes: Vec<Value> = all.iter().map(|one| document(links, reader, owner, one)).collect();
    json!({"document": shapes, "link": []})
}

/// Whether the main file is beyond this login.
#[must_use]
pub fn is_locked(reader: &Reader, letter: &Letter) -> bool {
    letter.main().is_some_and(|file| !reader.scope.opens(file.needs))
}

/// A letter.
#[must_use]
pub fn document(links: &Links<'_>, reader: &Reader, owner: bool, of: &Document) -> Value {
    let letter = &of.letter;
    let hidden = letter.confidential && is_locked(reader, letter);
    let creator = if hidden { "" } else { &letter.creator };
    let created = with_offset(Timestamp::from_millisecond(of.created_ms).unwrap_or_default());
    let main = letter.main().cloned().unwrap_or_default();
    let attachments: Vec<Value> = letter
        .files
        .iter()
        .enumerate()
        .map(|(at, file)| {
            let mut shape = attachment(links, reader, owner, file);
            let subject = if hidden { CONFIDENTIAL } else { &file.subject };
            let members = [
                ("subject", json!(subject)),
                ("mainDocument", (at == 0).into()),
                ("origin", json!(letter.origin)),
                ("creatorName", json!(creator)),
                ("created", json!(created)),
                ("type", json!(if file.invoice.is_some() { "INVOICE" } else { letter.kind.as_str() })),
            ];
            shape.extend(members.map(|(name, value)| (name.to_owned(), value)));
            Value::Object(shape)
        })
        .collect();
    let mut shape = json!({
        "subject": if hidden { CONFIDENTIAL } else { letter.subject.as_str() }, "creatorName": creator,
        "created": created, "fileType": main.file_type, "fileSize": main.size, "origin": letter.origin,
        "authentication-level": main.needs.as_str(), "location": if of.folder.is_some() { "FOLDER" } else { "INBOX" },
        "read": main.read, "confidential": letter.confidential, "type": letter.kind, "sufficientTerms": true,
        "attachment": attachments, "link": document_links(links, reader, owner, of),
    });
    let invoice = main.invoice.as_ref().filter(|_| !is_locked(reader, letter));
    if let Some(members) = shape.as_object_mut() {
        if let Some(folder) = of.folder {
            members.insert("folderId".to_owned(), folder.into());
        }
        if let Some(invoice) = invoice {
            members.insert("paid".to_owned(), invoice.get("payment").is_some().into());
        }
    }
    shape
}

fn document_links(links: &Links<'_>, reader: &Reader, owner: bool, of: &Document) -> Vec<Value> {
    let letter = &of.letter;
    let mut all = vec![("self", links.to("self", links::DOCUMENT, &of.id))];
    if owner {
        all.push(("update_document", links.to("update_document", links::DOCUMENT, &of.id)));
        all.push(("delete_document", links.to("delete_document", links::DOCUMENT, &of.id)));
    }
    if let Some(main) = letter.main().filter(|file| can_be_read(reader, file)) {
        all.push(("get_document_content", links.content(&main.id)));
    }
    if let Some(organisation) = &letter.organisation {
        all.push(("organisation_logo", links.to("organisation_logo", links::LOGO, organisation)));
    }
    all.retain(|(relation, _)| !letter.without.iter().any(|without| without == relation));
    let more = letter.with.iter().map(|relation| links.to(relation, links::UNKNOWN, &of.id));
    all.into_iter().map(|(_, link)| link).chain(more).collect()
}

/// Whether a file can be fetched as it is.
fn can_be_read(reader: &Reader, file: &File) -> bool {
    reader.scope.opens(file.needs) && file.receipt != Receipt::Wanted && !file.linkless
}

fn attachment(links: &Links<'_>, reader: &Reader, owner: bool, file: &File) -> Map<String, Value> {
    let open = reader.scope.opens(file.needs);
    let link = if can_be_read(reader, file) {
        vec![links.content(&file.id)]
    } else if open && owner && file.receipt == Receipt::Wanted {
        vec![links.to("send_opening_receipt", links::RECEIPT, &file.id)]
    } else {
        Vec::new()
    };
    let mut shape = json!({
        "fileType": file.file_type, "fileSize": file.size, "authentication-level": file.needs.as_str(),
        "read": file.read, "link": link,
    });
    let Some(members) = shape.as_object_mut() else { return Map::new() };
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            members.insert(name.to_owned(), value);
        }
    };
    put("userKeyEncrypted", file.encrypted.then(|| true.into()));
    // What it says is what is locked.
    put("metadata", (open && !file.metadata.is_empty()).then(|| file.metadata.clone().into()));
    put("invoice", file.invoice.clone().filter(|_| open).map(|invoice| payable(links, owner, file, invoice)));
    std::mem::take(members)
}

/// An invoice with what can be done about it.
fn payable(links: &Links<'_>, owner: bool, file: &File, mut invoice: Value) -> Value {
    if let Some(members) = invoice.as_object_mut() {
        let can = members.get("canBePaidByUser") == Some(&Value::Bool(true));
        let link = if can && owner && !members.contains_key("payment") {
            vec![links.to("send_to_bank", links::PAYMENT, &file.id)]
        } else {
            Vec::new()
        };
        members.insert("link".to_owned(), link.into());
    }
    invoice
}
