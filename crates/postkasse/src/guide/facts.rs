//! What a registration means for letters, for what comes digitally all the same and for self-service, and how
//! one is exempted or comes back. No text names a time limit: the rules on them changed over the years, so an
//! end is said by the register alone.

use super::pages::{
    ATTORNEY, EXEMPTION, FIFTEEN, GROUNDS, LIFE_IN_DENMARK, MITID_15, NEM_SMS_EXEMPT, SELF_SERVICE, SELF_SERVICE_ACT,
    UNTOLD, VIRK, VIRK_EXEMPT, WHO,
};
use super::{Fact, group};
use crate::views::FactGroup;
use model::Registration;

const REGISTERED: &[Fact] = &[
    Fact::new("fact.registered.letters", &LIFE_IN_DENMARK),
    Fact::new("fact.registered.paper", &LIFE_IN_DENMARK),
    Fact::new("fact.registered.who", &WHO),
];
const AWAITING: &[Fact] =
    &[Fact::new("fact.awaiting.when", &WHO), Fact::new("fact.registered.letters", &LIFE_IN_DENMARK)];
const EXEMPT: &[Fact] = &[Fact::new("fact.exempt.letters", &EXEMPTION), Fact::new("fact.exempt.unopened", &EXEMPTION)];
const ABROAD: &[Fact] = &[
    Fact::new("fact.abroad.duty", &LIFE_IN_DENMARK),
    Fact::new("fact.abroad.active", &LIFE_IN_DENMARK),
    Fact::new("fact.abroad.back", &LIFE_IN_DENMARK),
    Fact::new("fact.abroad.mobile", &LIFE_IN_DENMARK),
];
const ALL_THE_SAME: &[Fact] = &[
    Fact::new("fact.digital.payslips", &EXEMPTION),
    Fact::new("fact.digital.companies", &EXEMPTION),
    Fact::new("fact.digital.nemSms", &NEM_SMS_EXEMPT),
];
const SELF_SERVING: &[Fact] = &[
    Fact::new("fact.selfService.exempt", &SELF_SERVICE),
    Fact::new("fact.selfService.udbetaling", &SELF_SERVICE),
    Fact::new("fact.selfService.other", &SELF_SERVICE),
    Fact::new("fact.selfService.courts", &SELF_SERVICE_ACT),
];
const HOW: &[Fact] = &[
    Fact::new("fact.how.place", &GROUNDS),
    Fact::new("fact.how.attorney", &GROUNDS),
    Fact::new("fact.how.untold", &UNTOLD),
    Fact::new("fact.ground.disability", &GROUNDS),
    Fact::new("fact.ground.computer", &GROUNDS),
    Fact::new("fact.ground.internet", &GROUNDS),
    Fact::new("fact.ground.language", &GROUNDS),
    Fact::new("fact.ground.mitid", &GROUNDS),
    Fact::new("fact.ground.residence", &GROUNDS),
    Fact::new("fact.ground.abroad", &GROUNDS),
];
const BACK: &[Fact] = &[Fact::new("fact.back.any", &LIFE_IN_DENMARK), Fact::new("fact.back.where", &LIFE_IN_DENMARK)];
const YOUNG: &[Fact] = &[
    Fact::new("fact.young.mailbox", &FIFTEEN),
    Fact::new("fact.young.mitid", &MITID_15),
    Fact::new("fact.young.parents", &FIFTEEN),
    Fact::new("fact.young.exempt", &MITID_15),
];
const COMPANY: &[Fact] = &[Fact::new("fact.company.duty", &VIRK), Fact::new("fact.company.attorney", &ATTORNEY)];
const COMPANY_EXEMPT: &[Fact] = &[Fact::new("fact.company.exempt", &VIRK_EXEMPT)];
const CLOSED: &[Fact] = &[Fact::new("fact.company.closed", &VIRK)];

/// The texts for an owner: first what her own registration means, then what else may come to matter.
pub(crate) fn groups(status: Registration, company: bool) -> Vec<FactGroup> {
    if company {
        let means = if status == Registration::Closed { CLOSED } else { COMPANY };
        return vec![group("facts.means", true, means), group("facts.how", false, COMPANY_EXEMPT)];
    }
    let young = group("facts.young", status == Registration::Awaiting, YOUNG);
    let exempt = |means: &[Fact]| {
        vec![
            group("facts.means", true, means),
            group("facts.digital", true, ALL_THE_SAME),
            group("facts.selfService", true, SELF_SERVING),
            group("facts.back", false, BACK),
        ]
    };
    let registered = |means: &[Fact]| {
        vec![
            group("facts.means", true, means),
            group("facts.how", false, HOW),
            group("facts.selfService", false, SELF_SERVING),
            group("facts.abroad", false, ABROAD),
        ]
    };
    let mut groups = match status {
        Registration::Exempt => exempt(EXEMPT),
        Registration::Abroad => exempt(ABROAD),
        Registration::Awaiting => registered(AWAITING),
        Registration::Closed => return Vec::new(),
        Registration::Registered | Registration::Voluntary | Registration::Unconfirmed | Registration::Unknown => {
            registered(REGISTERED)
        }
    };
    groups.push(young);
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    const STATUSES: [Registration; 8] = [
        Registration::Registered,
        Registration::Voluntary,
        Registration::Unconfirmed,
        Registration::Awaiting,
        Registration::Exempt,
        Registration::Abroad,
        Registration::Closed,
        Registration::Unknown,
    ];

    fn texts(status: Registration) -> Vec<String> {
        groups(status, false).into_iter().flat_map(|group| group.facts).map(|fact| fact.text).collect()
    }

    #[test]
    fn the_exempt_read_what_comes_digitally_all_the_same_and_what_holds_for_self_service() {
        for status in [Registration::Exempt, Registration::Abroad] {
            let texts = texts(status);
            for text in
                ["fact.digital.payslips", "fact.selfService.exempt", "fact.selfService.udbetaling", "fact.back.any"]
            {
                assert!(texts.iter().any(|one| one == text), "{status:?}: {text}");
            }
            assert!(!texts.iter().any(|one| one == "fact.how.place"), "{status:?}");
        }
        assert!(texts(Registration::Registered).iter().any(|one| one == "fact.how.untold"));
    }

    #[test]
    fn every_text_names_where_it_is_from_and_stands_in_the_catalogue() {
        let catalogue = notify::Catalogue::of("da");
        for (status, company) in STATUSES.into_iter().flat_map(|status| [(status, false), (status, true)]) {
            for group in groups(status, company) {
                assert!(catalogue.has(&group.title), "{}", group.title);
                for fact in group.facts {
                    assert!(catalogue.has(&fact.text), "{}", fact.text);
                    assert!(!fact.page.host.is_empty() && !fact.page.date.is_empty(), "{}", fact.text);
                }
            }
        }
    }
}
