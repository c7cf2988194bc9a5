//! What is remembered of a mailbox between two pulls: until when changes are known, and what the list said
//! of itself when it was last looked at.

use super::listing::Listing;
use super::message::{self, AHEAD};
use jiff::{SignedDuration, Timestamp};
use model::RemoteId;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Lists lag behind writes: what changed within this time before the newest change is looked at again.
const OVERLAP: SignedDuration = SignedDuration::from_mins(10);
/// So many of the last changes are looked at while the list may still lag behind.
const WIDE: u64 = 50;

/// The cursor.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Cursor {
    /// When the newest change was that is known; never later than when it was looked for.
    pub newest: Option<Timestamp>,
    /// Letters from the future, or without a date, keep the top of the list to themselves.
    #[serde(default)]
    pub crowded: bool,
    /// What the list said last.
    pub mark: Option<Mark>,
}

impl Cursor {
    pub fn parse(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    pub fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// From when on changes have to be looked at again.
    pub fn overlap_from(&self) -> Option<Timestamp> {
        self.newest.and_then(|newest| newest.checked_sub(OVERLAP).ok())
    }

    /// Takes in that a letter changed. A letter from the far future says nothing about the others; and what
    /// is newer than now (the service's clock is ahead) will be looked at again.
    pub fn see(&mut self, updated: Timestamp, now: Timestamp) {
        if updated.duration_since(now) <= AHEAD {
            self.newest = self.newest.max(Some(updated.min(now)));
        } else {
            self.crowded = true;
        }
    }

    /// Takes in a letter that does not say when it changed: nobody knows where in the list it stands.
    pub fn see_undated(&mut self) {
        self.crowded = true;
    }

    /// How many of the last changes tell whether anything is new: one, once the list has had the time to show
    /// everything, for what comes then is on top; before that, or below letters from the future, several.
    pub fn look(&self, now: Timestamp) -> u64 {
        let moving = self.newest.is_some_and(|newest| now.duration_since(newest) <= OVERLAP);
        if moving || self.crowded { WIDE } else { 1 }
    }
}

/// The top of the list by last change, as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// How many of the last changes it stands for.
    pub size: u64,
    /// The list's state in the service's own words.
    pub etag: Option<String>,
    top: u64,
    total: Option<u64>,
    /// It stands for less than what may still come up, or is dear to compare: good only until then.
    until: Option<Timestamp>,
}

impl Mark {
    /// Marks what a list of so many of the last changes says. None when it cannot tell of later changes: letters
    /// from the future, or without a date, keep the top to themselves.
    pub fn of(top: &[Value], listing: &Listing<'_>, size: u64, etag: Option<String>, now: Timestamp) -> Option<Mark> {
        let whole = listing.total.is_some_and(|total| listing.len() as u64 >= total);
        let plain = |at: &Timestamp| at.duration_since(now) <= AHEAD;
        let last = top.last().and_then(message::updated).filter(plain);
        if last.is_none() && !whole {
            return None;
        }
        let newest = top.iter().filter_map(message::updated).filter(plain).map(|at| at.min(now)).max();
        let window = newest.and_then(|newest| newest.checked_sub(OVERLAP).ok());
        let covered = whole || last < window;
        let until = newest.and_then(|newest| newest.checked_add(OVERLAP).ok());
        // At rest nothing comes up any more.
        let until = until.filter(|until| now < *until && !(covered && etag.is_some()));
        Some(Mark { size, top: fingerprint(top), total: listing.total, etag, until })
    }

    /// Whether it can still be asked by.
    pub fn holds(&self, now: Timestamp) -> bool {
        self.until.is_none_or(|until| now <= until)
    }

    /// Whether the list says the same now.
    pub fn agrees_with(&self, top: &[Value], total: Option<u64>) -> bool {
        self.total == total && self.top == fingerprint(top)
    }
}

/// Id and version of letters of a list.
pub fn versions(top: &[Value]) -> impl Iterator<Item = (RemoteId, i64)> {
    top.iter().filter_map(|one| {
        let id = one.get("id")?.as_str()?;
        Some((id.into(), one.get("version").and_then(Value::as_i64).unwrap_or(0)))
    })
}

fn fingerprint(top: &[Value]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for (id, version) in versions(top) {
        (id.as_str(), version).hash(&mut hasher);
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::super::listing::Of;
    use super::*;
    use serde_json::json;

    fn now() -> Timestamp {
        "2026-06-01T12:00:00Z".parse().unwrap()
    }

    fn mark(times: &[&str], size: u64, total: u64, etag: bool) -> Option<Mark> {
        let items = times.iter().enumerate().map(|(id, at)| json!({"id": format!("{id}"), "lastUpdated": at}));
        let top: Vec<Value> = items.collect();
        let bytes = json!({"messages": top, "totalElements": total}).to_string();
        let listing = Listing::read(bytes.as_bytes(), Of::Messages).unwrap();
        Mark::of(&top, &listing, size, etag.then(|| "e".to_owned()), now())
    }

    #[test]
    fn one_letter_from_the_year_2150_freezes_nothing() {
        let mut cursor = Cursor::default();
        for at in ["2150-01-01T00:00:00Z", "2026-06-01T11:00:00Z", "2026-06-01T20:00:00Z"] {
            cursor.see(at.parse().unwrap(), now());
        }
        assert_eq!(cursor.newest, Some(now()), "hours ahead is taken for now");
        assert_eq!(mark(&["2150-01-01T00:00:00Z"], 1, 9, true), None, "the top says nothing about the others");
        assert!(mark(&["2150-01-01T00:00:00Z", "2026-01-01T00:00:00Z"], WIDE, 9, true).is_some());
        assert!(mark(&["2150-01-01T00:00:00Z"], WIDE, 1, true).is_some(), "there are no others");
    }

    #[test]
    fn a_mark_that_does_not_cover_what_may_still_come_up_is_good_for_a_while_only() {
        let recent = ["2026-06-01T11:59:00Z", "2026-06-01T11:58:00Z"];
        let covering = ["2026-06-01T11:59:00Z", "2026-06-01T11:00:00Z"];
        let later = now().checked_add(OVERLAP).unwrap();
        for (times, size, total, etag, for_good) in [
            (&recent[..], WIDE, 900, true, false),
            (&covering, WIDE, 900, true, true),
            (&covering, WIDE, 900, false, false),
            (&recent, WIDE, 2, true, true),
            (&recent[..1], 1, 900, true, false),
            (&covering[1..], 1, 900, false, true),
        ] {
            let mark = mark(times, size, total, etag).unwrap();
            assert!(mark.holds(now()));
            assert_eq!(mark.holds(later), for_good, "{times:?} {size} {total} {etag}");
        }
    }
}
