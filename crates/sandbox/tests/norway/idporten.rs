//! What a program can and cannot do with ID-porten.

use crate::world::{CALLBACK, NATIVE, STATE, VERIFIER, demo, location, param, read, request};
use serde_json::{Value, json};

#[tokio::test]
async fn discovery_names_an_issuer_of_its_own_beside_denmarks() {
    let world = demo().await;
    let found: Value = world
        .http
        .get(world.at("/idporten/.well-known/openid-configuration"))
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_eq!(found["issuer"], world.at("/idporten"));
    assert_eq!(found["authorization_endpoint"], world.at("/idporten/authorize"));
    assert_eq!(found["end_session_endpoint"], world.at("/idporten/logout"));
    assert_eq!(found["subject_types_supported"], json!(["pairwise"]));
    assert_eq!(found["ui_locales_supported"], json!(["nb", "nn", "en", "se"]));
    assert_eq!(found["acr_values_supported"][2], "idporten-loa-high");
    assert_eq!(found["require_pushed_authorization_requests"], false);
    assert!(found["scopes_supported"].as_array().unwrap().contains(&json!("krr:user/spraak.write")));
    let danish: Value =
        world.http.get(world.at("/oauth/.well-known/openid-configuration")).send().await.unwrap().json().await.unwrap();
    assert_eq!(danish["scopes_supported"], json!(["openid", "offline_access"]));
    assert_eq!(danish["acr_values_supported"][0], "https://data.gov.dk/concept/core/nsis/Low");
}

#[tokio::test]
async fn the_answer_names_its_issuer_and_any_port_is_returned_to() {
    let world = demo().await;
    for port in [1, 49152, 65535] {
        let mut request = request();
        let callback = format!("http://127.0.0.1:{port}/callback");
        request.insert("redirect_uri", callback.clone());
        let page = location(&world.authorize(&request).await);
        let back = location(&world.choose(&page, &[("person", "kari")]).await);
        assert!(back.as_str().starts_with(&callback));
        assert_eq!(param(&back, "iss"), Some(world.at("/idporten")));
        assert_eq!(param(&back, "state").as_deref(), Some(STATE));
    }
}

#[tokio::test]
async fn a_mistake_is_told_to_the_program_and_an_unknown_program_gets_a_page() {
    let world = demo().await;
    for (name, value, error) in [
        ("code_challenge", "", "invalid_request"),
        ("response_type", "token", "unsupported_response_type"),
        ("scope", "digdir:dialogporten", "invalid_scope"),
        ("scope", "openid skatteetaten:alt", "invalid_scope"),
    ] {
        let mut request = request();
        request.insert(name, value.to_owned());
        let back = location(&world.authorize(&request).await);
        assert_eq!(param(&back, "error").as_deref(), Some(error), "{name}");
        assert_eq!(param(&back, "iss"), Some(world.at("/idporten")));
    }
    for (name, value) in [("client_id", "example-phone-app"), ("redirect_uri", "http://localhost:1/callback")] {
        let mut request = request();
        request.insert(name, value.to_owned());
        let answer = read(world.authorize(&request).await).await;
        assert_eq!(answer.status, 400, "{value}");
        assert!(String::from_utf8(answer.body).unwrap().contains("ikke den ekte ID-porten"));
    }
}

#[tokio::test]
async fn a_request_may_be_pushed_first_and_need_not_be() {
    let world = demo().await;
    let pushed = read(world.http.post(world.at("/idporten/par")).form(&request()).send().await.unwrap()).await;
    assert_eq!(pushed.status, 201);
    let uri = pushed.json()["request_uri"].as_str().unwrap().to_owned();
    let short = [("client_id", NATIVE.to_owned()), ("request_uri", uri)].into();
    let page = location(&world.authorize(&short).await);
    let back = location(&world.choose(&page, &[("person", "kari")]).await);
    assert_eq!(world.redeem(&param(&back, "code").unwrap()).await.status, 200);
}

#[tokio::test]
async fn a_program_without_a_secret_gets_nothing_that_lasts_even_when_it_asks() {
    let world = demo().await;
    let mut request = request();
    request.insert("scope", "openid offline_access digdir:dialogporten".to_owned());
    let tokens = world.redeem(&world.code(&request, &[("person", "kari")]).await).await.json();
    assert!(tokens.get("refresh_token").is_none(), "{tokens}");
    assert_eq!(tokens["expires_in"], 7200);
    assert!(tokens["scope"].as_str().unwrap().contains("digdir:dialogporten"));

    request.insert("client_id", "postkasse-sandbox-confidential".to_owned());
    let code = world.code(&request, &[("person", "kari")]).await;
    let form = [
        ("grant_type", "authorization_code"),
        ("redirect_uri", CALLBACK),
        ("code", &*code),
        ("code_verifier", VERIFIER),
    ];
    let asked = world.http.post(world.at("/idporten/token"));
    let tokens = asked.basic_auth("postkasse-sandbox-confidential", Some("sandbox-secret")).form(&form);
    let tokens: Value = tokens.send().await.unwrap().json().await.unwrap();
    assert!(tokens["refresh_token"].is_string(), "{tokens}");
}

#[tokio::test]
async fn a_code_is_used_once_with_its_verifier_at_the_issuer_that_gave_it() {
    let world = demo().await;
    let code = world.code(&request(), &[("person", "kari")]).await;
    let form = [
        ("grant_type", "authorization_code"),
        ("client_id", NATIVE),
        ("redirect_uri", CALLBACK),
        ("code", &*code),
        ("code_verifier", VERIFIER),
    ];
    assert_eq!(world.token("/oauth/token", &form).await.json()["error"], "invalid_grant");
    assert_eq!(world.redeem(&code).await.status, 200);
    assert_eq!(world.redeem(&code).await.json()["error"], "invalid_grant");
    let mut wrong = form;
    let code = world.code(&request(), &[("person", "kari")]).await;
    (wrong[3].1, wrong[4].1) = (&code, "another-verifier-that-is-also-long-enough-to-count");
    assert_eq!(world.token("/idporten/token", &wrong).await.json()["error"], "invalid_grant");
}

#[tokio::test]
async fn userinfo_says_the_number_and_little_more() {
    let world = demo().await;
    let tokens = world.idporten("ola").await;
    let ask = |token: String| world.http.get(world.at("/idporten/userinfo")).bearer_auth(token).send();
    let about: Value = ask(tokens["access_token"].as_str().unwrap().to_owned()).await.unwrap().json().await.unwrap();
    assert_eq!((&about["pid"], &about["locale"]), (&json!("23897000000"), &json!("nb")));
    assert_eq!(about.as_object().unwrap().len(), 3, "{about}");
    assert_eq!(ask("nothing".to_owned()).await.unwrap().status(), 401);
}

#[tokio::test]
async fn logging_out_and_giving_back_end_the_login() {
    let world = demo().await;
    let holds = async |tokens: &Value| {
        let token = tokens["access_token"].as_str().unwrap();
        let asked = world.http.get(world.at("/rest/v1/person")).bearer_auth(token).send();
        asked.await.unwrap().status() == 200
    };
    let (first, second) = (world.idporten("kari").await, world.idporten("kari").await);
    let hint = first["id_token"].as_str().unwrap();
    let form = [("id_token_hint", hint), ("post_logout_redirect_uri", CALLBACK), ("state", "out")];
    let back = location(&world.http.post(world.at("/idporten/logout")).form(&form).send().await.unwrap());
    assert_eq!(param(&back, "state").as_deref(), Some("out"));
    assert!(!holds(&first).await && holds(&second).await);
    let form = [("token", second["access_token"].as_str().unwrap()), ("client_id", NATIVE)];
    assert_eq!(world.token("/idporten/revoke", &form).await.status, 200);
    assert!(!holds(&second).await);
}

#[tokio::test]
async fn the_tokens_of_one_country_open_nothing_of_the_others() {
    let world = demo().await;
    let norwegian = world.idporten("kari").await["access_token"].as_str().unwrap().to_owned();
    let danish = {
        let mut request = request();
        request.insert("scope", "openid".to_owned());
        let page = location(&world.http.get(world.at("/oauth/authorize")).query(&request).send().await.unwrap());
        let code = param(&location(&world.choose(&page, &[("person", "mette")]).await), "code").unwrap();
        let form = [
            ("grant_type", "authorization_code"),
            ("client_id", NATIVE),
            ("redirect_uri", CALLBACK),
            ("code", &*code),
            ("code_verifier", VERIFIER),
        ];
        world.token("/oauth/token", &form).await.json()["access_token"].as_str().unwrap().to_owned()
    };
    let post = world.digipost_tokens("FULL", &[("person", "kari")]).await["access_token"].as_str().unwrap().to_owned();
    let status = async |path: &str, token: &str| {
        world.http.get(world.at(path)).bearer_auth(token).send().await.unwrap().status().as_u16()
    };
    for (path, good) in [
        ("/apis/v1/mailboxes/", &danish),
        ("/rest/v1/person", &norwegian),
        ("/post/api", &post),
        ("/idporten/userinfo", &norwegian),
    ] {
        for token in [&danish, &norwegian, &post] {
            let expected = if token == good { 200 } else { 401 };
            assert_eq!(status(path, token).await, expected, "{path}");
        }
    }
}
