//! What Digipost holds of a mailbox, as the administrator looks at it.

use super::letter::Receipt;
use super::store::{documents, mailboxes};
use crate::store::StoreError;
use rusqlite::Connection;
use serde_json::{Value, json};

/// The letters of a mailbox, by its id or its address; none when there is no such mailbox. There are no flags, no versions
/// and nothing is served; `folder` is `INBOX` or a folder's number.
///
/// # Errors
/// When the store fails.
pub fn records(db: &Connection, mailbox: &str) -> Result<Option<Vec<Value>>, StoreError> {
    let Some(mailbox) = mailboxes::called(db, mailbox)? else { return Ok(None) };
    let all = documents::all(db, &mailbox.id)?;
    let record = |document: &documents::Document| {
        let letter = &document.letter;
        let given = letter.files.iter().any(|file| file.receipt == Receipt::Given);
        json!({
            "id": document.id, "folder": document.folder.map_or("INBOX".to_owned(), |number| number.to_string()),
            "read": letter.is_read(), "flag": false, "version": 0, "opened": letter.files.iter().any(|file| file.opened),
            "served": false, "receipt": given,
        })
    };
    Ok(Some(all.iter().map(record).collect()))
}
