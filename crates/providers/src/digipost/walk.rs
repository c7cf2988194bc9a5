//! Walking through a mailbox, a page a step, and the letters that are asked for one by one. What a walk did not find may
//! have been moved behind its back, so before a letter counts as gone another walk looks for it.

use super::folder::{self, INBOX};
use super::letter::{self, Known, Letter, Words};
use super::place::{Cursor, Place, Seen};
use super::text::{fingerprint, list};
use super::{Digipost, link, root};
use crate::{Checked, Page, PageRequest, Peek, ProviderError, RemoteMessage};
use model::RemoteId;
use serde_json::Value;
use std::sync::Arc;

/// A page with more is no page.
const MOST_ON_A_PAGE: usize = 20_000;

/// What a step brought.
struct Step {
    letters: Vec<Letter>,
    unreadable: Vec<String>,
    place: Place,
    next: Option<Place>,
}

/// The letters of a page. A list without any says at least where it is.
fn letters_of(page: &Value) -> Result<Vec<&Value>, ProviderError> {
    let documents = page.get("documents").filter(|documents| documents.is_object());
    let holder = documents.unwrap_or(page);
    match holder.get("document") {
        Some(Value::Array(all)) if all.len() <= MOST_ON_A_PAGE => Ok(all.iter().collect()),
        None if documents.is_some() || list(page, "link", 1).next().is_some() => Ok(Vec::new()),
        _ => Err(ProviderError::Garbage { what: "a list of letters that is none" }),
    }
}

/// Where the inbox of a mailbox is; of one's own the account knows it, too.
fn inbox<'a>(root: &'a Value, entry: &'a Value) -> Result<&'a str, ProviderError> {
    let account = root.get("primaryAccount").filter(|_| root::is_own(entry)).unwrap_or(&Value::Null);
    link::find(entry, "document_inbox").map_or_else(|| link::follow(account, "document_inbox"), Ok)
}

/// What a page says, in a number.
fn fingerprint_of(letters: &[Letter]) -> i64 {
    let one = |letter: &Letter| format!("{}:{}", letter.message.id.as_str(), letter.message.version);
    fingerprint(&letters.iter().map(one).collect::<Vec<_>>().join("|"))
}

impl Digipost {
    /// The root with the mailbox in it.
    pub(super) async fn root(&self) -> Result<Arc<Value>, ProviderError> {
        self.roots.recent(&self.web).await
    }

    fn words(&self) -> Words<'_> {
        Words { locked: &self.locked }
    }

    /// One page, as a person's letters.
    pub(super) async fn page(&self, mailbox: &RemoteId, request: &PageRequest) -> Result<Page, ProviderError> {
        let place = Place::of(request)?;
        if let (PageRequest::Ids { .. }, true, Some(all)) = (request, place.is_beginning(), self.held.all(mailbox)) {
            return Ok(by_id(all));
        }
        let step = self.step(mailbox, place).await?;
        let (total, seen) = ((!step.place.torn).then_some(step.place.listed), step.place.seen.clone());
        let last = step.next.is_none();
        Ok(Page {
            messages: step.letters.into_iter().map(|letter| letter.message).collect(),
            unreadable: step.unreadable,
            next: step.next.and_then(|next| next.to_text()),
            total: total.filter(|_| last),
            cursor: Cursor { seen, total }.to_text(),
        })
    }

    /// One page, and where the next one is.
    async fn step(&self, mailbox: &RemoteId, mut place: Place) -> Result<Step, ProviderError> {
        let root = self.root().await?;
        let entry = root::find(&root, mailbox)?.ok_or(ProviderError::NotFound)?;
        let folders: Vec<RemoteId> = root::folders(entry).filter_map(folder::id).collect();
        if place.is_beginning() {
            self.held.begin(mailbox);
            place.seen = Seen { at: self.clock.now(), root: root::fingerprint_of(entry), page: 0 };
        }
        let (page, listed_in) = match &place.folder {
            None => (self.inbox_page(mailbox, inbox(&root, entry)?, &place).await, INBOX.into()),
            Some(id) => (self.folder_page(entry, &RemoteId(id.clone()), &place).await, RemoteId(id.clone())),
        };
        let read = page.and_then(|page| letters_of(&page).map(|_| page.clone()));
        let page = match read {
            Ok(page) => page,
            // A folder that cannot be had costs none of the others.
            Err(error) if place.folder.is_some() && !error.is_of_the_line() => {
                let unreadable = vec![format!("a folder cannot be listed: {error}")];
                let next = place.torn(&folders);
                place.torn = true;
                self.ended_if(mailbox, &place, next.as_ref());
                return Ok(Step { letters: Vec::new(), unreadable, place, next });
            }
            Err(error) => return Err(error),
        };
        let on_page = letters_of(&page)?;
        let (letters, unreadable) = self.read_all(mailbox, &place.new_on(&on_page), &listed_in);
        if place.is_beginning() {
            place.seen.page = fingerprint_of(&letters);
        }
        let next = place.after(&on_page, &folders)?;
        place.listed += place.new_on(&on_page).len() as u64;
        place.torn |= next.as_ref().is_some_and(|next| next.torn);
        self.ended_if(mailbox, &place, next.as_ref());
        Ok(Step { letters, unreadable, place, next })
    }

    fn ended_if(&self, mailbox: &RemoteId, place: &Place, next: Option<&Place>) {
        if next.is_none() {
            self.held.end(mailbox, !place.torn);
        }
    }

    async fn inbox_page(&self, mailbox: &RemoteId, uri: &str, place: &Place) -> Result<Arc<Value>, ProviderError> {
        match self.held.take_first(mailbox).filter(|_| place.is_beginning()) {
            Some(page) => Ok(page),
            None => self.web.get(uri, &place.query()).await.map(Arc::new),
        }
    }

    async fn folder_page(&self, entry: &Value, id: &RemoteId, place: &Place) -> Result<Arc<Value>, ProviderError> {
        let folder = folder::find(entry, id)?;
        self.web.get(link::follow(folder, "self")?, &place.query()).await.map(Arc::new)
    }

    fn read_all(&self, mailbox: &RemoteId, page: &[&Value], listed_in: &RemoteId) -> (Vec<Letter>, Vec<String>) {
        let (mut letters, mut unreadable) = (Vec::new(), Vec::new());
        for value in page {
            match letter::read(value, listed_in, &self.words()) {
                Ok(letter) => letters.push(letter),
                Err(why) => unreadable.push(why.to_owned()),
            }
        }
        for letter in &letters {
            if let Some(organisation) = &letter.message.sender.organisation {
                self.senders.keep(organisation, &letter.message.sender.label);
            }
        }
        self.held.meet(mailbox, letters.iter().map(|letter| (letter.message.id.clone(), letter.known.clone())));
        (letters, unreadable)
    }

    /// The cheap question: what the root says of the mailbox, and its first page.
    pub(super) async fn look_shortly(&self, mailbox: &RemoteId, cursor: Option<&str>) -> Result<Peek, ProviderError> {
        let cursor = Cursor::read(cursor).filter(|cursor| !cursor.is_old(self.clock.now()));
        let Some(cursor) = cursor else { return Ok(Peek::Changed) };
        let root = self.root().await?;
        let entry = root::find(&root, mailbox)?.ok_or(ProviderError::NotFound)?;
        if root::fingerprint_of(entry) != cursor.seen.root {
            return Ok(Peek::Changed);
        }
        let page = Arc::new(self.web.get(inbox(&root, entry)?, &Place::default().query()).await?);
        let letters = letters_of(&page)?.into_iter();
        let read = letters.filter_map(|value| letter::read(value, &INBOX.into(), &self.words()).ok());
        if fingerprint_of(&read.collect::<Vec<_>>()) == cursor.seen.page {
            return Ok(Peek::Unchanged);
        }
        // What comes next begins with it.
        self.held.keep_first(mailbox, page);
        Ok(Peek::Changed)
    }

    /// Looks for a letter of which no link is known: to where it is met, or, before it counts as gone, to the end of a
    /// second walk.
    async fn look_for(&self, mailbox: &RemoteId, id: &RemoteId) -> Result<Option<Known>, ProviderError> {
        let walked = self.held.all(mailbox).is_some();
        for _ in 0..if walked { 1 } else { 2 } {
            let mut place = Some(Place::default());
            while let Some(here) = place {
                place = self.step(mailbox, here).await?.next;
                if let Some(known) = self.held.known(mailbox, id) {
                    if place.is_some() {
                        self.held.lose(mailbox);
                    }
                    return Ok(Some(known));
                }
            }
            self.roots.forget().await;
        }
        match self.held.was_a_second_look(mailbox) {
            true => Ok(None),
            false => Err(ProviderError::Garbage { what: "a list that is not whole" }),
        }
    }

    /// The letter as it is now, in the service's words and in ours.
    pub(super) async fn now(&self, mailbox: &RemoteId, id: &RemoteId) -> Result<(Value, Letter), ProviderError> {
        let mut known = self.held.known(mailbox, id);
        if known.is_none() && !self.held.is_sure(mailbox) {
            known = self.look_for(mailbox, id).await?;
        }
        let known = known.ok_or(ProviderError::NotFound)?;
        let answer = match self.web.get(&known.own, &[]).await {
            Err(ProviderError::NotFound) => {
                self.held.forget(mailbox, id);
                return Err(ProviderError::NotFound);
            }
            answer => answer?,
        };
        self.taken(mailbox, id, answer)
    }

    /// The letter in an answer about it.
    pub(super) fn taken(
        &self,
        mailbox: &RemoteId,
        id: &RemoteId,
        answer: Value,
    ) -> Result<(Value, Letter), ProviderError> {
        let value = answer.get("document").filter(|inner| inner.is_object()).cloned().unwrap_or(answer);
        let letter = letter::read(&value, &INBOX.into(), &self.words()).ok().filter(|one| one.message.id == *id);
        let letter = letter.ok_or(ProviderError::Garbage { what: "another letter than was asked for" })?;
        self.held.update(mailbox, id, letter.known.clone());
        Ok((value, letter))
    }

    pub(super) async fn check_letter(
        &self,
        mailbox: &RemoteId,
        id: &RemoteId,
    ) -> Result<Checked<RemoteMessage>, ProviderError> {
        match self.now(mailbox, id).await {
            Ok((_, letter)) => Ok(Checked::There(letter.message)),
            Err(ProviderError::NotFound) => Ok(Checked::Gone),
            Err(error) => Err(error),
        }
    }
}

/// A page of nothing but ids and versions.
fn by_id(all: Vec<(RemoteId, i64)>) -> Page {
    let total = all.len() as u64;
    let bare = |(id, version): (RemoteId, i64)| RemoteMessage { id, version, ..RemoteMessage::bare() };
    Page {
        messages: all.into_iter().map(bare).collect(),
        unreadable: Vec::new(),
        next: None,
        total: Some(total),
        cursor: String::new(),
    }
}
