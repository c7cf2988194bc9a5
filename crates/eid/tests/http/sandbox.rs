//! The login against the sandbox: whole logins by its own `browse`, codes that come twice, rotated keys and
//! refresh tokens, signing out.

use crate::double::Form;
use crate::store::{Store, copy, words};
use crate::world::{OnTheWayBack, account, http, patience, registration, session_with};
use async_trait::async_trait;
use model::{Level, TokenStore};
use postkasse_eid::{Eid, EidError, LoggedIn, LoginBrowser, Registration};
use postkasse_sandbox::browse::browse;
use postkasse_sandbox::{Options, Running, Seed};
use reqwest::StatusCode;
use serde_json::json;
use std::sync::Arc;
use url::Url;

async fn sandbox() -> Running {
    postkasse_sandbox::start(Options { seed: Seed::Empty, ..Options::default() }).await.unwrap()
}

fn native(sandbox: &Running, level: Level) -> Registration {
    let client_id = "postkasse-sandbox-native".to_owned();
    Registration { client_id, level, ..registration(&format!("{}/oauth", sandbox.url())) }
}

fn confidential(sandbox: &Running, secret: &str) -> Registration {
    let client_id = "postkasse-sandbox-confidential".to_owned();
    Registration { client_id, client_secret: Some(secret.into()), ..native(sandbox, Level::Substantial) }
}

/// A person of the sandbox, who may choose another level than the one proposed.
struct Browse(&'static str, Option<Level>);

#[async_trait]
impl LoginBrowser for Browse {
    async fn open(&self, url: &Url) -> Result<(), EidError> {
        // It goes on by itself, as the program `postkasse-sandbox browse` does.
        tokio::spawn(browse(url.clone(), self.0, self.1));
        Ok(())
    }
}

async fn log_in(registration: Registration, who: Browse) -> Result<LoggedIn, EidError> {
    let eid = Eid::discover(Arc::new(registration), patience()).await?;
    eid.begin().await?.finish(Arc::new(who), "da").await
}

/// The login page, filled in by hand; where it leads.
async fn fill_in(login: &Url, decision: &str) -> Url {
    let http = http();
    let answer = http.get(login.clone()).send().await.unwrap();
    let page = login.join(answer.headers()["location"].to_str().unwrap()).unwrap();
    let asked: Form = page.query_pairs().into_owned().collect();
    let form = [("attempt", asked["attempt"].as_str()), ("person", "mette"), ("decision", decision)];
    let answer = http.post(page.join("/login").unwrap()).form(&form).send().await.unwrap();
    Url::parse(answer.headers()["location"].to_str().unwrap()).unwrap()
}

async fn is_good(sandbox: &Running, access: &str) -> bool {
    let asked = http().get(format!("{}/oauth/userinfo", sandbox.url())).bearer_auth(access).send().await.unwrap();
    asked.status() == StatusCode::OK
}

async fn admin(sandbox: &Running, path: &str, body: serde_json::Value) {
    let answer = http().post(format!("{}{path}", sandbox.url())).json(&body).send().await.unwrap();
    assert!(answer.status().is_success(), "{path}: {}", answer.status());
}

#[tokio::test]
async fn a_person_logs_in_at_the_level_that_is_asked_for() {
    let sandbox = sandbox().await;
    for level in [Level::Substantial, Level::High] {
        let done = log_in(native(&sandbox, level), Browse("mette", None)).await.unwrap();
        assert_eq!(done.level, level);
        assert!(done.name.is_some_and(|name| name.starts_with("Mette")));
        assert!(is_good(&sandbox, &words(&done.tokens).0).await);
    }
}

#[tokio::test]
async fn a_person_who_chooses_a_lower_level_is_not_logged_in() {
    let sandbox = sandbox().await;
    for (asked, chosen) in [(Level::Substantial, Level::Low), (Level::High, Level::Substantial)] {
        let refused = log_in(native(&sandbox, asked), Browse("inger", Some(chosen))).await;
        assert_eq!(refused.err(), Some(EidError::LevelTooLow));
    }
}

#[tokio::test]
async fn a_person_who_cancels_is_not_logged_in() {
    let sandbox = sandbox().await;
    let eid = Eid::discover(Arc::new(native(&sandbox, Level::Substantial)), patience()).await.unwrap();
    let attempt = eid.begin().await.unwrap();
    let back = fill_in(attempt.url(), "cancel").await;
    let ended = attempt.finish(Arc::new(OnTheWayBack(back)), "da").await;
    assert_eq!(ended.err(), Some(EidError::Cancelled));
}

#[tokio::test]
async fn a_code_that_comes_a_second_time_is_refused_and_ends_the_login_that_it_was_for() {
    let sandbox = sandbox().await;
    let eid = Eid::discover(Arc::new(native(&sandbox, Level::Substantial)), patience()).await.unwrap();
    let (first, second) = (eid.begin().await.unwrap(), eid.begin().await.unwrap());
    let (used, mut back) = (fill_in(first.url(), "login").await, fill_in(second.url(), "login").await);
    let done = first.finish(Arc::new(OnTheWayBack(used.clone())), "da").await.unwrap();
    assert!(is_good(&sandbox, &words(&done.tokens).0).await);

    let code: Form = used.query_pairs().into_owned().collect();
    let said: Vec<_> = back.query_pairs().into_owned().filter(|(name, _)| name != "code").collect();
    back.query_pairs_mut().clear().extend_pairs(said).append_pair("code", &code["code"]);
    let refused = second.finish(Arc::new(OnTheWayBack(back)), "da").await;
    assert_eq!(refused.err(), Some(EidError::CodeRefused));
    assert!(!is_good(&sandbox, &words(&done.tokens).0).await);
}

#[tokio::test]
async fn a_login_lives_through_new_keys_and_rotated_refresh_tokens() {
    let sandbox = sandbox().await;
    let done = log_in(native(&sandbox, Level::Substantial), Browse("mette", None)).await.unwrap();
    let store = Arc::new(Store::default());
    store.save(&account(), &done.tokens).unwrap();
    let session = session_with(native(&sandbox, Level::Low), &store);
    let mut seen = std::collections::BTreeSet::from([words(&done.tokens)]);
    for _ in 0..3 {
        admin(&sandbox, "/admin/keys/rotate", json!({})).await;
        session.renew().await.unwrap();
        assert!(seen.insert(store.words().unwrap()), "both tokens are new");
        assert!(is_good(&sandbox, &store.words().unwrap().0).await);
    }
    log_in(native(&sandbox, Level::Substantial), Browse("inger", None)).await.unwrap();
}

#[tokio::test]
async fn a_refresh_token_that_somebody_copied_ends_the_login_for_both() {
    let sandbox = sandbox().await;
    let done = log_in(native(&sandbox, Level::Substantial), Browse("mette", None)).await.unwrap();
    let (ours, theirs) = (Arc::new(Store::default()), Arc::new(Store::default()));
    ours.save(&account(), &done.tokens).unwrap();
    theirs.save(&account(), &copy(&done.tokens)).unwrap();
    session_with(native(&sandbox, Level::Low), &ours).renew().await.unwrap();
    for store in [theirs, ours] {
        let session = session_with(native(&sandbox, Level::Low), &store);
        assert_eq!(session.renew().await, Err(EidError::SignedOut));
        assert!(store.now().is_none());
    }
}

#[tokio::test]
async fn a_program_with_a_secret_logs_in_renews_and_signs_out_by_it() {
    let sandbox = sandbox().await;
    let refused = log_in(confidential(&sandbox, "wrong"), Browse("mette", None)).await;
    assert_eq!(refused.err(), Some(EidError::ClientRefused));
    let done = log_in(confidential(&sandbox, "sandbox-secret"), Browse("mette", None)).await.unwrap();
    let store = Arc::new(Store::default());
    store.save(&account(), &done.tokens).unwrap();

    let wrong = session_with(confidential(&sandbox, "wrong"), &store);
    assert_eq!(wrong.renew().await, Err(EidError::ClientRefused));
    wrong.revoke(&store.now().unwrap()).await;
    assert!(is_good(&sandbox, &words(&done.tokens).0).await, "only the program itself can");

    let session = session_with(confidential(&sandbox, "sandbox-secret"), &store);
    session.renew().await.unwrap();
    let tokens = store.now().unwrap();
    session.revoke(&tokens).await;
    assert!(!is_good(&sandbox, &words(&tokens).0).await);
    assert_eq!(session.renew().await, Err(EidError::SignedOut));
}

#[tokio::test]
async fn tokens_that_last_a_moment_only_are_renewed_each_time() {
    let sandbox = sandbox().await;
    admin(&sandbox, "/admin/faults", json!({"provider": "digital-post", "tokenTtlS": 5})).await;
    let done = log_in(native(&sandbox, Level::Substantial), Browse("mette", None)).await.unwrap();
    let store = Arc::new(Store::default());
    store.save(&account(), &done.tokens).unwrap();
    let session = session_with(native(&sandbox, Level::Low), &store);
    let (one, two) = tokio::join!(session.bearer(), session.bearer());
    assert!(one.is_ok() && two.is_ok());
    assert!(session.bearer().await.is_ok());
}
