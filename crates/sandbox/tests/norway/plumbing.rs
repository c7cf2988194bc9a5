//! The ready line and the request log.

use crate::world::{demo, request, with};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use axum::{Json, Router};
use postkasse_sandbox::Options;
use serde_json::{Value, json};

#[tokio::test]
async fn the_ready_line_names_norways_services_persons_and_mailboxes() {
    let world = demo().await;
    let ready = serde_json::to_value(&world.running.ready).unwrap();
    assert_eq!(ready["providers"]["altinn"], world.at("/dialogporten"));
    assert_eq!(ready["providers"]["digipost"], world.at("/post/api"));
    assert_eq!(ready["providers"]["digital-post"], world.at("/apis/v1"));
    let person = |id: &str| ready["persons"].as_array().unwrap().iter().find(|one| one["id"] == id).unwrap();
    let boxes = |id: &str| {
        let all = person(id)["mailboxes"].as_array().unwrap().iter();
        let shown =
            |one: &Value| ["provider", "kind", "name"].map(|name| one[name].as_str().unwrap().to_owned()).join(" ");
        all.map(shown).collect::<Vec<_>>()
    };
    assert_eq!(person("kari")["country"], "no");
    assert_eq!(boxes("per"), ["altinn own Per Eksempel", "digipost own Per Eksempel"]);
    assert_eq!(boxes("ola"), ["altinn own Ola Prøve"]);
    let kari = boxes("kari");
    assert!(kari.contains(&"altinn company Eksempel Bakeri AS".to_owned()), "{kari:?}");
    assert!(kari.contains(&"altinn company Prøvevik Kulturhus SA scenen".to_owned()), "{kari:?}");
    assert!(!kari.contains(&"altinn company Prøvevik Kulturhus SA".to_owned()), "she acts for its parts alone");
    assert!(kari.contains(&"digipost delegated Per Eksempel".to_owned()));
    assert_eq!(world.mailbox("kari", "altinn", "own"), "urn:altinn:person:identifier-no:01858300000");
    let company = world.mailbox("kari", "altinn", "company");
    assert_eq!(company, "urn:altinn:organization:identifier-no:000000011");
    assert_eq!(person("mette")["country"], "dk");
    assert_eq!(boxes("inger"), ["digital-post own Inger Hansen"]);
}

#[tokio::test]
async fn the_log_names_the_service_and_never_the_ways_in() {
    let world = demo().await;
    let token = world.idporten("kari").await["access_token"].as_str().unwrap().to_owned();
    let post = world.post("kari", "FULL").await;
    assert_eq!(world.admin("GET", "/requests", &Value::Null).await.json(), json!([]), "logins are in no log");
    world.http.get(world.at("/rest/v1/person")).bearer_auth(&token).send().await.unwrap();
    post.own().await;
    for path in ["/dialogporten/api/v1/enduser/parties", "/correspondence/api/v1/x", "/profile/api/v1/x", "/embed/x"] {
        world.http.get(world.at(path)).send().await.unwrap();
    }
    world.http.get(world.at("/idporten/authorize")).query(&request()).send().await.unwrap();
    let log = world.admin("GET", "/requests", &Value::Null).await.json();
    let named: Vec<&str> = log.as_array().unwrap().iter().map(|one| one["provider"].as_str().unwrap()).collect();
    assert_eq!(named, ["contact-register", "digipost", "altinn", "altinn", "altinn", "altinn"]);
    assert_eq!(log[0]["path"], "/rest/v1/person");
}

#[tokio::test]
async fn a_trusted_issuer_vouches_for_norwegians_too() {
    async fn userinfo(headers: HeaderMap) -> Result<Json<Value>, StatusCode> {
        let token =
            headers["authorization"].to_str().unwrap().strip_prefix("Bearer ").ok_or(StatusCode::UNAUTHORIZED)?;
        let (sub, scope) = token.split_once('/').unwrap_or((token, ""));
        let mut info = json!({"sub": sub, "acr": "idporten-loa-substantial"});
        if !scope.is_empty() {
            info["scope"] = scope.into();
        }
        Ok(Json(info))
    }
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let issuer = format!("http://{}", listener.local_addr().unwrap());
    let discovery = json!({"userinfo_endpoint": format!("{issuer}/userinfo")});
    let app = Router::new()
        .route("/.well-known/openid-configuration", get(async move || Json(discovery)))
        .route("/userinfo", get(userinfo));
    tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
    let world = with(Options { trust_issuer: Some(issuer.parse().unwrap()), ..Options::default() }).await;
    let status = async |path: &str, token: &str| {
        world.http.get(world.at(path)).bearer_auth(token).send().await.unwrap().status().as_u16()
    };
    assert_eq!(status("/rest/v1/person", "kari").await, 200);
    assert_eq!(status("/rest/v1/person", "kari/digdir:dialogporten").await, 403);
    assert_eq!(status("/post/api", "kari").await, 200);
    assert_eq!(status("/post/api", "ola").await, 401, "he has no mailbox");
    assert_eq!(status("/apis/v1/mailboxes/", "mette").await, 200);
    for (path, token) in [("/rest/v1/person", "mette"), ("/post/api", "mette"), ("/apis/v1/mailboxes/", "kari")] {
        assert_eq!(status(path, token).await, 401, "{path}");
    }
}
