//! What lies on this computer and how much it is, and which hosts the program talks to: from what is set up, and not
//! from prose that could grow old.

use crate::App;
use crate::services;
use crate::views::{ApiError, HostView, HostWhy, KnownView, StoredMailbox, StoredView};
use model::{Mailbox, MailboxId, ProviderId};
use std::collections::{BTreeMap, BTreeSet};
use url::{Host, Url};
use vault::{Profile, StoreError};

impl App {
    /// What lies here, mailbox by mailbox.
    ///
    /// # Errors
    /// [`ApiError`] when the vault cannot be read at all.
    pub async fn stored(&self) -> Result<StoredView, ApiError> {
        self.vault(|profile| {
            let records = profile.mailboxes()?.into_iter().map(|record| record.mailbox);
            let readable: Vec<MailboxId> = records.filter(Mailbox::is_readable).map(|mailbox| mailbox.id).collect();
            let mailboxes = readable.into_iter().map(|id| stored(profile, id)).collect::<Result<_, _>>()?;
            let folder = profile.folder().to_string_lossy().into_owned();
            Ok(StoredView { folder, bytes: profile.size(), mailboxes })
        })
        .await
    }

    /// Whom the program talks to as it is set up now.
    ///
    /// # Errors
    /// [`ApiError`] when the vault cannot be read.
    pub async fn known_view(&self) -> Result<KnownView, ApiError> {
        let mut hosts: BTreeMap<(HostWhy, String), (BTreeSet<String>, bool)> = BTreeMap::new();
        let mut talks = |why: HostWhy, address: &str, person: Option<&str>| {
            let Some((host, here)) = host(address) else { return };
            let (persons, _) = hosts.entry((why, host)).or_insert_with(|| (BTreeSet::new(), here));
            persons.extend(person.map(str::to_owned));
        };
        let accounts = self.vault(Profile::accounts).await?;
        let services_of: BTreeSet<ProviderId> = accounts.iter().map(|account| account.provider).collect();
        for account in accounts {
            talks(HostWhy::Mail, &account.server, Some(&account.person));
            talks(HostWhy::Login, &account.issuer, Some(&account.person));
            if let Some(register) = services::contact_register(account.provider, &account.server) {
                talks(HostWhy::Register, &register, Some(&account.person));
            }
        }
        let forms = self.notify_forms().await?;
        if let Some(email) = forms.email {
            talks(HostWhy::Email, &format!("smtp://{}", email.host), None);
        }
        if let Some(sms) = forms.sms {
            talks(HostWhy::Sms, &sms.url, None);
        }
        let view = |((why, host), (persons, here)): ((HostWhy, String), (BTreeSet<String>, bool))| HostView {
            host,
            why,
            persons: persons.into_iter().collect(),
            here,
        };
        let elsewhere = services_of.contains(&ProviderId::Altinn);
        Ok(KnownView {
            elsewhere,
            hosts: hosts.into_iter().map(view).collect(),
            licence: env!("CARGO_PKG_LICENSE").to_owned(),
        })
    }
}

/// The host of an address, and whether it is this computer.
fn host(address: &str) -> Option<(String, bool)> {
    let url = Url::parse(address).ok()?;
    let here = match url.host()? {
        Host::Domain(name) => name == "localhost",
        Host::Ipv4(number) => number.is_loopback(),
        Host::Ipv6(number) => number.is_loopback(),
    };
    Some((url.host_str()?.to_owned(), here))
}

fn stored(profile: &Profile, mailbox: MailboxId) -> Result<StoredMailbox, StoreError> {
    let held = match profile.cache(&mailbox).and_then(|cache| cache.held()) {
        Err(StoreError::Damaged) => None,
        held => Some(held?),
    };
    let state = profile.state_if_any(&mailbox)?;
    let (mut drafts, mut ticks, mut waiting) = (0, 0, 0);
    if let Some(state) = state {
        drafts = state.drafts()?.len() as u64;
        ticks = state.ticks()?.values().filter(|tick| tick.done).count() as u64;
        waiting = state.wishes()?.len() as u64;
    }
    let bytes = profile.mailbox_size(&mailbox);
    let (damaged, held) = (held.is_none(), held.unwrap_or_default());
    let (letters, documents, since) = (held.letters, held.documents, held.since);
    Ok(StoredMailbox { mailbox, letters, documents, bytes, since, drafts, ticks, waiting, damaged })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

    use super::*;

    #[test]
    fn a_host_is_named_without_what_else_is_in_the_address_and_this_computer_is_told_from_others() {
        assert_eq!(host("https://digitalpost.dk/api/v1?x=1"), Some(("digitalpost.dk".to_owned(), false)));
        assert_eq!(host("smtp://mail.example.org"), Some(("mail.example.org".to_owned(), false)));
        for here in ["http://127.0.0.1:4711", "http://localhost/x", "http://[::1]:80"] {
            assert!(host(here).unwrap().1, "{here}");
        }
        assert_eq!(host("ikke en adresse"), None);
    }
}
