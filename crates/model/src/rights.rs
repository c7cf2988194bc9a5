//! Rights: what this person may do in this mailbox. One table turns each service's privileges into
//! rights; what is not granted is not offered and is refused again underneath.

use serde::{Deserialize, Serialize};

/// One thing a person may do in a mailbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Right {
    /// Read letters, old and new.
    Read,
    /// Mark as read or unread, and flag.
    Mark,
    /// Move between folders, make folders.
    Move,
    /// Delete, to the Deleted folder and for good.
    Delete,
    /// Forward to somebody else.
    Forward,
    /// Write and reply.
    Write,
    /// Keep a private note at the service.
    Note,
    /// Choose own notifications about this mailbox.
    Notify,
    /// Give others access.
    Grant,
    /// Change the owner's settings and contact details.
    Administer,
    /// Put own documents in.
    Upload,
}

impl Right {
    /// Every right, in the order of the contracts.
    pub const ALL: [Right; 11] = [
        Right::Read,
        Right::Mark,
        Right::Move,
        Right::Delete,
        Right::Forward,
        Right::Write,
        Right::Note,
        Right::Notify,
        Right::Grant,
        Right::Administer,
        Right::Upload,
    ];
}

/// A set of rights; in JSON a list of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
#[serde(from = "Vec<Right>", into = "Vec<Right>")]
pub struct Rights(u16);

impl Rights {
    /// No right at all.
    pub const NONE: Rights = Rights(0);

    /// These rights.
    #[must_use]
    pub fn of(rights: &[Right]) -> Self {
        Rights(rights.iter().fold(0, |set, right| set | 1 << *right as u16))
    }

    /// Whether this right is among them.
    #[must_use]
    pub fn has(self, right: Right) -> bool {
        self.0 & (1 << right as u16) != 0
    }

    /// The rights of either set.
    #[must_use]
    pub fn union(self, other: Rights) -> Rights {
        Rights(self.0 | other.0)
    }

    /// The rights of both sets.
    #[must_use]
    pub fn intersection(self, other: Rights) -> Rights {
        Rights(self.0 & other.0)
    }

    /// What one may do at Digipost, in a mailbox of one's own or in somebody else's. Letters cannot be marked there by
    /// anybody: read is what was opened. There are no notes, but names of one's own, which take the same right. Who was
    /// let in may read and write in the owner's name (Digipost's pages on access); nothing public says that she may sort
    /// or delete, so the narrower reading is taken, and writing to others is not offered here at all.
    #[must_use]
    pub fn at_digipost(own: bool) -> Rights {
        use Right::{Administer, Delete, Grant, Move, Note, Notify, Read, Upload};
        match own {
            true => Rights::of(&[Read, Move, Delete, Note, Notify, Grant, Administer, Upload]),
            false => Rights::of(&[Read]),
        }
    }

    /// What whoever acts for a party may do with its letters at Altinn, which names no privileges a mailbox: they can be
    /// archived, thrown away and marked. Nothing is written, forwarded, noted or put in there, and who may act for whom is
    /// decided elsewhere. Source: the operations of Dialogporten's interface for end users.
    #[must_use]
    pub fn at_altinn() -> Self {
        Rights::of(&[Right::Read, Right::Mark, Right::Move, Right::Delete])
    }

    /// The rights in order.
    #[must_use]
    pub fn to_vec(self) -> Vec<Right> {
        Right::ALL.into_iter().filter(|right| self.has(*right)).collect()
    }
}

impl From<Vec<Right>> for Rights {
    fn from(rights: Vec<Right>) -> Self {
        Rights::of(&rights)
    }
}

impl From<Rights> for Vec<Right> {
    fn from(rights: Rights) -> Self {
        rights.to_vec()
    }
}

/// What Digital Post calls the reasons for an access, as far as they open a mailbox.
/// Source: `Privilege` and `AccessType` of the interface description; the meaning of each code is
/// not documented, so where the citizens' pages are silent the narrower reading is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Privilege {
    /// `accessType` OWNER of a citizen's mailbox, or `CITIZEN`.
    Citizen,
    /// `LEGAL_OWNER`: owner of a company.
    LegalOwner,
    /// `LEGAL_OWNER_OF_INACTIVE_OR_CLOSED_COMPANY`: may read what is left.
    LegalOwnerOfClosedCompany,
    /// `ORGANISATION_ADMINISTRATOR`.
    OrganisationAdministrator,
    /// `ORGANISATION_USER_ADMINISTRATOR`: gives others access; its name grants no reading.
    OrganisationUserAdministrator,
    /// `MESSAGE_EMPLOYEE`, `EMPLOYEE`: works with the company's mail.
    MessageEmployee,
    /// `MESSAGE_BASIC`: read access as relatives get it.
    MessageBasic,
    /// `MESSAGE_WRITE`: read and write access.
    MessageWrite,
    /// `FULL_POWER_OF_ATTORNEY`, `LEGAL_REPRESENTATIVE`: what the owner could do with letters.
    FullPower,
    /// `CURATOR`, `LIQUIDATOR`, `EXECUTOR_OF_ESTATE`: settle an estate; may not give others access.
    Settler,
}

impl Privilege {
    /// Every one, each by the first of its words.
    pub const ALL: [(&'static str, Privilege); 10] = [
        ("CITIZEN", Privilege::Citizen),
        ("LEGAL_OWNER", Privilege::LegalOwner),
        ("LEGAL_OWNER_OF_INACTIVE_OR_CLOSED_COMPANY", Privilege::LegalOwnerOfClosedCompany),
        ("ORGANISATION_ADMINISTRATOR", Privilege::OrganisationAdministrator),
        ("ORGANISATION_USER_ADMINISTRATOR", Privilege::OrganisationUserAdministrator),
        ("MESSAGE_EMPLOYEE", Privilege::MessageEmployee),
        ("MESSAGE_BASIC", Privilege::MessageBasic),
        ("MESSAGE_WRITE", Privilege::MessageWrite),
        ("FULL_POWER_OF_ATTORNEY", Privilege::FullPower),
        ("CURATOR", Privilege::Settler),
    ];

    /// The service's word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        Privilege::ALL.iter().find(|(_, one)| *one == self).map_or("UNKNOWN", |(word, _)| word)
    }

    /// Reads the service's word; unknown and internal ones grant nothing.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "CITIZEN" => Privilege::Citizen,
            "LEGAL_OWNER" => Privilege::LegalOwner,
            "LEGAL_OWNER_OF_INACTIVE_OR_CLOSED_COMPANY" => Privilege::LegalOwnerOfClosedCompany,
            "ORGANISATION_ADMINISTRATOR" => Privilege::OrganisationAdministrator,
            "ORGANISATION_USER_ADMINISTRATOR" => Privilege::OrganisationUserAdministrator,
            "MESSAGE_EMPLOYEE" | "EMPLOYEE" => Privilege::MessageEmployee,
            "MESSAGE_BASIC" => Privilege::MessageBasic,
            "MESSAGE_WRITE" => Privilege::MessageWrite,
            "FULL_POWER_OF_ATTORNEY" | "LEGAL_REPRESENTATIVE" => Privilege::FullPower,
            "CURATOR" | "LIQUIDATOR" | "EXECUTOR_OF_ESTATE" => Privilege::Settler,
            _ => return None,
        })
    }

    /// The table. Readers may read, sort, mark and forward, but not delete, write or administer
    /// (the municipalities' pages on read access); write access adds writing and contact details.
    #[must_use]
    pub fn rights(self) -> Rights {
        use Right::{Administer, Delete, Forward, Grant, Mark, Move, Note, Notify, Read, Write};
        match self {
            Privilege::Citizen | Privilege::LegalOwner | Privilege::OrganisationAdministrator => {
                Rights::of(&[Read, Mark, Move, Delete, Forward, Write, Note, Notify, Grant, Administer])
            }
            Privilege::FullPower => Rights::of(&[Read, Mark, Move, Delete, Forward, Write, Note, Notify]),
            Privilege::MessageEmployee | Privilege::Settler => {
                Rights::of(&[Read, Mark, Move, Forward, Write, Note, Notify])
            }
            Privilege::MessageWrite => Rights::of(&[Read, Mark, Move, Forward, Write, Note, Notify, Administer]),
            Privilege::MessageBasic => Rights::of(&[Read, Mark, Move, Forward, Notify]),
            Privilege::LegalOwnerOfClosedCompany => Rights::of(&[Read]),
            Privilege::OrganisationUserAdministrator => Rights::of(&[Grant]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_may_sort_and_mark_but_not_answer_or_delete() {
        let rights = Privilege::MessageBasic.rights();
        for may in [Right::Read, Right::Mark, Right::Move, Right::Forward] {
            assert!(rights.has(may), "{may:?}");
        }
        for may_not in [Right::Write, Right::Delete, Right::Grant, Right::Administer] {
            assert!(!rights.has(may_not), "{may_not:?}");
        }
    }

    #[test]
    fn every_privilege_has_its_word_and_comes_back_by_it() {
        for (word, privilege) in Privilege::ALL {
            assert_eq!(Privilege::parse(word), Some(privilege));
            assert_eq!(privilege.word(), word);
        }
    }

    #[test]
    fn a_privilege_that_nobody_documented_grants_nothing() {
        for word in ["UNKNOWN", "SYSTEM_MAILBOX", "SUPPORT", "", "citizen"] {
            assert_eq!(Privilege::parse(word), None, "{word}");
        }
    }

    #[test]
    fn rights_are_a_list_of_words_in_json_and_come_back_the_same() {
        let rights = Rights::of(&[Right::Write, Right::Read]);
        let json = serde_json::to_string(&rights).unwrap();
        assert_eq!(json, r#"["read","write"]"#);
        assert_eq!(serde_json::from_str::<Rights>(&json).unwrap(), rights);
    }
}
