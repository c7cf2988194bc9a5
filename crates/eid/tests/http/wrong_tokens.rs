//! Wrong tokens: each check of the id token, one row and more.

use crate::double::NSIS;
use crate::script::{Script, good};
use crate::signer::Signing;
use crate::wrong_answers::{Row, Stop, row, try_all};
use jiff::Timestamp;
use postkasse_eid::EidError;
use serde_json::{Value, json};

fn wrong(what: &'static str, script: Script, error: EidError) -> Row {
    row(what, script, Stop::AtTheTokens, error)
}

fn seconds_from_now(seconds: i64) -> Value {
    (Timestamp::now().as_second() + seconds).into()
}

fn level(word: &str) -> String {
    format!("{NSIS}{word}")
}

#[tokio::test]
async fn an_id_token_from_or_for_somebody_else_is_refused() {
    try_all(vec![
        wrong("another iss", good().claim("iss", "https://evil.example"), EidError::TokenIssuer),
        wrong(
            "the iss with a slash",
            good().claims(|c| c["iss"] = format!("{}/", c["iss"].as_str().unwrap()).into()),
            EidError::TokenIssuer,
        ),
        wrong("no iss", good().without_claim("iss"), EidError::TokenIssuer),
        wrong("another aud", good().claim("aud", "another"), EidError::WrongAudience),
        wrong(
            "our aud and another",
            good().claims(|c| c["aud"] = json!([c["aud"], "another"])),
            EidError::WrongAudience,
        ),
        wrong("an empty list of aud", good().claim("aud", json!([])), EidError::WrongAudience),
        wrong("no aud", good().without_claim("aud"), EidError::WrongAudience),
        wrong("another azp", good().claim("azp", "another"), EidError::WrongParty),
        wrong("an azp that is no text", good().claim("azp", 1), EidError::WrongParty),
        wrong("another nonce", good().claim("nonce", "another"), EidError::WrongNonce),
        wrong("no nonce", good().without_claim("nonce"), EidError::WrongNonce),
        wrong("no sub", good().without_claim("sub"), EidError::Incomplete("sub")),
        wrong("an empty sub", good().claim("sub", ""), EidError::Incomplete("sub")),
        wrong(
            "another access token",
            good().tokens(|t| t["access_token"] = "another".into()),
            EidError::WrongAccessToken,
        ),
        wrong("a hash that is no text", good().claim("at_hash", json!([])), EidError::WrongAccessToken),
    ])
    .await;
}

#[tokio::test]
async fn an_id_token_that_is_not_signed_by_a_published_key_in_an_allowed_way_is_refused() {
    let tampered = |token: String| {
        // Another person in the claims, under the old signature.
        let parts: Vec<&str> = token.split('.').collect();
        let decode = |part: &str| data_encoding::BASE64URL_NOPAD.decode(part.as_bytes()).unwrap();
        let claims = String::from_utf8(decode(parts[1])).unwrap().replace("prøve-person", "en anden");
        [parts[0], &crate::signer::base64(claims), parts[2]].join(".")
    };
    let doubled = |keys: &mut Value| {
        let mut second = keys["keys"][0].clone();
        second["kid"] = "es-2".into();
        keys["keys"].as_array_mut().unwrap().push(second);
    };
    let key = |name: &'static str, value: &'static str| move |keys: &mut Value| keys["keys"][0][name] = value.into();
    try_all(vec![
        wrong("alg none", good().signing(Signing::None), EidError::WrongAlgorithm),
        wrong(
            "alg none, in capitals",
            good().signing(Signing::None).header(|h| h["alg"] = "None".into()),
            EidError::WrongAlgorithm,
        ),
        wrong("no alg", good().header(|h| h["alg"] = Value::Null), EidError::WrongAlgorithm),
        wrong("HS256 with the public key", good().signing(Signing::Hs256WithPublicKey), EidError::WrongAlgorithm),
        wrong("an alg that is not allowed", good().header(|h| h["alg"] = "ES384".into()), EidError::WrongAlgorithm),
        wrong(
            "an extension that must be understood",
            good().header(|h| h["crit"] = json!(["b64"])),
            EidError::WrongAlgorithm,
        ),
        wrong("a token of another kind", good().header(|h| h["typ"] = "at+jwt".into()), EidError::WrongAlgorithm),
        wrong("signed by a stranger", good().signing(Signing::Stranger), EidError::WrongSignature),
        wrong("changed after it was signed", good().token_text(tampered), EidError::WrongSignature),
        wrong(
            "the signature cut away",
            good().token_text(|t| format!("{}.", t.rsplit_once('.').unwrap().0)),
            EidError::WrongSignature,
        ),
        wrong("the signature cut short", good().token_text(|t| t[..t.len() - 4].to_owned()), EidError::WrongSignature),
        wrong("an unknown kid", good().header(|h| h["kid"] = "other".into()), EidError::UnknownKey),
        wrong("an alg that is not the key's", good().header(|h| h["alg"] = "RS256".into()), EidError::UnknownKey),
        wrong("no kid and two keys", good().header(|h| h["kid"] = Value::Null).keys(doubled), EidError::UnknownKey),
        wrong(
            "two keys of one kid",
            good().keys(move |k| {
                doubled(k);
                k["keys"][1]["kid"] = "es".into();
            }),
            EidError::UnknownKey,
        ),
        wrong("a key for encryption", good().keys(key("use", "enc")), EidError::UnknownKey),
        wrong("a key for another algorithm", good().keys(key("alg", "ES384")), EidError::UnknownKey),
        wrong("a key on another curve", good().keys(key("crv", "P-384")), EidError::UnknownKey),
        wrong("a key that is none", good().keys(key("x", "=")), EidError::UnknownKey),
        wrong("a point that is not on the curve", good().keys(key("x", "AAAA")), EidError::WrongSignature),
        wrong("no keys", good().keys(|k| k["keys"] = json!([])), EidError::UnknownKey),
        wrong(
            "keys that are no list",
            good().keys(|k| k["keys"] = 1.into()),
            EidError::BadAnswer("keys that are none"),
        ),
    ])
    .await;
}

#[tokio::test]
async fn an_id_token_out_of_its_time_is_refused() {
    let early = EidError::NotYetValid;
    try_all(vec![
        wrong("expired", good().claim("exp", seconds_from_now(-61)), EidError::Expired),
        wrong("expired, with a fraction of a second", good().claim("exp", 1.5), EidError::Expired),
        wrong("no exp", good().without_claim("exp"), EidError::Incomplete("exp")),
        wrong("an exp that is no number", good().claim("exp", "tomorrow"), EidError::Incomplete("exp")),
        wrong("issued in the future", good().claim("iat", seconds_from_now(300)), early.clone()),
        wrong("issued beyond all time", good().claim("iat", 1e300), early.clone()),
        wrong("not valid before some time", good().claim("nbf", seconds_from_now(300)), early),
        wrong("no iat", good().without_claim("iat"), EidError::Incomplete("iat")),
    ])
    .await;
}

#[tokio::test]
async fn a_login_that_is_not_sure_enough_is_refused() {
    try_all(vec![
        wrong("no level", good().without_claim("acr"), EidError::LevelMissing),
        wrong("a level that is no text", good().claim("acr", 3), EidError::LevelMissing),
        wrong("a word that is no level", good().claim("acr", "urn:mace:incommon:iap:silver"), EidError::LevelMissing),
        wrong(
            "a level of another address",
            good().claim("acr", "https://evil.example/nsis/High"),
            EidError::LevelMissing,
        ),
        wrong("a lower level", good().claim("acr", level("Low")), EidError::LevelTooLow),
        wrong("a lower level in loa", good().claim("loa", level("Low")), EidError::LevelTooLow),
        wrong(
            "a lower level in acr",
            good().claims(|c| {
                c["loa"] = level("High").into();
                c["acr"] = level("Low").into();
            }),
            EidError::LevelTooLow,
        ),
    ])
    .await;
}

#[tokio::test]
async fn tokens_that_are_none_are_refused() {
    let none = || EidError::BadAnswer("an id token that is none");
    try_all(vec![
        wrong("no id token", good().without_token("id_token"), EidError::Incomplete("id_token")),
        wrong("an empty id token", good().tokens(|t| t["id_token"] = "".into()), EidError::Incomplete("id_token")),
        wrong("no access token", good().without_token("access_token"), EidError::Incomplete("access_token")),
        wrong(
            "an empty access token",
            good().tokens(|t| t["access_token"] = "".into()),
            EidError::Incomplete("access_token"),
        ),
        wrong("no type of token", good().without_token("token_type"), EidError::BadAnswer("tokens of another type")),
        wrong(
            "another type of token",
            good().tokens(|t| t["token_type"] = "mac".into()),
            EidError::BadAnswer("tokens of another type"),
        ),
        wrong("not even dots", good().token_text(|_| "token".to_owned()), none()),
        wrong("two parts", good().token_text(|t| t.rsplit_once('.').unwrap().0.to_owned()), none()),
        wrong("an encrypted one, of five parts", good().token_text(|t| format!("{t}.x.y")), none()),
        wrong("no base64", good().token_text(|t| t.replacen('e', "=", 1)), none()),
        wrong("no JSON", good().token_text(|t| format!("AAAA.{}", t.split_once('.').unwrap().1)), none()),
    ])
    .await;
}
