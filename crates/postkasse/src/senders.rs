//! Who writes: what the service's register says of the sender of a letter, and the sender's logo. From the vault
//! alone; looking at a letter asks nobody anything.

use crate::App;
use crate::letter::find;
use crate::services::register_page;
use crate::views::{ApiError, OrganisationView};
use letter::check_link;
use model::{AccountId, Mailbox, MailboxId, Message, MessageId, MessageState, OrganisationFacts, RemoteId, SenderId};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use vault::{MessageHead, Profile, StoreError};

/// The logos of a page of letters, each looked up once.
pub(crate) struct Senders<'a> {
    profile: &'a Profile,
    accounts: HashMap<MailboxId, AccountId>,
    logos: HashMap<(AccountId, RemoteId), Option<SenderId>>,
}

impl<'a> Senders<'a> {
    pub(crate) fn new(profile: &'a Profile) -> Self {
        Senders { profile, accounts: HashMap::new(), logos: HashMap::new() }
    }

    /// By what the logo of who sent this letter is asked for, if there is one. What she wrote herself has none.
    pub(crate) fn logo(&mut self, head: &MessageHead) -> Result<Option<SenderId>, StoreError> {
        let Some(organisation) = head.organisation.as_ref().filter(|_| head.recipient.is_none()) else {
            return Ok(None);
        };
        let account = match self.accounts.entry(head.mailbox.clone()) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(self.profile.mailbox(&head.mailbox)?.mailbox.account),
        };
        match self.logos.entry((account.clone(), organisation.clone())) {
            Entry::Occupied(known) => Ok(known.get().clone()),
            Entry::Vacant(place) => {
                let known = self.profile.sender(account, organisation)?;
                Ok(place.insert(known.filter(|known| known.logo).map(|known| known.id)).clone())
            }
        }
    }
}

/// What the register says of who sent this letter.
fn facts(profile: &Profile, mailbox: &Mailbox, message: &Message) -> Result<Option<OrganisationFacts>, StoreError> {
    // Of those whom no register speaks of only the letter's own word is known.
    let registered = |facts: &OrganisationFacts| !facts.number.is_empty();
    let received = message.state == MessageState::Received;
    let Some(organisation) = message.sender.organisation.as_ref().filter(|_| received) else { return Ok(None) };
    Ok(profile.sender(&mailbox.account, organisation)?.and_then(|known| known.facts).filter(registered))
}

/// Where the national register shows the organisation.
fn page(profile: &Profile, mailbox: &Mailbox, facts: &OrganisationFacts) -> Result<Option<String>, StoreError> {
    let account = profile.account(&mailbox.account)?;
    Ok(register_page(account.provider, &account.server, &facts.number))
}

/// Who sent this letter; none where only the letter's own word for it is known.
pub(crate) fn organisation(
    profile: &Profile,
    mailbox: &Mailbox,
    message: &Message,
) -> Result<Option<OrganisationView>, StoreError> {
    let Some(facts) = facts(profile, mailbox, message)? else { return Ok(None) };
    let page = page(profile, mailbox, &facts)?.and_then(|page| Some(check_link(&page).ok()?.shown));
    let OrganisationFacts { name, number, kind, work, closed } = facts;
    Ok(Some(OrganisationView { name, number, kind, work, closed, page }))
}

/// The address of the page on which the national register shows who sent this letter.
pub(crate) fn sender_page(profile: &Profile, id: &MessageId) -> Result<String, StoreError> {
    let (mailbox, message, _) = find(profile, id)?;
    let facts = facts(profile, &mailbox, &message)?.ok_or(StoreError::NotFound)?;
    page(profile, &mailbox, &facts)?.ok_or(StoreError::NotFound)
}

impl App {
    /// A sender's logo, a square PNG.
    ///
    /// # Errors
    /// [`ApiError`]: `notFound` where there is none.
    pub async fn logo(&self, sender: SenderId) -> Result<Vec<u8>, ApiError> {
        self.vault(move |profile| profile.sender_logo(&sender)).await
    }
}
