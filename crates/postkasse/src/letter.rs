//! One letter. Reading it does nothing at the service; opening one whose opening has weight does, and only
//! when the person agreed.

use crate::App;
use crate::app::level_of;
use crate::drafts::answerable;
use crate::links::refused;
use crate::overlay::Overlay;
use crate::senders::organisation;
use crate::served::{counts, openings};
use crate::thread;
use crate::todo;
use crate::views::{ActionView, ApiError, DocumentView, FileState, FileView, LetterView, ShownAs};
use jiff::Timestamp;
use letter::{Kind, check_link, safe_filename};
use model::{Action, Code, Document, DocumentKind, File, Mailbox, Message, MessageId, MessageState, Right, Waits};
use vault::{Cache, MessageHead, Profile, StoreError};

impl App {
    /// A letter with its documents; with `text`, the readable text of the main document; with `open`, the
    /// person agrees to what opening does.
    ///
    /// # Errors
    /// [`ApiError`]: `refused` when opening has weight and was not agreed to, `higherLevelNeeded` when the
    /// login's level is too low for its text.
    pub async fn letter(&self, id: MessageId, text: bool, open: bool) -> Result<LetterView, ApiError> {
        let wanted = id.clone();
        let (mailbox, message, waits) = self.vault(move |profile| find(profile, &wanted)).await?;
        match waits {
            Some(Waits::HigherLevel) if text || open => return Err(ApiError::plain(Code::HigherLevelNeeded)),
            Some(waits) if open => self.open_waiting(&mailbox, &message, waits).await?,
            Some(waits) if text => return Err(counts(&mailbox, waits)),
            // The way to what is in it may have been lost before all of it was here.
            None if open && mailbox.provider.notes_who_read() && self.lacks_files(&message).await? => {
                self.open_waiting(&mailbox, &message, Waits::Seen).await?;
            }
            _ => {}
        }
        let now = self.clock.now();
        self.vault(move |profile| view(profile, &id, text, now)).await
    }

    async fn lacks_files(&self, message: &Message) -> Result<bool, ApiError> {
        let (mailbox, id) = (message.mailbox.clone(), message.id.clone());
        self.vault(move |profile| Ok(!profile.cache(&mailbox)?.files_missing(&id)?.is_empty())).await
    }
}

pub(crate) fn find(profile: &Profile, id: &MessageId) -> Result<(Mailbox, Message, Option<Waits>), StoreError> {
    let mailbox = id.mailbox().map_err(|_| StoreError::NotFound)?;
    let message = profile.cache(&mailbox)?.message(id)?.ok_or(StoreError::NotFound)?;
    let waits = message.waits(level_of(profile, &mailbox)?);
    Ok((profile.mailbox(&mailbox)?.mailbox, message, waits))
}

fn view(profile: &Profile, id: &MessageId, text: bool, now: Timestamp) -> Result<LetterView, StoreError> {
    let (mailbox, message, waits) = find(profile, id)?;
    let cache = profile.cache(&mailbox.id)?;
    let mut overlay = Overlay::new(profile);
    let row = overlay.row(MessageHead::of(&message, level_of(profile, &mailbox.id)?))?.ok_or(StoreError::NotFound)?;
    let shown = message.documents.iter().filter(|document| document.kind != DocumentKind::Technical);
    let documents = shown.map(|document| document_view(&cache, document, waits.is_some()));
    Ok(LetterView {
        row,
        organisation: organisation(profile, &mailbox, &message)?,
        department: message.sender.department.clone(),
        note: overlay.note(&message)?,
        can_reply: answerable(&message, now).is_ok() && mailbox.rights.has(Right::Write),
        can_forward: message.state != MessageState::Draft && mailbox.rights.has(Right::Forward),
        recipient_department: message.recipient.as_ref().and_then(|one| one.department.clone()),
        case: message.thread.case.clone(),
        comment: message.thread.comment.clone(),
        original_sender: message.thread.original_sender.clone(),
        thread: thread::of(&cache, &message)?,
        draft: crate::drafts::answer_to(profile, &message)?,
        summary: message.summary.clone(),
        status: message.status,
        history: message.history.iter().map(Into::into).collect(),
        documents: documents.collect::<Result<_, _>>()?,
        guesses: todo::guessed(profile, &message, now)?,
        openings: openings(profile, &message)?,
        text: if text { Some(main_text(&cache, &message)?) } else { None },
    })
}

/// The text of the first variant of the main document in which something can be read.
fn main_text(cache: &Cache, message: &Message) -> Result<String, StoreError> {
    let main = message.documents.iter().filter(|document| document.kind == DocumentKind::Main);
    for file in main.flat_map(|document| &document.files) {
        if let Some(text) = cache.file_text(&file.id)? {
            return Ok(text);
        }
    }
    Ok(String::new())
}

fn document_view(cache: &Cache, document: &Document, waits: bool) -> Result<DocumentView, StoreError> {
    let files = document.files.iter().map(|file| file_view(cache, file, waits)).collect::<Result<_, _>>()?;
    Ok(DocumentView {
        id: document.id.clone(),
        kind: document.kind,
        label: document.label.clone(),
        files,
        actions: document.actions.iter().map(action_view).collect(),
        cards: document.cards.iter().map(Into::into).collect(),
    })
}

pub(crate) fn file_view(cache: &Cache, file: &File, waits: bool) -> Result<FileView, StoreError> {
    let (state, size, kind) = match cache.file_state(&file.id)? {
        vault::FileState::Here { size, kind, .. } => (FileState::Here, size, Some(Kind::parse(&kind))),
        vault::FileState::Failed { .. } => (FileState::Failed, file.size, None),
        vault::FileState::Missing if waits => (FileState::Waits, file.size, None),
        vault::FileState::Missing => (FileState::Coming, file.size, None),
    };
    let name = safe_filename(&file.filename, kind.unwrap_or(Kind::Other), &file.mime);
    Ok(FileView {
        id: file.id.clone(),
        filename: name.display,
        mime: file.mime.clone(),
        size,
        state,
        shown_as: match kind {
            Some(Kind::Pdf) => ShownAs::Pdf,
            Some(Kind::Html | Kind::Markdown) => ShownAs::Html,
            Some(Kind::Text | Kind::Calendar) => ShownAs::Text,
            Some(Kind::Image) => ShownAs::Image,
            Some(Kind::Other) | None => ShownAs::Save,
        },
        odd: name.odd,
    })
}

fn action_view(action: &Action) -> ActionView {
    // An empty address is none.
    let url = action.url.as_deref().filter(|url| !url.trim().is_empty());
    let link = url.map(|url| check_link(url).map_err(|why| refused(why, url)));
    ActionView {
        label: action.label.clone(),
        code: serde_json::to_value(&action.code)
            .ok()
            .and_then(|code| code.as_str().map(str::to_owned))
            .unwrap_or_default(),
        starts: action.starts,
        ends: action.ends,
        url: url.map(str::to_owned),
        host: link.as_ref().and_then(|link| Some(link.as_ref().ok()?.shown.clone())),
        refused: link.and_then(Result::err),
        reservation: action.reservation.clone(),
        payment: action.payment.as_ref().map(Into::into),
        prompt: action.prompt.clone(),
    }
}
