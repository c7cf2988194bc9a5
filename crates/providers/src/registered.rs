//! The register of owners, asked and changed directly: nothing of it is kept.

use crate::{ProviderError, RemoteAddress};
use async_trait::async_trait;
use jiff::Timestamp;
use jiff::civil::Date;
use model::{ContactRegister, RegisterLanguage, Registration, RemoteId};

/// How the owner of a mailbox is registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteRegistration {
    /// How.
    pub status: Registration,
    /// A company or an association, not a citizen.
    pub company: bool,
    /// Since when, if the register says.
    pub since: Option<Timestamp>,
    /// The first day of the exemption.
    pub exempt_from: Option<Date>,
    /// The last day of the exemption, if the register names one.
    pub exempt_until: Option<Date>,
    /// Through a power of attorney.
    pub by_proxy: bool,
    /// To whom and where letters on paper go, line by line, when the owner is exempt.
    pub paper_to: Vec<String>,
    /// The number for NemSMS.
    pub nem_sms: Option<RemoteAddress>,
}

/// What is changed about the number for NemSMS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NemSmsChange {
    /// This number, in the service's form: eight digits.
    Set(String),
    /// None.
    Remove,
    /// It still holds.
    Confirm,
    /// The code that went there.
    Code(String),
    /// A new code, please.
    NewCode,
}

/// The register as an account reaches it.
#[async_trait]
pub trait Registered: Send + Sync {
    /// How the owner of this mailbox is registered.
    async fn registration(&self, _mailbox: &RemoteId) -> Result<RemoteRegistration, ProviderError> {
        Err(ProviderError::NotOffered)
    }

    /// Changes the number for NemSMS; the register as it is then.
    async fn change_nem_sms(
        &self,
        _mailbox: &RemoteId,
        _change: &NemSmsChange,
    ) -> Result<RemoteRegistration, ProviderError> {
        Err(ProviderError::NotOffered)
    }

    /// What the national register of contact details says of the person who is logged in.
    async fn contact_register(&self) -> Result<ContactRegister, ProviderError> {
        Err(ProviderError::NotOffered)
    }

    /// Changes the language in which the state writes to her, for every authority; the register as it is then.
    async fn set_register_language(&self, _language: RegisterLanguage) -> Result<ContactRegister, ProviderError> {
        Err(ProviderError::NotOffered)
    }
}
