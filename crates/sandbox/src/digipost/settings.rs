//! Where a person is told of letters, and what she has switched on: read as a whole and sent back as a whole.

use super::answer::{Resource, read};
use super::caller::Reader;
use super::links::{self, Links};
use super::refusal::Refusal;
use super::store::mailboxes;
use crate::server::Shared;
use axum::body::Bytes;
use axum::extract::{Path, State};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// So many addresses and no more.
const MOST_EMAILS: usize = 3;

/// A switch: its name, what it does, how it is at first, and whether the person may change it.
const SWITCHES: [(&str, &str, bool, bool); 4] = [
    ("varsel.epost.ny", "Få e-post når du får ny post", true, true),
    ("varsel.epost.ukentlig", "Få e-post hver uke om post du ikke har lest", false, true),
    ("varsel.sms.viktig", "Få SMS når noe er ekstra viktig", true, true),
    ("offentlig.post", "Motta post fra det offentlige", true, false),
];

/// What is kept of it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    emails: Vec<(String, bool)>,
    phone: String,
    switched: BTreeMap<String, bool>,
    blocked: bool,
}

impl Kept {
    /// A demo person's.
    #[must_use]
    pub fn of(person: &str) -> Self {
        Kept {
            emails: vec![(format!("{person}@eksempel.example"), true)],
            phone: "00000000".to_owned(),
            ..Kept::default()
        }
    }

    /// The addresses alone.
    #[must_use]
    pub fn emails(&self) -> Vec<&str> {
        self.emails.iter().map(|(email, _)| email.as_str()).collect()
    }

    /// The addresses with what is known of them.
    #[must_use]
    pub fn shown_emails(&self) -> Value {
        let shown = |(email, verified): &(String, bool)| json!({"email": email, "verified": verified, "underVerification": !verified, "link": []});
        self.emails.iter().map(shown).collect()
    }

    /// The number.
    #[must_use]
    pub fn shown_phone(&self) -> Value {
        json!({"countryCode": "+47", "phoneNumber": self.phone, "verified": !self.phone.is_empty(), "link": []})
    }

    fn is_on(&self, name: &str, usual: bool) -> bool {
        self.switched.get(name).copied().unwrap_or(usual)
    }

    fn to_json(&self, links: &Links<'_>, mailbox: &str) -> Value {
        let switch = |(name, description, usual, changeable): &(&str, &str, bool, bool)| {
            json!({
                "name": name, "type": "BOOLEAN", "description": description,
                "value": self.is_on(name, *usual).to_string(), "defaultValue": usual.to_string(),
                "overridden": false, "canBeChangedByUser": changeable, "canBeChangedByCustomerService": true,
                "fromSettingsService": true, "link": [],
            })
        };
        json!({
            "emailAddress": self.shown_emails(), "mobilePhoneNumber": self.shown_phone(),
            "setting": SWITCHES.iter().map(switch).collect::<Vec<_>>(),
            "senderBlockingStatus": [{
                "sender": {"name": "Eksempel Strøm AS", "digipost-address": "eksempel.strom#0BB1"}, "blocked": self.blocked,
            }],
            "link": [links.to("self", links::SETTINGS, mailbox), links.to("update_mailbox_settings", links::SETTINGS, mailbox)],
        })
    }
}

/// GET the settings.
pub async fn look(
    State(sandbox): State<Shared>,
    reader: Reader,
    Path(mailbox): Path<String>,
) -> Result<Resource, Refusal> {
    let shared = sandbox.clone();
    let found = sandbox.store.run(move |db| {
        let mailbox = reader.own(db, &mailbox)?;
        Ok::<_, Refusal>(mailbox.settings.to_json(&Links::of(&shared), &mailbox.id))
    });
    found.await.map(Resource::ok)
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Sent {
    email_address: Vec<Email>,
    mobile_phone_number: Option<Phone>,
    setting: Vec<Switch>,
    #[serde(default)]
    sender_blocking_status: Vec<Blocking>,
}

#[derive(Deserialize)]
struct Email {
    email: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Phone {
    phone_number: String,
}

#[derive(Deserialize)]
struct Switch {
    name: String,
    value: Value,
}

#[derive(Deserialize)]
struct Blocking {
    blocked: bool,
}

impl Sent {
    /// What is kept from now on. An address that is new has to be proved.
    fn kept(self, before: &Kept) -> Result<Kept, Refusal> {
        if self.email_address.len() > MOST_EMAILS {
            return Err(Refusal::rule("TOO_MANY_EMAIL_ADDRESSES", "There are at most three e-mail addresses."));
        }
        let mut emails = Vec::new();
        for Email { email } in self.email_address {
            let domain = email.split_once('@').filter(|(name, _)| !name.is_empty()).map(|(_, domain)| domain);
            if email.contains(char::is_whitespace) || !domain.is_some_and(|domain| domain.contains('.')) {
                return Err(Refusal::rule("INVALID_EMAIL_ADDRESS", "This is no e-mail address."));
            }
            let verified = before.emails.iter().any(|(known, verified)| *known == email && *verified);
            emails.push((email, verified));
        }
        let phone = self.mobile_phone_number.map(|phone| phone.phone_number).unwrap_or_default();
        if !phone.is_empty() && (phone.len() != 8 || !phone.bytes().all(|byte| byte.is_ascii_digit())) {
            return Err(Refusal::rule("INVALID_PHONE_NUMBER", "A mobile number has eight digits."));
        }
        let mut switched = before.switched.clone();
        for Switch { name, value } in self.setting {
            let value = match value {
                Value::Bool(on) => Some(on),
                Value::String(text) => text.parse().ok(),
                _ => None,
            };
            let Some((_, _, usual, changeable)) = SWITCHES.iter().find(|(known, ..)| *known == name) else { continue };
            let on = value.ok_or_else(|| Refusal::rule("INVALID_SETTING", format!("{name} is on or off.")))?;
            if on != before.is_on(&name, *usual) && !changeable {
                return Err(Refusal::rule("SETTING_CANNOT_BE_CHANGED", format!("{name} cannot be changed here.")));
            }
            switched.insert(name, on);
        }
        let blocked = self.sender_blocking_status.first().map_or(before.blocked, |one| one.blocked);
        Ok(Kept { emails, phone, switched, blocked })
    }
}

/// POST the settings as they are to be.
pub async fn change(
    State(sandbox): State<Shared>,
    reader: Reader,
    Path(mailbox): Path<String>,
    body: Bytes,
) -> Result<Resource, Refusal> {
    let sent: Sent = read(&body)?;
    let shared = sandbox.clone();
    let changed = sandbox.store.run(move |db| {
        let mailbox = reader.own(db, &mailbox)?;
        let kept = sent.kept(&mailbox.settings)?;
        mailboxes::set_settings(db, &mailbox.id, &kept)?;
        Ok::<_, Refusal>(kept.to_json(&Links::of(&shared), &mailbox.id))
    });
    changed.await.map(Resource::ok)
}
