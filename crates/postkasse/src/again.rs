//! Logging in to an account that is there already: because its login has ended, or at a higher level because a letter takes
//! one. It is the same person at the same service, or nothing changes.

use crate::App;
use crate::letter::find;
use crate::login::authenticate;
use crate::services::Client;
use crate::views::{ApiError, AppEvent, LetterView};
use eid::{LoggedIn, LoginBrowser};
use model::{AccountId, Code, Level, Mailbox, MessageId, Waits};
use std::sync::Arc;
use vault::{Account, NewAccount};

impl App {
    /// Logs in to this account once more, at the level that it had. The letters, and what waits to be sent, stay.
    ///
    /// # Errors
    /// [`ApiError`] with the reason's own text; `refused` when somebody else logged in. Nothing is changed then.
    pub async fn log_in_again(&self, account: AccountId, browser: Arc<dyn LoginBrowser>) -> Result<(), ApiError> {
        let account = self.vault(move |profile| profile.account(&account)).await?;
        let level = account.level;
        self.once_more(account, level, browser).await?;
        self.pulse.tell(AppEvent::Mailboxes);
        self.sync_now();
        Ok(())
    }

    /// Logs in at the level that this letter takes, as the same person, and fetches the letter if nothing else holds it
    /// back. A letter that does not wait for a login is given as it is.
    ///
    /// # Errors
    /// [`ApiError`] with the reason's own text; `refused` when somebody else logged in, `higherLevelNeeded` when the login
    /// came back at a lower level: nothing is changed then. What keeps the letter from being fetched leaves the login.
    pub async fn step_up(&self, id: MessageId, browser: Arc<dyn LoginBrowser>) -> Result<LetterView, ApiError> {
        let wanted = id.clone();
        let (mailbox, message, waits) = self.vault(move |profile| find(profile, &wanted)).await?;
        if waits == Some(Waits::HigherLevel) {
            let account = mailbox.account.clone();
            let account = self.vault(move |profile| profile.account(&account)).await?;
            // A letter that does not say which level it takes is opened with the highest.
            let level = message.needs_level.unwrap_or(Level::High);
            self.once_more(account, level, browser).await.map_err(still_too_low)?;
            self.pulse.tell(AppEvent::Mailboxes);
            let fetched = self.fetch_unlocked(&mailbox, &id).await;
            self.pulse.tell(AppEvent::Letter { id: id.clone() });
            // The other letters that waited for it.
            self.sync_now();
            fetched?;
        }
        self.letter(id, false, false).await
    }

    /// Fetches the letter, unless something else holds it back.
    async fn fetch_unlocked(&self, mailbox: &Mailbox, id: &MessageId) -> Result<(), ApiError> {
        let wanted = id.clone();
        let (_, message, waits) = self.vault(move |profile| find(profile, &wanted)).await?;
        if waits.is_some() {
            return Ok(());
        }
        let context = self.connect(&mailbox.account, Arc::new(|_| ())).await?;
        sync::refresh_message(&context, mailbox, &message.remote_id).await?;
        Ok(sync::fetch_message(&context, mailbox, &message.id).await?)
    }

    /// Puts a new login of the same person in the place of the account's.
    async fn once_more(&self, account: Account, level: Level, browser: Arc<dyn LoginBrowser>) -> Result<(), ApiError> {
        if account.provider.keeps_here() {
            return Err(ApiError::plain(Code::Refused));
        }
        let id = account.id.clone();
        let secret = self.vault(move |profile| profile.client_secret(&id)).await?;
        let client = Client { issuer: account.issuer.clone(), id: account.client_id.clone(), secret: secret.clone() };
        let language = self.settings().await?.language;
        let how = (level, language.code());
        let (done, _) = authenticate(account.provider, &account.server, client, how, browser).await?;
        if done.subject != account.subject {
            // Somebody else's login is of no use here, and is not left open.
            self.session(&account).await?.revoke(&done.tokens).await;
            return Err(ApiError::said(Code::Refused, "error.login.somebodyElse"));
        }
        let LoggedIn { tokens, subject, name, level } = done;
        let new = NewAccount {
            provider: account.provider,
            server: account.server,
            issuer: account.issuer,
            client_id: account.client_id,
            person: name.unwrap_or(account.person),
            subject,
            level,
        };
        self.vault(move |profile| profile.add_login(&new, secret.as_ref(), &tokens)).await.map(|_| ())
    }
}

/// In words about the letter, for which the login was made.
fn still_too_low(error: ApiError) -> ApiError {
    let says_so = error.text.as_deref().is_none_or(|text| text == "error.login.levelTooLow");
    match error.code {
        Code::HigherLevelNeeded if says_so => ApiError { text: Some("error.login.stillTooLow".to_owned()), ..error },
        _ => error,
    }
}
