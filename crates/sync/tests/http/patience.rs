//! A service that asks for patience gets it.

use crate::double::{Double, letters, status};
use crate::vault_at::Login;
use axum::response::{IntoResponse, Response};
use model::Code;
use std::sync::atomic::{AtomicUsize, Ordering};

fn busy(seconds: &'static str) -> Response {
    (axum::http::StatusCode::SERVICE_UNAVAILABLE, [("retry-after", seconds)]).into_response()
}

#[tokio::test]
async fn a_short_wait_is_waited_for() {
    let service = Double::new(letters(3)).await;
    let count = AtomicUsize::new(0);
    service.answers(move |_| (count.fetch_add(1, Ordering::Relaxed) == 2).then(|| busy("1")));
    let report = service.sync().await;
    assert_eq!((report.new, report.documents, report.error), (3, 3, None));
}

#[tokio::test]
async fn a_long_one_ends_the_sync_and_nothing_more_is_asked_meanwhile() {
    let service = Double::with(&["one", "two"], letters(3), Login::default()).await;
    service.answers(|path| path.contains("/messages/").then(|| busy("600")));
    for requests in [4, 0] {
        let reports = postkasse_sync::sync_account(&service.context, &service.account, None).await;
        let codes: Vec<_> = match &reports {
            Ok(reports) => reports.iter().map(|report| report.error).collect(),
            Err(error) => vec![Some(error.code())],
        };
        assert!(codes.iter().all(|code| *code == Some(Code::Busy)), "{reports:?}");
        assert!(service.asked().len() <= requests);
    }
}

#[tokio::test]
async fn documents_are_waited_with_too() {
    let service = Double::new(letters(20)).await;
    service.answers(|path| path.ends_with("/content").then(|| busy("600")));
    let report = service.sync().await;
    assert_eq!((report.new, report.documents, report.error), (20, 0, Some(Code::Busy)));
    service.answers(|_| Some(status(500)));
    assert!(postkasse_sync::sync_account(&service.context, &service.account, None).await.is_err());
    let asked = service.asked();
    let first = asked.iter().position(|path| path.ends_with("/content")).unwrap();
    // Those that were under way at once may still have been on their way.
    assert!(asked[first..].len() <= 4 && asked[first..].iter().all(|path| path.ends_with("/content")), "{asked:?}");
}
