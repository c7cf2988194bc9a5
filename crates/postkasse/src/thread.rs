//! Letters that belong together: what a letter answers, what answers it, the one that went on, and from there
//! whatever belongs to the same exchange. Only what is in this mailbox here.

use crate::views::{ThreadLetter, ThreadPlace};
use model::{Message, MessageId};
use std::collections::{BTreeMap, VecDeque};
use vault::{Cache, StoreError};

/// No exchange that a person looks through is longer.
const MOST: usize = 50;

/// The letters that belong together with this one, the oldest first.
pub(crate) fn of(cache: &Cache, message: &Message) -> Result<Vec<ThreadLetter>, StoreError> {
    let mut found: BTreeMap<MessageId, Message> = BTreeMap::new();
    let mut waiting: VecDeque<MessageId> = message.thread.names().cloned().collect();
    while let Some(id) = waiting.pop_front() {
        if found.len() >= MOST {
            break;
        }
        if id == message.id || found.contains_key(&id) {
            continue;
        }
        if let Some(one) = cache.message(&id)? {
            waiting.extend(one.thread.names().cloned());
            found.insert(id, one);
        }
    }
    let place = |one: &Message| {
        let names = |from: &Message, to: &MessageId| from.thread.answers.contains(to);
        if names(message, &one.id) || one.thread.answered_by.contains(&message.id) {
            ThreadPlace::Answered
        } else if names(one, &message.id) || message.thread.answered_by.contains(&one.id) {
            ThreadPlace::Answers
        } else if message.thread.forwards.as_ref() == Some(&one.id) {
            ThreadPlace::Original
        } else {
            ThreadPlace::Other
        }
    };
    let letter = |one: &Message| ThreadLetter {
        id: one.id.clone(),
        place: place(one),
        subject: one.subject.clone(),
        sender: one.sender.label.clone(),
        recipient: one.recipient.as_ref().map(|recipient| recipient.label.clone()),
        received: one.received,
    };
    let mut letters: Vec<ThreadLetter> = found.values().map(letter).collect();
    letters.sort_by(|a, b| (a.received, &a.id).cmp(&(b.received, &b.id)));
    Ok(letters)
}
