//! Pages, or single letters, that cannot be read: what comes after them comes all the same.

use crate::double::{Double, letter, letters, status, text};
use model::Code;
use serde_json::json;

#[tokio::test]
async fn a_page_that_cannot_be_read_costs_no_letter_neither_on_it_nor_after_it() {
    let bad: [fn() -> axum::response::Response; 3] =
        [|| text("hvad"), || text(r#"{"totalElements": 400, "messages": [{"id": "l50""#), || status(422)];
    for answer in bad {
        let service = Double::new(letters(400)).await;
        service.answers(move |path| path.contains("page=1&size=50&sortFields=received").then(answer));
        let report = service.sync().await;
        assert_eq!((report.new, report.documents, report.error), (400, 400, None));
        assert!(service.arrivals(&service.first()).is_empty(), "it is the first pull");
        service.asked();
        service.sync().await;
        assert_eq!(service.asked().len(), 2, "and it is at rest");
    }
}

#[tokio::test]
async fn a_letter_that_cannot_be_had_in_any_way_is_named_and_comes_once_it_can() {
    let service = Double::new(letters(120)).await;
    service.answers(|path| {
        let page = path.contains("page=0&size=50&sortFields=received") && !path.contains("fields=");
        (page || path.ends_with("/messages/l7")).then(|| text("{\"id\": \"l7\", \"label\": "))
    });
    for new in [119, 0] {
        let report = service.sync().await;
        assert_eq!((report.new, report.error), (new, None));
        let odd = service.cache(&service.first()).odd().unwrap();
        assert!(odd.len() == 1 && odd[0].remote_id.as_str() == "l7", "{odd:?}");
    }
    service.recovers();
    let mut changed = letters(120);
    changed[7]["version"] = json!(2);
    changed[7]["lastUpdated"] = json!("2026-05-02T00:00:00Z");
    service.holds(changed);
    assert_eq!(service.sync().await.new, 1);
    assert_eq!(service.cache(&service.first()).odd().unwrap(), []);
}

#[tokio::test]
async fn a_letter_over_which_the_service_fails_is_named_told_and_tried_again() {
    let service = Double::new(letters(60)).await;
    service.answers(|path| {
        let page = path.contains("page=0&size=50&sortFields=received") && !path.contains("fields=");
        (page || path.ends_with("/messages/l7")).then(|| status(500))
    });
    let report = service.sync().await;
    assert_eq!((report.new, report.documents, report.error), (59, 59, Some(Code::Busy)));
    assert_eq!(service.cache(&service.first()).odd().unwrap().len(), 1);
    service.recovers();
    let report = service.sync().await;
    assert_eq!((report.new, report.error), (1, None));
    assert_eq!(service.cache(&service.first()).odd().unwrap(), []);
    assert!(service.arrivals(&service.first()).is_empty(), "the first pull had not got through");
}

#[tokio::test]
async fn a_new_letter_on_a_page_that_cannot_be_read_is_told_once() {
    let service = Double::new(letters(3)).await;
    service.sync().await;
    let mut more = letters(4);
    more[3]["lastUpdated"] = json!("2026-05-02T00:00:00Z");
    service.holds(more);
    service.answers(|path| {
        let page = path.contains("page=0&size=50&sortFields=lastUpdated") && !path.contains("fields=");
        page.then(|| text("hvad"))
    });
    for _ in 0..2 {
        assert_eq!(service.sync().await.error, None);
        assert_eq!(service.ids(), ["l0", "l1", "l2", "l3"]);
        assert_eq!(service.arrivals(&service.first()).len(), 1);
    }
}

#[tokio::test]
async fn a_service_whose_lists_all_make_no_sense_is_not_asked_for_every_letter() {
    let service = Double::new(letters(400)).await;
    service.answers(|path| path.contains("sortFields=received").then(|| text("hvad")));
    assert_eq!(service.sync().await.error, Some(Code::Unexpected));
    let asked = service.asked();
    assert_eq!(asked.iter().filter(|path| path.contains("/messages/")).count(), 2, "{asked:?}");
}

#[tokio::test]
async fn what_the_person_sent_from_elsewhere_is_a_letter_too() {
    let mut sent = letter("sent", 10);
    sent["messageState"] = json!("SENT");
    let service = Double::new(vec![sent]).await;
    let report = service.sync().await;
    assert_eq!((report.new, report.documents, report.error), (1, 1, None));
}
