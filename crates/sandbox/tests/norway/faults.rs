//! Misbehaviour on request: each service has bad days of its own, and the ways in have none.

use crate::world::{Post, World, demo, empty, link};
use serde_json::{Value, json};

async fn set(world: &World, faults: Value) {
    let got = world.admin("POST", "/faults", &faults).await;
    assert_eq!(got.status, 200, "{}", String::from_utf8_lossy(&got.body));
}

struct Tokens {
    norwegian: String,
    post: String,
}

async fn tokens(world: &World) -> Tokens {
    Tokens {
        norwegian: world.idporten("kari").await["access_token"].as_str().unwrap().to_owned(),
        post: world.post("kari", "FULL_IDPORTEN4").await.token,
    }
}

/// What the register and Digipost answer.
async fn statuses(world: &World, tokens: &Tokens) -> (u16, u16) {
    let ask = async |path: &str, token: &str| {
        world.http.get(world.at(path)).bearer_auth(token).send().await.unwrap().status().as_u16()
    };
    (ask("/rest/v1/person", &tokens.norwegian).await, ask("/post/api", &tokens.post).await)
}

#[tokio::test]
async fn a_service_has_its_bad_day_alone_or_with_all_others() {
    let world = demo().await;
    let tokens = tokens(&world).await;
    set(&world, json!({"provider": "digipost", "errorRate": 1.0, "status": 503, "retryAfterS": 7})).await;
    assert_eq!(statuses(&world, &tokens).await, (200, 503));
    let failed = world.http.get(world.at("/post/api")).send().await.unwrap();
    assert_eq!(failed.headers()["retry-after"], "7");
    assert_eq!(failed.json::<Value>().await.unwrap()["error-code"], "SERVICE_UNAVAILABLE");
    set(&world, json!({"provider": "contact-register", "errorRate": 1.0, "status": 500})).await;
    assert_eq!(statuses(&world, &tokens).await, (500, 503), "each keeps its own");
    set(&world, json!({"provider": "digipost"})).await;
    assert_eq!(statuses(&world, &tokens).await, (500, 200));
    set(&world, json!({"errorRate": 1.0, "status": 502})).await;
    assert_eq!(statuses(&world, &tokens).await, (502, 502));
    let danish = world.http.get(world.at("/apis/v1/mailboxes/")).send().await.unwrap();
    assert_eq!(danish.status(), 502);
    let page = world.http.get(world.at("/idporten/.well-known/openid-configuration")).send().await.unwrap();
    assert_eq!(page.status(), 200, "the way in is nobody's bad day");
    world.digipost_tokens("FULL", &[("person", "kari")]).await;
    assert_eq!(world.admin("DELETE", "/faults", &Value::Null).await.status, 200);
    assert_eq!(statuses(&world, &tokens).await, (200, 200));
}

#[tokio::test]
async fn the_fault_of_one_country_leaves_the_other_alone() {
    let world = demo().await;
    let tokens = tokens(&world).await;
    set(&world, json!({"provider": "digital-post", "errorRate": 1.0, "status": 503})).await;
    assert_eq!(statuses(&world, &tokens).await, (200, 200));
    set(&world, json!({"provider": "altinn", "errorRate": 1.0, "status": 503})).await;
    assert_eq!(statuses(&world, &tokens).await, (200, 200));
}

#[tokio::test]
async fn access_tokens_live_as_long_as_the_service_says_that_they_open() {
    let world = demo().await;
    let all = tokens(&world).await;
    set(&world, json!({"provider": "digipost", "tokenTtlS": 0})).await;
    assert_eq!(statuses(&world, &all).await, (200, 401));
    assert_eq!(world.digipost_tokens("FULL", &[("person", "kari")]).await["expires_in"], 0);
    set(&world, json!({"provider": "digipost"})).await;
    assert_eq!(world.digipost_tokens("FULL", &[("person", "kari")]).await["expires_in"], 899);
    for provider in ["altinn", "contact-register"] {
        let all = tokens(&world).await;
        set(&world, json!({"provider": provider, "tokenTtlS": 0})).await;
        assert_eq!(statuses(&world, &all).await, (401, 200), "{provider}");
        set(&world, json!({"provider": provider})).await;
        assert_eq!(world.idporten("kari").await["expires_in"], 7200);
    }
}

#[tokio::test]
async fn lists_are_late_and_a_letter_by_itself_is_not() {
    let world = demo().await;
    let post = world.post("kari", "FULL").await;
    let inbox = link(&post.own().await, "document_inbox");
    let before = post.get(&inbox).await;
    let letter = post.letter("Lånekortet ditt").await;
    set(&world, json!({"provider": "digipost", "staleListMs": 600_000})).await;
    let update = json!({"subject": "Nytt", "location": "INBOX"});
    assert_eq!(post.call("POST", &link(&letter, "update_document"), Some(update)).await.status, 200);
    world.letters("kari", json!({"subject": "Nyest"})).await;
    assert_eq!(post.get(&inbox).await, before);
    assert_eq!(post.get(&link(&letter, "self")).await["subject"], "Nytt");
    world.admin("DELETE", "/faults", &Value::Null).await;
    let now = post.inbox().await;
    assert_eq!(now.len(), before["document"].as_array().unwrap().len() + 1);
    assert_eq!(now[0]["subject"], "Nyest");
}

#[tokio::test]
async fn bodies_are_cut_and_logos_are_wrong() {
    let world = demo().await;
    let post = world.post("kari", "FULL").await;
    let logo = link(&post.letter("Lånekortet ditt").await, "organisation_logo");
    set(&world, json!({"provider": "digipost", "logo": "svg"})).await;
    let got = post.call("GET", &logo, None).await;
    assert!(got.headers["content-type"] == "image/png" && got.body.starts_with(b"<svg"));
    set(&world, json!({"provider": "digipost", "logo": "missing"})).await;
    assert_eq!(post.call("GET", &logo, None).await.status, 404);
    set(&world, json!({"provider": "digipost", "cutBodiesRate": 1.0})).await;
    let Post { token, .. } = &post;
    let cut = world.http.get(world.at("/post/api")).bearer_auth(token).send().await.unwrap();
    assert!(cut.bytes().await.is_err());
}

#[tokio::test]
async fn a_provider_that_is_none_is_refused() {
    let world = empty().await;
    for provider in ["idporten", "receiver", ""] {
        assert_eq!(world.admin("POST", "/faults", &json!({"provider": provider})).await.status, 400, "{provider}");
    }
}
