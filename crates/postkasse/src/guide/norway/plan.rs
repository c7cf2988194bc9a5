//! The list of what to do to be ready for digital mail in Norway. Nobody gets a mailbox by herself there: she opens
//! one, and the register has to know where to tell her.

use super::pages::{
    ALTINN_ROLES, BANKID_YOUNG, CHOOSE, CONTACT, DIGIPOST_ACCESS, DIGIPOST_AGE, DIGITAL, E_BOKS, EID, EIGHTEEN,
    GUARDIAN, HEALTH_AGE, MAILBOX, MINID, OPTING_OUT, RESERVATION,
};
use crate::guide::pages::Page;
use crate::guide::plan::{Step, at, step};
use crate::views::{GuideAbility, GuideAge, GuideAnswers, GuideEid, GuideMailbox, GuidePlace};

/// What to do, in this order.
pub(crate) fn steps(answers: &GuideAnswers) -> Vec<Step> {
    let mut steps = match answers.age {
        GuideAge::Child => child(),
        GuideAge::Young => young(answers),
        GuideAge::Adult => grown(answers),
    };
    steps.push(at("step.no.private", &E_BOKS, GuidePlace::Other));
    steps
}

/// Before the year in which one turns 13.
fn child() -> Vec<Step> {
    vec![step("step.no.child.minId", &MINID), step("step.no.child.mailbox", &DIGIPOST_AGE)]
}

/// From 13 to 17.
fn young(answers: &GuideAnswers) -> Vec<Step> {
    let mut steps = Vec::new();
    steps.extend(own_eid(answers));
    if answers.eid == GuideEid::None {
        steps.push(step("step.no.young.minId", &MINID));
    }
    if answers.eid != GuideEid::High {
        steps.push(step("step.no.young.bankId", &BANKID_YOUNG));
    }
    steps.push(step("step.no.young.mailbox", &HEALTH_AGE));
    steps.extend([told(answers), altinn()]);
    steps
}

fn grown(answers: &GuideAnswers) -> Vec<Step> {
    let mut steps = Vec::new();
    steps.extend(own_eid(answers));
    if answers.ability == GuideAbility::Cannot {
        steps.extend(cannot(answers));
        return steps;
    }
    match answers.eid {
        GuideEid::High => {}
        GuideEid::MinId => steps.push(step("step.no.eid.higher", &EID)),
        GuideEid::None => steps.push(step("step.no.eid.get", &EID)),
    }
    steps.push(match answers.mailbox {
        GuideMailbox::None => at("step.no.mailbox.choose", &MAILBOX, GuidePlace::Mailboxes),
        GuideMailbox::Digipost => step("step.no.mailbox.digipost", &DIGITAL),
        GuideMailbox::EBoks => at("step.no.mailbox.eBoks", &CHOOSE, GuidePlace::Mailboxes),
    });
    steps.push(told(answers));
    if answers.ability == GuideAbility::WithHelp {
        steps.extend(with_help(answers));
    }
    steps.push(altinn());
    steps
}

/// Whoever helps does it by an eID of her own.
fn own_eid(answers: &GuideAnswers) -> Option<Step> {
    answers.helper.then(|| step("step.no.helper.ownEid", &EID))
}

fn told(answers: &GuideAnswers) -> Step {
    let (text, page): (_, &'static Page) =
        if answers.told { ("step.no.told.keep", &EIGHTEEN) } else { ("step.no.told.add", &CONTACT) };
    at(text, page, GuidePlace::Registration)
}

fn altinn() -> Step {
    step("step.no.altinn", &DIGITAL)
}

fn with_help(answers: &GuideAnswers) -> Vec<Step> {
    let mut steps = Vec::new();
    if answers.mailbox != GuideMailbox::EBoks {
        steps.push(at("step.no.access.digipost", &DIGIPOST_ACCESS, GuidePlace::Access));
    }
    steps.push(step("step.no.access.altinn", &ALTINN_ROLES));
    steps
}

/// Somebody who cannot read letters digitally.
fn cannot(answers: &GuideAnswers) -> Vec<Step> {
    let mut steps = vec![
        at("step.no.reserve.go", &RESERVATION, GuidePlace::Registration),
        step("step.no.reserve.still", &OPTING_OUT),
        step("step.no.reserve.nav", &RESERVATION),
    ];
    if answers.helper {
        steps.push(step("step.no.guardian", &GUARDIAN));
    }
    steps.push(step("step.no.access.instead", &DIGIPOST_ACCESS));
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guide::plan;
    use crate::views::{Country, GuideHome};
    use std::collections::BTreeSet;

    /// Every way to answer.
    fn all() -> Vec<GuideAnswers> {
        let truths = [false, true];
        let mut all = Vec::new();
        for helper in truths {
            for age in [GuideAge::Child, GuideAge::Young, GuideAge::Adult] {
                for eid in [GuideEid::High, GuideEid::MinId, GuideEid::None] {
                    for mailbox in [GuideMailbox::None, GuideMailbox::Digipost, GuideMailbox::EBoks] {
                        for ability in [GuideAbility::Alone, GuideAbility::WithHelp, GuideAbility::Cannot] {
                            all.extend(truths.map(|told| GuideAnswers {
                                country: Country::Norway,
                                helper,
                                age,
                                home: GuideHome::Denmark,
                                mitid: true,
                                ability,
                                told,
                                eid,
                                mailbox,
                            }));
                        }
                    }
                }
            }
        }
        all
    }

    fn texts(answers: &GuideAnswers) -> Vec<String> {
        plan(answers).into_iter().map(|step| step.fact.text).collect()
    }

    /// Whether a text is on the list exactly when the answers call for it.
    fn exactly(text: &str, when: impl Fn(&GuideAnswers) -> bool) {
        for answers in all() {
            assert_eq!(texts(&answers).iter().any(|one| one == text), when(&answers), "{text}: {answers:?}");
        }
    }

    #[test]
    fn every_way_to_answer_gives_a_short_list_without_repetition_of_norwegian_texts_that_are_there() {
        let catalogue = notify::Catalogue::of("nb");
        assert_eq!(all().len(), 324);
        for answers in all() {
            let texts = texts(&answers);
            assert!((3..=9).contains(&texts.len()), "{answers:?}: {texts:?}");
            assert_eq!(texts.iter().collect::<BTreeSet<_>>().len(), texts.len(), "{answers:?}");
            assert!(texts.iter().all(|text| text.starts_with("step.no.") && catalogue.has(text)), "{texts:?}");
            assert_eq!(texts.last().map(String::as_str), Some("step.no.private"));
        }
    }

    #[test]
    fn each_step_is_there_for_whom_it_is_and_for_nobody_else() {
        let adult = |a: &GuideAnswers| a.age == GuideAge::Adult;
        let young = |a: &GuideAnswers| a.age == GuideAge::Young;
        let child = |a: &GuideAnswers| a.age == GuideAge::Child;
        let reads = |a: &GuideAnswers| adult(a) && a.ability != GuideAbility::Cannot;
        let cannot = |a: &GuideAnswers| adult(a) && a.ability == GuideAbility::Cannot;
        let helped = |a: &GuideAnswers| adult(a) && a.ability == GuideAbility::WithHelp;
        exactly("step.no.child.minId", child);
        exactly("step.no.child.mailbox", child);
        exactly("step.no.helper.ownEid", |a| !child(a) && a.helper);
        exactly("step.no.young.minId", |a| young(a) && a.eid == GuideEid::None);
        exactly("step.no.young.bankId", |a| young(a) && a.eid != GuideEid::High);
        exactly("step.no.young.mailbox", young);
        exactly("step.no.eid.get", |a| reads(a) && a.eid == GuideEid::None);
        exactly("step.no.eid.higher", |a| reads(a) && a.eid == GuideEid::MinId);
        exactly("step.no.mailbox.choose", |a| reads(a) && a.mailbox == GuideMailbox::None);
        exactly("step.no.mailbox.digipost", |a| reads(a) && a.mailbox == GuideMailbox::Digipost);
        exactly("step.no.mailbox.eBoks", |a| reads(a) && a.mailbox == GuideMailbox::EBoks);
        exactly("step.no.told.add", |a| (reads(a) || young(a)) && !a.told);
        exactly("step.no.told.keep", |a| (reads(a) || young(a)) && a.told);
        exactly("step.no.access.digipost", |a| helped(a) && a.mailbox != GuideMailbox::EBoks);
        exactly("step.no.access.altinn", helped);
        exactly("step.no.altinn", |a| reads(a) || young(a));
        for text in ["step.no.reserve.go", "step.no.reserve.still", "step.no.reserve.nav", "step.no.access.instead"] {
            exactly(text, cannot);
        }
        exactly("step.no.guardian", |a| cannot(a) && a.helper);
        exactly("step.no.private", |_| true);
    }
}
