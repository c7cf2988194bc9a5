//! One answer of the list: its letters, each with the party that it belongs to, and where it goes on.

use super::http::{Http, LONGEST_ITEM};
use super::item::{Item, Reader};
use super::parts::Parts;
use super::texts::word;
use crate::ProviderError;
use crate::wire::{named, one};
use jiff::Timestamp;
use model::RemoteId;
use serde_json::value::RawValue;

/// What the interface gives at most.
pub const LARGEST_PAGE: u32 = 1000;
/// More than a page has.
const MOST_ITEMS: usize = 2000;
/// A token is a few hundred characters.
const LONGEST_TOKEN: usize = 8 << 10;

/// What is asked for.
pub struct Question<'a> {
    /// Of these parties.
    pub parties: &'a [RemoteId],
    /// What changed after this, if not everything.
    pub after: Option<Timestamp>,
    /// After an earlier page.
    pub token: Option<&'a str>,
    /// So many at most.
    pub size: u32,
}

/// The body of an answer.
pub struct Answer {
    bytes: Vec<u8>,
    /// When it was made, by the service's clock.
    pub at: Option<Timestamp>,
}

/// An answer.
pub struct Listing<'a> {
    items: Vec<&'a RawValue>,
    /// Where it goes on.
    pub next: Option<String>,
}

/// A letter of a list.
pub enum Listed {
    /// That could be read.
    Item(Box<Item>),
    /// That could not: whose it is, if that could be read, and a few words that tell it from others.
    Unreadable(Option<String>, String),
}

impl Question<'_> {
    pub async fn ask(&self, http: &Http) -> Result<Answer, ProviderError> {
        let mut query: Vec<(&str, String)> =
            self.parties.iter().map(|party| ("party", party.as_str().to_owned())).collect();
        query.extend(self.after.map(|after| ("updatedAfter", after.to_string())));
        query.push(("limit", self.size.to_string()));
        query.extend(self.token.map(|token| ("continuationToken", token.to_owned())));
        let body = http.list(&["enduser", "dialogs"], &query).await?;
        Ok(Answer { bytes: body.bytes, at: body.at })
    }
}

impl Answer {
    pub fn size(&self) -> usize {
        self.bytes.len()
    }

    pub fn listing(&self) -> Result<Listing<'_>, ProviderError> {
        let parts = Parts::read(&self.bytes)?;
        let goes_on = parts.value("hasNextPage").as_bool() == Some(true);
        let token = parts.value("continuationToken");
        let token = token.as_str().filter(|token| !token.is_empty() && token.len() <= LONGEST_TOKEN);
        Ok(Listing { items: parts.items("items", MOST_ITEMS)?, next: token.filter(|_| goes_on).map(str::to_owned) })
    }
}

impl Listing<'_> {
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Each letter.
    pub fn read(&self, with: &Reader<'_>) -> impl Iterator<Item = Listed> {
        self.items.iter().map(|raw| match one(raw, LONGEST_ITEM) {
            Err(why) => Listed::Unreadable(None, why),
            Ok(value) => match Item::read(&value, with) {
                Some(item) => Listed::Item(Box::new(item)),
                None => Listed::Unreadable(word(&value, "party").map(str::to_ascii_lowercase), named(raw.get())),
            },
        })
    }
}
