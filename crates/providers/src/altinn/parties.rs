//! The parties that a login acts for, as mailboxes: the person herself, companies with their units, other persons. A party
//! is named by a URN with its number in it; the number of a person is never shown or logged.

use super::http::Http;
use super::parts::Parts;
use super::texts::{flag, line, list, number, word};
use crate::wire::one;
use crate::{ProviderError, RemoteMailbox};
use model::{MailboxKind, MailboxState, RemoteId, Right, Rights};
use serde_json::Value;
use std::collections::HashSet;
use url::Url;

/// More than any accountant acts for.
const MOST: usize = 20_000;
/// A company with all its units.
const LONGEST: usize = 4 << 20;
/// Units of units of a company.
const DEEPEST: usize = 4;
/// Until the service says how many parties it takes in one request.
pub const AT_ONCE: usize = 20;
/// A request with more parties than this has an address that is too long for some on the way.
const MOST_AT_ONCE: u64 = 100;

/// The parties of a login.
#[derive(Debug, Default)]
pub struct Parties {
    /// Each as a mailbox.
    pub mailboxes: Vec<RemoteMailbox>,
    /// What the person who is logged in is called.
    pub person: Option<String>,
}

impl Parties {
    /// # Errors
    /// [`ProviderError`] when the service refuses or makes no sense.
    pub async fn ask(http: &Http) -> Result<Self, ProviderError> {
        Parties::read(&http.list(&["enduser", "parties"], &[]).await?.bytes)
    }

    fn read(bytes: &[u8]) -> Result<Self, ProviderError> {
        let (mut parties, mut seen) = (Parties::default(), HashSet::new());
        for party in Parts::read(bytes)?.items("authorizedParties", MOST)? {
            if let Ok(party) = one(party, LONGEST) {
                parties.add(&party, None, DEEPEST, &mut seen);
            }
        }
        Ok(parties)
    }

    fn add(&mut self, party: &Value, part_of: Option<&str>, deeper: usize, seen: &mut HashSet<String>) {
        let name = party.get("name").and_then(Value::as_str).and_then(line);
        if flag(party, "isCurrentEndUser") && self.person.is_none() {
            self.person.clone_from(&name);
        }
        // Who acts for a part alone has no letters of the whole.
        if !flag(party, "hasOnlyAccessToSubParties") && self.mailboxes.len() < MOST {
            let mailbox = mailbox(party, name.as_deref(), part_of);
            self.mailboxes.extend(mailbox.filter(|one| seen.insert(one.id.as_str().to_ascii_lowercase())));
        }
        if deeper > 0 {
            let whole = name.as_deref().or(part_of);
            list(party, "subParties", MOST).for_each(|unit| self.add(unit, whole, deeper - 1, seen));
        }
    }
}

/// One party; without a name that a letter could be asked for by it is none.
fn mailbox(party: &Value, name: Option<&str>, part_of: Option<&str>) -> Option<RemoteMailbox> {
    let id = word(party, "party").filter(|id| id.starts_with("urn:"))?;
    let organisation = id.contains(":organization:");
    let kind = match word(party, "partyType") {
        _ if flag(party, "isCurrentEndUser") => MailboxKind::Own,
        Some("Organization") => MailboxKind::Company,
        Some("Person") => MailboxKind::Delegated,
        // A kind that is not known yet is told by its number.
        _ if organisation => MailboxKind::Company,
        _ => MailboxKind::Delegated,
    };
    // An organisation's number is public.
    let number = id.rsplit(':').next().filter(|_| organisation);
    let name = name.or(number).unwrap_or("–").to_owned();
    let closed = flag(party, "isDeleted");
    let rights = Rights::at_altinn();
    Some(RemoteMailbox {
        id: id.into(),
        owner: name.clone(),
        name,
        owner_ref: word(party, "partyUuid").map(RemoteId::from),
        kind,
        // What is left may be read; nothing in it changes any more.
        rights: if closed { rights.intersection(Rights::of(&[Right::Read])) } else { rights },
        ends: None,
        state: if closed { MailboxState::Closed } else { MailboxState::Active },
        part_of: part_of.map(str::to_owned),
        favourite: false,
        space: None,
    })
}

/// The parties that the person marked, by their UUIDs: from the interface of her profile, which knows them by a login of
/// its own. Where it does not answer, nothing is marked.
pub async fn favourites(http: &Http, at: Url) -> HashSet<String> {
    let asked = http.list_at(at).await.and_then(|body| {
        let parts = Parts::read(&body.bytes)?;
        let marked = parts.items("parties", MOST)?.into_iter().filter_map(|one| serde_json::from_str(one.get()).ok());
        Ok(marked.map(|uuid: String| uuid.to_ascii_lowercase()).collect())
    });
    asked.unwrap_or_else(|error| {
        tracing::info!(%error, "which mailboxes are marked as favourites is not known");
        HashSet::new()
    })
}

/// For how many parties letters can be asked in one request.
pub async fn at_once(http: &Http) -> usize {
    let most = http.get(&["metadata", "limits"]).await.map(|limits| {
        let search = limits.get("endUserSearch").unwrap_or(&Value::Null);
        number(search, "maxPartyFilterValues")
    });
    match most {
        Ok(Some(most @ 1..)) => usize::try_from(most.min(MOST_AT_ONCE)).unwrap_or(AT_ONCE),
        _ => AT_ONCE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(parties: &Value) -> Parties {
        Parties::read(json!({"authorizedParties": parties}).to_string().as_bytes()).unwrap()
    }

    #[test]
    fn a_person_has_her_own_mailbox_her_companies_with_their_units_and_other_persons() {
        let unit = json!({"party": "urn:altinn:organization:identifier-no:000000002", "name": "AVD", "partyType": "Organization"});
        let parties = read(&json!([
            {"party": "urn:altinn:person:identifier-no:00000000000", "partyUuid": "u-1", "name": "PRØVE PERSON",
             "partyType": "Person", "isCurrentEndUser": true},
            {"party": "urn:altinn:organization:identifier-no:000000001", "name": "PRØVE AS", "partyType": "Organization",
             "subParties": [unit, {"party": 7}]},
            {"party": "urn:altinn:organization:identifier-no:000000003", "name": "HELE AS", "partyType": "Organization",
             "hasOnlyAccessToSubParties": true, "subParties": [
                {"party": "urn:altinn:organization:identifier-no:000000004", "partyType": "Organization"}]},
            {"party": "urn:altinn:person:identifier-no:00000000009", "partyType": "Person", "isDeleted": true},
            {"party": "urn:altinn:organization:identifier-no:000000001", "name": "TWICE"}, null, 7, {"name": "nobody"},
        ]));
        assert_eq!(parties.person.as_deref(), Some("PRØVE PERSON"));
        let shown = |one: &RemoteMailbox| (one.name.clone(), one.kind, one.part_of.clone());
        assert_eq!(
            parties.mailboxes.iter().map(shown).collect::<Vec<_>>(),
            [
                ("PRØVE PERSON".to_owned(), MailboxKind::Own, None),
                ("PRØVE AS".to_owned(), MailboxKind::Company, None),
                ("AVD".to_owned(), MailboxKind::Company, Some("PRØVE AS".to_owned())),
                ("000000004".to_owned(), MailboxKind::Company, Some("HELE AS".to_owned())),
                ("–".to_owned(), MailboxKind::Delegated, None),
            ]
        );
        let closed = &parties.mailboxes[4];
        assert_eq!((&closed.state, closed.rights), (&MailboxState::Closed, Rights::of(&[Right::Read])));
        let own = &parties.mailboxes[0];
        assert_eq!(own.owner_ref, Some("u-1".into()));
        for right in [Right::Read, Right::Mark, Right::Move, Right::Delete] {
            assert!(own.rights.has(right), "{right:?}");
        }
        for not in [Right::Write, Right::Forward, Right::Note, Right::Notify, Right::Grant, Right::Upload] {
            assert!(!own.rights.has(not), "{not:?}");
        }
    }

    #[test]
    fn units_of_units_end_somewhere() {
        let mut party = json!({"party": "urn:altinn:organization:identifier-no:0", "name": "0"});
        for number in 1..50 {
            party = json!({"party": format!("urn:altinn:organization:identifier-no:{number}"), "subParties": [party]});
        }
        assert_eq!(read(&json!([party])).mailboxes.len(), DEEPEST + 1);
    }

    #[test]
    fn what_is_no_list_of_parties_is_refused() {
        for text in ["[]", "{}", r#"{"authorizedParties": 7}"#, "<html>"] {
            assert!(Parties::read(text.as_bytes()).is_err(), "{text}");
        }
        assert!(read(&Value::Null).mailboxes.is_empty());
    }
}
