//! What differs between the two eIDs that the sandbox plays, Denmark's MitID and Norway's ID-porten: data, and what each
//! says of a person. Everything else is the same for both.
//!
//! ID-porten's side after docs.digdir.no (`oidc_protocol_id_token`, `oidc_protocol_userinfo`, `oidc_auth_sbs`).

use super::clients::{self, Client};
use super::grants::Grant;
use super::idporten_texts::IDPORTEN as NORWEGIAN;
use super::page_texts::{MITID as DANISH, Texts};
use super::{IdentityKind, Person};
use crate::ids;
use crate::norway::scopes;
use data_encoding::BASE64URL_NOPAD;
use model::Level;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// An eID.
pub struct Issuer {
    /// Its path, by which its grants are told from others', too.
    pub path: &'static str,
    /// Where its login page is.
    pub page: &'static str,
    /// Where the authority makes it sign with a new key.
    pub rotate: &'static str,
    /// What it calls the levels, lowest first.
    pub levels: [&'static str; 3],
    /// The words of its page.
    pub texts: &'static [Texts; 3],
    /// The languages that its page can be asked for.
    pub languages: &'static [&'static str],
    /// The programs that it knows.
    pub clients: &'static [Client],
    /// The scopes that it has.
    pub scopes: &'static [&'static str],
    /// A scope that it does not have is refused; else it is passed over.
    pub strict: bool,
    /// Programs without a secret get tokens that last, too.
    pub renews_for_all: bool,
    /// Whether every program knows a person by the same subject.
    pub subjects: &'static str,
    /// What it says of a person.
    pub claims: &'static [&'static str],
    /// Those of them that userinfo says; all when it says them all.
    pub userinfo: Option<&'static [&'static str]>,
    /// What it says of a person, at a level of that name.
    pub says: fn(&Person, &Grant, &str) -> Value,
    /// What an id token says beside that and beside what every one does; the text is the access token.
    pub in_token: fn(&Grant, &str) -> Value,
    /// Seconds that an id token lasts.
    pub id_token_lasts_s: u64,
    /// Seconds that an access token lasts unless told otherwise.
    pub token_lasts_s: u64,
}

impl Issuer {
    /// What it calls a level.
    #[must_use]
    pub fn level(&self, level: Level) -> &'static str {
        let [low, substantial, high] = self.levels;
        match level {
            Level::Low => low,
            Level::Substantial => substantial,
            Level::High => high,
        }
    }
}

/// Denmark's; its levels are the addresses of NSIS.
pub static MITID: Issuer = Issuer {
    path: "oauth",
    page: "/login",
    rotate: "/admin/keys/rotate",
    levels: [
        "https://data.gov.dk/concept/core/nsis/Low",
        "https://data.gov.dk/concept/core/nsis/Substantial",
        "https://data.gov.dk/concept/core/nsis/High",
    ],
    texts: &DANISH,
    languages: &["da", "nb", "en"],
    clients: clients::MITID,
    scopes: &["openid", "offline_access"],
    strict: false,
    renews_for_all: true,
    subjects: "public",
    claims: &["sub", "name", "acr", "loa", "amr", "identity_type", "auth_time"],
    userinfo: None,
    says: mitid_says,
    in_token: mitid_in_token,
    id_token_lasts_s: 300,
    token_lasts_s: 1200,
};

/// Norway's.
pub static IDPORTEN: Issuer = Issuer {
    path: "idporten",
    page: "/idporten/login",
    rotate: "/admin/keys/rotate/idporten",
    levels: ["idporten-loa-low", "idporten-loa-substantial", "idporten-loa-high"],
    texts: &NORWEGIAN,
    languages: &["nb", "nn", "en", "se"],
    clients: clients::IDPORTEN,
    scopes: &scopes::ALL,
    strict: true,
    renews_for_all: false,
    subjects: "pairwise",
    claims: &["sub", "pid", "acr", "amr", "auth_time", "locale"],
    userinfo: Some(&["sub", "pid", "locale"]),
    says: idporten_says,
    in_token: idporten_in_token,
    id_token_lasts_s: 120,
    // As long as an authorization lasts there; a public program gets nothing to renew it with.
    token_lasts_s: 7200,
};

fn mitid_says(person: &Person, grant: &Grant, level: &str) -> Value {
    let identity = person.identities.iter().find(|identity| identity.id == grant.identity);
    let business = identity.is_some_and(|identity| identity.kind == IdentityKind::Business);
    json!({
        "sub": person.sub, "name": person.name, "acr": level, "loa": level, "amr": ["code_app"],
        "identity_type": if business { "professional" } else { "private" },
    })
}

fn mitid_in_token(grant: &Grant, access: &str) -> Value {
    let half = Sha256::digest(access.as_bytes()).to_vec();
    let at_hash = BASE64URL_NOPAD.encode(half.get(..16).unwrap_or_default());
    json!({"azp": grant.client, "sid": grant.id, "at_hash": at_hash})
}

/// No name, and a subject that is another for every program.
fn idporten_says(person: &Person, grant: &Grant, level: &str) -> Value {
    let subject = Sha256::digest(ids::stable(&["idporten", &grant.client, &person.sub]).as_bytes());
    let way = match grant.level {
        Level::Low => "Selfregistered-email",
        Level::Substantial => "Minid-OTC",
        Level::High => "BankID",
    };
    json!({
        "sub": BASE64URL_NOPAD.encode(&subject), "pid": person.number, "acr": level, "amr": [way], "locale": grant.locale,
    })
}

/// Its session has no name; the token's own begins with the grant's, so that a logout finds it.
fn idporten_in_token(grant: &Grant, access: &str) -> Value {
    let own = Sha256::digest(access.as_bytes()).to_vec();
    json!({"jti": format!("{}.{}", grant.id, BASE64URL_NOPAD.encode(own.get(..8).unwrap_or_default()))})
}
