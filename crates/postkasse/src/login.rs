//! Logging in: the browser opens, the answer is checked, the account and its mailboxes are there.

use crate::services::{self, Client};
use crate::views::{ApiError, AppEvent};
use crate::{App, connection};
use eid::{Eid, LoggedIn, LoginBrowser, Patience};
use model::{AccountId, Level, ProviderId};
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

/// Lets the person log in at the eID, and asks the service whether it takes that: what it does not take is no login.
pub(crate) async fn authenticate(
    provider: ProviderId,
    server: &str,
    client: Client,
    (level, language): (Level, &str),
    browser: Arc<dyn LoginBrowser>,
) -> Result<(LoggedIn, Option<String>), ApiError> {
    let registration = services::registration(provider, client, level, language)?;
    let eid = Eid::discover(Arc::new(registration), Patience::default()).await?;
    let mut done = eid.begin().await?.finish(browser, language).await?;
    let name = connection::is_welcome(provider, server, &done.tokens.access, done.name.take()).await?;
    Ok((done, name))
}

impl App {
    /// Logs in. Nothing of a login that failed is kept.
    ///
    /// # Errors
    /// [`ApiError`] with the reason's own text.
    pub async fn login(&self, request: LoginRequest, browser: Arc<dyn LoginBrowser>) -> Result<LoginDone, ApiError> {
        let (server, usual_issuer) = services::address(request.provider, &request.server);
        let issuer = request.issuer.unwrap_or(usual_issuer);
        let (provider, secret) = (request.provider, request.client_secret);
        let client = Client { issuer: issuer.clone(), id: request.client_id.clone(), secret: secret.clone() };
        let how = (request.level, request.language.as_str());
        let (done, name) = authenticate(provider, &server, client, how, browser).await?;
        // Nobody may have said it; what the eID knows her by is no name and is shown to nobody.
        let person = name.unwrap_or_else(|| provider.own_name().to_owned());
        let new = NewAccount {
            provider,
            server,
            issuer,
            client_id: request.client_id,
            person: person.clone(),
            subject: done.subject,
            level: done.level,
        };
        let tokens = done.tokens;
        let account = self.vault(move |profile| profile.add_login(&new, secret.as_ref(), &tokens)).await?;
        let context = self.connect(&account, Arc::new(|_| ())).await?;
        if let Err(error) = sync::refresh_mailboxes(&context, &account).await {
            // The login stands; the next sync lists what this could not.
            tracing::info!(%error, "the mailboxes could not be listed yet");
        }
        let records = self.vault(vault::Profile::mailboxes).await?;
        let mailboxes = records.iter().filter(|record| record.mailbox.account == account).count();
        self.pulse.tell(AppEvent::Mailboxes);
        self.sync_now();
        Ok(LoginDone { account, person, mailboxes, level: done.level })
    }
}
