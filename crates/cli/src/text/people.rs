//! The people who share this computer, in words.

use super::table::table;
use super::text;
use crate::people::Person;
use postkasse::views::OwnLock;

/// Her profile, what she is called, and how her letters are locked.
pub fn people(all: &[Person]) {
    let lock = |person: &Person| match person.lock {
        OwnLock::None => "cli.people.unlocked",
        OwnLock::Pin => "cli.people.pin",
        OwnLock::Passphrase => "cli.people.passphrase",
        OwnLock::Keyring => "cli.people.keyring",
    };
    table(&all.iter().map(|one| [one.profile.clone(), one.name.clone(), text(lock(one))]).collect::<Vec<_>>());
}
