//! A stretch of a letter around the words that were found, in the letter's own spelling.

use crate::fold::words;
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

/// The stretch around the first place where one of the terms stands, or nothing when none does.
pub(crate) fn snippet(text: &str, terms: &[&Term]) -> Option<Vec<SnippetPart>> {
    let mut rest = words(text);
    let found = loop {
        let word = rest.next()?;
        if terms.iter().any(|term| term.begins(std::iter::once(word).chain(rest.clone()))) {
            break word;
        }
    };
    let (at, _) = place(text, found)?;
    let before = text.get(..at)?;
    let from = before.char_indices().rev().take(BEFORE).last().map_or(0, |(index, _)| index);
    let rest = text.get(at..)?;
    let to = rest.char_indices().nth(AFTER).map_or(text.len(), |(index, _)| at + index);
    let stretch: String = text.get(from..to)?.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(marked(&stretch, terms))
}

/// How many words one of the terms takes up from here on, if one stands here; the longest.
fn length_at<'a>(here: impl Iterator<Item = &'a str> + Clone, terms: &[&Term]) -> Option<usize> {
    terms.iter().filter(|term| term.begins(here.clone())).map(|term| term.words.len()).max()
}

fn marked(text: &str, terms: &[&Term]) -> Vec<SnippetPart> {
    let mut parts: Vec<SnippetPart> = Vec::new();
    let mut push = |text: &str, marked: bool| match parts.last_mut() {
        Some(last) if last.marked == marked => last.text.push_str(text),
        _ if text.is_empty() => {}
        _ => parts.push(SnippetPart { text: text.to_owned(), marked }),
    };
    let (mut all, mut done, mut left) = (words(text), 0, 0);
    while let Some(word) = all.next() {
        left = length_at(std::iter::once(word).chain(all.clone()), terms).map_or(left, |length| left.max(length));
        let Some((before, behind)) = place(text, word) else { break };
        push(text.get(done..before).unwrap_or_default(), false);
        push(word, left > 0);
        (done, left) = (behind, left.saturating_sub(1));
    }
    push(text.get(done..).unwrap_or_default(), false);
    parts
}

/// Where a word of this very text begins and ends in it (bytes).
fn place(text: &str, word: &str) -> Option<(usize, usize)> {
    // It is a part of the text, so its place is the distance between the two.
    let at = (word.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    Some((at, at + word.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Query;

    fn shown(text: &str, query: &str) -> Option<Vec<SnippetPart>> {
        snippet(text, &Query::read(query).terms())
    }

    fn marked_in(text: &str, query: &str) -> Vec<String> {
        let parts = shown(text, query).unwrap_or_default();
        parts.into_iter().filter(|part| part.marked).map(|part| part.text).collect()
    }

    #[test]
    fn the_words_are_marked_in_the_letters_own_spelling() {
        let parts = shown("Din ÅRSOPGØRELSE er klar nu.", "aarsopgoer").unwrap();
        assert_eq!(marked_in("Din ÅRSOPGØRELSE er klar nu.", "aarsopgoer"), ["ÅRSOPGØRELSE"]);
        let whole: String = parts.iter().map(|part| part.text.as_str()).collect();
        assert_eq!(whole, "Din ÅRSOPGØRELSE er klar nu.");
    }

    #[test]
    fn a_phrase_is_marked_where_it_stands_and_its_words_elsewhere_are_not() {
        assert_eq!(marked_in("Ny bil. Din nye adresse, ny adresse.", "\"ny adresse\""), ["ny", "adresse"]);
        assert_eq!(marked_in("skat på skatten", "skat* -på"), ["skat", "skatten"]);
        assert!(marked_in("Ny bil, adresse", "\"ny adresse\"").is_empty());
    }

    #[test]
    fn a_long_text_is_cut_around_the_word_at_letters_of_any_size() {
        let text = format!("{} nål {}", "æøå ".repeat(500), "høstak ".repeat(500));
        let parts = shown(&text, "nål").unwrap();
        let whole: String = parts.iter().map(|part| part.text.as_str()).collect();
        assert!(whole.contains("nål") && whole.chars().count() <= BEFORE + AFTER + 3);
        assert_eq!(shown(&text, "findesikke"), None);
    }
}
