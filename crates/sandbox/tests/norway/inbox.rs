//! The root and the lists of letters, as the demo has them.

use crate::world::{demo, empty, link, maybe};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What lists say of a letter beside its links.
fn subject(letter: &Value) -> &str {
    letter["subject"].as_str().unwrap()
}

#[tokio::test]
async fn the_root_names_the_person_her_mailbox_and_the_one_that_she_reads() {
    let world = demo().await;
    let post = world.post("kari", "FULL_IDPORTEN4").await;
    let got = post.call("GET", &world.at("/post/api"), None).await;
    assert_eq!(got.headers["content-type"], "application/vnd.digipost-v2+json");
    let root = got.json();
    let account = &root["primaryAccount"];
    assert_eq!(
        (&account["fullName"], &account["digipostaddress"]),
        (&json!("Kari Eksempel"), &json!("kari.eksempel#0AA1"))
    );
    assert_eq!(account["personalidentificationnumberObfuscated"], "018583*****");
    assert_eq!((&root["authenticationlevel"], &root["authenticationlevelIdporten"]), (&json!(4), &json!(4)));
    assert_eq!(root["role"], "PRIVAT");
    for relation in ["self", "logout", "a_relation_of_tomorrow"] {
        link(&root, relation);
    }
    for relation in ["mailbox_settings", "mailbox_access", "document_inbox"] {
        link(account, relation);
    }
    let all = root["mailbox"].as_array().unwrap();
    let whose: Vec<_> = all.iter().map(|one| (one["digipostaddress"].as_str().unwrap(), &one["owner"])).collect();
    assert_eq!(whose, [("kari.eksempel#0AA1", &json!(true)), ("per.eksempel#0AA2", &json!(false))]);
    let own = &all[0];
    assert_eq!((own["unreadItemsInInbox"].as_i64(), &account["usedStorage"]), (Some(5), &own["usedStorage"]));
    assert!(own["usedStorage"].as_i64().unwrap() > 50_000);
    assert_eq!(own["totalAvailableStorage"], 1_073_741_824_i64);
    let folders = own["folders"]["folder"].as_array().unwrap();
    let named: Vec<_> =
        folders.iter().map(|one| (one["name"].as_str().unwrap(), one["icon"].as_str().unwrap())).collect();
    assert_eq!(named, [("Arkivet", "BOX"), ("Kvitteringer", "RECEIPT"), ("Bolig", "HOME")]);
    let theirs = &all[1];
    assert!(maybe(theirs, "upload_document").is_none() && maybe(&theirs["folders"], "create_folder").is_none());
    assert_eq!(post.get(&link(own, "self")).await["digipostaddress"], own["digipostaddress"]);
}

#[tokio::test]
async fn no_path_is_one_of_the_real_service_and_no_id_stands_in_a_letter() {
    let world = demo().await;
    let post = world.post("kari", "FULL_IDPORTEN4").await;
    let mut seen = BTreeSet::new();
    for letter in post.inbox().await {
        for one in letter["link"].as_array().unwrap() {
            let uri = one["uri"].as_str().unwrap();
            for known in ["/mailbox/", "/documents/", "/content", "/folders/", "/logo"] {
                assert!(!uri.contains(known), "{uri}");
            }
        }
        let own = link(&letter, "self");
        let id = own.rsplit_once('/').unwrap().1.to_owned();
        assert!(id.len() > 20 && letter.get("id").is_none());
        assert!(seen.insert(id));
    }
    for guess in ["/post/api/private/mailbox/1/documents/inbox", "/post/api/private/accounts/1", "/post/api/private"] {
        assert_eq!(post.call("GET", &world.at(guess), None).await.status, 404, "{guess}");
    }
}

#[tokio::test]
async fn a_list_is_paged_by_the_moment_of_the_last_one_seen() {
    let world = empty().await;
    let post = world.post("kari", "FULL").await;
    let ids = world.letters("kari", json!({"count": 7})).await;
    let inbox = link(&post.own().await, "document_inbox");
    let mut seen = Vec::new();
    let mut before = "9999999999999".to_owned();
    let mut pages = Vec::new();
    loop {
        let page = post.get(&format!("{inbox}?lastseen={before}&limit=3")).await;
        let page = page["document"].as_array().unwrap().clone();
        pages.push(page.len());
        let Some(last) = page.last() else { break };
        let created: jiff::Timestamp = last["created"].as_str().unwrap().parse().unwrap();
        before = created.as_millisecond().to_string();
        seen.extend(page.iter().map(|letter| link(letter, "self").rsplit_once('/').unwrap().1.to_owned()));
    }
    assert_eq!(pages, [3, 3, 1, 0]);
    seen.reverse();
    assert_eq!(seen, ids, "the newest first, none twice and none lost though all came at once");
    for wrong in ["lastseen=yesterday", "limit=-1", "limit=many"] {
        let refused = post.call("GET", &format!("{inbox}?{wrong}"), None).await;
        assert_eq!(refused.refused(), (400, "INVALID_PARAMETER".to_owned()), "{wrong}");
    }
    assert_eq!(post.get(&format!("{inbox}?limit=0")).await["document"], json!([]));
}

#[tokio::test]
async fn the_demo_has_one_of_everything_that_a_program_must_cope_with() {
    let world = demo().await;
    let post = world.post("kari", "FULL_IDPORTEN4").await;
    let all = post.inbox().await;
    assert!(all.len() >= 10);
    let kinds: BTreeSet<&str> = all.iter().map(|one| one["fileType"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["html", "pdf", "txt"].into());
    let levels: BTreeSet<&str> = all.iter().map(|one| one["authentication-level"].as_str().unwrap()).collect();
    assert_eq!(levels, ["IDPORTEN_3", "IDPORTEN_4", "PASSWORD", "TWO_FACTOR"].into());
    let odd = all.iter().find(|one| one["origin"] == "ASSOCIATION").unwrap();
    assert_eq!(subject(odd), "Bekreftelse pÃ¥ pÃ¥melding");
    assert!(maybe(odd, "update_document").is_none() && maybe(odd, "delete_document").is_some());
    assert!(all.iter().any(|one| maybe(one, "share_document").is_some()));
    assert!(all.iter().all(|one| one["origin"] != "PUBLIC_ENTITY" || maybe(one, "organisation_logo").is_some()));

    let attachments = || all.iter().flat_map(|one| one["attachment"].as_array().unwrap());
    assert!(all.iter().all(|one| one["attachment"][0]["mainDocument"] == true));
    assert!(attachments().any(|one| one["userKeyEncrypted"] == true && one["link"] == json!([])));
    assert!(attachments().any(|one| maybe(one, "send_opening_receipt").is_some()));
    let amounts: Vec<&Value> = attachments().filter_map(|one| one.get("invoice")).map(|one| &one["amount"]).collect();
    assert!(amounts.contains(&&json!(124_950)) && amounts.contains(&&json!("2 310,50")), "{amounts:?}");

    let mut found = BTreeSet::new();
    let folders = post.own().await["folders"]["folder"].as_array().unwrap().clone();
    let mut everything = all.clone();
    for folder in &folders {
        let content = post.get(&link(folder, "self")).await;
        everything.extend(content["documents"]["document"].as_array().unwrap().clone());
    }
    for one in everything.iter().flat_map(|one| one["attachment"].as_array().unwrap()) {
        found.extend(
            one["metadata"].as_array().into_iter().flatten().map(|one| one["type"].as_str().unwrap().to_owned()),
        );
    }
    let known = ["Appointment", "Event", "ExternalLink", "Proof", "Receipt"].map(str::to_owned);
    assert_eq!(found, known.into());
    let links = everything.iter().filter(|one| one["attachment"][0]["metadata"][0]["type"] == "ExternalLink");
    let deadlines: Vec<jiff::Timestamp> =
        links.map(|one| one["attachment"][0]["metadata"][0]["deadline"].as_str().unwrap().parse().unwrap()).collect();
    let now = jiff::Timestamp::now();
    assert!(deadlines.iter().any(|at| *at > now) && deadlines.iter().any(|at| *at < now));
    let event = everything.iter().find(|one| one["attachment"][0]["metadata"][0]["type"] == "Event").unwrap();
    assert_eq!(event["attachment"][0]["metadata"][0]["barcode"]["barcodeValue"], "0000001234");
    let uploaded = everything.iter().find(|one| one["origin"] == "UPLOADED").unwrap();
    assert_eq!((&uploaded["location"], uploaded["folderId"].is_i64()), (&json!("FOLDER"), true));
}

#[tokio::test]
async fn every_file_is_what_it_says_and_lists_mark_nothing_as_read() {
    let world = demo().await;
    let post = world.post("kari", "FULL_IDPORTEN4").await;
    let before = post.own().await["unreadItemsInInbox"].clone();
    for letter in post.inbox().await {
        post.get(&link(&letter, "self")).await;
    }
    assert_eq!(post.own().await["unreadItemsInInbox"], before);
    for letter in post.inbox().await {
        let Some(content) = maybe(&letter, "get_document_content") else { continue };
        let got = post.call("GET", &content, None).await;
        assert_eq!((got.status, letter["fileSize"].as_u64()), (200, Some(got.body.len() as u64)));
        let start: &[u8] = match letter["fileType"].as_str().unwrap() {
            "pdf" => b"%PDF-",
            "html" => b"<!doctype html>",
            _ => b"",
        };
        assert!(got.body.starts_with(start), "{letter}");
        let text = String::from_utf8_lossy(&got.body);
        assert!(letter["fileType"] == "pdf" || (!text.contains('{') && text.contains("Kari Eksempel")), "{text}");
    }
}

#[tokio::test]
async fn an_empty_sandbox_has_the_persons_and_none_of_their_letters() {
    let world = empty().await;
    for person in ["kari", "per"] {
        let post = world.post(person, "FULL_IDPORTEN4").await;
        assert!(post.inbox().await.is_empty());
        assert_eq!(post.own().await["usedStorage"], 0);
        assert_eq!(post.own().await["folders"]["folder"].as_array().unwrap().len(), 1);
    }
}

#[tokio::test]
async fn logos_are_those_of_the_senders() {
    let world = demo().await;
    let post = world.post("kari", "FULL").await;
    let logo = post.inbox().await.iter().find_map(|letter| maybe(letter, "organisation_logo")).unwrap();
    let got = post.call("GET", &logo, None).await;
    assert_eq!(got.headers["content-type"], "image/png");
    assert!(got.body.starts_with(b"\x89PNG"));
    let other = format!("{}x", logo);
    assert_eq!(post.call("GET", &other, None).await.status, 404);
}
