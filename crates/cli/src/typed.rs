//! What is typed and what it means. An id is opaque to people, so a word that can be none of ours is one that
//! is not found, like any other that nobody has.

use crate::open::refused;
use model::{
    AccountId, Code, DraftId, FolderIcon, IdError, Level, MailboxId, MessageId, ProviderId, RegisterLanguage, WishId,
};
use postkasse::views::{ApiError, ExportFormat};

/// An id as it was typed.
#[derive(Debug, Clone)]
pub struct Typed<T>(Option<T>);

impl<T: Clone> Typed<T> {
    /// The id.
    pub fn get(&self) -> Result<T, ApiError> {
        self.0.clone().ok_or_else(|| refused(Code::NotFound, None))
    }
}

/// An id that need not be typed.
pub fn maybe<T: Clone>(typed: Option<&Typed<T>>) -> Result<Option<T>, ApiError> {
    typed.map(Typed::get).transpose()
}

/// Whatever is typed for an id.
#[expect(clippy::unnecessary_wraps, reason = "clap wants it so")]
fn typed<T>(read: Result<T, IdError>) -> Result<Typed<T>, String> {
    Ok(Typed(read.ok()))
}

pub fn message(text: &str) -> Result<Typed<MessageId>, String> {
    typed(MessageId::parse(text))
}

pub fn mailbox(text: &str) -> Result<Typed<MailboxId>, String> {
    typed(MailboxId::parse(text))
}

pub fn draft(text: &str) -> Result<Typed<DraftId>, String> {
    typed(DraftId::parse(text))
}

/// The number of a wish with its mailbox, as the outbox shows it.
#[expect(clippy::unnecessary_wraps, reason = "clap wants it so")]
pub fn wish(text: &str) -> Result<Typed<(MailboxId, WishId)>, String> {
    let parts = text
        .rsplit_once('-')
        .and_then(|(mailbox, number)| Some((MailboxId::parse(mailbox).ok()?, WishId(number.parse().ok()?))));
    Ok(Typed(parts))
}

/// What a recipient asks for, and the answer.
pub fn field(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("NAME=VALUE, for example \"Sagsnummer=12345\"")?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

pub fn account(text: &str) -> Result<Typed<AccountId>, String> {
    typed(AccountId::parse(text))
}

pub fn provider(text: &str) -> Result<ProviderId, String> {
    let known = ProviderId::parse(text).filter(|provider| !provider.keeps_here());
    known.ok_or_else(|| "known services: digital-post, altinn, digipost".to_owned())
}

/// The service's word for a picture of a folder, in whichever case.
pub fn icon(text: &str) -> Result<FolderIcon, String> {
    FolderIcon::parse(&text.to_uppercase()).ok_or_else(|| {
        let words: Vec<&str> = FolderIcon::ALL.into_iter().map(FolderIcon::word).collect();
        format!("one of {}", words.join(", "))
    })
}

/// The word of a language in Norway's register of contact details.
pub fn register_language(text: &str) -> Result<RegisterLanguage, String> {
    RegisterLanguage::parse(text).ok_or_else(|| "nb, nn, en or se".to_owned())
}

/// Counted from 1.
pub fn number(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|number| *number > 0).ok_or_else(|| "a number from 1".to_owned())
}

pub fn level(text: &str) -> Result<Level, String> {
    match text {
        "substantial" => Ok(Level::Substantial),
        "high" => Ok(Level::High),
        _ => Err("substantial or high".to_owned()),
    }
}

pub fn format(text: &str) -> Result<ExportFormat, String> {
    match text {
        "memo" => Ok(ExportFormat::Memo),
        "mbox" => Ok(ExportFormat::Mbox),
        "files" => Ok(ExportFormat::Files),
        _ => Err("memo, mbox or files".to_owned()),
    }
}

pub fn address(text: &str) -> Result<String, String> {
    let url = url::Url::parse(text).map_err(|error| error.to_string())?;
    let web = matches!(url.scheme(), "https" | "http") && url.has_host();
    if web { Ok(text.to_owned()) } else { Err("an address begins with https:// or http://".to_owned()) }
}

pub fn profile(text: &str) -> Result<String, String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let name = !text.is_empty() && text.len() <= 64 && text.chars().all(plain);
    if name { Ok(text.to_owned()) } else { Err("a short name of letters, digits, - and _".to_owned()) }
}
