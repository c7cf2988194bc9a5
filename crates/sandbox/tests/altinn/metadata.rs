//! Services, limits, and looking a dialog up by another name.

use crate::common::{self, BAKERY, KARI, NOTHING, OLA};
use serde_json::{Value, json};

#[tokio::test]
async fn limits_and_services_are_told_to_everybody() {
    let sandbox = common::empty().await;
    let limits = sandbox.call("GET", "/metadata/limits", "", &[], None).await.json();
    assert_eq!(limits["endUserSearch"]["maxPartyFilterValues"], 20);
    let services =
        sandbox.call("GET", "/metadata/serviceresources", "", &[("Accept-Language", "nn")], None).await.json();
    let services = services["items"].as_array().unwrap();
    let hospital = services.iter().find(|one| one["serviceResource"]["id"] == "ehelse-time").unwrap();
    assert_eq!(hospital["serviceResource"]["minimumAuthenticationLevel"], 4);
    assert_eq!(hospital["serviceOwner"]["name"], json!([{"value": "Eksempel sjukehus", "languageCode": "nn"}]));
}

#[tokio::test]
async fn somebody_is_told_of_the_services_that_wrote_to_her_parties() {
    let sandbox = common::demo().await;
    let of = |value: Value| -> Vec<String> {
        let items = value["items"].as_array().unwrap().clone();
        items.iter().map(|one| one["serviceResource"]["id"].as_str().unwrap().to_owned()).collect()
    };
    let all = of(sandbox.get("/enduser/serviceresources").await);
    let own = of(sandbox.get(&format!("/enduser/serviceresources?party={KARI}")).await);
    assert!(all.contains(&"eskatt-mva".to_owned()) && !own.contains(&"eskatt-mva".to_owned()));
    assert!(own.contains(&"ehelse-time".to_owned()));
    assert!(of(sandbox.get(&format!("/enduser/serviceresources?party={OLA}")).await).is_empty());
    let many = vec![format!("party={BAKERY}"); 21].join("&");
    for wrong in ["party=x", &many] {
        let got = sandbox.call("GET", &format!("/enduser/serviceresources?{wrong}"), "kari", &[], None).await;
        assert_eq!(got.status, 400);
    }
}

#[tokio::test]
async fn a_dialog_is_found_by_other_names_with_why_it_may_be_read() {
    let sandbox = common::demo().await;
    let item = sandbox.titled(KARI, "Søknad om barnehageplass").await;
    let form = "urn:altinn:instance-id:50000001/3f2a6c1e-8d41-4e0a-9b57-0c1d2e3f4a5b";
    for reference in [form.to_owned(), format!("urn:altinn:dialog-id:{}", item["id"].as_str().unwrap())] {
        let found = sandbox.get(&format!("/enduser/dialoglookup?instanceRef={reference}")).await;
        assert_eq!((&found["dialogId"], &found["instanceRef"]), (&item["id"], &json!(form)));
        assert_eq!(found["serviceOwner"]["code"], "prvk");
        assert_eq!(found["authorizationEvidence"]["currentAuthenticationLevel"], 3);
        assert_eq!(found["authorizationEvidence"]["evidence"][0]["subject"], "urn:altinn:role:privatperson");
    }
    let lookup = |reference: String| async move { format!("/enduser/dialoglookup?instanceRef={reference}") };
    let others =
        sandbox.dialog(json!({"party": "ola", "instanceRef": format!("urn:altinn:correspondence-id:{NOTHING}")})).await;
    for (reference, status) in [
        (format!("urn:altinn:dialog-id:{others}"), 403),
        (format!("urn:altinn:correspondence-id:{NOTHING}"), 403),
        (format!("urn:altinn:dialog-id:{NOTHING}"), 404),
        (format!("urn:altinn:instance-id:1/{NOTHING}"), 404),
        ("urn:altinn:dialog-id:x".to_owned(), 400),
        (format!("urn:altinn:instance-id:x/{NOTHING}"), 400),
        ("barnehage".to_owned(), 400),
    ] {
        let got = sandbox.call("GET", &lookup(reference.clone()).await, "kari", &[], None).await;
        assert_eq!(got.status, status, "{reference}");
    }
    let got = sandbox.call("GET", "/enduser/dialoglookup", "kari", &[], None).await;
    assert_eq!(got.status, 400);
}
