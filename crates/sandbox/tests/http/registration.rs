//! The register: who is registered or exempt, who may see it, and the number for NemSMS.

use crate::common::{Got, TestBox, empty};
use serde_json::{Value, json};

async fn contact(sandbox: &TestBox, person: &str, cpr: &str) -> Value {
    let found = sandbox.call("GET", &format!("/contacts/?cprNumber={cpr}"), person, &[], None).await.json();
    assert_eq!(found["totalElements"], 1, "{found}");
    found["contacts"][0].clone()
}

async fn put(sandbox: &TestBox, person: &str, contact: &Value) -> Got {
    let (id, version) = (contact["id"].as_str().unwrap(), contact["version"].to_string());
    let path = format!("/contacts/{id}");
    sandbox.send("PUT", &path, person, &[("If-Match", &version)], Some(contact.clone())).await.unwrap()
}

/// The code that last went out.
async fn last_code(sandbox: &TestBox) -> Value {
    sandbox.admin("GET", "/codes", "").await.json().as_array().unwrap().last().unwrap().clone()
}

#[tokio::test]
async fn everybody_finds_herself_in_the_register_and_nobody_else() {
    let sandbox = empty().await;
    let mette = contact(&sandbox, "mette", "1304850000").await;
    assert_eq!(mette["mailboxSubscription"]["publicRegistrationStatus"], "REGISTERED");
    let all = sandbox.get("/contacts/").await.json();
    let kinds: Vec<&Value> = all["contacts"].as_array().unwrap().iter().map(|one| &one["type"]).collect();
    assert_eq!(kinds, ["CITIZEN", "COMPANY"], "neither her mother's, whom she only reads, nor the association's");
    let jens = contact(&sandbox, "jens", "2807710000").await;
    assert_eq!(jens["mailboxSubscription"]["registrationStatus"], "EXEMPT_OTHER_REASON");
    assert_eq!(jens["mailboxSubscription"]["exemptionStart"], "2022-05-02");
    let none = sandbox.get("/contacts/?cprNumber=2807710000").await.json();
    assert_eq!(none["totalElements"], 0);
    let id = jens["id"].as_str().unwrap();
    assert_eq!(sandbox.get(&format!("/contacts/{id}")).await.status, 404);
    let path = format!("/contacts/{id}");
    let refused = sandbox.call("PUT", &path, "mette", &[("If-Match", "0")], Some(jens.clone())).await;
    assert_eq!(refused.status, 403);
    assert_eq!(sandbox.call("GET", "/contacts/", "", &[], None).await.status, 401);
}

#[tokio::test]
async fn an_exemption_says_where_letters_on_paper_go_and_is_its_owners() {
    let sandbox = empty().await;
    let jens = contact(&sandbox, "jens", "2807710000").await;
    let path = format!("/exemptions/{}", jens["mailboxSubscription"]["id"].as_str().unwrap());
    let exemption = sandbox.call("GET", &path, "jens", &[], None).await.json();
    assert_eq!(exemption["recipient"]["name"], "Jens Lund");
    assert_eq!(sandbox.call("GET", &path, "mette", &[], None).await.status, 404);
    let mette = contact(&sandbox, "mette", "1304850000").await;
    let none = format!("/exemptions/{}", mette["mailboxSubscription"]["id"].as_str().unwrap());
    assert_eq!(sandbox.get(&none).await.status, 404, "she is registered");
}

#[tokio::test]
async fn the_authority_exempts_and_registers_and_the_mailbox_says_so() {
    let sandbox = empty().await;
    let wish = json!({"person": "mette", "status": "abroad", "since": "2026-01-31", "byProxy": true});
    let done = sandbox.admin("POST", "/registration", wish.to_string()).await.json();
    assert_eq!(done["mailboxSubscription"]["registrationStatus"], "EXEMPT_LEFT_THE_COUNTRY");
    let entry = contact(&sandbox, "mette", "1304850000").await["mailboxSubscription"].clone();
    assert_eq!(
        (&entry["exemptionStart"], &entry["exemptThroughPowerOfAttorney"]),
        (&json!("2026-01-31"), &json!(true))
    );
    let own = sandbox.get(&format!("/mailboxes/{}", sandbox.mailbox("mette", "own"))).await.json();
    assert_eq!(own["exempt"], true);
    let company = json!({"mailbox": sandbox.mailbox("mette", "company"), "status": "exempt", "until": "2027-06-30"});
    let done = sandbox.admin("POST", "/registration", company.to_string()).await.json();
    assert_eq!(done["mailboxSubscription"]["exemptionEnd"], "2027-06-30");
    let back = json!({"person": "mette", "status": "voluntary"});
    sandbox.admin("POST", "/registration", back.to_string()).await;
    let entry = contact(&sandbox, "mette", "1304850000").await;
    assert_eq!(entry["eligibleForVoluntaryRegistration"], true);
    assert!(entry["mailboxSubscription"].get("exemptionStart").is_none());
    for wrong in
        [json!({"status": "exempt"}), json!({"person": "nobody", "status": "exempt"}), json!({"person": "mette"})]
    {
        assert_eq!(sandbox.admin("POST", "/registration", wrong.to_string()).await.status, 400, "{wrong}");
    }
}

#[tokio::test]
async fn who_is_exempt_can_still_have_a_number_for_nemsms() {
    let sandbox = empty().await;
    let mut jens = contact(&sandbox, "jens", "2807710000").await;
    jens["nemSmsSubscription"] = json!({"mobileNumber": "+4520000001"});
    let refused = put(&sandbox, "jens", &jens).await;
    assert_eq!((refused.status, &refused.json()["code"]), (422, &json!("mobile.invalid")));
    jens["nemSmsSubscription"] = json!({"mobileNumber": "20000001"});
    let set = put(&sandbox, "jens", &jens).await.json();
    assert!(set["nemSmsSubscription"].get("verificationTime").is_none(), "{set}");
    let sent = last_code(&sandbox).await;
    assert_eq!((&sent["kind"], &sent["to"]), (&json!("nemsms"), &json!("20000001")));

    let [id, number] = [&set["id"], &set["nemSmsSubscription"]["id"]].map(|id| id.as_str().unwrap().to_owned());
    let path = format!("/contacts/{id}/verifications/{number}");
    let wrong = sandbox.send("PUT", &path, "jens", &[], Some(json!({"pin": "no"}))).await.unwrap();
    assert_eq!((wrong.status, &wrong.json()["code"]), (422, &json!("pin.wrong")));
    let right = sandbox.call("PUT", &path, "jens", &[], Some(json!({"pin": sent["code"]}))).await.json();
    assert!(right["nemSmsSubscription"]["verificationTime"].is_string(), "{right}");
    let foreign = sandbox.call("PUT", &path, "mette", &[], Some(json!({"pin": sent["code"]}))).await;
    assert_eq!(foreign.status, 403);

    let mut none = right.clone();
    none.as_object_mut().unwrap().remove("nemSmsSubscription");
    assert_eq!(put(&sandbox, "jens", &set).await.status, 409, "an older version");
    assert!(put(&sandbox, "jens", &none).await.json().get("nemSmsSubscription").is_none());
}

#[tokio::test]
async fn a_number_is_to_be_confirmed_again_after_a_year() {
    let sandbox = empty().await;
    let before = contact(&sandbox, "mette", "1304850000").await;
    assert!(before["nemSmsSubscription"]["confirmedDateTime"].is_string());
    sandbox.admin("POST", "/clock", json!({"advanceS": 360 * 24 * 3600}).to_string()).await;
    let mut due = contact(&sandbox, "mette", "1304850000").await;
    assert!(due["nemSmsSubscription"].get("confirmedDateTime").is_none(), "{due}");
    assert!(due["nemSmsSubscription"]["verificationTime"].is_string());
    due["nemSmsSubscription"]["confirmedDateTime"] = json!("2026-01-01T00:00:00.000Z");
    let confirmed = put(&sandbox, "mette", &due).await.json();
    let at = confirmed["nemSmsSubscription"]["confirmedDateTime"].as_str().unwrap();
    assert!(at > "2026-11", "by the service's clock: {at}");
    assert_eq!(sandbox.nonconforming().await, [] as [Value; 0]);
}
