//! A token that runs out in the middle of a sync.

use crate::double::{Asked, Double, letters, status};
use crate::vault_at::Login;
use axum::response::Response;
use model::Code;
use std::sync::atomic::{AtomicUsize, Ordering};

/// After so many requests the first token is good no more.
fn runs_out_after(requests: usize) -> impl Fn(&Asked) -> Option<Response> + Send + Sync {
    let count = AtomicUsize::new(0);
    move |asked| {
        let old = asked.header("authorization") == "Bearer mette";
        (old && count.fetch_add(1, Ordering::Relaxed) >= requests).then(|| status(401))
    }
}

#[tokio::test]
async fn it_is_renewed_once_and_nobody_notices_wherever_in_a_sync_it_ran_out() {
    for requests in [0, 1, 2, 4, 6, 20] {
        let login = Login { lasts: true, ..Login::default() };
        let service = Double::with(&["one", "two"], letters(60), login.clone()).await;
        service.answers(runs_out_after(requests));
        for report in service.sync_all().await {
            assert_eq!((report.new, report.documents, report.error), (60, 60, None), "after {requests}");
        }
        assert_eq!(login.renewed.load(Ordering::Relaxed), 1, "after {requests}");
    }
}

#[tokio::test]
async fn one_that_cannot_be_renewed_is_told_once_for_all_and_what_came_stays() {
    let service = Double::with(&["one", "two", "three"], letters(60), Login::default()).await;
    service.answers(runs_out_after(3));
    let reports = service.sync_all().await;
    assert_eq!(reports.len(), 3);
    assert!(reports.iter().all(|report| report.error == Some(Code::SignInAgain)), "{reports:?}");
    assert_eq!((reports[0].new, reports[1].requests), (50, 0), "the others are not tried");
    assert_eq!(service.ids().len(), 50);
}
