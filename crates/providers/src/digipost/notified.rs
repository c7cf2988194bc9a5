//! How Digipost tells of new letters: addresses, a mobile number, and settings that are on or off. All of it is one
//! object, which goes back whole, so what this program does not know is left as it came.

use super::text::{flag, line, list};
use super::{Digipost, link, root};
use crate::ProviderError;
use crate::notified::{Notified, NotifiedChange, RemoteAddress, RemoteNotifications, RemoteSetting};
use async_trait::async_trait;
use model::{AddressState, RemoteId};
use reqwest::Method;
use serde_json::{Value, json};

/// As many as the service's own apps show.
const MOST_EMAILS: usize = 3;
/// More than there are.
const MOST_SETTINGS: usize = 100;
/// The id that the number has here.
const MOBILE: &str = "mobile";

fn state(address: &Value) -> AddressState {
    // It is written to an address that nobody has verified, too.
    if flag(address, "underVerification") { AddressState::NeedsCode } else { AddressState::Confirmed }
}

fn read(settings: &Value) -> RemoteNotifications {
    let email = |value: &Value| {
        let address = line(value, "email")?;
        Some(RemoteAddress { id: RemoteId(address.clone()), address, state: state(value), quiet: false })
    };
    let setting = |value: &Value| {
        let on = match value.get("value")? {
            Value::Bool(on) => *on,
            Value::String(word) if word == "true" || word == "false" => word == "true",
            _ => return None,
        };
        let name = line(value, "name")?;
        let description = line(value, "description").unwrap_or_else(|| name.clone());
        Some(RemoteSetting { name, description, on, changeable: flag(value, "canBeChangedByUser") })
    };
    let mobile = settings.get("mobilePhoneNumber");
    RemoteNotifications {
        emails: list(settings, "emailAddress", MOST_SETTINGS).filter_map(email).collect(),
        mobile: mobile.and_then(|mobile| {
            let address = line(mobile, "phoneNumber")?;
            Some(RemoteAddress { id: MOBILE.into(), address, state: state(mobile), quiet: false })
        }),
        opted_out: None,
        settings: list(settings, "setting", MOST_SETTINGS).filter_map(setting).collect(),
    }
}

/// The whole object with nothing but the change.
fn changed(mut settings: Value, change: &NotifiedChange) -> Result<Value, ProviderError> {
    match change {
        NotifiedChange::AddEmail(email) => {
            let emails = array(&mut settings, "emailAddress")?;
            if emails.len() >= MOST_EMAILS {
                return Err(ProviderError::Said("error.email.tooManyThree"));
            }
            emails.push(json!({"email": email}));
        }
        NotifiedChange::Remove(id) if id.as_str() != MOBILE => {
            let emails = array(&mut settings, "emailAddress")?;
            let before = emails.len();
            emails.retain(|one| line(one, "email").as_deref() != Some(id.as_str()));
            if emails.len() == before {
                return Err(ProviderError::NotFound);
            }
        }
        NotifiedChange::Remove(_) => set_number(&mut settings, "")?,
        NotifiedChange::SetMobile(number) => set_number(&mut settings, number)?,
        NotifiedChange::Setting(name, on) => {
            let named = |one: &&mut Value| line(one, "name").as_deref() == Some(name.as_str());
            let found = array(&mut settings, "setting")?.iter_mut().find(named).ok_or(ProviderError::NotFound)?;
            if !flag(found, "canBeChangedByUser") {
                return Err(ProviderError::NotAllowed);
            }
            let written = found.get("value").is_some_and(Value::is_string);
            let value = if written { on.to_string().into() } else { Value::Bool(*on) };
            found.as_object_mut().ok_or(ProviderError::NotFound)?.insert("value".to_owned(), value);
        }
        // An address is proved by what the service sent there, on the service's own page.
        NotifiedChange::Confirm(_) | NotifiedChange::Code(..) | NotifiedChange::NewCode(_) => {
            return Err(ProviderError::Said("error.digipost.provedThere"));
        }
        NotifiedChange::Quiet(..) | NotifiedChange::OptOut(_) => return Err(ProviderError::NotOffered),
    }
    Ok(settings)
}

fn array<'a>(settings: &'a mut Value, name: &str) -> Result<&'a mut Vec<Value>, ProviderError> {
    let settings = settings.as_object_mut().ok_or(ProviderError::Garbage { what: "settings that are none" })?;
    let value = settings.entry(name).or_insert_with(|| json!([]));
    value.as_array_mut().ok_or(ProviderError::Garbage { what: "settings that are none" })
}

fn set_number(settings: &mut Value, number: &str) -> Result<(), ProviderError> {
    let settings = settings.as_object_mut().ok_or(ProviderError::Garbage { what: "settings that are none" })?;
    let mobile = settings.entry("mobilePhoneNumber").or_insert_with(|| json!({}));
    if !mobile.is_object() {
        *mobile = json!({});
    }
    mobile["phoneNumber"] = number.into();
    if line(mobile, "countryCode").is_none() {
        mobile["countryCode"] = "+47".into();
    }
    Ok(())
}

impl Digipost {
    async fn settings(&self, mailbox: &RemoteId) -> Result<Value, ProviderError> {
        let root = self.root().await?;
        let entry = root::find(&root, mailbox)?.ok_or(ProviderError::NotFound)?;
        // What is the account's is of one's own mailbox.
        let account = root.get("primaryAccount").filter(|_| root::is_own(entry)).unwrap_or(&Value::Null);
        let uri =
            link::find(entry, "mailbox_settings").map_or_else(|| link::follow(account, "mailbox_settings"), Ok)?;
        self.web.get(uri, &[]).await
    }
}

#[async_trait]
impl Notified for Digipost {
    async fn notifications(&self, mailbox: &RemoteId) -> Result<RemoteNotifications, ProviderError> {
        self.settings(mailbox).await.map(|settings| read(&settings))
    }

    async fn change_notifications(
        &self,
        mailbox: &RemoteId,
        change: &NotifiedChange,
    ) -> Result<RemoteNotifications, ProviderError> {
        let settings = self.settings(mailbox).await?;
        let uri = link::follow(&settings, "update_mailbox_settings")?.to_owned();
        let answer = self.web.put_or_post(Method::POST, &uri, &changed(settings, change)?).await?;
        match answer.filter(|answer| answer.get("emailAddress").is_some()) {
            Some(settings) => Ok(read(&settings)),
            None => self.notifications(mailbox).await,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> Value {
        json!({"emailAddress": [{"email": "a@example.org", "verified": true, "link": []}],
            "mobilePhoneNumber": {"countryCode": "+47", "phoneNumber": "40000003", "verified": false},
            "setting": [{"name": "epost.ny", "type": "BOOLEAN", "description": "E-post om nye brev", "value": "true",
                "canBeChangedByUser": true}, {"name": "fast", "value": false}, {"name": "antall", "value": "3"}],
            "senderBlockingStatus": [{"blocked": true}], "fromTheFuture": {"a": 1}})
    }

    #[test]
    fn only_the_change_is_another_in_what_goes_back() {
        let mut expected = settings();
        expected["setting"][0]["value"] = "false".into();
        assert_eq!(changed(settings(), &NotifiedChange::Setting("epost.ny".to_owned(), false)).unwrap(), expected);
        let mut expected = settings();
        expected["mobilePhoneNumber"]["phoneNumber"] = "40000004".into();
        assert_eq!(changed(settings(), &NotifiedChange::SetMobile("40000004".to_owned())).unwrap(), expected);
        let emails = changed(settings(), &NotifiedChange::AddEmail("b@example.org".to_owned())).unwrap();
        assert_eq!(emails["emailAddress"].as_array().unwrap().len(), 2);
        let none = changed(settings(), &NotifiedChange::Remove("a@example.org".into())).unwrap();
        assert_eq!(none["emailAddress"], json!([]));
    }

    #[test]
    fn what_is_on_or_off_is_read_and_what_is_neither_is_left_out() {
        let read = read(&settings());
        let settings: Vec<_> = read.settings.iter().map(|one| (one.name.as_str(), one.on, one.changeable)).collect();
        assert_eq!(settings, [("epost.ny", true, true), ("fast", false, false)]);
        assert_eq!((read.emails.len(), read.mobile.unwrap().address.as_str()), (1, "40000003"));
        let empty = super::read(&json!({"emailAddress": 7, "mobilePhoneNumber": []}));
        assert!(empty.emails.is_empty() && empty.mobile.is_none());
    }

    #[test]
    fn a_fourth_address_and_what_is_not_offered_is_refused_plainly() {
        let mut full = settings();
        full["emailAddress"] = json!([{"email": "a"}, {"email": "b"}, {"email": "c"}]);
        let refused = changed(full, &NotifiedChange::AddEmail("d@example.org".to_owned()));
        assert!(matches!(refused, Err(ProviderError::Said("error.email.tooManyThree"))));
        let refused = changed(settings(), &NotifiedChange::Setting("fast".to_owned(), true));
        assert!(matches!(refused, Err(ProviderError::NotAllowed)));
        assert!(matches!(changed(settings(), &NotifiedChange::OptOut(true)), Err(ProviderError::NotOffered)));
        let code = NotifiedChange::Code("a@example.org".into(), "1".to_owned());
        assert!(matches!(changed(settings(), &code), Err(ProviderError::Said("error.digipost.provedThere"))));
        assert!(matches!(changed(settings(), &NotifiedChange::Remove("x".into())), Err(ProviderError::NotFound)));
        assert!(changed(json!([]), &NotifiedChange::SetMobile("1".to_owned())).is_err());
    }
}
