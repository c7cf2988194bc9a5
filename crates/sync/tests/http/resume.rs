//! A first pull that is interrupted goes on where it was; and lists that make no sense cost only themselves.

use crate::double::{Asked, Double, letter, letters, status};
use axum::response::IntoResponse;
use model::Code;

fn pages(asked: &[Asked]) -> Vec<&str> {
    let page = |path: &'_ Asked| path.contains("/messages/?") && path.contains("receivedDateTime");
    asked.iter().filter(|path| page(path)).filter_map(|path| path.split_once('?')).map(|(_, query)| query).collect()
}

#[tokio::test]
async fn an_interrupted_first_pull_goes_on_without_reading_a_page_again_and_tells_nothing() {
    let service = Double::new(letters(400)).await;
    service.answers(|path| path.contains("page=1&size=100").then(|| status(401)));
    let report = service.sync().await;
    assert_eq!((report.new, report.error), (100, Some(Code::SignInAgain)));
    let mailbox = service.first();
    assert!(service.profile.mailbox(&mailbox.id).unwrap().synced.is_none(), "it did not get through");
    assert_eq!(service.profile.mailbox(&mailbox.id).unwrap().total, 100, "and counts are right all the same");
    service.asked();
    service.recovers();
    let report = service.sync().await;
    assert_eq!((report.new, report.error), (300, None));
    let asked = service.asked();
    let again = pages(&asked);
    assert_eq!(again.len(), 2, "{again:?}");
    assert!(again[0].starts_with("page=1&size=100&") && again[1].starts_with("page=1&size=200&"));
    assert!(service.arrivals(&mailbox).is_empty());
    assert!(service.profile.mailbox(&mailbox.id).unwrap().synced.is_some());
}

#[tokio::test]
async fn a_letter_that_only_the_sweep_of_the_first_pull_finds_is_not_told() {
    let service = Double::new(letters(120)).await;
    // The first list leaves one out, as lists do whose pages shift meanwhile.
    service.answers(|path| {
        let shifted = path.contains("/messages/?page=0&size=50&") && path.contains("receivedDateTime");
        shifted.then(|| {
            let items: Vec<_> = (0..49).map(|id| letter(&format!("l{id}"), 10)).chain([letter("l48", 10)]).collect();
            let answer = serde_json::json!({"totalElements": 120, "totalPages": 3, "messages": items});
            axum::Json(answer).into_response()
        })
    });
    let report = service.sync().await;
    assert_eq!((report.new, report.error), (120, None));
    assert!(service.arrivals(&service.first()).is_empty());
}

#[tokio::test]
async fn folders_that_make_no_sense_keep_no_letter_away() {
    let service = Double::new(letters(3)).await;
    service.answers(|path| path.contains("/folders/").then(|| "hvad".into_response()));
    let report = service.sync().await;
    assert_eq!((report.new, report.documents, report.error), (3, 3, Some(Code::Unexpected)));
    service.recovers();
    assert_eq!(service.sync().await.error, None);
    assert_eq!(service.cache(&service.first()).folders().unwrap().len(), 1);
}

#[tokio::test]
async fn letters_that_cannot_be_read_are_named_and_cost_neither_the_others_nor_a_sweep_each_time() {
    let mut all = letters(5);
    all.push(serde_json::json!({"label": "uden id"}));
    all.push(serde_json::json!({"label": "uden id, en anden"}));
    let service = Double::new(all).await;
    for _ in 0..2 {
        let report = service.sync().await;
        assert_eq!((report.documents, report.error), (report.new, None));
        let odd = service.cache(&service.first()).odd().unwrap();
        assert!(odd.len() == 2 && odd[0].why != odd[1].why, "{odd:?}");
    }
    service.asked();
    service.sync().await;
    let asked = service.asked();
    assert_eq!(asked.len(), 2, "at rest: one request an account, one a mailbox: {asked:?}");
}
