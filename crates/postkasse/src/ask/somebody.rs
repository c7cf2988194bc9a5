//! Somebody as a person types her: a CPR number with the name that belongs to it, a CVR number, or the address of a
//! mailbox at Digipost (`name#1A2B`). What was typed is handed on to the service and kept nowhere.

use crate::views::ApiError;
use model::Code;
use providers::Party;
use secrecy::{ExposeSecret, SecretString};

/// The longest name that the interface takes (`firstNameProvided`).
const LONGEST_NAME: usize = 256;

/// The longest address that is taken: the names that Digipost makes addresses of are shorter.
const LONGEST_ADDRESS: usize = 100;
/// The characters after the sign in an address (`validationRules.digipostAddress`).
const TAIL: usize = 4;

/// What was typed.
pub struct Somebody {
    /// Ten digits, with or without a hyphen; or eight; or an address with its `#`.
    pub number: SecretString,
    /// The full name of a person; of no weight for a company.
    pub name: String,
}

impl Somebody {
    /// As the service wants it.
    ///
    /// # Errors
    /// `refused`, with the text that says which part is none.
    pub(super) fn party(&self) -> Result<Party, ApiError> {
        if self.number.expose_secret().contains('#') {
            return address(self.number.expose_secret());
        }
        let plain: String = self.number.expose_secret().chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        let digits = plain.chars().all(|c| c.is_ascii_digit());
        match plain.len() {
            8 if digits => Ok(Party::Organisation { cvr: plain }),
            10 if digits => {
                let words: Vec<&str> = self.name.split_whitespace().collect();
                let (last, first) = match words.split_last() {
                    Some((last, first)) if !first.is_empty() => ((*last).to_owned(), first.join(" ")),
                    _ => return Err(ApiError::said(Code::Refused, "error.access.name")),
                };
                if self.name.chars().count() > LONGEST_NAME || self.name.chars().any(char::is_control) {
                    return Err(ApiError::said(Code::Refused, "error.access.name"));
                }
                Ok(Party::Citizen { cpr: plain.into(), first, last })
            }
            _ => Err(ApiError::said(Code::Refused, "error.access.number")),
        }
    }
}

/// An address at Digipost: a name without blanks, the sign, and four letters or digits.
fn address(typed: &str) -> Result<Party, ApiError> {
    let typed = typed.trim();
    let good = typed.split_once('#').is_some_and(|(name, tail)| {
        let named = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_'));
        named && tail.len() == TAIL && tail.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    match good && typed.chars().count() <= LONGEST_ADDRESS {
        true => Ok(Party::Address(typed.to_owned())),
        false => Err(ApiError::said(Code::Refused, "error.access.address")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(number: &str, name: &str) -> Result<Party, ApiError> {
        Somebody { number: number.to_owned().into(), name: name.to_owned() }.party()
    }

    #[test]
    fn a_number_says_whether_it_is_a_persons_and_a_person_needs_her_name() {
        assert!(matches!(typed("12 34 56 78", ""), Ok(Party::Organisation { cvr }) if cvr == "12345678"));
        let Ok(Party::Citizen { first, last, .. }) = typed("130485-0000", " Anne  Marie Prøve ") else { panic!() };
        assert_eq!((first.as_str(), last.as_str()), ("Anne Marie", "Prøve"));
        for (number, name) in [("130485-0000", "Anne"), ("130485-0000", ""), ("1304850000", "A\u{7} B")] {
            assert_eq!(typed(number, name).unwrap_err().text.as_deref(), Some("error.access.name"), "{name:?}");
        }
        for number in ["", "1", "130485000x", "13048500001"] {
            assert_eq!(typed(number, "A B").unwrap_err().text.as_deref(), Some("error.access.number"), "{number}");
        }
    }

    #[test]
    fn an_address_at_digipost_is_a_name_the_sign_and_four_characters() {
        for good in ["kari.prove#1A2B", " ola.prøve#0000 ", "a-b_c#abcd"] {
            assert!(matches!(typed(good, ""), Ok(Party::Address(address)) if address == good.trim()), "{good}");
        }
        for bad in ["#1A2B", "kari#1A2", "kari#1A2BC", "kari prove#1A2B", "kari#1A#B", "kari/..#1A2B", "kari#1A2ø"] {
            assert_eq!(typed(bad, "").unwrap_err().text.as_deref(), Some("error.access.address"), "{bad}");
        }
    }
}
