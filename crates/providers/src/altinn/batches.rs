//! Asking for the letters of several parties at once, and sorting what comes to each. One party that the service will not
//! have, or that is gone between two pages, costs only itself: the group is halved until it stands alone.

use super::Altinn;
use super::cursor::Plan;
use super::item::{Item, Reader};
use super::kept::Prepared;
use super::listing::{LARGEST_PAGE, Listed, Question};
use crate::ProviderError;
use jiff::Timestamp;
use model::RemoteId;
use std::collections::HashMap;

/// More than a group has; whoever pages on does so for ever.
const MOST_PAGES: usize = 50;
/// What may come for one group.
const MOST_BYTES: usize = 96 << 20;

/// A mailbox, and what it is asked for.
#[derive(Clone)]
struct Asked {
    mailbox: RemoteId,
    before: Option<String>,
    plan: Plan,
}

/// What came for a mailbox.
#[derive(Default)]
struct Came {
    order: Vec<RemoteId>,
    items: HashMap<RemoteId, Item>,
    unreadable: Vec<String>,
}

/// What came for a group.
enum Outcome {
    /// All of it, as of then.
    All(Vec<Came>, Timestamp),
    /// More than can be held: each is asked for in its turn, page by page.
    TooMuch,
    /// Something that belongs to none of them, as far as can be told.
    Mixed,
}

impl Altinn {
    /// Asks for these mailboxes, and keeps what comes until each has had its turn.
    pub(super) async fn ask_for(&self, mailboxes: &[(RemoteId, Option<String>)]) -> Result<(), ProviderError> {
        self.kept().clear();
        let now = self.clock.now();
        let asked = mailboxes.iter().map(|(mailbox, before)| {
            let plan = Plan::of(before.as_deref(), self.languages.own(), now);
            Asked { mailbox: mailbox.clone(), before: before.clone(), plan }
        });
        // Who is asked for everything would make the others' changes everything, too.
        let (whole, changes): (Vec<_>, Vec<_>) = asked.partition(|asked| asked.plan == Plan::Whole);
        let mut waiting = vec![changes, whole];
        waiting.retain(|group| !group.is_empty());
        while let Some(group) = waiting.pop() {
            let alone = group.len() == 1;
            match self.group(&group).await {
                Ok(Outcome::All(came, at)) => self.keep(group, came, at),
                Ok(Outcome::TooMuch) => {}
                // Its turn will tell what is wrong with it.
                Ok(Outcome::Mixed) if alone => {}
                Err(error) if alone && is_about_a_party(&error) => {}
                Err(error) if !is_about_a_party(&error) => return Err(error),
                Ok(Outcome::Mixed) | Err(_) => {
                    let (first, second) = group.split_at(group.len() / 2);
                    waiting.extend([second.to_vec(), first.to_vec()]);
                }
            }
        }
        Ok(())
    }

    fn keep(&self, group: Vec<Asked>, came: Vec<Came>, at: Timestamp) {
        let (mut kept, now) = (self.kept(), self.clock.now());
        for (asked, Came { order, items, unreadable }) in group.into_iter().zip(came) {
            let cursor = asked.plan.cursor(at, self.languages.own(), now);
            let Asked { mailbox, before, plan } = asked;
            kept.prepare(mailbox, Prepared { plan, before, order, unreadable, cursor }, items);
        }
    }

    /// Everything that the service says of a group.
    async fn group(&self, group: &[Asked]) -> Result<Outcome, ProviderError> {
        let parties: Vec<RemoteId> = group.iter().map(|asked| asked.mailbox.clone()).collect();
        let named = parties.iter().map(|party| party.as_str().to_ascii_lowercase());
        let places: HashMap<String, usize> = named.zip(0..).collect();
        let after = group.iter().filter_map(|asked| asked.plan.after()).min();
        let mut came: Vec<Came> = group.iter().map(|_| Came::default()).collect();
        let (mut token, mut at, mut bytes, mut count): (Option<String>, _, _, _) = (None, None, 0, 0);
        let room = self.kept().room();
        for _ in 0..MOST_PAGES {
            let question = Question { parties: &parties, after, token: token.as_deref(), size: LARGEST_PAGE };
            let answer = question.ask(&self.http).await?;
            at = at.or(answer.at);
            bytes += answer.size();
            let listing = answer.listing()?;
            if !listing.is_empty() {
                let reader = Reader::new(&self.languages, self.services().await, self.clock.now());
                for listed in listing.read(&reader) {
                    count += 1;
                    let party = match &listed {
                        Listed::Item(item) => item.party.as_deref(),
                        Listed::Unreadable(party, _) => party.as_deref(),
                    };
                    // Asked for alone, everything that comes is its own.
                    let place =
                        if parties.len() == 1 { Some(0) } else { party.and_then(|party| places.get(party).copied()) };
                    let Some(of) = place.and_then(|place| came.get_mut(place)) else { return Ok(Outcome::Mixed) };
                    of.add(listed);
                }
            }
            if count > room || bytes > MOST_BYTES {
                return Ok(Outcome::TooMuch);
            }
            match listing.next {
                None => return Ok(Outcome::All(came, at.unwrap_or(self.clock.now()))),
                Some(next) if token.as_ref() == Some(&next) => break,
                Some(next) => token = Some(next),
            }
        }
        Err(ProviderError::Garbage { what: "a list without end" })
    }
}

impl Came {
    fn add(&mut self, listed: Listed) {
        match listed {
            Listed::Unreadable(_, why) => self.unreadable.push(why),
            // One that changed while the pages were read comes twice; the later one counts.
            Listed::Item(item) => {
                let id = item.id.clone();
                if self.items.insert(id.clone(), *item).is_none() {
                    self.order.push(id);
                }
            }
        }
    }
}

/// Whether another party may well fare better.
fn is_about_a_party(error: &ProviderError) -> bool {
    use ProviderError::{HigherLevelNeeded, NotAllowed, NotFound, Refused, Said};
    matches!(error, HigherLevelNeeded | NotAllowed | NotFound | Refused { .. } | Said(_))
}
