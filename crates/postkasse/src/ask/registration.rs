//! How an owner is registered or exempt, and her number for NemSMS.

use super::{refused, typed};
use crate::views::{AddressView, ApiError, Country, NemSmsWish, RegistrationView};
use crate::{App, guide};
use model::{MailboxId, Right};
use providers::{NemSmsChange, RemoteAddress, RemoteRegistration};

/// An address as a shell shows it.
pub(super) fn address(address: RemoteAddress) -> AddressView {
    AddressView { id: address.id, address: address.address, state: address.state, quiet: address.quiet }
}

fn view(mailbox: MailboxId, owner: String, from: RemoteRegistration) -> RegistrationView {
    RegistrationView {
        mailbox,
        owner,
        company: from.company,
        status: from.status,
        since: from.since,
        exempt_from: from.exempt_from,
        exempt_until: from.exempt_until,
        by_proxy: from.by_proxy,
        paper_to: from.paper_to,
        nem_sms: from.nem_sms.map(address),
        facts: guide::groups(from.status, from.company),
    }
}

impl App {
    /// How the owner of a mailbox is registered.
    ///
    /// # Errors
    /// [`ApiError`]: `notAllowed` for who may not change the owner's details, `notFound` when the register does
    /// not know her.
    pub async fn registration(&self, mailbox: MailboxId) -> Result<RegistrationView, ApiError> {
        let asked = self.ask(&mailbox, Right::Administer).await?;
        let found = asked.provider.registration(&asked.mailbox).await?;
        Ok(view(mailbox, asked.owner, found))
    }

    /// Changes the number for NemSMS, also of one who is exempt.
    ///
    /// # Errors
    /// As [`App::registration`]; `refused` with its own text for a number or a code that is none.
    pub async fn change_nem_sms(&self, mailbox: MailboxId, wish: NemSmsWish) -> Result<RegistrationView, ApiError> {
        let (change, text) = match wish {
            NemSmsWish::Set { number } => {
                (NemSmsChange::Set(typed::mobile(&number, Country::Denmark)?), "error.mobile.invalid")
            }
            NemSmsWish::Remove => (NemSmsChange::Remove, "error.code.refused"),
            NemSmsWish::Confirm => (NemSmsChange::Confirm, "error.address.codeFirst"),
            NemSmsWish::Code { code } => (NemSmsChange::Code(typed::code(&code)?), "error.pin.wrong"),
            NemSmsWish::NewCode => (NemSmsChange::NewCode, "error.code.refused"),
        };
        let asked = self.ask(&mailbox, Right::Administer).await?;
        let changed = asked.provider.change_nem_sms(&asked.mailbox, &change).await;
        Ok(view(mailbox, asked.owner, changed.map_err(|error| refused(error, text))?))
    }
}
