//! Rules of well-formed XML that the parser leaves to its user.

/// A name: what ASCII allows in one, and everything beyond ASCII.
pub(crate) fn is_name(name: &str) -> bool {
    let begins = |c: char| c.is_ascii_alphabetic() || c == '_' || !c.is_ascii();
    let goes_on = |c: char| begins(c) || c.is_ascii_digit() || matches!(c, '-' | '.' | ':');
    name.starts_with(begins) && name.chars().all(goes_on)
}

/// An attribute's value as it stands between its quotes.
pub(crate) fn is_value(raw: &str) -> bool {
    !raw.contains('<')
}
