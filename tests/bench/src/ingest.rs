//! Letters into a vault: rows, words and sealed files, as a sync stores them.

use crate::figures::Figures;
use crate::letters::Letter;
use crate::plain::{PAGE, Plain};
use jiff::Timestamp;
use model::{
    Document, DocumentId, File, FileId, FolderId, Level, Mailbox, MailboxKind, MailboxState, Message, MessageId,
    ProviderId, Right, Rights,
};
use std::error::Error;
use std::io::Write;
use std::time::{Duration, Instant};
use vault::{Access, Cache, Home, KeySource, NewAccount, NewFile, NewMailbox, PageWrite, Profile};

/// Files whose rows are written at once, as a sync does.
const FILES: usize = 32;

/// Puts all letters into a new vault.
pub fn measure(figures: &mut Figures, letters: &[Letter], plain: &Plain) -> Result<(), Box<dyn Error>> {
    let (headers, all) = fill(letters)?;
    let rate = |seconds: f64| letters.len() as f64 / seconds;
    let yardstick = rate(plain.took.as_secs_f64());
    figures.ratio(
        "ingest",
        rate(all.as_secs_f64()),
        "letters/s",
        yardstick,
        "the same letters and words in a plain database, without files",
    );
    figures.ratio(
        "ingest_headers",
        rate(headers.as_secs_f64()),
        "letters/s",
        yardstick,
        "the same letters and words in a plain database",
    );
    Ok(())
}

/// How long it takes until the headers are in a new vault, and until everything is.
pub fn fill(letters: &[Letter]) -> Result<(Duration, Duration), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let profile = Profile::open(&Home::new(folder.path()), "default", KeySource::Memory, Access::Usual)?;
    let mailbox = a_mailbox(&profile)?;
    let cache = profile.cache(&mailbox.id)?;
    let messages: Vec<Message> = letters.iter().map(|letter| moved(&letter.message, &mailbox)).collect();

    let began = Instant::now();
    for page in messages.chunks(PAGE) {
        let (level, now) = (Level::Substantial, Timestamp::now());
        let page = PageWrite { messages: page, odd: &[], cursor: Some("{}"), arrivals: false, level, now };
        cache.store_page(&page)?;
        profile.refresh_heads(&mailbox.id, level)?;
    }
    let headers = began.elapsed();
    let files = messages.iter().zip(letters).flat_map(|(message, letter)| {
        let files = message.documents.iter().flat_map(|document| &document.files);
        files.map(|file| &file.id).zip(&letter.texts)
    });
    let files: Vec<_> = files.collect();
    for some in files.chunks(FILES) {
        store(&cache, some)?;
    }
    Ok((headers, began.elapsed()))
}

fn store(cache: &Cache, files: &[(&FileId, &String)]) -> Result<(), Box<dyn Error>> {
    let mut sealed = Vec::new();
    for (file, text) in files {
        let mut writer = cache.file_writer(file)?;
        writer.write_all(text.as_bytes())?;
        sealed.push((*file, writer.finish()?, NewFile { kind: "text", pages: None, text: Some(text) }));
    }
    Ok(cache.files_stored(sealed)?)
}

fn a_mailbox(profile: &Profile) -> Result<Mailbox, Box<dyn Error>> {
    let account = profile.add_account(&NewAccount {
        provider: ProviderId::DigitalPost,
        server: "http://127.0.0.1:1".into(),
        issuer: "http://127.0.0.1:1".into(),
        client_id: "bench".into(),
        person: "Prøve Person".into(),
        subject: "bench".into(),
        level: Level::Substantial,
    })?;
    let new = NewMailbox {
        remote_id: "bench".into(),
        provider: ProviderId::DigitalPost,
        name: "Prøve Person".into(),
        owner: "Prøve Person".into(),
        owner_ref: None,
        kind: MailboxKind::Own,
        rights: Rights::of(&[Right::Read]),
        ends: None,
        state: MailboxState::Active,
    };
    Ok(profile.upsert_mailbox(&account, new)?)
}

/// The letter as it would be in that mailbox: ids are named by mailbox.
fn moved(message: &Message, mailbox: &Mailbox) -> Message {
    let id = MessageId::derive(&mailbox.id, &message.remote_id);
    let file =
        |document: &DocumentId, file: &File| File { id: FileId::derive(document, &file.remote_id), ..file.clone() };
    let documents = message.documents.iter().map(|document| {
        let id = DocumentId::derive(&id, &document.remote_id);
        Document { files: document.files.iter().map(|one| file(&id, one)).collect(), id, ..document.clone() }
    });
    Message {
        documents: documents.collect(),
        folder: FolderId::derive(&mailbox.id, &"inbox".into()),
        mailbox: mailbox.id.clone(),
        id,
        ..message.clone()
    }
}
