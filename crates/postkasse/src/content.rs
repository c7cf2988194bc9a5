//! What is inside a file of a letter: its bytes, its text, its page, its links. Nothing of it touches the
//! disk in clear; what a letter keeps back until it is opened stays back.

use crate::App;
use crate::letter::find;
use crate::links::link_view;
use crate::views::{ApiError, TextView};
use letter::{CleanHtml, Kind, clean_html, decode_text, image_mime, markdown_html};
use model::{Code, File, FileId, MailboxId, MessageId, Waits};
use std::io::Read;
use vault::FileState;

/// No more than this is shown inside; larger files can be saved.
const LARGEST: u64 = 128 << 20;
/// No more text than this is shown.
const MOST_TEXT: u64 = 4 << 20;

/// A file to be shown: bytes with their true type, or a cleaned page.
pub enum Content {
    /// Bytes of this type.
    Bytes(&'static str, Vec<u8>),
    /// HTML that can do nothing.
    Page(String),
}

/// The file and the mailbox it lies in, if it may be looked into.
pub(crate) struct Found {
    pub mailbox: MailboxId,
    pub file: File,
}

impl App {
    /// Finds a file of a letter whose content does not wait.
    pub(crate) async fn find_file(&self, message: &MessageId, file: &FileId) -> Result<Found, ApiError> {
        let id = message.clone();
        let (mailbox, message, waits) = self.vault(move |profile| find(profile, &id)).await?;
        // What was opened once stays readable when the service has something newer.
        let opened_before = matches!(waits, Some(Waits::Seen | Waits::Receipt));
        if waits.is_some() && !opened_before {
            return Err(ApiError::plain(Code::Refused));
        }
        let mut files = message.documents.iter().flat_map(|document| &document.files);
        let found = files.find(|one| one.id == *file).cloned();
        let file = found.ok_or_else(|| ApiError::plain(Code::NotFound))?;
        Ok(Found { mailbox: mailbox.id, file })
    }

    async fn read(&self, found: &Found, most: u64) -> Result<(Kind, Vec<u8>), ApiError> {
        let (mailbox, file) = (found.mailbox.clone(), found.file.id.clone());
        self.vault(move |profile| {
            let cache = profile.cache(&mailbox)?;
            let FileState::Here { kind, .. } = cache.file_state(&file)? else {
                return Err(vault::StoreError::NotFound);
            };
            let mut bytes = Vec::new();
            cache.open_file(&file)?.take(most).read_to_end(&mut bytes)?;
            Ok((Kind::parse(&kind), bytes))
        })
        .await
    }

    /// What the window shows of a file.
    ///
    /// # Errors
    /// [`ApiError`]: `notFound` when it is not here (yet), `refused` when it waits, is too large or is of a
    /// type that is not shown inside.
    pub async fn content(&self, message: MessageId, file: FileId) -> Result<Content, ApiError> {
        let found = self.find_file(&message, &file).await?;
        let (kind, bytes) = self.read(&found, LARGEST).await?;
        match kind {
            _ if bytes.len() as u64 == LARGEST => Err(ApiError::plain(Code::Refused)),
            Kind::Pdf => Ok(Content::Bytes("application/pdf", bytes)),
            Kind::Html | Kind::Markdown => Ok(Content::Page(clean(kind, &bytes).html)),
            Kind::Image => {
                let mime = image_mime(&bytes).ok_or_else(|| ApiError::plain(Code::Refused))?;
                Ok(Content::Bytes(mime, bytes))
            }
            Kind::Text | Kind::Calendar | Kind::Other => Err(ApiError::plain(Code::Refused)),
        }
    }

    /// A file as text, with its links.
    ///
    /// # Errors
    /// As [`App::content`].
    pub async fn file_text(&self, message: MessageId, file: FileId) -> Result<TextView, ApiError> {
        let found = self.find_file(&message, &file).await?;
        let (kind, bytes) = self.read(&found, MOST_TEXT).await?;
        if matches!(kind, Kind::Text | Kind::Calendar) {
            return Ok(TextView { text: decode_text(&bytes), blocked_remote: 0, links: Vec::new() });
        }
        let cleaned = matches!(kind, Kind::Html | Kind::Markdown).then(|| clean(kind, &bytes));
        let mailbox = found.mailbox;
        let text = self.vault(move |profile| profile.cache(&mailbox)?.file_text(&file)).await?;
        let links = cleaned.iter().flat_map(|page| &page.links).map(link_view);
        Ok(TextView {
            text: text.unwrap_or_default(),
            links: links.collect(),
            blocked_remote: cleaned.as_ref().map_or(0, |page| page.blocked_remote),
        })
    }
}

fn clean(kind: Kind, bytes: &[u8]) -> CleanHtml {
    let text = decode_text(bytes);
    clean_html(&if kind == Kind::Markdown { markdown_html(&text) } else { text })
}
