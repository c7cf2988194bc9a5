//! What the environment says, the same for every shell: where the data lies, and which key opens it.

use crate::views::{ApiError, Language};
use model::Code;
use secrecy::SecretString;
use std::path::PathBuf;
use vault::{KeySource, PassphraseCost};

/// The data folder: `POSTKASSE_HOME`, or where the system keeps a program's data.
///
/// # Errors
/// [`ApiError`] `refused` when there is no such place.
pub fn home() -> Result<PathBuf, ApiError> {
    if let Some(home) = std::env::var_os("POSTKASSE_HOME") {
        return Ok(home.into());
    }
    let data = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from);
    let data = data.or_else(|| std::env::home_dir().map(|home| home.join(".local/share")));
    data.map(|data| data.join("postkasse")).ok_or_else(|| ApiError::said(Code::Refused, "trouble.noHome"))
}

/// The key that `POSTKASSE_KEYRING` asks for; the system's keyring when it says nothing.
///
/// # Errors
/// [`ApiError`]: `refused` for another word, `locked` when there is no passphrase to be read.
pub fn key() -> Result<KeySource, ApiError> {
    match std::env::var("POSTKASSE_KEYRING").as_deref() {
        Ok("os") | Err(_) => Ok(KeySource::Os),
        Ok("memory") => Ok(KeySource::Memory),
        Ok("passphrase") => {
            let file = std::env::var_os("POSTKASSE_PASSPHRASE_FILE");
            let text = file.and_then(|file| std::fs::read_to_string(file).ok());
            let text = text.ok_or_else(|| ApiError::said(Code::Locked, "trouble.passphrase"))?;
            Ok(KeySource::Passphrase(
                SecretString::from(text.trim_end_matches(['\r', '\n'])),
                PassphraseCost::default(),
            ))
        }
        Ok(_) => Err(ApiError::said(Code::Refused, "trouble.badKeyring")),
    }
}

/// The system's language, as far as the catalogue has it; Danish otherwise.
#[must_use]
pub fn language() -> Language {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    match set.unwrap_or_default().get(..2) {
        Some("nb" | "no" | "nn") => Language::Nb,
        Some("en") => Language::En,
        _ => Language::Da,
    }
}
