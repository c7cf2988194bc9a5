//! Letters that are no longer listed: one is deleted here only when the service, asked for it, knows it no more.

use crate::double::{Double, letters, status, text};
use axum::response::{IntoResponse, Response};
use model::Code;
use serde_json::json;

/// A list without `l2`, while the service answers so when asked for it; what became of `l2`.
async fn no_longer_listed(answer: fn() -> Option<Response>) -> (bool, postkasse_sync::Report) {
    let service = Double::new(letters(3)).await;
    service.sync().await;
    service.asked();
    service.answers(move |path| {
        if path.ends_with("/messages/l2") {
            return answer();
        }
        let short = || json!({"totalElements": 2, "totalPages": 1, "messages": letters(2)});
        path.contains("/messages/?").then(|| axum::Json(short()).into_response())
    });
    let report = service.sync().await;
    let asked = service.asked();
    assert!(asked.iter().any(|path| path.ends_with("/messages/l2")), "asked for it: {asked:?}");
    assert!(asked.iter().any(|path| path.contains("size=500")), "looked through the whole list: {asked:?}");
    (service.ids().len() == 3, report)
}

#[tokio::test]
async fn what_the_list_leaves_out_is_deleted_only_when_the_service_says_so_when_asked() {
    let (kept, report) = no_longer_listed(|| None).await;
    assert!(kept && report.error.is_none() && report.removed == 0, "it is there: the list lags behind");
    let (kept, report) = no_longer_listed(|| Some(status(404))).await;
    assert!(!kept && report.error.is_none() && report.removed == 1);
    for (answer, error) in [
        (|| Some(status(403)), None),
        (|| Some(text("hvad")), None),
        (|| Some(status(500)), Some(Code::Busy)),
        (|| Some(status(401)), Some(Code::SignInAgain)),
    ] as [(fn() -> Option<Response>, _); 4]
    {
        let (kept, report) = no_longer_listed(answer).await;
        assert!(kept && report.removed == 0, "{report:?}");
        assert_eq!(report.error, error);
    }
}

#[tokio::test]
async fn totals_that_agree_cost_no_sweep() {
    let service = Double::new(letters(300)).await;
    service.sync().await;
    let mut more = letters(301);
    more[300]["lastUpdated"] = json!("2026-05-02T00:00:00Z");
    service.holds(more);
    assert_eq!(service.sync().await.new, 1);
    assert!(!service.asked().iter().any(|path| path.contains("size=500")));
}
