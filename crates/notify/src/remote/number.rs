//! A telephone number that can have text messages, as it is written everywhere (ITU-T E.164).
//!
//! The libraries for numbers bring the numbering plans of the whole world, some megabytes that age. Asked for here is
//! only whether a number can be one at all and, in the two countries of the app, whether it is as long as theirs; a
//! number that nobody has is found by the button that sends a trial.

use crate::Trouble;
use std::fmt;

/// A number with its country's, without a sign before it.
#[derive(Clone, PartialEq, Eq)]
pub struct Number(String);

impl Number {
    /// Reads what a person writes: spaces, dots, dashes and brackets between the digits, `00` for `+`.
    ///
    /// # Errors
    /// [`Trouble::Address`] when it is none: without its country (eight digits are a number in Denmark and another in
    /// Norway), too short or long, with anything else in it, or a Norwegian one that no mobile telephone has
    /// (mobile ones begin with 4 or 9, or are of twelve digits with 58 or 59: Nkom's numbering plan, E.164).
    pub fn parse(text: &str) -> Result<Self, Trouble> {
        let between = |c: &char| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '.' | '-' | '(' | ')');
        // Nobody writes as long a number; and nothing is copied that makes no sense.
        let text: String = text.trim().chars().take(64).filter(between).collect();
        let digits = text.strip_prefix('+').or_else(|| text.strip_prefix("00")).ok_or(Trouble::Address)?;
        if !digits.chars().all(|c| c.is_ascii_digit()) || !(8..=15).contains(&digits.len()) || digits.starts_with('0') {
            return Err(Trouble::Address);
        }
        let possible = if let Some(danish) = digits.strip_prefix("45") {
            danish.len() == 8 && !danish.starts_with(['0', '1'])
        } else if let Some(norwegian) = digits.strip_prefix("47") {
            match norwegian.len() {
                8 => norwegian.starts_with(['4', '9']),
                12 => norwegian.starts_with("58") || norwegian.starts_with("59"),
                _ => false,
            }
        } else {
            true
        };
        if possible { Ok(Number(digits.to_owned())) } else { Err(Trouble::Address) }
    }

    /// Its digits (MSISDN).
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.0
    }
}

/// Whose it is must not be found in a log.
impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Number(…)")
    }
}

/// With its sign.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "+{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_people_write_it() {
        for (written, digits) in [
            ("+45 20 00 00 00", "4520000000"),
            ("0045 2000 0000", "4520000000"),
            (" +45-20.00.00.00 ", "4520000000"),
            ("+47 (400) 00\u{a0}000", "4740000000"),
            ("+47 900 00 000", "4790000000"),
            ("+47 580000000000", "47580000000000"),
            ("+298 200000", "298200000"),
            ("+46 70 000 00 00", "46700000000"),
        ] {
            let number = Number::parse(written).unwrap();
            assert_eq!((number.digits(), number.to_string()), (digits, format!("+{digits}")), "{written}");
            assert!(!format!("{number:?}").contains(digits));
        }
    }

    #[test]
    fn what_is_no_number_or_could_be_one_of_two_countries_is_refused() {
        let long = "+45".to_owned() + &"2".repeat(300);
        for written in [
            "",
            "+",
            "00",
            "20000000",
            "mor",
            "+45 2000 000",
            "+45 2000 0000 0",
            "+45 0000 0000",
            "+47 22 00 00 00",
            "+47 4000 000",
            "+45 20 00 00 00\nBcc",
            "+45 2000000x",
            "+45 ٢٠٠٠٠٠٠٠",
            "+0045 20000000",
            "+4512345678901234",
            "+45 20000000;+4520000001",
            &long,
        ] {
            assert_eq!(Number::parse(written), Err(Trouble::Address), "{written}");
        }
    }
}
