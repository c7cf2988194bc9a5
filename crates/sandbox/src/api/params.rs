//! Query parameters: repeated names are allowed, lists are separated by commas.

use super::Refusal;

/// The most that one page holds, whatever is asked for.
const LARGEST_PAGE: i64 = 1000;
/// What a page holds when nothing is asked for.
const USUAL_PAGE: i64 = 20;

/// The parameters of a call, in order.
#[derive(Debug, Clone, Default)]
pub struct Params(Vec<(String, String)>);

impl Params {
    /// Reads the query string; without one there are none.
    #[must_use]
    pub fn parse(query: Option<&str>) -> Self {
        let pairs = url::form_urlencoded::parse(query.unwrap_or_default().as_bytes());
        Params(pairs.into_owned().collect())
    }

    /// The first value of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// All values of a name, commas taken apart.
    #[must_use]
    pub fn list(&self, name: &str) -> Vec<&str> {
        let values = self.0.iter().filter(|(key, _)| key == name);
        values.flat_map(|(_, value)| value.split(',')).map(str::trim).filter(|value| !value.is_empty()).collect()
    }

    /// The same without one name.
    #[must_use]
    pub fn without(&self, name: &str) -> Self {
        Params(self.0.iter().filter(|(key, _)| key != name).cloned().collect())
    }

    /// The names, each once.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let names = self.0.iter().map(|(name, _)| name.as_str()).enumerate();
        names.filter(|(at, name)| self.0.iter().take(*at).all(|(earlier, _)| earlier != name)).map(|(_, name)| name)
    }

    /// The page that is asked for.
    ///
    /// # Errors
    /// 400 when a number is none.
    pub fn page(&self) -> Result<Page, Refusal> {
        let number = |name, least, usual| match self.get(name) {
            None => Ok(usual),
            Some(text) => match text.parse::<i64>() {
                Ok(number) if (least..=i64::from(i32::MAX)).contains(&number) => Ok(number),
                _ => Err(Refusal::parameter(name, text)),
            },
        };
        Ok(Page { number: number("page", 0, 0)?, size: number("size", 1, USUAL_PAGE)?.min(LARGEST_PAGE) })
    }

    /// The terms of `sortFields`: field and whether it descends.
    ///
    /// # Errors
    /// 400 when a term is not `field`, `field:asc` or `field:desc`.
    pub fn sort(&self) -> Result<Vec<(&str, bool)>, Refusal> {
        let read = |term: &&'_ str| -> Option<bool> {
            match term.split_once(':').map(|(_, way)| way.to_ascii_lowercase()) {
                None => Some(false),
                Some(way) if way == "asc" => Some(false),
                Some(way) if way == "desc" => Some(true),
                Some(_) => None,
            }
        };
        let mut terms = Vec::new();
        for term in self.list("sortFields") {
            let field = term.split(':').next().unwrap_or_default();
            match read(&term) {
                Some(descends) if is_path(field) => terms.push((field, descends)),
                _ => return Err(Refusal::parameter("sortFields", term)),
            }
        }
        Ok(terms)
    }
}

/// A page by number and size.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    /// From 0.
    pub number: i64,
    /// At least 1.
    pub size: i64,
}

impl Page {
    /// How many come before it.
    #[must_use]
    pub fn offset(self) -> i64 {
        self.number.saturating_mul(self.size)
    }
}

/// Whether a text is a dotted path of field names, and so safe in a JSON path.
#[must_use]
pub fn is_path(text: &str) -> bool {
    !text.is_empty() && text.split('.').all(|name| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_come_by_comma_or_by_repetition() {
        let params = Params::parse(Some("fields=id,version&fields=sender.label&any=a%2Cb"));
        assert_eq!(params.list("fields"), ["id", "version", "sender.label"]);
        assert_eq!(params.list("any"), ["a", "b"]);
        assert_eq!(params.names().collect::<Vec<_>>(), ["fields", "any"]);
    }

    #[test]
    fn a_page_is_bounded_and_nonsense_is_refused() {
        assert_eq!(Params::parse(Some("size=100000")).page().unwrap().size, LARGEST_PAGE);
        for query in ["page=-1", "size=0", "size=x", "page=99999999999"] {
            assert!(Params::parse(Some(query)).page().is_err(), "{query}");
        }
    }

    #[test]
    fn an_order_names_fields_and_nothing_else() {
        let params = Params::parse(Some("sortFields=lastUpdated:DESC,sender.label"));
        assert_eq!(params.sort().unwrap(), [("lastUpdated", true), ("sender.label", false)]);
        for query in ["sortFields=a:up", "sortFields=a')--", "sortFields=a..b"] {
            assert!(Params::parse(Some(query)).sort().is_err(), "{query}");
        }
    }
}
