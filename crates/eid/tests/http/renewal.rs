//! Logins that are kept alive: rotation, one renewal at a time, signing out.

use crate::double::{CLIENT, Double};
use crate::script::{Script, good};
use crate::store::{Store, words};
use crate::world::{account, log_in, registration, session_with};
use model::{Level, SystemClock, TokenStore};
use postkasse_eid::{EidError, Registration, Session};
use secrecy::ExposeSecret;
use std::sync::Arc;

/// Somebody who is logged in.
pub struct LoggedIn {
    pub provider: Double,
    pub store: Arc<Store>,
    pub session: Session,
}

pub async fn logged_in(script: Script) -> LoggedIn {
    let provider = Double::new(good()).await;
    let done = log_in(provider.url()).await.unwrap();
    let store = Arc::new(Store::default());
    store.save(&account(), &done.tokens).unwrap();
    let session = session_with(registration(provider.url()), &store);
    provider.plays(script);
    LoggedIn { provider, store, session }
}

impl LoggedIn {
    /// The access token that is given out.
    async fn bearer(&self) -> Result<String, EidError> {
        self.session.bearer().await.map(|bearer| bearer.expose_secret().to_owned())
    }

    fn renewals(&self) -> usize {
        self.provider.asked("/token").len() - 1
    }
}

#[tokio::test]
async fn a_token_that_lasts_is_given_out_without_asking_the_provider_for_anything() {
    let world = logged_in(good()).await;
    let before = world.provider.asked_at_all();
    assert_eq!(world.bearer().await.unwrap(), world.store.words().unwrap().0);
    assert_eq!(world.provider.asked_at_all(), before);
}

#[tokio::test]
async fn a_token_that_runs_out_soon_is_renewed_and_the_new_refresh_token_is_kept() {
    let world = logged_in(good()).await;
    let (access, refresh) = world.store.words().unwrap();
    world.store.lasts(60);
    assert_eq!(world.bearer().await.unwrap(), access, "it lasts a little longer");
    world.store.lasts(20);
    let renewed = world.bearer().await.unwrap();
    let kept = world.store.words().unwrap();
    assert_eq!(kept.0, renewed);
    assert!(renewed != access && kept.1 != refresh);
    let asked = &world.provider.asked("/token")[1];
    assert_eq!(Some(&asked.form["refresh_token"]), refresh.as_ref());
    assert_eq!(asked.form["client_id"], CLIENT);
    // And again, with the new one.
    world.store.lasts(-1000);
    assert_ne!(world.bearer().await.unwrap(), renewed);
    assert_eq!(world.renewals(), 2);
}

#[tokio::test]
async fn two_callers_at_once_make_one_renewal() {
    let world = logged_in(good()).await;
    let (one, two) = tokio::join!(world.session.renew(), world.session.renew());
    assert_eq!((one, two), (Ok(()), Ok(())));
    assert_eq!(world.renewals(), 1);
}

#[tokio::test]
async fn two_copies_of_the_program_at_once_make_one_renewal() {
    let world = logged_in(good()).await;
    let other = session_with(registration(world.provider.url()), &world.store);
    let (one, two) = tokio::join!(world.session.renew(), other.renew());
    assert_eq!((one, two), (Ok(()), Ok(())));
    assert_eq!(world.renewals(), 1);
    assert_eq!(world.bearer().await.unwrap(), world.store.words().unwrap().0);
}

#[tokio::test]
async fn a_copy_that_does_not_finish_its_renewal_is_not_waited_for_for_ever() {
    let world = logged_in(good()).await;
    let held = world.store.try_renewal(&account()).unwrap();
    let patience =
        postkasse_eid::Patience { other_copy: std::time::Duration::from_millis(200), ..crate::world::patience() };
    let registration = registration(world.provider.url());
    let session = Session::new(registration, patience, account(), world.store.clone(), Arc::new(SystemClock));
    assert_eq!(session.renew().await, Err(EidError::Busy));
    drop(held);
    assert_eq!(session.renew().await, Ok(()));
}

#[tokio::test]
async fn a_renewal_without_an_id_token_keeps_what_the_login_said() {
    let world = logged_in(good().without_token("id_token")).await;
    let before = world.store.now().unwrap();
    world.session.renew().await.unwrap();
    let after = world.store.now().unwrap();
    assert_eq!((after.subject, after.level), (before.subject, Level::Substantial));
    assert_eq!(after.id_token.expose_secret(), before.id_token.expose_secret());
}

#[tokio::test]
async fn a_renewal_without_a_new_refresh_token_keeps_the_old_one() {
    let world = logged_in(good().without_token("refresh_token")).await;
    let refresh = world.store.words().unwrap().1;
    world.session.renew().await.unwrap();
    assert_eq!(world.store.words().unwrap().1, refresh);
}

#[tokio::test]
async fn a_login_that_cannot_be_renewed_is_over_when_it_runs_out() {
    let world = logged_in(good()).await;
    let mut tokens = world.store.now().unwrap();
    tokens.refresh = None;
    world.store.put(Some(tokens));
    world.store.lasts(0);
    assert_eq!(world.bearer().await, Err(EidError::SignedOut));
    assert!(world.store.now().is_none());
    assert_eq!(world.bearer().await, Err(EidError::SignedOut));
}

#[tokio::test]
async fn a_token_that_nothing_renews_is_used_to_its_end() {
    let world = logged_in(good()).await;
    let mut tokens = world.store.now().unwrap();
    tokens.refresh = None;
    world.store.put(Some(tokens));
    world.store.lasts(20);
    let before = world.provider.asked_at_all();
    assert_eq!(world.bearer().await.unwrap(), world.store.words().unwrap().0);
    assert_eq!(world.provider.asked_at_all(), before);
    // The service did not take it: no other can be had.
    assert_eq!(world.session.renew().await, Err(EidError::SignedOut));
}

#[tokio::test]
async fn a_renewal_does_not_undo_a_sign_out_that_came_meanwhile() {
    let world = logged_in(good()).await;
    let store = world.store.clone();
    world.provider.plays(good().meanwhile(move || {
        store.put(None);
        std::future::ready(())
    }));
    assert_eq!(world.session.renew().await, Err(EidError::SignedOut));
    assert!(world.store.now().is_none());
}

#[tokio::test]
async fn a_renewal_does_not_undo_a_new_login_that_came_meanwhile_whether_it_succeeds_or_not() {
    for succeeds in [true, false] {
        let world = logged_in(good()).await;
        let new = Arc::new(log_in(world.provider.url()).await.unwrap().tokens);
        let (store, newer) = (world.store.clone(), new.clone());
        let script = if succeeds { good() } else { good().claim("sub", "en anden") };
        world.provider.plays(script.meanwhile(move || {
            store.put(Some(crate::store::copy(&newer)));
            std::future::ready(())
        }));
        assert_eq!(world.session.renew().await.is_ok(), succeeds);
        assert_eq!(world.store.words(), Some(words(&new)));
        assert_eq!(world.bearer().await.unwrap(), words(&new).0);
    }
}

#[tokio::test]
async fn signing_out_gives_the_refresh_token_back_as_the_program_that_has_it() {
    for secret in [None, Some("hemmelig")] {
        let world = logged_in(good()).await;
        let tokens = world.store.now().unwrap();
        let registration = Registration { client_secret: secret.map(Into::into), ..registration(world.provider.url()) };
        session_with(registration, &world.store).revoke(&tokens).await;
        let asked = world.provider.asked("/revoke");
        assert_eq!(asked.len(), 1);
        assert_eq!(Some(&asked[0].form["token"]), words(&tokens).1.as_ref());
        assert_eq!(asked[0].form["token_type_hint"], "refresh_token");
        assert_eq!(asked[0].authorization.is_some(), secret.is_some());
        assert_eq!(asked[0].form.contains_key("client_id"), secret.is_none());
    }
}

#[tokio::test]
async fn signing_out_ends_also_where_the_provider_takes_nothing_back_or_is_away() {
    let none = |d: &mut serde_json::Value| d["revocation_endpoint"] = serde_json::Value::Null;
    let world = logged_in(good().description(none)).await;
    let tokens = world.store.now().unwrap();
    world.session.revoke(&tokens).await;
    assert!(world.provider.asked("/revoke").is_empty());
    let (store, url) = (world.store.clone(), world.provider.url().to_owned());
    drop(world);
    session_with(registration(&url), &store).revoke(&tokens).await;
}

#[tokio::test]
async fn a_renewal_proves_the_program_by_its_secret() {
    let world = logged_in(good()).await;
    let registration = Registration { client_secret: Some("s".into()), ..registration(world.provider.url()) };
    session_with(registration, &world.store).renew().await.unwrap();
    let asked = world.provider.asked("/token").pop().unwrap();
    assert!(asked.authorization.is_some() && !asked.form.contains_key("client_id"));
}
