//! Mail and telephone in a letter: one address, and no more than a subject and a text (RFC 6068 warns of the
//! other fields, which can attach files or send copies to others).

use super::{Refusal, host};
use percent_encoding::percent_decode_str;
use url::Url;

/// What a letter may fill in.
const HARMLESS: [&str; 2] = ["subject", "body"];
/// From emergency numbers to the longest (ITU-T E.164, with an exit code).
const DIGITS: std::ops::RangeInclusive<usize> = 3..=20;

/// The one address of a `mailto:`.
///
/// # Errors
/// [`Refusal::Parameters`] when it does more than write to one address; what [`host::check`] says of its host.
pub(super) fn mail(url: &Url) -> Result<String, Refusal> {
    let address = percent_decode_str(url.path()).decode_utf8().map_err(|_| Refusal::NotAnAddress)?;
    let (name, domain) = address.rsplit_once('@').ok_or(Refusal::NotAnAddress)?;
    let plain = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    if name.is_empty() || !name.chars().all(plain) {
        return Err(Refusal::Parameters);
    }
    let domain = idna::domain_to_ascii_strict(domain).map_err(|_| Refusal::NotAnAddress)?;
    let domain = host::check(&domain)?;
    for (field, value) in url.query_pairs() {
        let in_text = field.eq_ignore_ascii_case("body");
        let harmless = HARMLESS.iter().any(|one| field.eq_ignore_ascii_case(one));
        let odd = |c: char| c.is_control() && !(in_text && matches!(c, '\r' | '\n' | '\t'));
        if !harmless || value.chars().any(odd) {
            return Err(Refusal::Parameters);
        }
    }
    if url.fragment().is_some() { Err(Refusal::Parameters) } else { Ok(format!("{name}@{domain}")) }
}

/// The number of a `tel:`.
///
/// # Errors
/// [`Refusal::Parameters`] when it is more than a number.
pub(super) fn telephone(url: &Url) -> Result<String, Refusal> {
    let number = percent_decode_str(url.path()).decode_utf8().map_err(|_| Refusal::NotAnAddress)?;
    let written = |c: char| c.is_ascii_digit() || " .-()".contains(c);
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let rest = number.strip_prefix('+').unwrap_or(&number);
    let plain = rest.chars().all(written) && url.query().is_none() && url.fragment().is_none();
    if plain && DIGITS.contains(&digits) { Ok(number.into_owned()) } else { Err(Refusal::Parameters) }
}
