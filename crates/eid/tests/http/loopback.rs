//! Several tabs, several logins at once, and browsers that ask for more than they should.

use crate::double::Double;
use crate::script::good;
use crate::world::{get, http, patience, person_who, registration, visit, way_back};
use postkasse_eid::{Attempt, Eid};
use reqwest::StatusCode;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

async fn attempt(provider: &Double) -> Attempt {
    let eid = Eid::discover(Arc::new(registration(provider.url())), patience()).await.unwrap();
    eid.begin().await.unwrap()
}

#[tokio::test]
async fn what_does_not_count_gets_404_and_the_wait_goes_on_until_the_right_answer_comes() {
    let provider = Double::new(good()).await;
    let person = Arc::new(person_who(|back| {
        let mut other_path = back.clone();
        other_path.set_path("/other");
        let mut other_state = back.clone();
        other_state.set_query(Some("code=stolen&state=guessed"));
        let mut forged_error = back.clone();
        forged_error.set_query(Some("error=access_denied&state=guessed"));
        let favicon = back.join("/favicon.ico").unwrap();
        let posted = get(back.clone()).by(reqwest::Method::POST);
        let rebound = get(back.clone()).under_name("evil.example");
        let wrong = [favicon, other_path, other_state, forged_error].map(get);
        wrong.into_iter().chain([posted, rebound, get(back)]).collect()
    }));
    let done = attempt(&provider).await.finish(person.clone(), "en").await.unwrap();
    assert_eq!(done.subject, "prøve-person");
    let seen = person.seen().await;
    let (last, wrong) = seen.split_last().unwrap();
    assert_eq!(wrong.len(), 6);
    for page in wrong {
        assert_eq!((page.status, page.text.as_str()), (StatusCode::NOT_FOUND, ""));
    }
    assert!(last.text.contains("You are logged in") && last.text.contains("lang=\"en\""), "{last:?}");
    assert_eq!(provider.asked("/token").len(), 1);
}

/// The person opened the login page twice and finished it in both tabs.
#[tokio::test]
async fn of_two_tabs_of_one_login_the_first_counts_and_the_second_is_told_so() {
    let provider = Double::new(good()).await;
    let attempt = attempt(&provider).await;
    let (http, login) = (http(), attempt.url().clone());
    let (one, two) = (way_back(&http, &login).await, way_back(&http, &login).await);
    assert_ne!(one, two);
    // The second comes while the first is being redeemed.
    let told = Arc::new(Mutex::new(None));
    let tell = told.clone();
    provider.plays(good().meanwhile(move || {
        let (tell, two) = (tell.clone(), two.clone());
        async move {
            let page = visit(&crate::world::http(), get(two)).await;
            *tell.lock().unwrap() = page;
        }
    }));
    let person = Arc::new(person_who(move |_| vec![get(one.clone())]));
    let done = attempt.finish(person.clone(), "da").await.unwrap();
    assert_eq!(done.name.as_deref(), Some("Prøve Person"));
    assert!(told.lock().unwrap().as_ref().unwrap().text.contains("allerede brugt"));
    assert!(person.seen().await[0].text.contains("Du er logget ind"));
    assert_eq!(provider.asked("/token").len(), 1, "one code was redeemed");
}

#[tokio::test]
async fn two_logins_at_once_each_take_their_own_answer_only() {
    let provider = Double::new(good()).await;
    let (one, two) = (attempt(&provider).await, attempt(&provider).await);
    let http = http();
    let (back_one, back_two) = (way_back(&http, one.url()).await, way_back(&http, two.url()).await);
    let crossed = |at: &url::Url, said: &url::Url| {
        let mut crossed = at.clone();
        crossed.set_query(said.query());
        crossed
    };
    let steps_one = [crossed(&back_one, &back_two), back_one.clone()];
    let steps_two = [crossed(&back_two, &back_one), back_two.clone()];
    let person_one = Arc::new(person_who(move |_| steps_one.clone().map(get).to_vec()));
    let person_two = Arc::new(person_who(move |_| steps_two.clone().map(get).to_vec()));
    let (done_one, done_two) = tokio::join!(one.finish(person_one.clone(), "da"), two.finish(person_two.clone(), "da"));
    assert!(done_one.is_ok() && done_two.is_ok());
    for person in [person_one, person_two] {
        let seen = person.seen().await;
        assert_eq!(seen[0].status, StatusCode::NOT_FOUND);
        assert!(seen[1].text.contains("Du er logget ind"));
    }
}

#[tokio::test]
async fn connections_that_say_nothing_or_too_much_do_not_keep_the_right_one_waiting() {
    let provider = Double::new(good()).await;
    let attempt = attempt(&provider).await;
    let back = way_back(&http(), attempt.url()).await;
    let place = format!("127.0.0.1:{}", back.port().unwrap());
    let mut silent = Vec::new();
    for _ in 0..8 {
        silent.push(TcpStream::connect(&place).await.unwrap());
    }
    let mut endless = TcpStream::connect(&place).await.unwrap();
    endless.write_all(&[b'a'; 20 << 10]).await.unwrap();
    let person = Arc::new(person_who(move |_| vec![get(back.clone())]));
    attempt.finish(person, "da").await.unwrap();
    let mut said = String::new();
    // It was answered with 404 or cut off; either way it is over.
    let _ = endless.read_to_string(&mut said).await;
    assert!(said.is_empty() || said.starts_with("HTTP/1.1 404"), "{said}");
    drop(silent);
}

#[tokio::test]
async fn a_login_that_is_given_up_listens_no_longer() {
    let provider = Double::new(good()).await;
    let attempt = attempt(&provider).await;
    let back = way_back(&http(), attempt.url()).await;
    let (login, opened) = (attempt.finish(Arc::new(person_who(|_| Vec::new())), "da"), tokio::task::yield_now());
    tokio::select! {
        biased;
        done = login => panic!("{done:?}"),
        () = opened => {}
    }
    assert!(visit(&http(), get(back)).await.is_none(), "nobody listens any more");
    assert!(provider.asked("/token").is_empty());
}
