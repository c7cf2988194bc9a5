//! To do: everything with a day over all mailboxes, what is late first. Worked out here, from the letters that are here;
//! a tick is the person's own, also in a mailbox that she only reads, and changes nothing at the service.

mod feed;
mod items;

use crate::App;
use crate::file::{beside, not_over_another, write_new};
use crate::letter::find;
use crate::lists::readable;
use crate::overlay::Overlay;
use crate::views::{ApiError, AppEvent, SavedView, TodoItem, TodoQuery};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use letter::{Kind, safe_filename};
use model::{Code, FolderRole, MailboxId, Message, MessageId};
use std::cmp::Reverse;
use std::collections::HashMap;
use std::path::PathBuf;
use vault::{Dated, MessageHead, Profile, StoreError, Tick};

/// Letters of so long ago are looked at: what an older one asks for has been seen, or will not be.
const SINCE: SignedDuration = SignedDuration::from_hours(3 * 366 * 24);
/// And so many of each mailbox.
const MOST: usize = 5_000;
/// What was only guessed and is over for longer is not looked at, also among what is done.
const GUESSED_SINCE: SignedDuration = SignedDuration::from_hours(2 * 30 * 24);

fn read(profile: &Profile, query: &TodoQuery, now: Timestamp) -> Result<Vec<TodoItem>, StoreError> {
    let (mut overlay, mut all) = (Overlay::new(profile), Vec::new());
    for (mailbox, level) in readable(profile, query.mailbox.as_ref())? {
        let letters = profile.cache(&mailbox)?.dated(now - SINCE, now - GUESSED_SINCE, MOST)?;
        if letters.is_empty() {
            continue;
        }
        let (ticks, zone) = (ticks(profile, &mailbox)?, zone(profile, &mailbox)?);
        for Dated { message: letter, guesses } in letters {
            let Some(row) = overlay.row(MessageHead::of(&letter, level))? else { continue };
            let deleted = |role| role == FolderRole::Deleted;
            let folders = overlay.folders(&mailbox)?;
            if folders.iter().any(|folder| folder.id == row.folder_id && deleted(folder.role)) {
                continue;
            }
            let guessed = items::guessed(&letter, guesses, &zone, now);
            all.extend(items::of(&letter, &zone, now).into_iter().chain(guessed).map(|item| {
                // A name of her own for the letter is what she knows it by.
                let title = if item.title == letter.subject { row.subject.clone() } else { item.title.clone() };
                ticked(&ticks, TodoItem { title, ..item })
            }));
        }
    }
    all.retain(|item| item.done == query.done);
    if query.done {
        all.sort_by_key(|item| (Reverse(item.at), item.letter.clone(), item.item.clone()));
    } else {
        all.sort_by_key(|item| (item.at, item.letter.clone(), item.item.clone()));
    }
    Ok(all)
}

/// Where the days of this mailbox begin and end.
fn zone(profile: &Profile, mailbox: &MailboxId) -> Result<TimeZone, StoreError> {
    let provider = profile.mailbox(mailbox)?.mailbox.provider;
    Ok(TimeZone::get(provider.time_zone()).unwrap_or(TimeZone::UTC))
}

type Ticks = HashMap<(MessageId, String), Tick>;

fn ticks(profile: &Profile, mailbox: &MailboxId) -> Result<Ticks, StoreError> {
    profile.state_if_any(mailbox)?.map_or_else(|| Ok(Ticks::new()), |state| state.ticks())
}

/// The thing as the person ticked it.
fn ticked(ticks: &Ticks, item: TodoItem) -> TodoItem {
    let done = ticks.get(&(item.letter.clone(), item.item.clone())).map_or(item.done, |tick| tick.done);
    TodoItem { done, overdue: item.overdue && !done, ..item }
}

/// What the text of one letter seems to ask for.
pub(crate) fn guessed(profile: &Profile, message: &Message, now: Timestamp) -> Result<Vec<TodoItem>, StoreError> {
    let guesses = profile.cache(&message.mailbox)?.guesses(&message.id)?;
    if guesses.is_empty() {
        return Ok(Vec::new());
    }
    let (ticks, zone) = (ticks(profile, &message.mailbox)?, zone(profile, &message.mailbox)?);
    Ok(items::guessed(message, guesses, &zone, now).into_iter().map(|item| ticked(&ticks, item)).collect())
}

impl App {
    /// What there is to do, the oldest day first; or what is done, the newest first.
    ///
    /// # Errors
    /// [`ApiError`] when the mailbox is not there or may not be read.
    pub async fn todo(&self, query: TodoQuery) -> Result<Vec<TodoItem>, ApiError> {
        let now = self.clock.now();
        self.vault(move |profile| read(profile, &query, now)).await
    }

    /// Ticks one thing as done, or takes the tick away.
    ///
    /// # Errors
    /// [`ApiError`] `notFound` when the letter does not ask for such a thing.
    pub async fn todo_tick(&self, letter: MessageId, item: String, done: bool) -> Result<(), ApiError> {
        let (now, id) = (self.clock.now(), letter.clone());
        self.vault(move |profile| {
            let (mailbox, message, _) = find(profile, &letter)?;
            let guesses = profile.cache(&mailbox.id)?.guesses(&letter)?;
            let zone = zone(profile, &mailbox.id)?;
            let guessed = items::guessed(&message, guesses, &zone, now);
            if !items::of(&message, &zone, now).iter().chain(&guessed).any(|one| one.item == item) {
                return Err(StoreError::NotFound);
            }
            profile.state(&mailbox.id)?.set_tick(&letter, &item, Tick { done, at: now })
        })
        .await?;
        self.pulse.tell(AppEvent::Letter { id });
        Ok(())
    }

    /// Everything that is not done as a calendar file under this very name; how many entries it has.
    ///
    /// # Errors
    /// [`ApiError`]: `notFound` when there is nothing to do, `refused` when the name is taken.
    pub async fn todo_calendar(&self, query: TodoQuery, path: PathBuf) -> Result<usize, ApiError> {
        let (text, entries) = self.feed(query).await?;
        not_over_another(self.vault(move |_| write_new(&mut text.as_bytes(), &path)).await?)?;
        Ok(entries)
    }

    /// The same in this folder, under the name that the list has in the person's language.
    ///
    /// # Errors
    /// As [`App::todo_calendar`].
    pub async fn todo_calendar_into(
        &self,
        query: TodoQuery,
        name: &str,
        folder: PathBuf,
    ) -> Result<(SavedView, usize), ApiError> {
        let (text, entries) = self.feed(query).await?;
        let name = safe_filename(&format!("{name}.ics"), Kind::Calendar, "text/calendar").display;
        let save = move |_: &Profile| beside(&folder, &name, |path| write_new(&mut text.as_bytes(), path));
        Ok((self.vault(save).await?, entries))
    }

    async fn feed(&self, query: TodoQuery) -> Result<(String, usize), ApiError> {
        let items = self.todo(TodoQuery { done: false, ..query }).await?;
        if items.is_empty() {
            return Err(ApiError::said(Code::NotFound, "error.todo.none"));
        }
        let now = self.clock.now();
        let whose = self.vault(Profile::mailboxes).await?;
        Ok((feed::of(&items, &whose, now), items.len()))
    }
}
