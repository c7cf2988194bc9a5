//! Pages of messages. A first pull reads pages of 50, 50, 100, 200, 200, …: places stay whole multiples of
//! the size, so no letter is read twice, and the newest 50 come first.

use super::cursor::Cursor;
use super::message;
use crate::{OddMessage, Page, PageRequest, ProviderError};
use jiff::Timestamp;
use serde_json::Value;

const FIRST_SIZE: u64 = 50;
const LARGEST_SIZE: u64 = 200;
const IDS_SIZE: u64 = 500;
const HEADER_FIELDS: &str = "id,version,lastUpdated";

/// Where in a pull we are, and what was seen before; travels as the `from` of the next request.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct Place {
    start: u64,
    size: u64,
    seen: Cursor,
}

pub fn items<'a>(value: &'a Value, name: &str) -> Result<&'a [Value], ProviderError> {
    match value.get(name) {
        Some(Value::Array(items)) => Ok(items),
        // Empty fields are left out.
        None if value.is_object() => Ok(&[]),
        _ => Err(ProviderError::Garbage { what: "a list that is no list" }),
    }
}

pub fn total(value: &Value) -> u64 {
    value.get("totalElements").and_then(Value::as_u64).unwrap_or(0)
}

pub fn is_last(value: &Value, page: u64, here: usize) -> bool {
    here == 0 || value.get("totalPages").and_then(Value::as_u64).is_none_or(|pages| page + 1 >= pages)
}

/// The cheap question: the letter that changed last, and the total.
pub fn peek_query() -> Vec<(&'static str, String)> {
    query(0, 1, "lastUpdated:desc", true)
}

fn query(page: u64, size: u64, sort: &str, headers_only: bool) -> Vec<(&'static str, String)> {
    let mut query = vec![("page", page.to_string()), ("size", size.to_string()), ("sortFields", sort.to_owned())];
    if headers_only {
        query.push(("fields", HEADER_FIELDS.to_owned()));
    }
    query
}

impl Place {
    pub fn of(request: &PageRequest) -> Result<Self, ProviderError> {
        let (PageRequest::All { from } | PageRequest::Changed { from, .. } | PageRequest::Ids { from }) = request;
        match from {
            Some(text) => {
                let place: Place =
                    serde_json::from_str(text).map_err(|_| ProviderError::Garbage { what: "our own place" })?;
                Ok(place)
            }
            None => {
                let size = if matches!(request, PageRequest::Ids { .. }) { IDS_SIZE } else { FIRST_SIZE };
                Ok(Place { start: 0, size, seen: Cursor::default() })
            }
        }
    }

    pub fn query(&self, request: &PageRequest) -> Vec<(&'static str, String)> {
        let page = self.start / self.size.max(1);
        match request {
            PageRequest::All { .. } => query(page, self.size, "receivedDateTime:desc", false),
            PageRequest::Changed { .. } => query(page, self.size, "lastUpdated:desc", false),
            PageRequest::Ids { .. } => query(page, self.size, "receivedDateTime:desc", true),
        }
    }

    fn next(&self, grows: bool) -> Self {
        let start = self.start + self.size;
        let size = if grows { start.min(LARGEST_SIZE) } else { self.size };
        Place { start, size, seen: self.seen.clone() }
    }

    /// Reads the answer: good messages, odd ones, where to go on, and the cursor so far.
    pub fn read(mut self, request: &PageRequest, value: &Value) -> Result<Page, ProviderError> {
        let items = items(value, "messages")?;
        let total = total(value);
        let (mut messages, mut odd) = (Vec::new(), Vec::new());
        let mut oldest: Option<Timestamp> = None;
        for item in items {
            match message::read(item) {
                Ok((message, whys)) => {
                    self.seen.see(message.id.as_str(), message.version, message.updated);
                    oldest = Some(oldest.map_or(message.updated, |oldest| oldest.min(message.updated)));
                    odd.extend(whys.into_iter().map(|why| OddMessage { id: Some(message.id.clone()), why }));
                    messages.push(message);
                }
                Err(message::NoMessage { id }) => {
                    odd.push(OddMessage { id, why: "it could not be read at all".to_owned() });
                }
            }
        }
        self.seen.total = total;
        let place = match request {
            PageRequest::All { .. } => Some(self.next(true)),
            PageRequest::Ids { .. } => Some(self.next(false)),
            PageRequest::Changed { since, .. } => {
                let until = Cursor::parse(since).and_then(|cursor| cursor.overlap_from());
                let more = until.is_none_or(|until| oldest.is_some_and(|oldest| oldest >= until));
                more.then(|| self.next(false))
            }
        };
        let full = items.len() as u64 >= self.size && self.start + self.size < total;
        let next = place.filter(|_| full).and_then(|place| serde_json::to_string(&place).ok());
        Ok(Page { messages, odd, next, total, cursor: self.cursor(request) })
    }

    /// A later pull knows the newest change of the ones before, even if this one saw nothing.
    fn cursor(&self, request: &PageRequest) -> String {
        let mut cursor = self.seen.clone();
        if let PageRequest::Changed { since, .. } = request
            && let Some(before) = Cursor::parse(since)
            && let Some(newest) = before.newest
        {
            cursor.see(&before.id, before.version, newest);
        }
        cursor.to_text()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_grow_and_neither_overlap_nor_leave_a_gap() {
        let mut place = Place::of(&PageRequest::All { from: None }).unwrap();
        let mut reached = 0;
        for _ in 0..20 {
            assert_eq!(place.start, reached, "no gap, no overlap");
            assert_eq!(place.start % place.size, 0, "a whole page number");
            reached += place.size;
            place = place.next(true);
        }
        assert_eq!(place.size, LARGEST_SIZE);
    }
}
