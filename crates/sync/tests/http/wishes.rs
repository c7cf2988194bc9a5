//! Wishes that cannot be carried out: each is told, and none keeps the others waiting.

use crate::world::World;
use jiff::Timestamp;
use model::{Change, Code, WishState};
use postkasse_sandbox::Seed;

#[tokio::test]
async fn a_wish_for_a_letter_that_is_gone_is_told_and_the_next_one_is_sent() {
    for known_to_be_gone in [false, true] {
        let world = World::new(Seed::Empty, 0, 1).await;
        let ids = world.send(2).await;
        world.sync().await;
        let own = world.own();
        let letters = world.letters(&own);
        let state = world.profile.state(&own.id).unwrap();
        for id in &ids {
            let letter = &letters[id];
            state.add_wish(&letter.id, &Change::Read(true), letter.version, Timestamp::now()).unwrap();
        }
        world.lose(&ids[0]);
        if known_to_be_gone {
            world.cache(&own).remove_message(&ids[0].as_str().into()).unwrap();
        }
        let report = world.sync().await.into_iter().find(|report| report.mailbox == own.id).unwrap();
        assert_eq!((report.sent, report.refused), (1, 1), "{report:?}");
        let left: Vec<_> = state.wishes().unwrap().into_iter().map(|wish| wish.state).collect();
        assert_eq!(left, [WishState::Refused { code: Code::NotFound }]);
        world.assert_same().await;
        assert!(world.letters(&own)[&ids[1]].read);
    }
}
