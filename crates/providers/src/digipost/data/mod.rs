//! What a letter says beside its files, in a form that can be shown at a glance or done something about: bills,
//! appointments, links with a deadline, events, receipts, proofs. Field names are those of `digipost-data-types`, read as
//! JSON in camel case; all of it is the sender's. A kind that is not known is named, and costs nothing else.

mod appointment;
mod bill;
mod event;
mod external_link;
mod parts;
mod proof;
mod receipt;

use super::text::{line, list};
use jiff::Timestamp;
use model::{Action, ActionCode, Card};
use serde_json::Value;

/// More than a letter has.
const MOST: usize = 20;
/// Kinds that say nothing which is shown otherwise.
const SILENT: [&str; 14] = [
    "boligdetaljer",
    "category",
    "invoicepayment",
    "openingreceipt",
    "openingreceiptaccepted",
    "payslip",
    "pickupnotice",
    "pickupnoticestatus",
    "residence",
    "sharedocumentsrequest",
    "signeddocument",
    "signingrequest",
    "verifiablecredentialnotice",
    "verifiablepresentationnotice",
];

/// What is said.
#[derive(Debug, Default)]
pub struct Said {
    pub actions: Vec<Action>,
    pub cards: Vec<Card>,
}

/// What it is said about.
pub struct About<'a> {
    /// The title of the document.
    pub title: &'a str,
    /// What nothing else is called: an appointment in a calendar is known again by it.
    pub key: &'a str,
    /// The bill is paid, or handed to the bank, since then at the latest.
    pub paid: Option<Timestamp>,
}

/// Reads what a document says.
pub fn read(document: &Value, about: &About<'_>, odd: &mut Vec<String>) -> Said {
    let mut said = Said::default();
    if let Some(invoice) = document.get("invoice").filter(|invoice| invoice.is_object()) {
        said.actions.push(bill::of_document(invoice, about, odd));
    }
    for (place, data) in list(document, "metadata", MOST).enumerate() {
        let kind = line(data, "type").unwrap_or_default();
        let word: String = kind.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
        match word.as_str() {
            "appointment" => said.actions.push(appointment::read(data, about, place, odd)),
            "externallink" => said.actions.extend(external_link::read(data, about, odd)),
            "event" => event::read(data, about, place, &mut said, odd),
            "receipt" => said.cards.push(receipt::read(data, about, odd)),
            "proof" => said.cards.push(proof::read(data, about, odd)),
            // The invoice that the document has itself says the same.
            "invoice" | "inkasso" if document.get("invoice").is_none() => {
                said.actions.push(bill::of_data(data, about, odd));
            }
            "invoice" | "inkasso" => {}
            silent if SILENT.contains(&silent) => {}
            _ => odd.push(format!("data of an unknown kind: {}", plain(&kind))),
        }
    }
    said
}

/// A kind's name, which is the sender's, in a form that fits into a log.
fn plain(kind: &str) -> String {
    kind.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).take(40).collect()
}

fn action(code: ActionCode, label: &str) -> Action {
    Action {
        label: label.to_owned(),
        code,
        starts: None,
        ends: None,
        url: None,
        reservation: None,
        payment: None,
        prompt: None,
    }
}

#[cfg(test)]
mod tests;
