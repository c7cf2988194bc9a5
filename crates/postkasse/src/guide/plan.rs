//! The readiness guide: a few short questions, and from the answers a list of what to do, most important first. It is
//! worked out here and nobody is told the answers. Which country it is about is the first of them.

use super::pages::{
    ATTORNEY, EXEMPTION, FIFTEEN, GROUNDS, LIFE_IN_DENMARK, MIT_DK_HELP, MITID, MITID_15, SELF_SERVICE, UNTOLD,
};
use super::{Fact, norway};
use crate::views::{Country, GuideAbility, GuideAge, GuideAnswers, GuideHome, GuidePlace, StepView};

/// Something to do, and where in this program.
pub(super) struct Step {
    fact: Fact,
    place: Option<GuidePlace>,
}

/// What to do, in this order.
#[must_use]
pub fn plan(answers: &GuideAnswers) -> Vec<StepView> {
    let steps = match (answers.country, answers.age) {
        (Country::Norway, _) => norway::plan::steps(answers),
        (Country::Denmark, GuideAge::Child) => child(answers),
        (Country::Denmark, _) => grown(answers),
    };
    steps.into_iter().map(|Step { fact, place }| StepView { fact: fact.view(), place }).collect()
}

pub(super) fn step(text: &'static str, page: &'static super::pages::Page) -> Step {
    Step { fact: Fact::new(text, page), place: None }
}

pub(super) fn at(text: &'static str, page: &'static super::pages::Page, place: GuidePlace) -> Step {
    Step { fact: Fact::new(text, page), place: Some(place) }
}

/// Before one is 15.
fn child(answers: &GuideAnswers) -> Vec<Step> {
    let mut steps = vec![step("step.child.wait", &FIFTEEN)];
    if !answers.mitid {
        steps.push(step("step.child.mitid", &MITID_15));
    }
    steps.push(at("step.private", &MIT_DK_HELP, GuidePlace::Other));
    steps
}

fn grown(answers: &GuideAnswers) -> Vec<Step> {
    let mut steps = Vec::new();
    if answers.helper {
        steps.push(step("step.helper.ownMitid", &MITID));
    }
    match answers.ability {
        GuideAbility::Cannot => steps.extend(cannot(answers)),
        ability => {
            if !answers.mitid {
                let page = if answers.age == GuideAge::Young { &MITID_15 } else { &LIFE_IN_DENMARK };
                steps.push(step("step.mitid", page));
            }
            if answers.age == GuideAge::Young {
                steps.push(step("step.young.together", &FIFTEEN));
            }
            if ability == GuideAbility::WithHelp {
                steps.push(at("step.readAccess", &FIFTEEN, GuidePlace::Access));
            }
            let told = if answers.told { "step.told.keep" } else { "step.told.add" };
            steps.push(at(told, &LIFE_IN_DENMARK, GuidePlace::Notifications));
            steps.push(step("step.read", &LIFE_IN_DENMARK));
        }
    }
    if answers.home != GuideHome::Denmark {
        let text = if answers.home == GuideHome::Leaving { "step.abroad.leaving" } else { "step.abroad.away" };
        steps.push(at(text, &LIFE_IN_DENMARK, GuidePlace::Registration));
    }
    steps.push(at("step.private", &MIT_DK_HELP, GuidePlace::Other));
    steps
}

/// Somebody who cannot read letters digitally.
fn cannot(answers: &GuideAnswers) -> Vec<Step> {
    let go = if answers.helper { step("step.exempt.attorney", &GROUNDS) } else { step("step.exempt.go", &GROUNDS) };
    vec![
        go,
        at("step.exempt.untold", &UNTOLD, GuidePlace::Registration),
        step("step.exempt.selfService", &SELF_SERVICE),
        step("step.exempt.digital", &EXEMPTION),
        step("step.exempt.helpInstead", &ATTORNEY),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::views::{GuideEid, GuideMailbox};
    use std::collections::BTreeSet;

    /// Every way to answer.
    fn all() -> Vec<GuideAnswers> {
        let truths = [false, true];
        let mut all = Vec::new();
        for helper in truths {
            for age in [GuideAge::Child, GuideAge::Young, GuideAge::Adult] {
                for home in [GuideHome::Denmark, GuideHome::Leaving, GuideHome::Abroad] {
                    for mitid in truths {
                        for ability in [GuideAbility::Alone, GuideAbility::WithHelp, GuideAbility::Cannot] {
                            all.extend(truths.map(|told| GuideAnswers {
                                country: Country::Denmark,
                                helper,
                                age,
                                home,
                                mitid,
                                ability,
                                told,
                                eid: GuideEid::High,
                                mailbox: GuideMailbox::None,
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
    fn every_way_to_answer_gives_a_short_list_without_repetition_whose_texts_are_there() {
        let catalogue = notify::Catalogue::of("da");
        assert_eq!(all().len(), 216);
        for answers in all() {
            let texts = texts(&answers);
            assert!((2..=9).contains(&texts.len()), "{answers:?}: {texts:?}");
            assert_eq!(texts.iter().collect::<BTreeSet<_>>().len(), texts.len(), "{answers:?}");
            assert!(texts.iter().all(|text| catalogue.has(text)), "{texts:?}");
            assert_eq!(texts.last().map(String::as_str), Some("step.private"));
        }
    }

    #[test]
    fn each_step_is_there_for_whom_it_is_and_for_nobody_else() {
        let grown = |a: &GuideAnswers| a.age != GuideAge::Child;
        let reads = |a: &GuideAnswers| grown(a) && a.ability != GuideAbility::Cannot;
        let cannot = |a: &GuideAnswers| grown(a) && a.ability == GuideAbility::Cannot;
        exactly("step.child.wait", |a| !grown(a));
        exactly("step.child.mitid", |a| !grown(a) && !a.mitid);
        exactly("step.helper.ownMitid", |a| grown(a) && a.helper);
        exactly("step.mitid", |a| reads(a) && !a.mitid);
        exactly("step.young.together", |a| reads(a) && a.age == GuideAge::Young);
        exactly("step.readAccess", |a| reads(a) && a.ability == GuideAbility::WithHelp);
        exactly("step.told.add", |a| reads(a) && !a.told);
        exactly("step.told.keep", |a| reads(a) && a.told);
        exactly("step.read", reads);
        exactly("step.exempt.go", |a| cannot(a) && !a.helper);
        exactly("step.exempt.attorney", |a| cannot(a) && a.helper);
        for text in ["step.exempt.untold", "step.exempt.selfService", "step.exempt.digital", "step.exempt.helpInstead"]
        {
            exactly(text, cannot);
        }
        exactly("step.abroad.leaving", |a| grown(a) && a.home == GuideHome::Leaving);
        exactly("step.abroad.away", |a| grown(a) && a.home == GuideHome::Abroad);
        exactly("step.private", |_| true);
    }
}
