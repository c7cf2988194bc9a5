//! The usual life of mailboxes: a first pull, letters, changes, deletions, rest.

use crate::world::World;
use postkasse_sandbox::Seed;
use serde_json::{Value, json};

#[tokio::test]
async fn mailboxes_follow_the_service_and_every_request_is_one_of_its_interface() {
    let world = World::new(Seed::Demo, 0, 1).await;
    let reports = world.sync().await;
    assert!(reports.len() >= 4 && reports.iter().all(|report| report.error.is_none()), "{reports:?}");
    world.assert_same().await;

    let new = world.send(3).await;
    let before = world.letters(&world.own());
    let gone = before.keys().find(|id| !new.contains(id)).unwrap().clone();
    world.lose(&gone);
    let own = world.own();
    let report = world.sync().await.into_iter().find(|report| report.mailbox == own.id).unwrap();
    assert_eq!((report.new, report.removed), (3, 1), "{report:?}");
    world.assert_same().await;

    let odd: Vec<Value> = world.requests().await.into_iter().filter(|one| one.get("nonconforming").is_some()).collect();
    assert!(odd.is_empty(), "{odd:#?}");
}

#[tokio::test]
async fn a_summons_and_its_content_stay_where_they_are() {
    let world = World::new(Seed::Empty, 0, 1).await;
    let summons = json!({"to": {"person": "mette"}, "sender": "Retten i Eksempelby", "subject": "Indkaldelse",
        "body": {"text": "Opdigtet."}, "legalNotification": true});
    world.admin("POST", "/letters", summons).await;
    world.sync().await;
    let own = world.own();
    assert_eq!(world.letters(&own).len(), 1);
    assert!(world.cache(&own).files_to_fetch(10).unwrap().is_empty(), "it waits");
    world.assert_same().await;
    assert!(!world.requests().await.iter().any(|one| one["path"].as_str().unwrap().ends_with("/content")));
}

#[tokio::test]
async fn the_first_pull_tells_nothing_and_every_later_letter_is_told_once() {
    let world = World::new(Seed::Empty, 0, 1).await;
    world.send(70).await;
    world.sync().await;
    let own = world.own();
    assert_eq!(world.arrivals(&own).len(), 0);
    let mut new = world.send(60).await;
    for _ in 0..3 {
        world.sync().await;
        let mut told: Vec<String> =
            world.arrivals(&own).iter().map(|one| one.head.remote_id.as_str().to_owned()).collect();
        told.sort_unstable();
        new.sort_unstable();
        assert_eq!(told, new);
    }
    let ids: Vec<_> = world.arrivals(&own).into_iter().map(|one| one.head.id).collect();
    world.cache(&own).arrivals_done(&ids).unwrap();
    world.sync().await;
    assert_eq!(world.arrivals(&own).len(), 0);
}

#[tokio::test]
async fn at_rest_a_sync_is_one_empty_answer_a_mailbox_and_one_an_account_also_right_after_many_letters_came() {
    let world = World::new(Seed::Empty, 0, 1).await;
    world.sync().await;
    world.send(120).await;
    world.sync().await;
    let before = world.requests().await.len();
    let reports = world.sync().await;
    assert!(reports.iter().all(|report| report.requests == 1 && report.bytes == 0), "{reports:?}");
    assert_eq!(world.requests().await.len() - before, reports.len() + 1);
}

#[tokio::test]
async fn the_letters_of_every_mailbox_are_here_before_the_documents_of_the_first() {
    let world = World::new(Seed::Demo, 0, 1).await;
    world.sync().await;
    let paths = world.requests().await.into_iter().map(|one| one["path"].as_str().unwrap().to_owned());
    let paths: Vec<String> = paths.collect();
    let last_list = paths.iter().rposition(|path| path.ends_with("/messages/")).unwrap();
    let first_document = paths.iter().position(|path| path.ends_with("/content")).unwrap();
    assert!(last_list < first_document, "{paths:#?}");
}
