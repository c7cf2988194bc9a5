//! Logins in Digipost's dialect: what is asked for, each wrong answer refused with its own word, renewals, signing out.

use crate::digipost_double::{CLIENT, Double, Play, SECRET, basic, good};
use crate::store::{Store, words};
use crate::texts::is_said;
use crate::world::{account, log_in_as, patience, person, session_with};
use data_encoding::BASE64;
use jiff::Timestamp;
use model::{Level, TokenStore};
use postkasse_eid::{Dialect, EidError, LevelNames, LoggedIn, Registration, session_of};
use secrecy::ExposeSecret;
use serde_json::Value;
use std::sync::Arc;

fn registration(service: &Double, level: Level) -> Registration {
    let list = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    Registration {
        dialect: Dialect::Digipost,
        issuer: service.url().to_owned(),
        client_id: CLIENT.to_owned(),
        client_secret: Some(SECRET.into()),
        scopes: Vec::new(),
        level,
        levels: LevelNames {
            low: list(&["FULL"]),
            substantial: list(&["FULL_IDPORTEN3"]),
            high: list(&["FULL_IDPORTEN4"]),
        },
        ui_locales: "nb".to_owned(),
    }
}

async fn log_in(service: &Double, level: Level) -> Result<LoggedIn, EidError> {
    log_in_as(registration(service, level), patience(), Arc::new(person())).await
}

#[tokio::test]
async fn a_login_asks_for_the_scope_of_its_level_and_proves_the_program_by_its_secret() {
    for (level, scope) in
        [(Level::Low, "FULL"), (Level::Substantial, "FULL_IDPORTEN3"), (Level::High, "FULL_IDPORTEN4")]
    {
        let service = Double::new(good()).await;
        let done = log_in(&service, level).await.unwrap();
        assert_eq!((done.subject.as_str(), done.name.as_deref(), done.level), ("bruker-1", None, level));
        assert_eq!(words(&done.tokens).1.as_deref(), Some("refresh"));
        assert_eq!(session_of(&done.tokens), None);
        let asked = &service.asked("authorize/new")[0].form;
        let names: Vec<&str> = asked.keys().map(String::as_str).collect();
        assert_eq!(names, ["client_id", "redirect_uri", "response_type", "scope", "state"]);
        assert_eq!((asked["scope"].as_str(), asked["client_id"].as_str()), (scope, CLIENT));
        let token = &service.asked("accesstoken")[0];
        let names: Vec<&str> = token.form.keys().map(String::as_str).collect();
        assert_eq!(names, ["code", "grant_type", "nonce", "redirect_uri"]);
        assert_eq!((token.form["grant_type"].as_str(), token.authorization.as_str()), ("code", basic().as_str()));
        assert!(token.form["nonce"].len() >= 32 && token.form["nonce"] != asked["state"]);
        assert_eq!(service.all_asked().len(), 2, "it has no description of itself and no keys");
    }
}

/// The id token as a server with the other alphabet and nothing to fill up writes it.
fn in_the_other_alphabet(token: &mut String) {
    let (signature, payload) = token.split_once('.').unwrap();
    *token = format!("{}.{payload}", signature.replace('+', "-").replace('/', "_").trim_end_matches('='));
}

#[tokio::test]
async fn good_tokens_come_in_more_than_one_form() {
    let now = Timestamp::now().as_second();
    for (what, play, level) in [
        ("an end that is a time from now", good().claim("exp", 900), Level::Substantial),
        ("a number for the person", good().claim("user_id", 7), Level::Substantial),
        ("the other alphabet", good().id_token(in_the_other_alphabet), Level::Substantial),
        ("a clock that is half a minute ahead", good().claim("iat", now + 30), Level::Substantial),
        ("more than was asked for", good().token("scope", "FULL_IDPORTEN4"), Level::High),
        ("no word on what it opens", good().token("scope", Value::Null), Level::Low),
    ] {
        let service = Double::new(play).await;
        let done = log_in(&service, Level::Substantial).await;
        assert_eq!(done.map(|done| done.level), Ok(level), "{what}");
    }
}

/// Another text under the same signature.
fn with_another_text(token: &mut String) {
    let (signature, payload) = token.split_once('.').unwrap();
    let text = String::from_utf8(BASE64.decode(payload.as_bytes()).unwrap()).unwrap();
    let payload = BASE64.encode(text.replace("bruker-1", "bruker-2").as_bytes());
    *token = format!("{signature}.{payload}");
}

fn play(change: impl FnOnce(&mut Play)) -> Play {
    let mut play = good();
    change(&mut play);
    play
}

#[tokio::test]
async fn each_wrong_answer_is_refused_with_a_word_of_its_own_and_leaves_nothing_behind() {
    let now = Timestamp::now().as_second();
    let long_ago =
        move |claims: &mut Value| (claims["iat"], claims["exp"]) = ((now - 3000).into(), (now - 2000).into());
    let error = |word: &'static str| {
        good().back(move |back| {
            *back = [("error".to_owned(), word.to_owned()), ("state".to_owned(), back["state"].clone())].into()
        })
    };
    for (what, play, refusal) in [
        ("another nonce", good().claim("nonce", "another"), EidError::WrongNonce),
        ("no nonce", good().claim("nonce", Value::Null), EidError::WrongNonce),
        ("another secret", play(|play| play.secret = "another"), EidError::WrongSignature),
        ("another text", good().id_token(with_another_text), EidError::WrongSignature),
        (
            "no signature",
            good().id_token(|token| *token = token.split_once('.').unwrap().1.to_owned()),
            EidError::BadAnswer("an id token that is none"),
        ),
        (
            "an empty signature",
            good().id_token(|token| *token = format!(".{}", token.split_once('.').unwrap().1)),
            EidError::WrongSignature,
        ),
        ("another program", good().claim("aud", "another"), EidError::WrongAudience),
        ("another issuer", good().claim("iss", "https://digipost.example/"), EidError::TokenIssuer),
        ("nobody", good().claim("user_id", ""), EidError::Incomplete("user_id")),
        ("long ago", play(|play| play.claims = Arc::new(long_ago)), EidError::Expired),
        ("from the future", good().claim("iat", now + 1000), EidError::NotYetValid),
        ("no end", good().claim("exp", Value::Null), EidError::Incomplete("exp")),
        ("less than was asked for", good().token("scope", "FULL"), EidError::LevelTooLow),
        ("an unknown scope", good().token("scope", "SOMETHING"), EidError::LevelMissing),
        ("no id token", good().token("id_token", Value::Null), EidError::Incomplete("id_token")),
        ("no access token", good().token("access_token", Value::Null), EidError::Incomplete("access_token")),
        ("a used code", play(|play| play.refused = Some((400, "invalid_grant"))), EidError::CodeRefused),
        (
            "a used code, said otherwise",
            play(|play| play.refused = Some((403, "invalid_grant"))),
            EidError::CodeRefused,
        ),
        ("an unknown program", play(|play| play.refused = Some((401, "invalid_client"))), EidError::ClientRefused),
        ("a service in trouble", play(|play| play.refused = Some((503, ""))), EidError::Busy),
        ("cancelled", error("access_denied"), EidError::Cancelled),
        ("no mailbox yet", error("registration_requires_higher_level"), EidError::NoMailboxYet),
    ] {
        let service = Double::new(play).await;
        let done = log_in(&service, Level::Substantial).await;
        assert_eq!(done.err(), Some(refusal.clone()), "{what}");
        is_said(&refusal);
    }
}

#[tokio::test]
async fn an_answer_to_another_attempt_is_not_heard_and_nothing_is_redeemed() {
    let service = Double::new(good().back(|back| *back.get_mut("state").unwrap() = "another".to_owned())).await;
    let patience = postkasse_eid::Patience { person: std::time::Duration::from_millis(700), ..patience() };
    let done = log_in_as(registration(&service, Level::Low), patience, Arc::new(person())).await;
    assert_eq!(done.err(), Some(EidError::TimedOut));
    assert!(service.asked("accesstoken").is_empty());
}

#[tokio::test]
async fn a_program_without_its_secret_opens_no_browser() {
    let service = Double::new(good()).await;
    let registration = Registration { client_secret: None, ..registration(&service, Level::Low) };
    let done = log_in_as(registration, patience(), Arc::new(person())).await;
    assert_eq!(done.err(), Some(EidError::ClientRefused));
    assert!(service.all_asked().is_empty());
}

async fn logged_in(service: &Double) -> (Arc<Store>, postkasse_eid::Session) {
    let done = log_in(service, Level::Substantial).await.unwrap();
    let store = Arc::new(Store::default());
    store.save(&account(), &done.tokens).unwrap();
    let session = session_with(registration(service, Level::Low), &store);
    (store, session)
}

#[tokio::test]
async fn a_login_is_renewed_by_its_refresh_token_which_stays() {
    let service = Double::new(good()).await;
    let (store, session) = logged_in(&service).await;
    store.lasts(20);
    let before = store.words().unwrap();
    let bearer = session.bearer().await.unwrap().expose_secret().to_owned();
    let after = store.words().unwrap();
    assert_eq!((&after.0, &after.1), (&bearer, &before.1));
    assert_ne!(after.0, before.0);
    assert_eq!(store.now().unwrap().level, Level::Substantial);
    let asked = &service.asked("accesstoken")[1];
    assert_eq!((asked.form["grant_type"].as_str(), asked.form["refresh_token"].as_str()), ("refresh_token", "refresh"));
    assert_eq!(asked.authorization, basic());
}

#[tokio::test]
async fn a_renewal_that_opens_less_ends_the_login_and_one_that_says_nothing_keeps_it() {
    for (scope, end) in [
        (Value::Null, Ok(())),
        ("FULL_IDPORTEN4".into(), Ok(())),
        ("FULL".into(), Err(EidError::LevelFell)),
        ("SOMETHING".into(), Err(EidError::LevelMissing)),
    ] {
        let service = Double::new(good()).await;
        let (store, session) = logged_in(&service).await;
        service.plays(good().token("scope", scope.clone()));
        assert_eq!(session.renew().await, end, "{scope}");
        assert_eq!(store.words().is_some(), end.is_ok(), "{scope}");
        assert!(store.now().is_none_or(|tokens| tokens.level == Level::Substantial));
    }
}

#[tokio::test]
async fn a_refresh_token_that_is_taken_no_more_ends_the_login_however_that_is_said() {
    for status in [400, 401, 403] {
        let service = Double::new(good()).await;
        let (store, session) = logged_in(&service).await;
        service.plays(play(|play| play.refused = Some((status, "invalid_grant"))));
        assert_eq!(session.renew().await, Err(EidError::SignedOut), "{status}");
        assert!(store.now().is_none());
    }
}

#[tokio::test]
async fn signing_out_shows_the_token_and_names_it_where_that_is_not_enough() {
    for strict in [false, true] {
        let service = Double::new(play(|play| play.strict = strict)).await;
        let (store, session) = logged_in(&service).await;
        let tokens = store.now().unwrap();
        session.revoke(&tokens).await;
        let asked = service.asked("revoke");
        assert_eq!(asked.len(), if strict { 2 } else { 1 });
        assert_eq!(asked[0].authorization, format!("Bearer {}", words(&tokens).0));
        assert_eq!(asked.last().unwrap().form["token"], "refresh");
    }
}
