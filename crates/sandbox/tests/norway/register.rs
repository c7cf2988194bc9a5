//! The register of contact details and reservations.

use crate::world::{Got, World, demo, empty, read, request};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

const DAY: i64 = 24 * 3600;

async fn call(world: &World, method: &str, token: &str, body: &str) -> Got {
    let url = world.at("/rest/v1/person");
    let request = world.http.request(method.parse().unwrap(), url).bearer_auth(token).body(body.to_owned());
    read(request.send().await.unwrap()).await
}

async fn token(world: &World, person: &str, scope: &str) -> String {
    let mut request = request();
    request.insert("scope", format!("openid {scope}"));
    let code = world.code(&request, &[("person", person)]).await;
    world.redeem(&code).await.json()["access_token"].as_str().unwrap().to_owned()
}

async fn entry(world: &World, person: &str) -> Value {
    let tokens = world.idporten(person).await;
    let got = call(world, "GET", tokens["access_token"].as_str().unwrap(), "").await;
    assert_eq!(got.status, 200);
    got.json()
}

fn age_days(moment: &Value) -> i64 {
    let moment: Timestamp = moment.as_str().unwrap().parse().unwrap();
    Timestamp::now().duration_since(moment).as_hours() / 24
}

#[tokio::test]
async fn karis_number_was_not_confirmed_for_long_and_her_mail_was() {
    let world = demo().await;
    let kari = entry(&world, "kari").await;
    assert_eq!((&kari["personidentifikator"], &kari["status"]), (&json!("01858300000"), &json!("AKTIV")));
    assert_eq!((&kari["reservasjon"], &kari["varslingsstatus"]), (&json!("NEI"), &json!("KAN_VARSLES")));
    assert!(kari.get("reservasjonstidspunkt").is_none());
    let contact = &kari["kontaktinformasjon"];
    assert_eq!(contact["epostadresse"], "kari@eksempel.example");
    assert!(age_days(&contact["epostadresse_sist_verifisert"]) < 100);
    assert!((18 * 30..22 * 31).contains(&age_days(&contact["mobiltelefonnummer_sist_verifisert"])));
    assert!(age_days(&contact["mobiltelefonnummer_oppdatert"]) > 22 * 31);
    let post = json!({"postkasseadresse": "kari.eksempel#0AA1", "postkasseleverandoeradresse": "984661185"});
    assert_eq!((&kari["digital_post"], &kari["spraak"]), (&post, &json!("nb")));
}

#[tokio::test]
async fn ola_is_reserved_and_of_per_there_is_no_address() {
    let world = empty().await;
    let ola = entry(&world, "ola").await;
    assert_eq!((&ola["reservasjon"], &ola["varslingsstatus"]), (&json!("JA"), &json!("KAN_IKKE_VARSLES")));
    assert!(age_days(&ola["reservasjonstidspunkt"]) > 365);
    assert!(ola.get("digital_post").is_none());
    let per = entry(&world, "per").await;
    assert_eq!((&per["reservasjon"], &per["varslingsstatus"]), (&json!("NEI"), &json!("KAN_IKKE_VARSLES")));
    assert!(per.get("kontaktinformasjon").is_none() && per["spraak"] == "nn");
}

#[tokio::test]
async fn each_part_takes_a_scope_of_its_own() {
    let world = demo().await;
    let contact = token(&world, "kari", "krr:user/kontaktinformasjon.read").await;
    let shown = call(&world, "GET", &contact, "").await.json();
    assert!(shown.get("kontaktinformasjon").is_some() && shown.get("digital_post").is_none());
    let mailbox = token(&world, "kari", "krr:user/digitalpost.read").await;
    let shown = call(&world, "GET", &mailbox, "").await.json();
    assert!(shown.get("kontaktinformasjon").is_none() && shown.get("digital_post").is_some());
    let neither = token(&world, "kari", "digdir:dialogporten krr:user/spraak.write").await;
    let refused = call(&world, "GET", &neither, "").await;
    assert_eq!((refused.status, refused.json()["error"].as_str()), (403, Some("insufficient_scope")));
    assert_eq!(call(&world, "PATCH", &contact, r#"{"spraak":"en"}"#).await.status, 403);
    let nobody = call(&world, "GET", "nothing", "").await;
    assert_eq!(nobody.status, 401);
    assert!(nobody.headers.contains_key("www-authenticate"));
}

#[tokio::test]
async fn the_language_is_changed_and_nothing_else() {
    let world = demo().await;
    let tokens = world.idporten("kari").await;
    let token = tokens["access_token"].as_str().unwrap();
    let before = call(&world, "GET", token, "").await.json();
    for wrong in [r#"{"spraak":"da"}"#, r#"{"spraak":"nn","epostadresse":"x@y.example"}"#, "{}", "", "nn"] {
        assert_eq!(call(&world, "PATCH", token, wrong).await.status, 400, "{wrong}");
    }
    assert_eq!(call(&world, "GET", token, "").await.json(), before);
    let mut changed = call(&world, "PATCH", token, r#"{"spraak":"se"}"#).await.json();
    assert_eq!(changed["spraak"], "se");
    assert!(age_days(&changed["spraak_oppdatert"]) < 1);
    assert_eq!(call(&world, "GET", token, "").await.json(), changed);
    changed.as_object_mut().unwrap().remove("spraak_oppdatert");
    changed["spraak"] = "nb".into();
    assert_eq!(changed, before);
}

#[tokio::test]
async fn the_administrator_plays_the_register() {
    let world = demo().await;
    let set = async |body: Value| {
        let got = world.admin("POST", "/contact-register", &body).await;
        assert_eq!(got.status, 200, "{}", String::from_utf8_lossy(&got.body));
        got.json()
    };
    let shape = set(json!({"person": "per", "email": "per@eksempel.example", "mobile": "+4700000009"})).await;
    assert_eq!(shape["varslingsstatus"], "KAN_VARSLES");
    assert_eq!(entry(&world, "per").await["kontaktinformasjon"]["mobiltelefonnummer"], "+4700000009");
    let old = Timestamp::now().checked_sub(SignedDuration::from_secs(600 * DAY)).unwrap().to_string();
    let shape = set(json!({"person": "per", "mobile": null, "emailVerified": old})).await;
    assert_eq!(shape["varslingsstatus"], "KAN_IKKE_VARSLES");
    assert!(shape["kontaktinformasjon"].get("mobiltelefonnummer").is_none());
    assert!(age_days(&shape["kontaktinformasjon"]["epostadresse_oppdatert"]) >= 600);

    set(json!({"person": "ola", "reserved": false})).await;
    assert_eq!(entry(&world, "ola").await["varslingsstatus"], "KAN_VARSLES");
    let shape = set(json!({"person": "ola", "reserved": "2024-02-01T00:00:00Z", "language": "en"})).await;
    assert_eq!(shape["reservasjonstidspunkt"], "2024-02-01T00:00:00.000Z");
    let elsewhere = json!({"address": "00000000", "provider": "922020175"});
    let shape = set(json!({"person": "ola", "mailbox": elsewhere})).await;
    assert_eq!(shape["digital_post"]["postkasseleverandoeradresse"], "922020175");
    assert!(set(json!({"person": "ola", "mailbox": null})).await.get("digital_post").is_none());
    assert_eq!(set(json!({"person": "ola", "status": "SLETTET"})).await["status"], "SLETTET");

    for wrong in [
        json!({"person": "mette"}),
        json!({}),
        json!({"person": "per", "mobileVerified": "2024-02-01T00:00:00Z"}),
        json!({"person": "kari", "emailVerified": "i går"}),
        json!({"person": "kari", "language": "da"}),
        json!({"person": "kari", "shoe size": 38}),
        json!({"person": "kari", "email": 5}),
        json!({"person": "kari", "mailbox": {"address": "x"}}),
    ] {
        let refused = world.admin("POST", "/contact-register", &wrong).await;
        assert_eq!(refused.status, 400, "{wrong}");
        assert!(refused.json()["error"].is_string());
    }
}

#[tokio::test]
async fn addresses_grow_old_by_the_services_clock() {
    let world = demo().await;
    let tokens = world.idporten("kari").await;
    let token = tokens["access_token"].as_str().unwrap();
    let status = async || call(&world, "GET", token, "").await.json()["varslingsstatus"].clone();
    assert_eq!(status().await, "KAN_VARSLES");
    world.admin("POST", "/clock", &json!({"advanceS": 520 * DAY})).await;
    assert_eq!(status().await, "KAN_IKKE_VARSLES");
}
