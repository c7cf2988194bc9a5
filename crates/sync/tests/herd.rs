//! No herd: a hundred thousand programs, whose service is away for an hour, come back spread over time, and none asks
//! before the service wants to be asked. The scheduler, the patience within a sync and the quiet that a service asks
//! for are the real ones; only time is not.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use postkasse_sync::{Look, Rhythm, SyncError, next_try};
use providers::{ProviderError, Quiet, Retry};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::time::{Duration, Instant};

const PROGRAMS: usize = 100_000;
const MINUTE: u64 = 60;
/// Seconds since the beginning.
const AWAY: std::ops::Range<u64> = 30 * MINUTE..90 * MINUTE;
const END: u64 = 165 * MINUTE;
const BIN: u64 = 10;

/// A program as its service sees it.
struct Program {
    rhythm: Rhythm,
    quiet: Quiet,
    /// Tries of the look that goes on.
    tries: u32,
    /// The service does not want to be asked before.
    not_before: Instant,
}

/// How the service says that it is away: to some not at all, to others with a time.
fn away(random: &mut StdRng) -> ProviderError {
    match random.random_range(0..4) {
        0 => ProviderError::Offline,
        1 => ProviderError::Failed,
        2 => ProviderError::Busy(Retry { after: None }),
        _ => ProviderError::Busy(Retry { after: Some(Duration::from_secs(random.random_range(1..900))) }),
    }
}

/// Requests in each bin, and how many of them came before the service wanted to be asked.
fn simulate(seed: u64) -> (Vec<u64>, u64) {
    let (mut random, began) = (StdRng::seed_from_u64(seed), Instant::now());
    let mut too_early = 0;
    let mut bins = vec![0; usize::try_from(END / BIN).unwrap()];
    let mut programs: Vec<Program> = (0..PROGRAMS)
        .map(|_| Program { rhythm: Rhythm::default(), quiet: Quiet::default(), tries: 0, not_before: began })
        .collect();
    // Everybody began at some time of the day, and is somewhere between two looks.
    let mut between = || Rhythm::default().after(Look::News, &mut random).mul_f64(random.random());
    let first = (0..PROGRAMS).map(|one| (Reverse(between()), one));
    let mut due: BinaryHeap<(Reverse<Duration>, usize)> = first.collect::<Vec<_>>().into();
    while let Some((Reverse(at), number)) = due.pop() {
        if at.as_secs() >= END {
            break;
        }
        let (program, now) = (programs.get_mut(number).unwrap(), began + at);
        let answer = match program.quiet.left(now) {
            Some(left) => Err(ProviderError::Busy(Retry { after: Some(left) })),
            None => {
                *bins.get_mut(usize::try_from(at.as_secs() / BIN).unwrap()).unwrap() += 1;
                too_early += u64::from(now < program.not_before);
                if AWAY.contains(&at.as_secs()) { Err(away(&mut random)) } else { Ok(()) }
            }
        };
        if let Err(ProviderError::Busy(Retry { after: Some(after) })) = answer {
            program.quiet.keep(after, now);
            program.not_before = program.not_before.max(now + after);
        }
        let look = match answer {
            Ok(()) => Look::Nothing,
            Err(ProviderError::Offline) => Look::Offline,
            Err(_) => Look::Trouble,
        };
        let wait = answer.err().and_then(|error| {
            program.tries += 1;
            let wait = next_try(&SyncError::Provider(error), program.tries)?;
            Some(wait.least + random.random_range(Duration::ZERO..=wait.jitter))
        });
        let wait = wait.unwrap_or_else(|| {
            program.tries = 0;
            program.rhythm.after(look, &mut random)
        });
        due.push((Reverse(at + wait), number));
    }
    (bins, too_early)
}

#[test]
fn after_an_hour_without_the_service_nobody_comes_back_in_step_and_nobody_before_being_asked_to() {
    let (bins, too_early) = simulate(1);
    assert_eq!(too_early, 0, "asked before the service wanted it");
    let after = bins.get(usize::try_from(AWAY.end / BIN).unwrap()..).unwrap();
    let peak = *after.iter().max().unwrap();
    let mean = after.iter().sum::<u64>() as f64 / after.len() as f64;
    assert!(mean > PROGRAMS as f64 * BIN as f64 / 900.0 * 0.8, "everybody looks again: {mean}");
    assert!(peak as f64 <= 1.5 * mean, "{peak} requests in ten seconds, {mean} on average");
}

#[test]
fn when_the_power_comes_back_to_a_town_its_computers_ask_one_after_the_other() {
    let (mut random, rhythm) = (StdRng::seed_from_u64(1), Rhythm::default());
    let mut seconds = [0_u64; 21];
    for _ in 0..PROGRAMS {
        let due = Duration::from_secs(random.random_range(60..900));
        // The line comes up in several steps, and each is told.
        let wait = (0..3).fold(due, |due, _| rhythm.soon(due, None, &mut random));
        if let Some(count) = seconds.get_mut(usize::try_from(wait.as_secs()).unwrap()) {
            *count += 1;
        }
    }
    let (peak, mean) = (*seconds.iter().max().unwrap() as f64, PROGRAMS as f64 / 18.0);
    assert_eq!(seconds.iter().take(2).sum::<u64>(), 0, "nobody at once");
    assert_eq!(seconds.iter().sum::<u64>(), PROGRAMS as u64, "everybody within twenty seconds");
    assert!(peak <= 1.1 * mean, "{peak} requests in one second, {mean} on average");
}
