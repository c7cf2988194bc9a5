//! What a letter says in a form that can be shown at a glance: what is to be paid, a receipt, a proof, an event.
//!
//! Source: Digipost's data types (`digipost-data-types`, ReadMe: Invoice, Receipt, Proof, Event) and the extensions of
//! Norway's digital post to citizens (`arrangement`, `bevis`). All of it is the sender's, and hostile until shown as text.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What is to be paid.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Payment {
    /// In hundredths of the currency (øre); none when the service does not say it as a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<i64>,
    /// Three letters.
    pub currency: String,
    /// To which account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// The number by which the sender knows the payment (KID in Norway).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// By when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// It is paid, or handed to the bank, since then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paid: Option<Timestamp>,
}

/// A line of a card: a name and what it says, both the sender's words.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct CardLine {
    /// What it is.
    pub name: String,
    /// What it says.
    pub value: String,
}

/// Which kind of card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum CardKind {
    /// Something was bought or paid.
    Receipt,
    /// Something is proved: a membership, a permit, a ticket.
    Proof,
    /// Something takes place.
    Event,
}

/// A card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Card {
    /// Which kind.
    pub kind: CardKind,
    /// What it is called.
    pub title: String,
    /// Who issued it, or where something was bought.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub issuer: Option<String>,
    /// Whose it is.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub holder: Option<String>,
    /// From when it holds, or when it was.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub from: Option<Timestamp>,
    /// Until when it holds.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub until: Option<Timestamp>,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub place: Option<String>,
    /// In hundredths of the currency.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub amount: Option<i64>,
    /// Three letters; empty where there is no amount.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub currency: String,
    /// What is shown at a door or a till: the text of a bar code.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub barcode: Option<String>,
    /// Whatever else it says.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub lines: Vec<CardLine>,
}

impl Card {
    /// A card of this kind and name that says nothing more.
    #[must_use]
    pub fn new(kind: CardKind, title: String) -> Self {
        Card {
            kind,
            title,
            issuer: None,
            holder: None,
            from: None,
            until: None,
            place: None,
            amount: None,
            currency: String::new(),
            barcode: None,
            lines: Vec::new(),
        }
    }
}
