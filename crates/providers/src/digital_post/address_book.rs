//! The register of authorities and their contact points, and trusted recipients, as Digital Post describes them.
//! Read field by field; whatever lacks an id or a number is left out.

use super::DigitalPost;
use super::listing::{Listing, Of};
use super::message::text;
use crate::{AddressBook, Checked, Listed, Organisation, ProviderError, Trustee};
use async_trait::async_trait;
use model::{ContactPoint, IdType, Link, MOST_FIELDS, OrganisationFacts, OrganisationKind, OrganisationWork, RemoteId};
use serde_json::Value;

/// More than a person looks through.
const MOST: &str = "200";
/// No group of contact points lies deeper.
const DEEPEST: usize = 8;
/// The unit of `memoSizeThresholdMB`.
const MEGABYTE: f64 = 1_000_000.0;

#[async_trait]
impl AddressBook for DigitalPost {
    async fn authorities(&self, words: &str) -> Result<Vec<Organisation>, ProviderError> {
        let mut query = vec![("type", "AUTHORITY".to_owned()), ("size", MOST.to_owned())];
        query.push(("sortFields", "name:asc".to_owned()));
        if !words.is_empty() {
            query.push(("searchTerm", words.to_owned()));
        }
        let items = self.items(&["organisations", ""], &query, Of::Organisations).await?;
        Ok(items.iter().filter_map(organisation).collect())
    }

    async fn organisation(&self, id: &RemoteId) -> Result<Checked<Organisation>, ProviderError> {
        match self.http.get(&["organisations", id.as_str()]).await {
            Ok(value) => {
                let found =
                    organisation(&value).ok_or(ProviderError::Garbage { what: "an organisation without id" })?;
                Ok(Checked::There(found))
            }
            Err(ProviderError::NotFound) => Ok(Checked::Gone),
            Err(error) => Err(error),
        }
    }

    async fn contact_points(&self, organisation: Option<&RemoteId>, words: &str) -> Result<Vec<Listed>, ProviderError> {
        let mut query = vec![("size", MOST.to_owned())];
        if !words.is_empty() {
            query.push(("searchTermOrName", words.to_owned()));
        }
        let of = organisation.map(|id| ["organisations", id.as_str(), "contact-points", ""]);
        let path: &[&str] = of.as_ref().map_or(&["contact-points", ""], |path| path.as_slice());
        let items = self.items(path, &query, Of::ContactPoints).await?;
        Ok(items.iter().filter_map(read_contact_point).collect())
    }

    async fn contact_point(&self, id: &RemoteId) -> Result<Option<Listed>, ProviderError> {
        // In a search parameter a comma, a star and the like have a meaning of their own.
        if !id.as_str().chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
            return Ok(None);
        }
        let query = [("id", id.as_str().to_owned())];
        let items = self.items(&["contact-points", ""], &query, Of::ContactPoints).await?;
        Ok(items.iter().filter_map(read_contact_point).find(|one| one.point.id == *id))
    }

    async fn trustees(&self) -> Result<Vec<Trustee>, ProviderError> {
        let value = self.http.get(&["mailboxes", "trustees"]).await?;
        let all = value.get("trustees").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        Ok(all.iter().filter_map(trustee).collect())
    }
}

impl DigitalPost {
    async fn items(&self, path: &[&str], query: &[(&str, String)], of: Of) -> Result<Vec<Value>, ProviderError> {
        let body = self.http.list(path, query).await?;
        let listing = Listing::read(&body.bytes, of)?;
        Ok(listing.items().flatten().collect())
    }
}

/// A text in one line.
fn line(value: &Value, name: &str) -> Option<String> {
    text(value, name).map(|text| text.replace('\n', " "))
}

fn list<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    value.get(name).and_then(Value::as_array).into_iter().flatten()
}

fn organisation(value: &Value) -> Option<Organisation> {
    let cvr = text(value, "cvrNumber").filter(|cvr| cvr.len() == 8 && cvr.bytes().all(|byte| byte.is_ascii_digit()))?;
    let word = |name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default();
    let kind = match (word("type"), word("authorityType")) {
        ("COMPANY", _) => Some(OrganisationKind::Company),
        ("AUTHORITY", "STATE") => Some(OrganisationKind::State),
        ("AUTHORITY", "REGION") => Some(OrganisationKind::Region),
        ("AUTHORITY", "MUNICIPALITY") => Some(OrganisationKind::Municipality),
        ("AUTHORITY", _) => Some(OrganisationKind::Authority),
        _ => None,
    };
    let facts = OrganisationFacts {
        name: line(value, "name")?,
        number: cvr,
        kind,
        work: OrganisationWork::of_industry(word("industryCode")),
        closed: word("statusType") == "CLOSED",
    };
    // Where the register does not say, it is worth the question.
    let logo = value.get("logoAvailable").and_then(Value::as_bool).unwrap_or(true);
    Some(Organisation { id: RemoteId(text(value, "id")?), facts, logo })
}

fn read_contact_point(value: &Value) -> Option<Listed> {
    let truth = |name: &str| value.get(name).and_then(Value::as_bool).unwrap_or(true);
    if !truth("visible") {
        return None;
    }
    let target = |word: &str| list(value, "targets").any(|target| target.as_str() == Some(word));
    // Without a word on it, it is for everybody.
    let all = list(value, "targets").next().is_none();
    let megabytes = value.get("memoSizeThresholdMB").and_then(Value::as_f64).filter(|mb| (0.0..1000.0).contains(mb));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and a billion")]
    let largest = megabytes.map(|megabytes| (megabytes * MEGABYTE) as u64);
    let most = value.get("allowedNumberOfAttachments").and_then(Value::as_u64);
    let link = value.get("reportLink").and_then(|link| {
        let url = text(link, "externalLink")?;
        Some(Link { label: line(link, "externalLinkText").unwrap_or_else(|| url.clone()), url })
    });
    let point = ContactPoint {
        id: RemoteId(text(value, "id")?),
        name: line(value, "name")?,
        description: line(value, "description").unwrap_or_default(),
        groups: list(value, "contactGroups").next().map(groups).unwrap_or_default(),
        asks: list(value, "recommendedAttributes").filter_map(|one| line(one, "name")).take(MOST_FIELDS).collect(),
        for_citizens: all || target("CITIZEN"),
        for_companies: all || target("COMPANY"),
        most_attachments: most.and_then(|most| usize::try_from(most).ok()),
        largest,
        active: truth("active"),
        link,
    };
    Some(Listed { organisation: RemoteId(text(value, "organisationId")?), point })
}

/// The group's name after those of the groups that it stands in.
fn groups(group: &Value) -> Vec<String> {
    let above = std::iter::successors(Some(group), |group| group.get("parent"));
    let mut names: Vec<String> = above.take(DEEPEST).filter_map(|group| line(group, "name")).collect();
    names.reverse();
    names
}

fn trustee(value: &Value) -> Option<Trustee> {
    let (id_type, digits) = match value.get("idType").and_then(Value::as_str)? {
        "CPR" => (IdType::Cpr, 10),
        "CVR" => (IdType::Cvr, 8),
        _ => return None,
    };
    let id = text(value, "id").filter(|id| id.len() == digits && id.bytes().all(|byte| byte.is_ascii_digit()))?;
    Some(Trustee { id_type, id, name: line(value, "name")? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_contact_point_says_what_it_takes_and_where_it_stands() {
        let group = json!({"name": "Bolig", "parent": {"name": "Borger"}});
        let value = json!({"id": "p", "organisationId": "o", "name": "Bygge\nsag", "targets": ["COMPANY"],
            "memoSizeThresholdMB": 99.5, "allowedNumberOfAttachments": 3, "contactGroups": [group],
            "recommendedAttributes": [{"name": "A"}, {"name": "B"}, {"name": "C"}],
            "reportLink": {"externalLink": "https://x.example", "externalLinkText": "Gør det selv"}});
        let point = read_contact_point(&value).unwrap().point;
        assert_eq!((point.name.as_str(), point.groups), ("Bygge sag", vec!["Borger".to_owned(), "Bolig".to_owned()]));
        assert_eq!((point.largest, point.most_attachments), (Some(99_500_000), Some(3)));
        assert_eq!((point.for_citizens, point.for_companies, point.active), (false, true, true));
        assert_eq!(
            (point.asks, point.link.unwrap().label.as_str()),
            (vec!["A".to_owned(), "B".to_owned()], "Gør det selv")
        );
    }

    #[test]
    fn an_organisation_is_what_the_register_says_and_nothing_where_it_says_nothing() {
        use OrganisationKind as Kind;
        let read = |kind: &str, of: &str| {
            let value = json!({"id": "o", "name": "Prøve", "cvrNumber": "00000001", "type": kind, "authorityType": of,
                "industryCode": "861000", "statusType": "CLOSED", "logoAvailable": false});
            organisation(&value).unwrap()
        };
        for (kind, of, is) in [
            ("AUTHORITY", "STATE", Some(Kind::State)),
            ("AUTHORITY", "MUNICIPALITY", Some(Kind::Municipality)),
            ("AUTHORITY", "REGION", Some(Kind::Region)),
            ("AUTHORITY", "OTHER", Some(Kind::Authority)),
            ("AUTHORITY", "", Some(Kind::Authority)),
            ("COMPANY", "UNKNOWN", Some(Kind::Company)),
            ("UNKNOWN", "STATE", None),
        ] {
            assert_eq!(read(kind, of).facts.kind, is, "{kind} {of}");
        }
        let all = read("AUTHORITY", "REGION");
        assert_eq!((all.facts.work, all.facts.closed, all.logo), (Some(OrganisationWork::Hospital), true, false));
        let bare = organisation(&json!({"id": "o", "name": "Prøve", "cvrNumber": "00000001", "type": 7})).unwrap();
        assert_eq!((bare.facts.kind, bare.facts.work, bare.facts.closed, bare.logo), (None, None, false, true));
    }

    #[test]
    fn a_hostile_register_costs_only_what_makes_no_sense() {
        let mut deep = json!({"name": "x"});
        for _ in 0..50 {
            deep = json!({"name": "x", "parent": deep});
        }
        let point = json!({"id": "p", "organisationId": "o", "name": "n", "memoSizeThresholdMB": 1e300,
            "allowedNumberOfAttachments": -1, "targets": 7, "contactGroups": [deep]});
        let point = read_contact_point(&point).unwrap().point;
        assert_eq!((point.largest, point.most_attachments, point.groups.len()), (None, None, DEEPEST));
        assert!(point.for_citizens && point.for_companies);
        assert!(read_contact_point(&json!({"id": "p", "name": "n"})).is_none());
        assert!(
            read_contact_point(&json!({"id": "p", "organisationId": "o", "name": "n", "visible": false})).is_none()
        );
        assert!(organisation(&json!({"id": "o", "name": "n", "cvrNumber": "1/../.."})).is_none());
        for id_type in ["EMAIL", "PNR"] {
            assert!(trustee(&json!({"id": "0000000000", "idType": id_type, "name": "n"})).is_none());
        }
    }
}
