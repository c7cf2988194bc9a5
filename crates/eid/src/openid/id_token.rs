//! The id token, checked in full (OpenID Connect Core 1.0, section 3.1.3.7): who signed it and how, for
//! whom, when, with which access token, and how sure it is. What only one login or one renewal can know
//! (nonce, person, level) is compared by those.

use super::keys::{self, Algorithm};
use crate::claims::{Claims, SKEW_S, Said};
use crate::{EidError, Inner};
use data_encoding::BASE64URL_NOPAD;
use jiff::Timestamp;
use model::Tokens;
use secrecy::ExposeSecret;
use serde_json::Value;
use sha2::{Digest, Sha256};

const NO_TOKEN: EidError = EidError::BadAnswer("an id token that is none");

fn part(text: Option<&str>) -> Result<Value, EidError> {
    let bytes = BASE64URL_NOPAD.decode(text.ok_or(NO_TOKEN)?.as_bytes()).map_err(|_| NO_TOKEN)?;
    serde_json::from_slice(&bytes).map_err(|_| NO_TOKEN)
}

/// The nonce in an id token that was checked when it came.
pub(crate) fn nonce_of(token: &str) -> Option<String> {
    let claims = part(token.split('.').nth(1)).ok()?;
    claims.get("nonce")?.as_str().map(str::to_owned)
}

/// The session at the eID that tokens belong to, in the eID's words (`sid`), if it says.
#[must_use]
pub fn session_of(tokens: &Tokens) -> Option<String> {
    let claims = part(tokens.id_token.expose_secret().split('.').nth(1)).ok()?;
    claims.get("sid")?.as_str().map(str::to_owned)
}

/// Checks an id token that came together with this access token.
pub(crate) async fn check(inner: &Inner, token: &str, access: &str, now: Timestamp) -> Result<Claims, EidError> {
    let (signed, signature) = token.rsplit_once('.').ok_or(NO_TOKEN)?;
    let mut parts = signed.split('.');
    let (header, claims) = (part(parts.next())?, part(parts.next())?);
    if parts.next().is_some() {
        return Err(NO_TOKEN);
    }
    let text = |name: &str| header.get(name).and_then(Value::as_str);
    let algorithm = text("alg").and_then(Algorithm::parse).ok_or(EidError::WrongAlgorithm)?;
    // An extension that must be understood (RFC 7515, section 4.1.11) and is not; a token of another kind.
    if header.get("crit").is_some() || header.get("typ").is_some_and(|kind| !is_jwt(kind)) {
        return Err(EidError::WrongAlgorithm);
    }
    let signature = BASE64URL_NOPAD.decode(signature.as_bytes()).map_err(|_| EidError::WrongSignature)?;
    let key = keys::find(inner, text("kid"), algorithm).await?;
    keys::verify(&key, algorithm, signed.as_bytes(), &signature)?;
    for_us(inner, &claims)?;
    in_time(&claims, now)?;
    with_access(&claims, access)?;
    read(inner, &claims)
}

fn is_jwt(kind: &Value) -> bool {
    kind.as_str().is_some_and(|kind| kind.eq_ignore_ascii_case("jwt"))
}

/// From the issuer, for this program.
fn for_us(inner: &Inner, claims: &Value) -> Result<(), EidError> {
    if claims.get("iss").and_then(Value::as_str) != Some(inner.endpoints.issuer.as_str()) {
        return Err(EidError::TokenIssuer);
    }
    let me = |value: &Value| value.as_str() == Some(inner.registration.client_id.as_str());
    let for_me = match claims.get("aud") {
        // More than one audience is nobody we trust.
        Some(Value::Array(all)) => all.len() == 1 && all.iter().all(me),
        Some(one) => me(one),
        None => false,
    };
    if !for_me {
        return Err(EidError::WrongAudience);
    }
    if claims.get("azp").is_some_and(|party| !me(party)) {
        return Err(EidError::WrongParty);
    }
    Ok(())
}

/// Seconds since 1970; a fraction of one changes nothing.
fn seconds(claims: &Value, name: &str) -> Option<i64> {
    let value = claims.get(name)?;
    // A conversion that saturates: a time beyond all times is still too late or too early.
    value.as_i64().or_else(|| value.as_f64().map(|seconds| seconds as i64))
}

fn in_time(claims: &Value, now: Timestamp) -> Result<(), EidError> {
    let now = now.as_second();
    let ends = seconds(claims, "exp").ok_or(EidError::Incomplete("exp"))?;
    if ends.saturating_add(SKEW_S) <= now {
        return Err(EidError::Expired);
    }
    let issued = seconds(claims, "iat").ok_or(EidError::Incomplete("iat"))?;
    if issued.max(seconds(claims, "nbf").unwrap_or(issued)) > now.saturating_add(SKEW_S) {
        return Err(EidError::NotYetValid);
    }
    Ok(())
}

/// The access token is the one that the id token speaks of, if it speaks of one (section 3.1.3.8).
fn with_access(claims: &Value, access: &str) -> Result<(), EidError> {
    let Some(said) = claims.get("at_hash") else { return Ok(()) };
    let hash = Sha256::digest(access.as_bytes());
    let half = BASE64URL_NOPAD.encode(hash.get(..16).unwrap_or_default());
    if said.as_str() == Some(half.as_str()) { Ok(()) } else { Err(EidError::WrongAccessToken) }
}

fn read(inner: &Inner, claims: &Value) -> Result<Claims, EidError> {
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    let subject = text("sub").filter(|sub| !sub.is_empty()).ok_or(EidError::Incomplete("sub"))?;
    // Two places name the level; if they do not agree, the lower one counts.
    let named = [text("acr"), text("loa")];
    let level = named.into_iter().flatten().filter_map(|name| inner.registration.levels.read(name)).min();
    let level = match level {
        Some(level) => Said::Level(level),
        None if named == [None, None] => Said::Nothing,
        None => Said::NoLevel,
    };
    let (name, nonce) = (text("name").map(str::to_owned), text("nonce").map(str::to_owned));
    Ok(Claims { subject: subject.to_owned(), name, level, nonce })
}
