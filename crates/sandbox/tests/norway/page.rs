//! ID-porten's page as a person meets it, and `browse`, which meets it as she does.

use crate::world::{STATE, demo, digipost_request, location, param, request};
use axum::extract::RawQuery;
use axum::{Router, routing::get};
use model::Level;
use postkasse_sandbox::browse::browse;
use reqwest::header;
use std::sync::{Arc, Mutex};
use url::Url;

#[tokio::test]
async fn the_page_speaks_three_languages_and_says_that_it_is_a_sandbox() {
    let world = demo().await;
    let page = location(&world.authorize(&request()).await);
    for (wished, lang, marked) in [
        ("nb", "nb", "ikke den ekte ID-porten"),
        ("nn", "nn", "ikkje den ekte ID-porten"),
        ("en-GB", "en", "not the real ID-porten"),
        ("se", "nb", "ikke den ekte ID-porten"),
        ("da", "nb", "ikke den ekte ID-porten"),
    ] {
        let asked = world.http.get(page.clone()).header(header::ACCEPT_LANGUAGE, wished).send().await.unwrap();
        let html = asked.text().await.unwrap();
        assert!(html.contains(&format!("<html lang=\"{lang}\">")) && html.contains(marked), "{wished}: {html}");
        assert!(!html.contains("<script") && html.matches("<h1>").count() == 1);
    }
    let style = world.http.get(world.at("/idporten/login/style.css")).send().await.unwrap();
    assert_eq!(style.headers()["content-type"], "text/css; charset=utf-8");
}

#[tokio::test]
async fn each_country_offers_its_own_persons_and_its_own_levels() {
    let world = demo().await;
    let page = location(&world.authorize(&request()).await);
    let norwegian = world.http.get(page).send().await.unwrap().text().await.unwrap();
    let mut request = request();
    request.insert("scope", "openid".to_owned());
    let page = location(&world.http.get(world.at("/oauth/authorize")).query(&request).send().await.unwrap());
    let danish = world.http.get(page.clone()).send().await.unwrap().text().await.unwrap();
    for (person, norway) in [("kari", true), ("per", true), ("ola", true), ("mette", false), ("inger", false)] {
        let offered = format!("name=\"person\" value=\"{person}\"");
        assert_eq!((norwegian.contains(&offered), danish.contains(&offered)), (norway, !norway), "{person}");
    }
    assert!(norwegian.contains("BankID") && norwegian.contains("MinID") && !norwegian.contains("name=\"identity\""));
    assert!(danish.contains("name=\"identity\"") && !danish.contains("BankID"));
    let wrong = world.choose(&page, &[("person", "kari")]).await;
    assert_eq!(wrong.status(), 422, "MitID does not know her");
}

#[tokio::test]
async fn who_is_not_known_is_asked_again_and_who_cancels_sends_the_program_away() {
    let world = demo().await;
    let page = location(&world.authorize(&request()).await);
    let wrong = world.choose(&page, &[("person", "mette"), ("level", "high"), ("lang", "nn")]).await;
    assert_eq!(wrong.status(), 422);
    let html = wrong.text().await.unwrap();
    assert!(html.contains("role=\"alert\"") && html.contains("value=\"high\" checked"), "{html}");
    let back = location(&world.choose(&page, &[("decision", "cancel")]).await);
    assert_eq!(param(&back, "error").as_deref(), Some("access_denied"));
    assert_eq!(world.choose(&page, &[("person", "kari")]).await.status(), 400);
}

/// A program's own address, which remembers how it was called.
async fn program() -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let callback = format!("http://{}/callback", listener.local_addr().unwrap());
    let called = Arc::<Mutex<Vec<String>>>::default();
    let kept = called.clone();
    let app = Router::new().route(
        "/callback",
        get(move |RawQuery(query): RawQuery| async move {
            kept.lock().unwrap().push(query.unwrap_or_default());
            "done"
        }),
    );
    tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
    (callback, called)
}

#[tokio::test]
async fn browse_goes_through_both_logins_of_norway() {
    let world = demo().await;
    let (callback, called) = program().await;
    let mut idporten = request();
    idporten.insert("redirect_uri", callback.clone());
    let idporten = Url::parse_with_params(&world.at("/idporten/authorize"), &idporten).unwrap();
    browse(idporten.clone(), "kari", None).await.unwrap();
    browse(idporten.clone(), "ola", Some(Level::Substantial)).await.unwrap();
    assert!(browse(idporten, "mette", None).await.is_err());
    let mut digipost = digipost_request("FULL_IDPORTEN3");
    digipost.insert("redirect_uri", callback);
    let digipost = Url::parse_with_params(&world.at("/post/api/oauth/authorize/new"), &digipost).unwrap();
    browse(digipost.clone(), "kari", Some(Level::High)).await.unwrap();
    let refused = browse(digipost, "ola", None).await.unwrap_err();
    assert!(refused.to_string().contains("registration_requires_higher_level"), "{refused}");
    let called = called.lock().unwrap();
    assert_eq!(called.len(), 3 + 1, "the refusal reaches the program, too");
    assert!(called.iter().all(|query| query.contains(STATE)));
}
