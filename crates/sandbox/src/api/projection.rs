//! The `fields` parameter: only these fields are answered, by dotted path through lists; others,
//! also required ones, are absent then.

use serde_json::{Map, Value};

/// What is left of a resource.
#[must_use]
pub fn project(resource: &Value, fields: &[&str]) -> Value {
    if fields.is_empty() {
        return resource.clone();
    }
    match resource {
        Value::Array(items) => items.iter().map(|item| project(item, fields)).collect(),
        Value::Object(all) => {
            let mut kept = Map::new();
            for (name, value) in all {
                let whole = fields.contains(&name.as_str());
                let inner = || fields.iter().filter_map(|f| f.strip_prefix(name.as_str())?.strip_prefix('.')).collect();
                let deeper: Vec<&str> = if whole { Vec::new() } else { inner() };
                if whole || !deeper.is_empty() {
                    kept.insert(name.clone(), project(value, &deeper));
                }
            }
            Value::Object(kept)
        }
        plain => plain.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_what_is_named_is_left() {
        let message = json!({"id": "1", "label": "x", "sender": {"label": "y", "senderId": "z"},
            "documents": [{"id": "d", "files": [{"id": "f", "filename": "a"}]}]});
        assert_eq!(project(&message, &["id", "sender.label"]), json!({"id": "1", "sender": {"label": "y"}}));
        assert_eq!(project(&message, &["documents.files.id"]), json!({"documents": [{"files": [{"id": "f"}]}]}));
        assert_eq!(project(&message, &["sender", "sender.label"]), json!({"sender": {"label": "y", "senderId": "z"}}));
        assert_eq!(project(&message, &["nothing"]), json!({}));
    }
}
