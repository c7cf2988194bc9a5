//! Levels of assurance (NSIS in Denmark, eIDAS in Norway): how sure the login is about the person.

use serde::{Deserialize, Serialize};

/// A level of assurance, lowest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Little certainty.
    Low,
    /// What public mail asks for.
    Substantial,
    /// What some letters and first use of some mailboxes ask for.
    High,
}

impl Level {
    /// Reads the values that the eIDs use in `acr` and `loa`: the NSIS addresses
    /// (`https://data.gov.dk/concept/core/nsis/Substantial`) and ID-porten's
    /// (`idporten-loa-substantial`). Anything else is no level at all.
    #[must_use]
    pub fn from_claim(claim: &str) -> Option<Self> {
        let word = claim
            .strip_prefix("https://data.gov.dk/concept/core/nsis/")
            .or_else(|| claim.strip_prefix("idporten-loa-"))
            .unwrap_or(claim);
        match word.to_ascii_lowercase().as_str() {
            "low" => Some(Level::Low),
            "substantial" => Some(Level::Substantial),
            "high" => Some(Level::High),
            _ => None,
        }
    }

    /// The word, in lower case.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Low => "low",
            Level::Substantial => "substantial",
            Level::High => "high",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_claims_are_levels() {
        assert_eq!(Level::from_claim("https://data.gov.dk/concept/core/nsis/High"), Some(Level::High));
        assert_eq!(Level::from_claim("idporten-loa-substantial"), Some(Level::Substantial));
        assert_eq!(Level::from_claim("https://evil.example/High"), None);
        assert_eq!(Level::from_claim(""), None);
        assert!(Level::Low < Level::Substantial && Level::Substantial < Level::High);
    }
}
