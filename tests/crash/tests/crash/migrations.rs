//! A vault of the first program that is brought to the newest schema, and cut on the way.

use crate::faults::How;
use crate::home::{Home, said};
use crate::inside;
use crate::places::{many, places};
use std::os::unix::process::ExitStatusExt;

/// Opens everything there is, and so brings all of it to the newest schema.
const COMMAND: [&str; 1] = ["doctor"];

#[test]
fn a_migration_that_is_cut_anywhere_is_made_again_and_loses_nothing() {
    let old = Home::of_the_first_program();
    let whole = old.copy();
    let done = whole.faulty(&COMMAND, None);
    assert!(done.status.success(), "{}", said(&done));
    let (calls, end) = (whole.calls(), inside::everything(&whole.profile()));
    for (how, cuts) in [(How::Kill, many(60)), (How::Torn, many(20)), (How::Power, many(40))] {
        let mut real = 0;
        for (at, seed) in places(cuts, calls) {
            let what = format!("{how:?} at call {at} of {calls}, seed {seed}");
            let home = old.copy();
            let ended = home.faulty(&COMMAND, Some((how, at, seed)));
            let cut = ended.status.signal().is_some();
            assert!(cut || ended.status.success(), "{what}: {}", said(&ended));
            real += u64::from(cut);
            assert_eq!(inside::everything(&home.profile()), end, "{what}");
            let again = home.run(&COMMAND);
            assert!(again.status.success(), "{what}: {}", said(&again));
        }
        assert!(real * 4 >= cuts * 3, "{real} of {cuts} were cut");
    }
}
