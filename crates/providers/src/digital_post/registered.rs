//! The register: an owner's entry is found by her number, which her mailbox says.

use super::DigitalPost;
use super::address::{self, MOST_LOOKS, NEM_SMS, members, put};
use crate::{NemSmsChange, ProviderError, Registered, RemoteRegistration};
use async_trait::async_trait;
use jiff::Timestamp;
use jiff::civil::Date;
use model::{Registration, RemoteId};
use serde_json::{Value, json};

const NUMBER: &str = "nemSmsSubscription";
/// A line of an address on an envelope.
const LONGEST_LINE: usize = 100;

#[async_trait]
impl Registered for DigitalPost {
    async fn registration(&self, mailbox: &RemoteId) -> Result<RemoteRegistration, ProviderError> {
        let contact = self.contact(mailbox).await?;
        let mut read = read(&contact, self.clock.now());
        if matches!(read.status, Registration::Exempt | Registration::Abroad) {
            read.paper_to = self.paper_to(&contact).await?;
        }
        Ok(read)
    }

    async fn change_nem_sms(
        &self,
        mailbox: &RemoteId,
        change: &NemSmsChange,
    ) -> Result<RemoteRegistration, ProviderError> {
        match change {
            NemSmsChange::Code(pin) => {
                let number = self.verify_number(mailbox, &address::code(pin)).await?;
                address::proved(address::read(&number, NEM_SMS, self.clock.now()).as_ref())?;
            }
            NemSmsChange::NewCode => drop(self.verify_number(mailbox, &address::new_code()).await?),
            change => self.replace_contact(mailbox, change).await?,
        }
        self.registration(mailbox).await
    }
}

impl DigitalPost {
    /// The entry of a mailbox's owner.
    async fn contact(&self, mailbox: &RemoteId) -> Result<Value, ProviderError> {
        let of = self.http.get(&["mailboxes", mailbox.as_str()]).await?;
        let text = |name: &str| of.get(name).and_then(Value::as_str).unwrap_or_default();
        let name = if text("ownerType") == "ORGANISATION" { "cvrNumber" } else { "cprNumber" };
        let number = text("ownerExternalId").to_owned();
        if number.is_empty() {
            return Err(ProviderError::NotFound);
        }
        let list = self.http.list(&["contacts", ""], &[(name, number.clone())]).await?;
        let list: Value = serde_json::from_slice(&list.bytes)
            .map_err(|_| ProviderError::Garbage { what: "a list that is no list" })?;
        let mut contacts = list.get("contacts").and_then(Value::as_array).into_iter().flatten();
        let own = |one: &&Value| one.get(name).and_then(Value::as_str) == Some(number.as_str());
        contacts.find(own).cloned().ok_or(ProviderError::NotFound)
    }

    /// To whom and where letters on paper go, if the register says.
    async fn paper_to(&self, contact: &Value) -> Result<Vec<String>, ProviderError> {
        let Some(id) = contact.pointer("/mailboxSubscription/id").and_then(Value::as_str) else {
            return Ok(Vec::new());
        };
        match self.http.get(&["exemptions", id]).await {
            Ok(exemption) => Ok(envelope(exemption.get("recipient").unwrap_or(&Value::Null))),
            Err(ProviderError::NotFound | ProviderError::NotAllowed) => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    }

    async fn replace_contact(&self, mailbox: &RemoteId, change: &NemSmsChange) -> Result<(), ProviderError> {
        let mut looks = 0;
        loop {
            let mut contact = self.contact(mailbox).await?;
            let id = contact.get("id").and_then(Value::as_str).ok_or(ProviderError::NotFound)?.to_owned();
            match change {
                NemSmsChange::Set(number) => put(members(&mut contact)?, NUMBER, json!({"mobileNumber": number})),
                NemSmsChange::Remove => drop(members(&mut contact)?.remove(NUMBER)),
                _ => {
                    let number = contact.get_mut(NUMBER).ok_or(ProviderError::NotFound)?;
                    address::confirm(number, NEM_SMS, self.clock.now())?;
                }
            }
            looks += 1;
            match self.http.put(&["contacts", &id], address::version(&contact), &contact).await {
                Err(ProviderError::Conflict) if looks < MOST_LOOKS => {}
                answer => return answer.map(|_| ()),
            }
        }
    }

    async fn verify_number(&self, mailbox: &RemoteId, body: &Value) -> Result<Value, ProviderError> {
        let contact = self.contact(mailbox).await?;
        let id = |place: &str| contact.pointer(place).and_then(Value::as_str).ok_or(ProviderError::NotFound);
        let path = ["contacts", id("/id")?, "verifications", id("/nemSmsSubscription/id")?];
        let mut answer = self.http.command(&path, body).await?;
        Ok(answer.get_mut(NUMBER).map(Value::take).unwrap_or_default())
    }
}

fn status(entry: &Value) -> Registration {
    let text = |name: &str| entry.get(name).and_then(Value::as_str).unwrap_or_default();
    match (text("publicRegistrationStatus"), text("registrationStatus")) {
        ("CLOSED", _) => Registration::Closed,
        (_, "AUTOMATIC_REGISTRATION") => Registration::Registered,
        (_, "VOLUNTARY_REGISTRATION") => Registration::Voluntary,
        (_, "BEFORE_UNCONFIRMED_REGISTRATION" | "UNCONFIRMED_REGISTRATION") => Registration::Unconfirmed,
        (_, "CREATED_AWAITING_REGISTRATION") => Registration::Awaiting,
        (_, "EXEMPT_LEFT_THE_COUNTRY") => Registration::Abroad,
        (_, "EXEMPT_OTHER_REASON") | ("EXEMPT", _) => Registration::Exempt,
        ("REGISTERED", _) => Registration::Registered,
        _ => Registration::Unknown,
    }
}

/// Reads an entry. Without the part about the mailbox the owner is about to be registered, as the description says.
fn read(contact: &Value, now: Timestamp) -> RemoteRegistration {
    let entry = contact.get("mailboxSubscription").filter(|entry| entry.is_object());
    let text = |name: &str| entry.and_then(|entry| entry.get(name)).and_then(Value::as_str);
    let day = |name: &str| text(name).and_then(|text| text.parse::<Date>().ok());
    let proxy = entry.and_then(|entry| entry.get("exemptThroughPowerOfAttorney")).and_then(Value::as_bool);
    RemoteRegistration {
        status: entry.map_or(Registration::Awaiting, status),
        company: contact.get("type").and_then(Value::as_str) == Some("COMPANY"),
        since: text("startTime").and_then(|text| text.parse().ok()),
        exempt_from: day("exemptionStart"),
        exempt_until: day("exemptionEnd"),
        by_proxy: proxy.unwrap_or(false),
        paper_to: Vec::new(),
        nem_sms: contact.get(NUMBER).and_then(|number| address::read(number, NEM_SMS, now)),
    }
}

/// The lines on the envelope.
fn envelope(recipient: &Value) -> Vec<String> {
    let text = |name: &str| recipient.get(name).and_then(Value::as_str).unwrap_or_default();
    let names = ["name", "address1Text", "address2Text", "address3Text", "zipCode", "countryCode"];
    let line = |text: &str| text.chars().filter(|c| !c.is_control()).take(LONGEST_LINE).collect::<String>();
    names.iter().map(|name| line(text(name).trim())).filter(|line| !line.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(public: &str, status: &str) -> Registration {
        let entry = json!({"publicRegistrationStatus": public, "registrationStatus": status});
        read(&json!({"mailboxSubscription": entry}), Timestamp::UNIX_EPOCH).status
    }

    #[test]
    fn every_word_of_the_register_is_understood_and_an_unknown_one_is_unknown() {
        assert_eq!(of("REGISTERED", "AUTOMATIC_REGISTRATION"), Registration::Registered);
        assert_eq!(of("EXEMPT", "EXEMPT_LEFT_THE_COUNTRY"), Registration::Abroad);
        assert_eq!(of("EXEMPT", "SOMETHING_NEW"), Registration::Exempt);
        assert_eq!(of("CLOSED", "AUTOMATIC_REGISTRATION"), Registration::Closed);
        assert_eq!(of("", "CREATED_AWAITING_REGISTRATION"), Registration::Awaiting);
        assert_eq!(of("REGISTERED", "UNCONFIRMED_REGISTRATION"), Registration::Unconfirmed);
        assert_eq!(of("", "SOMETHING_NEW"), Registration::Unknown);
        assert_eq!(read(&json!({"id": "x"}), Timestamp::UNIX_EPOCH).status, Registration::Awaiting);
    }

    #[test]
    fn days_that_are_none_are_no_days_and_lines_of_an_envelope_are_tame() {
        let entry = json!({"exemptionStart": "2022-05-02", "exemptionEnd": "one day"});
        let read = read(&json!({"mailboxSubscription": entry}), Timestamp::UNIX_EPOCH);
        assert_eq!((read.exempt_from, read.exempt_until), (Some("2022-05-02".parse().unwrap()), None));
        let lines = envelope(&json!({"name": "Jens\u{1b}[2J", "address1Text": " ", "zipCode": "0000", "x": "y"}));
        assert_eq!(lines, ["Jens[2J", "0000"]);
    }
}
