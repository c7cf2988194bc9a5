//! The text catalogue, the same files that the window uses.

use model::{Direction, Language};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

/// The texts of one language.
pub struct Catalogue {
    language: Language,
    texts: &'static Value,
}

/// What has been read: each language once, when it is first needed.
static READ: LazyLock<BTreeMap<Language, OnceLock<Value>>> =
    LazyLock::new(|| Language::ALL.map(|language| (language, OnceLock::new())).into());

/// What holds a name together that is written the other way than the text around it (Unicode's isolates).
const APART: (&str, &str) = ("\u{2068}", "\u{2069}");

impl Catalogue {
    /// The texts of this language; Danish when there are none.
    #[must_use]
    pub fn of(code: &str) -> Self {
        let language = Language::of(code).unwrap_or(Language::Da);
        // A test holds that each of them can be read.
        let read = || serde_json::from_str(language.texts()).unwrap_or_default();
        let texts = READ.get(&language).map_or(&Value::Null, |once| once.get_or_init(read));
        Catalogue { language, texts }
    }

    /// A text, `{n}` filled in where it counts something. A key that is not there is its own text, which
    /// somebody will see and tell.
    #[must_use]
    pub fn text<'a>(&'a self, key: &'a str, n: usize) -> String {
        let entry = self.texts.get(key);
        let form = self.language.plural(u64::try_from(n).unwrap_or(u64::MAX));
        let of = |entry: &'a Value| entry.get(form).or_else(|| entry.get("other"))?.as_str();
        let text = entry.and_then(|entry| entry.as_str().or_else(|| of(entry)));
        text.unwrap_or(key).replace("{n}", &n.to_string())
    }

    /// Whether there is such a text.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.texts.get(key).is_some()
    }

    /// A text with its other parameters filled in, too.
    #[must_use]
    pub fn fill(&self, key: &str, n: usize, parameters: &[(&str, &str)]) -> String {
        let (before, after) = match self.language.direction() {
            Direction::Ltr => ("", ""),
            Direction::Rtl => APART,
        };
        let filled = |text: String, (name, value): &(&str, &str)| {
            text.replace(&format!("{{{name}}}"), &format!("{before}{value}{after}"))
        };
        parameters.iter().fold(self.text(key, n), filled)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_counts_letters_in_its_own_words_and_says_nothing_more() {
        let mut seen = std::collections::BTreeSet::new();
        for language in Language::ALL.map(Language::code) {
            let texts = Catalogue::of(language);
            let (one, five) = (texts.text("notification.newLetters", 1), texts.text("notification.newLetters", 5));
            assert_ne!(one, five, "{language}");
            assert!(five.contains('5'), "{language}: {five}");
            for text in [one.clone(), five, texts.text("notification.title", 0), texts.text("notification.open", 0)] {
                assert!(!text.starts_with("notification."), "{language} lacks {text}");
                assert!(!text.contains("http") && !text.contains('{'), "{language}: {text}");
            }
            seen.insert(one);
        }
        assert_eq!(seen.len(), Language::ALL.len(), "each language has a text of its own");
    }

    #[test]
    fn a_language_that_is_not_there_is_danish() {
        let key = "notification.newLetters";
        assert_eq!(Catalogue::of("xx").text(key, 2), Catalogue::of("da").text(key, 2));
    }
}
