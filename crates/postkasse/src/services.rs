//! The services that one can log in to. They are data: an operator who has registered this program at a
//! service writes the client id into `services.json`, and nothing else changes. Without one, the real
//! service is shown and honestly not offered.

use crate::LoginRequest;
use crate::offers::country;
use crate::views::{ApiError, Language, ServiceView};
use eid::{Dialect, LevelNames, Registration};
use model::{Code, Level, ProviderId};
use secrecy::SecretString;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Service {
    provider: ProviderId,
    /// What its eID speaks.
    #[serde(default)]
    dialect: Dialect,
    server: String,
    issuer: String,
    client_id: String,
    level: Level,
    scopes: Vec<String>,
    /// What the levels are called at the service's eID.
    levels: LevelNames,
    /// Where the national register shows an organisation; its number comes after that.
    register: String,
    /// The path of its interface, which may be typed along with its address.
    path: String,
    /// Where at another server of the same kind (a sandbox) the eID is.
    issuer_path: String,
    /// The national register of contact details that belongs to the login.
    #[serde(default)]
    contact_register: Option<String>,
    /// As which program one logs in at a sandbox.
    sandbox_client: String,
    /// Its secret there, which is none: the sandbox's sources say it, too.
    #[serde(default)]
    sandbox_secret: Option<String>,
}

/// Which program logs in at which eID.
pub(crate) struct Client {
    /// The eID's address.
    pub issuer: String,
    /// As which program.
    pub id: String,
    /// Its secret; none means a public client.
    pub secret: Option<SecretString>,
}

/// The name by which the sandbox knows this program.
pub const SANDBOX_CLIENT: &str = "postkasse-sandbox-native";

fn built_in() -> BTreeMap<String, Service> {
    // A test holds that it can be read.
    serde_json::from_str(include_str!("services.json")).unwrap_or_default()
}

/// How to log in for a service, whichever the eID: scopes and levels are the service's.
pub(crate) fn registration(
    provider: ProviderId,
    client: Client,
    level: Level,
    language: &str,
) -> Result<Registration, ApiError> {
    let mut services = built_in().into_values();
    let service = services.find(|service| service.provider == provider);
    let service = service.ok_or_else(|| ApiError::plain(Code::NotFound))?;
    Ok(Registration {
        dialect: service.dialect,
        issuer: client.issuer,
        client_id: client.id,
        client_secret: client.secret,
        scopes: service.scopes,
        level,
        levels: service.levels,
        ui_locales: language.to_owned(),
    })
}

fn of(provider: ProviderId) -> Option<Service> {
    built_in().into_values().find(|service| service.provider == provider)
}

/// A server's address as it was typed, without the path of the interface; and where its eID is, if it is not said.
pub(crate) fn address(provider: ProviderId, typed: &str) -> (String, String) {
    let typed = typed.trim_end_matches('/');
    let Some(service) = of(provider) else { return (typed.to_owned(), typed.to_owned()) };
    let server = typed.strip_suffix(service.path.as_str()).unwrap_or(typed).to_owned();
    let issuer = format!("{server}{}", service.issuer_path);
    (server, issuer)
}

/// The register of contact details that belongs to a service's login: the national one, or that of the same server.
pub(crate) fn contact_register(provider: ProviderId, server: &str) -> Option<String> {
    let service = of(provider)?;
    let real = server.trim_end_matches('/') == service.server.trim_end_matches('/');
    let register = service.contact_register?;
    Some(if real { register } else { server.to_owned() })
}

/// The page on which the national register shows the organisation of this number. A service elsewhere (a sandbox) has
/// numbers that mean nothing there.
pub(crate) fn register_page(provider: ProviderId, server: &str, number: &str) -> Option<String> {
    let same = |one: &str| one.trim_end_matches('/') == server.trim_end_matches('/');
    let service = built_in().into_values().find(|service| service.provider == provider && same(&service.server))?;
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| format!("{}{number}", service.register))
}

/// Whether one can log in to this service: an operator's registration is built in.
#[must_use]
pub fn is_registered(service: &str) -> bool {
    built_in().get(service).is_some_and(|service| !service.client_id.is_empty())
}

/// The services that one logs in to, country by country.
#[must_use]
pub fn all() -> Vec<ServiceView> {
    let services = [ProviderId::DigitalPost, ProviderId::Altinn, ProviderId::Digipost];
    let view = |id: ProviderId| {
        let registered = is_registered(id.as_str());
        country(id).map(|country| ServiceView { id, country, registered })
    };
    services.into_iter().filter_map(view).collect()
}

/// A login at a built-in service.
///
/// # Errors
/// [`ApiError`]: `notFound` when there is none of this name, `refused` when no operator has registered.
pub fn login_at(service: &str, language: Language) -> Result<LoginRequest, ApiError> {
    let found = built_in().remove(service).ok_or_else(|| ApiError::plain(Code::NotFound))?;
    if found.client_id.is_empty() {
        return Err(ApiError::said(Code::Refused, "error.login.notRegistered"));
    }
    Ok(LoginRequest {
        provider: found.provider,
        server: found.server,
        issuer: Some(found.issuer),
        client_id: found.client_id,
        client_secret: None,
        level: found.level,
        language: language.code().to_owned(),
    })
}

/// A login at a sandbox at this address.
#[must_use]
pub fn login_at_sandbox(provider: ProviderId, server: &str, language: Language) -> LoginRequest {
    let (client, secret) = of(provider).map(|service| (service.sandbox_client, service.sandbox_secret)).unzip();
    LoginRequest {
        provider,
        server: server.to_owned(),
        issuer: None,
        client_id: client.unwrap_or_else(|| SANDBOX_CLIENT.to_owned()),
        client_secret: secret.flatten().map(SecretString::from),
        level: Level::Substantial,
        language: language.code().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::views::Country;

    #[test]
    fn every_service_can_be_logged_in_for_and_names_its_levels() {
        for service in built_in().into_values() {
            let client = Client { issuer: "https://eid.example".to_owned(), id: "id".to_owned(), secret: None };
            let made = registration(service.provider, client, Level::High, "nb").ok().unwrap();
            let openid = made.scopes.contains(&"openid".to_owned());
            assert_eq!(openid, made.dialect == Dialect::OpenId, "{:?}", made.scopes);
            let names = [&made.levels.low, &made.levels.substantial, &made.levels.high];
            let all: std::collections::BTreeSet<&String> = names.into_iter().flatten().collect();
            assert_eq!(all.len(), names.iter().map(|names| names.len()).sum::<usize>(), "no name means two levels");
            assert!(names.iter().all(|names| !names.is_empty()));
        }
    }

    #[test]
    fn digipost_is_logged_in_to_in_its_own_way_and_its_sandbox_by_a_secret_that_is_none() {
        let request = login_at_sandbox(ProviderId::Digipost, "http://127.0.0.1:1/post/api/", Language::Nn);
        assert!(request.client_secret.is_some() && request.language == "nn");
        let (server, issuer) = address(ProviderId::Digipost, &request.server);
        assert_eq!((server.as_str(), issuer.as_str()), ("http://127.0.0.1:1", "http://127.0.0.1:1"));
        let client = Client { issuer, id: request.client_id, secret: request.client_secret };
        let made = registration(ProviderId::Digipost, client, Level::High, "nn").ok().unwrap();
        assert_eq!(
            (made.dialect, made.levels.high.as_slice()),
            (Dialect::Digipost, &["FULL_IDPORTEN4".to_owned()][..])
        );
        let refused = login_at("digipost", Language::Nb).err().unwrap();
        assert_eq!(refused.text.as_deref(), Some("error.login.notRegistered"));
    }

    #[test]
    fn the_login_page_speaks_the_persons_language_in_the_eids_own_word_for_it() {
        // ID-porten has these four (docs.digdir.no, oidc_protocol_authorize), and takes nothing else.
        for (language, word) in [(Language::Nb, "nb"), (Language::Nn, "nn"), (Language::Se, "se"), (Language::En, "en")]
        {
            let request = login_at_sandbox(ProviderId::Altinn, "http://127.0.0.1:1", language);
            let client = Client { issuer: "https://eid.example".to_owned(), id: "id".to_owned(), secret: None };
            let made = registration(ProviderId::Altinn, client, Level::High, &request.language).ok().unwrap();
            assert_eq!(made.ui_locales, word);
        }
    }

    #[test]
    fn every_service_is_offered_with_its_country_and_whether_this_copy_may() {
        let offered: Vec<_> = all().into_iter().map(|one| (one.id.as_str(), one.country, one.registered)).collect();
        let (denmark, norway) = (Country::Denmark, Country::Norway);
        assert_eq!(offered, [("digital-post", denmark, false), ("altinn", norway, false), ("digipost", norway, false)]);
    }

    #[test]
    fn the_register_shows_the_organisations_of_the_real_service_and_no_others() {
        let page = |server: &str, number: &str| register_page(ProviderId::DigitalPost, server, number);
        let found = page("https://digitalpost.dk/", "00000001").unwrap();
        assert_eq!(found, "https://datacvr.virk.dk/enhed/virksomhed/00000001");
        assert_eq!(letter::check_link(&found).unwrap().shown, "datacvr.virk.dk");
        assert_eq!(page("http://127.0.0.1:4711", "00000001"), None);
        assert_eq!(page("https://digitalpost.dk", "1/../.."), None);
        assert_eq!(page("https://digitalpost.dk", ""), None);
    }

    #[test]
    fn the_real_service_is_known_and_says_honestly_that_it_needs_a_registration() {
        assert!(built_in().contains_key("digital-post"), "services.json can be read");
        assert!(!is_registered("digital-post"));
        let refused = login_at("digital-post", Language::Da).err().unwrap();
        assert_eq!(refused.text.as_deref(), Some("error.login.notRegistered"));
    }
}
