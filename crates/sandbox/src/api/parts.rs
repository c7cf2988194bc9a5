//! Documents and files of a draft: reading them from bodies, and what may be among them.
//!
//! A draft has one main document and at most ten others. Technical documents and actions are for
//! systems. A part that is named by its id keeps it, and its bytes; any other is new. Ids, versions and
//! sizes are the service's own.

use super::errors::Refusal;
use super::fields::{Fields, LONGEST};
use crate::ids;
use serde_json::{Map, Value, json};

/// The most additional documents, whatever the recipient takes.
pub const MOST_ADDITIONAL: usize = 10;

/// Characters that no file name may have.
const FORBIDDEN: &str = "<>:\"/\\|?*";

/// The member of a resource that is a list; an absent one is empty.
#[must_use]
pub fn items(resource: &Value, name: &str) -> Vec<Value> {
    resource.get(name).and_then(Value::as_array).cloned().unwrap_or_default()
}

/// The one of a list that has this id.
#[must_use]
pub fn find<'a>(list: &'a [Value], id: &str) -> Option<&'a Value> {
    list.iter().find(|one| one.get("id").and_then(Value::as_str) == Some(id))
}

/// The number in `version`.
#[must_use]
pub fn version(part: &Value) -> i64 {
    part.get("version").and_then(Value::as_i64).unwrap_or_default()
}

/// Gives a part the id and the version of the one that it replaces, one higher if it differs.
fn numbered(mut fields: Map<String, Value>, old: Option<&Value>) -> Value {
    let Some(old) = old else {
        fields.insert("id".to_owned(), ids::fresh().into());
        fields.insert("version".to_owned(), 0.into());
        return Value::Object(fields);
    };
    fields.insert("id".to_owned(), old.get("id").cloned().unwrap_or_default());
    fields.insert("version".to_owned(), version(old).into());
    let same = old.as_object() == Some(&fields);
    if !same {
        fields.insert("version".to_owned(), (version(old) + 1).into());
    }
    Value::Object(fields)
}

/// A file's description.
///
/// # Errors
/// 400 when it lacks something, 422 when a rule forbids it.
pub fn file(fields: &Fields, old: Option<&Value>) -> Result<Value, Refusal> {
    let mime = fields.needed("encodingFormat", LONGEST)?;
    let filename = fields.needed("filename", LONGEST)?;
    let language = fields.needed("language", LONGEST)?;
    let plain = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_graphic());
    if !mime.split_once('/').is_some_and(|(kind, rest)| plain(kind) && plain(rest)) {
        return Err(fields.rule("encodingFormat", "encoding.format.invalid", "The type of a file is a media type."));
    }
    if filename.trim().is_empty() || filename.chars().any(|c| c.is_control() || FORBIDDEN.contains(c)) {
        return Err(fields.rule(
            "filename",
            "filename.invalid",
            "The file's name has characters that are not allowed.",
        ));
    }
    if language.len() != 2 || !language.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Err(fields.rule("language", "language.invalid", "A language is two small letters."));
    }
    let mut shape = Map::new();
    shape.insert("encodingFormat".to_owned(), mime.into());
    shape.insert("filename".to_owned(), filename.into());
    shape.insert("language".to_owned(), language.into());
    if let Some(size) = old.and_then(|old| old.get("fileSize")) {
        shape.insert("fileSize".to_owned(), size.clone());
    }
    Ok(numbered(shape, old))
}

/// A document. Without a list of files those that it has stay.
///
/// # Errors
/// 400 when it lacks something, 422 when a rule forbids it.
pub fn document(fields: &Fields, old: Option<&Value>) -> Result<Value, Refusal> {
    let kind = fields.needed("documentType", LONGEST)?;
    match kind.as_str() {
        "MAIN" | "ADDITIONAL" => {}
        "TECHNICAL" => {
            return Err(fields.rule("documentType", "document.technical", "Technical documents are for systems."));
        }
        _ => return Err(fields.wrong("documentType")),
    }
    if fields.list("actions", "action")?.is_some_and(|actions| !actions.is_empty()) {
        return Err(fields.rule("actions", "action.not.allowed", "Only authorities can set actions."));
    }
    let mut shape = Map::new();
    shape.insert("documentType".to_owned(), kind.into());
    for name in ["documentId", "label"] {
        if let Some(text) = fields.text(name, LONGEST)? {
            shape.insert(name.to_owned(), text.into());
        }
    }
    let known = old.map(|old| items(old, "files")).unwrap_or_default();
    let files = match fields.list("files", "file")? {
        None => known,
        Some(wanted) => merged(&wanted, &known, file)?,
    };
    shape.insert("files".to_owned(), files.into());
    shape.insert("actions".to_owned(), json!([]));
    Ok(numbered(shape, old))
}

/// The documents of a body, in its order.
///
/// # Errors
/// 400 or 422 about one of them, or about all.
pub fn documents(wanted: &[Fields], known: &[Value]) -> Result<Vec<Value>, Refusal> {
    let documents = merged(wanted, known, document)?;
    within_limits(&documents)?;
    Ok(documents)
}

/// Reads parts, each with the one that it replaces; a known one is taken once.
fn merged(
    wanted: &[Fields],
    known: &[Value],
    read: impl Fn(&Fields, Option<&Value>) -> Result<Value, Refusal>,
) -> Result<Vec<Value>, Refusal> {
    let mut taken: Vec<Value> = Vec::new();
    for fields in wanted {
        let id = fields.get("id").and_then(Value::as_str).filter(|id| find(&taken, id).is_none());
        let part = read(fields, id.and_then(|id| find(known, id)))?;
        taken.push(part);
    }
    Ok(taken)
}

/// Whether a draft may have these documents.
///
/// # Errors
/// 422 when not.
pub fn within_limits(documents: &[Value]) -> Result<(), Refusal> {
    let count = |kind: &str| documents.iter().filter(|one| one.get("documentType") == Some(&kind.into())).count();
    let rule = |code, message| Err(Refusal::rule("document", "documentType", code, message, &Value::Null));
    if count("MAIN") > 1 {
        return rule("document.main.twice", "A message has one main document.");
    }
    if count("ADDITIONAL") > MOST_ADDITIONAL {
        return rule("document.additional.too.many", "A message has at most ten additional documents.");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(value: Value) -> Fields {
        Fields::of("file", value.as_object().unwrap().clone())
    }

    #[test]
    fn a_part_that_says_the_same_keeps_its_version_and_another_raises_it() {
        let say = |name: &str| json!({"encodingFormat": "text/plain", "filename": name, "language": "da"});
        let first = file(&fields(say("a.txt")), None).unwrap();
        assert_eq!(file(&fields(say("a.txt")), Some(&first)).unwrap(), first);
        let second = file(&fields(say("b.txt")), Some(&first)).unwrap();
        assert_eq!((&second["id"], &second["version"]), (&first["id"], &json!(1)));
    }

    #[test]
    fn no_two_parts_of_a_body_become_the_same_one() {
        let known = [json!({"id": "x", "version": 3, "fileSize": 5})];
        let say = || fields(json!({"id": "x", "encodingFormat": "a/b", "filename": "a", "language": "da"}));
        let merged = merged(&[say(), say()], &known, file).unwrap();
        assert_eq!(merged[0]["id"], "x");
        assert_ne!(merged[1]["id"], "x");
    }
}
