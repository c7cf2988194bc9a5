//! Dialog tokens: what a service owner is shown instead of the login. Signed with Ed25519, good for ten minutes by the
//! services' clock and for one dialog.

use super::asked::Asked;
use super::dialog::Dialog;
use crate::store::StoreError;
use data_encoding::BASE64URL_NOPAD;
use jiff::Timestamp;
use ring::rand::SystemRandom;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::{Value, json};

/// Seconds that a token is good for.
const LASTS_S: i64 = 600;

/// The key that signs, with its id; made when it is first needed.
fn key(db: &Connection) -> Result<(String, Ed25519KeyPair), StoreError> {
    let broken = || StoreError::Sqlite(rusqlite::Error::InvalidQuery);
    let stored = "SELECT id, pkcs8 FROM altinn_keys LIMIT 1";
    let stored: Option<(String, Vec<u8>)> =
        db.prepare_cached(stored)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let (id, pkcs8) = match stored {
        Some(known) => known,
        None => {
            let pkcs8 = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).map_err(|_| broken())?;
            let id = format!("dp-sandbox-{}", crate::ids::fresh());
            db.execute("INSERT INTO altinn_keys (id, pkcs8) VALUES (?1, ?2)", params![id, pkcs8.as_ref()])?;
            (id, pkcs8.as_ref().to_vec())
        }
    };
    Ok((id, Ed25519KeyPair::from_pkcs8(&pkcs8).map_err(|_| broken())?))
}

/// A fresh token for a dialog.
///
/// # Errors
/// When the store fails.
pub fn issue(db: &Connection, dialog: &Dialog, asked: &Asked, now: Timestamp) -> Result<String, StoreError> {
    let (id, pair) = key(db)?;
    let now = now.as_second();
    let mut actions: Vec<&str> = vec!["read"];
    for action in dialog.gui_actions.iter().filter(|action| action.allowed) {
        if !actions.contains(&action.action.as_str()) {
            actions.push(&action.action);
        }
    }
    let claims = json!({
        "jti": crate::ids::fresh(), "iss": format!("{}/dialogporten/api/v1", asked.base), "iat": now, "nbf": now,
        "exp": now.saturating_add(LASTS_S), "c": asked.urn(), "l": asked.level(), "p": dialog.party, "s": dialog.resource,
        "i": dialog.id, "a": actions.join(";"),
    });
    let part = |value: &Value| BASE64URL_NOPAD.encode(value.to_string().as_bytes());
    let signed = format!("{}.{}", part(&json!({"alg": "EdDSA", "typ": "JWT", "kid": id})), part(&claims));
    let signature = BASE64URL_NOPAD.encode(pair.sign(signed.as_bytes()).as_ref());
    Ok(format!("{signed}.{signature}"))
}

/// The claims of a token that is good now; none of any other text.
///
/// # Errors
/// When the store fails.
pub fn verified(db: &Connection, token: &str, now: Timestamp) -> Result<Option<Value>, StoreError> {
    let (_, pair) = key(db)?;
    Ok(claims(pair.public_key().as_ref(), token).filter(|claims| {
        let seconds = |name: &str| claims.get(name).and_then(Value::as_i64);
        let now = now.as_second();
        seconds("nbf").is_some_and(|from| from <= now) && seconds("exp").is_some_and(|until| now < until)
    }))
}

fn claims(public: &[u8], token: &str) -> Option<Value> {
    let (signed, signature) = token.rsplit_once('.')?;
    let signature = BASE64URL_NOPAD.decode(signature.as_bytes()).ok()?;
    UnparsedPublicKey::new(&ED25519, public).verify(signed.as_bytes(), &signature).ok()?;
    let (_, claims) = signed.split_once('.')?;
    serde_json::from_slice(&BASE64URL_NOPAD.decode(claims.as_bytes()).ok()?).ok()
}

/// The public key (RFC 8037), by which a service owner checks tokens.
///
/// # Errors
/// When the store fails.
pub fn jwks(db: &Connection) -> Result<Value, StoreError> {
    let (id, pair) = key(db)?;
    let x = BASE64URL_NOPAD.encode(pair.public_key().as_ref());
    Ok(json!({"keys": [{"kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": "EdDSA", "kid": id, "x": x}]}))
}
