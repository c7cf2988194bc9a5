//! Pages of letters for a mailbox whose turn it is: from what was asked for several at once, or, where that is not here,
//! asked for page by page. The newest come first, so that the top of the list is there soon.

use super::Altinn;
use super::cursor::Plan;
use super::item::{Item, Reader};
use super::kept::MOST;
use super::listing::{LARGEST_PAGE, Listed, Listing, Question};
use crate::{Page, PageRequest, Peek, ProviderError};
use jiff::Timestamp;
use model::RemoteId;
use serde::{Deserialize, Serialize};

/// The first page of a first pull: a person waits for it.
const FIRST_PAGE: u32 = 100;
/// More than any mailbox has; whoever pages on does so for ever.
const MOST_PAGES: u32 = 1000;

/// Where in a list that is asked for page by page we are.
#[derive(Serialize, Deserialize)]
struct Place {
    token: String,
    /// When the first page was made, by the service's clock.
    began: Timestamp,
    /// Letters so far.
    count: u64,
    pages: u32,
    whole: bool,
}

impl Altinn {
    pub(super) async fn page(&self, mailbox: &RemoteId, request: &PageRequest) -> Result<Page, ProviderError> {
        let held = self.kept().page(mailbox, request);
        match held {
            Some(page) => Ok(page),
            None => self.page_by_page(mailbox, request).await,
        }
    }

    async fn page_by_page(&self, mailbox: &RemoteId, request: &PageRequest) -> Result<Page, ProviderError> {
        let (PageRequest::All { from } | PageRequest::Changed { from, .. } | PageRequest::Ids { from }) = request;
        // A place in a list that was held means nothing here.
        let place: Option<Place> = from.as_deref().and_then(|from| serde_json::from_str(from).ok());
        let now = self.clock.now();
        let plan = match request {
            PageRequest::Changed { since, .. } if !place.as_ref().is_some_and(|place| place.whole) => {
                Plan::of(Some(since), self.languages.own(), now)
            }
            _ => Plan::Whole,
        };
        let first = matches!(request, PageRequest::All { .. }) && place.is_none();
        let question = Question {
            parties: std::slice::from_ref(mailbox),
            after: plan.after(),
            token: place.as_ref().map(|place| place.token.as_str()),
            size: if first { FIRST_PAGE } else { LARGEST_PAGE },
        };
        let answer = question.ask(&self.http).await?;
        let listing = answer.listing()?;
        let (items, unreadable) = self.read(&listing).await;
        let count = place.as_ref().map_or(0, |place| place.count) + (items.len() + unreadable.len()) as u64;
        let began = place.as_ref().map(|place| place.began).or(answer.at).unwrap_or(now);
        let pages = place.as_ref().map_or(0, |place| place.pages) + 1;
        let same = listing.next.is_some() && listing.next.as_ref() == place.as_ref().map(|place| &place.token);
        if same || (listing.next.is_some() && pages >= MOST_PAGES) {
            return Err(ProviderError::Garbage { what: "a list without end" });
        }
        let whole = plan == Plan::Whole;
        let next = listing.next.map(|token| Place { token, began, count, pages, whole });
        let messages = items.iter().map(Item::message).collect();
        self.kept().note(mailbox, items);
        Ok(Page {
            messages,
            unreadable,
            total: (whole && next.is_none()).then_some(count),
            cursor: plan.cursor(began, self.languages.own(), now).to_text(),
            next: next.and_then(|next| serde_json::to_string(&next).ok()),
        })
    }

    /// The letters of an answer that is about one mailbox, and what tells of those that cannot be read.
    async fn read(&self, listing: &Listing<'_>) -> (Vec<Item>, Vec<String>) {
        if listing.is_empty() {
            return (Vec::new(), Vec::new());
        }
        let reader = Reader::new(&self.languages, self.services().await, self.clock.now());
        let (mut items, mut unreadable) = (Vec::new(), Vec::new());
        for listed in listing.read(&reader) {
            match listed {
                Listed::Item(item) => items.push(*item),
                Listed::Unreadable(_, why) => unreadable.push(why),
            }
        }
        (items, unreadable)
    }

    pub(super) async fn has_news(&self, mailbox: &RemoteId, cursor: Option<&str>) -> Result<Peek, ProviderError> {
        if let Some(peek) = self.kept().peek(mailbox, cursor) {
            return Ok(peek);
        }
        let plan = Plan::of(cursor, self.languages.own(), self.clock.now());
        let Some(after) = plan.after() else { return Ok(Peek::Changed) };
        let question = Question { parties: std::slice::from_ref(mailbox), after: Some(after), token: None, size: 1 };
        let answer = question.ask(&self.http).await?;
        Ok(if answer.listing()?.is_empty() { Peek::Unchanged } else { Peek::Changed })
    }

    /// A letter's header, by the list: it alone says how a letter is without that counting as having seen it. Whatever
    /// else the list says on the way is kept: who changes one letter often changes another.
    pub(super) async fn find(&self, mailbox: &RemoteId, id: &RemoteId) -> Result<Option<Item>, ProviderError> {
        let (mut token, mut count): (Option<String>, _) = (None, 0);
        while count < MOST {
            let parties = std::slice::from_ref(mailbox);
            let question = Question { parties, after: None, token: token.as_deref(), size: LARGEST_PAGE };
            let answer = question.ask(&self.http).await?;
            let listing = answer.listing()?;
            let (items, _) = self.read(&listing).await;
            count += items.len().max(1);
            let found = items.iter().find(|item| item.id == *id).cloned();
            self.kept().note(mailbox, items);
            if let Some(found) = found {
                // However much is held, this one is needed.
                return Ok(Some(found));
            }
            match listing.next {
                Some(next) if token.as_ref() != Some(&next) => token = Some(next),
                _ => break,
            }
        }
        Ok(None)
    }
}
