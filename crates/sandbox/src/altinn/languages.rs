//! Which languages a caller asks for, and what that leaves of a text: one localisation, chosen as the service chooses it.

use super::dialog::Texts;
use serde_json::{Value, json};

/// The languages of an `Accept-Language`, the best first; none were asked for when it is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Languages(Vec<String>);

impl Languages {
    /// Reads the header; none when it is not understood. A language without a weight weighs most, and regions do not count.
    #[must_use]
    pub fn read(header: &str) -> Option<Self> {
        let mut found: Vec<(String, i64)> = Vec::new();
        for part in header.split(',') {
            let (code, weight) = match part.split_once(';') {
                None => (part, 100),
                Some((code, weight)) => (code, weight_of(weight.trim())?),
            };
            let code = code.trim().split(['-', '_']).next().unwrap_or_default().to_lowercase();
            found.push((code, weight));
        }
        found.sort_by_key(|(_, weight)| std::cmp::Reverse(*weight));
        Some(Languages(found.into_iter().map(|(code, _)| code).filter(|code| !code.is_empty()).collect()))
    }

    /// The localisations of a text that are told: all, when no language was asked for or none of them is there; else the
    /// best one. Whoever reads Danish or Swedish gets Bokmål sooner than English.
    #[must_use]
    pub fn told(&self, texts: &Texts) -> Vec<Value> {
        let all = || texts.to_json();
        if self.0.is_empty() {
            return all();
        }
        let neighbour = self.0.iter().any(|code| code == "da" || code == "sv");
        let last = if neighbour { ["nb", "en"] } else { ["en", "nb"] };
        let wanted = self.0.iter().map(String::as_str).chain(last);
        let best = wanted.filter_map(|code| Some((code, texts.get(code)?))).next();
        best.map_or_else(all, |(code, text)| vec![json!({"value": text, "languageCode": code})])
    }
}

fn weight_of(text: &str) -> Option<i64> {
    let weight: f64 = text.strip_prefix("q=")?.trim().parse().ok()?;
    // Hundredths are as fine as the service looks.
    Some((weight.clamp(0.0, 1.0) * 100.0) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(header: &str, codes: &[&str]) -> Vec<String> {
        let texts = codes.iter().map(|code| ((*code).to_owned(), code.to_uppercase())).collect();
        let told = Languages::read(header).unwrap().told(&texts);
        told.iter().map(|one| one["languageCode"].as_str().unwrap().to_owned()).collect()
    }

    #[test]
    fn the_best_language_that_is_there_is_told_alone() {
        assert_eq!(told("nn, nb;q=0.8", &["en", "nb", "nn"]), ["nn"]);
        assert_eq!(told("pl;q=0.4, nb-NO;q=0.8", &["en", "nb"]), ["nb"]);
        assert_eq!(told("pl", &["en", "nb"]), ["en"]);
        assert_eq!(told("da", &["en", "nb"]), ["nb"]);
        assert_eq!(told("en", &["nn"]), ["nn"]);
        assert_eq!(told("pl", &["se", "nn"]), ["nn", "se"]);
    }

    #[test]
    fn a_header_that_makes_no_sense_is_not_read() {
        assert_eq!(Languages::read("nb;w=1"), None);
        assert_eq!(Languages::read("nb;q=much"), None);
        assert_eq!(Languages::read(""), Some(Languages::default()));
    }
}
