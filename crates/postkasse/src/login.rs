//! Logging in: the browser opens, the answer is checked, the account and its mailboxes are there.

use crate::App;
use crate::views::{ApiError, AppEvent};
use eid::{Eid, LoginBrowser, Registration};
use model::{AccountId, Level, ProviderId, TokenStore};
use secrecy::SecretString;
use serde::Serialize;
use std::sync::Arc;
use vault::NewAccount;

/// Which login.
pub struct LoginRequest {
    /// The service.
    pub provider: ProviderId,
    /// Its address, with or without the path of the mail interface.
    pub server: String,
    /// Another OpenID provider than the server's own.
    pub issuer: Option<String>,
    /// As which program.
    pub client_id: String,
    /// Its secret; none means a public client.
    pub client_secret: Option<SecretString>,
    /// At least this sure.
    pub level: Level,
    /// The language of the pages that the person sees.
    pub language: String,
}

/// What a login led to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LoginDone {
    /// The account.
    pub account: AccountId,
    /// Who logged in.
    pub person: String,
    /// How many mailboxes it reaches.
    pub mailboxes: usize,
    /// At which level.
    pub level: Level,
}

impl App {
    /// Logs in. Nothing of a login that failed is kept.
    ///
    /// # Errors
    /// [`ApiError`] with the reason's own text.
    pub async fn login(&self, request: LoginRequest, browser: Arc<dyn LoginBrowser>) -> Result<LoginDone, ApiError> {
        let server = request.server.trim_end_matches('/').trim_end_matches("/apis/v1").to_owned();
        let issuer = request.issuer.unwrap_or_else(|| format!("{server}/oauth"));
        let eid = Eid::discover(Registration {
            issuer: issuer.clone(),
            client_id: request.client_id.clone(),
            client_secret: request.client_secret,
            scopes: vec!["openid".to_owned(), "offline_access".to_owned()],
            level: request.level,
            ui_locales: request.language.clone(),
        })
        .await?;
        let attempt = eid.begin().await?;
        let url = attempt.url().clone();
        let opening = tokio::task::spawn_blocking(move || browser.open(&url));
        let done = attempt.finish(&request.language).await?;
        opening.await.map_err(|error| ApiError::unexpected(&error))??;

        let person = done.name.unwrap_or_default();
        let new = NewAccount {
            provider: request.provider,
            server,
            issuer,
            client_id: request.client_id,
            person: person.clone(),
            subject: done.subject,
            level: done.level,
        };
        let tokens = done.tokens;
        let stored = self.vault(move |profile| {
            let account = profile.add_account(&new)?;
            profile.save(&account, &tokens).map_err(|_| vault::StoreError::Locked)?;
            Ok(account)
        });
        let account = stored.await?;
        let context = self.connect(&account, Arc::new(|_| ())).await?;
        sync::refresh_mailboxes(&context, &account).await?;
        let records = self.vault(vault::Profile::mailboxes).await?;
        let mailboxes = records.iter().filter(|record| record.mailbox.account == account).count();
        self.pulse.tell(AppEvent::Mailboxes);
        self.sync_now();
        Ok(LoginDone { account, person, mailboxes, level: done.level })
    }
}
