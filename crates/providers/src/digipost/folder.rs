//! Folders: the inbox, which every mailbox has, and the person's own, which lie beside one another and have a picture.
//! There is none for what was deleted.

use super::link;
use super::root::{self, Roots};
use super::text::{fingerprint, line, word};
use super::web::Web;
use crate::{ProviderError, RemoteFolder};
use model::{FolderIcon, FolderRole, RemoteId};
use reqwest::Method;
use serde_json::{Value, json};

/// The id that the inbox has here. The service names it by a link alone.
pub const INBOX: &str = "inbox";
/// The longest name (`validationRules.foldername` of the root).
const LONGEST_NAME: usize = 30;

/// A folder of a mailbox.
pub fn read(folder: &Value) -> Option<RemoteFolder> {
    let id = id(folder)?;
    let name = line(folder, "name").unwrap_or_default();
    let icon = line(folder, "icon");
    Some(RemoteFolder {
        version: fingerprint(&format!("{name}|{icon:?}")),
        parent: None,
        role: FolderRole::Own,
        name,
        icon: icon.as_deref().and_then(FolderIcon::parse),
        id,
    })
}

/// The id of a folder.
pub fn id(folder: &Value) -> Option<RemoteId> {
    word(folder, "id").filter(|id| id != INBOX).map(RemoteId)
}

/// All folders of a mailbox.
pub fn all(entry: &Value) -> Vec<RemoteFolder> {
    let inbox = RemoteFolder {
        id: INBOX.into(),
        parent: None,
        role: FolderRole::Inbox,
        name: String::new(),
        version: 0,
        icon: None,
    };
    std::iter::once(inbox).chain(root::folders(entry).filter_map(read)).collect()
}

/// A folder as the root has it.
pub fn find<'a>(entry: &'a Value, folder: &RemoteId) -> Result<&'a Value, ProviderError> {
    root::folders(entry).find(|one| id(one).as_ref() == Some(folder)).ok_or(ProviderError::NotFound)
}

/// Whether the service takes such a name.
fn sensible(name: &str) -> Result<(), ProviderError> {
    let taken = |c: char| c.is_alphanumeric() || c.is_whitespace() || matches!(c, '.' | '-' | '(' | ')' | ',' | '+');
    match !name.is_empty() && name.chars().count() <= LONGEST_NAME && name.chars().all(taken) {
        true => Ok(()),
        false => Err(ProviderError::Refused { code: "folder.name".to_owned() }),
    }
}

/// Writing about folders.
pub struct Folders<'a> {
    pub web: &'a Web,
    pub roots: &'a Roots,
    pub mailbox: &'a RemoteId,
}

impl Folders<'_> {
    pub async fn make(&self, name: &str, icon: Option<FolderIcon>) -> Result<RemoteFolder, ProviderError> {
        sensible(name)?;
        let root = self.roots.recent(self.web).await?;
        let entry = root::find(&root, self.mailbox)?.ok_or(ProviderError::NotFound)?;
        let of_folders = entry.get("folders").and_then(|folders| link::find(folders, "create_folder"));
        let uri = of_folders.map_or_else(|| link::follow(entry, "create_folder"), Ok)?;
        let body = json!({"name": name, "icon": icon.unwrap_or(FolderIcon::Folder).word()});
        let made = self.web.put_or_post(Method::POST, uri, &body).await?;
        self.roots.forget().await;
        match made.as_ref().and_then(read) {
            Some(made) => Ok(made),
            // It says no more than that it did so.
            None => self.named(name).await,
        }
    }

    pub async fn change(
        &self,
        folder: &RemoteId,
        name: &str,
        icon: Option<FolderIcon>,
    ) -> Result<RemoteFolder, ProviderError> {
        sensible(name)?;
        let root = self.roots.recent(self.web).await?;
        let entry = root::find(&root, self.mailbox)?.ok_or(ProviderError::NotFound)?;
        let known = find(entry, folder)?;
        // A picture that this program does not know stays as well.
        let icon = icon.map_or_else(|| known.get("icon").cloned().unwrap_or(Value::Null), |icon| icon.word().into());
        let body = json!({"id": known.get("id"), "name": name, "icon": icon});
        self.web.put_or_post(Method::PUT, link::follow(known, "change_folder")?, &body).await?;
        self.roots.forget().await;
        self.now(folder).await
    }

    pub async fn remove(&self, folder: &RemoteId) -> Result<(), ProviderError> {
        let root = self.roots.recent(self.web).await?;
        let entry = root::find(&root, self.mailbox)?.ok_or(ProviderError::NotFound)?;
        self.web.delete(link::follow(find(entry, folder)?, "delete_folder")?).await?;
        self.roots.forget().await;
        Ok(())
    }

    /// The folder as the service has it now.
    pub async fn now(&self, folder: &RemoteId) -> Result<RemoteFolder, ProviderError> {
        let root = self.roots.now(self.web).await?;
        let entry = root::find(&root, self.mailbox)?.ok_or(ProviderError::NotFound)?;
        let found = all(entry).into_iter().find(|one| one.id == *folder);
        found.ok_or(ProviderError::NotFound)
    }

    async fn named(&self, name: &str) -> Result<RemoteFolder, ProviderError> {
        let root = self.roots.now(self.web).await?;
        let entry = root::find(&root, self.mailbox)?.ok_or(ProviderError::NotFound)?;
        // The newest is the last.
        let made = all(entry).into_iter().rfind(|one| one.role == FolderRole::Own && one.name == name);
        made.ok_or(ProviderError::Garbage { what: "a folder that was made and is not there" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mailbox_has_its_inbox_and_the_folders_that_can_be_read() {
        let entry = json!({"folders": {"folder": [{"id": 7, "name": "Hus", "icon": "HOME"}, {"id": "x", "name": "Y",
            "icon": "ROCKET"}, {"name": "nothing"}, {"id": "inbox", "name": "another"}, 7]}});
        let all = all(&entry);
        assert_eq!(all.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["inbox", "7", "x"]);
        assert_eq!((all[1].icon, all[2].icon), (Some(FolderIcon::Home), None));
        assert!(all.iter().all(|one| one.role != FolderRole::Deleted));
        let renamed = read(&json!({"id": 7, "name": "Hytte", "icon": "HOME"})).unwrap();
        assert_ne!(renamed.version, all[1].version);
    }

    #[test]
    fn a_name_is_short_and_plain() {
        for (name, good) in
            [("Hus og hytte (2026), +1", true), ("", false), ("a/b", false), ("å".repeat(31).as_str(), false)]
        {
            assert_eq!(sensible(name).is_ok(), good, "{name}");
        }
    }
}
