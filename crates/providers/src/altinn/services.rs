//! The services behind the letters: which level of assurance each takes, and who owns it. A letter names its service and
//! its owner by codes alone. The list is long and seldom changes, while a client lives as long as one deed of the person:
//! so what is known is kept for all clients of this process, and each login asks again after some hours.

use super::http::Http;
use super::parts::Parts;
use super::texts::{Languages, line, number, word};
use crate::ProviderError;
use crate::wire::one;
use model::Level;
use serde_json::Value;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// More than Norway has.
const MOST: usize = 50_000;
const LONGEST: usize = 256 << 10;
const PREFIX: &str = "urn:altinn:resource:";

const LASTS: Duration = Duration::from_secs(6 * 3600);

/// By where they are and in which language.
static KNOWN: LazyLock<Mutex<HashMap<String, Known>>> = LazyLock::new(Mutex::default);

/// What all logins at one service have learned.
#[derive(Default)]
struct Known {
    services: Arc<Services>,
    /// When each login asked.
    asked: HashMap<u64, Instant>,
}

/// What is known of them.
#[derive(Debug, Clone, Default)]
pub struct Services {
    levels: HashMap<String, Level>,
    owners: HashMap<String, String>,
}

impl Services {
    /// What is known: this login asks when it has not for some hours, and one that nobody knows when nobody has.
    pub async fn known(http: &Http, languages: &Languages, login: Option<u64>) -> Result<Arc<Self>, ProviderError> {
        let place = format!("{} {}", http.wire().address(&[], &[])?, languages.own());
        let now = Instant::now();
        let fresh = |asked: &Instant| now.saturating_duration_since(*asked) < LASTS;
        let enough = |known: &Known| match login {
            Some(login) => known.asked.get(&login).is_some_and(fresh),
            None => known.asked.values().any(fresh),
        };
        let known = || KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known().get(&place).filter(|known| enough(known)) {
            return Ok(found.services.clone());
        }
        let came = Services::ask(http, languages).await?;
        let mut known = known();
        let found = known.entry(place).or_default();
        found.asked.insert(login.unwrap_or_default(), now);
        let mut all = Services::clone(&found.services);
        all.levels.extend(came.levels);
        all.owners.extend(came.owners);
        found.services = Arc::new(all);
        Ok(found.services.clone())
    }

    /// Asks for those that the login reaches; where the service has no such list, for all.
    async fn ask(http: &Http, languages: &Languages) -> Result<Self, ProviderError> {
        let body = match http.list(&["enduser", "serviceresources"], &[]).await {
            Err(ProviderError::NotFound | ProviderError::NotAllowed | ProviderError::Refused { .. }) => {
                http.list(&["metadata", "serviceresources"], &[]).await?
            }
            answer => answer?,
        };
        Services::read(&body.bytes, languages)
    }

    fn read(bytes: &[u8], languages: &Languages) -> Result<Self, ProviderError> {
        let mut services = Services::default();
        for item in Parts::read(bytes)?.items("items", MOST)?.into_iter().filter_map(|item| one(item, LONGEST).ok()) {
            services.add(&item, languages);
        }
        Ok(services)
    }

    fn add(&mut self, item: &Value, languages: &Languages) {
        let service = item.get("serviceResource").unwrap_or(&Value::Null);
        let level = number(service, "minimumAuthenticationLevel").and_then(level);
        if let (Some(id), Some(level)) = (word(service, "id"), level) {
            self.levels.insert(bare(id), level);
        }
        let owner = item.get("serviceOwner").unwrap_or(&Value::Null);
        let name = owner.get("name").and_then(|name| languages.best(name)).and_then(line);
        if let (Some(code), Some(name)) = (word(owner, "code"), name) {
            self.owners.insert(code.to_ascii_lowercase(), name);
        }
    }

    /// The level that a service takes, when more than any login has.
    pub fn level(&self, service: &str) -> Option<Level> {
        self.levels.get(&bare(service)).copied()
    }

    /// What an owner is called.
    pub fn owner(&self, code: &str) -> Option<&str> {
        self.owners.get(&code.to_ascii_lowercase()).map(String::as_str)
    }
}

/// Altinn counts from 0; ID-porten gives 3 and 4.
fn level(number: u64) -> Option<Level> {
    match number {
        0..=2 => None,
        3 => Some(Level::Substantial),
        _ => Some(Level::High),
    }
}

fn bare(service: &str) -> String {
    let service = service.to_ascii_lowercase();
    service.strip_prefix(PREFIX).unwrap_or(&service).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Language;
    use serde_json::json;

    #[test]
    fn a_service_has_its_level_and_its_owner_a_name_and_a_broken_one_costs_only_itself() {
        let of = |id: &str, level: Value| {
            json!({"serviceResource": {"id": id, "minimumAuthenticationLevel": level},
            "serviceOwner": {"code": "skd", "name": [{"languageCode": "nb", "value": "Skatteetaten\n"}]}})
        };
        let list = json!({"items": [of("urn:altinn:resource:skatt", json!(4)), of("melding", json!("3")), 7, null,
            of("post", json!(2)), of("ny", json!(9)), of("x", json!("mye"))]});
        let services = Services::read(list.to_string().as_bytes(), &Languages::of(Language::Nb)).unwrap();
        let levels = ["skatt", "urn:altinn:resource:Melding", "post", "ny", "x"].map(|id| services.level(id));
        assert_eq!(levels, [Some(Level::High), Some(Level::Substantial), None, Some(Level::High), None]);
        assert_eq!((services.owner("SKD"), services.owner("nav")), (Some("Skatteetaten"), None));
        for text in ["[]", "7", "{\"items\": 7}"] {
            assert!(Services::read(text.as_bytes(), &Languages::of(Language::Nb)).is_err(), "{text}");
        }
    }
}
