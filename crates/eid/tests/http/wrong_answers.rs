//! The table of wrong answers at a login: what each row does, and that each is refused with its own word and
//! its own text, tells the browser so, and leaves nothing behind.

use crate::double::Double;
use crate::script::Script;
use crate::store::Store;
use crate::texts::is_said;
use crate::world::{Person, account, log_in_as, patience, person, registration};
use model::TokenStore;
use postkasse_eid::{EidError, Patience};
use std::sync::Arc;

/// How far a login gets before it is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// No browser is opened.
    BeforeTheBrowser,
    /// Nothing came back that counts.
    Waiting,
    /// The code is not shown to anybody.
    AtTheAnswer,
    /// The code was redeemed.
    AtTheTokens,
}

/// A wrong answer.
pub struct Row {
    pub what: &'static str,
    pub script: Script,
    pub person: Person,
    pub patience: Patience,
    pub stop: Stop,
    pub error: EidError,
}

pub fn row(what: &'static str, script: Script, stop: Stop, error: EidError) -> Row {
    Row { what, script, person: person(), patience: patience(), stop, error }
}

/// Tries every row, each at a provider of its own.
pub async fn try_all(rows: Vec<Row>) {
    for Row { what, script, person, patience, stop, error } in rows {
        let provider = Double::new(script).await;
        let (person, store) = (Arc::new(person), Arc::new(Store::default()));
        // As the program does: what succeeded is kept, and nothing else.
        let done = log_in_as(registration(provider.url()), patience, person.clone()).await;
        if let Ok(done) = &done {
            store.save(&account(), &done.tokens).unwrap();
        }
        assert_eq!(done.err(), Some(error.clone()), "{what}");
        assert!(store.words().is_none(), "{what}");
        is_said(&error);
        let (opened, redeemed) = (provider.asked("/authorize").len(), provider.asked("/token").len());
        let expected = match stop {
            Stop::BeforeTheBrowser => (0, 0),
            Stop::Waiting | Stop::AtTheAnswer => (1, 0),
            Stop::AtTheTokens => (1, 1),
        };
        if stop == Stop::Waiting {
            assert_eq!(redeemed, 0, "{what}");
            continue;
        }
        assert_eq!((opened, redeemed), expected, "{what}");
        if stop != Stop::BeforeTheBrowser {
            let seen = person.seen().await;
            assert!(seen.last().unwrap().text.contains("Login blev ikke gennemført"), "{what}: {seen:?}");
        }
    }
}
