//! What a person chooses about being told of letters: forms that say everything that is wrong with them, exceptions that
//! can be taken away again, and the words before anything is sent.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use async_trait::async_trait;
use eid::{EidError, LoginBrowser};
use model::{Level, MailboxId, ProviderId, SystemClock};
use notify::Tls;
use postkasse::views::{EmailForm, RuleChange, SmsForm, WrongField};
use postkasse::{Access, App, Digest, Gateway, KeySource, LoginRequest, Options, Show};
use postkasse_sandbox::{Running, Seed, browse::browse, start};
use secrecy::SecretString;
use std::sync::Arc;
use tempfile::TempDir;

struct Mette;

#[async_trait]
impl LoginBrowser for Mette {
    async fn open(&self, url: &url::Url) -> Result<(), EidError> {
        let url = url.clone();
        tokio::spawn(async move { browse(url, "mette", None).await });
        Ok(())
    }
}

async fn app() -> (TempDir, App) {
    let home = tempfile::tempdir().unwrap();
    let options = Options {
        home: home.path().to_owned(),
        profile: "default".to_owned(),
        key: KeySource::Memory,
        access: Access::Usual,
        clock: Arc::new(SystemClock),
    };
    let app = App::open(options).await.unwrap();
    (home, app)
}

/// Mette with her mailboxes; her own first.
async fn mette() -> (Running, TempDir, App, Vec<MailboxId>) {
    let sandbox = start(postkasse_sandbox::Options { seed: Seed::Empty, ..Default::default() }).await.unwrap();
    let (home, app) = app().await;
    let request = LoginRequest {
        provider: ProviderId::DigitalPost,
        server: sandbox.url().to_owned(),
        issuer: None,
        client_id: postkasse::services::SANDBOX_CLIENT.to_owned(),
        client_secret: None,
        level: Level::Substantial,
        language: "da".to_owned(),
    };
    app.login(request, Arc::new(Mette)).await.unwrap();
    let ids = app.mailboxes().await.unwrap().into_iter().map(|one| one.id).collect();
    (sandbox, home, app, ids)
}

fn email() -> EmailForm {
    EmailForm {
        host: "mail.eksempel.example".into(),
        port: String::new(),
        tls: Tls::Implicit,
        user: "mette".into(),
        from: "mette@eksempel.example".into(),
        to: "mette@eksempel.example".into(),
        ca: String::new(),
    }
}

fn sms() -> SmsForm {
    let (url, to) = ("https://sms.eksempel.example".into(), "+45 20 00 00 03".into());
    SmsForm { gateway: Gateway::GatewayApi, url, user: String::new(), to, ca: String::new() }
}

fn secret(words: &str) -> Option<SecretString> {
    Some(SecretString::from(words))
}

fn fields(wrong: &[WrongField]) -> Vec<(&str, &str)> {
    let mut fields: Vec<_> = wrong.iter().map(|one| (one.field, one.text.as_str())).collect();
    fields.sort_unstable();
    fields
}

const SECRET: (&str, &str) = ("secret", "error.notify.secret");

#[tokio::test(flavor = "multi_thread")]
async fn a_form_says_at_once_all_that_is_wrong_with_it_and_keeps_nothing_of_it() {
    let (_home, app) = app().await;
    let port = "70000".to_owned();
    let empty = EmailForm { host: " ".into(), port, user: "".into(), from: "mette".into(), to: "".into(), ..email() };
    let wrong = app.notify_email_form(empty, None).await.unwrap();
    let expected = [
        ("from", "error.email.address"),
        ("host", "error.notify.host"),
        ("port", "error.notify.port"),
        SECRET,
        ("to", "error.email.address"),
        ("user", "error.notify.user"),
    ];
    assert_eq!(fields(&wrong), expected);
    let bad = SmsForm { gateway: Gateway::Kannel, url: "http://sms.example".into(), to: "20000003".into(), ..sms() };
    let wrong = app.notify_sms_form(bad, secret("hemmelig")).await.unwrap();
    let expected = [("to", "error.notify.number"), ("url", "error.notify.plainGateway"), ("user", "error.notify.user")];
    assert_eq!(fields(&wrong), expected);
    let within = SmsForm { url: "https://a:hemmelig@sms.example".into(), ..sms() };
    let wrong = app.notify_sms_form(within, secret("hemmelig")).await.unwrap();
    assert_eq!(fields(&wrong), [("url", "error.notify.passwordInField")]);
    let with_query = SmsForm { url: "https://sms.example/?to=1".into(), ..sms() };
    let wrong = app.notify_sms_form(with_query, secret("hemmelig")).await.unwrap();
    assert_eq!(fields(&wrong), [("url", "notify.trouble.address")]);
    let odd = EmailForm { ca: "-----BEGIN CERTIFICATE-----\nAAAA".into(), ..email() };
    let wrong = app.notify_email_form(odd, secret("hemmelig")).await.unwrap();
    assert_eq!(fields(&wrong), [("ca", "error.notify.ca")]);
    let none = app.notify_standing().await.unwrap();
    assert!(none.channels.iter().all(|channel| channel.to.is_none()), "{none:?}");
    assert_eq!(app.notify_forms().await.unwrap(), Default::default());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_comes_back_without_its_secret_which_stays_for_the_same_server_and_name_alone() {
    let (_home, app) = app().await;
    assert_eq!(fields(&app.notify_email_form(email(), None).await.unwrap()), [SECRET]);
    assert_eq!(app.notify_email_form(email(), secret("hemmelig")).await.unwrap(), []);
    let port = "2525".to_owned();
    assert_eq!(app.notify_sms_form(sms(), secret("nøgle")).await.map(|all| all.len()), Ok(1), "a token is plain");
    assert_eq!(app.notify_sms_form(sms(), secret("token")).await.unwrap(), []);
    let forms = app.notify_forms().await.unwrap();
    assert_eq!(forms.email, Some(email()), "the usual port is not said");
    assert_eq!(forms.sms.as_ref().map(|form| form.to.as_str()), Some("+4520000003"));
    let text = serde_json::to_string(&forms).unwrap();
    assert!(!text.contains("hemmelig") && !text.contains("token"), "{text}");
    let changed = EmailForm { to: "far@eksempel.example".into(), ..email() };
    assert_eq!(app.notify_email_form(changed, secret("")).await.unwrap(), [], "the same server and name");
    for other in [EmailForm { port, ..email() }, EmailForm { user: "far".into(), ..email() }] {
        assert_eq!(fields(&app.notify_email_form(other, None).await.unwrap()), [SECRET]);
    }
    let all = app.notify_standing().await.unwrap();
    assert_eq!(all.channels[1].to.as_deref(), Some("far@eksempel.example"));
    assert!(!all.asked && all.channels.iter().all(|channel| channel.ready), "{all:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_channel_is_forgotten_with_its_secret_and_can_be_set_up_again() {
    let (_home, app) = app().await;
    assert_eq!(app.notify_email_form(email(), secret("hemmelig")).await.unwrap(), []);
    let on = RuleChange { on: Some(true), ..RuleChange::default() };
    app.notify_set("email", None, on.clone()).await.unwrap();
    let gone = app.notify_forget("email").await.unwrap();
    assert_eq!((gone.ready, gone.to, gone.since), (false, None, None));
    assert!(app.notify_standing().await.unwrap().rules.iter().all(|rule| rule.channel == "desktop" || !rule.on));
    assert_eq!(app.notify_forms().await.unwrap(), Default::default());
    assert_eq!(app.notify_test("email").await.unwrap_err().text.as_deref(), Some("error.notify.notSetUp"));
    assert_eq!(fields(&app.notify_email_form(email(), None).await.unwrap()), [SECRET], "nothing is kept of it");
    assert_eq!(app.notify_email_form(email(), secret("ny")).await.unwrap(), []);
    assert!(app.notify_set("email", None, on).await.unwrap().ready);
    assert!(app.notify_forget("desktop").await.is_err() && app.notify_forget("sms").await.is_ok_and(|sms| !sms.ready));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_exception_says_what_is_its_own_and_can_be_taken_away_again() {
    let (_sandbox, _home, app, ids) = mette().await;
    let all = RuleChange { senders: Some(vec!["Prøvestrup  Kommune".into()]), ..RuleChange::default() };
    app.notify_set("sms", None, RuleChange { digest: Some(Digest::Daily), ..all }).await.unwrap();
    let own = RuleChange { show: Some(Show::Sender), label: Some("Mor".into()), ..RuleChange::default() };
    let holds = app.notify_set("sms", Some(ids[0].clone()), own).await.unwrap();
    assert_eq!(holds.said, ["label", "show"]);
    assert_eq!((holds.digest, holds.senders), (Digest::Daily, vec!["Prøvestrup  Kommune".to_owned()]));
    assert_eq!(app.notify_standing().await.unwrap().rules.len(), 4);
    let usual = app.notify_unset("sms", ids[0].clone()).await.unwrap();
    assert_eq!((usual.show, usual.digest, usual.label), (Show::Nothing, Digest::Daily, None));
    assert_eq!(app.notify_standing().await.unwrap().rules.len(), 3);
    // There is none any more.
    app.notify_unset("sms", ids[0].clone()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn turning_the_screen_on_for_one_mailbox_leaves_it_off_for_the_others() {
    let (_sandbox, _home, app, ids) = mette().await;
    let mut settings = app.settings().await.unwrap();
    settings.notify_desktop = false;
    app.set_settings(&settings).await.unwrap();
    let on = RuleChange { on: Some(true), ..RuleChange::default() };
    assert!(app.notify_set("desktop", Some(ids[0].clone()), on).await.unwrap().on);
    let rules = app.notify_standing().await.unwrap().rules;
    assert_eq!((rules[0].mailbox.as_ref(), rules[0].on), (None, false), "{:?}", rules[0]);
    app.notify_unset("desktop", ids[0].clone()).await.unwrap();
    assert!(app.notify_standing().await.unwrap().rules.iter().all(|rule| !rule.on));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_words_follow_the_choices_and_an_empty_choice_is_as_usual_again() {
    let (_sandbox, _home, app, ids) = mette().await;
    let english = RuleChange { language: Some("en".into()), zone: Some("Europe/Oslo".into()), ..RuleChange::default() };
    let holds = app.notify_set("email", None, english).await.unwrap();
    assert_eq!(holds.zone.as_deref(), Some("Europe/Oslo"));
    let label = RuleChange { label: Some("Mor".into()), ..RuleChange::default() };
    app.notify_set("email", Some(ids[0].clone()), label).await.unwrap();
    let own = app.notify_preview("email", Some(ids[0].clone())).await.unwrap();
    assert!(own.text.starts_with("Mor: 1 new letter") && own.subject.as_deref() == Some("New mail"), "{own:?}");
    let usual = RuleChange { language: Some(String::new()), zone: Some(String::new()), ..RuleChange::default() };
    let holds = app.notify_set("email", None, usual).await.unwrap();
    assert_eq!((holds.language.as_str(), holds.said.len()), (app.settings().await.unwrap().language.code(), 0));
    let other = app.notify_preview("email", None).await.unwrap();
    assert!(!other.text.contains("Mor"), "{other:?}");
    assert!(app.notify_preview("brevdue", None).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_channel_that_nobody_waits_for_is_not_in_trouble() {
    let (_sandbox, _home, app, ids) = mette().await;
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let nobody = SmsForm { url: format!("http://127.0.0.1:{port}"), ..sms() };
    assert_eq!(app.notify_sms_form(nobody, secret("token")).await.unwrap(), []);
    assert_eq!(app.notify_test("sms").await.unwrap_err().text.as_deref(), Some("notify.trouble.down"));
    assert_eq!(app.notify_troubles().await.unwrap(), []);
    let on = RuleChange { on: Some(true), ..RuleChange::default() };
    app.notify_set("sms", Some(ids[0].clone()), on).await.unwrap();
    let down = ("sms".to_owned(), "notify.trouble.down".to_owned());
    assert_eq!(app.notify_troubles().await.unwrap(), [down], "one mailbox waits for it");
}
