//! Accesses that people give one another: what can be given, how far it has come, and how it ends.

use crate::{MailboxKind, Privilege, Right, Rights};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What one can let somebody else do in a mailbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum AccessLevel {
    /// In a person's mailbox: read, sort, mark and forward.
    Read,
    /// The same, and write and answer.
    Write,
    /// In a company's or an association's mailbox: work with its mail.
    Employee,
    /// Decide about employees' accesses, and nothing else.
    UserAdministrator,
    /// Everything, also deciding about all others' accesses.
    Administrator,
}

impl AccessLevel {
    /// All of them, the narrowest of each kind of mailbox first.
    pub const ALL: [AccessLevel; 5] = [
        AccessLevel::Read,
        AccessLevel::Write,
        AccessLevel::Employee,
        AccessLevel::UserAdministrator,
        AccessLevel::Administrator,
    ];

    /// The privileges that it is made of.
    #[must_use]
    pub fn privileges(self) -> &'static [Privilege] {
        match self {
            AccessLevel::Read => &[Privilege::MessageBasic],
            AccessLevel::Write => &[Privilege::MessageBasic, Privilege::MessageWrite],
            AccessLevel::Employee => &[Privilege::MessageEmployee],
            AccessLevel::UserAdministrator => &[Privilege::OrganisationUserAdministrator],
            AccessLevel::Administrator => &[Privilege::OrganisationAdministrator],
        }
    }

    /// What it lets somebody do, by the table of rights.
    #[must_use]
    pub fn rights(self) -> Rights {
        self.privileges().iter().fold(Rights::NONE, |all, privilege| all.union(privilege.rights()))
    }

    /// Whether it is given in mailboxes of companies and associations; the others are given in persons'.
    #[must_use]
    pub fn is_of_organisations(self) -> bool {
        !matches!(self, AccessLevel::Read | AccessLevel::Write)
    }

    /// The levels that a person with these rights may give in a mailbox of this kind. Who grants without owning or
    /// administering, which a user administrator does, decides about employees and gives no more than that.
    #[must_use]
    pub fn given_in(kind: MailboxKind, rights: Rights) -> Vec<AccessLevel> {
        let organisation = match kind {
            MailboxKind::Own | MailboxKind::Delegated => false,
            MailboxKind::Company | MailboxKind::Association => true,
            MailboxKind::Archive => return Vec::new(),
        };
        let fits = |level: &AccessLevel| level.is_of_organisations() == organisation;
        let administers = rights.has(Right::Administer) && rights.has(Right::Delete);
        let may = |level: &AccessLevel| rights.has(Right::Grant) && (*level == AccessLevel::Employee || administers);
        AccessLevel::ALL.into_iter().filter(fits).filter(may).collect()
    }
}

/// How far an access has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum AccessState {
    /// Asked for; the other side has not decided.
    Waiting,
    /// Given to a company or an association, which was sent a code and has not used it.
    CodeSent,
    /// It holds.
    Active,
    /// The other side said no.
    Rejected,
    /// It held once.
    Ended,
}

/// Why an access ended, as far as the service says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum EndReason {
    /// The owner, or whoever decides for her, took it back.
    Withdrawn,
    /// The person gave it up herself.
    Left,
    /// Its own end came.
    Expired,
    /// The owner's mailbox was closed, as it is after a death.
    OwnerClosed,
    /// The company or the association is no more.
    CompanyClosed,
    /// The service does not say.
    #[default]
    Unknown,
}

/// That an access has ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Ending {
    /// When that was learnt.
    pub at: Timestamp,
    /// Why.
    #[serde(default)]
    pub why: EndReason,
    /// When it ended at the service, if that is known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub since: Option<Timestamp>,
    /// The reason in the service's own words, if it gave one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub said: Option<String>,
}

impl Ending {
    /// One of which no more is known than that.
    #[must_use]
    pub fn unexplained(at: Timestamp) -> Self {
        Ending { at, why: EndReason::Unknown, since: None, said: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_gives_more_than_she_decides_about() {
        let of = |privilege: Privilege, kind| AccessLevel::given_in(kind, privilege.rights());
        assert_eq!(of(Privilege::Citizen, MailboxKind::Own), [AccessLevel::Read, AccessLevel::Write]);
        assert_eq!(of(Privilege::OrganisationUserAdministrator, MailboxKind::Company), [AccessLevel::Employee]);
        assert_eq!(of(Privilege::LegalOwner, MailboxKind::Company).len(), 3);
        for privilege in [Privilege::MessageWrite, Privilege::MessageEmployee, Privilege::FullPower] {
            for kind in [MailboxKind::Delegated, MailboxKind::Company, MailboxKind::Archive] {
                assert!(of(privilege, kind).is_empty(), "{privilege:?}");
            }
        }
    }

    #[test]
    fn an_ending_of_earlier_programs_is_read_as_unexplained() {
        let at: Timestamp = "2026-03-01T10:00:00Z".parse().unwrap();
        let read: Ending = serde_json::from_str(r#"{"at":"2026-03-01T10:00:00Z"}"#).unwrap();
        assert_eq!(read, Ending::unexplained(at));
    }
}
