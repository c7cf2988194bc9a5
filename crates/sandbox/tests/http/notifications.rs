//! How the service tells a person of new letters: her addresses, their codes, and how they hold.

use crate::common::{Got, TestBox, empty};
use serde_json::{Value, json};

async fn access(sandbox: &TestBox, person: &str, mailbox: &str) -> Value {
    sandbox.call("GET", &format!("/mailboxes/{mailbox}"), person, &[], None).await.json()["access"].clone()
}

fn path(access: &Value) -> String {
    let text = |name: &str| access[name].as_str().unwrap();
    format!("/mailboxes/{}/accesses/{}", text("mailboxId"), text("id"))
}

async fn put(sandbox: &TestBox, person: &str, access: &Value) -> Got {
    let version = access["version"].to_string();
    sandbox.call("PUT", &path(access), person, &[("If-Match", &version)], Some(access.clone())).await
}

async fn verify(sandbox: &TestBox, access: &Value, subscription: &Value, body: Value) -> Got {
    let path = format!("{}/subscriptions/{}/verification", path(access), subscription["id"].as_str().unwrap());
    sandbox.call("PUT", &path, "mette", &[], Some(body)).await
}

/// The codes that went to an address.
async fn codes(sandbox: &TestBox, to: &str) -> Vec<Value> {
    let all = sandbox.admin("GET", "/codes", "").await.json();
    all.as_array().unwrap().iter().filter(|one| one["to"] == to).map(|one| one["code"].clone()).collect()
}

async fn world() -> (TestBox, Value) {
    let sandbox = empty().await;
    let mailbox = sandbox.mailbox("mette", "own");
    let found = access(&sandbox, "mette", &mailbox).await;
    (sandbox, found)
}

#[tokio::test]
async fn an_address_counts_once_the_code_that_went_there_comes_back() {
    let (sandbox, mut mine) = world().await;
    mine["emailNotificationSubscriptions"].as_array_mut().unwrap().push(json!({"email": "ny@eksempel.example"}));
    let set = put(&sandbox, "mette", &mine).await.json();
    let emails = set["emailNotificationSubscriptions"].as_array().unwrap();
    assert_eq!(emails.len(), 2);
    assert!(emails[0]["verificationTime"].is_string() && emails[1].get("verificationTime").is_none(), "{set}");
    let code = codes(&sandbox, "ny@eksempel.example").await.pop().unwrap();

    let wrong = verify(&sandbox, &set, &emails[1], json!({"pin": "nej"})).await;
    assert_eq!((wrong.status, &wrong.json()["code"]), (400, &json!("pin.wrong")));
    let right = verify(&sandbox, &set, &emails[1], json!({"pin": code})).await.json();
    assert!(right["emailNotificationSubscriptions"][1]["confirmationTime"].is_string(), "{right}");
    let again = verify(&sandbox, &set, &emails[1], json!({"pin": code})).await;
    assert_eq!(again.json()["code"], "pin.over", "a code is used once");
}

#[tokio::test]
async fn a_code_takes_five_tries_and_a_day_and_a_new_one_ends_the_old() {
    let (sandbox, mut mine) = world().await;
    mine["smsNotificationSubscription"] = json!({"mobileNumber": "20000009"});
    let set = put(&sandbox, "mette", &mine).await.json();
    let sms = &set["smsNotificationSubscription"];
    let first = codes(&sandbox, "20000009").await.pop().unwrap();
    for _ in 0..5 {
        assert_eq!(verify(&sandbox, &set, sms, json!({"pin": "x"})).await.json()["code"], "pin.wrong");
    }
    assert_eq!(verify(&sandbox, &set, sms, json!({"pin": first})).await.json()["code"], "pin.over");
    assert_eq!(verify(&sandbox, &set, sms, json!({"renewPin": true})).await.status, 200);
    let second = codes(&sandbox, "20000009").await.pop().unwrap();
    sandbox.admin("POST", "/clock", json!({"advanceS": 25 * 3600}).to_string()).await;
    assert_eq!(verify(&sandbox, &set, sms, json!({"pin": second})).await.json()["code"], "pin.over");
    verify(&sandbox, &set, sms, json!({"renewPin": true})).await;
    let third = codes(&sandbox, "20000009").await.pop().unwrap();
    let done = verify(&sandbox, &set, sms, json!({"pin": third})).await.json();
    assert!(done["smsNotificationSubscription"]["verificationTime"].is_string());
}

#[tokio::test]
async fn five_addresses_and_no_more_each_once_and_each_one_that_is() {
    let (sandbox, mine) = world().await;
    let wish = |addresses: Vec<String>| {
        let mut wish = mine.clone();
        wish["emailNotificationSubscriptions"] = addresses.iter().map(|one| json!({"email": one})).collect();
        wish
    };
    let many = |n: usize| (0..n).map(|at| format!("nr{at}@eksempel.example")).collect::<Vec<_>>();
    for (wrong, code) in [
        (wish(many(6)), "email.too.many"),
        (wish(vec!["a@b.example".to_owned(), "A@B.example".to_owned()]), "email.duplicate"),
        (wish(vec!["ikke en adresse".to_owned()]), "email.invalid"),
    ] {
        let refused = put(&sandbox, "mette", &wrong).await;
        assert_eq!((refused.status, &refused.json()["code"]), (422, &json!(code)));
    }
    assert_eq!(access(&sandbox, "mette", mine["mailboxId"].as_str().unwrap()).await, mine, "nothing of it holds");
    let set = put(&sandbox, "mette", &wish(many(5))).await.json();
    assert_eq!(set["emailNotificationSubscriptions"].as_array().unwrap().len(), 5);
    assert_eq!(put(&sandbox, "mette", &mine).await.status, 409, "an older version");
}

#[tokio::test]
async fn quiet_hours_and_hearing_nothing_are_kept_and_taken_back() {
    let (sandbox, mut mine) = world().await;
    mine["emailNotificationSubscriptions"][0]["notificationOutsideOfActiveWindowAllowed"] = json!(true);
    mine["optedOutOfNotificationsDateTime"] = json!("2020-01-01T00:00:00.000Z");
    let mut set = put(&sandbox, "mette", &mine).await.json();
    assert_eq!(set["emailNotificationSubscriptions"][0]["notificationOutsideOfActiveWindowAllowed"], true);
    assert!(set["emailNotificationSubscriptions"][0]["verificationTime"].is_string(), "still the same address");
    assert!(set["optedOutOfNotificationsDateTime"].as_str().unwrap() > "2026", "by the service's clock");
    set.as_object_mut().unwrap().remove("optedOutOfNotificationsDateTime");
    assert!(put(&sandbox, "mette", &set).await.json().get("optedOutOfNotificationsDateTime").is_none());
}

#[tokio::test]
async fn an_address_is_to_be_confirmed_again_after_a_year() {
    let (sandbox, mine) = world().await;
    assert!(mine["emailNotificationSubscriptions"][0]["confirmationTime"].is_string());
    sandbox.admin("POST", "/clock", json!({"advanceS": 360 * 24 * 3600}).to_string()).await;
    let mut due = access(&sandbox, "mette", mine["mailboxId"].as_str().unwrap()).await;
    assert!(due["emailNotificationSubscriptions"][0].get("confirmationTime").is_none(), "{due}");
    due["emailNotificationSubscriptions"][0]["confirmationTime"] = json!("2020-01-01T00:00:00.000Z");
    let set = put(&sandbox, "mette", &due).await.json();
    assert!(set["emailNotificationSubscriptions"][0]["confirmationTime"].is_string(), "{set}");
    assert!(set["smsNotificationSubscription"].get("confirmationTime").is_none(), "the number was not");
    let mut new = set.clone();
    new["smsNotificationSubscription"] =
        json!({"mobileNumber": "20000008", "confirmationTime": "2026-01-01T00:00:00Z"});
    let set = put(&sandbox, "mette", &new).await.json();
    assert!(set["smsNotificationSubscription"].get("confirmationTime").is_none(), "not verified, not confirmed: {set}");
}

#[tokio::test]
async fn each_person_chooses_for_her_own_access_to_a_mailbox() {
    let (sandbox, _) = world().await;
    let mothers = sandbox.mailbox("mette", "delegated");
    let mut reader = access(&sandbox, "mette", &mothers).await;
    reader["emailNotificationSubscriptions"] = json!([{"email": "mette@eksempel.example"}]);
    assert_eq!(put(&sandbox, "mette", &reader).await.status, 200, "who reads may be told");
    let owner = access(&sandbox, "inger", &mothers).await;
    assert_eq!(owner["emailNotificationSubscriptions"], json!([]), "the owner's are others");
    assert_eq!(put(&sandbox, "mette", &owner).await.status, 403);
    let company = sandbox.mailbox("mette", "company");
    let before = access(&sandbox, "mette", &company).await;
    sandbox.admin("POST", "/company/close", json!({"mailbox": company}).to_string()).await;
    assert_eq!(put(&sandbox, "mette", &before).await.status, 403, "nothing comes there any more");
    assert_eq!(sandbox.nonconforming().await, [] as [Value; 0]);
}
