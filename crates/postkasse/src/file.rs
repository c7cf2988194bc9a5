//! A file of a letter: its bytes, saved where the person wants them.

use crate::App;
use crate::letter::find;
use crate::views::ApiError;
use model::{Code, FileId, MessageId};
use std::fs::File;
use std::io::copy;
use std::path::PathBuf;
use vault::StoreError;

impl App {
    /// Saves a file under this name; an existing file is not overwritten.
    ///
    /// # Errors
    /// [`ApiError`]: `notFound` when it is not here (yet), `refused` when it waits or the name is taken.
    pub async fn save_file(&self, message: MessageId, file: FileId, path: PathBuf) -> Result<(), ApiError> {
        let (id, wanted) = (message.clone(), file.clone());
        let (_, found, waits) = self.vault(move |profile| find(profile, &id)).await?;
        let known = found.documents.iter().flat_map(|document| &document.files).any(|one| one.id == wanted);
        if !known {
            return Err(ApiError::plain(Code::NotFound));
        }
        if waits.is_some() {
            return Err(ApiError::plain(Code::Refused));
        }
        let mailbox = found.mailbox;
        let saved = self.vault(move |profile| {
            let mut reader = profile.cache(&mailbox)?.open_file(&file)?;
            let mut out = match File::create_new(&path) {
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => return Ok(false),
                other => other?,
            };
            if let Err(error) = copy(&mut reader, &mut out) {
                // Half a letter must not lie there looking like a whole one.
                let _ = std::fs::remove_file(&path);
                return Err(StoreError::from(error));
            }
            Ok(true)
        });
        if saved.await? { Ok(()) } else { Err(ApiError::plain(Code::Refused)) }
    }
}
