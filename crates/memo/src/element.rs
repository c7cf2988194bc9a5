//! One element as it was written: namespace, name, attributes, text, children.

use crate::NAMESPACE;

/// An element of a letter; the content of files is not in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Element {
    /// The namespace, or nothing.
    pub namespace: String,
    /// The name without a prefix.
    pub name: String,
    /// Attributes by their names as written, namespace declarations left out.
    pub attributes: Vec<(String, String)>,
    /// Its text, trimmed; for an element with children what stands between them.
    pub text: String,
    /// Its children, in order.
    pub children: Vec<Element>,
}

impl Element {
    /// The first child of this name in MeMo's own namespace: a stranger's element of the same name is not meant.
    #[must_use]
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.is(name))
    }

    /// The same, or else the first of this name in any namespace: MeMo borrows elements from other registers
    /// (addresses, persons, cases …), whose namespaces are theirs.
    #[must_use]
    pub fn borrowed(&self, name: &str) -> Option<&Element> {
        self.child(name).or_else(|| self.children.iter().find(|child| child.name == name))
    }

    /// All children of this name in MeMo's own namespace.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.is(name))
    }

    /// Whether it is MeMo's own element of this name.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        self.name == name && self.namespace == NAMESPACE
    }

    /// The text of the first child of this name, if it has any.
    #[must_use]
    pub fn text_of(&self, name: &str) -> Option<String> {
        self.child(name).map(|child| child.text.clone()).filter(|text| !text.is_empty())
    }

    /// `true` and `1` are true (XML Schema's boolean); everything else is not.
    #[must_use]
    pub fn is_true(&self, name: &str) -> bool {
        self.child(name).is_some_and(|child| matches!(child.text.as_str(), "true" | "1"))
    }

    /// An attribute's value.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}
