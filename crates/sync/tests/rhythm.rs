//! How often a program looks, and what makes it look sooner or more rarely.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use postkasse_sync::{Look, Rhythm};
use rand::SeedableRng;
use rand::rngs::StdRng;
use std::time::Duration;

const fn minutes(count: u64) -> Duration {
    Duration::from_secs(count * 60)
}
const DAY: Duration = minutes(24 * 60);

fn random() -> StdRng {
    StdRng::seed_from_u64(7)
}

/// The waits of looks that find nothing, until so much time has gone by.
fn quiet(rhythm: &mut Rhythm, time: Duration, random: &mut StdRng) -> Vec<Duration> {
    let (mut gone, mut waits) = (Duration::ZERO, Vec::new());
    while gone < time {
        let wait = rhythm.after(Look::Nothing, random);
        gone += wait;
        waits.push(wait);
    }
    waits
}

fn mean(waits: &[Duration]) -> Duration {
    waits.iter().sum::<Duration>() / u32::try_from(waits.len()).unwrap()
}

#[test]
fn a_program_looks_every_ten_to_fifteen_minutes_and_half_as_often_on_battery() {
    let (mut rhythm, mut random) = (Rhythm::default(), random());
    let mains: Vec<_> = (0..500).map(|_| rhythm.after(Look::News, &mut random)).collect();
    assert!(mains.iter().all(|wait| (minutes(10)..=minutes(15)).contains(wait)));
    rhythm.on_battery(true);
    let battery: Vec<_> = (0..500).map(|_| rhythm.after(Look::News, &mut random)).collect();
    assert!(battery.iter().all(|wait| (minutes(20)..=minutes(30)).contains(wait)));
    let ratio = mean(&battery).div_duration_f64(mean(&mains));
    assert!((1.9..2.1).contains(&ratio), "{ratio}");
    rhythm.on_battery(false);
    assert!(rhythm.after(Look::News, &mut random) <= minutes(15));
}

#[test]
fn where_nothing_comes_for_days_looks_become_rarer_step_by_step_and_are_usual_again_with_the_first_letter() {
    let (mut rhythm, mut random) = (Rhythm::default(), random());
    assert!(quiet(&mut rhythm, DAY, &mut random).iter().all(|wait| *wait <= minutes(15)), "the first day is as usual");
    let second = quiet(&mut rhythm, DAY, &mut random);
    let third = quiet(&mut rhythm, DAY, &mut random);
    assert!(mean(&second) > minutes(13) && mean(&third) > mean(&second), "{:?} {:?}", mean(&second), mean(&third));
    let fourth = quiet(&mut rhythm, 7 * DAY, &mut random);
    assert!(fourth.iter().all(|wait| (minutes(25)..=minutes(60)).contains(wait)), "{fourth:?}");
    assert!(mean(&fourth) > minutes(40));
    assert!(rhythm.after(Look::News, &mut random) <= minutes(15), "a letter came");
}

#[test]
fn a_look_by_hand_makes_looks_as_usual_again() {
    let (mut rhythm, mut random) = (Rhythm::default(), random());
    quiet(&mut rhythm, 7 * DAY, &mut random);
    assert!(rhythm.after(Look::Nothing, &mut random) >= minutes(30));
    rhythm.by_hand();
    assert!(rhythm.after(Look::Nothing, &mut random) <= minutes(15));
}

#[test]
fn on_battery_and_quiet_for_days_a_program_still_looks_once_an_hour() {
    let (mut rhythm, mut random) = (Rhythm::default(), random());
    rhythm.on_battery(true);
    let waits = quiet(&mut rhythm, 20 * DAY, &mut random);
    assert!(waits.iter().all(|wait| *wait <= minutes(60)));
}

#[test]
fn being_offline_for_days_is_not_taken_for_silence() {
    let (mut rhythm, mut random) = (Rhythm::default(), random());
    for _ in 0..500 {
        rhythm.after(Look::Offline, &mut random);
    }
    assert!(rhythm.after(Look::Nothing, &mut random) <= minutes(15));
}

#[test]
fn what_happens_to_the_computer_brings_a_look_within_twenty_seconds_but_never_at_once() {
    let (mut rhythm, mut random) = (Rhythm::default(), random());
    rhythm.after(Look::Offline, &mut random);
    for _ in 0..500 {
        let wait = rhythm.soon(minutes(12), None, &mut random);
        assert!((Duration::from_secs(2)..=Duration::from_secs(20)).contains(&wait), "{wait:?}");
    }
}

#[test]
fn a_look_that_is_brought_nearer_is_not_within_a_minute_of_another() {
    let (rhythm, mut random) = (Rhythm::default(), random());
    for seconds in 0..60 {
        let ago = Duration::from_secs(seconds);
        assert!(ago + rhythm.soon(minutes(12), Some(ago), &mut random) > minutes(1));
    }
}

#[test]
fn a_look_that_is_near_already_stays_where_it_is_however_many_reasons_there_are() {
    let (rhythm, mut random) = (Rhythm::default(), random());
    let mut due = rhythm.soon(minutes(12), None, &mut random);
    let first = due;
    for _ in 0..50 {
        due = rhythm.soon(due, None, &mut random);
    }
    assert_eq!(due, first, "many signals of one line coming up would else bring everybody to its first seconds");
    assert_eq!(rhythm.soon(Duration::from_millis(1), None, &mut random), Duration::from_millis(1));
}

#[test]
fn a_service_in_trouble_is_asked_no_sooner_whatever_happens_to_the_computer() {
    let (mut rhythm, mut random) = (Rhythm::default(), random());
    let due = rhythm.after(Look::Trouble, &mut random);
    assert_eq!(rhythm.soon(due, Some(minutes(5)), &mut random), due);
    rhythm.after(Look::Nothing, &mut random);
    assert!(rhythm.soon(minutes(12), Some(minutes(5)), &mut random) <= Duration::from_secs(20), "it is well again");
}
