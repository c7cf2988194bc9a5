//! The people who share this computer: each has a profile, which `--profile` names.

use crate::arguments::Arguments;
use crate::open::home;
use crate::terminal;
use crate::text;
use postkasse::views::{ApiError, OwnLock};
use postkasse::{People, lock_of};
use serde::Serialize;

/// One of them, as scripts see her.
#[derive(Serialize)]
pub struct Person {
    /// What `--profile` calls her.
    pub profile: String,
    /// What she is called on the closed screen; empty while nobody has said.
    pub name: String,
    /// How her letters are locked.
    pub lock: OwnLock,
}

/// Names them. Nothing is opened for that.
pub async fn people(arguments: &Arguments) -> Result<(), ApiError> {
    let home = home(arguments)?;
    let mut all = Vec::new();
    for person in People::of(home.clone()).all("") {
        let lock = lock_of(home.clone(), person.id.clone()).await?.kind;
        all.push(Person { profile: person.id, name: person.name, lock });
    }
    if arguments.json {
        terminal::json(&all);
    } else if all.is_empty() {
        terminal::say(&text::text("cli.people.none"));
    } else {
        text::people(&all);
    }
    Ok(())
}
