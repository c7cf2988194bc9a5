//! What a screen shows is kept true: a notice of letters that were read or thrown away meanwhile, here or elsewhere, goes,
//! or says less; one about a mailbox that already has one takes its place and speaks of the letters of both. The ledger
//! has nothing to do with it: nobody is told of anything anew.

use crate::intake::{is_whole, key};
use crate::letter::Facts;
use crate::one::telling;
use crate::rules::Holds;
use crate::size::Room;
use crate::tell::How;
use crate::times::Digest;
use crate::view::View;
use crate::words::{Saying, Words, words};
use crate::{About, Health, Message, Rank, Screen, Way};
use model::{MessageId, Right};
use vault::{MailboxRecord, Profile, Purpose, StoreError};

/// A notice speaks of so many letters of an earlier one, too, and lets so many be marked as read unseen. With more it
/// says what is new only.
pub(crate) const TOGETHER: usize = 100;

/// A letter with its facts.
pub(crate) type Known = (MessageId, Facts);

/// What the notice about this still shows and the person does not know yet.
pub(crate) fn unread(way: &dyn Way, about: &About, view: &View) -> Result<Vec<Known>, StoreError> {
    let shown = way.shown().into_iter().find(|(one, _)| one == about);
    let letters = shown.into_iter().flat_map(|(_, letters)| letters);
    let facts = letters.map(|id| Ok(view.facts_of(&id)?.map(|facts| (id, facts))));
    let known = facts.filter_map(Result::transpose).collect::<Result<Vec<_>, StoreError>>()?;
    Ok(known.into_iter().filter(|(_, facts)| facts.known.is_none()).collect())
}

/// Words about these letters.
pub(crate) fn words_about(way: &dyn Way, purpose: Purpose, holds: &Holds, letters: &[Known]) -> Words {
    let facts: Vec<&Facts> = letters.iter().map(|(_, facts)| facts).collect();
    let (room, language, label) = (Room::of(way.name()), holds.language.as_str(), holds.label.as_deref());
    words(&Saying { room, language, purpose, show: holds.show, label, letters: &facts })
}

/// What a screen can do beside saying them. Marking them all as read is offered only where she may, and where nothing
/// in them waits for her.
pub(crate) fn screen<'a>(
    record: &MailboxRecord,
    purpose: Purpose,
    words: &'a Words,
    letters: &[Known],
    gathered: bool,
) -> Screen<'a> {
    let light = letters.len() <= TOGETHER && letters.iter().all(|(_, facts)| facts.is_light);
    let may = light && record.mailbox.rights.has(Right::Mark);
    let rank = match purpose {
        Purpose::Reminder => Rank::Stays,
        Purpose::New if gathered => Rank::Low,
        Purpose::New => Rank::Usual,
    };
    let mut newest: Vec<&Known> = letters.iter().collect();
    newest.sort_by_key(|(_, facts)| std::cmp::Reverse(facts.received));
    Screen {
        about: Some(About { mailbox: record.mailbox.id.clone(), purpose }),
        open_label: &words.open_label,
        read_label: may.then_some(words.read_label.as_str()),
        rank,
        silent: false,
        letters: newest.into_iter().map(|(id, _)| id.clone()).collect(),
    }
}

/// Takes away what is known by now, and what is about a mailbox that cannot be read any more.
pub(crate) fn keep_true(
    profile: &Profile,
    way: &dyn Way,
    how: &How<'_>,
    records: &[MailboxRecord],
    health: &Health,
) -> Result<(), StoreError> {
    // One that does not answer is left alone until it is its time again.
    if health.waits(how.clock.now(), how.eager) {
        return Ok(());
    }
    for (about, shown) in way.shown() {
        let Some(record) = records.iter().find(|record| record.mailbox.id == about.mailbox) else {
            way.withdraw(&about);
            continue;
        };
        let holds = how.book.holds(way.name(), Some(&key(record)));
        // While its cache is being made anew nobody knows what was read.
        if holds.on && !is_whole(profile, record) {
            continue;
        }
        let rest = if holds.on { unread(way, &about, &View::open(profile, &record.mailbox)?)? } else { Vec::new() };
        if rest.is_empty() {
            way.withdraw(&about);
        } else if rest.len() < shown.len() {
            let words = words_about(way, about.purpose, &holds, &rest);
            let telling = telling(&words, &holds.language)?;
            let gathered = holds.digest != Digest::None;
            let screen = Screen { silent: true, ..screen(record, about.purpose, &words, &rest, gathered) };
            if let Err(error) = way.tell(&Message { telling: &telling, screen }) {
                tracing::info!(?error, "a notification could not be changed");
                return Ok(());
            }
        }
    }
    Ok(())
}
