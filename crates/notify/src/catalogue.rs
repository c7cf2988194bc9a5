//! The text catalogue, the same files that the window uses.

use serde_json::Value;

/// The languages of the catalogue.
pub const LANGUAGES: [&str; 3] = ["da", "nb", "en"];

/// The texts of one language.
pub struct Catalogue(Value);

impl Catalogue {
    /// The texts of this language; Danish when there are none.
    #[must_use]
    pub fn of(language: &str) -> Self {
        let source = match language {
            "nb" => include_str!("../../../locales/nb.json"),
            "en" => include_str!("../../../locales/en.json"),
            _ => include_str!("../../../locales/da.json"),
        };
        // A test holds that each of them can be read.
        Catalogue(serde_json::from_str(source).unwrap_or_default())
    }

    /// A text, `{n}` filled in where it counts something. A key that is not there is its own text, which
    /// somebody will see and tell.
    #[must_use]
    pub fn text<'a>(&'a self, key: &'a str, n: usize) -> String {
        let entry = self.0.get(key);
        // The three languages have the same two forms (CLDR: one for exactly 1, other for the rest).
        let form = if n == 1 { "one" } else { "other" };
        let text = entry.and_then(|entry| entry.as_str().or_else(|| entry.get(form)?.as_str()));
        text.unwrap_or(key).replace("{n}", &n.to_string())
    }
}

impl Catalogue {
    /// Whether there is such a text.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.0.get(key).is_some()
    }

    /// A text with its other parameters filled in, too.
    #[must_use]
    pub fn fill(&self, key: &str, n: usize, parameters: &[(&str, &str)]) -> String {
        let filled = |text: String, (name, value): &(&str, &str)| text.replace(&format!("{{{name}}}"), value);
        parameters.iter().fold(self.text(key, n), filled)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_counts_letters_in_its_own_words_and_says_nothing_more() {
        let mut seen = std::collections::BTreeSet::new();
        for language in LANGUAGES {
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
        assert_eq!(seen.len(), LANGUAGES.len(), "three languages, three texts");
    }

    #[test]
    fn a_language_that_is_not_there_is_danish() {
        let key = "notification.newLetters";
        assert_eq!(Catalogue::of("xx").text(key, 2), Catalogue::of("da").text(key, 2));
    }
}
