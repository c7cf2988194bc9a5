//! What the texts of letters seem to ask for by a day. Only the main document of a letter that came is looked at: what is
//! attached to it are terms, forms and tables.

use crate::{Context, SyncError};
use jiff::tz::TimeZone;
use letter::{GUESSED_BY, guesses};
use model::{DocumentKind, FileId, Guess, Mailbox, Message, MessageState};

/// What this file of a letter seems to ask for.
pub(crate) fn guess(mailbox: &Mailbox, message: &Message, file: &FileId, text: &str) -> Vec<Guess> {
    let main = message.documents.iter().filter(|document| document.kind == DocumentKind::Main);
    if message.state != MessageState::Received || !main.flat_map(|main| &main.files).any(|one| one.id == *file) {
        return Vec::new();
    }
    let zone = TimeZone::get(mailbox.provider.time_zone()).unwrap_or(TimeZone::UTC);
    guesses(&message.subject, text, message.received, &zone)
}

/// Guesses anew for the letters that are here, if it was done otherwise when they came.
pub(crate) async fn renew(context: &Context, mailbox: &Mailbox) -> Result<(), SyncError> {
    let mailbox = mailbox.clone();
    context
        .vault(move |profile| {
            let of = |message: &Message, file: &FileId, text: &str| guess(&mailbox, message, file, text);
            profile.cache(&mailbox.id)?.renew_guesses(GUESSED_BY, of)
        })
        .await
}
