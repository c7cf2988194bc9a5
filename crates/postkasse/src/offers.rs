//! What each service has, where a page or a dialog depends on it and the rights in a mailbox do not say. A service that
//! does not know a question answers that all the same ([`providers::ProviderError::NotOffered`]); this is so that
//! nobody is offered it first.

use crate::views::{Country, Offer};
use model::{AccessLevel, Mailbox, MailboxKind, MailboxState, ProviderId, Right};

/// What this service has.
pub(crate) fn offers(provider: ProviderId) -> &'static [Offer] {
    use Offer::{
        AccessByAddress, AccessElsewhere, Accesses, Activity, ContactRegister, Devices, Erasing, Flags, FolderIcons,
        FoldersInFolders, Notes, Registration, Writing,
    };
    match provider {
        ProviderId::DigitalPost => {
            &[Writing, Registration, Devices, Accesses, Activity, Erasing, Flags, Notes, FoldersInFolders]
        }
        ProviderId::Altinn => &[ContactRegister, AccessElsewhere],
        ProviderId::Digipost => &[AccessByAddress, Erasing, FolderIcons],
        // What is kept here is changed here.
        ProviderId::Receiver | ProviderId::Archive => &[Erasing, Flags, Notes, FoldersInFolders],
    }
}

/// The country whose mail this service brings; imported letters are of none.
pub(crate) fn country(provider: ProviderId) -> Option<Country> {
    match provider {
        ProviderId::DigitalPost | ProviderId::Receiver => Some(Country::Denmark),
        ProviderId::Altinn | ProviderId::Digipost => Some(Country::Norway),
        ProviderId::Archive => None,
    }
}

/// Whether this service has it.
pub(crate) fn has(provider: ProviderId, what: Offer) -> bool {
    offers(provider).contains(&what)
}

/// The most characters in the name of a folder. Digipost's own rule (`validationRules.foldername`) is 30; the others
/// name none, and a longer name fits in no list.
pub(crate) fn longest_folder_name(provider: ProviderId) -> usize {
    if provider == ProviderId::Digipost { 30 } else { 100 }
}

/// The most e-mail addresses that a service tells of new letters (`EmailNotificationSubscription` of the description of
/// Digital Post; the settings of Digipost's own programs).
pub(crate) fn most_emails(provider: ProviderId) -> usize {
    if provider == ProviderId::Digipost { 3 } else { 5 }
}

/// What the person may let others do in this mailbox. At Digipost there is one kind of access, to all of one's own
/// mailbox: reading, and sending in the owner's name.
pub(crate) fn gives(mailbox: &Mailbox) -> Vec<AccessLevel> {
    let usual = || AccessLevel::given_in(mailbox.kind, mailbox.rights);
    match mailbox.state {
        MailboxState::Active if has(mailbox.provider, Offer::Accesses) => usual(),
        MailboxState::Active if has(mailbox.provider, Offer::AccessByAddress) => {
            let may = mailbox.rights.has(Right::Grant) && mailbox.kind == MailboxKind::Own;
            if may { vec![AccessLevel::Write] } else { Vec::new() }
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{AccountId, MailboxId, Privilege, Rights};

    fn mailbox(provider: ProviderId, kind: MailboxKind, rights: Rights) -> Mailbox {
        Mailbox {
            id: MailboxId::from_random([1; 10]),
            remote_id: "r".into(),
            account: AccountId::from_random([2; 10]),
            provider,
            name: "Kari Prøve".into(),
            owner: "Kari Prøve".into(),
            owner_ref: None,
            kind,
            rights,
            ends: None,
            state: MailboxState::Active,
            part_of: None,
            favourite: false,
            space: None,
            fetch_ahead: false,
        }
    }

    #[test]
    fn one_gives_access_where_the_service_lets_one_and_only_to_what_is_ones_own() {
        let (own, all) = (MailboxKind::Own, Privilege::Citizen.rights());
        assert_eq!(gives(&mailbox(ProviderId::DigitalPost, own, all)), [AccessLevel::Read, AccessLevel::Write]);
        assert_eq!(gives(&mailbox(ProviderId::Digipost, own, all)), [AccessLevel::Write]);
        assert!(gives(&mailbox(ProviderId::Digipost, MailboxKind::Delegated, all)).is_empty());
        assert!(gives(&mailbox(ProviderId::Digipost, own, Rights::of(&[Right::Read]))).is_empty());
        assert!(gives(&mailbox(ProviderId::Altinn, own, all)).is_empty());
        let closed = Mailbox { state: MailboxState::Closed, ..mailbox(ProviderId::Digipost, own, all) };
        assert!(gives(&closed).is_empty());
    }

    #[test]
    fn each_service_gives_access_in_one_way_only() {
        let ways = [Offer::Accesses, Offer::AccessByAddress, Offer::AccessElsewhere];
        for provider in [ProviderId::DigitalPost, ProviderId::Altinn, ProviderId::Digipost] {
            assert_eq!(ways.into_iter().filter(|way| has(provider, *way)).count(), 1, "{provider:?}");
        }
        for provider in [ProviderId::Archive, ProviderId::Receiver] {
            assert!(!ways.into_iter().any(|way| has(provider, way)), "{provider:?}");
        }
    }
}
