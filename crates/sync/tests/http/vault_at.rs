//! A vault of one's own with an account at a service, and what is in it.

use async_trait::async_trait;
use model::{AccountId, Level, Mailbox, Message, ProviderId, SystemClock};
use postkasse_sync::Context;
use providers::digital_post::DigitalPost;
use providers::{Authorizer, NotAuthorized};
use secrecy::SecretString;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tempfile::TempDir;
use vault::{Access, Arrival, Cache, Home, KeySource, ListQuery, NewAccount, PassphraseCost, Profile};

/// A login whose token is `mette`, and after N renewals `mette-N`.
#[derive(Default, Clone)]
pub struct Login {
    pub renewed: Arc<AtomicU64>,
    /// It can be renewed.
    pub lasts: bool,
}

#[async_trait]
impl Authorizer for Login {
    async fn bearer(&self) -> Result<SecretString, NotAuthorized> {
        Ok(match self.renewed.load(Ordering::Relaxed) {
            0 => "mette".into(),
            times => format!("mette-{times}").into(),
        })
    }

    async fn renew(&self) -> Result<(), NotAuthorized> {
        if !self.lasts {
            return Err(NotAuthorized::SignInAgain);
        }
        self.renewed.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }
}

pub fn open(folder: &Path) -> Arc<Profile> {
    let cheap = PassphraseCost { memory_kib: 64, passes: 1 };
    let key = KeySource::Passphrase("en opdigtet sætning".to_owned().into(), cheap);
    Profile::open(&Home::new(folder), "default", key, Access::Usual).unwrap()
}

/// The vault.
pub struct VaultAt {
    pub profile: Arc<Profile>,
    pub account: AccountId,
    pub context: Context,
    pub folder: PathBuf,
    _temporary: Option<TempDir>,
}

impl VaultAt {
    /// Empty, with an account at the service of this address.
    pub fn new(base: &str, login: Login) -> Self {
        let temporary = tempfile::tempdir().unwrap();
        let profile = open(temporary.path());
        let account = NewAccount {
            provider: ProviderId::DigitalPost,
            server: base.into(),
            issuer: base.into(),
            client_id: "c".into(),
            person: "Prøve Person".into(),
            subject: "s".into(),
            level: Level::Substantial,
        };
        let account = profile.add_account(&account).unwrap();
        let vault = VaultAt::of(profile, account, base, login);
        VaultAt { folder: temporary.path().to_owned(), _temporary: Some(temporary), ..vault }
    }

    /// The one in this folder, which another process made.
    pub fn again(folder: &Path, base: &str, login: Login) -> Self {
        let profile = open(folder);
        let account = profile.accounts().unwrap().remove(0).id;
        VaultAt { folder: folder.to_owned(), ..VaultAt::of(profile, account, base, login) }
    }

    fn of(profile: Arc<Profile>, account: AccountId, base: &str, login: Login) -> Self {
        let provider = Arc::new(DigitalPost::new(base.parse().unwrap(), Arc::new(login)).unwrap());
        let context = Context {
            provider,
            profile: profile.clone(),
            clock: Arc::new(SystemClock),
            level: Level::Substantial,
            progress: Arc::new(|_| ()),
        };
        VaultAt { profile, account, context, folder: PathBuf::new(), _temporary: None }
    }

    /// The mailbox of the service's id.
    pub fn mailbox(&self, remote: &str) -> Mailbox {
        let all = self.profile.mailboxes().unwrap();
        all.into_iter().map(|record| record.mailbox).find(|one| one.remote_id.as_str() == remote).unwrap()
    }

    /// The only mailbox, or the first.
    pub fn first(&self) -> Mailbox {
        self.profile.mailboxes().unwrap().remove(0).mailbox
    }

    pub fn cache(&self, mailbox: &Mailbox) -> Arc<Cache> {
        self.profile.cache(&mailbox.id).unwrap()
    }

    /// Every letter of a mailbox by the service's id.
    pub fn letters(&self, mailbox: &Mailbox) -> BTreeMap<String, Message> {
        let cache = self.cache(mailbox);
        let all = ListQuery { limit: 100_000, ..ListQuery::default() };
        let heads = cache.list(&all, Level::Substantial).unwrap().into_iter();
        heads.map(|head| (head.remote_id.as_str().to_owned(), cache.message(&head.id).unwrap().unwrap())).collect()
    }

    pub fn arrivals(&self, mailbox: &Mailbox) -> Vec<Arrival> {
        self.cache(mailbox).arrivals(Level::Substantial).unwrap()
    }

    /// Files that are begun and not whole.
    pub fn parts(&self) -> usize {
        let mut folders = vec![self.folder.clone()];
        let mut found = 0;
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap().flatten() {
                let path = entry.path();
                found += usize::from(path.extension().is_some_and(|end| end == "part"));
                if path.is_dir() {
                    folders.push(path);
                }
            }
        }
        found
    }
}
