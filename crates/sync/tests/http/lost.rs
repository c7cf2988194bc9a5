//! A computer that went out: the cache is as it was some time ago, and what cannot be fetched again is as it is.

use crate::vault_at::{Login, VaultAt};
use crate::world::World;
use jiff::Timestamp;
use model::Change;
use postkasse_sandbox::Seed;
use postkasse_sync::{Report, sync_account};

async fn sync(vault: &VaultAt, mailbox: &model::Mailbox) -> Report {
    let reports = sync_account(&vault.context, &vault.account, None).await.unwrap();
    reports.into_iter().find(|report| report.mailbox == mailbox.id).unwrap()
}

#[tokio::test]
async fn a_wish_outlives_the_letter_that_it_is_about_and_is_sent_when_that_is_here_again() {
    let world = World::new(Seed::Empty, 0, 1).await;
    world.send(2).await;
    world.sync().await;
    let own = world.own();
    let cache = world.folder.join("profiles/default/mailboxes").join(own.id.as_str()).join("cache.db");
    let again = || VaultAt::again(&world.folder, &world.running.ready.providers["digital-post"], Login::default());
    world.profile.lock();
    let before = std::fs::read(&cache).unwrap();

    let vault = again();
    let new = world.send(1).await.remove(0);
    assert_eq!(sync(&vault, &own).await.new, 1);
    let letter = vault.letters(&own)[&new].clone();
    let state = vault.profile.state(&own.id).unwrap();
    state.add_wish(&letter.id, &Change::Flag(true), letter.version, Timestamp::now()).unwrap();
    vault.profile.lock();
    std::fs::write(&cache, before).unwrap();

    let vault = again();
    assert!(!vault.letters(&own).contains_key(&new), "the letter is lost here");
    let report = sync(&vault, &own).await;
    assert_eq!((report.new, report.sent, report.refused, report.error), (1, 1, 0, None));
    assert_eq!(vault.profile.state(&own.id).unwrap().wishes().unwrap(), []);
    assert!(vault.letters(&own)[&new].flag);
}
