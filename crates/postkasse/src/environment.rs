//! What the environment says, the same for every shell: where the data lies, and which key opens it.

use crate::views::{ApiError, Language};
use data_encoding::HEXLOWER;
use model::Code;
use secrecy::SecretString;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use vault::{KeySource, PassphraseCost};

/// The data folder: `POSTKASSE_HOME`, or where the system keeps a program's data.
///
/// # Errors
/// [`ApiError`] `refused` when there is no such place.
pub fn home() -> Result<PathBuf, ApiError> {
    if let Some(home) = std::env::var_os("POSTKASSE_HOME") {
        return Ok(home.into());
    }
    usual_home().ok_or_else(|| ApiError::said(Code::Refused, "trouble.noHome"))
}

/// Where the system keeps a program's data.
#[must_use]
pub fn usual_home() -> Option<PathBuf> {
    let data = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from);
    let data = data.or_else(|| std::env::home_dir().map(|home| home.join(".local/share")));
    data.map(|data| data.join("postkasse"))
}

/// The program's name among those of a computer: of a copy with a data folder of its own another one, since it is
/// another program to everybody who looks for this one.
#[must_use]
pub fn program_name(home: &Path) -> String {
    named(home, usual_home().as_deref())
}

fn named(home: &Path, usual: Option<&Path>) -> String {
    const NAME: &str = "dk.postkasse.desktop";
    // Without what means nothing in a path: a slash at its end, a dot in its middle.
    let whole =
        |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).components().collect::<PathBuf>();
    let home = whole(home);
    if usual.is_some_and(|usual| whole(usual) == home) {
        return NAME.to_owned();
    }
    let mut hash = HEXLOWER.encode(&Sha256::digest(home.as_os_str().as_encoded_bytes()));
    hash.truncate(16);
    // A part of such a name must not begin with a digit.
    format!("{NAME}.h{hash}")
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
            let words = words().ok_or_else(|| ApiError::said(Code::Locked, "trouble.passphrase"))?;
            Ok(KeySource::Passphrase(words, PassphraseCost::default()))
        }
        Ok(_) => Err(ApiError::said(Code::Refused, "trouble.badKeyring")),
    }
}

/// What the person would type to unlock, from the file that `POSTKASSE_PASSPHRASE_FILE` names, if it can be read.
#[must_use]
pub fn words() -> Option<SecretString> {
    let text = std::fs::read_to_string(std::env::var_os("POSTKASSE_PASSPHRASE_FILE")?).ok()?;
    Some(SecretString::from(text.trim_end_matches(['\r', '\n'])))
}

/// The system's language, as far as the catalogue has it; Danish otherwise.
#[must_use]
pub fn language() -> Language {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    Language::meant_by(&set.unwrap_or_default()).unwrap_or(Language::Da)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_data_folders_are_two_programs_and_one_folder_is_one_however_it_is_written() {
        let name = |home: &str| named(Path::new(home), Some(Path::new("/home/mette/.local/share/postkasse")));
        assert_eq!(name("/home/mette/.local/share/postkasse/"), "dk.postkasse.desktop");
        assert_eq!(name("/media/nøgle/post"), name("/media/nøgle/./post/"));
        assert_ne!(name("/media/nøgle/post"), name("/media/nøgle/post2"));
        let parts: Vec<String> = name("/media/nøgle/post").split('.').map(str::to_owned).collect();
        assert!(parts.iter().all(|part| part.starts_with(|c: char| c.is_ascii_alphabetic())), "{parts:?}");
    }
}
