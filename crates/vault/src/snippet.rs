//! A stretch of a letter around the words that were found, in the letter's own spelling.

use crate::fold::{fold_word, plain_word, words};
use crate::query::Term;

/// Characters shown before and after the first found word.
const BEFORE: usize = 40;
const AFTER: usize = 120;

/// A stretch of text; the marked ones are what was looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SnippetPart {
    /// The text.
    pub text: String,
    /// It was looked for.
    pub marked: bool,
}

fn wanted(word: &str, terms: &[Term]) -> bool {
    let forms: Vec<String> = std::iter::once(fold_word(word)).chain(plain_word(word)).collect();
    terms.iter().any(|term| {
        let last = term.words.last();
        let begins = |one: &String, form: &String| term.prefix && Some(one) == last && form.starts_with(one);
        term.words.iter().any(|one| forms.iter().any(|form| form == one || begins(one, form)))
    })
}

/// The stretch around the first word that was looked for, or nothing when none is there.
pub(crate) fn snippet(text: &str, terms: &[Term]) -> Option<Vec<SnippetPart>> {
    let found = words(text).find(|word| wanted(word, terms))?;
    // A word is a part of the text, so its place is the distance between the two.
    let at = (found.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    let before = text.get(..at)?;
    let from = before.char_indices().rev().take(BEFORE).last().map_or(0, |(index, _)| index);
    let rest = text.get(at..)?;
    let to = rest.char_indices().nth(AFTER).map_or(text.len(), |(index, _)| at + index);
    let stretch: String = text.get(from..to)?.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(marked(&stretch, terms))
}

fn marked(text: &str, terms: &[Term]) -> Vec<SnippetPart> {
    let mut parts: Vec<SnippetPart> = Vec::new();
    let mut push = |text: &str, marked: bool| match parts.last_mut() {
        Some(last) if last.marked == marked => last.text.push_str(text),
        _ if text.is_empty() => {}
        _ => parts.push(SnippetPart { text: text.to_owned(), marked }),
    };
    let mut rest = text;
    for word in words(text) {
        let Some((gap, after)) = rest.split_once(word) else { break };
        push(gap, false);
        push(word, wanted(word, terms));
        rest = after;
    }
    push(rest, false);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;

    #[test]
    fn the_words_are_marked_in_the_letters_own_spelling() {
        let parts = snippet("Din ÅRSOPGØRELSE er klar nu.", &parse("aarsopgoer")).unwrap();
        let marked: Vec<&str> = parts.iter().filter(|part| part.marked).map(|part| part.text.as_str()).collect();
        assert_eq!(marked, ["ÅRSOPGØRELSE"]);
        let whole: String = parts.iter().map(|part| part.text.as_str()).collect();
        assert_eq!(whole, "Din ÅRSOPGØRELSE er klar nu.");
    }

    #[test]
    fn a_long_text_is_cut_around_the_word_at_letters_of_any_size() {
        let text = format!("{} nål {}", "æøå ".repeat(500), "høstak ".repeat(500));
        let parts = snippet(&text, &parse("nål")).unwrap();
        let whole: String = parts.iter().map(|part| part.text.as_str()).collect();
        assert!(whole.contains("nål") && whole.chars().count() <= BEFORE + AFTER + 3);
        assert_eq!(snippet(&text, &parse("findesikke")), None);
    }
}
