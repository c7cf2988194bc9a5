//! A letter that was read and has no place yet, and the message that it becomes in a mailbox.

use super::sink::Stored;
use jiff::Timestamp;
use model::{
    Action, Document, DocumentId, DocumentKind, File, FileId, FolderId, MailboxId, Message, MessageId, MessageState,
    MessageType, RemoteId, Sender, Thread, Weight,
};
use vault::{NewContent, NewKept, StoreError};

/// A letter under nobody's ids.
pub(crate) struct ReadLetter {
    /// What tells it from every other letter.
    pub(super) fingerprint: [u8; 32],
    /// What its sender calls it; may be anything.
    pub(super) id: String,
    pub(super) message_type: MessageType,
    pub(super) subject: String,
    pub(super) sender: Sender,
    pub(super) received: Timestamp,
    pub(super) reply_by: Option<Timestamp>,
    pub(super) documents: Vec<ReadDocument>,
    pub(super) memo: Option<Vec<u8>>,
    pub(super) contents: Vec<ReadContent>,
}

/// A document of it.
pub(super) struct ReadDocument {
    pub(super) kind: DocumentKind,
    pub(super) label: String,
    pub(super) files: Vec<ReadFile>,
    pub(super) actions: Vec<Action>,
}

/// A file of a document.
pub(super) struct ReadFile {
    /// Its content.
    pub(super) number: u32,
    pub(super) filename: String,
    pub(super) mime: String,
    pub(super) language: String,
}

/// A content, looked into.
pub(super) struct ReadContent {
    pub(super) number: u32,
    pub(super) stored: Stored,
    pub(super) kind: letter::Kind,
    pub(super) read: Option<letter::Readable>,
}

impl ReadContent {
    /// Looks into a content; `claimed` is its sender's word for its type.
    pub(super) fn look(number: u32, stored: Stored, claimed: &str) -> Result<Self, StoreError> {
        let (kind, read) = stored.look(claimed)?;
        Ok(ReadContent { number, stored, kind, read })
    }

    /// Its bytes.
    pub(super) fn size(&self) -> u64 {
        self.stored.blob.size()
    }
}

impl ReadLetter {
    /// How much memory it takes until it is written, about.
    pub(super) fn weight(&self) -> usize {
        let texts = self.contents.iter().filter_map(|one| one.read.as_ref()).map(|read| read.text.len());
        texts.sum::<usize>() + self.memo.as_ref().map_or(0, Vec::len) + 2048
    }

    /// The letter in this mailbox, under this id.
    pub(super) fn place(self, mailbox: &MailboxId, remote: RemoteId, read: bool) -> NewKept {
        let id = MessageId::derive(mailbox, &remote);
        let sizes: Vec<(u32, u64)> = self.contents.iter().map(|one| (one.number, one.size())).collect();
        let size = |number| sizes.iter().find(|(one, _)| *one == number).map_or(0, |(_, size)| *size);
        let mut files: Vec<(u32, FileId)> = Vec::new();
        let documents = self.documents.into_iter().enumerate().map(|(at, document)| {
            let remote = RemoteId(format!("d{at}"));
            let id = DocumentId::derive(&id, &remote);
            let of = |file: ReadFile| {
                let remote = RemoteId(file.number.to_string());
                let id = FileId::derive(&id, &remote);
                files.push((file.number, id.clone()));
                let size = size(file.number);
                File { id, remote_id: remote, filename: file.filename, mime: file.mime, language: file.language, size }
            };
            let files = document.files.into_iter().map(of).collect();
            Document {
                id,
                remote_id: remote,
                kind: document.kind,
                label: document.label,
                files,
                actions: document.actions,
                cards: Vec::new(),
            }
        });
        let documents: Vec<Document> = documents.collect();
        let message = Message {
            folder: FolderId::derive(mailbox, &RemoteId(model::FolderRole::Inbox.as_str().to_owned())),
            remote_id: remote,
            mailbox: mailbox.clone(),
            version: 1,
            message_type: self.message_type,
            state: MessageState::Received,
            subject: self.subject,
            sender: self.sender,
            received: self.received,
            updated: self.received,
            read,
            flag: false,
            can_reply: false,
            reply_by: self.reply_by,
            // Who has the letter in a file, or had it sent to her own system, has received it already.
            legally_notified: true,
            needs_level: None,
            note: None,
            recipient: None,
            thread: Thread::default(),
            weight: Weight::None,
            edition: None,
            summary: None,
            status: None,
            history: Vec::new(),
            documents,
            id,
        };
        let content = |one: ReadContent| NewContent {
            file: files.iter().find(|(number, _)| *number == one.number).map(|(_, file)| file.clone()),
            number: one.number,
            blob: one.stored.blob,
            kind: one.kind.as_str(),
            pages: one.read.as_ref().and_then(|read| read.pages),
            text: one.read.map(|read| read.text),
        };
        let contents = self.contents.into_iter().map(content).collect();
        NewKept { fingerprint: self.fingerprint, message, memo: self.memo, contents }
    }
}
