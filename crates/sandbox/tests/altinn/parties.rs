//! Whom somebody represents.

use crate::common::{self, BAKERY, KARI, OLA, STAGE};
use serde_json::{Value, json};

async fn parties(sandbox: &common::TestBox, token: &str) -> Vec<Value> {
    let got = sandbox.call("GET", "/enduser/parties", token, &[], None).await;
    assert_eq!(got.status, 200);
    got.json()["authorizedParties"].as_array().unwrap().clone()
}

fn of<'a>(parties: &'a [Value], name: &str) -> &'a Value {
    parties.iter().find(|party| party["name"] == name).unwrap()
}

#[tokio::test]
async fn somebody_sees_herself_and_the_companies_that_she_represents_with_their_parts() {
    let sandbox = common::empty().await;
    let all = parties(&sandbox, "kari").await;
    assert_eq!(all.len(), 4);
    let own = of(&all, "Kari Eksempel");
    assert_eq!((&own["party"], &own["isCurrentEndUser"]), (&json!(KARI), &json!(true)));
    assert_eq!((&own["dateOfBirth"], &own["partyType"]), (&json!("1983-05-01"), &json!("Person")));
    assert_eq!(own["subParties"], Value::Null);
    let bakery = of(&all, "Eksempel Bakeri AS");
    assert_eq!((&bakery["party"], &bakery["hasOnlyAccessToSubParties"]), (&json!(BAKERY), &json!(false)));
    assert_eq!(bakery["subParties"][0]["name"], "Eksempel Bakeri AS avd. Kafeen");
    let house = of(&all, "Prøvevik Kulturhus SA");
    assert_eq!(house["hasOnlyAccessToSubParties"], true);
    assert_eq!(house["subParties"][0]["party"], STAGE);
    assert_eq!(of(&all, "Eksempel Blomster AS")["isDeleted"], true);
    let others = parties(&sandbox, "ola").await;
    assert_eq!(others.len(), 1);
    assert_eq!(others[0]["party"], OLA);
}

#[tokio::test]
async fn of_a_company_of_which_only_parts_may_be_read_nothing_is_listed() {
    let sandbox = common::empty().await;
    let house = "urn:altinn:organization:identifier-no:000000013";
    let id = sandbox.dialog(json!({"party": house})).await;
    assert_eq!(sandbox.list(house, "").await.len(), 0);
    assert_eq!(sandbox.call("GET", &format!("/enduser/dialogs/{id}"), "kari", &[], None).await.status, 404);
    let id = sandbox.dialog(json!({"party": STAGE})).await;
    assert_eq!(common::ids(&sandbox.list(STAGE, "").await), [id]);
}

#[tokio::test]
async fn the_administrator_gives_a_company_and_takes_it_again() {
    let sandbox = common::empty().await;
    let urn = "urn:altinn:organization:identifier-no:000000077";
    let given = json!({"person": "ola", "name": "Prøve Fisk AS", "number": "000000077", "deleted": true,
        "parts": [{"name": "Prøve Fisk AS avd. Kaia", "number": "000000078"}]});
    let got = sandbox.admin("POST", "/altinn/parties", given).await;
    assert_eq!(got.json()["parties"], json!([urn]));
    let all = parties(&sandbox, "ola").await;
    assert_eq!(of(&all, "Prøve Fisk AS")["isDeleted"], true);
    assert_eq!(of(&all, "Prøve Fisk AS")["subParties"][0]["name"], "Prøve Fisk AS avd. Kaia");
    let id = sandbox.dialog(json!({"party": urn})).await;
    let path = format!("/enduser/dialogs/{id}");
    assert_eq!(sandbox.call("GET", &path, "ola", &[], None).await.status, 200);
    assert_eq!(sandbox.call("GET", &path, "kari", &[], None).await.status, 404);

    let taken = json!({"person": "ola", "number": "000000077", "remove": true});
    assert_eq!(sandbox.admin("POST", "/altinn/parties", taken.clone()).await.status, 200);
    assert_eq!(parties(&sandbox, "ola").await.len(), 1);
    assert_eq!(sandbox.call("GET", &path, "ola", &[], None).await.status, 404);
    assert_eq!(sandbox.admin("POST", "/altinn/parties", taken).await.status, 404);
    for wrong in [
        json!({"person": "nobody", "name": "X", "number": "000000079"}),
        json!({"person": "ola", "name": "X", "number": "79"}),
        json!({"person": "ola", "number": "000000079"}),
        json!({"person": "ola", "count": 5000}),
        json!({"person": "ola", "colour": "blue"}),
    ] {
        assert!((400..500).contains(&sandbox.admin("POST", "/altinn/parties", wrong.clone()).await.status), "{wrong}");
    }
}

#[tokio::test]
async fn three_hundred_companies_come_at_once_with_dialogs_of_each() {
    let sandbox = common::empty().await;
    let got = sandbox.admin("POST", "/altinn/parties", json!({"person": "kari", "count": 300})).await;
    let given: Vec<String> = serde_json::from_value(got.json()["parties"].clone()).unwrap();
    assert_eq!(given.len(), 300);
    assert_eq!(parties(&sandbox, "kari").await.len(), 304);
    let query: Vec<String> = given.iter().take(20).map(|urn| format!("party={urn}")).collect();
    let page = sandbox.get(&format!("/enduser/dialogs?{}&limit=1000", query.join("&"))).await;
    assert_eq!(page["items"].as_array().unwrap().len(), 60);
}

#[tokio::test]
async fn favourites_are_told_by_the_ids_of_parties() {
    let sandbox = common::empty().await;
    let path = "/profile/api/v1/users/current/party-groups/favorites";
    let got = sandbox.send("GET", path, "kari", &[], None).await.json();
    let all = parties(&sandbox, "kari").await;
    let expected = json!({"name": "__favoritter__", "isFavorite": true,
        "parties": [of(&all, "Eksempel Bakeri AS")["partyUuid"]]});
    assert_eq!(got, expected);
    assert_eq!(sandbox.send("GET", path, "ola", &[], None).await.json()["parties"], json!([]));
    assert_eq!(sandbox.send("GET", path, "", &[], None).await.status, 401);
}
