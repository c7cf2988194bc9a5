//! The one folding, for the index and for what is looked for: lower case, no diacritics, æ as ae, ø as
//! oe, å as aa, North Sámi's letters as their plain ones, everything else that is no letter or digit a gap.

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
        folded.push_str(&fold_word(word));
    }
    folded
}

/// The words of a text, as they stand there.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c)).filter(|word| !word.is_empty())
}

/// Folds one word.
pub(crate) fn fold_word(word: &str) -> String {
    let mut folded = String::with_capacity(word.len() + 2);
    for c in word.nfkc().flat_map(char::to_lowercase) {
        match c {
            'æ' => folded.push_str("ae"),
            'ø' => folded.push_str("oe"),
            'å' => folded.push_str("aa"),
            'ß' => folded.push_str("ss"),
            'đ' | 'ð' => folded.push('d'),
            'ŋ' => folded.push('n'),
            'ŧ' => folded.push('t'),
            'ł' => folded.push('l'),
            'ı' => folded.push('i'),
            other => folded.extend(std::iter::once(other).nfd().filter(|c| !is_combining_mark(*c))),
        }
    }
    folded
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
    }
}
