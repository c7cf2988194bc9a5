//! The id token, checked in full (OpenID Connect Core 1.0, section 3.1.3.7): who signed it and how, for
//! whom, when, for which login, and how sure it is. ES256 and RS256 are allowed, nothing else.

use crate::http::json;
use crate::{EidError, Inner};
use data_encoding::BASE64URL_NOPAD;
use jiff::Timestamp;
use model::Level;
use ring::signature::{ECDSA_P256_SHA256_FIXED, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey};
use serde_json::Value;

/// Clocks may differ by so many seconds.
const SKEW_S: i64 = 60;

/// What a good id token says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Claims {
    pub(crate) subject: String,
    pub(crate) name: Option<String>,
    pub(crate) level: Level,
}

fn part(text: Option<&str>) -> Result<Vec<u8>, EidError> {
    let text = text.ok_or(EidError::BadAnswer("an id token that is none"))?;
    BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| EidError::BadAnswer("an id token that is none"))
}

/// Checks an id token. `nonce` is the login's own; a renewal has none.
pub(crate) async fn check(inner: &Inner, token: &str, nonce: Option<&str>, now: Timestamp) -> Result<Claims, EidError> {
    let (signed, signature) = token.rsplit_once('.').ok_or(EidError::BadAnswer("an id token that is none"))?;
    let mut parts = signed.split('.');
    let header: Value = serde_json::from_slice(&part(parts.next())?).map_err(|_| EidError::WrongSignature)?;
    let claims: Value =
        serde_json::from_slice(&part(parts.next())?).map_err(|_| EidError::BadAnswer("an id token without claims"))?;
    if parts.next().is_some() {
        return Err(EidError::BadAnswer("an id token of too many parts"));
    }
    let signature = BASE64URL_NOPAD.decode(signature.as_bytes()).map_err(|_| EidError::WrongSignature)?;
    let algorithm = header.get("alg").and_then(Value::as_str).unwrap_or_default();
    if !matches!(algorithm, "ES256" | "RS256") {
        return Err(EidError::WrongSignature);
    }
    let key = find_key(inner, header.get("kid").and_then(Value::as_str), algorithm).await?;
    verify(&key, algorithm, signed.as_bytes(), &signature)?;
    read(inner, &claims, nonce, now)
}

/// The key of this id. The keys are fetched anew for each check: keys rotate, and a check is rare.
async fn find_key(inner: &Inner, id: Option<&str>, algorithm: &str) -> Result<Value, EidError> {
    let (_, set) = json(inner.http.get(inner.discovered.keys.clone())).await?;
    let keys = set.get("keys").and_then(Value::as_array).ok_or(EidError::BadAnswer("keys that are none"))?;
    let kind = if algorithm == "ES256" { "EC" } else { "RSA" };
    let text = |key: &Value, name: &str| key.get(name).and_then(Value::as_str).map(str::to_owned);
    let mut fitting = keys.iter().filter(|key| {
        text(key, "kty").as_deref() == Some(kind)
            && text(key, "use").is_none_or(|used| used == "sig")
            && text(key, "alg").is_none_or(|one| one == algorithm)
            && id.is_none_or(|id| text(key, "kid").as_deref() == Some(id))
    });
    match (fitting.next(), fitting.next()) {
        (Some(key), None) => Ok(key.clone()),
        // None, or several and no way to tell which.
        _ => Err(EidError::UnknownKey),
    }
}

fn verify(key: &Value, algorithm: &str, signed: &[u8], signature: &[u8]) -> Result<(), EidError> {
    let bytes = |name: &str| {
        let text = key.get(name).and_then(Value::as_str).ok_or(EidError::UnknownKey)?;
        BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| EidError::UnknownKey)
    };
    let checked = if algorithm == "ES256" {
        let point = [vec![4], bytes("x")?, bytes("y")?].concat();
        UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(signed, signature)
    } else {
        let (n, e) = (bytes("n")?, bytes("e")?);
        RsaPublicKeyComponents { n, e }.verify(&RSA_PKCS1_2048_8192_SHA256, signed, signature)
    };
    checked.map_err(|_| EidError::WrongSignature)
}

fn read(inner: &Inner, claims: &Value, nonce: Option<&str>, now: Timestamp) -> Result<Claims, EidError> {
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    let seconds = |name: &str| claims.get(name).and_then(Value::as_i64);
    if text("iss") != Some(inner.discovered.issuer.as_str()) {
        return Err(EidError::WrongIssuer);
    }
    let me = inner.registration.client_id.as_str();
    let for_me = match claims.get("aud") {
        Some(Value::String(one)) => one == me,
        // More than one audience is nobody we trust.
        Some(Value::Array(all)) => all.len() == 1 && all.first().and_then(Value::as_str) == Some(me),
        _ => false,
    };
    if !for_me || text("azp").is_some_and(|party| party != me) {
        return Err(EidError::WrongAudience);
    }
    let now = now.as_second();
    if seconds("exp").ok_or(EidError::Expired)?.saturating_add(SKEW_S) <= now {
        return Err(EidError::Expired);
    }
    let issued = seconds("iat").ok_or(EidError::BadAnswer("an id token without a date"))?;
    if issued.max(seconds("nbf").unwrap_or(issued)) > now.saturating_add(SKEW_S) {
        return Err(EidError::NotYetValid);
    }
    if nonce.is_some() && text("nonce") != nonce {
        return Err(EidError::WrongNonce);
    }
    let subject = text("sub").filter(|sub| !sub.is_empty()).ok_or(EidError::BadAnswer("an id token without sub"))?;
    let named = text("acr").or_else(|| text("loa")).ok_or(EidError::LevelMissing)?;
    let level = Level::from_claim(named).ok_or(EidError::LevelMissing)?;
    if level < inner.registration.level {
        return Err(EidError::LevelTooLow);
    }
    Ok(Claims { subject: subject.to_owned(), name: text("name").map(str::to_owned), level })
}
