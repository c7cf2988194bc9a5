//! A list as the service sends it: `{"totalElements": …, "messages": […]}`. Its items stay pieces of the body
//! until each is read on its own, so that a hostile list costs little memory and a broken item only itself.

use super::http::LONGEST_ITEM;
use crate::ProviderError;
use crate::wire::{few, one};
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

/// More than any page that is asked for.
const MOST_ITEMS: usize = 2000;

/// A list.
pub struct Listing<'a> {
    items: Vec<&'a RawValue>,
    /// How many there are in all, if the service says.
    pub total: Option<u64>,
    /// How many pages there are, if the service says.
    pages: Option<u64>,
    /// The service says that there is another page.
    has_next: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wire<'a> {
    #[serde(borrow)]
    messages: Option<&'a RawValue>,
    #[serde(borrow)]
    mailboxes: Option<&'a RawValue>,
    #[serde(borrow)]
    folders: Option<&'a RawValue>,
    #[serde(borrow)]
    organisations: Option<&'a RawValue>,
    #[serde(borrow)]
    contact_points: Option<&'a RawValue>,
    #[serde(borrow)]
    access_requests: Option<&'a RawValue>,
    #[serde(borrow)]
    events: Option<&'a RawValue>,
    #[serde(borrow)]
    total_elements: Option<&'a RawValue>,
    #[serde(borrow)]
    total_pages: Option<&'a RawValue>,
    #[serde(borrow)]
    next: Option<&'a RawValue>,
}

/// What a list is of.
#[derive(Debug, Clone, Copy)]
pub enum Of {
    Messages,
    Mailboxes,
    Folders,
    Organisations,
    ContactPoints,
    AccessRequests,
    Events,
}

impl<'a> Listing<'a> {
    /// Reads a list.
    pub fn read(bytes: &'a [u8], of: Of) -> Result<Self, ProviderError> {
        let no_list = |_| ProviderError::Garbage { what: "a list that is no list" };
        let wire: Wire<'a> = serde_json::from_slice(bytes).map_err(no_list)?;
        let items = match of {
            Of::Messages => wire.messages,
            Of::Mailboxes => wire.mailboxes,
            Of::Folders => wire.folders,
            Of::Organisations => wire.organisations,
            Of::ContactPoints => wire.contact_points,
            Of::AccessRequests => wire.access_requests,
            Of::Events => wire.events,
        };
        let number = |value: Option<&RawValue>| value.and_then(|value| value.get().parse().ok());
        Ok(Listing {
            // Empty fields are left out.
            items: items.map_or(Ok(Vec::new()), |items| few(items, MOST_ITEMS).map_err(no_list))?,
            total: number(wire.total_elements),
            pages: number(wire.total_pages),
            has_next: wire.next.is_some(),
        })
    }

    /// How many items are on this page.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Each item, or a few words that tell an unreadable one from others.
    pub fn items(&self) -> impl Iterator<Item = Result<Value, String>> {
        self.items.iter().map(|item| one(item, LONGEST_ITEM))
    }

    /// Whether there is more after this page of this number (counted from 0), asked for in this size.
    pub fn goes_on(&self, page: u64, size: u64) -> bool {
        let here = self.items.len() as u64;
        let seen = page.saturating_mul(size).saturating_add(here);
        match (self.pages, self.total) {
            _ if here == 0 => false,
            (Some(pages), _) => page + 1 < pages,
            (None, Some(total)) => seen < total,
            (None, None) => self.has_next || here >= size,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Listing<'_>, ProviderError> {
        Listing::read(text.as_bytes(), Of::Messages)
    }

    #[test]
    fn a_broken_item_costs_only_itself() {
        let deep = format!("{}{}", "[".repeat(5000), "]".repeat(5000));
        let text =
            format!(r#"{{"totalElements": 3, "more": {deep}, "messages": [{{"id": "a"}}, {deep}, {{"id": "b"}}]}}"#);
        let listing = read(&text).unwrap();
        let items: Vec<_> = listing.items().collect();
        assert!(items[0].is_ok() && items[1].is_err() && items[2].is_ok());
    }

    #[test]
    fn what_is_no_list_or_has_too_many_items_is_refused() {
        let many = format!(r#"{{"messages": [{}0]}}"#, "0,".repeat(MOST_ITEMS));
        for text in ["", "[]", "null", "7", r#"{"messages": {}}"#, r#"{"messages": [1"#, many.as_str()] {
            assert!(read(text).is_err(), "{}", text.len());
        }
        for text in ["{}", r#"{"messages": null}"#, r#"{"messages": [], "totalElements": "x"}"#] {
            assert_eq!(read(text).unwrap().len(), 0);
        }
    }
}
