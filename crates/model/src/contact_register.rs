//! Norway's register of contact details and reservations, as one person sees what it says of her.
//!
//! Source: Digdir, "Kontakt- og reservasjonsregisteret" (REST, `/rest/v1/person`), and eForvaltningsforskriften section 32:
//! an address counts for legal notice while it was changed or verified within the last eighteen months, each on its own;
//! section 9: who has neither an e-mail address nor a mobile number registered counts as reserved.

use jiff::{Timestamp, ToSpan, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// After so many months without being confirmed an address counts no more for legal notice.
pub const STALE_AFTER_MONTHS: i32 = 18;

/// An address or number, and when it was last known to hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Verified {
    /// The address or number.
    pub value: String,
    /// When it was last changed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub updated: Option<Timestamp>,
    /// When the person last said that it holds.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub verified: Option<Timestamp>,
}

impl Verified {
    /// From when on it counts no more for legal notice; none when the register does not say when it was last confirmed,
    /// and then it does not count.
    #[must_use]
    pub fn stale_from(&self) -> Option<Timestamp> {
        let last = self.updated.max(self.verified)?;
        // Months are Norway's calendar's.
        let zone = TimeZone::get("Europe/Oslo").unwrap_or(TimeZone::UTC);
        let until = last.to_zoned_datetime(zone).checked_add(STALE_AFTER_MONTHS.months()).ok()?;
        Some(until.timestamp())
    }

    /// Whether it counts for legal notice now.
    #[must_use]
    pub fn counts(&self, now: Timestamp) -> bool {
        self.stale_from().is_some_and(|stale| now < stale)
    }
}

/// Whether and since when the person is reserved against digital communication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Reserved {
    /// Since when, if the register says.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub since: Option<Timestamp>,
}

/// Which digital mailbox the person chose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RegisterMailbox {
    /// The provider's organisation number.
    pub provider: String,
    /// The address of the mailbox, if the register says.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub address: Option<String>,
}

/// The language in which the state writes to the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RegisterLanguage {
    /// Bokmål.
    Nb,
    /// Nynorsk.
    Nn,
    /// English.
    En,
    /// Northern Sámi.
    Se,
}

impl RegisterLanguage {
    /// All of them.
    pub const ALL: [RegisterLanguage; 4] =
        [RegisterLanguage::Nb, RegisterLanguage::Nn, RegisterLanguage::En, RegisterLanguage::Se];

    /// The register's word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            RegisterLanguage::Nb => "nb",
            RegisterLanguage::Nn => "nn",
            RegisterLanguage::En => "en",
            RegisterLanguage::Se => "se",
        }
    }

    /// Reads the register's word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// Whether the state may give notice of decisions digitally.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum LegalNotice {
    /// By e-mail or by SMS, whichever counts.
    Digital,
    /// On paper: the person is reserved.
    Reserved,
    /// On paper: no address or number is registered, which counts as reserved.
    NoAddress,
    /// On paper: what is registered was not confirmed for eighteen months.
    Stale,
    /// On paper: the register knows nothing of the person, or has deleted her.
    NotRegistered,
}

/// What the register says of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ContactRegister {
    /// The register has the person (status AKTIV).
    pub active: bool,
    /// She is reserved.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reserved: Option<Reserved>,
    /// Her e-mail address.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub email: Option<Verified>,
    /// Her mobile number.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub mobile: Option<Verified>,
    /// Her digital mailbox.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub mailbox: Option<RegisterMailbox>,
    /// Her language.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub language: Option<RegisterLanguage>,
}

impl ContactRegister {
    /// How the state gives notice to her now.
    #[must_use]
    pub fn notice(&self, now: Timestamp) -> LegalNotice {
        let all = || self.email.iter().chain(&self.mobile);
        if !self.active {
            LegalNotice::NotRegistered
        } else if self.reserved.is_some() {
            LegalNotice::Reserved
        } else if all().next().is_none() {
            LegalNotice::NoAddress
        } else if all().any(|one| one.counts(now)) {
            LegalNotice::Digital
        } else {
            LegalNotice::Stale
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn known(updated: Option<&str>, verified: Option<&str>) -> Verified {
        Verified { value: "x".to_owned(), updated: updated.map(at), verified: verified.map(at) }
    }

    #[test]
    fn an_address_counts_for_eighteen_months_from_the_later_of_its_change_and_its_confirmation() {
        let changed = known(Some("2025-01-31T12:00:00Z"), None);
        assert!(changed.counts(at("2026-07-31T10:59:59Z")), "summer time: noon in January is eleven in July");
        assert!(!changed.counts(at("2026-07-31T11:00:00Z")));
        let confirmed = known(Some("2020-01-01T00:00:00Z"), Some("2026-01-01T00:00:00Z"));
        assert!(confirmed.counts(at("2027-06-30T00:00:00Z")));
        assert!(!known(None, None).counts(at("2026-01-01T00:00:00Z")), "nobody knows when it held");
    }

    #[test]
    fn the_state_gives_notice_digitally_only_to_who_is_registered_not_reserved_and_has_one_address_that_counts() {
        let now = at("2026-11-27T00:00:00Z");
        let (fresh, old) = (known(Some("2026-01-01T00:00:00Z"), None), known(Some("2023-01-01T00:00:00Z"), None));
        let of = |active, reserved: bool, email, mobile| ContactRegister {
            active,
            reserved: reserved.then_some(Reserved { since: None }),
            email,
            mobile,
            mailbox: None,
            language: None,
        };
        for (register, notice) in [
            (of(true, false, Some(old.clone()), Some(fresh.clone())), LegalNotice::Digital),
            (of(true, false, Some(old.clone()), None), LegalNotice::Stale),
            (of(true, false, None, None), LegalNotice::NoAddress),
            (of(true, true, Some(fresh.clone()), None), LegalNotice::Reserved),
            (of(false, false, Some(fresh), None), LegalNotice::NotRegistered),
        ] {
            assert_eq!(register.notice(now), notice, "{register:?}");
        }
    }
}
