//! Saving: the only way in which a letter's bytes come to lie on disk in clear, and only because the person
//! asked for it. Never over another file.

use crate::App;
use crate::content::Found;
use crate::letter::file_view;
use crate::views::{ApiError, FileState, SavedView};
use model::{Code, DocumentKind, FileId, MessageId};
use std::fs::File;
use std::io::{ErrorKind, Read, copy};
use std::path::{Path, PathBuf};
use vault::{Profile, StoreError};

/// So many files of one name are enough.
const MOST_OF_ONE_NAME: u32 = 1000;

impl App {
    /// Saves a file under this very name.
    ///
    /// # Errors
    /// [`ApiError`]: `notFound` when it is not here (yet), `refused` when it waits or the name is taken.
    pub async fn save_file(&self, message: MessageId, file: FileId, path: PathBuf) -> Result<(), ApiError> {
        let found = self.find_file(&message, &file).await?;
        let saved = self.vault(move |profile| save(profile, &found, &path)).await?;
        not_over_another(saved)
    }

    /// Saves a file in this folder, under its tamed name or one with a number.
    ///
    /// # Errors
    /// As [`App::save_file`].
    pub async fn save_into(&self, message: MessageId, file: FileId, folder: PathBuf) -> Result<SavedView, ApiError> {
        let found = self.find_file(&message, &file).await?;
        let saved = self.vault(move |profile| {
            let name = file_view(&*profile.cache(&found.mailbox)?, &found.file, false)?.filename;
            beside(&folder, &name, |path| save(profile, &found, path))
        });
        saved.await
    }

    /// Saves every file of a letter that is here, in a folder of its own in this one.
    ///
    /// # Errors
    /// As [`App::save_file`]; `notFound` when none is here.
    pub async fn save_all(&self, message: MessageId, folder: PathBuf) -> Result<SavedView, ApiError> {
        let view = self.letter(message.clone(), false, false).await?;
        let shown = view.documents.iter().filter(|document| document.kind != DocumentKind::Technical);
        let here: Vec<FileId> = shown
            .flat_map(|document| &document.files)
            .filter(|file| file.state == FileState::Here)
            .map(|file| file.id.clone())
            .collect();
        if here.is_empty() {
            return Err(ApiError::plain(Code::NotFound));
        }
        let name = letter::safe_filename(&view.row.subject, letter::Kind::Other, "").display;
        let own = self.vault(move |_| own_folder(&folder, &name)).await?;
        for file in here {
            self.save_into(message.clone(), file, own.clone()).await?;
        }
        Ok(saved_view(&own))
    }
}

/// The answer when a name was given: one that is taken is refused.
pub(crate) fn not_over_another(saved: bool) -> Result<(), ApiError> {
    if saved { Ok(()) } else { Err(ApiError::said(Code::Refused, "error.save.exists")) }
}

fn saved_view(path: &Path) -> SavedView {
    let filename = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    SavedView { filename, path: path.to_string_lossy().into_owned(), opened: false }
}

/// The name, then the name with 2, 3, … before its extension.
pub(crate) fn numbered(name: &str, number: u32) -> String {
    match (number, name.rsplit_once('.')) {
        (1, _) => name.to_owned(),
        (_, Some((stem, extension))) if !stem.is_empty() => format!("{stem} ({number}).{extension}"),
        _ => format!("{name} ({number})"),
    }
}

fn own_folder(folder: &Path, name: &str) -> Result<PathBuf, StoreError> {
    std::fs::create_dir_all(folder)?;
    for number in 1..MOST_OF_ONE_NAME {
        let own = folder.join(numbered(name, number));
        match std::fs::create_dir(&own) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            other => return Ok(other.map(|()| own)?),
        }
    }
    Err(std::io::Error::from(ErrorKind::AlreadyExists).into())
}

/// Saves in this folder under this name, or under one with a number. `save` says whether the name was free.
pub(crate) fn beside(
    folder: &Path,
    name: &str,
    save: impl Fn(&Path) -> Result<bool, StoreError>,
) -> Result<SavedView, StoreError> {
    std::fs::create_dir_all(folder)?;
    for number in 1..MOST_OF_ONE_NAME {
        let path = folder.join(numbered(name, number));
        if save(&path)? {
            return Ok(saved_view(&path));
        }
    }
    Err(std::io::Error::from(ErrorKind::AlreadyExists).into())
}

/// False when there is a file of this name.
fn save(profile: &Profile, found: &Found, path: &Path) -> Result<bool, StoreError> {
    write_new(&mut profile.cache(&found.mailbox)?.open_file(&found.file.id)?, path)
}

/// Writes a new file. False when there is one of this name.
pub(crate) fn write_new(from: &mut impl Read, path: &Path) -> Result<bool, StoreError> {
    let mut out = match File::create_new(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Ok(false),
        other => other?,
    };
    if let Err(error) = copy(from, &mut out) {
        // Half a letter must not lie there looking like a whole one.
        let _ = std::fs::remove_file(path);
        return Err(error.into());
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::numbered;

    #[test]
    fn a_number_goes_before_the_extension() {
        assert_eq!(numbered("brev.pdf", 1), "brev.pdf");
        assert_eq!(numbered("brev.pdf", 2), "brev (2).pdf");
        assert_eq!(numbered("brev", 3), "brev (3)");
        assert_eq!(numbered(".skjult", 2), ".skjult (2)");
    }
}
