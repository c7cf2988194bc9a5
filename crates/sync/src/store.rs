//! Storing what came, under our ids.

use crate::{Context, SyncError, naming};
use model::{Mailbox, Message, RemoteId};
use providers::{Page, RemoteMessage};
use vault::{Odd, PageWrite, Stored};

fn oddities(messages: &[RemoteMessage]) -> Vec<Odd> {
    let of = |message: &RemoteMessage| {
        let id = message.id.clone();
        message.odd.clone().into_iter().map(move |why| Odd { remote_id: id.clone(), why })
    };
    messages.iter().flat_map(of).collect()
}

/// Stores a page of a list with the standing that it brings, in one transaction.
pub(crate) async fn page(
    context: &Context,
    mailbox: &Mailbox,
    page: Page,
    standing: String,
    arrivals: bool,
) -> Result<Stored, SyncError> {
    let mut odd = oddities(&page.messages);
    let nameless = || RemoteId(String::new());
    odd.extend(page.unreadable.into_iter().map(|why| Odd { remote_id: nameless(), why }));
    let messages: Vec<Message> = page.messages.into_iter().map(|one| naming::message(mailbox, one)).collect();
    let (id, level, now) = (mailbox.id.clone(), context.level, context.clock.now());
    let lags = context.provider.lists_lag();
    context
        .vault(move |profile| {
            let cursor = Some(standing.as_str());
            let page = PageWrite { messages: &messages, odd: &odd, cursor, arrivals, level, now };
            let cache = profile.cache(&id)?;
            if lags { cache.store_page(&page) } else { cache.store_answer(&page) }
        })
        .await
}

/// Stores the answer to a direct question about one letter.
pub(crate) async fn answer(
    context: &Context,
    mailbox: &Mailbox,
    message: RemoteMessage,
    arrivals: bool,
) -> Result<Stored, SyncError> {
    let odd = oddities(std::slice::from_ref(&message));
    let messages = [naming::message(mailbox, message)];
    let (id, level, now) = (mailbox.id.clone(), context.level, context.clock.now());
    context
        .vault(move |profile| {
            let page = PageWrite { messages: &messages, odd: &odd, cursor: None, arrivals, level, now };
            profile.cache(&id)?.store_answer(&page)
        })
        .await
}

/// Keeps where the pull stands.
pub(crate) async fn standing(context: &Context, mailbox: &Mailbox, standing: String) -> Result<(), SyncError> {
    let none = Page { messages: Vec::new(), unreadable: Vec::new(), next: None, total: None, cursor: String::new() };
    page(context, mailbox, none, standing, false).await.map(|_| ())
}
