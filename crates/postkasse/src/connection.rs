//! A connection: an account's session at the eID, and the service behind it.

use crate::App;
use crate::services::{self, Client};
use crate::views::ApiError;
use async_trait::async_trait;
use eid::{EidError, Patience, Session};
use model::{AccountId, Code, Language, Level, ProviderId};
use providers::{Authorizer, NotAuthorized, Provider, Reach, reach};
use secrecy::SecretString;
use std::sync::Arc;
use sync::{Context, Progress};
use url::Url;
use vault::Account;

/// The account's login. The eID is asked for nothing before a renewal needs it.
struct Login(Session);

fn not_authorized(error: EidError) -> NotAuthorized {
    tracing::info!(%error, "no access token");
    match error.code() {
        Code::Offline | Code::Busy => NotAuthorized::Offline,
        _ => NotAuthorized::SignInAgain,
    }
}

#[async_trait]
impl Authorizer for Login {
    async fn bearer(&self) -> Result<SecretString, NotAuthorized> {
        self.0.bearer().await.map_err(not_authorized)
    }

    async fn renew(&self) -> Result<(), NotAuthorized> {
        self.0.renew().await.map_err(not_authorized)
    }
}

/// A login that was just made and is kept nowhere yet.
struct JustMade(SecretString);

#[async_trait]
impl Authorizer for JustMade {
    async fn bearer(&self) -> Result<SecretString, NotAuthorized> {
        Ok(self.0.clone())
    }

    async fn renew(&self) -> Result<(), NotAuthorized> {
        Err(NotAuthorized::SignInAgain)
    }
}

/// The service at this address.
fn service(
    provider: ProviderId,
    server: &str,
    authorizer: Arc<dyn Authorizer>,
    language: Language,
) -> Result<Arc<dyn Provider>, ApiError> {
    let address = |text: &str| Url::parse(text).map_err(|error| ApiError::new(Code::Refused, None, &error));
    let register = services::contact_register(provider, server).map(|text| address(&text)).transpose()?;
    Ok(reach(provider, &Reach { server: address(server)?, register, authorizer, language })?)
}

/// Whether the service takes this access token: it is asked for the mailboxes. What the person is called, where the eID
/// did not say it and the service does.
pub(crate) async fn is_welcome(
    provider: ProviderId,
    server: &str,
    access: &SecretString,
    named: Option<String>,
) -> Result<Option<String>, ApiError> {
    let service = service(provider, server, Arc::new(JustMade(access.clone())), Language::En)?;
    match sync::patiently(|| service.mailboxes(None)).await {
        Ok(_) if named.is_some() => Ok(named),
        // The login does not fail for a name.
        Ok(_) => Ok(sync::patiently(|| service.person()).await.ok().flatten()),
        Err(error) if matches!(error.code(), Code::SignInAgain | Code::NotAllowed) => {
            Err(ApiError::new(Code::Refused, Some("error.login.notWelcome"), &error))
        }
        Err(error) => Err(error.into()),
    }
}

impl App {
    /// What a sync of this account works with.
    pub(crate) async fn connect(
        &self,
        account: &AccountId,
        progress: Arc<dyn Fn(Progress) + Send + Sync>,
    ) -> Result<Context, ApiError> {
        let id = account.clone();
        let account = self.vault(move |profile| profile.account(&id)).await?;
        let level = account.level;
        let login = Login(self.session(&account).await?);
        let language = self.settings().await?.language;
        let provider = service(account.provider, &account.server, Arc::new(login), language)?;
        Ok(Context { provider, profile: self.profile.clone(), clock: self.clock.clone(), level, progress })
    }

    /// The account's login, with the secret that the program had when it was made.
    pub(crate) async fn session(&self, account: &Account) -> Result<Session, ApiError> {
        let id = account.id.clone();
        let secret = self.vault(move |profile| profile.client_secret(&id)).await?;
        let client = Client { issuer: account.issuer.clone(), id: account.client_id.clone(), secret };
        // A renewal compares with the level of the login, and asks for none.
        let registration = services::registration(account.provider, client, Level::Low, "")?;
        let (store, clock) = (self.profile.clone(), self.clock.clone());
        Ok(Session::new(registration, Patience::default(), account.id.clone(), store, clock))
    }
}

/// The mail interface's address of a server.
pub(crate) fn api_address(server: &str) -> Result<Url, ApiError> {
    let server = server.trim_end_matches('/');
    let address = format!("{}/apis/v1", server.strip_suffix("/apis/v1").unwrap_or(server));
    Url::parse(&address).map_err(|error| ApiError::new(Code::Refused, None, &error))
}
