//! Which form of a word a number takes, for whole numbers, as Unicode's CLDR has it. What is said here is held against
//! `Intl.PluralRules` by `crates/model/tests/plurals.json`, which a test of the pages compares.

/// The rule of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rule {
    /// One thing, and all else: Danish, Norwegian, English and more.
    One,
    /// Nothing or one, and all else: Farsi.
    UpToOne,
    /// One, two, and all else: North Sámi.
    OneTwo,
    /// Arabic's six.
    Arabic,
    /// By the last digits, and one alone: Polish.
    Polish,
    /// By the last digits: Ukrainian.
    Ukrainian,
}

impl Rule {
    /// The form for so many.
    pub(crate) fn form(self, n: u64) -> &'static str {
        match self {
            Rule::One if n == 1 => "one",
            Rule::UpToOne if n <= 1 => "one",
            Rule::OneTwo if n == 1 => "one",
            Rule::OneTwo if n == 2 => "two",
            Rule::One | Rule::UpToOne | Rule::OneTwo => "other",
            Rule::Polish if n == 1 => "one",
            Rule::Ukrainian if n % 10 == 1 && n % 100 != 11 => "one",
            Rule::Polish | Rule::Ukrainian => match (n % 10, n % 100) {
                (2..=4, last) if !(12..=14).contains(&last) => "few",
                _ => "many",
            },
            Rule::Arabic => match (n, n % 100) {
                (0, _) => "zero",
                (1, _) => "one",
                (2, _) => "two",
                (_, 3..=10) => "few",
                (_, 11..=99) => "many",
                _ => "other",
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::Language;
    use std::collections::BTreeMap;

    #[test]
    fn every_number_takes_the_form_that_a_browser_gives_it() {
        let forms: BTreeMap<String, Vec<String>> = serde_json::from_str(include_str!("../tests/plurals.json")).unwrap();
        assert_eq!(forms.len(), Language::ALL.len(), "run scripts/plurals.mjs");
        for language in Language::ALL {
            let expected = &forms[language.code()];
            assert_eq!(expected.len(), 201, "{language:?}");
            for (n, form) in (0..).zip(expected) {
                assert_eq!(language.plural(n), form, "{n} in {language:?}");
            }
        }
    }
}
