//! Bad lines: whatever the network does between here and the service, in the end the mailbox is as it is there, every
//! wish was carried out once, every new letter is told of once, and nothing was opened.

use crate::line::Trouble;
use crate::world::{World, seeds};
use jiff::{SignedDuration, Timestamp};
use model::{Change, Clock};
use postkasse_sandbox::Seed;
use postkasse_sync::{Context, sync_account};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;

/// Seeds that one mailbox goes through, one after the other.
const DAYS: u64 = 25;

/// A clock that is wrong by so much.
struct Wrong(SignedDuration);

impl Clock for Wrong {
    fn now(&self) -> Timestamp {
        Timestamp::now() + self.0
    }
}

/// What is wrong on this day: one thing or several.
fn trouble(chance: &mut StdRng) -> Trouble {
    let mut rate = |most: f64| if chance.random_range(0..3) == 0 { chance.random::<f64>() * most } else { 0.0 };
    let (lost, cut, doubled) = (rate(0.4), rate(0.4), rate(0.5));
    let (stale, mixed, expired) = (rate(0.7), rate(1.0), rate(0.2));
    let portal = chance.random_range(0..8) == 0;
    let latency = Duration::from_millis(chance.random_range(0..6));
    Trouble { lost, cut, doubled, stale, mixed, expired, portal, latency, ..Trouble::default() }
}

/// New letters, wishes and a look or two over a bad line; then a good one. What the person wants of each letter is
/// kept in `wanted`.
async fn day(world: &World, chance: &mut StdRng, wanted: &mut BTreeMap<String, bool>) {
    let own = world.own();
    let new = world.send(chance.random_range(0..3)).await;
    let state = world.profile.state(&own.id).unwrap();
    for letter in world.letters(&own).values().filter(|_| chance.random_range(0..8) == 0) {
        let flag = !wanted.get(letter.remote_id.as_str()).copied().unwrap_or(letter.flag);
        state.add_wish(&letter.id, &Change::Flag(flag), letter.version, Timestamp::now()).unwrap();
        wanted.insert(letter.remote_id.as_str().to_owned(), flag);
    }
    let hours = [0, 0, 24, -24][chance.random_range(0..4)];
    let clock = Arc::new(Wrong(SignedDuration::from_hours(hours)));
    let context = Context { clock, ..world.context.clone() };
    let trouble = trouble(chance);
    world.line().is(trouble);
    for _ in 0..chance.random_range(1..3) {
        // What goes wrong is told; here it matters only what is there afterwards.
        let _ = sync_account(&context, &world.account, None).await;
    }
    world.line().is_good();
    for _ in 0..2 {
        for report in world.sync().await {
            assert_eq!(report.error, None, "{trouble:?}, a clock wrong by {hours} hours");
        }
    }
    world.assert_same().await;
    assert_eq!(state.wishes().unwrap(), [], "every wish was carried out: {trouble:?}");
    for (id, letter) in world.letters(&own) {
        assert_eq!(letter.flag, wanted.get(&id).copied().unwrap_or(false), "{id}: {trouble:?}");
    }
    let arrivals = world.arrivals(&own);
    let mut told: Vec<&str> = arrivals.iter().map(|one| one.head.remote_id.as_str()).collect();
    told.sort_unstable();
    let mut sent: Vec<&str> = new.iter().map(String::as_str).collect();
    sent.sort_unstable();
    assert_eq!(told, sent, "each new letter arrived once: {trouble:?}");
    let told: Vec<_> = arrivals.iter().map(|one| one.head.id.clone()).collect();
    world.cache(&own).arrivals_done(&told).unwrap();
    assert_eq!(world.parts(), 0);
}

#[tokio::test]
async fn five_hundred_bad_days_end_with_what_is_at_the_service() {
    let mut worlds = JoinSet::new();
    for first in seeds(500).step_by(usize::try_from(DAYS).unwrap()) {
        worlds.spawn(async move {
            let mut chance = StdRng::seed_from_u64(first);
            let world = World::behind_a_line(Seed::Empty, 3, first).await;
            world.sync().await;
            let mut wanted = BTreeMap::new();
            for _ in 0..DAYS {
                day(&world, &mut chance, &mut wanted).await;
            }
            let struck = world.line().struck();
            assert!(u64::from(struck) > 2 * DAYS, "the line struck {struck} times only");
        });
    }
    while let Some(done) = worlds.join_next().await {
        done.unwrap();
    }
}

#[tokio::test]
async fn answers_that_take_two_seconds_each_cost_nothing_but_time() {
    let world = World::behind_a_line(Seed::Empty, 3, 1).await;
    world.line().is(Trouble { latency: Duration::from_secs(2), ..Trouble::default() });
    world.sync().await;
    world.line().is_good();
    world.assert_same().await;
    assert_eq!(world.letters(&world.own()).len(), 3);
}
