//! What a letter says at a glance: a payment, a receipt, a proof, an event; and what happened about a case.

use jiff::Timestamp;
use jiff::civil::Date;
use model::{Card, CardKind, Happening, HappeningKind, Payment};
use serde::Serialize;
use ts_rs::TS;

/// What is to be paid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, optional_fields)]
pub struct PaymentView {
    /// In hundredths of the currency; absent when the service does not say it as a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "number")]
    pub amount: Option<i64>,
    /// Three letters.
    pub currency: String,
    /// To which account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// The number by which the sender knows the payment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// By when: "2026-12-01".
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub due: Option<Date>,
    /// It is paid, since then.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub paid: Option<Timestamp>,
}

impl From<&Payment> for PaymentView {
    fn from(payment: &Payment) -> Self {
        PaymentView {
            amount: payment.amount,
            currency: payment.currency.clone(),
            account: payment.account.clone(),
            reference: payment.reference.clone(),
            due: payment.due,
            paid: payment.paid,
        }
    }
}

/// A line of a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CardLineView {
    /// What it is.
    pub name: String,
    /// What it says.
    pub value: String,
}

/// A card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, optional_fields)]
pub struct CardView {
    /// Which kind.
    #[ts(type = "\"receipt\" | \"proof\" | \"event\"")]
    pub kind: CardKind,
    /// What it is called.
    pub title: String,
    /// Who issued it, or where something was bought.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// Whose it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holder: Option<String>,
    /// From when it holds, or when it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub from: Option<Timestamp>,
    /// Until when it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub until: Option<Timestamp>,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// In hundredths of the currency.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "number")]
    pub amount: Option<i64>,
    /// Three letters; empty where there is no amount.
    pub currency: String,
    /// The text of a bar code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub barcode: Option<String>,
    /// Whatever else it says.
    pub lines: Vec<CardLineView>,
}

impl From<&Card> for CardView {
    fn from(card: &Card) -> Self {
        let line = |one: &model::CardLine| CardLineView { name: one.name.clone(), value: one.value.clone() };
        CardView {
            kind: card.kind,
            title: card.title.clone(),
            issuer: card.issuer.clone(),
            holder: card.holder.clone(),
            from: card.from,
            until: card.until,
            place: card.place.clone(),
            amount: card.amount,
            currency: card.currency.clone(),
            barcode: card.barcode.clone(),
            lines: card.lines.iter().map(line).collect(),
        }
    }
}

/// Something that happened about a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, optional_fields)]
pub struct HappeningView {
    /// When.
    #[ts(type = "string")]
    pub at: Timestamp,
    /// What kind.
    #[ts(type = "\"transmission\" | \"activity\" | \"seen\"")]
    pub kind: HappeningKind,
    /// The service's own word for it.
    pub word: String,
    /// By whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// By the person who is logged in.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub mine: bool,
    /// What it says.
    pub text: String,
}

impl From<&Happening> for HappeningView {
    fn from(one: &Happening) -> Self {
        HappeningView {
            at: one.at,
            kind: one.kind,
            word: one.word.clone(),
            by: one.by.clone(),
            mine: one.mine,
            text: one.text.clone(),
        }
    }
}
