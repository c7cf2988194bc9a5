//! The one folding, for the index and for what is looked for: lower case, no diacritics, æ as ae, ø as
//! oe, å as aa, North Sámi's letters as their plain ones, everything else that is no letter or digit a gap.
//! Words with å or ø are in the index as people without these keys type them, too: with a and o.

use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds a text to plain words with single spaces between them.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len() + text.len() / 8);
    for word in words(text) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        add_folded(&mut folded, word, "oe", "aa");
    }
    folded
}

/// Whether there is any word in a text.
pub(crate) fn has_words(text: &str) -> bool {
    words(text).next().is_some()
}

/// The words of a text, as they stand there.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c)).filter(|word| !word.is_empty())
}

/// Folds one word.
pub(crate) fn fold_word(word: &str) -> String {
    let mut folded = String::with_capacity(word.len() + 2);
    add_folded(&mut folded, word, "oe", "aa");
    folded
}

/// The word with a for å and o for ø, if that makes a difference.
pub(crate) fn plain_word(word: &str) -> Option<String> {
    if word.is_ascii() {
        return None;
    }
    let mut plain = String::with_capacity(word.len());
    add_folded(&mut plain, word, "o", "a");
    Some(plain).filter(|plain| *plain != fold_word(word))
}

/// Stands in the index between words that are no phrase. Nobody can type it: it is no letter.
pub(crate) const BETWEEN: &str = " \u{e000} ";

/// Every word of a text that has a plain form, in that form.
pub(crate) fn plain(text: &str) -> String {
    let forms: BTreeSet<String> = words(text).filter_map(plain_word).collect();
    forms.into_iter().map(|form| format!("{BETWEEN}{form}")).collect()
}

fn add_folded(folded: &mut String, word: &str, oe: &str, aa: &str) {
    // Most words by far.
    if word.is_ascii() {
        let at = folded.len();
        folded.push_str(word);
        if let Some(word) = folded.get_mut(at..) {
            word.make_ascii_lowercase();
        }
        return;
    }
    for c in word.nfkc().flat_map(char::to_lowercase) {
        if c == 'å' {
            folded.push_str(aa);
            continue;
        }
        for base in std::iter::once(c).nfd().filter(|c| !is_combining_mark(*c)) {
            match base {
                'æ' => folded.push_str("ae"),
                'ø' => folded.push_str(oe),
                'ß' => folded.push_str("ss"),
                'đ' | 'ð' => folded.push('d'),
                'ŋ' => folded.push('n'),
                'ŧ' => folded.push('t'),
                'ł' => folded.push('l'),
                'ı' => folded.push('i'),
                other => folded.push(other),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn danish_norwegian_and_sami_letters_meet_their_plain_spellings() {
        assert_eq!(fold("Årsopgørelse, ÆBLER!"), "aarsopgoerelse aebler");
        assert_eq!(fold("aarsopgoerelse"), fold("årsopgørelse"));
        assert_eq!(fold("A\u{30a}rhus"), fold("Århus"));
        assert_eq!(fold("Kárášjohka čáhci ŋ đ ŧ"), "karasjohka cahci n d t");
        assert_eq!(fold("ﬁnale"), "finale");
        assert_eq!(fold(" -- "), "");
        assert_eq!(fold("Ǿ Ǽ Å ŋ Ŋ Đ Ŧ Č Š Ž"), "oe ae aa n n d t c s z");
    }

    #[test]
    fn words_with_letters_that_not_every_keyboard_has_are_known_by_their_plain_form_too() {
        assert_eq!(plain_word("Årsopgørelse").as_deref(), Some("arsopgorelse"));
        assert_eq!(plain_word("skat"), None);
        assert_eq!(plain_word("æble"), None, "ae is the plain form");
        assert_eq!(plain("Får får, sagde øllet"), " \u{e000} far \u{e000} ollet");
    }
}
