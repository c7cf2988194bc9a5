//! A description in OpenAPI 3.0 as one whose schemas are JSON Schemas: there, `nullable` stands beside a type and a GUID is a
//! format of its own.

use serde_json::{Map, Value, json};

/// Words for what may be absent and for formats, in the place of the older ones.
pub fn modern(value: &mut Value) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(modern),
        Value::Object(fields) => {
            fields.values_mut().for_each(modern);
            if fields.get("format") == Some(&json!("guid")) {
                fields.insert("format".to_owned(), "uuid".into());
            }
            if fields.get("nullable") == Some(&Value::Bool(true)) {
                fields.remove("nullable");
                or_null(fields);
            }
        }
        _ => {}
    }
}

/// Lets a schema take null as well.
fn or_null(fields: &mut Map<String, Value>) {
    if let Some(kind) = fields.get_mut("type") {
        *kind = json!([kind.take(), "null"]);
        if let Some(known) = fields.get_mut("enum").and_then(Value::as_array_mut) {
            known.push(Value::Null);
        }
    } else if !fields.is_empty() {
        let narrow = std::mem::take(fields);
        fields.insert("anyOf".to_owned(), json!([narrow, {"type": "null"}]));
    }
}

/// Asks of every object whose members are all known that those are there that cannot be null.
pub fn complete(description: &mut Value) {
    let Some(schemas) = description.pointer_mut("/components/schemas").and_then(Value::as_object_mut) else { return };
    for schema in schemas.values_mut().filter(|one| one.get("additionalProperties") == Some(&Value::Bool(false))) {
        let members = schema.get("properties").and_then(Value::as_object).into_iter().flatten();
        let sure = members.filter(|(_, member)| member.get("nullable") != Some(&Value::Bool(true)));
        let sure: Vec<Value> = sure.map(|(name, _)| name.as_str().into()).collect();
        if let Some(fields) = schema.as_object_mut() {
            fields.insert("required".to_owned(), sure.into());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_null_is_said_in_the_words_of_json_schema() {
        let mut schema = json!({"properties": {
            "nullable": {"type": "string", "format": "guid"},
            "label": {"nullable": true, "type": "string", "enum": ["a"]},
            "content": {"nullable": true, "oneOf": [{"$ref": "#/x"}]},
            "any": {"nullable": true},
        }});
        modern(&mut schema);
        let expected = json!({"properties": {
            "nullable": {"type": "string", "format": "uuid"},
            "label": {"type": ["string", "null"], "enum": ["a", null]},
            "content": {"anyOf": [{"oneOf": [{"$ref": "#/x"}]}, {"type": "null"}]},
            "any": {},
        }});
        assert_eq!(schema, expected);
    }

    #[test]
    fn only_members_that_cannot_be_null_are_asked_for_and_only_where_all_are_known() {
        let closed = json!({"additionalProperties": false, "properties": {"id": {}, "name": {"nullable": true}}});
        let open = json!({"properties": {"id": {}}});
        let mut description = json!({"components": {"schemas": {"Closed": closed, "Open": open}}});
        complete(&mut description);
        assert_eq!(description["components"]["schemas"]["Closed"]["required"], json!(["id"]));
        assert_eq!(description["components"]["schemas"]["Open"].get("required"), None);
    }
}
