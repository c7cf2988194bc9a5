//! Files that cannot be had: what is about the file counts against it, what is about the line does not.

use crate::double::{Asked, Double, file, letter, letters, status};
use axum::body::Body;
use bytes::Bytes;
use model::Code;
use std::sync::atomic::{AtomicUsize, Ordering};
use vault::FileState;

fn state_of(service: &Double, id: &str) -> FileState {
    let mailbox = service.first();
    let letter = &service.letters(&mailbox)[id];
    service.cache(&mailbox).file_state(&letter.documents[0].files[0].id).unwrap()
}

/// Answers for the content of the letter `odd` only.
fn odd_file(answer: fn() -> axum::response::Response) -> impl Fn(&Asked) -> Option<axum::response::Response> {
    move |path| (path.contains("/odd/") && path.ends_with("/content")).then(answer)
}

#[tokio::test]
async fn a_broken_line_stops_the_rest_and_counts_against_no_file() {
    for (code, told) in [(503, Code::Busy), (401, Code::SignInAgain)] {
        let service = Double::new(letters(40)).await;
        service.answers(move |path| path.ends_with("/content").then(|| status(code)));
        let report = service.sync().await;
        assert_eq!((report.new, report.documents, report.error), (40, 0, Some(told)));
        let jobs = service.cache(&service.first()).files_to_fetch(100).unwrap();
        assert!(jobs.len() == 40 && jobs.iter().all(|job| job.tries == 0));
        assert!(service.asked().iter().filter(|path| path.ends_with("/content")).count() <= 16);
        assert!(service.profile.mailbox(&service.first().id).unwrap().synced.is_some(), "the letters got through");
        assert_eq!(service.profile.mailbox(&service.first().id).unwrap().total, 40);
        service.recovers();
        assert_eq!(service.sync().await.documents, 40);
    }
}

#[tokio::test]
async fn what_came_before_the_line_broke_stays() {
    let service = Double::new(letters(40)).await;
    let count = AtomicUsize::new(0);
    service.answers(move |path| {
        let content = path.ends_with("/content");
        (content && count.fetch_add(1, Ordering::Relaxed) >= 30).then(|| status(401))
    });
    let report = service.sync().await;
    assert_eq!(report.error, Some(Code::SignInAgain));
    // Those that were under way at once go with the line.
    assert!((27..=30).contains(&report.documents), "{report:?}");
    assert_eq!(service.cache(&service.first()).files_to_fetch(100).unwrap().len() as u64, 40 - report.documents);
}

#[tokio::test]
async fn a_bad_file_is_tried_some_times_then_given_up_and_named_and_the_others_come() {
    let service = Double::new(vec![letter("odd", 10), letter("fine", 10)]).await;
    service.answers(odd_file(|| file("01234567890123456789")));
    for _ in 0..4 {
        assert_eq!(service.sync().await.error, Some(Code::Unexpected));
    }
    assert_eq!(service.sync().await.error, None, "given up");
    assert!(matches!(state_of(&service, "odd"), FileState::Failed { .. }));
    assert!(matches!(state_of(&service, "fine"), FileState::Here { size: 10, .. }));
    let odd = service.cache(&service.first()).odd().unwrap();
    assert_eq!(odd.len(), 1);
    assert!(odd[0].remote_id.as_str() == "odd" && odd[0].why.contains("longer than announced"), "{odd:?}");
    service.asked();
    service.sync().await;
    assert!(!service.asked().iter().any(|path| path.ends_with("/content")), "it is left alone now");
    assert_eq!(service.parts(), 0);
}

#[tokio::test]
async fn a_file_that_ends_early_is_no_file() {
    let service = Double::new(vec![letter("odd", 10)]).await;
    service.answers(odd_file(|| file("0123")));
    assert_eq!(service.sync().await.error, Some(Code::Offline));
    assert!(matches!(state_of(&service, "odd"), FileState::Missing));
    assert_eq!(service.parts(), 0);
}

/// The most memory that this process ever had, in KiB.
fn most_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[tokio::test]
async fn large_files_pass_through_and_are_never_in_memory_as_a_whole() {
    const SIZE: usize = 24 << 20;
    let letters = (0..4).map(|id| letter(&format!("l{id}"), SIZE as u64)).collect();
    let service = Double::new(letters).await;
    service.answers(|path| {
        let pieces = (0..SIZE >> 16).map(|_| Ok::<_, std::io::Error>(Bytes::from_static(&[0; 1 << 16])));
        path.ends_with("/content").then(|| file(Body::from_stream(futures::stream::iter(pieces))))
    });
    let before = most_memory();
    assert_eq!(service.sync().await.documents, 4);
    let more = most_memory() - before;
    assert!(more < 20 << 10, "{more} KiB more for four files of {} KiB", SIZE >> 10);
    assert!(matches!(state_of(&service, "l3"), FileState::Here { .. }));
}
