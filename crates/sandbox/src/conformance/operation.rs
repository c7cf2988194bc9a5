//! One operation of the description: found by method and path, with its parameters, its body and
//! its answers.

use super::{Interface, Side};
use serde_json::Value;

/// An operation, by where it stands in the description.
pub struct Operation<'a> {
    description: &'a Value,
    template: &'a str,
    pointer: String,
    value: &'a Value,
}

/// What is declared for a status.
pub struct Declared {
    /// Media types with the pointers to their schemas; none when no body is declared.
    pub content: Option<Vec<(String, String)>>,
    /// The description is not sure of the body.
    pub unsure: bool,
}

/// A name as it stands in a JSON pointer.
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// How well a template fits a path: the number of its literal segments, if it does.
fn fit(template: &str, path: &str) -> Option<usize> {
    let (template, path): (Vec<_>, Vec<_>) = (template.split('/').collect(), path.split('/').collect());
    if template.len() != path.len() {
        return None;
    }
    let mut literal = 0;
    for (expected, found) in template.iter().zip(path) {
        if expected.starts_with('{') && !found.is_empty() {
            continue;
        }
        if *expected != found {
            return None;
        }
        literal += 1;
    }
    Some(literal)
}

impl<'a> Operation<'a> {
    /// The operation that a path belongs to; the most literal template wins.
    pub fn find(description: &'a Value, method: &str, path: &str) -> Option<Self> {
        let paths = description.get("paths")?.as_object()?;
        let fitting = paths.iter().filter_map(|(template, item)| Some((fit(template, path)?, template, item)));
        let (_, template, item) = fitting.max_by_key(|(literal, ..)| *literal)?;
        let method = method.to_ascii_lowercase();
        let pointer = format!("/paths/{}/{method}", escaped(template));
        Some(Operation { description, template, pointer, value: item.get(&method)? })
    }

    /// Follows a reference, when there is one.
    fn resolved(&self, value: &'a Value, pointer: String) -> (&'a Value, String) {
        let target = value.get("$ref").and_then(Value::as_str).and_then(|reference| reference.strip_prefix('#'));
        match target.and_then(|target| Some((self.description.pointer(target)?, target.to_owned()))) {
            Some(found) => found,
            None => (value, pointer),
        }
    }

    fn parameters(&self) -> Vec<(&'a Value, String)> {
        let list = self.value.get("parameters").and_then(Value::as_array).into_iter().flatten().enumerate();
        list.map(|(at, one)| self.resolved(one, format!("{}/parameters/{at}", self.pointer))).collect()
    }

    /// Whether parameters in path, query and headers are declared, present and well-formed.
    ///
    /// # Errors
    /// What is not, in words.
    pub fn check_parameters(
        &self,
        interface: &Interface,
        path: &str,
        query: &str,
        headers: &[(String, String)],
    ) -> Result<(), String> {
        let sent: Vec<(String, String)> = url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let mut any_field = false;
        let mut known = Vec::new();
        for (parameter, pointer) in self.parameters() {
            let text = |name: &str| parameter.get(name).and_then(Value::as_str).unwrap_or_default();
            let (name, place) = (text("name"), text("in"));
            any_field |= name == "searchParameters";
            known.push(name);
            let values: Vec<&str> = match place {
                "path" => self
                    .template
                    .split('/')
                    .zip(path.split('/'))
                    .filter(|(t, _)| *t == format!("{{{name}}}"))
                    .map(|(_, found)| found)
                    .collect(),
                "header" => {
                    headers.iter().filter(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v.as_str()).collect()
                }
                _ => sent.iter().filter(|(n, _)| n == name).map(|(_, v)| v.as_str()).collect(),
            };
            if values.is_empty() && parameter.get("required") == Some(&Value::Bool(true)) {
                return Err(format!("the {place} parameter {name} is missing"));
            }
            let kind = parameter.pointer("/schema").and_then(kind_of);
            // What a generated description calls an object is the header's own notation.
            let notation = place == "header" && kind.is_none();
            let explode = parameter.get("explode") == Some(&Value::Bool(true));
            for value in values.into_iter().filter(|_| !notation) {
                let value =
                    if explode && kind == Some("array") { Value::from(vec![value]) } else { typed(kind, value) };
                let schema = format!("{pointer}/schema");
                interface
                    .validate(Side::Request, &schema, &value, false)
                    .map_err(|error| format!("{place} parameter {name}: {error}"))?;
            }
        }
        match sent.iter().find(|(name, _)| !any_field && !known.contains(&name.as_str())) {
            Some((name, _)) => Err(format!("the query parameter {name} is not declared")),
            None => Ok(()),
        }
    }

    /// Where the schema of the JSON body stands, when there is a body.
    pub fn body_schema(&self) -> Option<String> {
        self.value.pointer("/requestBody/content/application~1json/schema")?;
        Some(format!("{}/requestBody/content/application~1json/schema", self.pointer))
    }

    /// Whether it takes a file as multipart.
    pub fn takes_upload(&self) -> bool {
        self.value.pointer("/requestBody/content/multipart~1form-data").is_some()
    }

    /// Whether its body must be there.
    pub fn body_required(&self) -> bool {
        self.value.pointer("/requestBody/required") == Some(&Value::Bool(true))
    }

    /// What is declared for a status.
    pub fn response(&self, status: u16) -> Option<Declared> {
        let response = self.value.get("responses")?.get(status.to_string())?;
        let (response, pointer) = self.resolved(response, format!("{}/responses/{status}", self.pointer));
        let unsure = response.get("x-unsure") == Some(&Value::Bool(true));
        let content = response.get("content").and_then(Value::as_object).map(|content| {
            let schema = |media: &String| format!("{pointer}/content/{}/schema", escaped(media));
            content.keys().map(|media| (media.clone(), schema(media))).collect()
        });
        Some(Declared { content, unsure })
    }
}

/// The type of a schema; the one that is not null, where it may be that, too.
fn kind_of(schema: &Value) -> Option<&str> {
    let kind = schema.get("type")?;
    let several = kind.as_array().into_iter().flatten().filter_map(Value::as_str);
    kind.as_str().or_else(|| several.into_iter().find(|one| *one != "null"))
}

/// A parameter's text as the JSON value that its schema speaks of.
fn typed(kind: Option<&str>, text: &str) -> Value {
    match kind {
        Some("integer" | "number") => text.parse::<i64>().map_or_else(|_| text.into(), Value::from),
        Some("boolean") => text.parse::<bool>().map_or_else(|_| text.into(), Value::from),
        Some("array") => text.split(',').map(Value::from).collect(),
        _ => text.into(),
    }
}
