//! A company's receiver system: adding one, listing them, removing one, and fetching what waits for it.

mod fetch;

use crate::App;
use crate::connection::api_address;
use crate::import::KEPT_RIGHTS;
use crate::views::{ApiError, AppEvent, ReceiverView};
use jiff::Timestamp;
use model::{AccountId, Code, Level, MailboxKind, MailboxState, ProviderId, RemoteId, Right, Rights};
use providers::receiver::{Certificate, CertificateError, Credentials, Receiver};
use secrecy::{ExposeSecret, SecretString};
use vault::{Account, NewAccount, NewMailbox, Profile, ReceiverSecrets, StoreError};

/// A receiver system as the company registered it.
pub struct ReceiverRequest {
    /// The service's address, with or without the path of the interface.
    pub server: String,
    /// The certificate: PEM, or PKCS#12 with its key.
    pub certificate: Vec<u8>,
    /// Its key, when that is in another file.
    pub key: Option<Vec<u8>>,
    /// What opens a PKCS#12 file.
    pub password: Option<SecretString>,
    /// Which of the company's systems.
    pub system: String,
    /// The system's key.
    pub api_key: SecretString,
    /// Whose certificate the service may have, as PEM.
    pub authority: Option<String>,
}

impl From<CertificateError> for ApiError {
    fn from(error: CertificateError) -> Self {
        ApiError::new(Code::Refused, Some(error.text_key()), &error)
    }
}

impl App {
    /// Adds a receiver system, once the service has let it in. Nothing is fetched yet.
    ///
    /// # Errors
    /// [`ApiError`] `refused` with the reason's own text, `offline` when the service cannot be reached.
    pub async fn receiver_add(&self, request: ReceiverRequest) -> Result<ReceiverView, ApiError> {
        let ReceiverRequest { server, certificate, key, password, system, api_key, authority } = request;
        let read = Certificate::read(&certificate, key.as_deref(), password.as_ref())?;
        let certificate = read.valid_at(self.clock.now())?;
        let (company, expires) = (certificate.company.clone(), certificate.expires);
        let kept = ReceiverSecrets {
            certificate: SecretString::from(String::from_utf8_lossy(&certificate.pem()).into_owned()),
            api_key: api_key.clone(),
            authority: authority.clone(),
        };
        let credentials = Credentials { certificate, system: system.clone(), api_key, authority };
        let receiver = Receiver::new(api_address(&server)?, credentials)?;
        sync::patiently(|| receiver.waiting()).await?;
        let new = NewAccount {
            provider: ProviderId::Receiver,
            server,
            issuer: String::new(),
            client_id: system.clone(),
            person: if company.is_empty() { system.clone() } else { company },
            subject: system,
            level: Level::High,
        };
        let added = self.vault(move |profile| add(profile, &new, &kept)).await?;
        self.pulse.tell(AppEvent::Mailboxes);
        self.view(added, expires).await
    }

    /// All receiver systems.
    ///
    /// # Errors
    /// [`ApiError`] when the vault cannot be read.
    pub async fn receivers(&self) -> Result<Vec<ReceiverView>, ApiError> {
        let accounts = self.vault(vault::Profile::accounts).await?.into_iter();
        let mut views = Vec::new();
        for account in accounts.filter(|account| account.provider == ProviderId::Receiver) {
            let id = account.id.clone();
            let secrets = self.vault(move |profile| profile.receiver(&id)).await?;
            let certificate = Certificate::read(secrets.certificate.expose_secret().as_bytes(), None, None)?;
            views.push(self.view(account.id, certificate.expires).await?);
        }
        Ok(views)
    }

    /// Removes a receiver system with its mailbox. What it fetched goes with it: the service has it no more.
    ///
    /// # Errors
    /// [`ApiError`] `notFound` when there is none of this id.
    pub async fn receiver_remove(&self, id: AccountId) -> Result<(), ApiError> {
        let found = id.clone();
        let account = self.vault(move |profile| profile.account(&found)).await?;
        if account.provider != ProviderId::Receiver {
            return Err(ApiError::plain(Code::NotFound));
        }
        self.forget_account(id).await
    }

    async fn view(&self, id: AccountId, expires: Timestamp) -> Result<ReceiverView, ApiError> {
        self.vault(move |profile| {
            let account = profile.account(&id)?;
            let mailboxes = profile.mailboxes()?.into_iter().map(|record| record.mailbox);
            let mailbox = { mailboxes }.find(|one| one.account == id).ok_or(StoreError::NotFound)?;
            Ok(ReceiverView {
                account: id,
                mailbox: mailbox.id,
                company: account.person,
                server: account.server,
                system: account.client_id,
                expires,
            })
        })
        .await
    }

    /// The connection of a receiver system.
    async fn receiver(&self, account: &Account) -> Result<Receiver, ApiError> {
        let id = account.id.clone();
        let secrets = self.vault(move |profile| profile.receiver(&id)).await?;
        let certificate = Certificate::read(secrets.certificate.expose_secret().as_bytes(), None, None)?;
        let credentials = Credentials {
            certificate: certificate.valid_at(self.clock.now())?,
            system: account.client_id.clone(),
            api_key: secrets.api_key,
            authority: secrets.authority,
        };
        Ok(Receiver::new(api_address(&account.server)?, credentials)?)
    }
}

/// Keeps the account, and a mailbox for what it fetches.
fn add(profile: &Profile, new: &NewAccount, secrets: &ReceiverSecrets) -> Result<AccountId, StoreError> {
    let account = profile.add_receiver(new, secrets)?;
    let rights: Vec<Right> = KEPT_RIGHTS.into_iter().filter(|right| *right != Right::Upload).collect();
    let mailbox = NewMailbox {
        remote_id: RemoteId("receiver".to_owned()),
        provider: ProviderId::Receiver,
        name: new.person.clone(),
        owner: new.person.clone(),
        owner_ref: None,
        kind: MailboxKind::Company,
        rights: Rights::of(&rights),
        ends: None,
        state: MailboxState::Active,
        part_of: None,
        favourite: false,
        space: None,
    };
    profile.add_kept_mailbox(&account, mailbox)?;
    Ok(account)
}
