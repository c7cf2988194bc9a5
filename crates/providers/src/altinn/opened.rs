//! What opening a letter brought beside its words: the token and the addresses by which its content is had. They lie in
//! memory only and for ten minutes, which is how long the service says that the token holds. When they are gone, the letter
//! is read again only because the person opens it again: reading it is what is noted as having seen it.

use jiff::{SignedDuration, Timestamp};
use model::RemoteId;
use secrecy::SecretString;
use std::collections::HashMap;
use std::sync::Arc;

const LASTS: SignedDuration = SignedDuration::from_mins(10);
/// Letters that are opened ahead in one round, and some.
const MOST: usize = 300;

/// Where a file's bytes are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// In the letter itself: a text of this type.
    Text(String, String),
    /// A text of this type at the sender's, made for this reader (a front channel embed).
    Embed(String, &'static str),
    /// A file at the sender's, and the type that it is said to have.
    File(String, String),
}

/// The files of one letter: document and file, as we name them.
pub type Targets = HashMap<(RemoteId, RemoteId), Target>;

/// One letter.
struct One {
    at: Timestamp,
    token: Arc<SecretString>,
    targets: Targets,
}

/// The letters that were opened lately.
#[derive(Default)]
pub struct Opened(HashMap<(RemoteId, RemoteId), One>);

impl Opened {
    /// This one was.
    pub fn keep(&mut self, mailbox: &RemoteId, message: &RemoteId, at: Timestamp, token: String, targets: Targets) {
        self.0.retain(|_, one| holds(one.at, at));
        if self.0.len() >= MOST {
            let oldest = self.0.iter().min_by_key(|(_, one)| one.at).map(|(key, _)| key.clone());
            oldest.and_then(|key| self.0.remove(&key));
        }
        let one = One { at, token: Arc::new(token.into()), targets };
        self.0.insert((mailbox.clone(), message.clone()), one);
    }

    /// Where a file is, and the token that it takes; none when that is not known (any more).
    pub fn target(
        &self,
        mailbox: &RemoteId,
        message: &RemoteId,
        file: (&RemoteId, &RemoteId),
        now: Timestamp,
    ) -> Option<(Target, Arc<SecretString>)> {
        let one = self.0.get(&(mailbox.clone(), message.clone())).filter(|one| holds(one.at, now))?;
        let target = one.targets.get(&(file.0.clone(), file.1.clone()))?;
        Some((target.clone(), one.token.clone()))
    }
}

fn holds(at: Timestamp, now: Timestamp) -> bool {
    let age = now.duration_since(at);
    !age.is_negative() && age < LASTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_opening_brought_holds_for_ten_minutes_and_for_that_letter_alone() {
        let at = |minutes: i64| Timestamp::from_second(1_000_000 + 60 * minutes).unwrap();
        let text = Target::Text("hei".to_owned(), "text/plain".to_owned());
        let file = (RemoteId::from("main"), RemoteId::from("info"));
        let (mailbox, message) = (RemoteId::from("m"), RemoteId::from("d"));
        let mut opened = Opened::default();
        opened.keep(&mailbox, &message, at(0), "token".to_owned(), Targets::from([(file.clone(), text)]));
        let found = |opened: &Opened, message: &RemoteId, minutes| {
            opened.target(&mailbox, message, (&file.0, &file.1), at(minutes)).is_some()
        };
        assert_eq!([0, 9, 10, -1].map(|minutes| found(&opened, &message, minutes)), [true, true, false, false]);
        assert!(!found(&opened, &"other".into(), 0));
        for number in 0..2 * MOST {
            opened.keep(&mailbox, &format!("{number}").as_str().into(), at(1), String::new(), Targets::new());
        }
        assert!(opened.0.len() <= MOST);
    }
}
