//! Pages of messages. A pull reads pages of 50, 50, 100, 200, 200, …: places stay whole multiples of the size,
//! so no letter is read twice, and the newest 50 come first. A service that gives fewer a page than asked for
//! sets the pace.

use super::cursor::Cursor;
use super::listing::Listing;
use super::message;
use crate::wire::named;
use crate::{Page, PageRequest, ProviderError};
use jiff::Timestamp;

const FIRST_SIZE: u64 = 50;
const LARGEST_SIZE: u64 = 200;
const IDS_SIZE: u64 = 500;
/// More than any mailbox has; whoever pages on does so for ever.
const MOST_PAGES: u64 = 2000;
const HEADER_FIELDS: &str = "id,version,lastUpdated";

/// Where in a pull we are, and what was seen before; travels as the `from` of the next request.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct Place {
    start: u64,
    size: u64,
    pages: u64,
    /// The service gives no more than `size` a page.
    capped: bool,
    /// When the first page was asked for.
    began: Timestamp,
    seen: Cursor,
}

/// The cheap question: the letters that changed last, and the total.
pub fn peek_query(size: u64) -> Vec<(&'static str, String)> {
    query(0, size, "lastUpdated:desc", true)
}

fn query(page: u64, size: u64, sort: &str, headers_only: bool) -> Vec<(&'static str, String)> {
    let mut query = vec![("page", page.to_string()), ("size", size.to_string()), ("sortFields", sort.to_owned())];
    if headers_only {
        query.push(("fields", HEADER_FIELDS.to_owned()));
    }
    query
}

impl Place {
    pub fn of(request: &PageRequest, now: Timestamp) -> Result<Self, ProviderError> {
        let (PageRequest::All { from } | PageRequest::Changed { from, .. } | PageRequest::Ids { from }) = request;
        match from {
            Some(text) => serde_json::from_str(text).map_err(|_| ProviderError::Garbage { what: "our own place" }),
            None => {
                let size = if matches!(request, PageRequest::Ids { .. }) { IDS_SIZE } else { FIRST_SIZE };
                Ok(Place { start: 0, size, pages: 0, capped: false, began: now, seen: Cursor::default() })
            }
        }
    }

    fn page(&self) -> u64 {
        self.start / self.size.max(1)
    }

    pub fn query(&self, request: &PageRequest) -> Vec<(&'static str, String)> {
        match request {
            PageRequest::All { .. } => query(self.page(), self.size, "receivedDateTime:desc", false),
            PageRequest::Changed { .. } => query(self.page(), self.size, "lastUpdated:desc", false),
            PageRequest::Ids { .. } => query(self.page(), self.size, "receivedDateTime:desc", true),
        }
    }

    /// The place after a page that had so many.
    fn next(&self, here: u64) -> Self {
        let (start, size, capped) = if here == self.size {
            let start = self.start + self.size;
            let steady = self.capped || self.size == IDS_SIZE;
            (start, if steady { self.size } else { start.min(LARGEST_SIZE) }, self.capped)
        } else {
            // The service's own size: by that, the next page has this number.
            ((self.page() + 1).saturating_mul(here), here, true)
        };
        Place { start, size, pages: self.pages + 1, capped, ..self.clone() }
    }

    /// The place after a page of which nothing is known.
    pub fn skip(&self) -> Option<String> {
        serde_json::to_string(&self.next(self.size)).ok()
    }

    /// Reads the answer: messages, unreadable ones, where to go on, and the cursor so far.
    pub fn read(mut self, request: &PageRequest, listing: &Listing<'_>, now: Timestamp) -> Result<Page, ProviderError> {
        let (mut messages, mut unreadable) = (Vec::new(), Vec::new());
        let mut last: Option<Timestamp> = None;
        for item in listing.items() {
            match item.and_then(|item| message::read(&item, now).ok_or_else(|| named(&item.to_string()))) {
                Ok(read) => {
                    match read.updated {
                        Some(updated) => {
                            self.seen.see(updated, now);
                            last = Some(updated);
                        }
                        None => self.seen.see_undated(),
                    }
                    messages.push(read.message);
                }
                Err(why) => {
                    self.seen.see_undated();
                    unreadable.push(why);
                }
            }
        }
        let more = listing.goes_on(self.page(), self.size)
            && match request {
                PageRequest::All { .. } | PageRequest::Ids { .. } => true,
                PageRequest::Changed { since, .. } => {
                    let until = Cursor::parse(since).and_then(|cursor| cursor.overlap_from());
                    until.is_none_or(|until| last.is_none_or(|last| last >= until))
                }
            };
        let next = more.then(|| self.next(listing.len() as u64));
        if next.as_ref().is_some_and(|next| next.pages >= MOST_PAGES) {
            return Err(ProviderError::Garbage { what: "a list without end" });
        }
        Ok(Page {
            total: listing.total,
            cursor: self.cursor(request),
            next: next.and_then(|next| serde_json::to_string(&next).ok()),
            messages,
            unreadable,
        })
    }

    fn cursor(&self, request: &PageRequest) -> String {
        let mut cursor = self.seen.clone();
        match request {
            // A letter may change after its page was read and before a later one is: changes are known up to
            // the beginning only.
            PageRequest::All { .. } => cursor.newest = cursor.newest.min(Some(self.began)),
            // A later pull knows the newest change of the ones before, even if this one saw nothing.
            PageRequest::Changed { since, .. } => {
                cursor.newest = cursor.newest.max(Cursor::parse(since).and_then(|before| before.newest));
            }
            PageRequest::Ids { .. } => {}
        }
        cursor.to_text()
    }
}

#[cfg(test)]
mod tests {
    use super::super::listing::Of;
    use super::*;
    use serde_json::json;

    fn now() -> Timestamp {
        "2026-06-01T12:00:00Z".parse().unwrap()
    }

    /// Reads all of a list of so many from a service that gives at most `cap` a page; ids in order, pages.
    fn read_all(total: u64, cap: u64, says_pages: bool) -> (Vec<u64>, usize) {
        let (mut from, mut seen, mut pages) = (None, Vec::new(), 0);
        loop {
            let request = PageRequest::All { from };
            let place = Place::of(&request, now()).unwrap();
            let size = place.size.min(cap);
            let ids = (place.page() * size..total).take(size as usize);
            let items: Vec<_> = ids.map(|id| json!({"id": id.to_string()})).collect();
            let mut answer = json!({"messages": items, "totalElements": total});
            if says_pages {
                answer["totalPages"] = total.div_ceil(size).into();
            }
            let bytes = answer.to_string();
            let listing = Listing::read(bytes.as_bytes(), Of::Messages).unwrap();
            let page = place.read(&request, &listing, now()).unwrap();
            seen.extend(page.messages.iter().map(|message| message.id.as_str().parse::<u64>().unwrap()));
            (from, pages) = (page.next, pages + 1);
            if from.is_none() {
                return (seen, pages);
            }
        }
    }

    #[test]
    fn every_letter_is_read_once_in_growing_pages() {
        for total in [0, 1, 49, 50, 51, 100, 1000, 1001] {
            for says_pages in [true, false] {
                let (seen, pages) = read_all(total, 1000, says_pages);
                assert_eq!(seen, (0..total).collect::<Vec<_>>());
                assert!(pages <= 8, "{pages} pages for {total}");
            }
        }
    }

    #[test]
    fn a_service_that_gives_less_a_page_than_asked_for_is_read_to_the_end_too() {
        for cap in [1, 7, 20, 60, 100, 150] {
            let (mut seen, _) = read_all(333, cap, true);
            seen.sort_unstable();
            seen.dedup();
            assert_eq!(seen, (0..333).collect::<Vec<_>>(), "at most {cap} a page");
        }
    }

    #[test]
    fn a_list_without_end_ends() {
        let request = PageRequest::All { from: None };
        let place = Place { pages: MOST_PAGES - 1, ..Place::of(&request, now()).unwrap() };
        let bytes = json!({"messages": [{"id": "a"}], "totalElements": 1u64 << 60}).to_string();
        let listing = Listing::read(bytes.as_bytes(), Of::Messages).unwrap();
        assert!(matches!(place.read(&request, &listing, now()), Err(ProviderError::Garbage { .. })));
    }

    #[test]
    fn changes_are_read_back_to_the_overlap_even_past_a_letter_without_a_date() {
        let since = Cursor { newest: Some(now()), ..Cursor::default() }.to_text();
        let page = |times: &[Option<&str>]| {
            let items: Vec<_> = times.iter().map(|at| json!({"id": "x", "lastUpdated": at})).collect();
            let bytes = json!({"messages": items, "totalElements": 500}).to_string();
            let request = PageRequest::Changed { since: since.clone(), from: None };
            let listing = Listing::read(bytes.as_bytes(), Of::Messages).unwrap();
            Place::of(&request, now()).unwrap().read(&request, &listing, now()).unwrap().next.is_some()
        };
        assert!(page(&[Some("2026-06-01T11:55:00Z"), None]));
        assert!(page(&[Some("2150-06-01T11:55:00Z"), Some("2026-06-01T11:51:00Z")]));
        assert!(!page(&[Some("2026-06-01T11:55:00Z"), Some("2026-06-01T11:49:00Z"), None]));
    }
}
