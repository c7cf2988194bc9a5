//! Files whose bytes are here: what they are and what can be read in them is found out, of one at a time, and
//! then several get their rows at once, because the index of words costs about as much for many as for one.

use crate::guessed::guess;
use crate::{Context, SyncError};
use letter::{Kind, Readable};
use model::{FileId, Guess, Mailbox};
use std::time::Duration;
use tokio::time::Instant;
use vault::{Cache, Content, FileJob, NewFile, StoreError};

/// Files that get their rows at once, and the text that may wait for that.
const MOST_WAITING: usize = 200;
const MOST_WAITING_TEXT: usize = 4 << 20;
/// No file waits for others longer than this: somebody may be looking at its letter.
const LONGEST_WAIT: Duration = Duration::from_millis(250);

/// A file that is here, and what is known of it.
pub(crate) struct Fetched {
    file: FileId,
    content: Content,
    kind: Kind,
    read: Option<Readable>,
    guesses: Vec<Guess>,
}

/// Looks into a file.
pub(crate) async fn look(
    context: &Context,
    mailbox: &Mailbox,
    job: &FileJob,
    content: Content,
) -> Result<Fetched, SyncError> {
    let (mailbox, job) = (mailbox.clone(), job.clone());
    context.vault(move |profile| look_into(&*profile.cache(&mailbox.id)?, &mailbox, job, content)).await
}

fn look_into(cache: &Cache, mailbox: &Mailbox, job: FileJob, content: Content) -> Result<Fetched, StoreError> {
    // The service sends bytes without a type; the sender's claim stands in the letter.
    let message = cache.message(&job.message)?;
    let mut files = message.iter().flat_map(|message| &message.documents).flat_map(|document| &document.files);
    let claimed = files.find(|one| one.id == job.file).map_or("", |one| one.mime.as_str());
    let (kind, read) = letter::look(claimed, content.size(), || content.read())?;
    let text = read.as_ref().map(|read| read.text.as_str());
    let guesses =
        message.iter().zip(text).flat_map(|(message, text)| guess(mailbox, message, &job.file, text)).collect();
    Ok(Fetched { file: job.file, content, kind, read, guesses })
}

/// Files that wait for their rows.
#[derive(Default)]
pub(crate) struct Waiting {
    files: Vec<Fetched>,
    text: usize,
    until: Option<Instant>,
}

impl Waiting {
    /// One more waits.
    pub fn add(&mut self, file: Fetched) {
        self.text += file.read.as_ref().map_or(0, |read| read.text.len());
        self.files.push(file);
        self.until.get_or_insert_with(|| Instant::now() + LONGEST_WAIT);
    }

    /// No more may wait.
    pub fn is_full(&self) -> bool {
        self.files.len() >= MOST_WAITING || self.text >= MOST_WAITING_TEXT
    }

    /// Until when they may wait, if any do.
    pub fn until(&self) -> Option<Instant> {
        self.until
    }

    /// Gives all of them their rows, with what is known of them now; which they were.
    pub async fn store(&mut self, context: &Context, mailbox: &Mailbox) -> Result<Vec<FileId>, SyncError> {
        let (id, waiting) = (mailbox.id.clone(), std::mem::take(self));
        if waiting.files.is_empty() {
            return Ok(Vec::new());
        }
        let store = move |profile: &vault::Profile| {
            let (mut contents, mut files) = (Vec::new(), Vec::new());
            for Fetched { file, content, kind, read, guesses } in waiting.files {
                contents.push(content);
                files.push((file, kind, read, guesses));
            }
            let whole = files.iter().zip(contents).map(|((file, kind, read, guesses), content)| {
                let pages = read.as_ref().and_then(|read| read.pages);
                let text = read.as_ref().map(|read| read.text.as_str());
                (file, content, NewFile { kind: kind.as_str(), pages, text, guesses })
            });
            profile.cache(&id)?.files_stored(whole)?;
            Ok(files.into_iter().map(|(file, ..)| file).collect())
        };
        context.vault(store).await
    }
}
