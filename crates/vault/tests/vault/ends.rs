//! Accesses that end by themselves: when the next one does, and that it is over then.

use crate::world::{mailbox_until, world};
use jiff::Timestamp;

#[test]
fn the_next_end_is_the_earliest_of_those_that_have_not_come() {
    let world = world();
    let at = |second| Timestamp::from_second(second).unwrap();
    assert_eq!(world.profile.next_end().unwrap(), None, "an access without an end of its own has none");
    // As the service writes them: with parts of a second and without.
    let later = mailbox_until(&world, "r3", "2030-01-02T03:04:05.5Z".parse().unwrap());
    let sooner = mailbox_until(&world, "r2", "2030-01-02T03:04:05Z".parse().unwrap());
    assert_eq!(world.profile.next_end().unwrap(), sooner.ends);

    let now = sooner.ends.unwrap();
    assert_eq!(world.profile.end_what_is_over(at(now.as_second() - 1)).unwrap(), []);
    assert_eq!(world.profile.end_what_is_over(now).unwrap(), [sooner.id]);
    assert_eq!(world.profile.next_end().unwrap(), later.ends, "what is over ends no more");
    assert_eq!(world.profile.end_what_is_over(at(now.as_second() + 1)).unwrap(), [later.id]);
    assert_eq!(world.profile.next_end().unwrap(), None);
}
