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
}

/// All of them.
pub const PEOPLE: [Person; 4] = [
    Person {
        id: "mette",
        name: "Mette Hansen",
        cpr: "1304850000",
        exempt: false,
        acts_for: &[
            Organisation { name: "Hansen VVS ApS", cvr: "00000011", kind: "company", privileges: &["LEGAL_OWNER"] },
            Organisation {
                name: "Kolonihaveforeningen Solglimt",
                cvr: "00000012",
                kind: "association",
                privileges: &["MESSAGE_EMPLOYEE"],
            },
        ],
        reads: &["inger"],
    },
    Person { id: "inger", name: "Inger Hansen", cpr: "0203440000", exempt: false, acts_for: &[], reads: &[] },
    Person { id: "ahmed", name: "Ahmed Yildiz", cpr: "1509100000", exempt: false, acts_for: &[], reads: &[] },
    Person { id: "jens", name: "Jens Lund", cpr: "2807710000", exempt: true, acts_for: &[], reads: &[] },
];

/// The person of that id.
#[must_use]
pub fn person(id: &str) -> Option<&'static Person> {
    PEOPLE.iter().find(|person| person.id == id)
}
