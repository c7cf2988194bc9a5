//! Wrong answers in the browser.

use crate::double::Double;
use crate::script::good;
use crate::world::{Person, Visit, get, http, patience, person, person_who, registration, way_back};
use crate::wrong_answers::{Row, Stop, row, try_all};
use async_trait::async_trait;
use postkasse_eid::{CommandBrowser, Eid, EidError, LoginBrowser, Patience};
use reqwest::Method;
use std::sync::Arc;
use std::time::Duration;
use url::Url;

fn set(name: &'static str, value: &'static str) -> impl Fn(&mut Vec<(String, String)>) {
    move |said| {
        said.retain(|(known, _)| known != name);
        said.push((name.to_owned(), value.to_owned()));
    }
}

fn without(name: &'static str) -> impl Fn(&mut Vec<(String, String)>) {
    move |said| said.retain(|(known, _)| known != name)
}

/// Nothing comes that counts: in the end the wait is over.
fn waits(what: &'static str, steps: impl Fn(Url) -> Vec<Visit> + Send + Sync + 'static) -> Row {
    let patience = Patience { person: Duration::from_millis(400), ..patience() };
    Row { person: person_who(steps), patience, ..row(what, good(), Stop::Waiting, EidError::TimedOut) }
}

#[tokio::test]
async fn what_does_not_count_is_not_waited_for_for_ever() {
    try_all(vec![
        waits("the person closes the browser", |_| Vec::new()),
        waits("only a favicon is asked for", |back| vec![get(back.join("/favicon.ico").unwrap())]),
        waits("the state of another login", |mut back| {
            back.set_query(Some("code=code-1&state=another"));
            vec![get(back)]
        }),
        waits("no state", |mut back| {
            back.set_query(Some("code=code-1"));
            vec![get(back)]
        }),
        waits("another path", |mut back| {
            back.set_path("/other");
            vec![get(back)]
        }),
        waits("a form instead of a redirect", |back| vec![get(back).by(Method::POST)]),
        waits("under another name of this computer", |back| vec![get(back).under_name("evil.example")]),
    ])
    .await;
}

#[tokio::test]
async fn an_answer_in_the_browser_that_is_wrong_is_refused_before_the_code_is_shown_to_anybody() {
    let silent = |description: &mut serde_json::Value| {
        description.as_object_mut().unwrap().remove("authorization_response_iss_parameter_supported");
    };
    try_all(vec![
        row(
            "from another issuer",
            good().redirect(set("iss", "https://evil.example")),
            Stop::AtTheAnswer,
            EidError::WrongIssuer,
        ),
        row("from nobody", good().redirect(without("iss")), Stop::AtTheAnswer, EidError::WrongIssuer),
        row(
            "from another issuer, where it need not be said",
            good().description(silent).redirect(set("iss", "https://evil.example")),
            Stop::AtTheAnswer,
            EidError::WrongIssuer,
        ),
        row("no code", good().redirect(without("code")), Stop::AtTheAnswer, EidError::Incomplete("code")),
        row("an empty code", good().redirect(set("code", "")), Stop::AtTheAnswer, EidError::Incomplete("code")),
        row(
            "two codes",
            good().redirect(|said| said.push(("code".to_owned(), "another".to_owned()))),
            Stop::AtTheAnswer,
            EidError::Incomplete("code"),
        ),
        row("the person says no", good().error("access_denied"), Stop::AtTheAnswer, EidError::Cancelled),
        row(
            "an error",
            good().error("login_required"),
            Stop::AtTheAnswer,
            EidError::Refused("login_required".to_owned()),
        ),
        row(
            "an error, and a code all the same",
            good().redirect(|said| said.push(("error".to_owned(), "consent_required".to_owned()))),
            Stop::AtTheAnswer,
            EidError::Refused("consent_required".to_owned()),
        ),
        row("a bad moment", good().error("temporarily_unavailable"), Stop::AtTheAnswer, EidError::Busy),
        row("an unknown program", good().error("unauthorized_client"), Stop::AtTheAnswer, EidError::ClientRefused),
        row(
            "a level that cannot be had",
            good().error("unmet_authentication_requirements"),
            Stop::AtTheAnswer,
            EidError::LevelTooLow,
        ),
    ])
    .await;
}

/// A code from an earlier login, used or not, comes back with this login's state.
#[tokio::test]
async fn a_code_that_was_used_or_belongs_to_another_attempt_is_refused() {
    for used in [true, false] {
        let provider = Double::new(good()).await;
        let eid = Eid::discover(Arc::new(registration(provider.url())), patience()).await.unwrap();
        let first = eid.begin().await.unwrap();
        let back = way_back(&http(), first.url()).await;
        let code = back.query_pairs().find(|(name, _)| name == "code").unwrap().1.into_owned();
        if used {
            let again = back.clone();
            first.finish(Arc::new(person_who(move |_| vec![get(again.clone())])), "da").await.unwrap();
        }
        let person = Arc::new(person_who(move |mut back| {
            let said: Vec<(String, String)> =
                back.query_pairs().into_owned().filter(|(name, _)| name != "code").collect();
            back.query_pairs_mut().clear().extend_pairs(said).append_pair("code", &code);
            vec![get(back)]
        }));
        let refused = eid.begin().await.unwrap().finish(person.clone(), "da").await;
        assert_eq!(refused.err(), Some(EidError::CodeRefused), "used: {used}");
        assert!(person.seen().await[0].text.contains("ikke gennemført"));
    }
}

struct NoBrowser;

#[async_trait]
impl LoginBrowser for NoBrowser {
    async fn open(&self, _: &Url) -> Result<(), EidError> {
        Err(EidError::Browser)
    }
}

#[tokio::test]
async fn a_browser_that_does_not_open_or_fails_ends_the_login_at_once() {
    let provider = Double::new(good()).await;
    let failing = CommandBrowser { program: "false".to_owned(), arguments: vec!["{url}".to_owned()] };
    let missing = CommandBrowser { program: "no-such-browser".to_owned(), arguments: Vec::new() };
    let browsers: [Arc<dyn LoginBrowser>; 3] = [Arc::new(NoBrowser), Arc::new(failing), Arc::new(missing)];
    let eid = Eid::discover(Arc::new(registration(provider.url())), patience()).await.unwrap();
    for browser in browsers {
        let ended = eid.begin().await.unwrap().finish(browser, "da").await;
        assert_eq!(ended.err(), Some(EidError::Browser));
    }
}

/// Stays open until the test has seen what it wanted to see.
struct Foreground(Arc<Person>);

#[async_trait]
impl LoginBrowser for Foreground {
    async fn open(&self, url: &Url) -> Result<(), EidError> {
        self.0.open(url).await?;
        std::future::pending().await
    }
}

#[tokio::test]
async fn a_browser_that_stays_open_is_not_waited_for() {
    let provider = Double::new(good()).await;
    let person = Arc::new(person());
    let eid = Eid::discover(Arc::new(registration(provider.url())), patience()).await.unwrap();
    let done = eid.begin().await.unwrap().finish(Arc::new(Foreground(person.clone())), "da").await;
    assert_eq!(done.unwrap().subject, "prøve-person");
    assert!(person.seen().await[0].text.contains("Du er logget ind"));
}
