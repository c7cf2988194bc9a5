//! What a person types for an address, a number or a code, in the service's form.

use crate::views::{ApiError, Country};
use model::Code;

/// RFC 5321, section 4.5.3.1.3, without the angle brackets.
const LONGEST_EMAIL: usize = 254;
const LONGEST_CODE: usize = 16;

/// An e-mail address: something before one `@`, a host with a dot behind it, no blanks.
///
/// # Errors
/// `refused` when it is none.
pub(super) fn email(typed: &str) -> Result<String, ApiError> {
    let text = typed.trim();
    let plain = text.len() <= LONGEST_EMAIL && !text.chars().any(|c| c.is_whitespace() || c.is_control());
    let good = text.split_once('@').is_some_and(|(name, host)| {
        let dots = host.split('.').collect::<Vec<_>>();
        !name.is_empty() && !host.contains('@') && dots.len() > 1 && dots.iter().all(|part| !part.is_empty())
    });
    if plain && good { Ok(text.to_owned()) } else { Err(ApiError::said(Code::Refused, "error.email.invalid")) }
}

/// A mobile number of this country: eight digits, with or without +45 or +47.
///
/// # Errors
/// `refused` when it is none.
pub(super) fn mobile(typed: &str, country: Country) -> Result<String, ApiError> {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '.' | '(' | ')')).collect();
    let (plus, zeros) = match country {
        Country::Denmark => ("+45", "0045"),
        Country::Norway => ("+47", "0047"),
    };
    let own = digits.strip_prefix(plus).or_else(|| digits.strip_prefix(zeros)).unwrap_or(&digits);
    let begins = match country {
        Country::Denmark => !own.starts_with(['0', '1']),
        // The numbering plan (Nkom): mobile numbers of eight digits begin with 4 or 9.
        Country::Norway => own.starts_with(['4', '9']),
    };
    let good = own.len() == 8 && own.bytes().all(|b| b.is_ascii_digit()) && begins;
    if good { Ok(own.to_owned()) } else { Err(ApiError::said(Code::Refused, no_mobile(country))) }
}

/// The text that says that a number is none of this country.
pub(super) fn no_mobile(country: Country) -> &'static str {
    match country {
        Country::Denmark => "error.mobile.invalid",
        Country::Norway => "error.mobile.norway",
    }
}

/// A code, without the blanks that people type between digits.
///
/// # Errors
/// `refused` when nothing or far too much was typed.
pub(super) fn code(typed: &str) -> Result<String, ApiError> {
    let code: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let good = !code.is_empty() && code.len() <= LONGEST_CODE && code.bytes().all(|b| b.is_ascii_alphanumeric());
    if good { Ok(code) } else { Err(ApiError::said(Code::Refused, "error.pin.wrong")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_taken_as_people_write_it_and_only_one_of_the_country() {
        for typed in ["20000000", "+45 20 00 00 00", "0045-2000.0000", " 2000 0000 "] {
            assert_eq!(mobile(typed, Country::Denmark).ok().as_deref(), Some("20000000"), "{typed}");
        }
        for typed in ["", "2000000", "200000000", "10000000", "+4720000000", "+46 70 000 00 00", "2000000x"] {
            let said = mobile(typed, Country::Denmark).err().and_then(|error| error.text);
            assert_eq!(said.as_deref(), Some("error.mobile.invalid"), "{typed}");
        }
        for typed in ["40000000", "+47 400 00 000", "0047-4000.0000"] {
            assert_eq!(mobile(typed, Country::Norway).ok().as_deref(), Some("40000000"), "{typed}");
        }
        for typed in ["20000000", "+4540000000", "4000000", "22030000"] {
            let said = mobile(typed, Country::Norway).err().and_then(|error| error.text);
            assert_eq!(said.as_deref(), Some("error.mobile.norway"), "{typed}");
        }
    }

    #[test]
    fn an_address_is_one_that_a_letter_can_be_sent_to() {
        assert_eq!(email(" mette@eksempel.example ").ok().as_deref(), Some("mette@eksempel.example"));
        let long = format!("{}@b.example", "a".repeat(250));
        for typed in ["", "mette", "@b.example", "a@", "a@b", "a@b.", "a@.b", "a b@c.example", "a@b@c.example", &long] {
            assert!(email(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn a_code_may_have_blanks_and_nothing_strange() {
        assert_eq!(code(" 123 456 ").ok().as_deref(), Some("123456"));
        for typed in ["", "  ", "12;34", "12345678901234567"] {
            assert!(code(typed).is_err(), "{typed}");
        }
    }
}
