//! OpenID Connect as the standard has it: authorization code with PKCE (RFC 7636), a description of itself, id tokens
//! signed with published keys. `digipost` beside it has the same parts.

mod discovery;
mod id_token;
mod keys;

pub(crate) use discovery::discover;
pub use id_token::session_of;
pub(crate) use id_token::{check, nonce_of};

use crate::Inner;
use crate::attempt::Bound;
use crate::dialect::{Fields, given_back};
use data_encoding::BASE64URL_NOPAD;
use model::Tokens;
use sha2::{Digest, Sha256};

/// What the login page is asked for, or the provider ahead of it (RFC 9126).
pub(crate) fn request(inner: &Inner, bound: &Bound) -> Fields {
    let registration = &inner.registration;
    let challenge = BASE64URL_NOPAD.encode(&Sha256::digest(bound.verifier.as_bytes()));
    let mut fields = vec![
        ("response_type", "code".to_owned()),
        ("redirect_uri", bound.redirect.clone()),
        ("scope", registration.scopes.join(" ")),
        ("state", bound.state.clone()),
        ("nonce", bound.nonce.clone()),
        ("code_challenge", challenge),
        ("code_challenge_method", "S256".to_owned()),
    ];
    let level = registration.levels.asked(registration.level, &inner.endpoints.levels);
    fields.extend(level.map(|name| ("acr_values", name.to_owned())));
    if registration.scopes.iter().any(|scope| scope == "offline_access") {
        // Without it a provider may give nothing to renew with (OpenID Connect Core 1.0, section 11).
        fields.push(("prompt", "consent".to_owned()));
    }
    if !registration.ui_locales.is_empty() {
        fields.push(("ui_locales", registration.ui_locales.clone()));
    }
    fields
}

/// What is said with a code.
pub(crate) fn redemption(bound: &Bound, code: &str) -> Fields {
    vec![
        ("grant_type", "authorization_code".to_owned()),
        ("code", code.to_owned()),
        ("redirect_uri", bound.redirect.clone()),
        ("code_verifier", bound.verifier.clone()),
    ]
}

/// Gives tokens back (RFC 7009), where they are taken.
pub(crate) async fn farewell(inner: &Inner, tokens: &Tokens) {
    if let Some(revoke) = &inner.endpoints.revoke {
        let _ = inner.post(revoke, &given_back(tokens)).send().await;
    }
}
