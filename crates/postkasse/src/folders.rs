//! The folders in a mailbox: what there is, and wishes to make, rename and remove one's own.

use crate::App;
use crate::offers::{has, longest_folder_name};
use crate::overlay::Overlay;
use crate::views::{ApiError, AppEvent, FolderView, Offer};
use model::{Change, Code, Folder, FolderIcon, FolderId, FolderRole, MailboxId, ProviderId, WishId};
use std::collections::HashMap;
use vault::Profile;

impl App {
    /// The folders of a mailbox as the person wants them, with counts as the service has them.
    ///
    /// # Errors
    /// [`ApiError`] when there is no such mailbox, or its access has ended.
    pub async fn folders(&self, mailbox: MailboxId) -> Result<Vec<FolderView>, ApiError> {
        self.vault(move |profile| {
            let counts = profile.cache(&mailbox)?.folder_counts()?;
            let counts: HashMap<_, _> =
                counts.into_iter().map(|count| (count.folder.id, (count.unread, count.total))).collect();
            let mut overlay = Overlay::new(profile);
            let view = |folder: &Folder| {
                let (unread, total) = counts.get(&folder.id).copied().unwrap_or_default();
                FolderView {
                    id: folder.id.clone(),
                    mailbox: mailbox.clone(),
                    parent: folder.parent.clone(),
                    role: folder.role,
                    name: folder.name.clone(),
                    unread,
                    total,
                    icon: folder.icon,
                }
            };
            let mut folders: Vec<_> = overlay.folders(&mailbox)?.iter().map(view).collect();
            folders.sort_by(|a, b| (a.role, &a.name).cmp(&(b.role, &b.name)));
            Ok(folders)
        })
        .await
    }

    /// Wishes for a folder, with a picture if one is wanted.
    ///
    /// # Errors
    /// [`ApiError`]: `notAllowed` when this person may not, `conflict` when there is one of that name in that
    /// place, `refused` for a name that is none and for a picture where the service has none, `notFound` for a folder
    /// that is not there.
    pub async fn folder_add(
        &self,
        mailbox: MailboxId,
        name: &str,
        parent: Option<FolderId>,
        icon: Option<FolderIcon>,
    ) -> Result<(FolderId, WishId), ApiError> {
        let mut random = [0; 10];
        getrandom::fill(&mut random).map_err(|_| ApiError::plain(Code::Unexpected))?;
        let id = FolderId::from_random(random);
        let change = Change::MakeFolder { name: name.trim().to_owned(), parent, icon };
        let wish = self.folder_wish(mailbox, id.clone(), change).await?;
        Ok((id, wish))
    }

    /// Wishes to call a folder something else.
    ///
    /// # Errors
    /// As [`App::folder_add`].
    pub async fn folder_rename(&self, mailbox: MailboxId, folder: FolderId, name: &str) -> Result<WishId, ApiError> {
        self.folder_wish(mailbox, folder, Change::RenameFolder(name.trim().to_owned())).await
    }

    /// Wishes for another picture of a folder.
    ///
    /// # Errors
    /// As [`App::folder_add`].
    pub async fn folder_icon(
        &self,
        mailbox: MailboxId,
        folder: FolderId,
        icon: FolderIcon,
    ) -> Result<WishId, ApiError> {
        self.folder_wish(mailbox, folder, Change::FolderIcon(icon)).await
    }

    /// Wishes a folder away. What lies in it is the service's to place, so it must be empty.
    ///
    /// # Errors
    /// As [`App::folder_add`]; `refused` when something lies in it.
    pub async fn folder_remove(&self, mailbox: MailboxId, folder: FolderId) -> Result<WishId, ApiError> {
        self.folder_wish(mailbox, folder, Change::RemoveFolder).await
    }

    async fn folder_wish(&self, mailbox: MailboxId, folder: FolderId, change: Change) -> Result<WishId, ApiError> {
        let box_id = mailbox.clone();
        let read = move |profile: &Profile| {
            let record = profile.mailbox(&box_id)?;
            Ok((record.mailbox, Overlay::new(profile).folders(&box_id)?.to_vec()))
        };
        let (at, folders) = self.vault(read).await?;
        if !at.rights.has(change.needs()) {
            return Err(ApiError::plain(Code::NotAllowed));
        }
        let found = folders.iter().find(|one| one.id == folder);
        sensible(&change, found, &folders, at.provider)?;
        if matches!(change, Change::RemoveFolder) && self.holds_something(&mailbox, &folder).await? {
            return Err(ApiError::said(Code::Refused, "error.folder.notEmpty"));
        }
        let (version, now, box_id) = (found.map_or(0, |found| found.version), self.clock.now(), mailbox.clone());
        let add = move |profile: &Profile| profile.state(&box_id)?.add_wish(&folder, &change, version, now);
        let wish = self.vault(add).await?;
        self.wished(mailbox).await?;
        self.pulse.tell(AppEvent::Mailboxes);
        Ok(wish)
    }

    /// Whether a letter or another folder lies in it, the wishes laid over.
    async fn holds_something(&self, mailbox: &MailboxId, folder: &FolderId) -> Result<bool, ApiError> {
        let query = crate::views::LetterQuery {
            mailbox: Some(mailbox.clone()),
            folder: Some(folder.clone()),
            limit: Some(1),
            ..Default::default()
        };
        let inside = self.folders(mailbox.clone()).await?.iter().any(|one| one.parent.as_ref() == Some(folder));
        Ok(inside || !self.letters(query).await?.rows.is_empty())
    }
}

fn sensible(change: &Change, found: Option<&Folder>, folders: &[Folder], provider: ProviderId) -> Result<(), ApiError> {
    let pictured = matches!(change, Change::FolderIcon(_) | Change::MakeFolder { icon: Some(_), .. });
    if pictured && !has(provider, Offer::FolderIcons) {
        return Err(ApiError::said(Code::Refused, "error.folder.icon"));
    }
    if matches!(change, Change::MakeFolder { parent: Some(_), .. }) && !has(provider, Offer::FoldersInFolders) {
        return Err(ApiError::said(Code::Refused, "error.folder.flat"));
    }
    let (name, parent) = match (change, found) {
        (Change::MakeFolder { name, parent, .. }, _) => (name, parent.as_ref()),
        (_, None) => return Err(ApiError::plain(Code::NotFound)),
        (_, Some(found)) if found.role != FolderRole::Own => {
            return Err(ApiError::said(Code::Refused, "error.folder.builtIn"));
        }
        (Change::RenameFolder(name), Some(found)) => (name, found.parent.as_ref()),
        _ => return Ok(()),
    };
    if name.is_empty() || name.chars().any(char::is_control) {
        return Err(ApiError::said(Code::Refused, "error.name.length"));
    }
    if name.chars().count() > longest_folder_name(provider) {
        let text = if provider == ProviderId::Digipost { "error.folder.name30" } else { "error.name.length" };
        return Err(ApiError::said(Code::Refused, text));
    }
    if parent.is_some_and(|parent| !folders.iter().any(|one| one.id == *parent && one.role == FolderRole::Own)) {
        return Err(ApiError::plain(Code::NotFound));
    }
    let same = |one: &&Folder| one.role == FolderRole::Own && one.name == *name && one.parent.as_ref() == parent;
    match folders.iter().find(same) {
        Some(there) if found.is_none_or(|found| found.id != there.id) => {
            Err(ApiError::said(Code::Conflict, "error.folder.exists"))
        }
        _ => Ok(()),
    }
}
