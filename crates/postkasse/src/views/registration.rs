//! How an owner is registered, and how the service tells a person of new letters.

use super::{Country, FactGroup};
use jiff::Timestamp;
use jiff::civil::Date;
use model::{AddressState, MailboxId, Registration, RemoteId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An e-mail address or a mobile number that the service tells something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AddressView {
    /// The service's id of it.
    #[ts(type = "string")]
    pub id: RemoteId,
    /// The address or number.
    pub address: String,
    /// Whether it is told anything.
    #[ts(type = "\"needsCode\" | \"confirmed\" | \"confirmAgain\"")]
    pub state: AddressState,
    /// Nothing is told at night.
    pub quiet: bool,
}

/// How the owner of a mailbox is registered, by the register itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, optional_fields)]
pub struct RegistrationView {
    /// The mailbox.
    #[ts(type = "string")]
    pub mailbox: MailboxId,
    /// Its owner.
    pub owner: String,
    /// A company or an association.
    pub company: bool,
    /// How.
    #[ts(
        type = "\"registered\" | \"voluntary\" | \"unconfirmed\" | \"awaiting\" | \"exempt\" | \"abroad\" | \"closed\" | \"unknown\""
    )]
    pub status: Registration,
    /// Since when.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub since: Option<Timestamp>,
    /// The first day of the exemption.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub exempt_from: Option<Date>,
    /// The last day of the exemption. Without one the register names none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub exempt_until: Option<Date>,
    /// Through a power of attorney.
    pub by_proxy: bool,
    /// To whom and where letters on paper go, line by line.
    pub paper_to: Vec<String>,
    /// The number for NemSMS.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nem_sms: Option<AddressView>,
    /// What that means, and what else may come to matter.
    pub facts: Vec<FactGroup>,
}

/// What is changed about the number for NemSMS.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind", deny_unknown_fields)]
#[ts(export)]
pub enum NemSmsWish {
    /// This number.
    Set {
        /// As it was typed.
        number: String,
    },
    /// None.
    Remove,
    /// It still holds.
    Confirm,
    /// The code that went there.
    Code {
        /// As it was typed.
        code: String,
    },
    /// A new code.
    NewCode,
}

/// Where the service tells a person of new letters in a mailbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, optional_fields)]
pub struct ServiceNotifications {
    /// The mailbox.
    #[ts(type = "string")]
    pub mailbox: MailboxId,
    /// By e-mail.
    pub emails: Vec<AddressView>,
    /// How many addresses there can be.
    #[ts(type = "number")]
    pub most_emails: usize,
    /// By SMS.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mobile: Option<AddressView>,
    /// Nowhere, by the person's own wish, since then.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub opted_out: Option<Timestamp>,
    /// Whose numbers it sends to.
    pub country: Country,
    /// A new address is proved by a code that is typed in here.
    pub codes: bool,
    /// Nothing at night can be chosen.
    pub quiet: bool,
    /// Nothing at all can be chosen.
    pub opts_out: bool,
    /// What else can be turned on and off.
    pub settings: Vec<SettingView>,
}

/// Something about notifications that the service lets one turn on and off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SettingView {
    /// The service's name of it.
    pub name: String,
    /// The service's words for it.
    pub description: String,
    /// On.
    pub on: bool,
    /// The person may change it.
    pub changeable: bool,
}

/// What is changed about it. An address is named by the service's id.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind", deny_unknown_fields)]
#[ts(export)]
pub enum ServiceNotifyWish {
    /// One more e-mail address.
    AddEmail {
        /// As it was typed.
        email: String,
    },
    /// This mobile number.
    SetMobile {
        /// As it was typed.
        number: String,
    },
    /// This address or number no more.
    Remove {
        /// Which.
        #[ts(type = "string")]
        id: RemoteId,
    },
    /// It still holds.
    Confirm {
        /// Which.
        #[ts(type = "string")]
        id: RemoteId,
    },
    /// Nothing at night, or at any time.
    Quiet {
        /// Which.
        #[ts(type = "string")]
        id: RemoteId,
        /// Nothing at night.
        quiet: bool,
    },
    /// The code that went there.
    Code {
        /// Which.
        #[ts(type = "string")]
        id: RemoteId,
        /// As it was typed.
        code: String,
    },
    /// A new code.
    NewCode {
        /// Which.
        #[ts(type = "string")]
        id: RemoteId,
    },
    /// Nothing at all, or something again.
    OptOut {
        /// Nothing at all.
        out: bool,
    },
    /// One of the service's settings on or off.
    Setting {
        /// The service's name of it.
        name: String,
        /// On.
        on: bool,
    },
}

/// Whether a program that was let in is this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum Here {
    /// It is.
    Yes,
    /// It has the name of this one, and the service does not say on which computer.
    Maybe,
    /// It is another.
    No,
}

/// A program that was let in at the service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, optional_fields)]
pub struct DeviceView {
    /// The service's id of it.
    #[ts(type = "string")]
    pub id: RemoteId,
    /// Its name, or the word under which it is registered; may be empty.
    pub name: String,
    /// When it was let in.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub since: Option<Timestamp>,
    /// Whether it is this one.
    pub here: Here,
}
