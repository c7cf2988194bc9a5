//! What the register's answer means for letters, what reaches a person all the same, and how she is reserved or comes
//! back. No text here says more than the page that it rests on.

use super::pages::{
    CHOOSE, COMPANIES, CONTACT, DIGITAL, EID, EIGHTEEN, HEALTH_AGE, MAILBOX, MINID, OPTING_OUT, REGISTER, RESERVATION,
};
use crate::guide::{Fact, group};
use crate::views::FactGroup;
use model::LegalNotice;

const DIGITALLY: &[Fact] = &[
    Fact::new("fact.no.digital.told", &CONTACT),
    Fact::new("fact.no.digital.eighteen", &EIGHTEEN),
    Fact::new("fact.no.digital.asked", &REGISTER),
];
const STALE: &[Fact] = &[Fact::new("fact.no.stale.paper", &EIGHTEEN), Fact::new("fact.no.stale.do", &EIGHTEEN)];
const NO_ADDRESS: &[Fact] =
    &[Fact::new("fact.no.noAddress.paper", &RESERVATION), Fact::new("fact.no.noAddress.do", &CONTACT)];
const NOT_REGISTERED: &[Fact] =
    &[Fact::new("fact.no.notRegistered.paper", &RESERVATION), Fact::new("fact.no.noAddress.do", &CONTACT)];
const RESERVED: &[Fact] = &[Fact::new("fact.no.reserved.paper", &RESERVATION)];
const STILL: &[Fact] = &[
    Fact::new("fact.no.reserved.still", &RESERVATION),
    Fact::new("fact.no.reserved.login", &OPTING_OUT),
    Fact::new("fact.no.reserved.address", &CONTACT),
];
const BACK: &[Fact] = &[Fact::new("fact.no.back.how", &RESERVATION), Fact::new("fact.no.back.phone", &MAILBOX)];
const RESERVE: &[Fact] = &[
    Fact::new("fact.no.reserve.how", &RESERVATION),
    Fact::new("fact.no.reserve.all", &RESERVATION),
    Fact::new("fact.no.reserve.slower", &OPTING_OUT),
    Fact::new("fact.no.reserve.nav", &RESERVATION),
    Fact::new("fact.no.reserve.company", &COMPANIES),
];
const A_MAILBOX: &[Fact] = &[
    Fact::new("fact.no.mailbox.without", &DIGITAL),
    Fact::new("fact.no.mailbox.choose", &CHOOSE),
    Fact::new("fact.no.mailbox.eid", &EID),
];
const YOUNG: &[Fact] = &[
    Fact::new("fact.no.young.minId", &MINID),
    Fact::new("fact.no.young.bankId", &EID),
    Fact::new("fact.no.young.mailbox", &HEALTH_AGE),
];

/// The texts for whom the state gives notice in this way.
pub(crate) fn groups(notice: LegalNotice) -> Vec<FactGroup> {
    let mailbox = |open| group("facts.no.mailbox", open, A_MAILBOX);
    let reserve = group("facts.no.reserve", false, RESERVE);
    let young = group("facts.no.young", false, YOUNG);
    match notice {
        LegalNotice::Reserved => vec![
            group("facts.means", true, RESERVED),
            group("facts.no.still", true, STILL),
            group("facts.back", true, BACK),
            mailbox(false),
            young,
        ],
        LegalNotice::Digital => vec![group("facts.means", true, DIGITALLY), mailbox(false), reserve, young],
        LegalNotice::Stale => vec![group("facts.means", true, STALE), mailbox(false), reserve, young],
        LegalNotice::NoAddress => {
            vec![group("facts.means", true, NO_ADDRESS), group("facts.no.still", true, STILL), mailbox(true), young]
        }
        LegalNotice::NotRegistered => vec![group("facts.means", true, NOT_REGISTERED), mailbox(true), young],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_names_where_it_is_from_and_stands_in_the_catalogue() {
        let catalogue = notify::Catalogue::of("nb");
        for notice in [
            LegalNotice::Digital,
            LegalNotice::Reserved,
            LegalNotice::NoAddress,
            LegalNotice::Stale,
            LegalNotice::NotRegistered,
        ] {
            let groups = groups(notice);
            assert!(groups.first().is_some_and(|first| first.open), "{notice:?}: what it means stands open");
            for group in groups {
                assert!(catalogue.has(&group.title), "{}", group.title);
                for fact in group.facts {
                    assert!(catalogue.has(&fact.text), "{}", fact.text);
                    assert!(!fact.page.host.is_empty() && !fact.page.date.is_empty(), "{}", fact.text);
                }
            }
        }
    }
}
