//! A text in several languages.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A text by language (`nb`, `nn`, `en` …). As JSON it is an object, or a string in Bokmål.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Texts(BTreeMap<String, String>);

impl Texts {
    /// In Bokmål.
    #[must_use]
    pub fn nb(text: &str) -> Self {
        Texts(BTreeMap::from([("nb".to_owned(), text.to_owned())]))
    }

    /// Whether it is in no language.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Language and text, in the order of the codes.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(language, text)| (language.as_str(), text.as_str()))
    }

    /// In this language.
    #[must_use]
    pub fn get(&self, language: &str) -> Option<&str> {
        self.0.get(language).map(String::as_str)
    }

    /// In Bokmål, or whatever there is.
    #[must_use]
    pub fn any(&self) -> &str {
        self.get("nb").or_else(|| self.iter().next().map(|(_, text)| text)).unwrap_or_default()
    }

    /// Each text made anew; the maker is told the language.
    #[must_use]
    pub fn map(&self, make: impl Fn(&str, &str) -> String) -> Self {
        Texts(self.0.iter().map(|(language, text)| (language.clone(), make(language, text))).collect())
    }

    /// The interface's list of localisations.
    #[must_use]
    pub fn to_json(&self) -> Vec<Value> {
        self.iter().map(|(language, text)| json!({"value": text, "languageCode": language})).collect()
    }
}

impl FromIterator<(String, String)> for Texts {
    fn from_iter<T: IntoIterator<Item = (String, String)>>(texts: T) -> Self {
        Texts(texts.into_iter().collect())
    }
}

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            One(String),
            Several(BTreeMap<String, String>),
        }
        Ok(match Written::deserialize(deserializer)? {
            Written::One(text) => Texts::nb(&text),
            Written::Several(texts) => Texts(texts),
        })
    }
}
