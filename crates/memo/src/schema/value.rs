//! How values stand in elements, and how often.

use super::message::Version;
use super::rules::{Broken, Rule};
use crate::letter::moment_of;
use crate::{Element, MessageKind, NAMESPACE};
use jiff::Timestamp;
use jiff::civil::Date;

/// MeMo's own namespace, and its prefix.
pub(crate) const MEMO: (&str, &str) = (NAMESPACE, "memo");

/// What one element says.
pub(crate) trait Value: Sized {
    /// The namespace and prefix of the element; none is that of its parent.
    const NAMESPACE: Option<(&'static str, &'static str)> = None;
    fn read(element: &Element, name: &'static str) -> Result<Self, Broken>;
    fn write(&self, into: &mut Element);
    fn check(&self, name: &'static str, rule: Rule, version: Version) -> Result<(), Broken>;
}

/// How often it stands: once, at most once, or any number of times.
pub(crate) trait Slot: Sized {
    fn read(parent: &Element, name: &'static str) -> Result<Self, Broken>;
    fn write(&self, parent: &mut Element, name: &'static str);
    fn check(&self, name: &'static str, rule: Rule, version: Version) -> Result<(), Broken>;
}

/// All children that are meant. In a register's element the register's namespace is looked for first and any
/// other taken too, as senders mix them up.
fn children<'a, T: Value>(parent: &'a Element, name: &str) -> Vec<&'a Element> {
    let namespace = T::NAMESPACE.map_or(parent.namespace.as_str(), |(namespace, _)| namespace);
    let named: Vec<&Element> = parent.children().filter(|child| child.name == name).collect();
    let exact: Vec<&Element> = named.iter().copied().filter(|child| child.namespace == namespace).collect();
    if exact.is_empty() && namespace != NAMESPACE { named } else { exact }
}

fn write_one<T: Value>(value: &T, parent: &mut Element, name: &'static str) {
    let (namespace, prefix) = T::NAMESPACE.unwrap_or((parent.namespace.as_str(), parent.prefix.as_str()));
    let mut element = Element::within(namespace, prefix, name);
    value.write(&mut element);
    parent.push(element);
}

impl<T: Value> Slot for T {
    fn read(parent: &Element, name: &'static str) -> Result<Self, Broken> {
        let element = children::<T>(parent, name).into_iter().next().ok_or(Broken::Missing(name))?;
        <T as Value>::read(element, name)
    }

    fn write(&self, parent: &mut Element, name: &'static str) {
        write_one(self, parent, name);
    }

    fn check(&self, name: &'static str, rule: Rule, version: Version) -> Result<(), Broken> {
        rule.count(name, 1, version)?;
        <T as Value>::check(self, name, rule, version)
    }
}

impl<T: Value> Slot for Option<T> {
    fn read(parent: &Element, name: &'static str) -> Result<Self, Broken> {
        children::<T>(parent, name).into_iter().next().map(|element| T::read(element, name)).transpose()
    }

    fn write(&self, parent: &mut Element, name: &'static str) {
        self.iter().for_each(|value| write_one(value, parent, name));
    }

    fn check(&self, name: &'static str, rule: Rule, version: Version) -> Result<(), Broken> {
        rule.count(name, self.iter().count(), version)?;
        self.iter().try_for_each(|value| value.check(name, rule, version))
    }
}

impl<T: Value> Slot for Vec<T> {
    fn read(parent: &Element, name: &'static str) -> Result<Self, Broken> {
        children::<T>(parent, name).into_iter().map(|element| T::read(element, name)).collect()
    }

    fn write(&self, parent: &mut Element, name: &'static str) {
        self.iter().for_each(|value| write_one(value, parent, name));
    }

    fn check(&self, name: &'static str, rule: Rule, version: Version) -> Result<(), Broken> {
        rule.count(name, self.len(), version)?;
        self.iter().try_for_each(|value| value.check(name, rule, version))
    }
}

impl Value for String {
    fn read(element: &Element, _: &'static str) -> Result<Self, Broken> {
        Ok(element.text())
    }

    fn write(&self, into: &mut Element) {
        into.push_text(self);
    }

    fn check(&self, name: &'static str, rule: Rule, _: Version) -> Result<(), Broken> {
        if self.trim().is_empty() { Err(Broken::Missing(name)) } else { rule.text(name, self) }
    }
}

/// XML Schema's boolean.
impl Value for bool {
    fn read(element: &Element, name: &'static str) -> Result<Self, Broken> {
        match element.text().as_str() {
            "true" | "1" => Ok(true),
            "false" | "0" => Ok(false),
            _ => Err(Broken::OtherKind(name)),
        }
    }

    fn write(&self, into: &mut Element) {
        into.push_text(if *self { "true" } else { "false" });
    }

    fn check(&self, _: &'static str, _: Rule, _: Version) -> Result<(), Broken> {
        Ok(())
    }
}

/// In UTC with a Z, as the schema has it.
impl Value for Timestamp {
    fn read(element: &Element, name: &'static str) -> Result<Self, Broken> {
        moment_of(&element.text()).ok_or(Broken::OtherKind(name))
    }

    fn write(&self, into: &mut Element) {
        into.push_text(&self.to_string());
    }

    fn check(&self, _: &'static str, _: Rule, _: Version) -> Result<(), Broken> {
        Ok(())
    }
}

impl Value for Date {
    fn read(element: &Element, name: &'static str) -> Result<Self, Broken> {
        element.text().parse().map_err(|_| Broken::OtherKind(name))
    }

    fn write(&self, into: &mut Element) {
        into.push_text(&self.to_string());
    }

    fn check(&self, _: &'static str, _: Rule, _: Version) -> Result<(), Broken> {
        Ok(())
    }
}

impl Value for MessageKind {
    fn read(element: &Element, name: &'static str) -> Result<Self, Broken> {
        match element.text().as_str() {
            "DIGITALPOST" => Ok(MessageKind::DigitalPost),
            "NEMSMS" => Ok(MessageKind::NemSms),
            _ => Err(Broken::OtherKind(name)),
        }
    }

    fn write(&self, into: &mut Element) {
        into.push_text(match self {
            MessageKind::DigitalPost => "DIGITALPOST",
            MessageKind::NemSms => "NEMSMS",
        });
    }

    fn check(&self, _: &'static str, _: Rule, _: Version) -> Result<(), Broken> {
        Ok(())
    }
}
