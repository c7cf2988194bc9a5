//! Orders, pages, and the languages of a list.

use crate::common::{self, BAKERY, KARI, STAGE, TestBox};
use serde_json::{Value, json};

/// All pages of a search, a few dialogs each.
async fn pages(sandbox: &TestBox, query: &str, limit: usize) -> Vec<Value> {
    let (mut all, mut after) = (Vec::new(), String::new());
    loop {
        let page = sandbox.get(&format!("/enduser/dialogs?{query}&limit={limit}{after}")).await;
        let items = page["items"].as_array().unwrap().clone();
        assert!(items.len() <= limit && !items.is_empty());
        all.extend(items);
        let token = page["continuationToken"].as_str().unwrap();
        after = format!(
            "&continuationToken={}",
            url::form_urlencoded::byte_serialize(token.as_bytes()).collect::<String>()
        );
        if page["hasNextPage"] == false {
            let beyond = sandbox.get(&format!("/enduser/dialogs?{query}&limit={limit}{after}")).await;
            assert_eq!(beyond["items"], json!([]));
            return all;
        }
    }
}

#[tokio::test]
async fn pages_hold_every_dialog_once_in_the_order_that_was_asked_for() {
    let sandbox = common::demo().await;
    let parties = format!("party={KARI}&party={BAKERY}&party={STAGE}");
    let whole = common::ids(&pages(&sandbox, &parties, 1000).await);
    assert!(whole.len() > 20);
    for member in ["createdAt", "updatedAt", "contentUpdatedAt", "dueAt"] {
        for direction in ["asc", "desc"] {
            let all = pages(&sandbox, &format!("{parties}&orderBy={member}_{direction}"), 3).await;
            let (mut ids, mut known) = (common::ids(&all), whole.clone());
            ids.sort();
            known.sort();
            assert_eq!(ids, known, "{member} {direction}");
            // What is not due comes after everything that is.
            let keys: Vec<&str> = all.iter().map(|item| item[member].as_str().unwrap_or("~")).collect();
            let sorted =
                keys.windows(2).all(|two| if direction == "asc" { two[0] <= two[1] } else { two[0] >= two[1] });
            assert!(sorted, "{member} {direction}: {keys:?}");
        }
    }
}

#[tokio::test]
async fn the_newest_content_comes_first_unless_said_and_dialogs_of_one_moment_are_all_told() {
    let sandbox = common::empty().await;
    let moment = "2026-01-05T10:00:00Z";
    for _ in 0..7 {
        sandbox.dialog(json!({"createdAt": moment})).await;
    }
    let newest = sandbox.dialog(json!({})).await;
    let all = common::ids(&pages(&sandbox, &format!("party={KARI}"), 2).await);
    assert_eq!((all.len(), &all[0]), (8, &newest));
    let page = sandbox.get(&format!("/enduser/dialogs?party={KARI}")).await;
    assert_eq!(page["orderBy"], "contentupdatedat_desc,id_desc");
    let page = sandbox.get(&format!("/enduser/dialogs?party={KARI}&orderBy=dueAt,createdAt_asc")).await;
    assert_eq!(page["orderBy"], "dueat_desc,createdat_asc,id_desc");
}

#[tokio::test]
async fn a_hundred_come_unless_said_and_a_token_belongs_to_its_order() {
    let sandbox = common::empty().await;
    let made = json!({"party": "kari", "title": "Et brev", "count": 101});
    assert_eq!(sandbox.admin("POST", "/altinn/dialogs", made).await.status, 200);
    let page = sandbox.get(&format!("/enduser/dialogs?party={KARI}")).await;
    assert_eq!((page["items"].as_array().unwrap().len(), &page["hasNextPage"]), (100, &json!(true)));
    let token = page["continuationToken"].as_str().unwrap();
    let path = format!("/enduser/dialogs?party={KARI}&orderBy=dueAt&continuationToken={token}");
    assert_eq!(sandbox.call("GET", &path, "kari", &[], None).await.status, 400);
}

#[tokio::test]
async fn one_language_is_told_when_languages_are_asked_for() {
    let sandbox = common::demo().await;
    let item = sandbox.titled(KARI, "Skatteoppgjøret").await;
    let texts = |item: &Value| item["content"]["title"]["value"].as_array().unwrap().clone();
    assert_eq!(texts(&item).len(), 3);
    let path = format!("/enduser/dialogs?party={KARI}&limit=1000");
    for (header, code) in [("nn,nb;q=0.9", "nn"), ("en-GB", "en"), ("da", "nb"), ("pl", "en")] {
        let page = sandbox.call("GET", &path, "kari", &[("Accept-Language", header)], None).await.json();
        let same = page["items"].as_array().unwrap().iter().find(|one| one["id"] == item["id"]).unwrap().clone();
        assert_eq!((texts(&same).len(), &texts(&same)[0]["languageCode"]), (1, &json!(code)), "{header}");
    }
    let got = sandbox.call("GET", &path, "kari", &[("Accept-Language", "nb;x=1")], None).await;
    assert_eq!(got.status, 400);
}

#[tokio::test]
async fn whoever_is_not_logged_in_surely_enough_reads_words_that_are_not_sensitive() {
    let sandbox = common::demo().await;
    let title = |page: &Value, id: &Value| {
        let item = page["items"].as_array().unwrap().iter().find(|item| &item["id"] == id).unwrap().clone();
        item["content"]["title"]["value"][1]["value"].as_str().unwrap().to_owned()
    };
    let item = sandbox.titled(KARI, "Du har fått et brev fra sykehuset").await;
    let path = format!("/enduser/dialogs?party={KARI}&limit=1000");
    let high = sandbox.call("GET", &path, "kari/high", &[], None).await.json();
    assert!(title(&high, &item["id"]).starts_with("Time på hudavdelingen"));
}

#[tokio::test]
async fn stale_lists_answer_from_how_things_were() {
    let sandbox = common::demo().await;
    let before = sandbox.list(KARI, "").await;
    let faults = json!({"provider": "altinn", "staleListMs": 3_000_000});
    assert_eq!(sandbox.admin("POST", "/faults", faults).await.status, 200);
    let id = before[0]["id"].as_str().unwrap();
    assert_eq!(sandbox.label(id, json!({"addLabels": ["Bin"]}), None).await.status, 204);
    sandbox.dialog(json!({})).await;
    let stale = sandbox.list(KARI, "").await;
    assert_eq!(common::ids(&stale), common::ids(&before));
    assert_eq!(common::labels(&stale[0]), common::labels(&before[0]));
    assert_eq!(sandbox.send("DELETE", "/admin/faults", "", &[], None).await.status, 200);
    let fresh = sandbox.list(KARI, "").await;
    assert_eq!(fresh.len(), before.len() + 1);
    assert_eq!(common::labels(fresh.iter().find(|item| item["id"] == id).unwrap()), ["Bin"]);
}
