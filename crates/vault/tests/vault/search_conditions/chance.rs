//! Chance that is the same every time.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

pub(super) struct Chance(StdRng);

impl Chance {
    pub(super) fn new(seed: u64) -> Self {
        Chance(StdRng::seed_from_u64(seed))
    }

    pub(super) fn below(&mut self, end: usize) -> usize {
        self.0.random_range(0..end)
    }

    pub(super) fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    pub(super) fn of<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len())]
    }
}
