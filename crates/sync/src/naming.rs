//! From the service's ids to ours.

use model::{Document, DocumentId, File, FileId, Folder, FolderId, Mailbox, Message, MessageId, RemoteId, Thread};
use providers::{RemoteDocument, RemoteFolder, RemoteMessage, RemoteThread};

/// The message under our ids.
pub(crate) fn message(mailbox: &Mailbox, remote: RemoteMessage) -> Message {
    let id = MessageId::derive(&mailbox.id, &remote.id);
    Message {
        folder: FolderId::derive(&mailbox.id, &remote.folder),
        mailbox: mailbox.id.clone(),
        version: remote.version,
        message_type: remote.message_type,
        state: remote.state,
        subject: remote.subject,
        sender: remote.sender,
        received: remote.received,
        updated: remote.updated,
        read: remote.read,
        flag: remote.flag,
        can_reply: remote.can_reply,
        reply_by: remote.reply_by,
        legally_notified: remote.legally_notified,
        needs_level: remote.needs_level,
        note: remote.note,
        documents: remote.documents.into_iter().map(|one| document(&id, one)).collect(),
        recipient: remote.recipient,
        thread: thread(mailbox, remote.thread),
        weight: remote.weight,
        edition: remote.edition,
        summary: remote.summary,
        status: remote.status,
        history: remote.history,
        remote_id: remote.id,
        id,
    }
}

fn thread(mailbox: &Mailbox, remote: RemoteThread) -> Thread {
    let named = |ids: Vec<RemoteId>| ids.iter().map(|id| MessageId::derive(&mailbox.id, id)).collect();
    Thread {
        answers: named(remote.answers),
        answered_by: named(remote.answered_by),
        forwards: remote.forwards.map(|id| MessageId::derive(&mailbox.id, &id)),
        case: remote.case,
        comment: remote.comment,
        original_sender: remote.original_sender,
    }
}

fn document(message: &MessageId, remote: RemoteDocument) -> Document {
    let id = DocumentId::derive(message, &remote.id);
    let files = remote.files.into_iter().map(|file| File {
        id: FileId::derive(&id, &file.id),
        remote_id: file.id,
        filename: file.filename,
        mime: file.mime,
        language: file.language,
        size: file.size,
    });
    Document {
        files: files.collect(),
        kind: remote.kind,
        label: remote.label,
        actions: remote.actions,
        cards: remote.cards,
        remote_id: remote.id,
        id,
    }
}

/// The folder under our ids.
pub(crate) fn folder(mailbox: &Mailbox, remote: RemoteFolder) -> Folder {
    Folder {
        id: FolderId::derive(&mailbox.id, &remote.id),
        parent: remote.parent.map(|parent| FolderId::derive(&mailbox.id, &parent)),
        remote_id: remote.id,
        role: remote.role,
        name: remote.name,
        version: remote.version,
        icon: remote.icon,
    }
}
