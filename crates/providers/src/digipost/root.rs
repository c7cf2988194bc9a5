//! The root: who is logged in, and the mailboxes with their folders and links. Nearly everything begins there, so it is
//! kept for as long as one round of a sync takes.

use super::link;
use super::text::{count, fingerprint, flag, line, list, word};
use super::web::Web;
use crate::{ProviderError, RemoteMailbox};
use model::{MailboxKind, MailboxState, RemoteId, Rights, Space};
use serde_json::Value;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::Mutex;

/// For so long it speaks for what is there now.
const ROUND: Duration = Duration::from_secs(20);
/// More mailboxes than anybody reaches.
const MOST_MAILBOXES: usize = 500;
/// More folders than anybody has.
pub const MOST_FOLDERS: usize = 1000;

/// The root, as far as it is known.
#[derive(Default)]
pub struct Roots(Mutex<Option<(Instant, Arc<Value>)>>);

impl Roots {
    /// The root as it was a moment ago.
    pub async fn recent(&self, web: &Web) -> Result<Arc<Value>, ProviderError> {
        let mut held = self.0.lock().await;
        if let Some((_, root)) = held.as_ref().filter(|(at, _)| at.elapsed() < ROUND) {
            return Ok(root.clone());
        }
        let root = Arc::new(web.root().await?);
        *held = Some((Instant::now(), root.clone()));
        Ok(root)
    }

    /// The root as it is now.
    pub async fn now(&self, web: &Web) -> Result<Arc<Value>, ProviderError> {
        self.forget().await;
        self.recent(web).await
    }

    /// Something was changed that it speaks of.
    pub async fn forget(&self) {
        *self.0.lock().await = None;
    }
}

/// What the person who is logged in is called.
pub fn person(root: &Value) -> Option<String> {
    line(root.get("primaryAccount")?, "fullName")
}

/// Every mailbox as the root has it. In an older form there is only the person's own, with the account itself.
fn entries(root: &Value) -> Vec<&Value> {
    let several: Vec<&Value> = list(root, "mailbox", MOST_MAILBOXES).collect();
    let account = root.get("primaryAccount").filter(|account| link::find(account, "document_inbox").is_some());
    if several.is_empty() { account.into_iter().collect() } else { several }
}

fn address(entry: &Value) -> Option<RemoteId> {
    line(entry, "digipostaddress").map(RemoteId)
}

/// Whether the person owns it.
pub fn is_own(entry: &Value) -> bool {
    // Only an account says its full name.
    flag(entry, "owner") || entry.get("fullName").is_some()
}

/// The mailboxes.
///
/// # Errors
/// [`ProviderError::Garbage`] when the root has none: everybody who can log in has one.
pub fn mailboxes(root: &Value) -> Result<Vec<RemoteMailbox>, ProviderError> {
    let all: Vec<RemoteMailbox> = entries(root).into_iter().filter_map(|entry| read(root, entry)).collect();
    if all.is_empty() { Err(ProviderError::Garbage { what: "a root without mailboxes" }) } else { Ok(all) }
}

/// The mailbox of this address; none when it is surely not there.
///
/// # Errors
/// [`ProviderError::Garbage`] when a mailbox has no address: it may be that one.
pub fn find<'a>(root: &'a Value, mailbox: &RemoteId) -> Result<Option<&'a Value>, ProviderError> {
    let entries = entries(root);
    if let Some(found) = entries.iter().find(|entry| address(entry).as_ref() == Some(mailbox)) {
        return Ok(Some(found));
    }
    match entries.is_empty() || entries.iter().any(|entry| address(entry).is_none()) {
        true => Err(ProviderError::Garbage { what: "a mailbox without address" }),
        false => Ok(None),
    }
}

/// A mailbox as others see it.
pub fn read(root: &Value, entry: &Value) -> Option<RemoteMailbox> {
    let id = address(entry)?;
    let own = is_own(entry);
    let named = line(entry, "name").or_else(|| line(entry, "fullName"));
    let name = named.or_else(|| person(root).filter(|_| own)).unwrap_or_else(|| id.0.clone());
    let total = count(entry, "totalAvailableStorage").filter(|total| *total > 0);
    Some(RemoteMailbox {
        owner: name.clone(),
        name,
        owner_ref: Some(id.clone()),
        kind: if own { MailboxKind::Own } else { MailboxKind::Delegated },
        rights: Rights::at_digipost(own),
        ends: None,
        state: MailboxState::Active,
        part_of: None,
        favourite: false,
        space: total.map(|total| Space { used: count(entry, "usedStorage").unwrap_or_default(), total }),
        id,
    })
}

/// One's own folders of a mailbox, as the root has them.
pub fn folders(entry: &Value) -> impl Iterator<Item = &Value> {
    entry.get("folders").into_iter().flat_map(|folders| list(folders, "folder", MOST_FOLDERS))
}

/// A number that differs when the root says something else of this mailbox.
pub fn fingerprint_of(entry: &Value) -> i64 {
    let of = |name: &str| entry.get(name).map(ToString::to_string).unwrap_or_default();
    let mut said = format!("{}|{}|{}", of("unreadItemsInInbox"), of("usedStorage"), of("totalAvailableStorage"));
    for folder in folders(entry) {
        let word = |name: &str| word(folder, name).unwrap_or_default();
        said.push_str(&format!("|{}:{}:{}", word("id"), word("name"), word("icon")));
    }
    fingerprint(&said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Right;
    use serde_json::json;

    fn root() -> Value {
        json!({"primaryAccount": {"fullName": "Kari Prøve"}, "mailbox": [
            {"name": "Kari Prøve", "digipostaddress": "kari#0001", "owner": true, "usedStorage": 5,
                "totalAvailableStorage": 10, "folders": {"folder": [{"id": 7, "name": "Hus", "icon": "HOME"}]}},
            {"name": "Per PrÃ¸ve", "digipostaddress": "per#0002", "owner": false}]})
    }

    #[test]
    fn a_mailbox_is_ones_own_or_anothers_and_each_has_its_rights() {
        let all = mailboxes(&root()).unwrap();
        assert_eq!(all[0].space, Some(Space { used: 5, total: 10 }));
        assert_eq!((all[0].kind, all[1].kind), (MailboxKind::Own, MailboxKind::Delegated));
        assert_eq!((all[1].name.as_str(), all[1].space), ("Per Prøve", None));
        assert!(all[0].rights.has(Right::Upload) && !all[0].rights.has(Right::Mark));
        assert_eq!(all[1].rights.to_vec(), [Right::Read]);
        assert_eq!(person(&root()).as_deref(), Some("Kari Prøve"));
    }

    #[test]
    fn that_a_mailbox_is_not_there_is_said_only_where_every_other_one_can_be_read() {
        let missing = RemoteId("ola#0003".to_owned());
        assert_eq!(find(&root(), &missing).unwrap(), None);
        let mut strange = root();
        strange["mailbox"][1]["digipostaddress"] = json!(7);
        assert!(find(&strange, &missing).is_err());
        assert!(find(&strange, &"kari#0001".into()).unwrap().is_some());
        for none in [json!({}), json!({"mailbox": []}), json!({"mailbox": "x"}), json!([1])] {
            assert!(find(&none, &missing).is_err() && mailboxes(&none).is_err(), "{none}");
        }
    }

    #[test]
    fn the_older_form_has_the_account_alone() {
        let root = json!({"primaryAccount": {"fullName": "Kari Prøve", "digipostaddress": "kari#0001",
            "link": [{"rel": "/document_inbox", "uri": "/x"}]}});
        let all = mailboxes(&root).unwrap();
        assert_eq!((all.len(), all[0].kind), (1, MailboxKind::Own));
    }

    #[test]
    fn the_fingerprint_is_of_what_changes_with_letters_and_folders() {
        let of = |change: &dyn Fn(&mut Value)| {
            let mut root = root();
            change(&mut root["mailbox"][0]);
            fingerprint_of(&root["mailbox"][0])
        };
        let before = of(&|_| {});
        assert_eq!(before, of(&|entry| entry["link"] = json!([])));
        for change in ["unreadItemsInInbox", "usedStorage"] {
            assert_ne!(before, of(&|entry| entry[change] = json!(1)), "{change}");
        }
        assert_ne!(before, of(&|entry| entry["folders"]["folder"][0]["icon"] = json!("BOX")));
    }
}
