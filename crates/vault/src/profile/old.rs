//! Vaults of older programs. The first is as the first program of all made it, byte for byte (`tests/data`, made by
//! commit c00e061, locked with `hemmelig`); the others are the same brought to each later schema, with rows of that
//! time in the tables that it brought. And vaults of newer programs, which are not touched.

use super::open::{DATABASE_LABEL, WRAP_LABEL};
use crate::database::{self, Journal};
use crate::device_key::device_key;
use crate::home::{Home, mailbox_folder};
use crate::secret::Key;
use crate::{
    Access, KeySource, LedgerState, ListQuery, OpenError, Order, PassphraseCost, Profile, Query, Search, StoreError,
    cache, profile, state,
};
use jiff::tz::TimeZone;
use model::{Change, DocumentId, FileId, FolderId, Level, MailboxId, MessageId, OpeningAnswer, ProviderId};
use rusqlite::{Connection, params};
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

const MAILBOX: &str = "pbu2xcdafizbzucq";
/// The most migrations that any of the databases has.
const SCHEMAS: usize = 11;

fn source() -> KeySource {
    KeySource::Passphrase("hemmelig".to_owned().into(), PassphraseCost { memory_kib: 64, passes: 1 })
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// A vault and what opens its databases.
struct Vault {
    home: TempDir,
    device: Key,
    mailbox: Key,
}

impl Vault {
    /// As the first program made it.
    fn first() -> Self {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("profiles/default");
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/first-vault"), &folder);
        let device = device_key(&folder, &source(), false).unwrap();
        let key = device.derive(DATABASE_LABEL);
        let db = database::open(&folder.join("profile.db"), &key, Journal::Wal, &profile::SCHEMA[..1]).unwrap();
        let wrapped = |sql: &str| db.query_row(sql, [], |row| row.get::<_, Vec<u8>>(0)).unwrap();
        let wrapping = device.derive(WRAP_LABEL).unwrap_key("wrapping", &wrapped("SELECT wrapped FROM wrapping"));
        let mailbox = wrapping.unwrap().unwrap_key(MAILBOX, &wrapped("SELECT wrapped_key FROM mailbox")).unwrap();
        drop(db);
        Vault { home, device, mailbox }
    }

    fn folder(&self) -> PathBuf {
        self.home.path().join("profiles/default")
    }

    /// One of its databases, brought to this schema.
    fn database(&self, name: &str, schema: &[&'static str]) -> Connection {
        let mailbox = MailboxId::parse(MAILBOX).unwrap();
        let (folder, key, journal) = match name {
            "profile.db" => (self.folder(), self.device.derive(DATABASE_LABEL), Journal::Wal),
            "cache.db" => (mailbox_folder(&self.folder(), &mailbox), self.mailbox.derive(name), Journal::Cache),
            _ => (mailbox_folder(&self.folder(), &mailbox), self.mailbox.derive(name), Journal::Rollback),
        };
        database::open(&folder.join(name), &key, journal, schema).unwrap()
    }

    /// As a program left it whose databases had so many migrations at most, with rows of its time.
    fn of(schema: usize) -> Self {
        let vault = Vault::first();
        let up_to = |all: &'static [&'static str]| &all[..schema.min(all.len())];
        let profile = vault.database("profile.db", up_to(profile::SCHEMA));
        let cache = vault.database("cache.db", up_to(cache::SCHEMA));
        let state = vault.database("state.db", up_to(state::SCHEMA));
        if schema >= 2 {
            cache.execute_batch("INSERT INTO odd VALUES ('m9', 'noContent'), ('m9', 'noSender')").unwrap();
            let sql = "INSERT INTO outbox (kind, subject, change, seen_version, made) VALUES ('folder', ?1,
                '{\"change\":\"renameFolder\",\"to\":\"Hus\"}', 1, '2023-11-14T22:16:40Z')";
            state.execute(sql, [folder_id().as_str()]).unwrap();
        }
        if schema >= 3 {
            let sql = "INSERT INTO receiver SELECT id, 'certificate', 'key', NULL FROM account";
            assert_eq!(profile.execute(sql, []).unwrap(), 1);
            let sql = "INSERT INTO draft VALUES (?1, '2023-11-14T22:16:40Z', ?2, '{\"begun\":0}')";
            state
                .execute(sql, [&format!("{MAILBOX}-{DRAFT}"), &DRAFT_OF_THAT_TIME.replace("MAILBOX", MAILBOX)])
                .unwrap();
        }
        // The ledger of the first programs; from the sixth on it has another form, and more beside it.
        let line = "INSERT INTO ledger (mailbox, message, remote_id, channel, state, why, at)
            VALUES (?1, ?1 || '-x', ?2, 'desktop', ?3, ?4, '2023-11-14T22:16:40Z')";
        if schema < 6 {
            for (mailbox, letter, state, why) in [
                (MAILBOX, "m7", "sent", None),
                (MAILBOX, "m8", "intended", None),
                ("forgotten", "m7", "suppressed", Some("read")),
            ] {
                let values = params![mailbox, letter, state, why];
                profile.execute(&line.replace("'-x'", &format!("'-{letter}'")), values).unwrap();
            }
        } else {
            profile
                .execute_batch(
                    "INSERT INTO ledger (provider, mailbox, remote_id, channel, purpose, state, came, due, at) VALUES
                       ('digital-post', 'r', 'm7', 'desktop', 'new', 'sent', 1700000200, 0, '2023-11-14T22:16:40Z'),
                       ('digital-post', 'r', 'm8', 'desktop', 'new', 'doubtful', 1700000200, 0, '2023-11-14T22:16:40Z'),
                       ('digital-post', 'r', 'm7', 'sms', 'new', 'suppressed', 1700000200, 0, '2023-11-14T22:16:40Z');
                     INSERT INTO channel VALUES ('sms', '{}', 'hemmelig', 1, '2023-11-14T22:16:40Z', '{}');
                     INSERT INTO rule VALUES ('sms', '', '', '{\"on\":true}');
                     INSERT INTO seen VALUES ('digital-post', 'r', 1700000200000000);
                     INSERT INTO sending (reference, channel, provider, mailbox, window, at) VALUES ('ref', 'sms', 'digital-post', 'r', NULL, 1700000200);",
                )
                .unwrap();
        }
        if schema >= 4 {
            let sql = "INSERT INTO opening (message, answer, who, at) VALUES (?1, '\"notNow\"', 'Prøve', ?2)";
            state.execute(sql, [message_id(0).as_str(), "2023-11-14T22:16:40Z"]).unwrap();
        }
        if schema >= 7 {
            let sql = "INSERT INTO handover VALUES (1, 'Ring mandag', '2023-11-14T22:16:40Z')";
            assert_eq!(state.execute(sql, []).unwrap(), 1);
        }
        if schema >= 7 {
            profile.execute("INSERT INTO sender VALUES ('gammel', 1700000200, NULL, NULL)", []).unwrap();
        }
        if schema >= 11 {
            cache.execute("INSERT INTO organisation VALUES ('o', 1)", []).unwrap();
        }
        if schema >= 6 {
            state
                .execute("INSERT INTO tick VALUES (?1, 'reply', 1, '2023-11-14T22:16:40Z')", [message_id(0).as_str()])
                .unwrap();
            let (text, bytes) = ("et helt nyt ord", "Et helt nyt ord");
            cache
                .execute("INSERT INTO content (n, text, bytes) VALUES (99, ?1, ?2)", params![text, bytes.as_bytes()])
                .unwrap();
            let sql = "INSERT INTO file (id, message, document_remote, file_remote, blob, size, content)
                SELECT ?1, n, 'd', 'f2', '', 15, 99 FROM message WHERE id = ?2";
            assert_eq!(cache.execute(sql, [small_file().as_str(), message_id(0).as_str()]).unwrap(), 1);
        }
        vault
    }

    /// Opened by this program.
    fn open(&self) -> Result<Arc<Profile>, OpenError> {
        Profile::open(&Home::new(self.home.path()), "default", source(), Access::Usual)
    }
}

const DRAFT: &str = "aaaaaaaaaaaaaaaa";
const DRAFT_OF_THAT_TIME: &str = r#"{"id":"MAILBOX-aaaaaaaaaaaaaaaa","mailbox":"MAILBOX","kind":{"kind":"new"},"fields":[],
    "subject":"Vi flytter","text":"Den 1.","agreed":false,"made":"2023-11-14T22:16:40Z",
    "changed":"2023-11-14T22:16:40Z","revision":1}"#;

fn mailbox_id() -> MailboxId {
    MailboxId::parse(MAILBOX).unwrap()
}

fn message_id(number: usize) -> MessageId {
    MessageId::derive(&mailbox_id(), &model::RemoteId(format!("m{number}")))
}

/// One that lies in the database.
fn small_file() -> FileId {
    FileId::derive(&DocumentId::derive(&message_id(0), &"d".into()), &"f2".into())
}

fn folder_id() -> FolderId {
    FolderId::derive(&mailbox_id(), &"inbox".into())
}

/// The letters of the first program, newest first, and what their files say.
const LETTERS: [(&str, &str); 3] = [
    ("Ny skraldespand", "Den er grøn"),
    ("Indkaldelse til tandlægen", "Vi ses på fredag"),
    ("Årsopgørelse", "Blåbærgrød og rødgrød"),
];

fn has_its_letters(profile: &Profile, what: &str) {
    let cache = profile.cache(&mailbox_id()).unwrap();
    for heads in [
        profile.list_all(&[(mailbox_id(), Level::High)], &ListQuery { limit: 50, ..ListQuery::default() }).unwrap(),
        cache.list(&ListQuery { limit: 50, ..ListQuery::default() }, Level::High).unwrap(),
    ] {
        let subjects: Vec<&str> = heads.iter().map(|head| head.subject.as_str()).collect();
        assert_eq!(subjects, LETTERS.map(|(subject, _)| subject), "{what}");
    }
    for (number, (_, text)) in LETTERS.iter().rev().enumerate() {
        let letter = cache.message(&message_id(number)).unwrap().unwrap();
        let mut read = String::new();
        cache.open_file(&letter.documents[0].files[0].id).unwrap().read_to_string(&mut read).unwrap();
        assert_eq!(read, *text, "{what}");
    }
    let how = Search { limit: 9, order: Order::Newest, since: None, zone: &TimeZone::UTC, folders: &[], wished: &[] };
    assert_eq!(cache.search(&Query::read("blaabaergroed"), &how).unwrap().len(), 1, "{what}");
    assert_eq!(cache.folders().unwrap().len(), 2, "{what}");
    assert_eq!(cache.arrivals(Level::High).unwrap().len(), 3, "{what}");
    assert_eq!(cache.check().unwrap().damaged, [], "{what}");
}

#[test]
fn a_vault_of_every_older_program_opens_and_everything_in_it_is_there() {
    let newest = [profile::SCHEMA.len(), cache::SCHEMA.len(), state::SCHEMA.len()];
    assert_eq!(newest.into_iter().max(), Some(SCHEMAS), "a new migration brings a row of its time to `Vault::of`");
    for schema in 1..=SCHEMAS {
        let what = format!("schema {schema}");
        let vault = Vault::of(schema);
        let profile = vault.open().unwrap();
        assert_eq!(profile.accounts().unwrap()[0].person, "Prøve Person", "{what}");
        assert_eq!(profile.setting("language").unwrap().as_deref(), Some("da"), "{what}");
        has_its_letters(&profile, &what);
        let cache = profile.cache(&mailbox_id()).unwrap();
        if schema >= 6 {
            let mut read = String::new();
            cache.open_file(&small_file()).unwrap().read_to_string(&mut read).unwrap();
            assert_eq!(read, "Et helt nyt ord");
            assert_eq!(cache.file_text(&small_file()).unwrap().as_deref(), Some("et helt nyt ord"));
        }
        assert_eq!(cache.organisations().unwrap().len(), usize::from(schema >= 11), "{what}");
        assert_eq!(cache.odd().unwrap().len(), if schema >= 2 { 2 } else { 0 }, "{what}");
        let state = profile.state(&mailbox_id()).unwrap();
        let wishes: Vec<Change> = state.wishes().unwrap().into_iter().map(|wish| wish.change).collect();
        let renamed = (schema >= 2).then(|| Change::RenameFolder("Hus".into()));
        let wished: Vec<Change> = [Change::Read(false), Change::Flag(true)].into_iter().chain(renamed).collect();
        assert_eq!(wishes, wished, "{what}");
        let drafts: Vec<String> = state.drafts().unwrap().into_iter().map(|draft| draft.subject).collect();
        assert_eq!(drafts, if schema >= 3 { vec!["Vi flytter"] } else { vec![] }, "{what}");
        let receivers = profile.receiver(&profile.accounts().unwrap()[0].id);
        assert_eq!(receivers.is_ok(), schema >= 3, "{what}");
        let ledger = profile.ledger(9).unwrap();
        let lines: Vec<_> = ledger.iter().map(|line| (line.letter.as_str(), line.state)).collect();
        let kept = [("m7", LedgerState::Suppressed), ("m8", LedgerState::Doubtful), ("m7", LedgerState::Sent)];
        assert_eq!(lines, kept, "{what}");
        assert!(ledger[1..].iter().all(|line| line.provider == Some(ProviderId::DigitalPost)), "{what}");
        assert_eq!(profile.channel("sms").unwrap().is_some_and(|sms| sms.secret.is_some()), schema >= 6, "{what}");
        assert_eq!(profile.rules().unwrap().len(), usize::from(schema >= 6), "{what}");
        assert_eq!(state.handover().unwrap().is_some(), schema >= 7, "{what}");
        let openings = state.openings(&message_id(0)).unwrap();
        let answers: Vec<OpeningAnswer> = openings.into_iter().map(|one| one.answer).collect();
        assert_eq!(answers, if schema >= 4 { vec![OpeningAnswer::NotNow] } else { vec![] }, "{what}");
        assert_eq!(profile.check_own(&[mailbox_id()]).unwrap().1, Vec::<PathBuf>::new(), "{what}");
    }
}

/// Every file and its bytes, but for the one by which processes share a journal, which is made anew by each.
fn bytes(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(bytes(&path));
        } else if !path.to_string_lossy().ends_with("-shm") {
            found.insert(path.clone(), fs::read(path).unwrap());
        }
    }
    found
}

/// What is newer may lie in a journal that no program has brought into its database yet.
#[test]
fn a_vault_of_a_newer_program_is_said_to_be_one_and_not_a_byte_of_it_changes() {
    for (name, schema) in [("profile.db", profile::SCHEMA), ("cache.db", cache::SCHEMA), ("state.db", state::SCHEMA)] {
        let vault = Vault::of(SCHEMAS);
        let profile = vault.open().unwrap();
        drop((profile.cache(&mailbox_id()).unwrap(), profile.state(&mailbox_id()).unwrap()));
        drop(profile);
        let db = vault.database(name, schema);
        db.execute_batch(&format!("PRAGMA user_version = {}; CREATE TABLE newer (x)", schema.len() + 1)).unwrap();
        let cut = bytes(&vault.folder());
        drop(db);
        cut.iter().for_each(|(path, bytes)| fs::write(path, bytes).unwrap());
        let before = bytes(&vault.folder());
        let told = match vault.open() {
            Err(error) => {
                assert_eq!(name, "profile.db", "{error}");
                error.text_key()
            }
            Ok(profile) => {
                let refused = match name {
                    "cache.db" => profile.cache(&mailbox_id()).err(),
                    _ => profile.state(&mailbox_id()).err(),
                };
                profile.suspect(&mailbox_id());
                assert!(name != "cache.db" || matches!(profile.mend(&mailbox_id()), Err(StoreError::Newer)));
                let _ = fs::remove_file(mailbox_folder(&vault.folder(), &mailbox_id()).join("suspect"));
                refused.unwrap().text_key()
            }
        };
        assert_eq!(told, Some("trouble.newerVault"), "{name}");
        let after = bytes(&vault.folder());
        assert_eq!(after.keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>(), "{name}");
        assert!(after == before, "{name}: not a byte has changed");
    }
}
