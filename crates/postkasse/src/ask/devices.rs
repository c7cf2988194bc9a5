//! The programs that a person let in at a service: which of them is this one, and shutting one out.

use crate::App;
use crate::views::{ApiError, AppEvent, DeviceView, Here};
use model::{AccountId, Code, RemoteId, TokenStore};
use providers::RemoteConsent;
use std::sync::Arc;
use vault::StoreError;

/// Which program this is: by the session at the eID, if that is how the service names what it let in; else by
/// the name under which this program is registered, which the same person may use on several computers.
fn here(all: &[RemoteConsent], one: &RemoteConsent, session: Option<&str>, client: &str) -> Here {
    let is = |one: &RemoteConsent| session == Some(one.id.as_str());
    let alike = all.iter().filter(|other| other.client == client).count();
    match (is(one), one.client == client) {
        (true, _) => Here::Yes,
        (_, false) => Here::No,
        (_, true) if all.iter().any(is) => Here::No,
        (_, true) => {
            if alike == 1 {
                Here::Yes
            } else {
                Here::Maybe
            }
        }
    }
}

impl App {
    /// The programs that this account's person let in.
    ///
    /// # Errors
    /// [`ApiError`] when there is no such account or the service does not say.
    pub async fn devices(&self, account: AccountId) -> Result<Vec<DeviceView>, ApiError> {
        let context = self.connect(&account, Arc::new(|_| ())).await?;
        let all = context.provider.consents().await?;
        // After the question: it may have renewed the login.
        let read = move |profile: &vault::Profile| {
            let tokens = profile.load(&account).map_err(|_| StoreError::Locked)?;
            Ok((profile.account(&account)?.client_id, tokens.as_ref().and_then(eid::session_of)))
        };
        let (client, session) = self.vault(read).await?;
        let view = |one: &RemoteConsent| DeviceView {
            id: one.id.clone(),
            name: one.name.clone().unwrap_or_else(|| one.client.clone()),
            since: one.made,
            here: here(&all, one, session.as_deref(), &client),
        };
        Ok(all.iter().map(view).collect())
    }

    /// Shuts a program out. One that is or may be this one only if that is meant: then this account is signed
    /// out here, and its letters stay readable.
    ///
    /// # Errors
    /// [`ApiError`]: `notFound` when it is not let in, `refused` when it may be this one and that is not meant.
    pub async fn revoke_device(&self, account: AccountId, device: RemoteId, also_here: bool) -> Result<(), ApiError> {
        let all = self.devices(account.clone()).await?;
        let found = all.into_iter().find(|one| one.id == device).ok_or_else(|| ApiError::plain(Code::NotFound))?;
        if found.here != Here::No && !also_here {
            return Err(ApiError::said(Code::Refused, "error.device.here"));
        }
        let context = self.connect(&account, Arc::new(|_| ())).await?;
        context.provider.withdraw_consent(&device).await?;
        if found.here == Here::Yes {
            self.vault(move |profile| profile.clear(&account).map_err(|_| StoreError::Locked)).await?;
            self.pulse.tell(AppEvent::Mailboxes);
            self.pulse.tell(AppEvent::Sync);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn consent(id: &str, client: &str) -> RemoteConsent {
        RemoteConsent { id: id.into(), client: client.to_owned(), name: None, made: None }
    }

    fn which(session: Option<&str>, clients: &[&str]) -> Vec<Here> {
        let all: Vec<_> = clients.iter().enumerate().map(|(at, client)| consent(&at.to_string(), client)).collect();
        all.iter().map(|one| here(&all, one, session, "me")).collect()
    }

    #[test]
    fn this_program_is_known_by_its_session_or_by_being_the_only_one_of_its_name() {
        use Here::{Maybe, No, Yes};
        assert_eq!(which(Some("1"), &["me", "me", "other"]), [No, Yes, No]);
        assert_eq!(which(None, &["me", "other"]), [Yes, No]);
        assert_eq!(which(Some("elsewhere"), &["me", "me", "other"]), [Maybe, Maybe, No]);
        assert_eq!(which(Some("elsewhere"), &["other"]), [No]);
    }
}
