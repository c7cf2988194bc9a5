//! Field filters of the interface (`SearchParameters`, `Any`) as functions that SQL can call:
//! `*` is a wildcard, a value may start with `|` (or), `&` (and) or `!` (not), and a dotted path
//! walks through lists as if they were not there.

use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, Result};
use serde_json::Value;

/// The values asked of one field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Patterns {
    any_of: Vec<String>,
    all_of: Vec<String>,
    none_of: Vec<String>,
}

impl Patterns {
    /// Sorts the values by their operator; without one they are alternatives.
    #[must_use]
    pub fn parse<'a>(values: impl IntoIterator<Item = &'a str>) -> Self {
        let mut patterns = Patterns::default();
        for value in values {
            if let Some(rest) = value.strip_prefix('!') {
                patterns.none_of.push(rest.to_lowercase());
            } else if let Some(rest) = value.strip_prefix('&') {
                patterns.all_of.push(rest.to_lowercase());
            } else {
                patterns.any_of.push(value.strip_prefix('|').unwrap_or(value).to_lowercase());
            }
        }
        patterns
    }

    /// Whether a field with these values (none when it is absent) fits.
    #[must_use]
    pub fn fit(&self, found: &[String]) -> bool {
        let has = |pattern: &String| found.iter().any(|text| wildcard(pattern, &text.to_lowercase()));
        (self.any_of.is_empty() || self.any_of.iter().any(has))
            && self.all_of.iter().all(has)
            && !self.none_of.iter().any(has)
    }
}

/// `*` stands for any run of characters, also none.
fn wildcard(pattern: &str, text: &str) -> bool {
    let Some((head, rest)) = pattern.split_once('*') else { return pattern == text };
    let Some(mut text) = text.strip_prefix(head) else { return false };
    let mut pieces = rest.split('*').peekable();
    while let Some(piece) = pieces.next() {
        if pieces.peek().is_none() {
            return text.ends_with(piece);
        }
        match text.split_once(piece) {
            Some((_, after)) => text = after,
            None => return false,
        }
    }
    true
}

/// The plain values at a dotted path, through lists.
pub fn values_at(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| values_at(item, path, found)),
        Value::Object(fields) => {
            let (name, deeper) = path.split_once('.').unwrap_or((path, ""));
            if let Some(field) = fields.get(name) {
                values_at(field, deeper, found);
            }
        }
        _ if !path.is_empty() => {}
        Value::String(text) => found.push(text.clone()),
        Value::Null => {}
        other => found.push(other.to_string()),
    }
}

/// Every text in it, however deep.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Object(fields) => fields.values().for_each(|field| texts(field, found)),
        Value::String(text) => found.push(text.to_lowercase()),
        _ => {}
    }
}

/// Teaches the connection `plain_fits`, `path_fits` and `mentions`. Patterns cross as a JSON list.
///
/// # Errors
/// When SQLite does not take them.
pub fn register(db: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    let list = |text: String| serde_json::from_str::<Vec<String>>(&text).unwrap_or_default();
    db.create_scalar_function("plain_fits", 2, flags, move |call| {
        let found: Vec<String> = call.get::<Option<String>>(0)?.into_iter().collect();
        Ok(Patterns::parse(list(call.get(1)?).iter().map(String::as_str)).fit(&found))
    })?;
    db.create_scalar_function("path_fits", 3, flags, move |call| {
        let doc: Value = serde_json::from_str(&call.get::<String>(0)?).unwrap_or(Value::Null);
        let mut found = Vec::new();
        values_at(&doc, &call.get::<String>(1)?, &mut found);
        Ok(Patterns::parse(list(call.get(2)?).iter().map(String::as_str)).fit(&found))
    })?;
    db.create_scalar_function("mentions", 3, flags, move |call| {
        let doc: Value = serde_json::from_str(&call.get::<String>(1)?).unwrap_or(Value::Null);
        let mut found = vec![call.get::<String>(0)?.to_lowercase()];
        texts(&doc, &mut found);
        let wanted = list(call.get(2)?);
        Ok(wanted.iter().any(|word| found.iter().any(|text| text.contains(&word.to_lowercase()))))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(values: &[&str], found: &str) -> bool {
        Patterns::parse(values.iter().copied()).fit(&[found.to_owned()])
    }

    #[test]
    fn values_are_alternatives_unless_an_operator_says_otherwise() {
        assert!(fits(&["Skat", "Kommune"], "kommune"));
        assert!(!fits(&["Skat", "!kommune"], "Kommune"));
        assert!(fits(&["!skat"], "Kommune"));
        assert!(!fits(&["&kom*", "&*skat"], "Kommune"));
    }

    #[test]
    fn a_star_stands_for_anything_also_nothing() {
        assert!(fits(&["*plads*"], "Tilbud om plads i børnehave"));
        assert!(fits(&["tilbud*børnehave"], "Tilbud om plads i børnehave"));
        assert!(fits(&["a*"], "a"));
        assert!(!fits(&["a*b*c"], "acb"));
    }

    #[test]
    fn a_path_walks_through_lists() {
        let doc = serde_json::json!({"documents": [{"files": [{"filename": "a.pdf"}, {"filename": "b.txt"}]}]});
        let mut found = Vec::new();
        values_at(&doc, "documents.files.filename", &mut found);
        assert_eq!(found, ["a.pdf", "b.txt"]);
    }
}
