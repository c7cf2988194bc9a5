//! The login page as a person meets it, and `browse`, which meets it as she does.

use super::world::{CALLBACK, location, param, request, world};
use axum::{Router, routing::get};
use postkasse_sandbox::browse::browse;
use reqwest::{StatusCode, header};
use url::Url;

#[tokio::test]
async fn the_page_speaks_three_languages_and_says_that_it_is_a_sandbox() {
    let world = world().await;
    let page = world.begin(&request()).await;
    for (lang, marked) in [("da", "Prøve-login – ikke MitID"), ("nb", "ikke MitID"), ("en", "not MitID")] {
        let asked = world.http.get(page.clone()).header(header::ACCEPT_LANGUAGE, lang).send().await.unwrap();
        let policy = asked.headers()["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
        assert_eq!(asked.headers()["cache-control"], "no-store");
        let html = asked.text().await.unwrap();
        assert!(html.contains(&format!("<html lang=\"{lang}\">")), "{lang}");
        assert!(html.contains(marked), "{lang}");
        assert!(!html.contains("<script"));
        assert_eq!(html.matches("<h1>").count(), 1);
    }
    let switched = world.http.get(format!("{page}&lang=en")).header(header::ACCEPT_LANGUAGE, "da").send();
    assert!(switched.await.unwrap().text().await.unwrap().contains("<html lang=\"en\">"));
}

#[tokio::test]
async fn who_cancels_sends_the_program_away_with_access_denied() {
    let world = world().await;
    let page = world.begin(&request()).await;
    let back = location(&world.choose(&page, &[("decision", "cancel")]).await);
    assert_eq!(param(&back, "error").as_deref(), Some("access_denied"));
    assert_eq!(param(&back, "iss"), Some(world.at("/oauth")));
    let again = world.choose(&page, &[("person", "mette")]).await;
    assert_eq!(again.status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_role_that_the_person_does_not_have_is_asked_for_again() {
    let world = world().await;
    let page = world.begin(&request()).await;
    let wrong = [("person", "inger"), ("identity", "business"), ("level", "high"), ("lang", "nb")];
    let asked = world.choose(&page, &wrong).await;
    assert_eq!(asked.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let html = asked.text().await.unwrap();
    assert!(html.contains("role=\"alert\"") && html.contains("<html lang=\"nb\">"), "{html}");
    for kept in ["inger", "business", "high"] {
        assert!(html.contains(&format!("value=\"{kept}\" checked")), "{kept}: {html}");
    }
    let back = location(&world.choose(&page, &[("person", "inger"), ("identity", "private")]).await);
    assert!(back.as_str().starts_with(CALLBACK) && param(&back, "code").is_some());
}

#[tokio::test]
async fn browse_goes_through_the_page_to_the_programs_own_address() {
    let world = world().await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let callback = format!("http://{}/callback", listener.local_addr().unwrap());
    let program = tokio::spawn(async move {
        axum::serve(listener, Router::new().route("/callback", get(|| async { "done" }))).await.unwrap();
    });
    let mut request = request();
    request.insert("redirect_uri", callback);
    let url = || Url::parse_with_params(&world.at("/oauth/authorize"), &request).unwrap();
    browse(url(), "mette", None).await.unwrap();
    browse(url(), "inger", Some(model::Level::High)).await.unwrap();
    assert!(browse(url(), "nobody", None).await.is_err());
    request.remove("code_challenge");
    let wrong = Url::parse_with_params(&world.at("/oauth/authorize"), &request).unwrap();
    assert!(browse(wrong, "mette", None).await.unwrap_err().to_string().contains("invalid_request"));
    program.abort();
}
