//! One element as it was written: namespace, name, attributes, text and children in their order. It is what an
//! imported letter is kept as, so nothing in it is lost: what nobody knows stands where it stood.

use crate::NAMESPACE;

/// An element of a letter; the bytes of files are not in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Element {
    /// The namespace, or nothing.
    pub namespace: String,
    /// The prefix that it was written with, or nothing. The namespace counts; the writer may choose another.
    pub prefix: String,
    /// The name without a prefix.
    pub name: String,
    /// The namespaces that it declares, as (prefix, namespace): a value may mean one of them (`xsi:type`).
    pub declarations: Vec<(String, String)>,
    /// Its attributes, in order, declarations left out.
    pub attributes: Vec<Attribute>,
    /// For the `content` of a file: the number of the file.
    pub file: Option<usize>,
    nodes: Vec<Node>,
}

/// An attribute.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attribute {
    /// The namespace; most have none.
    pub namespace: String,
    /// The prefix that it was written with, or nothing.
    pub prefix: String,
    /// The name without a prefix.
    pub name: String,
    /// The value.
    pub value: String,
}

/// What stands inside an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// Text, white space too.
    Text(String),
    /// A child.
    Element(Element),
}

impl Element {
    /// An empty element of MeMo's own.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self::within(NAMESPACE, "memo", name)
    }

    /// An empty element of a namespace, with the prefix that it is best written with.
    #[must_use]
    pub fn within(namespace: &str, prefix: &str, name: &str) -> Self {
        Element {
            namespace: namespace.to_owned(),
            prefix: prefix.to_owned(),
            name: name.to_owned(),
            ..Element::default()
        }
    }

    /// What stands inside, in order; no two texts follow each other.
    #[must_use]
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// Its children, in order.
    pub fn children(&self) -> impl Iterator<Item = &Element> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(child) => Some(child),
            Node::Text(_) => None,
        })
    }

    /// Adds a child behind what is there.
    pub fn push(&mut self, child: Element) {
        self.nodes.push(Node::Element(child));
    }

    /// Adds text behind what is there.
    pub fn push_text(&mut self, text: &str) {
        match self.nodes.last_mut() {
            _ if text.is_empty() => {}
            Some(Node::Text(before)) => before.push_str(text),
            _ => self.nodes.push(Node::Text(text.to_owned())),
        }
    }

    /// Bytes of the text at its end, to which more may be added.
    pub(crate) fn last_text(&self) -> usize {
        match self.nodes.last() {
            Some(Node::Text(text)) => text.len(),
            _ => 0,
        }
    }

    /// Its text, trimmed; for an element with children what stands between them.
    #[must_use]
    pub fn text(&self) -> String {
        let texts = self.nodes.iter().filter_map(|node| match node {
            Node::Text(text) => Some(text.as_str()),
            Node::Element(_) => None,
        });
        texts.collect::<String>().trim().to_owned()
    }

    /// The first child of this name in MeMo's own namespace: a stranger's element of the same name is not meant.
    #[must_use]
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.children().find(|child| child.is(name))
    }

    /// The same, or else the first of this name in any namespace: MeMo borrows elements from other registers
    /// (addresses, persons, cases …), whose namespaces are theirs.
    #[must_use]
    pub fn borrowed(&self, name: &str) -> Option<&Element> {
        self.child(name).or_else(|| self.children().find(|child| child.name == name))
    }

    /// All children of this name in MeMo's own namespace.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children().filter(move |child| child.is(name))
    }

    /// Whether it is MeMo's own element of this name.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        self.name == name && self.namespace == NAMESPACE
    }

    /// The text of the first child of this name, if it has any.
    #[must_use]
    pub fn text_of(&self, name: &str) -> Option<String> {
        self.child(name).map(Element::text).filter(|text| !text.is_empty())
    }

    /// `true` and `1` are true (XML Schema's boolean); everything else is not.
    #[must_use]
    pub fn is_true(&self, name: &str) -> bool {
        self.child(name).is_some_and(|child| matches!(child.text().as_str(), "true" | "1"))
    }

    /// The value of an attribute without a namespace.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|one| one.name == name && one.namespace.is_empty());
        found.map(|one| one.value.as_str())
    }
}
