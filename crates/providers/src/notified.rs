//! How the service itself tells a person of new letters in a mailbox, asked and changed directly. It belongs to
//! her access, so that each person who reads a mailbox has her own.

use crate::ProviderError;
use async_trait::async_trait;
use jiff::Timestamp;
use model::{AddressState, RemoteId};

/// An e-mail address or a mobile number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteAddress {
    /// The service's id of it.
    pub id: RemoteId,
    /// The address or number.
    pub address: String,
    /// Whether it is told anything.
    pub state: AddressState,
    /// Nothing is told at night.
    pub quiet: bool,
}

/// Where the service tells of new letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteNotifications {
    /// By e-mail.
    pub emails: Vec<RemoteAddress>,
    /// By SMS.
    pub mobile: Option<RemoteAddress>,
    /// Nowhere, by the person's own wish, since then.
    pub opted_out: Option<Timestamp>,
    /// What else can be turned on and off, in the service's own words.
    pub settings: Vec<RemoteSetting>,
}

/// Something about notifications that the service lets one turn on and off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteSetting {
    /// The service's name of it.
    pub name: String,
    /// The service's words for it.
    pub description: String,
    /// On.
    pub on: bool,
    /// The person may change it.
    pub changeable: bool,
}

/// What is changed about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotifiedChange {
    /// One more e-mail address.
    AddEmail(String),
    /// This mobile number, in the service's form: eight digits.
    SetMobile(String),
    /// This address or number no more.
    Remove(RemoteId),
    /// It still holds.
    Confirm(RemoteId),
    /// Nothing at night, or at any time.
    Quiet(RemoteId, bool),
    /// The code that went there.
    Code(RemoteId, String),
    /// A new code, please.
    NewCode(RemoteId),
    /// Nothing at all, or something again.
    OptOut(bool),
    /// The setting of this name on or off.
    Setting(String, bool),
}

/// Notifications as an account has them.
#[async_trait]
pub trait Notified: Send + Sync {
    /// Where this person is told of new letters in this mailbox.
    async fn notifications(&self, _mailbox: &RemoteId) -> Result<RemoteNotifications, ProviderError> {
        Err(ProviderError::NotOffered)
    }

    /// Changes it; how it is then.
    async fn change_notifications(
        &self,
        _mailbox: &RemoteId,
        _change: &NotifiedChange,
    ) -> Result<RemoteNotifications, ProviderError> {
        Err(ProviderError::NotOffered)
    }
}
