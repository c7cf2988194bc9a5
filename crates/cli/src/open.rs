//! Opening the app as the environment says: where, and with which key.

use crate::arguments::Arguments;
use model::{Code, SystemClock};
use postkasse::views::ApiError;
use postkasse::{Access, App, KeySource, Options, PassphraseCost};
use secrecy::SecretString;
use std::path::PathBuf;
use std::sync::Arc;

/// A refusal that needs no log.
pub fn refused(code: Code, text: &str) -> ApiError {
    ApiError { code, retry: false, text: Some(text.to_owned()), reference: String::new() }
}

fn home(arguments: &Arguments) -> Result<PathBuf, ApiError> {
    if let Some(home) = &arguments.home {
        return Ok(home.clone());
    }
    let data = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from);
    let data = data.or_else(|| std::env::home_dir().map(|home| home.join(".local/share")));
    data.map(|data| data.join("postkasse")).ok_or_else(|| refused(Code::Refused, "set POSTKASSE_HOME"))
}

fn key() -> Result<KeySource, ApiError> {
    match std::env::var("POSTKASSE_KEYRING").as_deref() {
        Ok("os") | Err(_) => Ok(KeySource::Os),
        Ok("memory") => Ok(KeySource::Memory),
        Ok("passphrase") => {
            let file = std::env::var_os("POSTKASSE_PASSPHRASE_FILE");
            let text = file.and_then(|file| std::fs::read_to_string(file).ok());
            let text = text.ok_or_else(|| refused(Code::Locked, "POSTKASSE_PASSPHRASE_FILE names no readable file"))?;
            Ok(KeySource::Passphrase(
                SecretString::from(text.trim_end_matches(['\r', '\n'])),
                PassphraseCost::default(),
            ))
        }
        Ok(_) => Err(refused(Code::Refused, "POSTKASSE_KEYRING is os, memory or passphrase")),
    }
}

/// Opens the app.
pub async fn open(arguments: &Arguments, access: Access) -> Result<App, ApiError> {
    let options = Options {
        home: home(arguments)?,
        profile: arguments.profile.clone(),
        key: key()?,
        access,
        clock: Arc::new(SystemClock),
    };
    App::open(options).await
}
