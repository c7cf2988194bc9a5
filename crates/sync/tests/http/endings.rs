//! An access counts as ended only when the service says so twice: forgetting a mailbox cannot be undone.

use crate::double::{Double, letter, status};
use axum::response::IntoResponse;
use model::MailboxState;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// No mailbox is listed; the direct question gets these answers, the last one again and again.
async fn asked_directly(answers: &'static [u16]) -> (bool, usize) {
    let service = Double::new(vec![letter("l", 10)]).await;
    service.sync().await;
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    service.answers(move |path| match path.split('?').next().unwrap() {
        "/mailboxes/" => Some(axum::Json(serde_json::json!({"totalPages": 0})).into_response()),
        "/mailboxes/m" => {
            let number = count.fetch_add(1, Ordering::Relaxed).min(answers.len() - 1);
            Some(status(answers[number])).filter(|answer| answer.status() != 200)
        }
        _ => None,
    });
    let _ = postkasse_sync::sync_account(&service.context, &service.account, None).await;
    let ended = matches!(service.first().state, MailboxState::Ended(_));
    if !ended {
        assert_eq!(service.letters(&service.first()).len(), 1, "nothing of it is lost");
    }
    (ended, asked.load(Ordering::Relaxed))
}

#[tokio::test]
async fn one_refusal_forgets_nothing_and_two_end_the_access() {
    assert_eq!(asked_directly(&[200]).await, (false, 1));
    assert_eq!(asked_directly(&[403, 200]).await, (false, 2));
    assert_eq!(asked_directly(&[404, 200]).await, (false, 2));
    assert_eq!(asked_directly(&[403, 403]).await, (true, 2));
    assert_eq!(asked_directly(&[404, 403]).await, (true, 2));
    assert_eq!(asked_directly(&[403, 418]).await, (false, 2));
}
