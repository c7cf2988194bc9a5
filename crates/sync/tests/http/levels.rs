//! Letters that take a higher level than the login's: the header is here and says so, the content waits, and it
//! comes after a login at that level, although no list brings the letter again.

use crate::double::{Double, letter, status};
use model::{Code, Level, Waits};
use serde_json::json;

#[tokio::test]
async fn a_letter_that_takes_more_keeps_its_header_and_its_content_comes_after_the_higher_login() {
    let mut high = letter("high", 10);
    high["requiredLevel"] = json!("https://data.gov.dk/concept/core/nsis/High");
    let service = Double::new(vec![high, letter("usual", 10)]).await;
    let report = service.sync().await;
    assert_eq!((report.new, report.documents, report.error), (2, 1, None));
    assert!(!service.asked().iter().any(|path| path.contains("/high/")), "it is not even asked for");
    let mailbox = service.first();
    let heads = service.profile.list_all(&[(mailbox.id.clone(), Level::Substantial)], &all()).unwrap();
    let head = heads.iter().find(|head| head.remote_id.as_str() == "high").unwrap();
    assert_eq!((head.needs_level, head.waits), (Some(Level::High), Some(Waits::HigherLevel)));

    let mut context = service.context.clone();
    context.level = Level::High;
    let report = postkasse_sync::sync_account(&context, &service.account, None).await.unwrap().remove(0);
    assert_eq!((report.documents, report.error), (1, None));
    let heads = service.profile.list_all(&[(mailbox.id.clone(), Level::High)], &all()).unwrap();
    assert!(heads.iter().all(|head| head.needs_level.is_none() && head.waits.is_none()));
}

fn all() -> vault::ListQuery {
    vault::ListQuery { limit: 50, ..vault::ListQuery::default() }
}

#[tokio::test]
async fn a_403_on_a_file_keeps_the_letter_and_says_that_it_needs_more() {
    let mut more = letter("odd", 10);
    more["requiredLevel"] = "https://data.gov.dk/concept/core/nsis/Substantial".into();
    let service = Double::new(vec![more, letter("fine", 10)]).await;
    service.answers(|path| (path.contains("/odd/") && path.ends_with("/content")).then(|| status(403)));
    let report = service.sync().await;
    assert_eq!((report.documents, report.error), (1, Some(Code::HigherLevelNeeded)));
    assert_eq!(service.ids(), ["fine", "odd"]);
    assert_eq!(service.cache(&service.first()).files_to_fetch(9).unwrap()[0].tries, 0, "nothing counts against it");
}
