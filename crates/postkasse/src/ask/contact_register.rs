//! What Norway's register of contact details and reservations says of the person who is logged in: asked now, kept
//! nowhere. Of all that stands there a program may change the language alone; the rest she changes on the state's page.

use crate::offers::has;
use crate::views::{ApiError, ContactRegisterView, Offer, RegisterAddressView, RegisterMailboxView};
use crate::{App, guide};
use jiff::Timestamp;
use model::{AccountId, Code, ContactRegister, RegisterLanguage, RegisterMailbox, Verified};
use providers::Provider;
use std::sync::Arc;

/// The providers of digital mailboxes by their organisation numbers (Enhetsregisteret), and whether their letters can
/// be fetched by a program.
const MAILBOXES: [(&str, &str, bool); 2] = [("984661185", "Digipost", true), ("922020175", "e-Boks", false)];

fn address(verified: Verified, now: Timestamp) -> RegisterAddressView {
    RegisterAddressView {
        until: verified.stale_from(),
        counts: verified.counts(now),
        value: verified.value,
        updated: verified.updated,
        verified: verified.verified,
    }
}

fn mailbox(chosen: RegisterMailbox) -> RegisterMailboxView {
    let known = MAILBOXES.iter().find(|(number, ..)| *number == chosen.provider);
    RegisterMailboxView {
        name: known.map_or(chosen.provider, |(_, name, _)| (*name).to_owned()),
        address: chosen.address,
        reached: known.is_some_and(|(.., reached)| *reached),
    }
}

fn view(account: AccountId, person: String, from: ContactRegister, now: Timestamp) -> ContactRegisterView {
    let notice = from.notice(now);
    ContactRegisterView {
        account,
        person,
        notice,
        reserved_since: from.reserved.and_then(|reserved| reserved.since),
        email: from.email.map(|email| address(email, now)),
        mobile: from.mobile.map(|mobile| address(mobile, now)),
        mailbox: from.mailbox.map(mailbox),
        language: from.language,
        own_page: guide::own_register_page(),
        mailbox_page: guide::mailbox_page(),
        facts: guide::register_facts(notice),
    }
}

impl App {
    /// What the register says of the person behind this login.
    ///
    /// # Errors
    /// [`ApiError`]: `refused` where the login reaches no such register, `notFound` when there is no such account;
    /// `signInAgain`, `offline` and `busy` as the register has it.
    pub async fn contact_register(&self, account: AccountId) -> Result<ContactRegisterView, ApiError> {
        let (person, service) = self.register_of(&account).await?;
        let found = sync::patiently(|| service.contact_register()).await?;
        Ok(view(account, person, found, self.clock.now()))
    }

    /// Changes the language in which every authority of the country writes to her; the register as it is then. Whoever
    /// calls this has told her that it is a national register.
    ///
    /// # Errors
    /// As [`App::contact_register`].
    pub async fn set_register_language(
        &self,
        account: AccountId,
        language: RegisterLanguage,
    ) -> Result<ContactRegisterView, ApiError> {
        let (person, service) = self.register_of(&account).await?;
        let found = service.set_register_language(language).await?;
        Ok(view(account, person, found, self.clock.now()))
    }

    async fn register_of(&self, account: &AccountId) -> Result<(String, Arc<dyn Provider>), ApiError> {
        let id = account.clone();
        let known = self.vault(move |profile| profile.account(&id)).await?;
        if !has(known.provider, Offer::ContactRegister) {
            return Err(ApiError::said(Code::Refused, "error.register.none"));
        }
        Ok((known.person, self.service_of(account).await?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{LegalNotice, Reserved};

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn verified(value: &str, updated: &str) -> Verified {
        Verified { value: value.to_owned(), updated: Some(at(updated)), verified: None }
    }

    fn register() -> ContactRegister {
        ContactRegister {
            active: true,
            reserved: None,
            email: Some(verified("kari@eksempel.example", "2026-06-01T10:00:00Z")),
            mobile: Some(verified("+4740000001", "2024-01-31T10:00:00Z")),
            mailbox: Some(RegisterMailbox {
                provider: "984661185".to_owned(),
                address: Some("kari.prove#0000".to_owned()),
            }),
            language: Some(RegisterLanguage::Nn),
        }
    }

    fn seen(from: ContactRegister) -> ContactRegisterView {
        let account = AccountId::from_random([1; 10]);
        view(account, "Kari Prøve".to_owned(), from, at("2026-11-27T10:00:00Z"))
    }

    #[test]
    fn each_address_counts_for_itself_and_says_until_when() {
        let view = seen(register());
        assert_eq!(view.notice, LegalNotice::Digital, "one that counts is enough");
        let (email, mobile) = (view.email.unwrap(), view.mobile.unwrap());
        assert!(email.counts && !mobile.counts);
        assert_eq!(email.until, Some(at("2027-12-01T11:00:00Z")), "eighteen months by the calendar of Norway");
        assert_eq!(mobile.until, Some(at("2025-07-31T09:00:00Z")));
    }

    #[test]
    fn a_mailbox_is_named_by_its_provider_and_it_is_said_whether_its_letters_can_be_fetched() {
        let of = |number: &str| {
            let chosen = RegisterMailbox { provider: number.to_owned(), address: None };
            let found = seen(ContactRegister { mailbox: Some(chosen), ..register() }).mailbox.unwrap();
            (found.name, found.reached)
        };
        assert_eq!(of("984661185"), ("Digipost".to_owned(), true));
        assert_eq!(of("922020175"), ("e-Boks".to_owned(), false));
        assert_eq!(of("000000000"), ("000000000".to_owned(), false));
    }

    #[test]
    fn whoever_is_reserved_reads_what_still_reaches_her_and_how_to_come_back() {
        let reserved = Reserved { since: Some(at("2023-06-13T11:42:34Z")) };
        let view = seen(ContactRegister { reserved: Some(reserved), ..register() });
        assert_eq!((view.notice, view.reserved_since), (LegalNotice::Reserved, reserved.since));
        let texts: Vec<&str> =
            view.facts.iter().flat_map(|group| &group.facts).map(|fact| fact.text.as_str()).collect();
        for text in ["fact.no.reserved.still", "fact.no.reserved.login", "fact.no.back.how"] {
            assert!(texts.contains(&text), "{text}: {texts:?}");
        }
        assert_eq!(view.own_page.host, "minprofil.kontaktregisteret.no");
    }
}
