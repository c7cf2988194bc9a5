//! The demo persons of Norway and what each reaches. Names and numbers are invented: the birth numbers end in 00000, which
//! no check digits give, and the organisation numbers below 000000100 are given to nobody.

/// A demo person of Norway.
#[derive(Debug, Clone, Copy)]
pub struct Person {
    /// The word that names her in contracts.
    pub id: &'static str,
    /// Her name.
    pub name: &'static str,
    /// Her birth number.
    pub number: &'static str,
    /// The companies that she represents, with their parts.
    pub acts_for: &'static [Company],
    /// Her mailbox at Digipost, by its address; a person without one can have it made with a login at level high.
    pub digipost: Option<&'static str>,
    /// The persons whose Digipost she may read.
    pub reads: &'static [&'static str],
    /// Reserved in the contact register.
    pub reserved: bool,
}

/// A company, or a part of one.
#[derive(Debug, Clone, Copy)]
pub struct Company {
    /// Its name.
    pub name: &'static str,
    /// Its organisation number.
    pub number: &'static str,
    /// Its parts (sub-units), by name and number.
    pub parts: &'static [(&'static str, &'static str)],
    /// It is deleted from the register of companies.
    pub deleted: bool,
    /// The person marked it as a favourite.
    pub favourite: bool,
    /// The person may only act for its parts.
    pub only_parts: bool,
}

const fn company(name: &'static str, number: &'static str, parts: &'static [(&'static str, &'static str)]) -> Company {
    Company { name, number, parts, deleted: false, favourite: false, only_parts: false }
}

/// All of them.
pub const PEOPLE: [Person; 3] = [
    Person {
        id: "kari",
        name: "Kari Eksempel",
        number: "01858300000",
        acts_for: &[
            Company {
                favourite: true,
                ..company("Eksempel Bakeri AS", "000000011", &[("Eksempel Bakeri AS avd. Kafeen", "000000012")])
            },
            Company {
                only_parts: true,
                ..company("Prøvevik Kulturhus SA", "000000013", &[("Prøvevik Kulturhus SA scenen", "000000014")])
            },
            Company { deleted: true, ..company("Eksempel Blomster AS", "000000015", &[]) },
        ],
        digipost: Some("kari.eksempel#0AA1"),
        reads: &["per"],
        reserved: false,
    },
    Person {
        id: "per",
        name: "Per Eksempel",
        number: "12845100000",
        acts_for: &[],
        digipost: Some("per.eksempel#0AA2"),
        reads: &[],
        reserved: false,
    },
    Person {
        id: "ola",
        name: "Ola Prøve",
        number: "23897000000",
        acts_for: &[],
        digipost: None,
        reads: &[],
        reserved: true,
    },
];

/// The person of that id.
#[must_use]
pub fn person(id: &str) -> Option<&'static Person> {
    PEOPLE.iter().find(|person| person.id == id)
}
