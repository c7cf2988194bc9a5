//! Norway's Altinn: the inbox of a person and of every company that she represents, by Dialogporten's interface for end
//! users (docs/interfaces/altinn-dialogporten.openapi.json).
//!
//! Its quirks, kept in here: a mailbox is a party; letters are asked for of many parties at once, and a letter is a case
//! that goes on changing; folders are labels; texts come in several languages; a letter's words and files lie at its sender.
//! **Reading a letter (`GET dialogs/{id}`) writes into a log that others read.** Only [`crate::Writing::open`] does that: lists,
//! direct questions and wishes make do with the list and with the log itself, which may be read without a trace.

mod actions;
mod batches;
mod content;
mod cursor;
mod dialog;
mod elsewhere;
mod folders;
mod history;
mod http;
mod item;
mod kept;
mod labels;
mod listing;
mod opened;
mod pages;
mod parties;
mod parts;
mod refusal;
mod services;
mod texts;

use crate::contact_register::Register;
use crate::wire::Timeouts;
use crate::{
    Accesses, AddressBook, Checked, Connected, Content, MailboxList, Notified, Page, PageRequest, Peek, Provider,
    ProviderError, Reach, Registered, RemoteFolder, RemoteMailbox, RemoteMessage, Sending, Settled, Uploading,
};
use async_trait::async_trait;
use elsewhere::Elsewhere;
use folders::Place;
use http::Http;
use item::{Item, Reader};
use kept::Kept;
use model::{Clock, ContactRegister, MailboxKind, ProviderId, RegisterLanguage, RemoteId, SystemClock, Weight};
use opened::Opened;
use parties::Parties;
use services::Services;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use texts::Languages;
use tokio::sync::OnceCell;
use url::Url;

/// The service as one account reaches it.
pub struct Altinn {
    http: Http,
    elsewhere: Elsewhere,
    register: Option<Register>,
    clock: Arc<dyn Clock>,
    languages: Languages,
    /// Where the person's favourites are.
    favourites: Url,
    /// Where people see letters.
    page: Option<actions::Page>,
    /// For how many parties letters can be asked at once.
    at_once: AtomicUsize,
    /// Tells logins of this process apart, once the mailboxes were asked for.
    login: AtomicU64,
    services: OnceCell<Arc<Services>>,
    kept: Mutex<Kept>,
    opened: Mutex<Opened>,
}

impl Altinn {
    /// The service at this address.
    ///
    /// # Errors
    /// [`ProviderError::Refused`] unless the address is https or on this computer.
    pub fn new(at: &Reach) -> Result<Self, ProviderError> {
        Altinn::with(at, Arc::new(SystemClock), Timeouts::default())
    }

    /// The same with another clock and other waits.
    ///
    /// # Errors
    /// [`ProviderError::Refused`] unless the address is https or on this computer.
    pub fn with(at: &Reach, clock: Arc<dyn Clock>, timeouts: Timeouts) -> Result<Self, ProviderError> {
        let languages = Languages::of(at.language);
        let base = at.at("/dialogporten/api/v1")?;
        let http = Http::new(base.clone(), at.authorizer.clone(), timeouts, languages.header())?;
        let elsewhere = Elsewhere::new(&base, &timeouts, languages.header(), http.wire().bytes.clone())?;
        let register = at.register.as_ref().map(|register| Register::new(register, at.authorizer.clone(), timeouts));
        Ok(Altinn {
            http,
            elsewhere,
            register: register.transpose()?,
            clock,
            favourites: at.at("/profile/api/v1/users/current/party-groups/favorites")?,
            page: actions::Page::beside(&at.server),
            languages,
            at_once: AtomicUsize::new(parties::AT_ONCE),
            login: AtomicU64::new(0),
            services: OnceCell::new(),
            kept: Mutex::default(),
            opened: Mutex::default(),
        })
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn opened(&self) -> MutexGuard<'_, Opened> {
        self.opened.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is known of the services behind the letters, when there is a letter to read. Without it letters are shown all
    /// the same, and which of them take a higher level is found out when they are opened.
    async fn services(&self) -> &Services {
        let login = Some(self.login.load(Ordering::Relaxed)).filter(|login| *login != 0);
        let ask = || async {
            let known = Services::known(&self.http, &self.languages, login).await;
            known.unwrap_or_else(|error| {
                tracing::info!(%error, "nothing is known of the services behind the letters");
                Arc::default()
            })
        };
        self.services.get_or_init(ask).await
    }

    /// Reads a letter: the one request that counts as having seen it.
    async fn read_dialog(&self, mailbox: &RemoteId, message: &RemoteId) -> Result<RemoteMessage, ProviderError> {
        let asked = self.clock.now();
        let value = self.http.get(&["enduser", "dialogs", message.as_str()]).await?;
        let reader = Reader::new(&self.languages, self.services().await, self.clock.now());
        let item = Item::read(&value, &reader).filter(|item| item.id == *message);
        let own = |item: &Item| item.party.as_ref().is_none_or(|party| *party == mailbox.as_str().to_ascii_lowercase());
        let item = item.filter(own).ok_or(ProviderError::Garbage { what: "another letter than the one asked for" })?;
        let with = dialog::Reader { languages: &self.languages, page: self.page.as_ref(), now: self.clock.now() };
        let read = dialog::Dialog::read(&value, &item, &with);
        let token = value.get("dialogToken").and_then(serde_json::Value::as_str).unwrap_or_default();
        self.opened().keep(mailbox, message, asked, token.to_owned(), read.targets);
        let item = item.opened().with_odd(read.odd);
        self.kept().put(mailbox, item.clone());
        Ok(RemoteMessage { documents: read.documents, history: read.history, weight: Weight::None, ..item.message() })
    }

    /// The register of contact details, where the login reaches one.
    fn register(&self) -> Result<&Register, ProviderError> {
        self.register.as_ref().ok_or(ProviderError::NotOffered)
    }
}

impl Sending for Altinn {}
impl Accesses for Altinn {}
impl AddressBook for Altinn {}
impl Connected for Altinn {}
impl Notified for Altinn {}
impl Uploading for Altinn {}

#[async_trait]
impl Registered for Altinn {
    async fn contact_register(&self) -> Result<ContactRegister, ProviderError> {
        self.register()?.person().await
    }

    async fn set_register_language(&self, language: RegisterLanguage) -> Result<ContactRegister, ProviderError> {
        self.register()?.set_language(language).await
    }
}

#[async_trait]
impl Provider for Altinn {
    fn id(&self) -> ProviderId {
        ProviderId::Altinn
    }

    async fn mailboxes(&self, seen: Option<&str>) -> Result<MailboxList, ProviderError> {
        let mut mailboxes = Parties::ask(&self.http).await?.mailboxes;
        if mailboxes.len() > 1 {
            // Who has one mailbox needs no stars, nor to ask for several at once.
            let marked = parties::favourites(&self.http, self.favourites.clone()).await;
            for mailbox in &mut mailboxes {
                let uuid = mailbox.owner_ref.as_ref().map(|uuid| uuid.as_str().to_ascii_lowercase());
                mailbox.favourite = uuid.is_some_and(|uuid| marked.contains(&uuid));
            }
            self.at_once.store(parties::at_once(&self.http).await, Ordering::Relaxed);
        }
        let own = mailboxes.iter().find(|one| one.kind == MailboxKind::Own);
        self.login.store(fingerprint(own.map(|own| own.id.as_str())), Ordering::Relaxed);
        let state = state(&mailboxes);
        if seen == Some(state.as_str()) {
            return Ok(MailboxList::Unchanged);
        }
        Ok(MailboxList::All { mailboxes, ends_known: true, seen: Some(state) })
    }

    async fn check_mailbox(&self, mailbox: &RemoteId) -> Result<Checked<RemoteMailbox>, ProviderError> {
        let all = Parties::ask(&self.http).await?.mailboxes;
        Ok(all.into_iter().find(|one| one.id == *mailbox).map_or(Checked::Gone, Checked::There))
    }

    async fn person(&self) -> Result<Option<String>, ProviderError> {
        Ok(Parties::ask(&self.http).await?.person)
    }

    fn at_once(&self) -> usize {
        self.at_once.load(Ordering::Relaxed)
    }

    async fn prepare(&self, mailboxes: &[(RemoteId, Option<String>)]) -> Result<(), ProviderError> {
        self.ask_for(mailboxes).await
    }

    fn lists_lag(&self) -> bool {
        false
    }

    async fn peek(&self, mailbox: &RemoteId, cursor: Option<&str>) -> Result<Peek, ProviderError> {
        self.has_news(mailbox, cursor).await
    }

    async fn folders(&self, _mailbox: &RemoteId) -> Result<Vec<RemoteFolder>, ProviderError> {
        Ok(Place::folders())
    }

    async fn folder(&self, _mailbox: &RemoteId, folder: &RemoteId) -> Result<Checked<RemoteFolder>, ProviderError> {
        Ok(Place::parse(folder).map_or(Checked::Gone, |place| Checked::There(place.folder())))
    }

    async fn messages(&self, mailbox: &RemoteId, request: &PageRequest) -> Result<Page, ProviderError> {
        self.page(mailbox, request).await
    }

    /// Nobody but the service knows where its pages go on.
    fn skip(&self, _request: &PageRequest) -> Option<String> {
        None
    }

    /// Lists say how it is: there is nothing to look at once more.
    async fn settle(&self, _mailbox: &RemoteId, cursor: &str) -> Result<Settled, ProviderError> {
        Ok(Settled { latest: Vec::new(), total: None, cursor: cursor.to_owned() })
    }

    async fn message(&self, mailbox: &RemoteId, message: &RemoteId) -> Result<Checked<RemoteMessage>, ProviderError> {
        self.check(mailbox, message).await
    }

    async fn content(
        &self,
        mailbox: &RemoteId,
        message: &RemoteId,
        document: &RemoteId,
        file: &RemoteId,
    ) -> Result<Content, ProviderError> {
        self.bytes(mailbox, message, (document, file)).await
    }

    fn take_traffic(&self) -> (u64, u64) {
        self.http.wire().take_traffic()
    }
}

/// Never 0.
fn fingerprint(of: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish().max(1)
}

/// What a list of mailboxes says, in short.
fn state(mailboxes: &[RemoteMailbox]) -> String {
    let mut hasher = DefaultHasher::new();
    for one in mailboxes {
        (one.id.as_str(), &one.name, one.owner_ref.as_ref().map(RemoteId::as_str), one.kind).hash(&mut hasher);
        (format!("{:?}", one.state), one.rights, &one.part_of, one.favourite).hash(&mut hasher);
    }
    format!("{:016x}", hasher.finish())
}
