//! Contact points and groups in the interface's shape. Ids follow from the names.

use super::{Authority, Group, Point, all};
use crate::compose::identified;
use crate::ids;
use serde_json::{Map, Value, json};

/// When the authorities entered their contact points.
const ENTERED: &str = "2021-09-01T08:00:00.000Z";

/// A contact point and what sending to it takes.
#[derive(Debug, Clone)]
pub struct Registered {
    /// The interface's `ContactPoint`.
    pub shape: Value,
    /// The contact point.
    pub point: &'static Point,
}

/// Gives an object its id, and the times that the register keeps.
fn entered(id: String, shape: Value) -> Value {
    let mut shape = identified(id, shape);
    if let Some(fields) = shape.as_object_mut() {
        fields.insert("createdDate".to_owned(), ENTERED.into());
        fields.insert("lastUpdated".to_owned(), ENTERED.into());
    }
    shape
}

fn group_of(authority: &Authority, organisation: &Value, group: &Group) -> Value {
    let id = ids::stable(&["contact-group", authority.name, group.name]);
    let mut shape = entered(
        id,
        json!({"name": group.name, "description": group.description, "organisationalUnit": group.unit,
            "organisation": organisation, "targets": ["CITIZEN", "COMPANY"], "postkasseIds": []}),
    );
    // A parent stands before its children, so this comes to an end.
    let parent = authority.groups.iter().find(|one| Some(one.name) == group.parent);
    if let (Some(parent), Some(fields)) = (parent, shape.as_object_mut()) {
        fields.insert("parent".to_owned(), group_of(authority, organisation, parent));
    }
    shape
}

fn point_of(authority: &Authority, organisation: &Value, point: &'static Point) -> Value {
    let key = |kind: &str, what: &str| ids::stable(&["contact-point", authority.name, point.name, kind, what]);
    let codes = point.codes.iter().map(|(scheme, code, name)| {
        let shape = json!({"codeVersion": "0.0.0", "name": name, "type": scheme, "code": code,
            "contactPointCodeTypeName": scheme});
        identified(key("code", code), shape)
    });
    let attributes = point.attributes.iter().map(|name| identified(key("attribute", name), json!({"name": name})));
    let terms = point.terms.iter().map(|term| identified(key("term", term), json!({"term": term})));
    let old = point.old.iter().map(|(mailbox, subject)| {
        let shape = json!({"postkasseId": mailbox, "postkasseEmneId": subject});
        identified(key("old", &subject.to_string()), shape)
    });
    let groups = authority.groups.iter().filter(|group| Some(group.name) == point.group);
    let groups = groups.map(|group| group_of(authority, organisation, group));
    let mut shape = Map::new();
    let mut put = |name: &str, value: Value| drop(shape.insert(name.to_owned(), value));
    put("name", point.name.into());
    put("description", point.description.into());
    put("targets", point.targets.into());
    put("memoSizeThresholdMB", point.megabytes.into());
    put("allowedNumberOfAttachments", point.attachments.into());
    put("active", point.active.into());
    put("visible", point.visible.into());
    put("organisationId", organisation.get("id").cloned().unwrap_or_default());
    put("systemId", ids::stable(&["system", authority.name]).into());
    put("contactPointCodes", codes.collect());
    put("contactGroups", groups.collect());
    put("recommendedAttributes", attributes.collect());
    put("searchTerms", terms.collect());
    put("translations", old.collect());
    if let Some((text, address)) = point.link {
        let link = json!({"externalLink": address, "externalLinkText": text});
        put("reportLink", identified(key("link", address), link));
    }
    entered(ids::stable(&["contact-point", authority.name, point.name]), Value::Object(shape))
}

/// The authorities among these organisations.
fn registered(organisations: &[Value]) -> impl Iterator<Item = (&'static Authority, &Value)> {
    all().filter_map(|authority| {
        let is_it = |one: &&Value| one.get("name").and_then(Value::as_str) == Some(authority.name);
        Some((authority, organisations.iter().find(is_it)?))
    })
}

/// The contact points of these organisations, hidden and inactive ones too.
#[must_use]
pub fn points(organisations: &[Value]) -> Vec<Registered> {
    let of = |(authority, organisation): (&'static Authority, &Value)| {
        let shape = |point| Registered { shape: point_of(authority, organisation, point), point };
        authority.points.iter().map(shape).collect::<Vec<_>>()
    };
    registered(organisations).flat_map(of).collect()
}

/// The contact point of that id.
#[must_use]
pub fn point(organisations: &[Value], id: &str) -> Option<Registered> {
    points(organisations).into_iter().find(|one| one.shape.get("id").and_then(Value::as_str) == Some(id))
}

/// The contact groups of these organisations.
#[must_use]
pub fn groups(organisations: &[Value]) -> Vec<Value> {
    let of = |(authority, organisation): (&'static Authority, &Value)| {
        authority.groups.iter().map(|group| group_of(authority, organisation, group)).collect::<Vec<_>>()
    };
    registered(organisations).flat_map(of).collect()
}
