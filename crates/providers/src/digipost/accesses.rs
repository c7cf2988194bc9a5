//! Who else may use a mailbox. There is one kind of access, given to somebody by the address of her own mailbox at
//! Digipost, and it holds until it is taken back. The relations (`mailbox_access`) are public; the form of what lies
//! behind them is not, so it is read by the names that it most likely has.

use super::text::{fingerprint, line, list, moment};
use super::{Digipost, link, root};
use crate::ProviderError;
use crate::accesses::{AccessStep, AccessTerms, Accesses, Party, RemoteAccess};
use async_trait::async_trait;
use model::{AccessLevel, AccessState, RemoteId, Right, Rights};
use reqwest::Method;
use serde_json::{Value, json};
use std::sync::Arc;

/// More than anybody lets in.
const MOST: usize = 500;
const LISTS: [&str; 4] = ["access", "accesses", "mailboxAccess", "user"];
const ADDRESSES: [&str; 3] = ["digipostaddress", "digipostAddress", "digipost-address"];
const NAMES: [&str; 2] = ["name", "fullName"];
const ENDS: [&str; 3] = ["delete_access", "delete_mailbox_access", "remove_access"];
/// What is said where nobody has a mailbox of that address.
const NOBODY: ProviderError = ProviderError::Said("error.access.noMailboxThere");

/// A list of accesses of one's own mailbox.
struct Listed {
    mailbox: RemoteId,
    owner: String,
    uri: String,
    values: Vec<Value>,
}

fn first(value: &Value, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| line(value, name))
}

/// What is given: to read, and to write in the owner's name. There is no less of it.
fn given() -> Rights {
    Rights::of(&[Right::Read, Right::Write])
}

/// The id by which it is named here: its own is an address, which is somebody's name.
fn id(mailbox: &RemoteId, address: &str) -> RemoteId {
    RemoteId(format!("{:016x}", fingerprint(&format!("{}|{}", mailbox.as_str(), address.to_lowercase()))))
}

impl Listed {
    fn read(&self, value: &Value) -> Option<RemoteAccess> {
        let address = first(value, &ADDRESSES)?;
        Some(RemoteAccess {
            id: id(&self.mailbox, &address),
            version: 0,
            owner: self.owner.clone(),
            owner_ref: Some(self.mailbox.clone()),
            holder: first(value, &NAMES).unwrap_or(address),
            mine: false,
            begun_by_me: true,
            rights: given(),
            level: Some(AccessLevel::Write),
            state: AccessState::Active,
            made: moment(value, "created", &mut Vec::new()),
            until: None,
            ended: None,
        })
    }

    fn all(&self) -> impl Iterator<Item = (RemoteAccess, &Value)> {
        self.values.iter().filter_map(|value| Some((self.read(value)?, value)))
    }
}

fn values(answer: &Value) -> Result<Vec<Value>, ProviderError> {
    let named = LISTS.iter().find(|name| answer.get(name).is_some_and(Value::is_array));
    match (answer, named) {
        (Value::Array(all), _) => Ok(all.iter().take(MOST).cloned().collect()),
        (_, Some(name)) => Ok(list(answer, name, MOST).cloned().collect()),
        // A list without any says at least where it is.
        _ if answer.get("link").is_some_and(Value::is_array) => Ok(Vec::new()),
        _ => Err(ProviderError::Garbage { what: "a list of accesses that is none" }),
    }
}

impl Digipost {
    /// Where the accesses of one's own mailbox are, and what it is called.
    async fn own(&self, mailbox: Option<&RemoteId>) -> Result<(RemoteId, String, String), ProviderError> {
        let root: Arc<Value> = self.root().await?;
        let own = root::mailboxes(&root)?
            .into_iter()
            .find(|one| one.kind == model::MailboxKind::Own && mailbox.is_none_or(|mailbox| one.id == *mailbox));
        let own = own.ok_or(ProviderError::NotAllowed)?;
        let entry = root::find(&root, &own.id)?.ok_or(ProviderError::NotFound)?;
        let account = root.get("primaryAccount").unwrap_or(&Value::Null);
        let uri = link::find(entry, "mailbox_access").map_or_else(|| link::follow(account, "mailbox_access"), Ok)?;
        Ok((own.id, own.owner, uri.to_owned()))
    }

    async fn listed(&self, mailbox: Option<&RemoteId>) -> Result<Listed, ProviderError> {
        let (mailbox, owner, uri) = self.own(mailbox).await?;
        let values = values(&self.web.get(&uri, &[]).await?)?;
        Ok(Listed { mailbox, owner, uri, values })
    }
}

#[async_trait]
impl Accesses for Digipost {
    async fn accesses(&self) -> Result<Vec<RemoteAccess>, ProviderError> {
        match self.listed(None).await {
            Ok(listed) => Ok(listed.all().map(|(access, _)| access).collect()),
            // Whoever may let nobody in has let nobody in.
            Err(ProviderError::Said(_) | ProviderError::NotAllowed) => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    }

    async fn access(&self, id: &RemoteId) -> Result<RemoteAccess, ProviderError> {
        let listed = self.listed(None).await?;
        let found = listed.all().find(|(access, _)| access.id == *id).map(|(access, _)| access);
        found.ok_or(ProviderError::NotFound)
    }

    async fn give_access(
        &self,
        mailbox: &RemoteId,
        to: &Party,
        terms: AccessTerms,
    ) -> Result<RemoteAccess, ProviderError> {
        let Party::Address(address) = to else { return Err(ProviderError::NotOffered) };
        if terms.until.is_some() {
            // Given without an end it would go on after the day that the person named.
            return Err(ProviderError::Said("error.access.noUntil"));
        }
        let (mailbox, _, uri) = self.own(Some(mailbox)).await?;
        let given = self.web.put_or_post(Method::POST, &uri, &json!({"digipostaddress": address})).await;
        match given {
            Err(ProviderError::NotFound) => return Err(NOBODY),
            Err(ProviderError::Refused { code }) if code.contains("ADDRESS") => return Err(NOBODY),
            given => given?,
        };
        let wanted = id(&mailbox, address);
        let listed = self.listed(Some(&mailbox)).await?;
        let found = listed.all().find(|(access, _)| access.id == wanted).map(|(access, _)| access);
        found.ok_or(ProviderError::Garbage { what: "an access that was given and is not there" })
    }

    async fn decide_access(&self, id: &RemoteId, _seen_version: i64, step: AccessStep) -> Result<(), ProviderError> {
        if step != AccessStep::End {
            return Err(ProviderError::NotOffered);
        }
        let listed = self.listed(None).await?;
        let (_, value) = listed.all().find(|(access, _)| access.id == *id).ok_or(ProviderError::NotFound)?;
        let named = ENDS.iter().find_map(|relation| link::find(value, relation));
        let uri = named.map_or_else(|| link::follow(value, "self"), Ok)?;
        if self.web.address(uri)? == self.web.address(&listed.uri)? {
            // That is all of them.
            return Err(link::NO_LINK);
        }
        self.web.delete(uri).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_under_any_of_its_names_and_anything_else_is_none() {
        let one = json!([{"name": "Per", "digipostaddress": "per#0002"}]);
        for answer in [json!({"access": one}), json!({"accesses": one}), one.clone()] {
            assert_eq!(values(&answer).unwrap().len(), 1, "{answer}");
        }
        assert!(values(&json!({"link": []})).unwrap().is_empty());
        for none in [json!({}), json!({"access": "x"}), json!(7)] {
            assert!(values(&none).is_err(), "{none}");
        }
    }

    #[test]
    fn the_id_of_an_access_tells_nothing_and_is_the_same_however_the_address_is_written() {
        let id_of = |address: &str| id(&"kari#0001".into(), address);
        assert_eq!(id_of("per#0002"), id_of("Per#0002"));
        assert!(id_of("per#0002").as_str().bytes().all(|byte| byte.is_ascii_alphanumeric()));
    }
}
