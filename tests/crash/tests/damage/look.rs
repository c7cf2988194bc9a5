//! Everything that a person can look at in a vault: what she is shown, and what she is told instead.

use crate::home::Home;
use model::{Code, MessageId};
use postkasse::App;
use postkasse::views::{ApiError, LetterQuery, LetterRow, SearchQuery};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What was shown, each thing by its name, and what was told instead.
#[derive(Debug, Default)]
pub struct Seen {
    pub shown: BTreeMap<String, Value>,
    pub told: Vec<Code>,
    /// What the doctor named.
    pub damaged: Vec<String>,
}

impl Seen {
    fn show(&mut self, name: String, what: &impl Serialize) {
        self.shown.insert(name, serde_json::to_value(what).unwrap());
    }

    /// The answer, unless something else was told.
    fn heard<T>(&mut self, answer: Result<T, ApiError>) -> Option<T> {
        answer.map_err(|error| self.told.push(error.code)).ok()
    }

    fn rows(&mut self, of: &str, rows: &[LetterRow]) {
        for row in rows {
            self.show(format!("{of} {}", row.id), row);
        }
    }
}

async fn letter(app: &App, home: &Home, id: &MessageId, seen: &mut Seen) {
    let Some(letter) = seen.heard(app.letter(id.clone(), true, false).await) else { return };
    for file in letter.documents.iter().flat_map(|document| &document.files) {
        let path = home.file(&format!("saved-{}", file.id), b"");
        std::fs::remove_file(&path).unwrap();
        if seen.heard(app.save_file(id.clone(), file.id.clone(), path.clone().into()).await).is_some() {
            seen.show(format!("file {}", file.id), &std::fs::read(&path).unwrap());
        }
        let _ = std::fs::remove_file(&path);
    }
    seen.show(format!("letter {id}"), &letter);
}

async fn all(home: &Home) -> Seen {
    let mut seen = Seen::default();
    let Some(app) = seen.heard(home.try_app().await) else { return seen };
    let mailboxes = seen.heard(app.mailboxes().await).unwrap_or_default();
    let first = seen.heard(app.letters(LetterQuery::default()).await);
    seen.rows("first", &first.map_or(Vec::new(), |page| page.rows));
    for mailbox in mailboxes {
        seen.show(format!("mailbox {}", mailbox.id), &json!([mailbox.name, mailbox.owner]));
        let query = LetterQuery { mailbox: Some(mailbox.id), limit: Some(500), ..LetterQuery::default() };
        let rows = seen.heard(app.letters(query).await).map_or(Vec::new(), |page| page.rows);
        seen.rows("row", &rows);
        for row in rows {
            letter(&app, home, &row.id, &mut seen).await;
        }
    }
    let words = SearchQuery { text: "blåbærgrød".into(), ..SearchQuery::default() };
    let hits = seen.heard(app.search(words).await).map_or(Vec::new(), |page| page.rows);
    seen.rows("hit", &hits);
    for (_, wish) in seen.heard(app.outbox().await).unwrap_or_default() {
        seen.show(format!("wish {}", wish.id.0), &json!([wish.change, wish.seen_version]));
    }
    for draft in seen.heard(app.drafts().await).unwrap_or_default() {
        seen.show(format!("draft {}", draft.id), &draft);
    }
    if let Some(found) = seen.heard(app.doctor().await) {
        seen.damaged = found.damaged;
    }
    seen
}

/// Looks at everything, and is done within a time that no healthy look comes near.
pub fn look(runtime: &tokio::runtime::Runtime, home: &Home) -> Seen {
    let looked = runtime.block_on(async { tokio::time::timeout(std::time::Duration::from_secs(120), all(home)).await });
    looked.expect("it answers")
}
