//! Links: the only way from one thing to the next. A relation is known by the last segment of its name; of an address
//! nothing is known but that it must lie at the service itself.

use super::text::list;
use crate::ProviderError;
use serde_json::Value;

/// More than a thing has.
const MOST_LINKS: usize = 200;
/// No address is longer.
const LONGEST: usize = 2048;
/// What is said where a way is not offered.
pub const NO_LINK: ProviderError = ProviderError::Said("error.digipost.noLink");

/// The address under this relation, if the thing has it. Relations that are not asked for are passed over.
pub fn find<'a>(thing: &'a Value, relation: &str) -> Option<&'a str> {
    let named = |link: &&Value| link.get("rel").and_then(Value::as_str).is_some_and(|rel| last_of(rel) == relation);
    let uri = list(thing, "link", MOST_LINKS).find(named)?.get("uri")?.as_str()?;
    Some(uri).filter(|uri| !uri.is_empty() && uri.len() <= LONGEST)
}

/// The same; that it is not there is an answer.
pub fn follow<'a>(thing: &'a Value, relation: &str) -> Result<&'a str, ProviderError> {
    find(thing, relation).ok_or(NO_LINK)
}

fn last_of(relation: &str) -> &str {
    relation.trim_end_matches('/').rsplit(['/', '#']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_relation_is_known_by_its_last_segment_whatever_else_is_there() {
        let thing = json!({"link": [7, {"rel": 7}, {"rel": "https://a.example/post/relations/new_thing", "uri": "/n"},
            {"rel": "https://b.example/x/self/", "uri": "/a"}, {"rel": "self", "uri": "/b"}, {"rel": "/r/empty", "uri": ""},
            {"rel": "/r/long", "uri": "a".repeat(5000)}, {"rel": "/r/none"}]});
        assert_eq!(find(&thing, "self"), Some("/a"));
        for none in ["el", "delete_document", "empty", "long", "none", ""] {
            assert_eq!(find(&thing, none), None, "{none}");
        }
        assert!(matches!(follow(&json!({"link": "x"}), "self"), Err(ProviderError::Said("error.digipost.noLink"))));
    }
}
