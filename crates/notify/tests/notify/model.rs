//! Half a year of a person's mail, event by event, against a model that is simple enough to be believed: a gateway that
//! writes down what went through it and judges each message by itself; a calendar of its own.
//!
//! Letters arrive, are read elsewhere and thrown away; time passes over both days on which the clocks change; the program
//! is killed between any two steps; two copies of it take turns; the gateway fails, hangs, and forgets; caches are made
//! anew, the login is made anew, the clock is set back. `SOAK=1` for ten times as many.

mod gateway;
mod person;

use person::Person;
use rand::SeedableRng;
use rand::rngs::StdRng;

const EVENTS: u64 = 100_000;

#[test]
fn over_a_hundred_thousand_events_nothing_is_told_twice_at_night_or_of_what_was_read_and_all_else_is_told() {
    let lives = if std::env::var_os("SOAK").is_some() { 10 } else { 1 };
    for seed in 0..lives {
        live(seed);
    }
}

/// From March to the winter.
fn live(seed: u64) {
    let mut person = Person::new();
    let mut random = StdRng::seed_from_u64(seed);
    while person.events < EVENTS {
        person.goes_on(&mut random);
    }
    person.settles_down();
    let (told, missed, lost) = person.judge();
    assert!(person.is_winter(), "both days on which the clocks change are over");
    let gateway = person.gateway.lock();
    let wrong = gateway.wrong.first();
    assert_eq!(wrong, None, "seed {seed}: {} are wrong", gateway.wrong.len());
    let heard = (gateway.messages, gateway.digests, gateway.reminders);
    assert!(told > 5_000 && heard.0 > 2_000 && heard.1 > 200 && heard.2 > 20, "seed {seed}: told {told} in {heard:?}");
    let happened = [person.kills, person.rebuilt, person.logins, person.set_back];
    assert!(happened[0] > 200 && happened[1..].iter().all(|count| *count > 3), "seed {seed}: {happened:?}");
    assert!(missed * 1_000 <= told, "seed {seed}: told {told}, missed {missed}");
    assert!(lost * 20 <= told, "seed {seed}: told {told}, and {lost} were lost to answers that did not come");
}
