//! Searching: every filter, and what is refused.

use crate::common::{self, BAKERY, KARI, OLA, TestBox};
use serde_json::{Value, json};

/// Both sides of a filter: what is left, and that something was left out.
async fn left(sandbox: &TestBox, query: &str) -> Vec<Value> {
    let all = sandbox.list(KARI, "").await.len();
    let left = sandbox.list(KARI, query).await;
    assert!(!left.is_empty() && left.len() < all, "{query}: {} of {all}", left.len());
    left
}

#[tokio::test]
async fn each_filter_leaves_only_what_it_asks_for() {
    let sandbox = common::demo().await;
    sandbox.dialog(json!({"isApiOnly": true, "createdAt": "-400d", "process": "urn:eksempel:test"})).await;
    for (query, member, value) in [
        ("org=prvk", "org", json!("prvk")),
        ("ORG=prvk", "org", json!("prvk")),
        (
            "serviceResource=urn:altinn:resource:eskatt-skattemelding",
            "serviceResource",
            json!("urn:altinn:resource:eskatt-skattemelding"),
        ),
        ("status=RequiresAttention", "status", json!("RequiresAttention")),
        ("status=draft", "status", json!("Draft")),
        ("extendedStatus=klar", "extendedStatus", json!("klar")),
        ("externalReference=BHG-0042", "externalReference", json!("BHG-0042")),
        ("process=urn:eksempel:test", "process", json!("urn:eksempel:test")),
        ("isContentSeen=true", "isContentSeen", json!(true)),
        ("isContentSeen=false", "isContentSeen", json!(false)),
        ("excludeApiOnly=true", "isApiOnly", json!(false)),
        ("systemLabel=Bin", "systemLabel", json!("Bin")),
    ] {
        for item in left(&sandbox, query).await {
            assert_eq!(item[member], value, "{query}");
        }
    }
    let either = left(&sandbox, "status=Draft&status=Completed").await;
    assert!(either.iter().all(|item| item["status"] == "Draft" || item["status"] == "Completed"));
    assert_eq!(sandbox.list(KARI, "excludeApiOnly=false").await.len(), sandbox.list(KARI, "").await.len());
}

#[tokio::test]
async fn several_labels_are_all_wanted() {
    let sandbox = common::demo().await;
    let sent = left(&sandbox, "systemLabel=Sent").await;
    let both = left(&sandbox, "systemLabel=Sent&systemLabel=Default").await;
    assert!(both.iter().all(|item| common::labels(item).len() == 2 && sent.contains(item)));
    assert_eq!(sandbox.list(KARI, "systemLabel=Bin&systemLabel=Archive").await.len(), 0);
}

#[tokio::test]
async fn times_are_compared_with_their_bounds_included() {
    let sandbox = common::empty().await;
    let mut made = Vec::new();
    for (created, due) in [("-3d", "+1d"), ("-2d", "+2d"), ("-1d", "+3d")] {
        made.push(sandbox.dialog(json!({"createdAt": created, "dueAt": due})).await);
    }
    for (name, member) in
        [("created", "createdAt"), ("updated", "updatedAt"), ("contentUpdated", "contentUpdatedAt"), ("due", "dueAt")]
    {
        let middle = sandbox.listed(KARI, &made[1]).await[member].as_str().unwrap().to_owned();
        let order = format!("orderBy={member}_asc");
        let after = sandbox.list(KARI, &format!("{name}After={middle}&{order}")).await;
        assert_eq!(common::ids(&after), made[1..], "{name}");
        let before = sandbox.list(KARI, &format!("{name}Before={middle}&{order}")).await;
        assert_eq!(common::ids(&before), made[..2], "{name}");
    }
    // The same moment in another zone.
    let got = sandbox.list(KARI, "createdAfter=2000-01-01T00:00:00%2B02:00").await;
    assert_eq!(got.len(), 3);
}

#[tokio::test]
async fn words_are_found_in_titles_and_summaries_and_any_of_them_is_enough() {
    let sandbox = common::demo().await;
    let named = |items: &[Value]| -> Vec<String> {
        let title =
            |item: &Value| item["content"]["title"]["value"].as_array().unwrap().last().unwrap()["value"].clone();
        items.iter().map(|item| title(item).as_str().unwrap().chars().take(12).collect()).collect()
    };
    assert_eq!(named(&left(&sandbox, "search=SKATTEOPPGJØR").await), ["Skatteoppgje"]);
    assert_eq!(named(&left(&sandbox, "search=veranda").await), ["Nabovarsel: "]);
    assert_eq!(left(&sandbox, "search=veranda%20undersøking").await.len(), 2);
    assert_eq!(left(&sandbox, "search=undersøking&searchLanguageCode=nn-NO").await.len(), 1);
    assert_eq!(sandbox.list(KARI, "search=undersøking&searchLanguageCode=en").await.len(), 0);
    let id = sandbox.dialog(json!({"searchTags": ["Hemmelighet"]})).await;
    assert_eq!(common::ids(&sandbox.list(KARI, "search=hemmelig").await), [id]);
}

#[tokio::test]
async fn parties_of_others_are_passed_over_and_a_service_alone_is_enough() {
    let sandbox = common::demo().await;
    let page = sandbox.get(&format!("/enduser/dialogs?party={OLA}")).await;
    assert_eq!(
        (&page["items"], &page["hasNextPage"], &page["continuationToken"]),
        (&json!([]), &json!(false), &json!(null))
    );
    let both = sandbox.get(&format!("/enduser/dialogs?party={OLA}&party={BAKERY}&limit=1000")).await;
    assert_eq!(both["items"].as_array().unwrap().len(), sandbox.list(BAKERY, "").await.len());
    let service = "urn:altinn:resource:prvk-byggesak";
    let page = sandbox.get(&format!("/enduser/dialogs?serviceResource={service}")).await;
    let parties: std::collections::BTreeSet<&str> =
        page["items"].as_array().unwrap().iter().map(|item| item["party"].as_str().unwrap()).collect();
    assert_eq!(parties.len(), 3, "{parties:?}");
}

#[tokio::test]
async fn what_is_deleted_expired_or_not_visible_yet_is_not_listed() {
    let sandbox = common::empty().await;
    let shown = sandbox.dialog(json!({"visibleFrom": "-1d", "expiresAt": "+1d"})).await;
    sandbox.dialog(json!({"visibleFrom": "+1d"})).await;
    sandbox.dialog(json!({"expiresAt": "-1d", "createdAt": "-3d"})).await;
    let deleted = sandbox.dialog(json!({})).await;
    sandbox.change(&deleted, json!({"deleted": true})).await;
    assert_eq!(common::ids(&sandbox.list(KARI, "").await), [shown]);
    assert_eq!(sandbox.admin("POST", "/clock", json!({"advanceS": 2 * 86400})).await.status, 200);
    assert_eq!(sandbox.list(KARI, "").await.len(), 1);
}

#[tokio::test]
async fn a_search_that_makes_no_sense_is_refused_with_what_is_wrong() {
    let sandbox = common::empty().await;
    let many = |name: &str, value: &str| vec![format!("{name}={value}"); 21].join("&");
    let party = format!("party={KARI}");
    for (query, about) in [
        (String::new(), ""),
        ("org=prvk".to_owned(), ""),
        (many("party", KARI), "Party.Count"),
        (format!("{party}&{}", many("org", "x")), "Org.Count"),
        (format!("{party}&{}", many("extendedStatus", "x")), "ExtendedStatus.Count"),
        (many("serviceResource", "x"), "ServiceResource.Count"),
        ("party=kari".to_owned(), "Party"),
        ("party=urn:altinn:person:identifier-no:1".to_owned(), "Party"),
        (format!("{party}&status=Lost"), "Status"),
        (format!("{party}&systemLabel=Inbox"), "SystemLabel"),
        (format!("{party}&createdAfter=2026-01-01T00:00:00"), "CreatedAfter"),
        (format!("{party}&dueBefore=tomorrow"), "DueBefore"),
        (format!("{party}&dueAfter=2026-02-01T00:00:00Z&dueBefore=2026-01-01T00:00:00Z"), "DueAfter"),
        (format!("{party}&isContentSeen=perhaps"), "IsContentSeen"),
        (format!("{party}&search=ab"), "Search"),
        (format!("{party}&searchLanguageCode=norsk"), "SearchLanguageCode"),
        (format!("{party}&process=no%20uri"), "Process"),
        (format!("{party}&orderBy=title"), "orderBy"),
        (format!("{party}&orderBy=createdAt_up"), "orderBy"),
        (format!("{party}&limit=0"), "limit"),
        (format!("{party}&limit=1001"), "limit"),
        (format!("{party}&limit=many"), "limit"),
        (format!("{party}&continuationToken=x"), "continuationToken"),
    ] {
        let got = sandbox.call("GET", &format!("/enduser/dialogs?{query}"), "kari", &[], None).await;
        assert_eq!(got.status, 400, "{query}");
        assert!(got.json()["errors"].get(about).is_some(), "{query}: {}", got.text());
    }
    let got = sandbox.call("GET", "/enduser/dialogs?limit=0&status=Lost", "kari", &[], None).await;
    assert_eq!(got.json()["errors"].as_object().unwrap().len(), 3, "{}", got.text());
}
