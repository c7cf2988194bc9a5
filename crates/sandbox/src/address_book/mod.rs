//! The authorities' contact points: to which part of an authority one writes, about what, and what
//! it takes. Invented, and the same in every sandbox; which organisation they belong to is said by
//! its name in the senders' register.

mod authorities;
mod municipality;
mod shapes;

pub use shapes::{Registered, groups, point, points};

/// An authority with its contact points.
#[derive(Debug, Clone, Copy)]
pub struct Authority {
    /// Its name in the senders' register.
    pub name: &'static str,
    /// `STATE`, `MUNICIPALITY`, `REGION` or `OTHER`.
    pub kind: &'static str,
    /// The groups that its contact points stand in; a parent stands before its children.
    pub groups: &'static [Group],
    /// Its contact points.
    pub points: &'static [Point],
}

/// A group of contact points.
#[derive(Debug, Clone, Copy)]
pub struct Group {
    /// Its name.
    pub name: &'static str,
    /// What it is for.
    pub description: &'static str,
    /// The group that it stands in.
    pub parent: Option<&'static str>,
    /// A part of the authority, rather than a subject.
    pub unit: bool,
}

/// A contact point.
#[derive(Debug, Clone, Copy)]
pub struct Point {
    /// Its name.
    pub name: &'static str,
    /// What it is for.
    pub description: &'static str,
    /// The group that it stands in; none means the root.
    pub group: Option<&'static str>,
    /// Who may write to it.
    pub targets: &'static [&'static str],
    /// The largest letter, as MeMo, in millions of bytes.
    pub megabytes: f64,
    /// The most attachments.
    pub attachments: u32,
    /// Takes letters.
    pub active: bool,
    /// Is shown to those who look for one.
    pub visible: bool,
    /// Classification: scheme, code and name.
    pub codes: &'static [(&'static str, &'static str, &'static str)],
    /// What it would like to be told.
    pub attributes: &'static [&'static str],
    /// Words that lead to it.
    pub terms: &'static [&'static str],
    /// A page that serves better: text and address.
    pub link: Option<(&'static str, &'static str)>,
    /// Its numbers from before: mailbox and subject.
    pub old: Option<(i64, i64)>,
}

impl Point {
    /// What most contact points are like: for everybody, 10 MB, 10 attachments.
    const USUAL: Point = Point {
        name: "",
        description: "",
        group: None,
        targets: &["CITIZEN", "COMPANY"],
        megabytes: 10.0,
        attachments: 10,
        active: true,
        visible: true,
        codes: &[],
        attributes: &[],
        terms: &[],
        link: None,
        old: None,
    };
}

/// All of them.
fn all() -> impl Iterator<Item = &'static Authority> {
    std::iter::once(&municipality::MUNICIPALITY).chain(authorities::AUTHORITIES)
}

/// What kind of authority has this name.
#[must_use]
pub fn kind(name: &str) -> Option<&'static str> {
    all().find(|one| one.name == name).map(|one| one.kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::letters::SENDERS;
    use std::collections::HashSet;

    #[test]
    fn every_authority_is_a_registered_sender_and_every_one_of_those_that_is_no_company_has_points() {
        let ours: HashSet<_> = all().map(|one| one.name).collect();
        let theirs: HashSet<_> = SENDERS.iter().filter(|one| !one.company).map(|one| one.name).collect();
        assert_eq!(ours, theirs);
        assert!(all().all(|one| one.points.iter().any(|point| point.active && point.visible)));
    }

    #[test]
    fn names_are_unique_and_a_group_stands_after_the_one_that_it_is_in() {
        for authority in all() {
            let mut seen = HashSet::new();
            for group in authority.groups {
                assert!(group.parent.is_none_or(|parent| seen.contains(parent)), "{}", group.name);
                assert!(seen.insert(group.name), "{}", group.name);
            }
            let mut names = HashSet::new();
            for point in authority.points {
                assert!(point.group.is_none_or(|group| seen.contains(group)), "{}", point.name);
                assert!(names.insert(point.name), "{}", point.name);
            }
        }
    }
}
