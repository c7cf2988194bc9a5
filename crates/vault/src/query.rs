//! What a person typed, read as words that must all be there. Nothing typed can be an error, and nothing
//! typed reaches the index but folded letters and digits.

use crate::fold::{fold_word, words};

/// One thing to look for: words that follow each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Term {
    pub(crate) words: Vec<String>,
    /// The last word may go on.
    pub(crate) prefix: bool,
}

/// More words than anybody types; the rest is left out.
const MOST_TERMS: usize = 32;
/// A beginning of a word is looked for from two letters on.
const SHORTEST_PREFIX: usize = 2;

/// Reads a query: words, "phrases"; the last word may be a beginning.
pub(crate) fn parse(text: &str) -> Vec<Term> {
    let mut terms = Vec::new();
    for (number, part) in text.split('"').enumerate() {
        if number % 2 == 1 {
            terms.extend(term(part, false));
        } else {
            terms.extend(part.split_whitespace().filter_map(|word| term(word, false)));
        }
    }
    terms.truncate(MOST_TERMS);
    let open_ended = text.chars().last().is_some_and(char::is_alphanumeric);
    if let Some(last) = terms.last_mut().filter(|_| open_ended) {
        last.prefix = last.words.last().is_some_and(|word| word.chars().count() >= SHORTEST_PREFIX);
    }
    terms
}

fn term(text: &str, prefix: bool) -> Option<Term> {
    let words: Vec<String> = words(text).map(fold_word).filter(|word| !word.is_empty()).collect();
    (!words.is_empty()).then_some(Term { words, prefix })
}

/// The expression for FTS5: every term quoted, all of them needed.
pub(crate) fn expression(terms: &[Term]) -> String {
    let quoted = terms.iter().map(|term| {
        let star = if term.prefix { "*" } else { "" };
        format!("\"{}\"{star}", term.words.join(" "))
    });
    quoted.collect::<Vec<_>>().join(" AND ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_phrases_and_an_open_end_are_understood() {
        assert_eq!(expression(&parse("skat \"ny adresse\" børne")), "\"skat\" AND \"ny adresse\" AND \"boerne\"*");
        assert_eq!(expression(&parse("skat ")), "\"skat\"");
        assert_eq!(expression(&parse("a-b")), "\"a b\"");
    }

    #[test]
    fn nothing_typed_is_an_error_or_an_operator() {
        for odd in ["", "\"", "\"\"", "*", "(", "^", "- -"] {
            assert_eq!(expression(&parse(odd)), "", "{odd}");
        }
        assert_eq!(expression(&parse("a\" OR head:\"b\"*")), "\"a\" AND \"or head\" AND \"b\"");
    }
}
