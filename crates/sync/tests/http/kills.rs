//! A process that is killed in the middle of a sync, again and again: the next one goes on, nothing is lost and
//! nothing is doubled.

use crate::vault_at::{Login, VaultAt};
use crate::world::World;
use postkasse_sandbox::Seed;
use std::collections::BTreeSet;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const VAULT: &str = "POSTKASSE_TEST_VAULT";
const SERVICE: &str = "POSTKASSE_TEST_SERVICE";

/// Not a test of its own: what the process that is killed does.
#[tokio::test]
#[ignore = "is started by the test below"]
async fn a_process_that_syncs() {
    let Ok(folder) = std::env::var(VAULT) else { return };
    let vault = VaultAt::again(folder.as_ref(), &std::env::var(SERVICE).unwrap(), Login::default());
    let reports = postkasse_sync::sync_account(&vault.context, &vault.account, None).await.unwrap();
    assert!(reports.iter().all(|report| report.error.is_none()), "{reports:?}");
}

fn begin(world: &World) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "kills::a_process_that_syncs", "--ignored", "--quiet"])
        .env(VAULT, &world.folder)
        .env(SERVICE, &world.running.ready.providers["digital-post"])
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

/// Syncs in processes that are killed once the service was asked so often, until one gets through.
async fn sync_killed(world: &World, steps: &[usize]) -> usize {
    for (kills, most) in steps.iter().chain([&usize::MAX]).enumerate() {
        let before = world.requests().await.len();
        let mut child = begin(world);
        let ended = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break Some(status);
            }
            if world.requests().await.len() - before >= *most {
                break None;
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        };
        match ended {
            Some(status) => {
                assert!(status.success());
                return kills;
            }
            None => {
                child.kill().unwrap();
                child.wait().unwrap();
            }
        }
    }
    unreachable!("the last one is not killed")
}

#[tokio::test]
async fn a_kill_anywhere_loses_nothing_and_doubles_nothing() {
    let world = World::new(Seed::Empty, 0, 1).await;
    let mut sent = world.send(150).await;
    let kills = sync_killed(&world, &[1, 3, 5, 6, 7, 9, 14, 30]).await;
    assert!(kills >= 4, "{kills} kills");
    world.assert_same().await;
    let own = world.own();
    assert!(world.arrivals(&own).is_empty(), "the first pull tells nothing");

    let new = world.send(70).await;
    sync_killed(&world, &[2, 4, 5, 6, 8, 20]).await;
    world.assert_same().await;
    let told: Vec<String> = world.arrivals(&own).iter().map(|one| one.head.remote_id.as_str().to_owned()).collect();
    assert_eq!(told.len(), new.len());
    assert_eq!(BTreeSet::from_iter(told), BTreeSet::from_iter(new.clone()));
    sent.extend(new);
    assert_eq!(world.letters(&own).into_keys().collect::<BTreeSet<_>>(), BTreeSet::from_iter(sent));
}
