//! Where in a walk through a mailbox one is, and what a walk leaves behind. There is no feed of changes: a walk goes
//! through the inbox page by page, then through each folder. It is paged by when letters came (`lastseen`), and several
//! may have come in the same moment, so each page begins with the moment at which the last one ended.

use super::letter;
use crate::{PageRequest, ProviderError};
use jiff::{SignedDuration, Timestamp};
use model::RemoteId;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// As many a page as the service's own apps ask for.
pub const PAGE: usize = 50;
/// More than any mailbox has; whoever pages on does so for ever.
const MOST_PAGES: u32 = 4000;
/// Everything is looked at so often, whatever the cheap question says: a letter that was only moved or renamed shows in
/// nothing that is cheap.
const LOOK_LASTS: SignedDuration = SignedDuration::from_hours(1);

/// Where a walk is; travels as the `from` of the next request.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Place {
    /// The folder, by its id; none is the inbox.
    pub folder: Option<String>,
    /// Letters that came before this (milliseconds since 1970).
    pub before: Option<i64>,
    /// Those of them that were on the page before.
    pub edge: Vec<String>,
    /// Letters so far.
    pub listed: u64,
    pages: u32,
    /// A page could not be read as a whole.
    pub torn: bool,
    /// What the root and the first page said when it began, and when that was.
    pub seen: Seen,
}

fn came(letter: &Value) -> Option<i64> {
    letter::created(letter).map(Timestamp::as_millisecond)
}

/// By what is known later whether anything changed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Seen {
    pub at: Timestamp,
    pub root: i64,
    pub page: i64,
}

/// The cursor of a walk that got to its end.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Cursor {
    pub seen: Seen,
    /// How many there were, if that is certain.
    pub total: Option<u64>,
}

impl Cursor {
    /// Reads it back; what cannot be read tells nothing.
    pub fn read(text: Option<&str>) -> Option<Self> {
        serde_json::from_str(text?).ok()
    }

    pub fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Whether it is too old to ask only what is cheap. A clock that was set back says nothing.
    pub fn is_old(&self, now: Timestamp) -> bool {
        let age = now.duration_since(self.seen.at);
        age.is_negative() || age >= LOOK_LASTS
    }
}

impl Place {
    pub fn of(request: &PageRequest) -> Result<Self, ProviderError> {
        let (PageRequest::All { from } | PageRequest::Changed { from, .. } | PageRequest::Ids { from }) = request;
        match from {
            None => Ok(Place::default()),
            Some(text) => serde_json::from_str(text).map_err(|_| ProviderError::Garbage { what: "our own place" }),
        }
    }

    pub fn is_beginning(&self) -> bool {
        self.pages == 0
    }

    pub fn query(&self) -> Vec<(&'static str, String)> {
        let mut query = vec![("limit", PAGE.to_string())];
        query.extend(self.before.map(|before| ("lastseen", before.to_string())));
        query
    }

    /// The letters of a page that were not on the one before. What is newer than was asked for was there, too.
    pub fn new_on<'a>(&self, page: &[&'a Value]) -> Vec<&'a Value> {
        let fits = |one: &&&Value| self.before.is_none_or(|before| came(one).is_none_or(|came| came <= before));
        let known = |one: &&&Value| letter::id(one).is_some_and(|id| self.edge.contains(&id.0));
        page.iter().filter(fits).filter(|one| !known(one)).copied().collect()
    }

    /// The place after this page: further back in the folder, or at the beginning of the next one.
    pub fn after(&self, page: &[&Value], folders: &[RemoteId]) -> Result<Option<Place>, ProviderError> {
        let listed = self.listed + self.new_on(page).len() as u64;
        let base = Place { listed, pages: self.pages + 1, ..self.clone() };
        if base.pages >= MOST_PAGES {
            return Err(ProviderError::Garbage { what: "a list without end" });
        }
        Ok(base.further(page, self.new_on(page).is_empty()).or_else(|| base.next_folder(folders)))
    }

    fn further(&self, page: &[&Value], nothing_new: bool) -> Option<Place> {
        // More than was asked for is everything there is.
        let oldest = page.iter().filter_map(|one| came(one)).min().filter(|_| page.len() == PAGE)?;
        // The moment after the oldest, so that what came in the same one is on the next page. Where all of a page came
        // in one moment that leads nowhere: what came before it goes on, and what else came in it is not told.
        let mut before = if nothing_new { oldest } else { oldest.saturating_add(1) };
        match self.before {
            Some(last) if before == last && nothing_new => before = oldest.saturating_sub(1),
            Some(last) if before >= last => return None,
            _ => {}
        }
        let at_the_edge = |one: &&&Value| came(one).is_some_and(|came| came <= before);
        let edge = page.iter().filter(at_the_edge).filter_map(|one| letter::id(one)).map(|id| id.0).collect();
        Some(Place { before: Some(before), edge, torn: self.torn || nothing_new, ..self.clone() })
    }

    /// The beginning of the folder after this one. Folders that are gone since are passed over.
    pub fn next_folder(&self, folders: &[RemoteId]) -> Option<Place> {
        let next = match &self.folder {
            None => folders.first(),
            Some(here) => {
                let place = folders.iter().position(|one| one.as_str() == here)?;
                folders.get(place + 1)
            }
        };
        Some(Place { folder: Some(next?.0.clone()), before: None, edge: Vec::new(), ..self.clone() })
    }

    /// Nothing of the page could be read.
    pub fn torn(&self, folders: &[RemoteId]) -> Option<Place> {
        let base = Place { pages: self.pages + 1, torn: true, ..self.clone() };
        base.next_folder(folders)
    }

    pub fn to_text(&self) -> Option<String> {
        serde_json::to_string(self).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn letters(times: &[i64]) -> Vec<Value> {
        let one = |(number, ms): (usize, &i64)| {
            let at = Timestamp::from_millisecond(1_700_000_000_000 + ms).unwrap();
            json!({"created": at.to_string(), "link": [{"rel": "self", "uri": format!("/d/{number}")}]})
        };
        times.iter().enumerate().map(one).collect()
    }

    /// Walks through one folder of a service that gives these, newest first, at most so many a page.
    fn walk(all: &[Value], exclusive: bool, cap: usize) -> (usize, u32) {
        let came = |one: &Value| letter::created(one).unwrap().as_millisecond();
        let (mut place, mut seen) = (Place::default(), std::collections::BTreeSet::new());
        loop {
            let fits = |one: &&Value| {
                place.before.is_none_or(|before| came(one) < before || (!exclusive && came(one) == before))
            };
            let page: Vec<&Value> = all.iter().filter(fits).take(cap).collect();
            for one in place.new_on(&page) {
                assert!(seen.insert(letter::id(one).unwrap()), "a letter came twice");
            }
            match place.after(&page, &[]).unwrap() {
                Some(next) => place = next,
                None => return (seen.len(), place.pages + 1),
            }
        }
    }

    #[test]
    fn every_letter_is_read_once_also_where_several_came_in_one_moment() {
        let steady: Vec<i64> = (0..173).map(|n| -n * 1000).collect();
        let pairs: Vec<i64> = (0..173).map(|n| -(n / 7) * 1000).collect();
        for times in [steady, pairs, vec![], vec![0], vec![0; 50], (0..50).map(|n| -n).collect()] {
            let all = letters(&times);
            for exclusive in [true, false] {
                let (seen, pages) = walk(&all, exclusive, PAGE);
                assert_eq!(seen, times.len());
                assert!(pages <= 8, "{pages}");
            }
        }
    }

    #[test]
    fn a_service_that_gives_everything_at_once_or_the_same_page_for_ever_is_left() {
        let all = letters(&(0..300).map(|n| -n).collect::<Vec<_>>());
        let page: Vec<&Value> = all.iter().collect();
        assert_eq!(Place::default().after(&page, &[]).unwrap(), None);
        let page: Vec<&Value> = all.iter().take(PAGE).collect();
        let (mut place, mut pages) = (Place::default(), 0);
        while let Some(next) = place.after(&page, &[]).unwrap() {
            (place, pages) = (next, pages + 1);
            assert!(pages < 5);
        }
        assert_eq!(place.listed, PAGE as u64);
    }

    #[test]
    fn where_more_came_in_one_moment_than_there_are_on_a_page_the_walk_goes_on_and_is_not_whole() {
        let mut times = vec![0; 120];
        times.extend([-5, -6]);
        let all = letters(&times);
        for exclusive in [true, false] {
            assert_eq!(walk(&all, exclusive, PAGE).0, 52);
        }
        let page: Vec<&Value> = all.iter().take(PAGE).collect();
        let next = Place::default().after(&page, &[]).unwrap().unwrap();
        assert!(!next.torn && next.after(&page, &[]).unwrap().unwrap().torn);
    }

    #[test]
    fn after_the_inbox_come_the_folders_and_a_folder_that_is_gone_ends_it() {
        let folders: Vec<RemoteId> = ["a", "b"].map(RemoteId::from).to_vec();
        let first = Place::default().after(&[], &folders).unwrap().unwrap();
        let second = first.after(&[], &folders).unwrap().unwrap();
        assert_eq!((first.folder.as_deref(), second.folder.as_deref()), (Some("a"), Some("b")));
        assert_eq!(second.after(&[], &folders).unwrap(), None);
        assert_eq!(first.after(&[], &["c".into()]).unwrap(), None);
        let endless = Place { pages: MOST_PAGES - 1, ..Place::default() };
        assert!(endless.after(&[], &folders).is_err());
    }

    #[test]
    fn everything_is_looked_at_again_after_an_hour_and_after_the_clock_was_set_back() {
        let at = |minutes: i64| Timestamp::from_second(1_000_000 + 60 * minutes).unwrap();
        let cursor = Cursor { seen: Seen { at: at(0), ..Seen::default() }, total: Some(3) };
        assert_eq!([at(0), at(59), at(60), at(-1)].map(|now| cursor.is_old(now)), [false, false, true, true]);
        assert_eq!(Cursor::read(Some(&cursor.to_text())), Some(cursor));
        assert_eq!((Cursor::read(None), Cursor::read(Some("x"))), (None, None));
    }
}
