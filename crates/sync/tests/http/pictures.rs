//! Pictures for folders, at a service that takes name and picture together and keeps no versions (as Digipost does): each
//! is changed without taking back what somebody else did to the other.

use crate::vault_at::{Login, VaultAt};
use crate::wished::folder_id;
use async_trait::async_trait;
use jiff::Timestamp;
use model::{
    Change, FolderIcon, FolderId, FolderRole, Mailbox, MailboxKind, MailboxState, ProviderId, RemoteId, Right, Rights,
};
use postkasse_sync::sync_account;
use providers::{
    Accesses, AddressBook, Checked, Connected, Content, Done, MailboxList, Notified, Page, PageRequest, Peek, Provider,
    ProviderError, Registered, RemoteChange, RemoteFolder, RemoteMailbox, RemoteMessage, Sending, Settled, Uploading,
    Writing,
};
use std::sync::{Arc, Mutex};

/// The service: one mailbox without letters, and its folders.
#[derive(Clone)]
struct Shelf(Arc<Mutex<Vec<RemoteFolder>>>);

fn own(id: &str, name: &str, icon: Option<FolderIcon>) -> RemoteFolder {
    RemoteFolder { id: id.into(), parent: None, role: FolderRole::Own, name: name.into(), version: 1, icon }
}

impl Shelf {
    fn mailbox() -> RemoteMailbox {
        RemoteMailbox {
            id: "m".into(),
            name: "Kari Prøve".into(),
            owner: "Kari Prøve".into(),
            owner_ref: None,
            kind: MailboxKind::Own,
            rights: Rights::of(&[Right::Read, Right::Move]),
            ends: None,
            state: MailboxState::Active,
            part_of: None,
            favourite: false,
            space: None,
        }
    }

    /// Somebody else does this to a folder.
    fn elsewhere(&self, id: &str, change: impl FnOnce(&mut RemoteFolder)) {
        change(self.0.lock().unwrap().iter_mut().find(|one| one.id.as_str() == id).unwrap());
    }

    fn is(&self, id: &str) -> Option<(String, Option<FolderIcon>)> {
        let all = self.0.lock().unwrap();
        all.iter().find(|one| one.id.as_str() == id).map(|one| (one.name.clone(), one.icon))
    }
}

#[async_trait]
impl Writing for Shelf {
    async fn apply(&self, _: &RemoteId, _: &RemoteId, _: i64, _: &RemoteChange) -> Result<Done, ProviderError> {
        Err(ProviderError::NotOffered)
    }

    async fn open(&self, _: &RemoteId, _: &RemoteId, _: i64) -> Result<Done, ProviderError> {
        Err(ProviderError::NotOffered)
    }

    async fn erase(&self, _: &RemoteId, _: &RemoteId, _: i64) -> Result<(), ProviderError> {
        Err(ProviderError::NotOffered)
    }

    async fn make_folder(
        &self,
        _: &RemoteId,
        name: &str,
        _: Option<&RemoteId>,
        icon: Option<FolderIcon>,
    ) -> Result<RemoteFolder, ProviderError> {
        let made = own("made", name, icon);
        self.0.lock().unwrap().push(made.clone());
        Ok(made)
    }

    async fn rename_folder(
        &self,
        _: &RemoteId,
        folder: &RemoteId,
        _: i64,
        name: &str,
        icon: Option<FolderIcon>,
    ) -> Result<RemoteFolder, ProviderError> {
        let mut all = self.0.lock().unwrap();
        let found = all.iter_mut().find(|one| one.id == *folder).ok_or(ProviderError::NotFound)?;
        (found.name, found.icon) = (name.to_owned(), icon);
        Ok(found.clone())
    }
}

impl Sending for Shelf {}
impl AddressBook for Shelf {}
impl Registered for Shelf {}
impl Notified for Shelf {}
impl Connected for Shelf {}
impl Accesses for Shelf {}
impl Uploading for Shelf {}

#[async_trait]
impl Provider for Shelf {
    fn id(&self) -> ProviderId {
        ProviderId::Digipost
    }

    async fn mailboxes(&self, _: Option<&str>) -> Result<MailboxList, ProviderError> {
        Ok(MailboxList::All { mailboxes: vec![Shelf::mailbox()], ends_known: true, seen: None })
    }

    async fn check_mailbox(&self, _: &RemoteId) -> Result<Checked<RemoteMailbox>, ProviderError> {
        Ok(Checked::There(Shelf::mailbox()))
    }

    fn lists_lag(&self) -> bool {
        false
    }

    async fn peek(&self, _: &RemoteId, _: Option<&str>) -> Result<Peek, ProviderError> {
        Ok(Peek::Changed)
    }

    async fn folders(&self, _: &RemoteId) -> Result<Vec<RemoteFolder>, ProviderError> {
        Ok(self.0.lock().unwrap().clone())
    }

    async fn folder(&self, _: &RemoteId, folder: &RemoteId) -> Result<Checked<RemoteFolder>, ProviderError> {
        let all = self.0.lock().unwrap();
        Ok(all.iter().find(|one| one.id == *folder).cloned().map_or(Checked::Gone, Checked::There))
    }

    async fn messages(&self, _: &RemoteId, _: &PageRequest) -> Result<Page, ProviderError> {
        let (messages, unreadable) = (Vec::new(), Vec::new());
        Ok(Page { messages, unreadable, next: None, total: Some(0), cursor: "c".into() })
    }

    fn skip(&self, _: &PageRequest) -> Option<String> {
        None
    }

    async fn settle(&self, _: &RemoteId, cursor: &str) -> Result<Settled, ProviderError> {
        Ok(Settled { latest: Vec::new(), total: Some(0), cursor: cursor.to_owned() })
    }

    async fn message(&self, _: &RemoteId, _: &RemoteId) -> Result<Checked<RemoteMessage>, ProviderError> {
        Ok(Checked::Gone)
    }

    async fn content(&self, _: &RemoteId, _: &RemoteId, _: &RemoteId, _: &RemoteId) -> Result<Content, ProviderError> {
        Err(ProviderError::NotFound)
    }

    fn take_traffic(&self) -> (u64, u64) {
        (0, 0)
    }
}

/// The service and a vault that has synced with it.
struct Scene {
    shelf: Shelf,
    vault: VaultAt,
    mailbox: Mailbox,
}

impl Scene {
    async fn new() -> Scene {
        let inbox = RemoteFolder { role: FolderRole::Inbox, ..own("i", "Innboks", None) };
        let shelf = Shelf(Arc::new(Mutex::new(vec![inbox, own("hytta", "Hytta", Some(FolderIcon::Folder))])));
        let mut vault = VaultAt::new("https://post.example.org", Login::default());
        vault.context.provider = Arc::new(shelf.clone());
        sync_account(&vault.context, &vault.account, None).await.unwrap();
        let mailbox = vault.first();
        Scene { shelf, vault, mailbox }
    }

    fn hytta(&self) -> FolderId {
        folder_id(&self.mailbox, &"hytta".into())
    }

    fn wish(&self, id: &FolderId, change: Change) {
        let state = self.vault.profile.state(&self.mailbox.id).unwrap();
        state.add_wish(id, &change, 1, Timestamp::now()).unwrap();
    }

    /// What waits or was refused after a sync, and how the folder then is at the service and here.
    async fn synced(&self) -> (usize, Option<(String, Option<FolderIcon>)>) {
        sync_account(&self.vault.context, &self.vault.account, None).await.unwrap();
        let there = self.shelf.is("hytta");
        let here = self.vault.cache(&self.mailbox).folders().unwrap().into_iter();
        let here = here.filter(|one| one.id == self.hytta()).map(|one| (one.name, one.icon)).next();
        assert_eq!(here, there);
        (self.vault.profile.state(&self.mailbox.id).unwrap().wishes().unwrap().len(), there)
    }
}

#[tokio::test]
async fn a_picture_is_given_and_the_name_that_somebody_gave_meanwhile_stays() {
    let scene = Scene::new().await;
    scene.wish(&scene.hytta(), Change::FolderIcon(FolderIcon::Home));
    scene.shelf.elsewhere("hytta", |folder| folder.name = "Sommerhus".into());
    assert_eq!(scene.synced().await, (0, Some(("Sommerhus".into(), Some(FolderIcon::Home)))));
}

#[tokio::test]
async fn a_name_is_given_and_the_picture_that_somebody_gave_meanwhile_stays() {
    let scene = Scene::new().await;
    scene.wish(&scene.hytta(), Change::RenameFolder("Sommerhus".into()));
    scene.shelf.elsewhere("hytta", |folder| folder.icon = Some(FolderIcon::Star));
    assert_eq!(scene.synced().await, (0, Some(("Sommerhus".into(), Some(FolderIcon::Star)))));
}

#[tokio::test]
async fn of_two_pictures_the_one_wished_for_here_counts_and_name_and_picture_wished_together_both_come() {
    let scene = Scene::new().await;
    scene.wish(&scene.hytta(), Change::FolderIcon(FolderIcon::Heart));
    scene.wish(&scene.hytta(), Change::RenameFolder("Familie".into()));
    scene.shelf.elsewhere("hytta", |folder| folder.icon = Some(FolderIcon::Star));
    assert_eq!(scene.synced().await, (0, Some(("Familie".into(), Some(FolderIcon::Heart)))));
}

#[tokio::test]
async fn a_picture_for_a_folder_that_was_removed_is_told_as_gone() {
    let scene = Scene::new().await;
    scene.wish(&scene.hytta(), Change::FolderIcon(FolderIcon::Heart));
    scene.shelf.0.lock().unwrap().retain(|one| one.id.as_str() != "hytta");
    assert_eq!(scene.synced().await, (1, None));
}

#[tokio::test]
async fn a_folder_is_made_with_its_picture() {
    let scene = Scene::new().await;
    let new = FolderId::from_random([7; 10]);
    scene.wish(&new, Change::MakeFolder { name: "Bil".into(), parent: None, icon: Some(FolderIcon::Receipt) });
    assert_eq!(scene.synced().await.0, 0);
    assert_eq!(scene.shelf.is("made"), Some(("Bil".into(), Some(FolderIcon::Receipt))));
}
