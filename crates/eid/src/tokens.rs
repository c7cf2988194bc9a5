//! The token endpoint: a code or a refresh token becomes tokens.

use crate::http::{error_word, json};
use crate::{EidError, Inner, id_token};
use id_token::Claims;
use jiff::{SignedDuration, Timestamp};
use model::Tokens;
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

/// Asks for tokens and checks what comes. `nonce` only for a first login.
pub(crate) async fn fetch(
    inner: &Inner,
    fields: &[(&str, &str)],
    nonce: Option<&str>,
    now: Timestamp,
) -> Result<(Tokens, Claims), EidError> {
    let registration = &inner.registration;
    let mut all = fields.to_vec();
    let request = match &registration.client_secret {
        Some(secret) => inner
            .http
            .post(inner.discovered.token.clone(), &all)
            .basic_auth(&registration.client_id, Some(secret.expose_secret())),
        None => {
            all.push(("client_id", &registration.client_id));
            inner.http.post(inner.discovered.token.clone(), &all)
        }
    };
    let (status, value) = json(request).await?;
    if !status.is_success() {
        return Err(match error_word(&value).as_str() {
            "invalid_grant" if nonce.is_none() => EidError::SignedOut,
            word => EidError::Refused(word.to_owned()),
        });
    }
    let text = |name: &str| value.get(name).and_then(Value::as_str);
    let id_token = text("id_token").ok_or(EidError::BadAnswer("tokens without an id token"))?;
    let access = text("access_token").ok_or(EidError::BadAnswer("tokens without an access token"))?;
    if !text("token_type").is_some_and(|kind| kind.eq_ignore_ascii_case("bearer")) {
        return Err(EidError::BadAnswer("tokens of another type"));
    }
    let claims = id_token::check(inner, id_token, nonce, now).await?;
    let lasts = value.get("expires_in").and_then(Value::as_i64).unwrap_or(300).clamp(0, 24 * 3600);
    let tokens = Tokens {
        access: SecretString::from(access),
        access_expires: now.checked_add(SignedDuration::from_secs(lasts)).unwrap_or(now),
        refresh: text("refresh_token").map(SecretString::from),
        id_token: SecretString::from(id_token),
        subject: claims.subject.clone(),
        level: claims.level,
    };
    Ok((tokens, claims))
}
