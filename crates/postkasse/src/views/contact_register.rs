//! What Norway's register of contact details says of a person, as a shell shows it.

use super::{FactGroup, PageView};
use jiff::Timestamp;
use model::{AccountId, LegalNotice, RegisterLanguage};
use serde::Serialize;
use ts_rs::TS;

/// An address or number of the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, optional_fields)]
pub struct RegisterAddressView {
    /// The address or number.
    pub value: String,
    /// When it was last changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub updated: Option<Timestamp>,
    /// When the person last said that it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub verified: Option<Timestamp>,
    /// Until when it counts, or since when it does not; nothing where the register does not say when it last held.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub until: Option<Timestamp>,
    /// It counts for notice of decisions now.
    pub counts: bool,
}

/// The digital mailbox that the person chose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, optional_fields)]
pub struct RegisterMailboxView {
    /// What it is called; the provider's organisation number where it is none that is known.
    pub name: String,
    /// The address of the mailbox.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Its letters come here with a login; those of the others cannot be fetched.
    pub reached: bool,
}

/// What the register says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, optional_fields)]
pub struct ContactRegisterView {
    /// By which login it was asked.
    #[ts(type = "string")]
    pub account: AccountId,
    /// Of whom.
    pub person: String,
    /// How the state gives notice to her now.
    #[ts(type = "\"digital\" | \"reserved\" | \"noAddress\" | \"stale\" | \"notRegistered\"")]
    pub notice: LegalNotice,
    /// Since when she is reserved, if she is and the register says.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub reserved_since: Option<Timestamp>,
    /// Her e-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<RegisterAddressView>,
    /// Her mobile number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mobile: Option<RegisterAddressView>,
    /// Her digital mailbox.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mailbox: Option<RegisterMailboxView>,
    /// The language in which the state writes to her.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "\"nb\" | \"nn\" | \"en\" | \"se\"")]
    pub language: Option<RegisterLanguage>,
    /// Where only she herself changes address, number and reservation.
    pub own_page: PageView,
    /// Where she chooses a mailbox.
    pub mailbox_page: PageView,
    /// What that means, and what else may come to matter.
    pub facts: Vec<FactGroup>,
}
