//! The one folding, for the index and for what is looked for: lower case, no diacritics, æ as ae, ø as
//! oe, å as aa, North Sámi's letters as their plain ones, everything else that is no letter or digit a gap.
//! Words with å or ø are in the index as people without these keys type them, too: with a and o.

use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A way to write ø and å with plain letters.
#[derive(Clone, Copy)]
struct Style {
    oe: &'static str,
    aa: &'static str,
}

/// As Danes and Norwegians do it when they mind; what is looked for is always read so.
const MINDFUL: Style = Style { oe: "oe", aa: "aa" };
/// The other ways; a word may be typed in any of them.
const OTHERS: [Style; 3] = [Style { oe: "o", aa: "a" }, Style { oe: "o", aa: "aa" }, Style { oe: "oe", aa: "a" }];

/// Folds a text to plain words with single spaces between them.
#[must_use]
pub fn fold(text: &str) -> String {
    in_style(text, MINDFUL)
}

fn in_style(text: &str, style: Style) -> String {
    let mut folded = String::with_capacity(text.len() + text.len() / 8);
    for word in words(text) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        push(&mut folded, word, style);
    }
    folded
}

/// Whether there is any word in a text.
pub(crate) fn has_words(text: &str) -> bool {
    words(text).next().is_some()
}

/// Whether a character stands between words.
pub(crate) fn is_gap(c: char) -> bool {
    if c.is_ascii() { !c.is_ascii_alphanumeric() } else { !c.is_alphanumeric() && !is_combining_mark(c) }
}

/// The words of a text, as they stand there.
pub(crate) fn words(text: &str) -> Words<'_> {
    Words(text)
}

/// What is left of a text, word by word.
#[derive(Clone)]
pub(crate) struct Words<'a>(&'a str);

impl<'a> Iterator for Words<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let begins = self.0.get(run(self.0, true)..)?;
        let (word, rest) = begins.split_at_checked(run(begins, false))?;
        self.0 = rest;
        (!word.is_empty()).then_some(word)
    }
}

/// How many bytes at the beginning of a text are gap, or are word.
fn run(text: &str, gap: bool) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        // Nearly all letters are one byte or, as æ, ø and å, two: these are told without a look into tables.
        let (is_a_gap, length) = match bytes.get(at..) {
            Some([byte, ..]) if byte.is_ascii() => (!byte.is_ascii_alphanumeric(), 1),
            Some([0xC3, second, ..]) => (matches!(second, 0x97 | 0xB7), 2),
            Some([_, ..]) => match text.get(at..).and_then(|rest| rest.chars().next()) {
                Some(c) => (is_gap(c), c.len_utf8()),
                None => return at,
            },
            _ => return at,
        };
        if is_a_gap != gap {
            return at;
        }
        at += length;
    }
}

/// Folds one word.
pub(crate) fn fold_word(word: &str) -> String {
    let mut folded = String::with_capacity(word.len() + 2);
    push(&mut folded, word, MINDFUL);
    folded
}

/// The word as it is typed in the other styles, as far as that makes a difference.
pub(crate) fn other_forms(word: &str) -> Vec<String> {
    let (mut oe, mut aa) = (false, false);
    for c in composed(word) {
        oe |= matches!(c, 'ø' | 'Ø' | 'ǿ' | 'Ǿ');
        aa |= matches!(c, 'å' | 'Å');
    }
    let differs = |style: &&Style| (oe || style.oe == MINDFUL.oe) && (aa || style.aa == MINDFUL.aa);
    OTHERS.iter().filter(differs).map(|style| in_style(word, *style)).collect()
}

/// Whether the word can be typed like this; or begins so, when `prefix` says that the rest does not matter.
pub(crate) fn is_typed_as(word: &str, wanted: &str, prefix: bool) -> bool {
    if word.is_ascii() {
        // Most words: written in one way only, which is folded while it is compared.
        let begins =
            word.len() >= wanted.len() && word.bytes().zip(wanted.bytes()).all(|(a, b)| a.to_ascii_lowercase() == b);
        return begins && (prefix || word.len() == wanted.len());
    }
    // Most others differ in their first letter, and folding never changes a plain one.
    let first = match word.chars().next() {
        Some(first) if first.is_ascii() => Some(first.to_ascii_lowercase()),
        Some('å' | 'Å' | 'æ' | 'Æ') => Some('a'),
        Some('ø' | 'Ø') => Some('o'),
        _ => None,
    };
    if first.is_some() && first != wanted.chars().next() {
        return false;
    }
    let fits = |form: &str| form == wanted || (prefix && form.starts_with(wanted));
    fits(&fold_word(word)) || other_forms(word).iter().any(|form| fits(form))
}

/// Stands in the index between words that are no phrase. Nobody can type it: it is no letter.
pub(crate) const BETWEEN: &str = " \u{e000} ";

/// What the index holds of a long text: the text, then the other forms of its words, each by itself. A phrase is
/// found in it as it stands there.
pub(crate) fn long(text: &str) -> String {
    let mut all = fold(text);
    let others: BTreeSet<&str> = words(text).filter(|word| !word.is_ascii()).collect();
    for form in others.into_iter().flat_map(other_forms).collect::<BTreeSet<_>>() {
        all.push_str(BETWEEN);
        all.push_str(&form);
    }
    all
}

/// What the index holds of a short text, as a subject: all of it in every style, so that also a phrase is found in
/// whichever style it is typed.
pub(crate) fn short(text: &str) -> String {
    let mut all = fold(text);
    if !text.is_ascii() {
        let mut others: BTreeSet<String> = OTHERS.iter().map(|style| in_style(text, *style)).collect();
        others.remove(&all);
        for other in others {
            all.push_str(BETWEEN);
            all.push_str(&other);
        }
    }
    all
}

/// Beginnings of words that are in the index by themselves, in letters: up to four as typed, one of them an ø or å.
pub(crate) const BEGINNINGS: std::ops::RangeInclusive<usize> = 2..=5;
/// Stand before a beginning in the index, of any word and of a word of the sender's. No folded word has them.
pub(crate) const OF_ANY: char = 'ø';
pub(crate) const OF_SENDER: char = 'å';

/// The beginnings of all words of folded texts, each once, marked as such.
#[must_use]
pub(crate) fn beginnings<'a>(texts: impl IntoIterator<Item = &'a str>, sender: &str) -> String {
    let mut all = String::new();
    push_beginnings(&mut all, texts.into_iter().flat_map(|text| text.split(' ')).collect(), OF_ANY);
    push_beginnings(&mut all, sender.split(' ').collect(), OF_SENDER);
    all
}

fn push_beginnings(all: &mut String, mut words: Vec<&str>, mark: char) {
    words.sort_unstable();
    // Of words in order, those that begin alike are neighbours.
    let mut before = "";
    for word in words {
        for length in BEGINNINGS {
            let Some(start) = beginning(word, length) else { break };
            if beginning(before, length) != Some(start) {
                all.extend([mark].into_iter().chain(start.chars()).chain([' ']));
            }
        }
        before = word;
    }
}

/// So many letters of a word, if it has them.
fn beginning(word: &str, letters: usize) -> Option<&str> {
    if let Some(start) = word.as_bytes().get(..letters).filter(|start| start.is_ascii()) {
        return word.get(..start.len());
    }
    let mut ends = word.char_indices().map(|(at, c)| at + c.len_utf8());
    ends.nth(letters.checked_sub(1)?).and_then(|end| word.get(..end))
}

/// The letters of a word, none of them in two parts. Nearly all words are so already.
fn composed(word: &str) -> impl Iterator<Item = char> {
    let plain = word.chars().all(is_plain);
    let as_it_is = plain.then(|| word.chars()).into_iter().flatten();
    as_it_is.chain((!plain).then(|| word.nfkc()).into_iter().flatten())
}

/// Letters that are written in one way only, and fold by themselves.
fn is_plain(c: char) -> bool {
    c.is_ascii() || matches!(c, 'æ' | 'ø' | 'å' | 'Æ' | 'Ø' | 'Å')
}

fn push(folded: &mut String, word: &str, style: Style) {
    // Most words by far.
    if word.is_ascii() {
        folded.extend(word.bytes().map(|b| char::from(b.to_ascii_lowercase())));
        return;
    }
    for c in composed(word) {
        match c {
            _ if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
            'å' | 'Å' => folded.push_str(style.aa),
            'ø' | 'Ø' => folded.push_str(style.oe),
            'æ' | 'Æ' => folded.push_str("ae"),
            _ => c.to_lowercase().for_each(|c| push_base(folded, c, style)),
        }
    }
}

/// A letter that is none of the usual ones, without its marks.
fn push_base(folded: &mut String, c: char, style: Style) {
    for base in std::iter::once(c).nfd().filter(|c| !is_combining_mark(*c)) {
        match base {
            'æ' => folded.push_str("ae"),
            'ø' => folded.push_str(style.oe),
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
    fn words_are_what_stands_between_gaps_however_a_letter_is_written() {
        let all = |text: &'static str| words(text).collect::<Vec<_>>();
        assert_eq!(all("  Får, A\u{30a}rhus–čáhci/2026. "), ["Får", "A\u{30a}rhus", "čáhci", "2026"]);
        assert_eq!(all("при\u{e000}øl à×b ÿ÷ÀÖ"), ["при", "øl", "à", "b", "ÿ", "ÀÖ"]);
        for c in '\u{80}'..'\u{250}' {
            let text = format!("a{c}");
            assert_eq!(words(&text).next() == Some("a"), is_gap(c), "{c:?} is told as the tables have it");
        }
        assert!(all("").is_empty() && all(" – \u{30a0}! ").is_empty());
    }

    #[test]
    fn words_with_letters_that_not_every_keyboard_has_are_known_by_their_other_forms_too() {
        assert_eq!(other_forms("Årsopgørelse"), ["arsopgorelse", "aarsopgorelse", "arsopgoerelse"]);
        assert_eq!((other_forms("på"), other_forms("A\u{30a}rhus")), (vec!["pa".into()], vec!["arhus".into()]));
        assert!(other_forms("skat").is_empty() && other_forms("æble").is_empty(), "ae is the plain form");
        assert_eq!(long("Får får, sagde øllet"), "faar faar sagde oellet \u{e000} far \u{e000} ollet");
        assert_eq!(short("Får øl"), "faar oel \u{e000} faar ol \u{e000} far oel \u{e000} far ol");
        assert_eq!(short("Skat til Mette"), "skat til mette");
    }

    #[test]
    fn beginnings_of_two_to_five_letters_are_there_once_each_and_no_word_is_like_them() {
        assert_eq!(beginnings(["skatten a bo", "skat bo"], "bo"), "øbo øsk øska øskat øskatt åbo ");
        assert_eq!(beginnings(["при приз"], ""), "øпр øпри øприз ");
        assert_eq!(beginnings(["ab \u{e000} abc"], ""), "øab øabc ", "what stands between words is none");
        assert!(!fold("Øbo åbo ǿbo").contains([OF_ANY, OF_SENDER]));
    }

    #[test]
    fn a_word_is_known_by_every_way_to_type_it_and_by_its_beginning_when_that_suffices() {
        for typed in ["raadhusets", "radhusets"] {
            assert!(is_typed_as("Rådhusets", typed, false), "{typed}");
        }
        assert!(is_typed_as("Rådhusets", "radhus", true) && !is_typed_as("Rådhusets", "radhus", false));
        assert!(!is_typed_as("rødhus", "radhus", true));
        assert!(is_typed_as("A\u{30a}rhus", "aarhus", false) && is_typed_as("čáhci", "cahci", false));
    }
}
