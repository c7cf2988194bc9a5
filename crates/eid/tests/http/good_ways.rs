//! Logins that succeed: with and without pushing, each way of signing, with and without a secret.

use crate::double::{CLIENT, Double, Form, NSIS};
use crate::script::{Script, good};
use crate::signer::{Signing, base64};
use crate::world::{log_in, log_in_as, names, patience, person, registration};
use jiff::Timestamp;
use model::Level;
use postkasse_eid::Registration;
use secrecy::ExposeSecret;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::sync::Arc;

fn asked_for(form: &Form) {
    let text = |name: &str| form.get(name).map_or("", String::as_str);
    assert_eq!((text("response_type"), text("code_challenge_method")), ("code", "S256"));
    assert_eq!((text("scope"), text("ui_locales")), ("openid offline_access", "da"));
    assert_eq!(text("acr_values"), format!("{NSIS}Substantial"));
    assert_eq!(text("prompt"), "consent", "for offline_access");
    assert!(text("state").len() >= 32 && text("nonce").len() >= 32 && text("state") != text("nonce"));
    assert!(text("redirect_uri").starts_with("http://127.0.0.1:") && text("redirect_uri").ends_with("/callback"));
}

#[tokio::test]
async fn a_login_asks_for_what_it_needs_and_says_who_it_is_and_how_sure() {
    let provider = Double::new(good()).await;
    // In a task of its own, as a window does it.
    let url = provider.url().to_owned();
    let done = tokio::spawn(async move { log_in(&url).await }).await.unwrap().unwrap();
    assert_eq!((done.subject.as_str(), done.name.as_deref()), ("prøve-person", Some("Prøve Person")));
    assert_eq!((done.level, done.tokens.level), (Level::Substantial, Level::Substantial));
    assert!(done.tokens.access_expires > Timestamp::now());
    let asked = &provider.asked("/authorize")[0].form;
    asked_for(asked);
    let token = &provider.asked("/token")[0];
    assert_eq!((token.form["client_id"].as_str(), token.authorization.as_ref()), (CLIENT, None));
    assert_eq!(base64(Sha256::digest(&token.form["code_verifier"])), asked["code_challenge"]);
    assert_eq!(token.form["redirect_uri"], asked["redirect_uri"]);
}

#[tokio::test]
async fn no_two_logins_share_a_word() {
    let provider = Double::new(good()).await;
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..3 {
        log_in(provider.url()).await.unwrap();
    }
    for asked in provider.asked("/authorize") {
        for name in ["state", "nonce", "code_challenge"] {
            assert!(seen.insert(asked.form[name].clone()));
        }
    }
}

#[tokio::test]
async fn where_requests_are_pushed_the_browser_carries_nothing_but_their_name() {
    let provider = Double::new(good().pushes()).await;
    log_in(provider.url()).await.unwrap();
    let (pushed, opened) = (&provider.asked("/par")[0], &provider.asked("/authorize")[0]);
    asked_for(&pushed.form);
    assert_eq!(pushed.form["client_id"], CLIENT);
    let names: Vec<&str> = opened.form.keys().map(String::as_str).collect();
    assert_eq!(names, ["client_id", "request_uri"]);
}

#[tokio::test]
async fn good_tokens_come_in_more_than_one_form() {
    let list = |claims: &mut serde_json::Value| claims["aud"] = json!([claims["aud"]]);
    let rows: [(&str, Script); 10] = [
        ("RS256", good().signing(Signing::Rs256)),
        ("no kid and one key", good().header(|h| h["kid"] = serde_json::Value::Null)),
        (
            "no kind",
            good().header(|h| {
                h.as_object_mut().unwrap().remove("typ");
            }),
        ),
        ("aud as a list", good().claims(list)),
        ("azp is us", good().claim("azp", CLIENT)),
        ("no hash of the access token", good().without_claim("at_hash")),
        ("times with fractions", good().claims(|c| c["exp"] = (c["exp"].as_f64().unwrap() + 0.5).into())),
        ("a clock that is half a minute ahead", good().claims(|c| c["iat"] = (c["iat"].as_i64().unwrap() + 30).into())),
        ("bearer in other letters", good().tokens(|t| t["token_type"] = "bEARER".into())),
        (
            "the level in loa",
            good().claims(|c| {
                c["loa"] = c["acr"].take();
            }),
        ),
    ];
    for (what, script) in rows {
        let provider = Double::new(script).await;
        let done = log_in(provider.url()).await;
        assert_eq!(done.map(|done| done.level).map_err(|error| (what, error)), Ok(Level::Substantial));
    }
}

#[tokio::test]
async fn a_higher_level_than_asked_for_is_good_too_and_the_level_asked_for_is_named_in_the_providers_words() {
    let high = good().claim("acr", "hoch").description(|d| d["acr_values_supported"] = json!(["mittel", "hoch"]));
    let provider = Double::new(high).await;
    let mut levels = names();
    levels.substantial.push("mittel".to_owned());
    levels.high.push("hoch".to_owned());
    let registration = Registration { levels, ..registration(provider.url()) };
    let done = log_in_as(registration, patience(), Arc::new(person())).await.unwrap();
    assert_eq!(done.level, Level::High);
    assert_eq!(provider.asked("/authorize")[0].form["acr_values"], "mittel");
}

#[tokio::test]
async fn a_secret_goes_by_basic_in_the_standards_form_and_nowhere_else() {
    let provider = Double::new(good().pushes()).await;
    let secret = Some("a+b/c= å:%".to_owned().into());
    let registration = Registration { client_secret: secret, ..registration(provider.url()) };
    log_in_as(registration, patience(), Arc::new(person())).await.unwrap();
    let expected = data_encoding::BASE64.encode(b"pr%C3%B8ve-klient:a%2Bb%2Fc%3D+%C3%A5%3A%25");
    for path in ["/par", "/token"] {
        let asked = &provider.asked(path)[0];
        assert_eq!(asked.authorization.as_deref(), Some(format!("Basic {expected}").as_str()), "{path}");
        assert!(!asked.form.contains_key("client_secret"));
        assert_eq!(asked.form.contains_key("client_id"), path == "/par", "it is a part of the request there");
    }
}

#[tokio::test]
async fn a_token_without_an_end_is_given_a_short_one_and_one_without_a_refresh_is_kept_as_it_is() {
    let short = good().tokens(|t| {
        t["expires_in"] = serde_json::Value::Null;
        t["refresh_token"] = serde_json::Value::Null;
    });
    let provider = Double::new(short).await;
    let tokens = log_in(provider.url()).await.unwrap().tokens;
    assert!(tokens.refresh.is_none() && !tokens.access.expose_secret().is_empty());
    let left = tokens.access_expires.duration_since(Timestamp::now()).as_secs();
    assert!((1..=300).contains(&left), "{left}");

    for (said, most) in [(json!(-5), 0), (json!(315_360_000), 24 * 3600), (json!(i64::MAX), 24 * 3600)] {
        provider.plays(good().tokens(move |t| t["expires_in"] = said.clone()));
        let tokens = log_in(provider.url()).await.unwrap().tokens;
        assert!(tokens.access_expires.duration_since(Timestamp::now()).as_secs() <= most);
    }
}
