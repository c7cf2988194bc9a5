//! Digipost's id token, checked in full: two parts, the second a JSON in Base64, the first the HMAC-SHA256 of that text
//! with the program's secret. Who signed is known by the secret alone, so nothing in it is read before that is checked.

use super::level;
use crate::claims::{Claims, SKEW_S};
use crate::tokens::Fresh;
use crate::{EidError, Inner};
use data_encoding::BASE64_NOPAD;
use jiff::Timestamp;
use ring::hmac;
use secrecy::ExposeSecret;
use serde_json::Value;

const NO_TOKEN: EidError = EidError::BadAnswer("an id token that is none");
/// No moment is so early: an end of up to this many seconds counts from when the token was made.
const LONGEST_SPAN_S: i64 = 24 * 3600;

/// Base64 in either alphabet, with or without what fills it up.
fn decoded(text: &str) -> Option<Vec<u8>> {
    let usual: String = text.trim_end_matches('=').chars().map(in_usual_alphabet).collect();
    BASE64_NOPAD.decode(usual.as_bytes()).ok()
}

fn in_usual_alphabet(letter: char) -> char {
    match letter {
        '-' => '+',
        '_' => '/',
        other => other,
    }
}

/// Checks an id token that came with these tokens.
pub(crate) fn check(inner: &Inner, token: &str, fresh: &Fresh, now: Timestamp) -> Result<Claims, EidError> {
    let (signature, payload) = token.split_once('.').ok_or(NO_TOKEN)?;
    let signature = decoded(signature).ok_or(EidError::WrongSignature)?;
    let secret = inner.registration.client_secret.as_ref().ok_or(EidError::ClientRefused)?;
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.expose_secret().as_bytes());
    // In the same time, wherever it differs.
    hmac::verify(&key, payload.as_bytes(), &signature).map_err(|_| EidError::WrongSignature)?;
    let claims: Value = serde_json::from_slice(&decoded(payload).ok_or(NO_TOKEN)?).map_err(|_| NO_TOKEN)?;
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    // The real one ends its name by a stroke that its address does not have.
    if text("iss").map(|issuer| issuer.trim_end_matches('/')) != Some(inner.endpoints.issuer.as_str()) {
        return Err(EidError::TokenIssuer);
    }
    if text("aud") != Some(inner.registration.client_id.as_str()) {
        return Err(EidError::WrongAudience);
    }
    in_time(&claims, now.as_second())?;
    Ok(Claims {
        subject: subject(&claims).ok_or(EidError::Incomplete("user_id"))?,
        name: None,
        level: level(&inner.registration.levels, fresh.scope.as_deref()),
        nonce: text("nonce").map(str::to_owned),
    })
}

/// The person's id at the service, a text or a number.
fn subject(claims: &Value) -> Option<String> {
    let subject = match claims.get("user_id")? {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    Some(subject).filter(|subject| !subject.is_empty())
}

fn in_time(claims: &Value, now: i64) -> Result<(), EidError> {
    let seconds = |name: &'static str| claims.get(name).and_then(Value::as_i64).ok_or(EidError::Incomplete(name));
    let (issued, ends) = (seconds("iat")?, seconds("exp")?);
    // A sample of the apps has an end of 900, which is how long its access token lasts.
    let ends = if (0..=LONGEST_SPAN_S).contains(&ends) { issued.saturating_add(ends) } else { ends };
    if ends.saturating_add(SKEW_S) <= now {
        return Err(EidError::Expired);
    }
    if issued > now.saturating_add(SKEW_S) {
        return Err(EidError::NotYetValid);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn either_alphabet_is_read_and_nothing_else() {
        for text in ["-_8=", "+/8", "+/8=", "-_8"] {
            assert_eq!(decoded(text).unwrap(), [0xfb, 0xff], "{text}");
        }
        for text in ["+/9", "a b", "å", "+"] {
            assert!(decoded(text).is_none(), "{text}");
        }
    }

    #[test]
    fn an_end_is_a_moment_or_a_time_from_the_beginning() {
        let now = 1_800_000_000;
        for (issued, ends, end) in [
            (now, now + 900, Ok(())),
            (now - 100, 900, Ok(())),
            (now - 1000, 900, Err(EidError::Expired)),
            (now - 3000, now - 2000, Err(EidError::Expired)),
            (now + 100, now + 900, Err(EidError::NotYetValid)),
            (now, i64::MAX, Ok(())),
            (i64::MIN, 900, Err(EidError::Expired)),
        ] {
            assert_eq!(in_time(&json!({"iat": issued, "exp": ends}), now), end, "{issued} {ends}");
        }
        assert_eq!(in_time(&json!({"iat": now}), now), Err(EidError::Incomplete("exp")));
        assert_eq!(in_time(&json!({"exp": now, "iat": "x"}), now), Err(EidError::Incomplete("iat")));
    }
}
