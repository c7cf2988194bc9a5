//! Digipost's OAuth for private persons, which is older than OpenID Connect: no description of itself, no PKCE, a secret
//! that the program must have, the nonce in the call for tokens, levels as scopes, and an id token of its own kind.
//! `openid` beside it has the same parts.
//!
//! Sources: digipost.no/plattform/annet/oauth/autentisering, and the open apps (`digipost/android`, `OAuth.java`;
//! `digipost/ios`, `OAuthToken+IDToken.swift`), as far as the page is silent.

mod id_token;

pub(crate) use id_token::check;

use crate::attempt::Bound;
use crate::claims::Said;
use crate::dialect::{Fields, given_back};
use crate::endpoints::{Endpoints, safe};
use crate::{EidError, Inner, LevelNames, Registration};
use model::Tokens;
use secrecy::ExposeSecret;

/// Nobody is asked: where it is spoken to follows from the address.
pub(crate) fn endpoints(registration: &Registration) -> Result<Endpoints, EidError> {
    if registration.client_secret.is_none() {
        // Without one there are no tokens, and nothing by which an id token could be checked.
        return Err(EidError::ClientRefused);
    }
    let base = registration.issuer.trim_end_matches('/');
    let at = |path: &str| safe(&format!("{base}/post/api/oauth/{path}"));
    Ok(Endpoints {
        issuer: base.to_owned(),
        authorize: at("authorize/new")?,
        token: at("accesstoken")?,
        revoke: Some(at("revoke")?),
        push: None,
        keys: None,
        names_issuer: false,
        levels: Vec::new(),
    })
}

/// What the login page is asked for: the scope says at which level.
pub(crate) fn request(inner: &Inner, bound: &Bound) -> Fields {
    let registration = &inner.registration;
    let scope = registration.levels.asked(registration.level, &[]).unwrap_or_default();
    vec![
        ("response_type", "code".to_owned()),
        ("redirect_uri", bound.redirect.clone()),
        ("scope", scope.to_owned()),
        ("state", bound.state.clone()),
    ]
}

/// What is said with a code.
pub(crate) fn redemption(bound: &Bound, code: &str) -> Fields {
    vec![
        ("grant_type", "code".to_owned()),
        ("code", code.to_owned()),
        ("redirect_uri", bound.redirect.clone()),
        ("nonce", bound.nonce.clone()),
    ]
}

/// How sure tokens are that open this: each scope opens what the lower ones open.
pub(crate) fn level(names: &LevelNames, scope: Option<&str>) -> Said {
    let words = scope.unwrap_or_default().split_whitespace();
    match words.clone().filter_map(|word| names.read(word)).max() {
        Some(level) => Said::Level(level),
        None if words.count() == 0 => Said::Nothing,
        None => Said::NoLevel,
    }
}

/// Gives tokens back. The apps show the access token and say no more; whoever follows RFC 7009 wants the token named by
/// the program that has it.
pub(crate) async fn farewell(inner: &Inner, tokens: &Tokens) {
    let Some(revoke) = &inner.endpoints.revoke else { return };
    let shown = inner.http.post(revoke, &given_back(tokens)).bearer_auth(tokens.access.expose_secret());
    if !shown.send().await.is_ok_and(|answer| answer.status().is_success()) {
        let _ = inner.post(revoke, &given_back(tokens)).send().await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Level;

    #[test]
    fn a_scope_opens_the_highest_of_its_levels_and_an_unknown_one_none() {
        let list = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let names = LevelNames {
            low: list(&["FULL", "FULL_HIGHAUTH"]),
            substantial: list(&["FULL_IDPORTEN3"]),
            high: list(&["FULL_IDPORTEN4"]),
        };
        for (scope, said) in [
            (Some("FULL"), Said::Level(Level::Low)),
            (Some("FULL_HIGHAUTH"), Said::Level(Level::Low)),
            (Some("FULL  FULL_IDPORTEN3 X"), Said::Level(Level::Substantial)),
            (Some("FULL_IDPORTEN4"), Said::Level(Level::High)),
            (Some("full_idporten4"), Said::NoLevel),
            (Some(" "), Said::Nothing),
            (None, Said::Nothing),
        ] {
            assert_eq!(level(&names, scope), said, "{scope:?}");
        }
    }
}
