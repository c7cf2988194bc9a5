//! `Message`: the whole letter, from and to a tree.

use super::document::MessageBody;
use super::header::MessageHeader;
use super::rules::{Broken, Rule};
use super::value::{Slot, Value};
use crate::{Attribute, Element, MessageKind};

/// The version that a letter is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Version {
    /// 1.1: without representatives, and `mandatory` and `legalNotification` must be said.
    V1_1,
    /// 1.2.
    #[default]
    V1_2,
}

/// A letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// `memoVersion`.
    pub version: Version,
    /// `MessageHeader`.
    pub header: MessageHeader,
    /// `MessageBody`; a NemSMS has none.
    pub body: Option<MessageBody>,
}

impl Message {
    /// Reads what fits from the tree of a letter; a version that nobody knows is read as the newest.
    ///
    /// # Errors
    /// When something that must be there is not, or is of another kind.
    pub fn read(letter: &Element) -> Result<Self, Broken> {
        let version = match letter.attribute("memoVersion") {
            Some("1.1") => Version::V1_1,
            _ => Version::V1_2,
        };
        let header = Slot::read(letter, "MessageHeader")?;
        Ok(Message { version, header, body: Slot::read(letter, "MessageBody")? })
    }

    /// The letter as a tree in the schema's order, to be written by [`crate::write_letter`].
    ///
    /// # Errors
    /// When a rule is broken.
    pub fn tree(&self) -> Result<Element, Broken> {
        self.check()?;
        let mut letter = Element::new("Message");
        let mut say = |name: &str, value: &str| {
            letter.attributes.push(Attribute { name: name.into(), value: value.into(), ..Attribute::default() });
        };
        match self.version {
            Version::V1_1 => {
                say("memoVersion", "1.1");
                say("memoSchVersion", "1.1.0");
            }
            Version::V1_2 => say("memoVersion", "1.2"),
        }
        Slot::write(&self.header, &mut letter, "MessageHeader");
        Slot::write(&self.body, &mut letter, "MessageBody");
        let mut used = Vec::new();
        namespaces(&letter, &mut used);
        letter.declarations = used;
        Ok(letter)
    }

    /// Whether all rules are kept.
    ///
    /// # Errors
    /// The first that is broken.
    pub fn check(&self) -> Result<(), Broken> {
        Value::check(&self.header, "MessageHeader", Rule::Free, self.version)?;
        match (self.header.kind, &self.body) {
            (MessageKind::DigitalPost, None) => Err(Broken::Missing("MessageBody")),
            (MessageKind::NemSms, Some(_)) => Err(Broken::NotBeside("MessageBody")),
            (_, body) => Slot::check(body, "MessageBody", Rule::Free, self.version),
        }
    }
}

/// The namespaces of a tree with their prefixes, so that the root can declare them once.
fn namespaces(element: &Element, used: &mut Vec<(String, String)>) {
    if !used.iter().any(|(_, namespace)| *namespace == element.namespace) {
        used.push((element.prefix.clone(), element.namespace.clone()));
    }
    element.children().for_each(|child| namespaces(child, used));
}
