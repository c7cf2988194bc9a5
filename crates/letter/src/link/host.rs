//! A host's name: on the public net, in letters that are what they seem, and nobody else's.

use super::{Refusal, fold, known};
use unicode_security::{RestrictionLevel, RestrictionLevelDetection};

/// Ends of names that mean this computer, this house, or nothing (RFC 2606, 6761, 7686, 8375).
const PRIVATE: [&str; 11] =
    ["localhost", "local", "localdomain", "internal", "intranet", "lan", "home", "corp", "arpa", "onion", "invalid"];

/// The name as a person is shown it.
///
/// # Errors
/// [`Refusal`] when it is not what it seems.
pub(super) fn check(name: &str) -> Result<String, Refusal> {
    let (readable, decoded) = idna::domain_to_unicode(name);
    let labels: Vec<&str> = readable.split('.').collect();
    if decoded.is_err() || labels.iter().any(|label| label.is_empty() || label.starts_with("xn--")) {
        return Err(Refusal::NotAnAddress);
    }
    if labels.len() < 2 || labels.last().is_some_and(|last| PRIVATE.contains(last)) {
        return Err(Refusal::NotPublic);
    }
    if let Some(imitated) = known::imitated(&readable) {
        return Err(Refusal::LookAlike(imitated));
    }
    if labels.iter().any(|label| is_deceptive(label)) {
        return Err(Refusal::Letters);
    }
    Ok(shown(name))
}

/// Letters of several scripts, or of another script that all look like Latin ones (UTS #39, sections 5.2 and 4).
fn is_deceptive(label: &str) -> bool {
    let level = label.detect_restriction_level();
    let looks_latin = || !label.is_ascii() && !fold::is_latin(label) && fold::folded(label).is_ascii();
    level > RestrictionLevel::HighlyRestrictive || looks_latin()
}

/// A name in letters that a reader of these languages knows is shown in them, any other as it is sent.
pub(super) fn shown(name: &str) -> String {
    let (readable, decoded) = idna::domain_to_unicode(name);
    if decoded.is_ok() && fold::is_latin(&readable) { readable } else { name.to_owned() }
}
