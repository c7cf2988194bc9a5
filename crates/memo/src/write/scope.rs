//! Which prefix means which namespace where a letter is written. What the sender declared is declared again, since
//! values may refer to it; what else is needed is declared where it is needed.

use super::WriteError;
use crate::encoding::is_xml;
use crate::wellformed::is_name;
use crate::{Element, NAMESPACE};
use std::collections::HashSet;

/// The prefix of MeMo's namespace, and of no other.
const MEMO: &str = "memo";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Declarations in force, the innermost last.
#[derive(Default)]
pub(super) struct Scope(Vec<(String, String)>);

/// A start tag, with its names as they are written.
pub(super) struct Tag {
    pub(super) name: String,
    pub(super) declarations: Vec<(String, String)>,
    /// One name for each attribute of the element.
    pub(super) attributes: Vec<String>,
}

impl Scope {
    pub(super) fn depth(&self) -> usize {
        self.0.len()
    }

    pub(super) fn back_to(&mut self, depth: usize) {
        self.0.truncate(depth);
    }

    /// Decides the names of an element's tag; its declarations are in force from here on.
    pub(super) fn enter(&mut self, element: &Element) -> Result<Tag, WriteError> {
        let outside = self.0.len();
        // Prefixes that this tag declares or relies on: they keep their meaning in it.
        let mut taken = Vec::new();
        for (prefix, namespace) in &element.declarations {
            if may_declare(prefix, namespace) && !taken.contains(prefix) {
                self.0.push((prefix.clone(), namespace.clone()));
                taken.push(prefix.clone());
            }
        }
        let prefix = self.prefix_of_element(&mut taken, outside, element)?;
        let name = joined(&prefix, &element.name)?;
        let mut attributes = Vec::with_capacity(element.attributes.len());
        let mut seen = HashSet::new();
        for attribute in &element.attributes {
            if !seen.insert((&attribute.namespace, &attribute.name)) {
                return Err(WriteError::NotXml);
            }
            let prefix = match attribute.namespace.as_str() {
                "" => String::new(),
                namespace if attribute.prefix.is_empty() => self.prefix(&mut taken, namespace, "ns")?,
                namespace => self.prefix(&mut taken, namespace, &attribute.prefix)?,
            };
            attributes.push(joined(&prefix, &attribute.name)?);
        }
        let declarations = self.0.get(outside..).unwrap_or_default().to_vec();
        Ok(Tag { name, declarations, attributes })
    }

    fn prefix_of_element(
        &mut self,
        taken: &mut Vec<String>,
        outside: usize,
        element: &Element,
    ) -> Result<String, WriteError> {
        if !element.namespace.is_empty() {
            return self.prefix(taken, &element.namespace, &element.prefix);
        }
        // No namespace can only be said without a prefix; what the tag declares otherwise gives way.
        self.0.iter_mut().skip(outside).filter(|(one, _)| one.is_empty()).for_each(|(_, meant)| meant.clear());
        if !self.meaning("").is_empty() {
            self.0.push((String::new(), String::new()));
        }
        taken.push(String::new());
        Ok(String::new())
    }

    /// A prefix that means the namespace, the wished one if it can be; declared here if it is not yet.
    fn prefix(&mut self, taken: &mut Vec<String>, namespace: &str, wish: &str) -> Result<String, WriteError> {
        if !namespace.chars().all(is_xml) {
            return Err(WriteError::NotXml);
        }
        let wish = match namespace {
            XML => return Ok("xml".to_owned()),
            NAMESPACE => MEMO,
            _ if may_declare(wish, namespace) => wish,
            _ => "ns",
        };
        let mut prefix = wish.to_owned();
        let mut number = 0;
        loop {
            if self.meaning(&prefix) == namespace {
                taken.push(prefix.clone());
                return Ok(prefix);
            }
            if !taken.contains(&prefix) {
                self.0.push((prefix.clone(), namespace.to_owned()));
                taken.push(prefix.clone());
                return Ok(prefix);
            }
            number += 1;
            prefix = format!("ns{number}");
        }
    }

    /// The namespace that a prefix means, or nothing.
    fn meaning(&self, prefix: &str) -> &str {
        self.0.iter().rev().find(|(declared, _)| declared == prefix).map_or("", |(_, namespace)| namespace)
    }
}

/// Whether a prefix may be declared so: `memo` is ours, `xml` and `xmlns` are XML's, and no prefix means nothing.
fn may_declare(prefix: &str, namespace: &str) -> bool {
    let ours = prefix != MEMO || namespace == NAMESPACE;
    let sound = prefix.is_empty() || (is_name(prefix) && !prefix.contains(':') && !namespace.is_empty());
    ours && sound && !matches!(prefix, "xml" | "xmlns") && namespace != XML && namespace.chars().all(is_xml)
}

fn joined(prefix: &str, name: &str) -> Result<String, WriteError> {
    if !is_name(name) || name.contains(':') {
        return Err(WriteError::NotXml);
    }
    Ok(if prefix.is_empty() { name.to_owned() } else { format!("{prefix}:{name}") })
}
