//! What a service's register says of an organisation that writes. What it does not say is left open: nothing here
//! is guessed from a name.

use serde::{Deserialize, Serialize};

/// What an organisation is, in public life (interface of Digital Post, `type` and `authorityType`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum OrganisationKind {
    /// A part of the state.
    State,
    /// A region.
    Region,
    /// A municipality.
    Municipality,
    /// A public authority of another kind, or of one that is not said.
    Authority,
    /// A company, an association or another private body.
    Company,
}

/// What an organisation does, where that says more than its kind (by its industry code).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum OrganisationWork {
    /// Courts, prosecution, prisons.
    Justice,
    /// A hospital.
    Hospital,
    /// An association or a union.
    Association,
}

impl OrganisationWork {
    /// By an industry code of the European classification (NACE, classes 84.23, 86.10, 94.1, 94.2, 94.92 and 94.99),
    /// which the national ones (DB07, DB25, SN2007) only lengthen. Points in it do not matter.
    #[must_use]
    pub fn of_industry(code: &str) -> Option<Self> {
        let digits: String = code.chars().filter(char::is_ascii_digit).collect();
        let begins = |with: &[&str]| with.iter().any(|start| digits.starts_with(start));
        if begins(&["8423"]) {
            Some(OrganisationWork::Justice)
        } else if begins(&["8610"]) {
            Some(OrganisationWork::Hospital)
        } else {
            begins(&["941", "942", "9492", "9499"]).then_some(OrganisationWork::Association)
        }
    }
}

/// An organisation, as the register has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OrganisationFacts {
    /// Its registered name.
    pub name: String,
    /// Its number in the national register (CVR in Denmark, eight digits).
    pub number: String,
    /// What it is, where that is said.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub kind: Option<OrganisationKind>,
    /// What it does, where that is said and known here.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub work: Option<OrganisationWork>,
    /// The register says that it has ceased.
    #[serde(default)]
    pub closed: bool,
}

#[cfg(test)]
mod tests {
    use super::OrganisationWork as Work;

    #[test]
    fn an_industry_code_says_what_somebody_does_and_others_say_nothing() {
        for (code, work) in [
            ("842300", Some(Work::Justice)),
            ("84.23.00", Some(Work::Justice)),
            ("861000", Some(Work::Hospital)),
            ("949900", Some(Work::Association)),
            ("942000", Some(Work::Association)),
            // A parish is no association.
            ("949100", None),
            ("862300", None),
            ("841100", None),
            ("", None),
            ("hospital", None),
        ] {
            assert_eq!(Work::of_industry(code), work, "{code}");
        }
    }
}
