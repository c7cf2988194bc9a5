//! Bad days: whatever fails on the way, in the end the mailbox is as it is at the service.

use crate::world::{World, seeds};
use jiff::Timestamp;
use model::{Change, Code, WishState};
use postkasse_sandbox::Seed;
use serde_json::json;

/// Wishes that half of the letters here be marked.
fn wish(world: &World) -> usize {
    let own = world.own();
    let letters = world.letters(&own);
    let chosen = letters.values().step_by(2);
    let state = world.profile.state(&own.id).unwrap();
    for letter in chosen.clone() {
        state.add_wish(&letter.id, &Change::Flag(!letter.flag), letter.version, Timestamp::now()).unwrap();
    }
    chosen.count()
}

async fn converges(faults: serde_json::Value, seed: u64) {
    let world = World::new(Seed::Empty, 0, seed).await;
    world.send(12).await;
    world.sync().await;
    let wishes = wish(&world);
    let new = world.send(8).await;
    world.faults(faults.clone()).await;
    for _ in 0..2 {
        // The account's list may be what fails.
        let _ = postkasse_sync::sync_account(&world.context, &world.account, None).await;
    }
    world.no_faults().await;
    world.sync().await;
    world.sync().await;
    world.assert_same().await;
    let own = world.own();
    assert_eq!(world.profile.state(&own.id).unwrap().wishes().unwrap(), [], "every wish was carried out");
    let flagged = world.letters(&own).values().filter(|letter| letter.flag).count();
    assert_eq!(flagged, wishes, "{faults}");
    assert_eq!(world.arrivals(&own).len(), new.len(), "each new letter arrived once");
    assert_eq!(world.parts(), 0);
}

#[tokio::test]
async fn conflicts_that_are_none_cost_no_wish() {
    for seed in seeds(4) {
        converges(json!({"conflictRate": 0.3}), seed).await;
    }
}

#[tokio::test]
async fn a_service_that_fails_every_third_time_costs_no_letter() {
    for seed in seeds(2) {
        converges(json!({"errorRate": 0.3, "status": 503, "retryAfterS": 0}), seed).await;
    }
    converges(json!({"errorRate": 0.3, "status": 500}), 2).await;
}

#[tokio::test]
async fn bodies_that_end_in_the_middle_cost_no_letter() {
    for seed in seeds(2) {
        converges(json!({"cutBodiesRate": 0.3}), seed).await;
    }
}

#[tokio::test]
async fn lists_that_lag_behind_take_nothing_back_and_hide_nothing_for_good() {
    converges(json!({"staleListMs": 600_000, "conflictRate": 0.3}), 1).await;
}

#[tokio::test]
async fn a_push_that_fails_stops_no_letter_and_is_told() {
    let world = World::new(Seed::Empty, 0, 1).await;
    world.send(2).await;
    world.sync().await;
    wish(&world);
    world.send(3).await;
    world.faults(json!({"conflictRate": 1.0})).await;
    let own = world.own();
    let report = world.sync().await.into_iter().find(|report| report.mailbox == own.id).unwrap();
    assert_eq!((report.new, report.documents, report.error), (3, 3, Some(Code::Conflict)), "{report:?}");
    let waiting = world.profile.state(&own.id).unwrap().wishes().unwrap();
    assert!(waiting.iter().all(|wish| wish.state == WishState::Waiting) && waiting.len() == 1);
    assert_eq!(world.profile.mailbox(&own.id).unwrap().total, 5);
}
