//! A sync that is cut anywhere: the next one goes on, nothing is lost and nothing is doubled.

use crate::world::{World, seeds};
use model::MailboxId;
use postkasse_sandbox::Seed;
use postkasse_sync::sync_account;
use std::collections::BTreeSet;
use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};

/// A future that is asked so many times and then given up.
struct Cut<'a, F> {
    inner: Pin<&'a mut F>,
    polls: u64,
}

impl<F: Future> Future for Cut<'_, F> {
    type Output = Option<F::Output>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if self.polls == 0 {
            return Poll::Ready(None);
        }
        self.polls -= 1;
        self.inner.as_mut().poll(context).map(Some)
    }
}

/// The next number of a little sequence that only has to be different for every seed.
fn next(state: &mut u64, below: u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) % below
}

/// Syncs, cut again and again at points that grow later, until once it gets through.
async fn sync_cut(world: &World, chance: &mut u64) -> u32 {
    let mut cuts = 0;
    loop {
        let whole = pin!(sync_account(&world.context, &world.account, None));
        let polls = 1 + next(chance, 60 + 40 * u64::from(cuts));
        match (Cut { inner: whole, polls }).await {
            Some(done) => {
                assert!(done.unwrap().iter().all(|report| report.error.is_none()));
                return cuts;
            }
            None => cuts += 1,
        }
    }
}

fn arrived(world: &World, mailbox: &MailboxId) -> Vec<String> {
    let arrivals = world.profile.cache(mailbox).unwrap().arrivals(model::Level::Substantial).unwrap();
    arrivals.into_iter().map(|one| one.head.remote_id.as_str().to_owned()).collect()
}

#[tokio::test]
async fn a_cut_anywhere_loses_nothing_and_doubles_nothing() {
    let mut all_cuts = 0;
    for seed in seeds(3) {
        let mut chance = seed + 1;
        let world = World::new(Seed::Empty, 0, seed).await;
        let mut sent = world.send(130).await;
        all_cuts += sync_cut(&world, &mut chance).await;
        let own = world.own();
        assert_eq!(arrived(&world, &own.id), [""; 0], "the first pull tells nothing");
        world.assert_same().await;

        let new = world.send(70).await;
        all_cuts += sync_cut(&world, &mut chance).await;
        world.assert_same().await;
        let told = arrived(&world, &own.id);
        assert_eq!(told.len(), new.len());
        assert_eq!(BTreeSet::from_iter(told), BTreeSet::from_iter(new.clone()));
        sent.extend(new);
        assert_eq!(world.letters(&own).into_keys().collect::<BTreeSet<_>>(), BTreeSet::from_iter(sent));
    }
    assert!(all_cuts >= 6, "{all_cuts} cuts");
}
