//! A start tag becomes an element: its name and its attributes with their namespaces, and what it declares.

use crate::encoding::is_xml;
use crate::wellformed::{is_name, is_value};
use crate::{Attribute, Element, Limits, MemoError};
use quick_xml::XmlVersion;
use quick_xml::escape::unescape;
use quick_xml::events::BytesStart;
use quick_xml::name::{NamespaceResolver, QName, ResolveResult};
use std::collections::HashSet;

/// The element that a tag begins.
pub(crate) fn element(
    resolver: &NamespaceResolver,
    tag: &BytesStart<'_>,
    limits: &Limits,
) -> Result<Element, MemoError> {
    let (namespace, name) = resolver.resolve_element(tag.name());
    let mut element = Element::within(&bound(&namespace)?, &prefix_of(tag.name())?, name.as_ref());
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|_| MemoError::Malformed)?;
        if !is_value(&attribute.value) {
            return Err(MemoError::Malformed);
        }
        let value = attribute.normalized_value(XmlVersion::Explicit1_0).map_err(|_| MemoError::Malformed)?;
        if !value.chars().all(is_xml) {
            return Err(MemoError::Malformed);
        }
        if value.len() > limits.text {
            return Err(MemoError::TooLarge);
        }
        let (prefix, value) = (prefix_of(attribute.key)?, value.into_owned());
        let (namespace, name) = resolver.resolve_attribute(attribute.key);
        match (prefix.as_str(), name.as_ref()) {
            ("", "xmlns") => element.declarations.push((String::new(), value)),
            // A prefix cannot be taken back.
            ("xmlns", _) if value.is_empty() => return Err(MemoError::Malformed),
            ("xmlns", declared) => element.declarations.push((declared.to_owned(), value)),
            (_, name) => {
                let name = name.to_owned();
                element.attributes.push(Attribute { namespace: bound(&namespace)?, prefix, name, value });
            }
        }
    }
    // The parser compares names as they are written; two prefixes can mean the same namespace.
    let mut names = HashSet::new();
    if element.attributes.iter().all(|one| names.insert((&one.namespace, &one.name))) {
        Ok(element)
    } else {
        Err(MemoError::Malformed)
    }
}

/// How many bytes of text an element keeps of its tag.
pub(crate) fn kept(element: &Element) -> usize {
    let attributes = element.attributes.iter().map(|one| one.name.len() + one.value.len());
    let declarations = element.declarations.iter().map(|(prefix, namespace)| prefix.len() + namespace.len());
    element.name.len() + attributes.chain(declarations).sum::<usize>()
}

fn bound(namespace: &ResolveResult<'_>) -> Result<String, MemoError> {
    match namespace {
        // Given as it stands between its quotes.
        ResolveResult::Bound(bound) => Ok(unescape(bound.as_ref()).map_err(|_| MemoError::Malformed)?.into_owned()),
        ResolveResult::Unbound => Ok(String::new()),
        ResolveResult::Unknown(_) => Err(MemoError::Malformed),
    }
}

/// The prefix of a name, which is well-formed: one colon at most, and something on either side of it.
fn prefix_of(name: QName<'_>) -> Result<String, MemoError> {
    let whole: &str = name.as_ref();
    let (prefix, local) = whole.split_once(':').unwrap_or(("", whole));
    let sound = is_name(local) && !local.contains(':') && (whole.len() == local.len() || is_name(prefix));
    if sound { Ok(prefix.to_owned()) } else { Err(MemoError::Malformed) }
}
