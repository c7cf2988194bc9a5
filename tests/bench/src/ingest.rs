//! Letters into a vault: rows, words and files, as a sync stores them.

use crate::figures::Figures;
use crate::letters::Letter;
use crate::plain::{FILES, PAGE, Plain};
use jiff::Timestamp;
use model::{
    AccountId, Document, DocumentId, File, FileId, FolderId, Level, Mailbox, MailboxKind, MailboxState, Message,
    MessageId, ProviderId, Right, Rights,
};
use std::error::Error;
use std::io::Write;
use std::time::{Duration, Instant};
use tempfile::TempDir;
use vault::{Access, Cache, Home, KeySource, NewAccount, NewFile, NewMailbox, PageWrite, Profile};

/// A vault with letters.
pub struct Filled {
    /// Where the vault lies.
    pub home: TempDir,
    /// How long it took until the headers were in, and until everything was.
    pub took: (Duration, Duration),
}

/// Puts all letters into a new vault.
pub fn measure(figures: &mut Figures, letters: &[Letter], plain: &Plain) -> Result<Filled, Box<dyn Error>> {
    let filled = fill(letters, KeySource::Os)?;
    let rate = |took: Duration| letters.len() as f64 / took.as_secs_f64();
    let (headers, all) = filled.took;
    let count = letters.len();
    figures.ratio(
        &format!("stored_{count}"),
        rate(all),
        "letters/s",
        rate(plain.all),
        "the same tables, words and files, unencrypted",
    );
    figures.ratio(
        &format!("stored_{count}_headers"),
        rate(headers),
        "letters/s",
        rate(plain.headers),
        "the same tables and words, unencrypted",
    );
    Ok(filled)
}

/// Puts letters into a new vault.
pub fn fill(letters: &[Letter], key: KeySource) -> Result<Filled, Box<dyn Error>> {
    let home = tempfile::tempdir()?;
    let profile = Profile::open(&Home::new(home.path()), "default", key, Access::Usual)?;
    let mailbox = a_mailbox(&profile)?;
    let took = fill_mailbox(&profile, &mailbox, letters)?;
    drop(profile);
    Ok(Filled { home, took })
}

/// How long it takes until the headers are in a mailbox, and until everything is.
pub fn fill_mailbox(
    profile: &Profile,
    mailbox: &Mailbox,
    letters: &[Letter],
) -> Result<(Duration, Duration), Box<dyn Error>> {
    let cache = profile.cache(&mailbox.id)?;
    let messages: Vec<Message> = letters.iter().map(|letter| moved(&letter.message, mailbox)).collect();

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
        sealed.push((*file, writer.finish()?, NewFile { kind: "text", text: Some(text), ..NewFile::default() }));
    }
    Ok(cache.files_stored(sealed)?)
}

/// The one mailbox of a new account.
pub fn a_mailbox(profile: &Profile) -> Result<Mailbox, Box<dyn Error>> {
    let account = profile.add_account(&NewAccount {
        provider: ProviderId::DigitalPost,
        server: "http://127.0.0.1:1".into(),
        issuer: "http://127.0.0.1:1".into(),
        client_id: "bench".into(),
        person: "Prøve Person".into(),
        subject: "bench".into(),
        level: Level::Substantial,
    })?;
    mailbox_of(profile, &account, "bench")
}

/// One more mailbox of this account.
pub fn mailbox_of(profile: &Profile, account: &AccountId, name: &str) -> Result<Mailbox, Box<dyn Error>> {
    let new = NewMailbox {
        remote_id: name.into(),
        provider: ProviderId::DigitalPost,
        name: "Prøve Person".into(),
        owner: "Prøve Person".into(),
        owner_ref: None,
        kind: MailboxKind::Own,
        rights: Rights::of(&[Right::Read]),
        ends: None,
        state: MailboxState::Active,
        part_of: None,
        favourite: false,
        space: None,
    };
    Ok(profile.upsert_mailbox(account, new)?)
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
