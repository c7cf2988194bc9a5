//! The addresses in a letter: where each really leads, and the one that the person wants to open. An address that
//! hides its host, or whose host looks like a public one, is refused here again, whatever a shell showed.

use crate::App;
use crate::letter::find;
use crate::senders::sender_page;
use crate::views::{ApiError, FileState, LinkTarget, LinkView, RefusedLink, ShownAs};
use letter::{Link, Refusal, check_link, real_host};
use model::{Code, MessageId};
use url::Url;

/// An address of a letter, with how to ask for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterLink {
    /// How to ask for it.
    pub target: LinkTarget,
    /// What it is for, when the sender says.
    pub label: String,
    /// The address, and whether it may be opened.
    pub link: LinkView,
}

pub(crate) fn link_view(link: &Link) -> LinkView {
    let host = link.host.clone();
    LinkView { refused: link.refused.map(|why| refused(why, &link.url)), url: link.url.clone(), host }
}

/// The reason in a shell's terms.
pub(crate) fn refused(why: Refusal, address: &str) -> RefusedLink {
    RefusedLink { why: why.word().to_owned(), like: why.like().map(str::to_owned), host: real_host(address) }
}

/// The key of the words for a refusal.
pub(crate) fn words(why: Refusal) -> String {
    format!("link.refused.{}", why.word())
}

impl App {
    /// Every address of a letter: those of its actions, then those in its pages.
    ///
    /// # Errors
    /// [`ApiError`] as [`App::letter`]; a letter whose opening has weight shows those of its actions only.
    pub async fn links(&self, message: MessageId) -> Result<Vec<LetterLink>, ApiError> {
        let letter = self.letter(message.clone(), false, false).await?;
        let mut links = Vec::new();
        for document in &letter.documents {
            for (index, action) in (0..).zip(&document.actions) {
                let Some(url) = action.url.clone() else { continue };
                let host = action.host.clone().or_else(|| real_host(&url)).unwrap_or_default();
                let target = LinkTarget::Action { document: document.id.clone(), index };
                let link = LinkView { host, url, refused: action.refused.clone() };
                links.push(LetterLink { target, label: action.label.clone(), link });
            }
        }
        let files = letter.documents.iter().flat_map(|document| &document.files);
        for file in files.filter(|file| file.state == FileState::Here && file.shown_as == ShownAs::Html) {
            let found = self.file_text(message.clone(), file.id.clone()).await?.links;
            links.extend((0..).zip(found).map(|(index, link)| LetterLink {
                target: LinkTarget::Link { file: file.id.clone(), index },
                label: String::new(),
                link,
            }));
        }
        Ok(links)
    }

    /// The address that the person wants to open; she has seen its real host.
    ///
    /// # Errors
    /// [`ApiError`]: `refused` with the reason for an address that may not be opened, `notFound` when there is
    /// none in this place.
    pub async fn link(&self, message: MessageId, target: LinkTarget) -> Result<Url, ApiError> {
        let address = match target {
            LinkTarget::Link { file, index } => {
                let found = self.file_text(message, file).await?.links.into_iter().nth(index as usize);
                let found = found.ok_or_else(|| ApiError::plain(Code::NotFound))?;
                if let Some(refused) = found.refused {
                    return Err(ApiError::said(Code::Refused, &format!("link.refused.{}", refused.why)));
                }
                found.url
            }
            LinkTarget::Sender => self.vault(move |profile| sender_page(profile, &message)).await?,
            LinkTarget::Action { document, index } => {
                let (_, message, _) = self.vault(move |profile| find(profile, &message)).await?;
                let found = message.documents.into_iter().find(|one| one.id == document);
                let action = found.and_then(|found| found.actions.into_iter().nth(index as usize));
                action.and_then(|action| action.url).ok_or_else(|| ApiError::plain(Code::NotFound))?
            }
        };
        let checked = check_link(&address).map_err(|why| ApiError::said(Code::Refused, &words(why)))?;
        Ok(checked.url)
    }
}
