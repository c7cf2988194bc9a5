//! Texts and moments as Altinn sends them: each text in several languages, of any length and with whatever characters,
//! each moment with whatever year. What is longer than the interface allows is cut.

use jiff::Timestamp;
use model::Language;
use serde_json::Value;

/// The interface allows 255 characters.
const LONGEST_LINE: usize = 300;
const LONGEST_SUMMARY: usize = 1000;
/// More languages than any text has.
const MOST_LANGUAGES: usize = 50;

/// In which languages texts are wanted, best first.
pub struct Languages(Vec<&'static str>);

impl Languages {
    /// The person's own, then what she most likely reads as well. Services write in the Norwegian languages and English.
    pub fn of(language: Language) -> Self {
        Languages(match language {
            Language::Nb => vec!["nb", "nn", "en"],
            Language::Nn => vec!["nn", "nb", "en"],
            Language::En => vec!["en", "nb", "nn"],
            Language::Da | Language::Se => vec![language.code(), "nb", "nn", "en"],
            other => vec![other.code(), "en", "nb", "nn"],
        })
    }

    /// The person's own.
    pub fn own(&self) -> &'static str {
        self.0.first().copied().unwrap_or("nb")
    }

    /// For `Accept-Language`.
    pub fn header(&self) -> String {
        let weighted = (0_u8..).zip(&self.0).map(|(place, code)| match place {
            0 => (*code).to_owned(),
            place => format!("{code};q=0.{}", 10_u8.saturating_sub(place).max(1)),
        });
        weighted.collect::<Vec<_>>().join(", ")
    }

    /// The best of a list of `{"languageCode", "value"}`, as it came; a bare text is its own best.
    pub fn best<'a>(&self, texts: &'a Value) -> Option<&'a str> {
        if let Some(text) = texts.as_str() {
            return Some(text);
        }
        let all = texts.as_array()?.iter().take(MOST_LANGUAGES).filter_map(|one| {
            let code = one.get("languageCode").and_then(Value::as_str).unwrap_or_default();
            let value = one.get("value")?.as_str()?;
            (!value.trim().is_empty()).then_some((self.place(code), value))
        });
        all.min_by_key(|(place, _)| *place).map(|(_, value)| value)
    }

    /// Where a language stands among those that are wanted; the part after a hyphen is the country's.
    fn place(&self, code: &str) -> usize {
        let code = code.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        let code = if code == "no" { "nb" } else { code.as_str() };
        self.0.iter().position(|one| *one == code).unwrap_or(self.0.len())
    }

    /// The text of a piece of content (`{"value": […], "mediaType"}`), as it came.
    pub fn content<'a>(&self, content: &'a Value, name: &str) -> Option<&'a str> {
        self.best(content.get(name)?.get("value")?)
    }
}

/// A text in one line, without what would turn the line around or move the screen; an empty one is none.
pub fn line(text: &str) -> Option<String> {
    cut(text, LONGEST_LINE)
}

/// The same for a few sentences.
pub fn sentences(text: &str) -> Option<String> {
    cut(text, LONGEST_SUMMARY)
}

fn cut(text: &str, most: usize) -> Option<String> {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let plain: String = text.chars().take(most * 4).map(|c| if c.is_control() { ' ' } else { c }).collect();
    let words = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(words.chars().filter(|c| !turns(*c)).take(most).collect::<String>()).filter(|text| !text.is_empty())
}

/// A text that is an id or a word of the interface: none if it is empty or longer than any is.
pub fn word<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value.get(name)?.as_str().filter(|text| !text.is_empty() && text.len() <= 300)
}

/// A moment that makes sense: from 1990 to 2199. Others are odd.
pub fn moment(value: &Value, name: &str, odd: &mut Vec<String>) -> Option<Timestamp> {
    let said = value.get(name).filter(|said| !said.is_null())?;
    let parsed: Option<Timestamp> = said.as_str().and_then(|text| text.parse().ok());
    let sensible = parsed.filter(|at| (631_152_000..7_258_118_400).contains(&at.as_second()));
    if sensible.is_none() {
        odd.push(format!("the date in {name} makes no sense"));
    }
    sensible
}

/// A number, also one that is written as a text.
pub fn number(value: &Value, name: &str) -> Option<u64> {
    let said = value.get(name)?;
    said.as_u64().or_else(|| said.as_str()?.trim().parse().ok())
}

/// Whether it is said to be so.
pub fn flag(value: &Value, name: &str) -> bool {
    value.get(name).and_then(Value::as_bool).unwrap_or(false)
}

/// The items of a list, as many as may be.
pub fn list<'a>(value: &'a Value, name: &str, most: usize) -> impl Iterator<Item = &'a Value> {
    value.get(name).and_then(Value::as_array).into_iter().flatten().take(most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_text_is_taken_in_the_persons_language_then_in_one_that_she_likely_reads() {
        let texts = json!([{"languageCode": "en", "value": "Tax"}, {"languageCode": "nb-NO", "value": "Skatt"},
            {"languageCode": "nn", "value": "  "}, {"languageCode": "pl", "value": "Podatek"}, 7, {"value": 3}]);
        for (language, best) in [
            (Language::Nb, "Skatt"),
            (Language::Nn, "Skatt"),
            (Language::Da, "Skatt"),
            (Language::En, "Tax"),
            (Language::Pl, "Podatek"),
            (Language::Tr, "Tax"),
        ] {
            assert_eq!(Languages::of(language).best(&texts), Some(best), "{language:?}");
        }
        let other = json!([{"languageCode": "se", "value": "Vearru"}]);
        assert_eq!(Languages::of(Language::Nb).best(&other), Some("Vearru"), "better than nothing");
        assert_eq!(Languages::of(Language::Nb).best(&json!("bare")), Some("bare"));
        assert_eq!(Languages::of(Language::Nb).best(&json!({"nb": "x"})), None);
        assert_eq!(Languages::of(Language::Se).header(), "se, nb;q=0.9, nn;q=0.8, en;q=0.7");
    }

    #[test]
    fn a_title_is_one_line_that_ends_and_cannot_be_turned_around() {
        assert_eq!(line("Vedtak\n\t om\u{0} \u{202e}sak ").as_deref(), Some("Vedtak om sak"));
        assert_eq!(line(&"æ".repeat(5000)).unwrap().chars().count(), LONGEST_LINE);
        assert_eq!(line(" \n"), None);
    }

    #[test]
    fn moments_and_numbers_are_read_as_far_as_they_make_sense() {
        let value = json!({"a": "2026-06-01T12:00:00.1234567+02:00", "b": "0001-01-01T00:00:00Z", "c": 7, "d": null, "n": "20"});
        let mut odd = Vec::new();
        assert_eq!(moment(&value, "a", &mut odd).map(|at| at.as_second()), Some(1_780_308_000));
        assert_eq!((moment(&value, "d", &mut odd), moment(&value, "e", &mut odd), odd.len()), (None, None, 0));
        assert_eq!((moment(&value, "b", &mut odd), moment(&value, "c", &mut odd), odd.len()), (None, None, 2));
        assert_eq!((number(&value, "n"), number(&value, "c"), number(&value, "a")), (Some(20), Some(7), None));
    }
}
