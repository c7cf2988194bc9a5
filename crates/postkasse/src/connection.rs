//! A connection: an account's session at the eID, and the service behind it.

use crate::App;
use crate::views::ApiError;
use async_trait::async_trait;
use eid::{Eid, EidError, Registration, Session};
use model::{AccountId, Code, Level, ProviderId, TokenStore};
use providers::digital_post::DigitalPost;
use providers::{Authorizer, NotAuthorized};
use secrecy::SecretString;
use std::sync::Arc;
use sync::{Context, Progress};
use tokio::sync::OnceCell;
use url::Url;
use vault::Account;

/// The session, made when first needed: a service that is away must not be asked who one is.
struct LazySession {
    app: App,
    account: Account,
    session: OnceCell<Session>,
}

impl LazySession {
    async fn get(&self) -> Result<&Session, NotAuthorized> {
        let make = || async {
            let registration = Registration {
                issuer: self.account.issuer.clone(),
                client_id: self.account.client_id.clone(),
                client_secret: None,
                scopes: vec!["openid".to_owned(), "offline_access".to_owned()],
                level: Level::Low,
                ui_locales: String::new(),
            };
            let eid = Arc::new(Eid::discover(registration).await?);
            let (store, clock) = (self.app.profile.clone(), self.app.clock.clone());
            Ok(Session::new(eid, self.account.id.clone(), store, clock))
        };
        self.session.get_or_try_init(make).await.map_err(not_authorized)
    }
}

fn not_authorized(error: EidError) -> NotAuthorized {
    match error.code() {
        Code::Offline | Code::Busy => NotAuthorized::Offline,
        _ => NotAuthorized::SignInAgain,
    }
}

#[async_trait]
impl Authorizer for LazySession {
    async fn bearer(&self) -> Result<SecretString, NotAuthorized> {
        self.get().await?.bearer().await.map_err(not_authorized)
    }

    async fn renew(&self) -> Result<(), NotAuthorized> {
        self.get().await?.renew().await.map_err(not_authorized)
    }
}

/// Signs an account out here, and at the eID if it can be reached.
pub(crate) async fn sign_out(app: &App, id: &AccountId) -> Result<(), ApiError> {
    let wanted = id.clone();
    let account = app.vault(move |profile| profile.account(&wanted)).await?;
    let session = LazySession { app: app.clone(), account, session: OnceCell::new() };
    match session.get().await {
        Ok(session) => Ok(session.sign_out().await?),
        // The eID cannot be asked; here it holds all the same.
        Err(_) => {
            let id = id.clone();
            app.vault(move |profile| profile.clear(&id).map_err(|_| vault::StoreError::Locked)).await
        }
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
        let base = api_address(&account.server)?;
        let session = LazySession { app: self.clone(), account: account.clone(), session: OnceCell::new() };
        let provider = match account.provider {
            ProviderId::DigitalPost => Arc::new(DigitalPost::new(base, Arc::new(session))?),
        };
        Ok(Context { provider, profile: self.profile.clone(), clock: self.clock.clone(), level, progress })
    }
}

/// The mail interface's address of a server.
fn api_address(server: &str) -> Result<Url, ApiError> {
    let address = format!("{}/apis/v1", server.trim_end_matches('/'));
    Url::parse(&address).map_err(|error| ApiError::new(Code::Refused, None, &error))
}
