//! Logins in the vault: an account comes with its tokens, a renewal undoes nothing, and one at a time renews.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use jiff::Timestamp;
use model::{AccountId, Level, ProviderId, TokenStore, Tokens};
use postkasse_vault::{Access, Home, KeySource, NewAccount, PassphraseCost, Profile};
use secrecy::{ExposeSecret, SecretString};
use std::sync::Arc;
use tempfile::TempDir;

struct World {
    _folder: TempDir,
    profile: Arc<Profile>,
    account: AccountId,
}

fn login(client: &str, level: Level) -> NewAccount {
    NewAccount {
        provider: ProviderId::DigitalPost,
        server: "http://127.0.0.1:1".into(),
        issuer: "http://127.0.0.1:1/oauth".into(),
        client_id: client.into(),
        person: "Prøve Person".into(),
        subject: "s".into(),
        level,
    }
}

fn world() -> World {
    let folder = tempfile::tempdir().unwrap();
    let cheap = PassphraseCost { memory_kib: 64, passes: 1 };
    let key = KeySource::Passphrase("hemmelig".to_owned().into(), cheap);
    let profile = Profile::open(&Home::new(folder.path()), "default", key, Access::Usual).unwrap();
    let account = profile.add_account(&login("c", Level::Substantial)).unwrap();
    World { _folder: folder, profile, account }
}

fn tokens(access: &str, refresh: &str) -> Tokens {
    Tokens {
        access: access.to_owned().into(),
        access_expires: Timestamp::UNIX_EPOCH,
        refresh: Some(refresh.to_owned().into()),
        id_token: "i".to_owned().into(),
        subject: "s".into(),
        level: Level::Substantial,
    }
}

#[test]
fn a_login_comes_with_its_tokens_and_the_programs_secret_and_both_go_at_sign_out() {
    let world = world();
    let new = login("c2", Level::High);
    let secret = SecretString::from("s3cret");
    let account = world.profile.add_login(&new, Some(&secret), &tokens("a", "r")).unwrap();
    assert_eq!(account, world.account, "the same person at the same service");
    assert!(world.profile.account(&account).unwrap().signed_in);
    let kept = world.profile.client_secret(&account).unwrap().unwrap();
    assert_eq!(kept.expose_secret(), "s3cret");
    world.profile.clear(&account).unwrap();
    assert!(world.profile.client_secret(&account).unwrap().is_none());

    world.profile.add_login(&new, Some(&secret), &tokens("a", "r")).unwrap();
    world.profile.add_login(&new, None, &tokens("a", "r")).unwrap();
    assert!(world.profile.client_secret(&account).unwrap().is_none(), "a public client has none");
}

#[test]
fn a_renewal_undoes_neither_a_sign_out_nor_a_newer_login() {
    let world = world();
    let (first, second, late) = (tokens("a1", "r1"), tokens("a2", "r2"), tokens("a3", "r3"));
    world.profile.save(&world.account, &first).unwrap();
    assert!(world.profile.replace(&world.account, &first, Some(&second)).unwrap());
    assert!(!world.profile.replace(&world.account, &first, Some(&late)).unwrap(), "a newer one is there");
    assert!(!world.profile.replace(&world.account, &first, None).unwrap());
    let there = world.profile.load(&world.account).unwrap().unwrap();
    assert_eq!(there.access.expose_secret(), "a2");
    world.profile.clear(&world.account).unwrap();
    assert!(!world.profile.replace(&world.account, &second, Some(&late)).unwrap(), "signed out");
    assert!(world.profile.load(&world.account).unwrap().is_none());
}

#[test]
fn one_at_a_time_has_the_right_to_renew_and_gives_it_back() {
    let world = world();
    let right = world.profile.try_renewal(&world.account).unwrap();
    assert!(right.is_some());
    assert!(world.profile.try_renewal(&world.account).unwrap().is_none());
    drop(right);
    assert!(world.profile.try_renewal(&world.account).unwrap().is_some());
}
