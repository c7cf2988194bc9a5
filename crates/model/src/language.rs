//! The languages of screens, messages and the terminal: one list, from which everything else is made. A new language
//! is a line here and a file of texts in `locales/`.

use crate::plural::Rule;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Which way a language is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

impl Direction {
    /// As HTML has it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }
}

/// Whether somebody who speaks the language well has read its texts. Where nobody has, the menu says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checked {
    /// Somebody has.
    Yes,
    /// Nobody has yet.
    NotYet,
}

/// What is known of a language.
struct Facts {
    code: &'static str,
    own_name: &'static str,
    locale: &'static str,
    direction: Direction,
    rule: Rule,
    checked: Checked,
    texts: &'static str,
}

macro_rules! languages {
    ($($(#[$doc:meta])* $name:ident $code:literal $own:literal $locale:literal $direction:ident $rule:ident $checked:ident;)+) => {
        /// A language with texts of its own.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Language {
            $($(#[$doc])* $name,)+
        }

        impl Language {
            /// All of them, as the menu shows them.
            pub const ALL: [Language; [$($code),+].len()] = [$(Language::$name),+];

            const fn facts(self) -> Facts {
                match self {
                    $(Language::$name => Facts {
                        code: $code,
                        own_name: $own,
                        locale: $locale,
                        direction: Direction::$direction,
                        rule: Rule::$rule,
                        checked: Checked::$checked,
                        texts: include_str!(concat!("../../../locales/", $code, ".json")),
                    },)+
                }
            }
        }
    };
}

languages! {
    // Code, its name in itself, how `Intl` knows it, direction, plural rule, read by one who speaks it.
    /// Danish.
    Da "da" "Dansk" "da-DK" Ltr One Yes;
    /// Bokmål.
    Nb "nb" "Norsk bokmål" "nb-NO" Ltr One Yes;
    /// Nynorsk.
    Nn "nn" "Norsk nynorsk" "nn-NO" Ltr One NotYet;
    /// English.
    En "en" "English" "en-GB" Ltr One Yes;
    /// North Sámi.
    Se "se" "Davvisámegiella" "se-NO" Ltr OneTwo NotYet;
    /// Polish.
    Pl "pl" "Polski" "pl-PL" Ltr Polish NotYet;
    /// Turkish.
    Tr "tr" "Türkçe" "tr-TR" Ltr One NotYet;
    /// Somali.
    So "so" "Soomaali" "so-SO-u-hc-h23" Ltr One NotYet;
    /// Arabic; its numbers as they stand in the letters.
    Ar "ar" "العربية" "ar-u-hc-h23-nu-latn" Rtl Arabic NotYet;
    /// Farsi; its days and numbers as they stand in the letters.
    Fa "fa" "فارسی" "fa-u-ca-gregory-hc-h23-nu-latn" Rtl UpToOne NotYet;
    /// Ukrainian.
    Uk "uk" "Українська" "uk-UA" Ltr Ukrainian NotYet;
    /// Greenlandic.
    Kl "kl" "Kalaallisut" "kl-GL-u-hc-h23" Ltr One NotYet;
}

impl Language {
    /// Its code in the catalogue and on the web (BCP 47).
    #[must_use]
    pub fn code(self) -> &'static str {
        self.facts().code
    }

    /// The language of this code.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        Language::ALL.into_iter().find(|language| language.code() == code)
    }

    /// The language that a system or a browser means (`nn_NO.UTF-8`, `no`, `en-GB`), as far as there is one.
    #[must_use]
    pub fn meant_by(tag: &str) -> Option<Self> {
        let code = tag.split(['-', '_', '.', '@']).next().unwrap_or_default().to_ascii_lowercase();
        // Norwegian without saying which is bokmål, as on the systems that have only one.
        Language::of(if code == "no" { "nb" } else { &code })
    }

    /// Its name in itself.
    #[must_use]
    pub fn own_name(self) -> &'static str {
        self.facts().own_name
    }

    /// How `Intl` knows it: for numbers, days and lists.
    #[must_use]
    pub fn locale(self) -> &'static str {
        self.facts().locale
    }

    /// Which way it is written.
    #[must_use]
    pub fn direction(self) -> Direction {
        self.facts().direction
    }

    /// Whether one who speaks it has read the texts.
    #[must_use]
    pub fn checked(self) -> Checked {
        self.facts().checked
    }

    /// The form of a text for so many: `one`, `other` or another of CLDR's.
    #[must_use]
    pub fn plural(self, n: u64) -> &'static str {
        self.facts().rule.form(n)
    }

    /// Its texts, as they lie in `locales/`.
    #[must_use]
    pub fn texts(self) -> &'static str {
        self.facts().texts
    }
}

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let code = String::deserialize(from)?;
        Language::of(&code).ok_or_else(|| serde::de::Error::custom("there are no texts in that language"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_system_calls_its_language_chooses_ours_and_each_norwegian_is_its_own() {
        let meant = |tag| Language::meant_by(tag).map(Language::code);
        for (tag, code) in
            [("da_DK.UTF-8", "da"), ("nb_NO", "nb"), ("nn_NO.UTF-8", "nn"), ("no", "nb"), ("en-GB", "en")]
        {
            assert_eq!(meant(tag), Some(code), "{tag}");
        }
        for tag in ["", "C", "C.UTF-8", "POSIX", "xx_XX", "å", "nonsense", "dansk"] {
            assert_eq!(meant(tag), None, "{tag}");
        }
    }

    #[test]
    fn each_language_is_found_by_its_code_and_is_written_as_its_code() {
        for language in Language::ALL {
            assert_eq!(Language::of(language.code()), Some(language));
            let json = serde_json::to_string(&language).unwrap();
            assert_eq!(json, format!("\"{}\"", language.code()));
            assert_eq!(serde_json::from_str::<Language>(&json).unwrap(), language);
            assert!(language.locale().starts_with(language.code()), "{language:?}");
        }
        assert!(serde_json::from_str::<Language>("\"xx\"").is_err());
    }

    #[test]
    fn each_language_has_texts_with_the_forms_that_its_numbers_need() {
        for language in Language::ALL {
            let texts: serde_json::Map<String, serde_json::Value> = serde_json::from_str(language.texts()).unwrap();
            let counted: Vec<_> = texts.values().filter_map(serde_json::Value::as_object).collect();
            assert!(counted.len() > 20, "{language:?}");
            for n in 0..200 {
                let form = language.plural(n);
                assert!(counted.iter().all(|forms| forms.contains_key(form)), "{language:?} lacks {form}");
            }
        }
    }
}
