//! What is known of letters while one program talks with the service: lists that were asked for several mailboxes at once
//! wait here for their turn, and every header that was seen is kept, since a wish needs the state of the labels that it
//! was made about. Only the present group's letters are held.

use super::cursor::{Cursor, Plan};
use super::item::Item;
use crate::{Page, PageRequest, Peek};
use jiff::Timestamp;
use model::RemoteId;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// More letters are not held.
pub const MOST: usize = 20_000;
/// Letters that are given at once.
const PAGE: usize = 500;

/// All mailboxes of the group.
#[derive(Default)]
pub struct Kept {
    boxes: HashMap<RemoteId, OfOne>,
    held: usize,
}

/// One mailbox.
#[derive(Default)]
struct OfOne {
    items: HashMap<RemoteId, Item>,
    prepared: Option<Prepared>,
}

/// A list that waits for its turn.
pub struct Prepared {
    /// What was asked for.
    pub plan: Plan,
    /// The cursor that it was asked by.
    pub before: Option<String>,
    /// The letters, in order.
    pub order: Vec<RemoteId>,
    /// Letters that could not be read.
    pub unreadable: Vec<String>,
    /// The cursor that holds once it is stored.
    pub cursor: Cursor,
}

/// Where in a list that is held we are; the list is known by when it was made.
#[derive(Serialize, Deserialize)]
struct Place {
    at: usize,
    of: Timestamp,
}

impl Prepared {
    fn is_whole(&self) -> bool {
        self.plan == Plan::Whole
    }

    fn count(&self) -> u64 {
        (self.order.len() + self.unreadable.len()) as u64
    }
}

impl Kept {
    /// Another group's turn.
    pub fn clear(&mut self) {
        *self = Kept::default();
    }

    /// How many more letters may be held.
    pub fn room(&self) -> usize {
        MOST.saturating_sub(self.held)
    }

    /// A list waits.
    pub fn prepare(&mut self, mailbox: RemoteId, prepared: Prepared, items: HashMap<RemoteId, Item>) {
        self.held += items.len();
        self.boxes.insert(mailbox, OfOne { items, prepared: Some(prepared) });
    }

    /// These were seen.
    pub fn note(&mut self, mailbox: &RemoteId, items: impl IntoIterator<Item = Item>) {
        let of = self.boxes.entry(mailbox.clone()).or_default();
        for item in items {
            if self.held < MOST || of.items.contains_key(&item.id) {
                self.held += usize::from(of.items.insert(item.id.clone(), item).is_none());
            }
        }
    }

    /// This is how it is now.
    pub fn put(&mut self, mailbox: &RemoteId, item: Item) {
        self.note(mailbox, [item]);
    }

    /// The letter, as it was seen last.
    pub fn item(&self, mailbox: &RemoteId, id: &RemoteId) -> Option<Item> {
        self.boxes.get(mailbox)?.items.get(id).cloned()
    }

    /// What was seen of it holds no more. A list that has it waits on without it, and is no longer all of them.
    pub fn forget(&mut self, mailbox: &RemoteId, id: &RemoteId) {
        if let Some(of) = self.boxes.get_mut(mailbox) {
            self.held = self.held.saturating_sub(usize::from(of.items.remove(id).is_some()));
        }
    }

    /// Whether anything is new, if a list waits that was asked by this cursor.
    pub fn peek(&self, mailbox: &RemoteId, cursor: Option<&str>) -> Option<Peek> {
        let prepared = self.boxes.get(mailbox)?.prepared.as_ref()?;
        let fits = prepared.before.as_deref() == cursor;
        let quiet = !prepared.is_whole() && prepared.count() == 0;
        fits.then_some(if quiet { Peek::Unchanged } else { Peek::Changed })
    }

    /// A page of the list that waits, if it has what is asked for.
    pub fn page(&self, mailbox: &RemoteId, request: &PageRequest) -> Option<Page> {
        let of = self.boxes.get(mailbox)?;
        let prepared = of.prepared.as_ref()?;
        let (from, fits) = match request {
            PageRequest::All { from } | PageRequest::Ids { from } => (from, prepared.is_whole()),
            PageRequest::Changed { since, from } => (from, prepared.before.as_ref() == Some(since)),
        };
        if !fits {
            return None;
        }
        // A place in another list means nothing in this one: it begins anew, which costs no request.
        let place: Option<Place> = from.as_deref().and_then(|from| serde_json::from_str(from).ok());
        let at = place.filter(|place| place.of == prepared.cursor.until).map_or(0, |place| place.at);
        let end = at.saturating_add(PAGE).min(prepared.order.len());
        let here = prepared.order.get(at..end).unwrap_or_default();
        let next = (end < prepared.order.len()).then_some(Place { at: end, of: prepared.cursor.until });
        Some(Page {
            // One that was forgotten meanwhile is asked for by whoever made it so.
            messages: here.iter().filter_map(|id| of.items.get(id)).map(Item::message).collect(),
            unreadable: if next.is_none() { prepared.unreadable.clone() } else { Vec::new() },
            next: next.and_then(|next| serde_json::to_string(&next).ok()),
            total: prepared.is_whole().then(|| prepared.count()),
            cursor: prepared.cursor.to_text(),
        })
    }
}
