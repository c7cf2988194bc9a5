//! Sending letters: a draft at the service, filled and sent; and a letter that goes on to somebody else.
//!
//! None of these is repeated blindly. Whoever calls asks first how things are, so that nothing is sent twice.

use crate::{Checked, Done, ProviderError};
use async_trait::async_trait;
use jiff::Timestamp;
use model::{Attachment, Destination, Field, MessageState, RemoteId};
use std::io::{Read, Result as IoResult};

/// What a letter says.
#[derive(Debug, Clone, Copy)]
pub struct Outgoing<'a> {
    /// What the service is to know it by.
    pub mark: &'a str,
    /// The subject.
    pub subject: &'a str,
    /// Whom it is for; none leaves the recipient that an answer has already.
    pub to: Option<&'a Destination>,
    /// What the contact point asked for; empty ones are left out.
    pub fields: &'a [Field],
    /// What goes along, after the text.
    pub attachments: &'a [Attachment],
}

/// A file of a draft at the service: its text first, then the attachments in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemotePart {
    /// The document that it belongs to.
    pub document: RemoteId,
    /// The file.
    pub file: RemoteId,
    /// The file's version.
    pub version: i64,
    /// Bytes, once they are there.
    pub size: Option<u64>,
}

/// A draft as the service has it, or what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteDraft {
    /// The service's id; a sent letter keeps that of its draft.
    pub id: RemoteId,
    /// Its version.
    pub version: i64,
    /// When it was last changed, by the service's clock.
    pub updated: Timestamp,
    /// Draft or sent.
    pub state: MessageState,
    /// Its files.
    pub parts: Vec<RemotePart>,
}

/// Bytes to be uploaded, from the first each time that they are opened.
pub trait Source: Send + Sync {
    /// How many.
    fn size(&self) -> u64;
    /// The bytes.
    ///
    /// # Errors
    /// When they cannot be read.
    fn open(&self) -> IoResult<Box<dyn Read + Send>>;
}

/// A letter that goes on.
#[derive(Debug, Clone, Copy)]
pub struct Onward<'a> {
    /// To whom.
    pub to: &'a Destination,
    /// What is said to it; may be empty.
    pub comment: &'a str,
}

/// A letter that goes on or went on, as far as that can be told by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forwardable {
    /// Its version, which rises when it goes on.
    pub version: i64,
    /// When it was last changed, by the service's clock.
    pub updated: Timestamp,
    /// It went on to somebody once.
    pub forwarded: bool,
}

/// The sending half of a service.
#[async_trait]
pub trait Sending: Send + Sync {
    /// The direct question about a draft, or the letter that it became.
    async fn draft(&self, _mailbox: &RemoteId, _draft: &RemoteId) -> Result<Checked<RemoteDraft>, ProviderError> {
        Err(ProviderError::NotOffered)
    }

    /// The drafts and sent letters that bear this mark, and empty answers to `answers` that bear none: what was
    /// begun when nobody learnt its id. Lists may lag behind.
    async fn begun(
        &self,
        _mailbox: &RemoteId,
        _mark: &str,
        _answers: Option<&RemoteId>,
    ) -> Result<Vec<RemoteDraft>, ProviderError> {
        Ok(Vec::new())
    }

    /// Begins a draft with this mark, or an answer to `answers`.
    async fn begin(
        &self,
        _mailbox: &RemoteId,
        _mark: &str,
        _answers: Option<&RemoteId>,
    ) -> Result<RemoteDraft, ProviderError> {
        Err(ProviderError::NotOffered)
    }

    /// Makes the draft say this and nothing else. Files are named; their bytes are to be uploaded.
    async fn fill(
        &self,
        _mailbox: &RemoteId,
        _draft: &RemoteDraft,
        _letter: &Outgoing<'_>,
    ) -> Result<RemoteDraft, ProviderError> {
        Err(ProviderError::NotOffered)
    }

    /// Uploads the bytes of a file.
    async fn upload(
        &self,
        _mailbox: &RemoteId,
        _draft: &RemoteId,
        _part: &RemotePart,
        _source: &dyn Source,
    ) -> Result<(), ProviderError> {
        Err(ProviderError::NotOffered)
    }

    /// Sends the draft, if it is in this version still.
    async fn send(&self, _mailbox: &RemoteId, _draft: &RemoteId, _seen_version: i64) -> Result<Done, ProviderError> {
        Err(ProviderError::NotOffered)
    }

    /// How it stands with a letter that is to go on.
    async fn forwardable(
        &self,
        _mailbox: &RemoteId,
        _message: &RemoteId,
    ) -> Result<Checked<Forwardable>, ProviderError> {
        Err(ProviderError::NotOffered)
    }

    /// Lets a letter go on.
    async fn forward(
        &self,
        _mailbox: &RemoteId,
        _message: &RemoteId,
        _onward: &Onward<'_>,
    ) -> Result<Done, ProviderError> {
        Err(ProviderError::NotOffered)
    }

    /// Whether, after this moment by the service's clock, the letter went on to the same with the same words.
    /// Lists may lag behind.
    async fn went_on(
        &self,
        _mailbox: &RemoteId,
        _message: &RemoteId,
        _onward: &Onward<'_>,
        _after: Timestamp,
    ) -> Result<bool, ProviderError> {
        Ok(false)
    }
}
