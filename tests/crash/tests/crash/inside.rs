//! What is in a vault, without what chance gives (ids of the service, times), so that two can be compared.

use model::{FolderRole, Level, MailboxId, Message};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Read;
use std::sync::Arc;
use vault::{Cache, FileState, ListQuery, Profile, StoreError};

const LEVEL: Level = Level::Substantial;

/// A file of a letter: its name and its bytes as text, or that it is not here.
fn file(cache: &Cache, file: &model::File) -> Value {
    let bytes = match cache.file_state(&file.id).unwrap() {
        FileState::Here { .. } => {
            let mut bytes = Vec::new();
            cache.open_file(&file.id).unwrap().read_to_end(&mut bytes).unwrap();
            json!(String::from_utf8_lossy(&bytes))
        }
        other => json!(format!("{other:?}")),
    };
    json!({"name": file.filename, "bytes": bytes, "text": cache.file_text(&file.id).unwrap()})
}

fn letter(cache: &Cache, letter: &Message, folder: &str, version: Option<i64>) -> Value {
    let files = letter.documents.iter().flat_map(|document| &document.files);
    json!({"subject": letter.subject, "sender": letter.sender.label, "folder": folder, "read": letter.read,
        "flag": letter.flag, "note": letter.note, "version": version,
        "files": files.map(|one| file(cache, one)).collect::<Vec<_>>()})
}

/// Every letter of a mailbox, in an order of their own.
fn letters(cache: &Cache) -> Vec<Value> {
    let folders: BTreeMap<_, _> = cache.folders().unwrap().into_iter().map(|one| (one.id.clone(), one)).collect();
    let all = ListQuery { limit: 100_000, ..ListQuery::default() };
    let heads = cache.list(&all, LEVEL).unwrap();
    let one = |head: &vault::MessageHead| {
        let found = cache.message(&head.id).unwrap().unwrap();
        let folder = folders.get(&found.folder);
        // A step of sending that is said again raises the version of what was sent.
        let version = folder.filter(|folder| folder.role != FolderRole::Sent).map(|_| found.version);
        letter(cache, &found, folder.map_or("?", |folder| folder.name.as_str()), version)
    };
    let mut letters: Vec<Value> = heads.iter().map(one).collect();
    letters.sort_by_key(Value::to_string);
    letters
}

fn sorted(mut words: Vec<String>) -> Vec<String> {
    words.sort();
    words
}

fn mailbox(profile: &Arc<Profile>, id: &MailboxId) -> Value {
    let cache = profile.cache(id).unwrap();
    // What is read already, such as what was sent from here, is told to nobody.
    let arrivals = cache.arrivals(LEVEL).unwrap().into_iter().filter(|one| !one.head.read);
    let arrivals = arrivals.map(|one| one.head.subject).collect();
    let folders = cache.folders().unwrap().into_iter().map(|one| one.name).collect();
    let (wishes, drafts) = match profile.state_if_any(id).unwrap() {
        None => (Vec::new(), Vec::new()),
        Some(state) => (state.wishes().unwrap(), state.drafts().unwrap()),
    };
    json!({"letters": letters(&cache), "arrivals": sorted(arrivals), "folders": sorted(folders),
        "wishes": wishes.iter().map(|wish| json!([wish.change, wish.state])).collect::<Vec<_>>(),
        "drafts": drafts.iter().map(|draft| json!(draft.text)).collect::<Vec<_>>()})
}

/// Everything in the vault, by the service's ids of the mailboxes.
pub fn everything(profile: &Arc<Profile>) -> BTreeMap<String, Value> {
    let records = profile.mailboxes().unwrap().into_iter();
    let there = records.filter(|record| !matches!(profile.cache(&record.mailbox.id), Err(StoreError::Ended)));
    there.map(|record| (record.mailbox.remote_id.as_str().to_owned(), mailbox(profile, &record.mailbox.id))).collect()
}

/// The service's ids of the files that are here.
pub fn files(profile: &Arc<Profile>) -> Vec<String> {
    let mut here = Vec::new();
    for record in profile.mailboxes().unwrap() {
        let Ok(cache) = profile.cache(&record.mailbox.id) else { continue };
        let all = ListQuery { limit: 100_000, ..ListQuery::default() };
        let heads = cache.list(&all, LEVEL).unwrap().into_iter();
        let letters = heads.map(|head| cache.message(&head.id).unwrap().unwrap());
        let files = letters.flat_map(|letter| letter.documents).flat_map(|document| document.files);
        let stored = files.filter(|file| matches!(cache.file_state(&file.id).unwrap(), FileState::Here { .. }));
        here.extend(stored.map(|file| file.remote_id.as_str().to_owned()));
    }
    here
}
