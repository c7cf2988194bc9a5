//! Where a person is told of letters, and what she has switched on.

use crate::world::{Post, demo, link};
use serde_json::{Value, json};

async fn url(post: &Post<'_>) -> String {
    link(&post.root().await["primaryAccount"], "mailbox_settings")
}

fn switch<'a>(settings: &'a mut Value, name: &str) -> &'a mut Value {
    let all = settings["setting"].as_array_mut().unwrap();
    all.iter_mut().find(|one| one["name"] == name).unwrap()
}

#[tokio::test]
async fn the_settings_are_read_as_a_whole_and_sent_back_as_a_whole() {
    let world = demo().await;
    let post = world.post("kari", "FULL").await;
    let mut settings = post.get(&url(&post).await).await;
    assert_eq!(settings["emailAddress"][0]["email"], "kari@eksempel.example");
    assert!(settings["setting"].as_array().unwrap().iter().all(|one| one["value"] == one["defaultValue"]));
    settings["emailAddress"].as_array_mut().unwrap().push(json!({"email": "jobb@eksempel.example"}));
    settings["mobilePhoneNumber"]["phoneNumber"] = "00000002".into();
    switch(&mut settings, "varsel.epost.ukentlig")["value"] = "true".into();
    settings["senderBlockingStatus"][0]["blocked"] = true.into();
    let update = link(&settings, "update_mailbox_settings");
    assert_eq!(post.call("POST", &update, Some(settings)).await.status, 200);

    let mut now = post.get(&url(&post).await).await;
    let emails = now["emailAddress"].as_array().unwrap();
    assert_eq!(
        (&emails[0]["verified"], &emails[1]["verified"]),
        (&json!(true), &json!(false)),
        "a new one is to be proved"
    );
    assert_eq!(now["mobilePhoneNumber"]["phoneNumber"], "00000002");
    assert_eq!(now["senderBlockingStatus"][0]["blocked"], true);
    assert_eq!(switch(&mut now, "varsel.epost.ukentlig")["value"], "true");
    assert_eq!(switch(&mut now, "varsel.epost.ny")["value"], "true");
    let account = post.root().await["primaryAccount"].clone();
    assert_eq!(account["email"], json!(["kari@eksempel.example", "jobb@eksempel.example"]));
}

#[tokio::test]
async fn what_cannot_be_is_refused_and_changes_nothing() {
    let world = demo().await;
    let post = world.post("kari", "FULL").await;
    let before = post.get(&url(&post).await).await;
    let changed = |change: fn(&mut Value)| {
        let mut settings = before.clone();
        change(&mut settings);
        settings
    };
    let mail = |text: &str| json!({"email": text});
    let four = (0..4).map(|n| mail(&format!("{n}@eksempel.example"))).collect::<Vec<_>>();
    let mut many = before.clone();
    many["emailAddress"] = four.into();
    for (settings, code) in [
        (many, "TOO_MANY_EMAIL_ADDRESSES"),
        (changed(|one| one["emailAddress"][0]["email"] = "kari".into()), "INVALID_EMAIL_ADDRESS"),
        (changed(|one| one["emailAddress"][0]["email"] = "kari @x.no".into()), "INVALID_EMAIL_ADDRESS"),
        (changed(|one| one["mobilePhoneNumber"]["phoneNumber"] = "123".into()), "INVALID_PHONE_NUMBER"),
        (changed(|one| switch(one, "varsel.epost.ny")["value"] = "maybe".into()), "INVALID_SETTING"),
        (changed(|one| switch(one, "offentlig.post")["value"] = "false".into()), "SETTING_CANNOT_BE_CHANGED"),
        (changed(|one| drop(one.as_object_mut().unwrap().remove("setting"))), "BAD_REQUEST"),
    ] {
        let refused = post.call("POST", &link(&before, "update_mailbox_settings"), Some(settings)).await;
        assert_eq!(refused.refused(), (400, code.to_owned()));
    }
    assert_eq!(post.get(&url(&post).await).await, before);
}
