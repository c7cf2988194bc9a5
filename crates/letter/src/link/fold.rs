//! What a name looks like at a glance, and whether two names are a slip of the finger apart.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_security::MixedScript;
use unicode_security::skeleton;

/// The name's skeleton (UTS #39, section 4) without marks and hyphens, and with the letters alike that only a
/// small typeface makes alike. For comparing, never for showing.
pub(super) fn folded(name: &str) -> String {
    let lower = name.to_lowercase();
    let glance = |text: &str| skeleton(text).nfd().collect::<String>().to_lowercase();
    // Twice: what a digit looks like may be a capital letter.
    let seen = glance(&glance(&lower)).replace("vv", "w");
    let alike = |c: char| match c {
        'i' | '1' | '|' => 'l',
        '0' => 'o',
        '5' => 's',
        other => other,
    };
    seen.chars().filter(|c| !is_combining_mark(*c) && *c != '-').map(alike).collect()
}

/// Only letters of the Latin script, digits, hyphens and dots.
pub(super) fn is_latin(name: &str) -> bool {
    let latin = |c: char| format!("a{c}").as_str().is_single_script();
    name.chars().all(|c| c.is_ascii() || latin(c))
}

/// One letter more, less, other, or two in each other's place.
pub(super) fn is_a_slip_apart(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let same = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (one, other) = (one.get(same..).unwrap_or_default(), other.get(same..).unwrap_or_default());
    match (one, other) {
        ([], []) => false,
        ([_, rest @ ..], all) if rest == all => true,
        (all, [_, rest @ ..]) if rest == all => true,
        ([_, one @ ..], [_, other @ ..]) if one == other => true,
        ([a, b, one @ ..], [c, d, other @ ..]) => a == d && b == c && one == other,
        _ => false,
    }
}
