//! The demo persons and what each reaches. Names and numbers are invented; the serial numbers
//! `0000` and the CVR numbers below 100 are given to nobody.

/// A demo person.
#[derive(Debug, Clone, Copy)]
pub struct Person {
    /// The word that names her in contracts.
    pub id: &'static str,
    /// Her name.
    pub name: &'static str,
    /// Her CPR number.
    pub cpr: &'static str,
    /// Exempt from Digital Post.
    pub exempt: bool,
    /// The companies and associations that she acts for.
    pub acts_for: &'static [Organisation<'static>],
    /// The persons whose letters she may read.
    pub reads: &'static [&'static str],
}

/// A company or association with a mailbox.
#[derive(Debug, Clone, Copy)]
pub struct Organisation<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its CVR number.
    pub cvr: &'a str,
    /// `company` or `association`.
    pub kind: &'static str,
    /// What she is to it, in the interface's privileges.
    pub privileges: &'static [&'static str],
    /// It is no more: its mailbox is closed.
    pub ceased: bool,
}

/// One that goes on.
const fn organisation(
    name: &'static str,
    cvr: &'static str,
    kind: &'static str,
    privileges: &'static [&'static str],
) -> Organisation<'static> {
    Organisation { name, cvr, kind, privileges, ceased: false }
}

/// All of them.
pub const PEOPLE: [Person; 5] = [
    Person {
        id: "mette",
        name: "Mette Hansen",
        cpr: "1304850000",
        exempt: false,
        acts_for: &[
            organisation("Hansen VVS ApS", "00000011", "company", &["LEGAL_OWNER"]),
            organisation("Kolonihaveforeningen Solglimt", "00000012", "association", &["MESSAGE_EMPLOYEE"]),
        ],
        reads: &["inger"],
    },
    Person { id: "inger", name: "Inger Hansen", cpr: "0203440000", exempt: false, acts_for: &[], reads: &[] },
    Person { id: "ahmed", name: "Ahmed Yildiz", cpr: "1509100000", exempt: false, acts_for: &[], reads: &[] },
    Person { id: "jens", name: "Jens Lund", cpr: "2807710000", exempt: true, acts_for: &[], reads: &[] },
    Person {
        id: "sofie",
        name: "Sofie Berg",
        cpr: "0706880000",
        exempt: false,
        acts_for: &[
            organisation("Hansen VVS ApS", "00000011", "company", &["MESSAGE_EMPLOYEE"]),
            organisation("Bergs Bageri ApS", "00000013", "company", &["LEGAL_OWNER"]),
            organisation("Nordlys Regnskab A/S", "00000014", "company", &["ORGANISATION_ADMINISTRATOR"]),
            organisation("Spejderne i Prøvekøbing", "00000015", "association", &["MESSAGE_EMPLOYEE"]),
            organisation("Prøvekøbing Kammerkor", "00000016", "association", &["MESSAGE_EMPLOYEE"]),
            Organisation {
                ceased: true,
                ..organisation(
                    "Bergs Cykler ApS",
                    "00000017",
                    "company",
                    &["LEGAL_OWNER_OF_INACTIVE_OR_CLOSED_COMPANY"],
                )
            },
        ],
        reads: &[],
    },
];

/// The person of that id.
#[must_use]
pub fn person(id: &str) -> Option<&'static Person> {
    PEOPLE.iter().find(|person| person.id == id)
}
