//! An e-mail address to which, or from which, something is sent: one, without a name, in ASCII.

use crate::Trouble;
use lettre::Address;
use std::fmt;

/// RFC 5321, section 4.5.3.1.3: a path with its brackets is 256 long.
const LONGEST: usize = 254;

/// An e-mail address.
#[derive(Clone, PartialEq, Eq)]
pub struct EmailAddress(Address);

impl EmailAddress {
    /// Reads what a person writes. A domain with other letters is written as the name system has it.
    ///
    /// # Errors
    /// [`Trouble::Address`] when it is none, is several, has other letters before the `@` (few servers take them) or
    /// anything that could end a line.
    pub fn parse(text: &str) -> Result<Self, Trouble> {
        let text = text.trim_matches(' ');
        let (user, domain) = text.rsplit_once('@').ok_or(Trouble::Address)?;
        // A name in quotes may hold anything; nobody in the field has one.
        if text.len() > LONGEST || user.contains(['"', '\\']) || text.chars().any(|c| c.is_control() || c == ' ') {
            return Err(Trouble::Address);
        }
        let domain = idna::domain_to_ascii_strict(domain).map_err(|_| Trouble::Address)?;
        let address = Address::new(user, domain).map_err(|_| Trouble::Address)?;
        if AsRef::<str>::as_ref(&address).is_ascii() { Ok(EmailAddress(address)) } else { Err(Trouble::Address) }
    }

    /// What stands behind the `@`.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.0.domain()
    }

    pub(crate) fn inner(&self) -> &Address {
        &self.0
    }
}

/// Whose it is must not be found in a log.
impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EmailAddress(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_plain_address() {
        for (written, meant) in [
            (" anna@example.dk ", "anna@example.dk"),
            ("o'hara+post@mail.example.no", "o'hara+post@mail.example.no"),
            ("bo@blåbærgrød.example", "bo@xn--blbrgrd-fxak7p.example"),
        ] {
            let address = EmailAddress::parse(written).unwrap();
            assert_eq!(address.inner().to_string(), meant);
            assert!(!format!("{address:?}").contains("example"), "{address:?}");
        }
    }

    #[test]
    fn what_could_end_a_line_or_name_a_second_person_is_no_address() {
        let long = format!("{}@example.dk", "a".repeat(300));
        for written in [
            "",
            "@",
            "anna",
            "anna@",
            "@example.dk",
            "anna@example.dk\r\nBcc: bo@example.dk",
            "anna\n@example.dk",
            "anna@example.dk\n",
            "anna@example.dk\0",
            "anna@example.dk, bo@example.dk",
            "anna@example.dk>,<bo@example.dk",
            "Anna <anna@example.dk>",
            "\"anna\r\"@example.dk",
            "\"an na\"@example.dk",
            "an na@example.dk",
            "ånna@example.dk",
            "anna@exa mple.dk",
            "anna@exam\u{202e}ple.dk",
            &long,
        ] {
            assert_eq!(EmailAddress::parse(written), Err(Trouble::Address), "{written:?}");
        }
    }
}
