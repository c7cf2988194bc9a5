//! The client of Norway's register of contact details and reservations, as a person who is logged in sees what it says of
//! her. It takes the login's own token. Nobody publishes a description of the interface as a file: what is read here is
//! what Digdir's pages name (`/rest/v1/person`), and a word that nobody knows is never taken for a known one.

use crate::wire::{Payload, Request, Timeouts, Wire, json};
use crate::{Authorizer, ProviderError};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use model::{ContactRegister, RegisterLanguage, RegisterMailbox, Reserved, Verified};
use reqwest::Method;
use serde_json::{Value, json as object};
use std::sync::Arc;
use url::Url;

const LONGEST: usize = 256 << 10;
/// An address for e-mail has 254 characters at most.
const LONGEST_TEXT: usize = 300;

/// The register over HTTP.
pub struct Register {
    wire: Wire,
}

impl Register {
    /// # Errors
    /// [`ProviderError::Refused`] unless the address is https or on this computer.
    pub fn new(at: &Url, authorizer: Arc<dyn Authorizer>, timeouts: Timeouts) -> Result<Self, ProviderError> {
        let base = at.as_str().trim_end_matches('/');
        let base = Url::parse(&format!("{base}/rest/v1"));
        let base = base.map_err(|_| ProviderError::Refused { code: "address".to_owned() })?;
        Ok(Register { wire: Wire::new(base, authorizer, timeouts, "application/json", |_, _| None)? })
    }

    /// What it says of the person who is logged in.
    pub async fn person(&self) -> Result<ContactRegister, ProviderError> {
        read(&self.ask(Method::GET, Payload::Nothing).await?)
    }

    /// Changes her language for every authority; the register as it is then.
    pub async fn set_language(&self, language: RegisterLanguage) -> Result<ContactRegister, ProviderError> {
        let body = object!({"spraak": language.word()});
        match self.ask(Method::PATCH, Payload::Json(&body)).await {
            // Some answer with the register as it is then, some with nothing.
            Ok(value) if value.get("status").is_some() => read(&value),
            Ok(_) => self.person().await,
            Err(error) => Err(error),
        }
    }

    async fn ask(&self, method: Method, payload: Payload<'_>) -> Result<Value, ProviderError> {
        let (url, within) = (self.wire.address(&["person"], &[])?, self.wire.timeouts.answer);
        let changes = method != Method::GET;
        let answer = self.wire.send(Request { method, url, headers: Vec::new(), payload, within }).await?;
        if changes && (answer.status() == 204 || answer.content_length() == Some(0)) {
            return Ok(Value::Null);
        }
        let bytes = json(answer, LONGEST, &self.wire.bytes).await?;
        serde_json::from_slice(&bytes).map_err(|_| ProviderError::Garbage { what: "an answer that is no JSON" })
    }
}

/// Reads what the register says. Whether the person is in it and whether she is reserved decide how the law reaches her:
/// where a word for that is not known, nothing is said.
fn read(value: &Value) -> Result<ContactRegister, ProviderError> {
    let text = |value: &Value, name: &str| {
        let plain: String = value.get(name)?.as_str()?.chars().filter(|c| !c.is_control()).take(LONGEST_TEXT).collect();
        Some(plain.trim().to_owned()).filter(|text| !text.is_empty())
    };
    let active = match text(value, "status").as_deref() {
        Some("AKTIV") => true,
        Some("SLETTET" | "IKKE_REGISTRERT") => false,
        _ => return Err(ProviderError::Garbage { what: "a register that does not say whether one is in it" }),
    };
    let since = || moment(value, "reservasjonstidspunkt").or_else(|| moment(value, "reservasjon_oppdatert"));
    let reserved = match text(value, "reservasjon").as_deref() {
        Some("JA") => Some(Reserved { since: since() }),
        Some("NEI") | None => None,
        Some(_) => return Err(ProviderError::Garbage { what: "a register that does not say whether one is reserved" }),
    };
    let contact = value.get("kontaktinformasjon").unwrap_or(&Value::Null);
    let known = |name: &str| {
        let value = text(contact, name)?;
        let at = |what: &str| moment(contact, &format!("{name}_{what}"));
        Some(Verified { value, updated: at("oppdatert"), verified: at("sist_verifisert") })
    };
    let post = value.get("digital_post").unwrap_or(&Value::Null);
    let provider = text(post, "postkasseleverandoeradresse");
    Ok(ContactRegister {
        active,
        reserved,
        email: known("epostadresse"),
        mobile: known("mobiltelefonnummer"),
        mailbox: provider.map(|provider| RegisterMailbox { provider, address: text(post, "postkasseadresse") }),
        language: text(value, "spraak").and_then(|word| RegisterLanguage::parse(&word)),
    })
}

/// A moment: with its zone, or else by Norway's clock.
fn moment(value: &Value, name: &str) -> Option<Timestamp> {
    let text = value.get(name)?.as_str()?.trim();
    let zoned = || jiff::fmt::strtime::parse("%Y-%m-%dT%H:%M:%S%.f%z", text).ok()?.to_timestamp().ok();
    let local = || {
        let zone = TimeZone::get("Europe/Oslo").unwrap_or(TimeZone::UTC);
        zone.to_timestamp(text.parse::<DateTime>().ok()?).ok()
    };
    let at = text.parse().ok().or_else(zoned).or_else(local)?;
    Some(at).filter(|at: &Timestamp| (631_152_000..7_258_118_400).contains(&at.as_second()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_register_says_is_read_with_how_old_each_of_it_is() {
        let register = read(&object!({
            "personidentifikator": "00000000000", "reservasjon": "NEI", "status": "AKTIV", "varslingsstatus": "KAN_VARSLES",
            "kontaktinformasjon": {"epostadresse": "prøve@eksempel.example\u{0}", "epostadresse_oppdatert": "2026-01-01T12:00:00+0100",
                "epostadresse_sist_verifisert": "2026-02-01T12:00:00.000Z", "mobiltelefonnummer": "+4700000000",
                "mobiltelefonnummer_oppdatert": "2025-07-01T12:00:00", "mobiltelefonnummer_sist_verifisert": 7},
            "digital_post": {"postkasseadresse": "prove.person#0000", "postkasseleverandoeradresse": "984661185"},
            "spraak": "nn"})).unwrap();
        let at = |text: &str| Some(text.parse::<Timestamp>().unwrap());
        let email = register.email.unwrap();
        assert_eq!(email.value, "prøve@eksempel.example");
        assert_eq!((email.updated, email.verified), (at("2026-01-01T11:00:00Z"), at("2026-02-01T12:00:00Z")));
        let mobile = register.mobile.unwrap();
        assert_eq!((mobile.updated, mobile.verified), (at("2025-07-01T10:00:00Z"), None), "by Norway's clock");
        assert_eq!(register.mailbox.unwrap().provider, "984661185");
        assert_eq!((register.active, register.reserved, register.language), (true, None, Some(RegisterLanguage::Nn)));
    }

    #[test]
    fn a_word_that_nobody_knows_is_never_taken_for_a_known_one() {
        let reserved =
            read(&object!({"status": "AKTIV", "reservasjon": "JA", "reservasjon_oppdatert": "2024-01-01T00:00:00Z",
            "spraak": "tlh", "kontaktinformasjon": "nei", "digital_post": {"postkasseadresse": "x"}}))
            .unwrap();
        assert!(reserved.reserved.unwrap().since.is_some());
        assert_eq!((reserved.language, reserved.email, reserved.mailbox), (None, None, None));
        for status in ["SLETTET", "IKKE_REGISTRERT"] {
            assert!(!read(&object!({"status": status})).unwrap().active);
        }
        for strange in [
            object!({"status": "NY"}),
            object!({}),
            object!(null),
            object!({"status": "AKTIV", "reservasjon": "KANSKJE"}),
        ] {
            assert!(matches!(read(&strange), Err(ProviderError::Garbage { .. })), "{strange}");
        }
    }
}
