//! Another client at the same mailbox, with a login of its own; and what the service has, and what is here, in the same
//! words.

use crate::rules::Deed;
use crate::vault_at::Login;
use crate::world::World;
use jiff::Timestamp;
use model::{Mailbox, RemoteId};
use providers::digital_post::DigitalPost;
use providers::{Checked, Outgoing, Provider, ProviderError, RemoteChange, RemoteMessage, Source};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

/// A letter as it is: folder, read, flag, note, subject, version.
pub type Letter = (String, bool, bool, String, String, i64);
/// A folder as it is: parent, name, version.
pub type Folder = (Option<String>, String, i64);

/// Answers to each letter: sent, and begun.
pub type Answers = BTreeMap<String, (u32, u32)>;

/// What there is in a mailbox, by the service's ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    pub letters: BTreeMap<String, Letter>,
    pub folders: BTreeMap<String, Folder>,
}

/// What is here, by the service's ids.
pub fn here(world: &World, mailbox: &Mailbox) -> Held {
    let folders = world.cache(mailbox).folders().unwrap();
    let remote = |id: &model::FolderId| {
        let known = folders.iter().find(|one| one.id == *id);
        known.map_or_else(|| "unknown".to_owned(), |one| one.remote_id.as_str().to_owned())
    };
    let letter = |one: &model::Message| {
        (
            remote(&one.folder),
            one.read,
            one.flag,
            one.note.clone().unwrap_or_default(),
            one.subject.clone(),
            one.version,
        )
    };
    Held {
        letters: world.letters(mailbox).into_iter().map(|(id, one)| (id, letter(&one))).collect(),
        folders: folders
            .iter()
            .map(|one| {
                let about = (one.parent.as_ref().map(remote), one.name.clone(), one.version);
                (one.remote_id.as_str().to_owned(), about)
            })
            .collect(),
    }
}

struct Text;

impl Source for Text {
    fn size(&self) -> u64 {
        6
    }

    fn open(&self) -> std::io::Result<Box<dyn Read + Send>> {
        Ok(Box::new(Cursor::new(b"Fra os")))
    }
}

/// The other client.
pub struct Elsewhere {
    provider: DigitalPost,
    http: reqwest::Client,
    base: String,
    mailbox: RemoteId,
}

impl Elsewhere {
    /// At the mailbox of this id.
    pub fn new(world: &World, mailbox: &str) -> Self {
        let base = world.running.ready.providers["digital-post"].trim_end_matches('/').to_owned();
        let login = Login { renewed: Arc::new(AtomicU64::new(900)), lasts: false };
        let provider = DigitalPost::new(base.parse().unwrap(), Arc::new(login)).unwrap();
        Elsewhere { provider, http: reqwest::Client::new(), base, mailbox: mailbox.into() }
    }

    async fn list(&self, what: &str) -> Vec<Value> {
        // No more is needed, and the rest is long.
        let fields = match what {
            "messages" => "&fields=id,version,folderId,read,flag,note,label,messageState,replyData",
            _ => "",
        };
        let url = format!("{}/mailboxes/{}/{what}/?size=1000{fields}", self.base, self.mailbox.as_str());
        let answer = self.http.get(url).bearer_auth("mette-901").send().await.unwrap();
        let mut page: Value = answer.json().await.unwrap();
        assert!(page["totalElements"].as_u64().unwrap() <= 1000);
        serde_json::from_value(page[what].take()).unwrap()
    }

    /// What the service has.
    pub async fn truth(&self) -> Held {
        self.all().await.0
    }

    /// What the service has; and how many answers to each letter lie among the sent ones, and how many were begun and
    /// not sent.
    pub async fn all(&self) -> (Held, Answers) {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let (mut letters, mut answers) = (BTreeMap::new(), Answers::new());
        for one in self.list("messages").await {
            let (read, flag) = (one["read"] == true, one["flag"] == true);
            let version = one["version"].as_i64().unwrap();
            let letter = (text(&one["folderId"]), read, flag, text(&one["note"]), text(&one["label"]), version);
            letters.insert(text(&one["id"]), letter);
            let (state, parent) = (&one["messageState"], one.pointer("/replyData/0/parentMessageId"));
            if let (Some(parent), false) = (parent.and_then(Value::as_str), state == "RECEIVED") {
                let counts = answers.entry(parent.to_owned()).or_default();
                if state == "SENT" { counts.0 += 1 } else { counts.1 += 1 }
            }
        }
        (Held { letters, folders: self.folders().await }, answers)
    }

    /// Its folders.
    pub async fn folders(&self) -> BTreeMap<String, Folder> {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let folder = |one: &Value| {
            let parent = one["parentFolderId"].as_str().map(str::to_owned);
            (parent, text(&one["name"]), one["version"].as_i64().unwrap())
        };
        self.list("folders").await.iter().map(|one| (text(&one["id"]), folder(one))).collect()
    }

    /// Its built-in folders: the inbox, and that of what is deleted.
    pub async fn built_in(&self) -> (RemoteId, RemoteId) {
        let folders = self.provider.folders(&self.mailbox).await.unwrap();
        let role = |role| folders.iter().find(|one| one.role == role).unwrap().id.clone();
        (role(model::FolderRole::Inbox), role(model::FolderRole::Deleted))
    }

    /// Whether a letter is there.
    pub async fn has(&self, id: &RemoteId) -> bool {
        matches!(self.provider.message(&self.mailbox, id).await.unwrap(), Checked::There(_))
    }

    async fn letter(&self, id: &RemoteId) -> RemoteMessage {
        match self.provider.message(&self.mailbox, id).await.unwrap() {
            Checked::There(letter) => letter,
            Checked::Gone => panic!("{id:?} is gone"),
        }
    }

    pub async fn changes(&self, id: &RemoteId, change: &RemoteChange) {
        use providers::Writing;
        let version = self.letter(id).await.version;
        self.provider.apply(&self.mailbox, id, version, change).await.unwrap();
    }

    /// The same where this program may be quicker: then nothing.
    pub async fn tries(&self, id: &RemoteId, change: &RemoteChange) {
        use providers::Writing;
        let Checked::There(letter) = self.provider.message(&self.mailbox, id).await.unwrap() else { return };
        match self.provider.apply(&self.mailbox, id, letter.version, change).await {
            Ok(_) | Err(ProviderError::Conflict | ProviderError::NotFound) => {}
            Err(error) => panic!("{id:?}: {error}"),
        }
    }

    pub async fn erases(&self, id: &RemoteId, deleted: &RemoteId) {
        use providers::Writing;
        if self.letter(id).await.folder != *deleted {
            self.changes(id, &RemoteChange::Folder(deleted.clone())).await;
        }
        let version = self.letter(id).await.version;
        self.provider.erase(&self.mailbox, id, version).await.unwrap();
    }

    pub async fn answers_it(&self, id: &RemoteId) {
        use providers::Sending;
        let (provider, mailbox) = (&self.provider, &self.mailbox);
        let begun = provider.begin(mailbox, "elsewhere", Some(id)).await.unwrap();
        let letter = Outgoing { mark: "elsewhere", subject: "Sv: Brev", to: None, fields: &[], attachments: &[] };
        let filled = provider.fill(mailbox, &begun, &letter).await.unwrap();
        provider.upload(mailbox, &begun.id, &filled.parts[0], &Text).await.unwrap();
        let Checked::There(whole) = provider.draft(mailbox, &begun.id).await.unwrap() else { panic!("a draft") };
        provider.send(mailbox, &begun.id, whole.version).await.unwrap();
    }

    /// Does something with the folder of this id, or makes one; its id.
    pub async fn folder(&self, deed: Deed, name: &str, id: Option<&RemoteId>) -> RemoteId {
        use providers::Writing;
        let (provider, mailbox) = (&self.provider, &self.mailbox);
        if deed == Deed::MakeFolder {
            return provider.make_folder(mailbox, name, None, None).await.unwrap().id;
        }
        let id = id.unwrap();
        let Checked::There(now) = provider.folder(mailbox, id).await.unwrap() else { panic!("{id:?} is gone") };
        match deed {
            Deed::NameFolder(_) => drop(provider.rename_folder(mailbox, id, now.version, name, None).await.unwrap()),
            Deed::RemoveFolder => provider.remove_folder(mailbox, id, now.version).await.unwrap(),
            other => panic!("{other:?} is no deed about a folder"),
        }
        id.clone()
    }
}

/// A clock that is ahead by so many hours, so that the folders are looked at.
pub struct Ahead(pub i64);

impl model::Clock for Ahead {
    fn now(&self) -> Timestamp {
        Timestamp::now() + jiff::SignedDuration::from_hours(self.0)
    }
}
