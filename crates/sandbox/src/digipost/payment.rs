//! Handing an invoice to the bank. Nothing is paid in the sandbox.

use super::caller::Reader;
use super::refusal::Refusal;
use super::store::documents;
use crate::norway::dates::with_offset;
use crate::server::Shared;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde_json::{Value, json};

/// POST `send_to_bank`.
pub async fn send_to_bank(
    State(sandbox): State<Shared>,
    reader: Reader,
    Path(file): Path<String>,
) -> Result<StatusCode, Refusal> {
    let now = with_offset(sandbox.clock.now());
    let sent = sandbox.store.run(move |db| {
        let (mailbox, mut document) = reader.letter_of(db, &file)?;
        reader.own(db, &mailbox.id)?;
        let found = document.letter.file_mut(&file).filter(|file| reader.scope.opens(file.needs));
        let invoice = found.and_then(|file| file.invoice.as_mut()?.as_object_mut()).ok_or_else(Refusal::not_found)?;
        if invoice.get("canBePaidByUser") != Some(&Value::Bool(true)) || invoice.contains_key("payment") {
            return Err(Refusal::rule("CANNOT_BE_PAID", "The invoice cannot be handed to the bank."));
        }
        let payment = json!({"timePaid": now, "debitorBankAccount": "00000000000", "link": []});
        invoice.insert("payment".to_owned(), payment);
        Ok(documents::save(db, &document)?)
    });
    sent.await.map(|()| StatusCode::NO_CONTENT)
}
