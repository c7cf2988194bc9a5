//! A text as words, and where its sentences end. A line that is short and followed by one that begins with a capital
//! ends a sentence, too: so stand headings and tables.

use super::days;
use std::ops::Range;

/// A word.
pub(super) struct Token<'a> {
    /// As it is written.
    pub text: &'a str,
    /// In small letters, without what stands around it.
    pub word: String,
    /// Its bytes in the text.
    pub at: Range<usize>,
    /// It is the last of its sentence.
    pub ends: bool,
}

/// Lines shorter than this (bytes) are headings or rows of a table.
const SHORT_LINE: usize = 56;
/// No sentence is longer to us (words to each side of a day).
const REACH: usize = 40;
/// Their point ends no sentence.
const SHORTENED: [&str; 22] = [
    "kl", "kr", "d", "nr", "tlf", "jf", "ca", "pr", "evt", "f.eks", "bl.a", "mv", "osv", "inkl", "ekskl", "afd", "avd",
    "stk", "dr", "pkt", "hhv", "dvs",
];

/// All words of a text.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut all: Vec<Token<'_>> = Vec::new();
    let (mut line, mut behind) = (0, 0);
    for piece in text.split_whitespace() {
        // The pieces lie in the text, one after the other.
        let begins = piece.as_ptr() as usize - text.as_ptr() as usize;
        let gap = text.get(behind..begins).unwrap_or_default();
        let word = piece.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let breaks = gap.matches('\n').count();
        if let Some(last) = all.last_mut() {
            let capital = piece.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase);
            let short = breaks > 0 && behind - line < SHORT_LINE;
            last.ends = breaks > 1 || (short && capital) || stops(last, capital, &word);
        }
        if breaks > 0 || all.is_empty() {
            line = begins;
        }
        behind = begins + piece.len();
        all.push(Token { text: piece, word, at: begins..behind, ends: false });
    }
    all
}

/// Whether a sentence ends with this word, when the next one is `next`.
fn stops(last: &Token<'_>, capital: bool, next: &str) -> bool {
    if last.text.ends_with(['!', '?']) {
        return true;
    }
    last.text.ends_with('.') && capital && !SHORTENED.contains(&last.word.as_str()) && days::month(next).is_none()
}

/// The words of the sentence in which these stand.
pub(super) fn sentence(all: &[Token<'_>], begins: usize, ends: usize) -> Range<usize> {
    let furthest = begins.saturating_sub(REACH);
    let before = all.get(furthest..begins).unwrap_or_default();
    let from = before.iter().rposition(|token| token.ends).map_or(furthest, |at| furthest + at + 1);
    let last = ends.saturating_sub(1).max(begins);
    let after = all.get(last..all.len().min(last + REACH)).unwrap_or_default();
    let to = after.iter().position(|token| token.ends).map_or(last + after.len(), |at| last + at + 1);
    from..to
}

/// The sentence with the two before it and the one after it.
pub(super) fn around<'a, 'b>(all: &'a [Token<'b>], sentence: &Range<usize>) -> &'a [Token<'b>] {
    let mut from = sentence.start;
    for _ in 0..2 {
        if from > 0 {
            from = self::sentence(all, from - 1, from).start;
        }
    }
    let to = if sentence.end < all.len() { self::sentence(all, sentence.end, sentence.end + 1).end } else { all.len() };
    all.get(from..to).unwrap_or_default()
}
