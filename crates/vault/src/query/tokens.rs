//! What was typed, cut into pieces: a word or a "phrase", perhaps with the name of a condition and a minus before
//! it, perhaps with a star behind it.

use super::names::{Name, name};
use crate::fold::is_gap;

/// A piece.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// A minus stands before it.
    pub(super) not: bool,
    /// The name of a condition stands before it, with a colon.
    pub(super) name: Option<Name>,
    /// What is looked for.
    pub(super) value: &'a str,
    /// All of it but the minus, for what turns out to be no condition.
    pub(super) whole: &'a str,
    /// It is a beginning.
    pub(super) star: bool,
}

/// Cuts a text into its pieces.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (token, after) = token(rest);
        tokens.push(token);
        rest = after.trim_start();
    }
    tokens
}

/// The first piece of a text, and what stands behind it.
fn token(text: &str) -> (Token<'_>, &str) {
    let (not, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (name, named) = named(text);
    let (value, after) = match named.strip_prefix('"') {
        Some(inside) => inside.split_once('"').unwrap_or((inside, "")),
        None => {
            let end = named.find(|c: char| c.is_whitespace() || c == '"').unwrap_or(named.len());
            named.split_at_checked(end).unwrap_or((named, ""))
        }
    };
    let behind = after.strip_prefix('*').filter(|_| named.starts_with('"'));
    let star = behind.is_some() || value.strip_suffix('*').is_some_and(|word| word.ends_with(|c| !is_gap(c)));
    let after = behind.unwrap_or(after);
    let whole = text.get(..text.len() - after.len()).unwrap_or(text);
    (Token { not, name, value, whole, star }, after)
}

/// The name of a condition, if one stands here and something behind its colon.
fn named(text: &str) -> (Option<Name>, &str) {
    let found = text.split_once(':').filter(|(_, value)| value.starts_with(|c: char| !c.is_whitespace()));
    match found.and_then(|(typed, value)| name(typed).map(|name| (name, value))) {
        Some((name, value)) => (Some(name), value),
        None => (None, text),
    }
}
