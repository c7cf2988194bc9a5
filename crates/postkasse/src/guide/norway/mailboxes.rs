//! The two providers of digital mailboxes: what each is, what moves along when one changes from one to the other and
//! what does not, and where that is done.

use super::pages::{CHOOSE, DIGIPOST, DIGIPOST_AGE, DIGITAL, E_BOKS, E_BOKS_TERMS, EID, MAILBOX, MIN_PROFIL};
use crate::guide::pages::Page;
use crate::guide::{Fact, group};
use crate::views::{MailboxProviderView, MailboxProvidersView, PageView};

struct Provider {
    name: &'static str,
    page: &'static Page,
    facts: &'static [Fact],
}

const PROVIDERS: [Provider; 2] = [
    Provider {
        name: "Digipost",
        page: &DIGIPOST,
        facts: &[
            Fact::new("mailboxes.digipost.what", &DIGIPOST_AGE),
            Fact::new("mailboxes.digipost.here", &DIGIPOST_AGE),
        ],
    },
    Provider {
        name: "e-Boks",
        page: &E_BOKS,
        facts: &[
            Fact::new("mailboxes.eBoks.what", &E_BOKS_TERMS),
            Fact::new("mailboxes.eBoks.closed", &E_BOKS),
            Fact::new("mailboxes.eBoks.import", &E_BOKS),
        ],
    },
];
const ALONG: &[Fact] = &[Fact::new("mailboxes.along.new", &DIGITAL), Fact::new("mailboxes.along.move", &CHOOSE)];
const STAYS: &[Fact] = &[
    Fact::new("mailboxes.stays.old", &CHOOSE),
    Fact::new("mailboxes.stays.private", &E_BOKS_TERMS),
    Fact::new("mailboxes.stays.own", &CHOOSE),
];
const HOW: &[Fact] = &[
    Fact::new("mailboxes.how.where", &CHOOSE),
    Fact::new("mailboxes.how.eid", &EID),
    Fact::new("mailboxes.how.sms", &MAILBOX),
    Fact::new("mailboxes.how.again", &CHOOSE),
];

/// What there is to know before one chooses or changes.
#[must_use]
pub fn mailbox_providers() -> MailboxProvidersView {
    let provider = |one: &Provider| MailboxProviderView {
        name: one.name.to_owned(),
        page: one.page.view(),
        facts: one.facts.iter().map(|fact| fact.view()).collect(),
    };
    MailboxProvidersView {
        providers: PROVIDERS.iter().map(provider).collect(),
        groups: vec![
            group("mailboxes.how", true, HOW),
            group("mailboxes.along", true, ALONG),
            group("mailboxes.stays", true, STAYS),
        ],
        choose: mailbox_page(),
        own_page: own_register_page(),
    }
}

/// Where a person chooses a mailbox.
pub(crate) fn mailbox_page() -> PageView {
    MAILBOX.view()
}

/// Where a person changes what the register has of her.
pub(crate) fn own_register_page() -> PageView {
    MIN_PROFIL.view()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_providers_stand_there_and_every_text_is_in_the_catalogue_with_its_page() {
        let (view, catalogue) = (mailbox_providers(), notify::Catalogue::of("nn"));
        let names: Vec<&str> = view.providers.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["Digipost", "e-Boks"]);
        let facts = view.providers.iter().flat_map(|one| &one.facts);
        for fact in facts.chain(view.groups.iter().flat_map(|group| &group.facts)) {
            assert!(catalogue.has(&fact.text), "{}", fact.text);
            assert!(!fact.page.host.is_empty(), "{}", fact.text);
        }
        assert!(view.groups.iter().all(|group| catalogue.has(&group.title)));
        assert_eq!((view.choose.host.as_str(), view.own_page.id.as_str()), ("norge.no", "minProfil"));
    }
}
