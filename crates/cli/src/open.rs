//! Opening the app as the environment says: where, and with which key.

use crate::arguments::Arguments;
use crate::terminal;
use crate::text::text;
use model::{Code, SystemClock};
use postkasse::views::{ApiError, OwnLock};
use postkasse::{Access, App, Channel, Desktop, KeySource, Options, Outlets, PassphraseCost, environment, lock_of};
use std::path::PathBuf;
use std::sync::Arc;

/// A refusal that needs no log, with the key of its text if the code's own words do not do.
pub fn refused(code: Code, text: Option<&str>) -> ApiError {
    ApiError { code, retry: false, text: text.map(str::to_owned), reference: String::new() }
}

/// The data folder.
pub fn home(arguments: &Arguments) -> Result<PathBuf, ApiError> {
    arguments.home.clone().map_or_else(environment::home, Ok)
}

/// What is to be typed, if that is what is missing.
fn asked_for(error: &ApiError) -> Option<&'static str> {
    match error.text.as_deref() {
        Some("trouble.pin") => Some("cli.pin"),
        Some("trouble.passphrase") => Some("cli.passphrase"),
        _ => None,
    }
}

/// Whether the keyring could open a window here.
fn has_screen() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// Opens the app. What the person has to type for that is read from the file that the environment names, or asked for on
/// the terminal.
pub async fn open(arguments: &Arguments, access: Access) -> Result<App, ApiError> {
    let home = home(arguments)?;
    let options = |key| Options {
        home: home.clone(),
        profile: arguments.profile.clone(),
        key,
        access,
        clock: Arc::new(SystemClock),
    };
    let opened = App::open(options(environment::key()?)).await;
    let app = match opened {
        // The keyring alone does not open it: the person has a lock of her own.
        Err(error) if let Some(asked) = asked_for(&error) => {
            // One without a keyring is opened as the environment says, or not at all.
            let lock = lock_of(home.clone(), arguments.profile.clone()).await?;
            if !lock.choices.contains(&OwnLock::None) {
                return Err(error);
            }
            let words = environment::words().or_else(|| terminal::secret(&text(asked)));
            let words = words.ok_or(error)?;
            App::open(options(KeySource::Passphrase(words, PassphraseCost::default()))).await?
        }
        // The keyring asks on the screen, if there is one.
        Err(error) if error.text.as_deref() == Some("trouble.needsAnswer") && has_screen() => {
            App::open(options(KeySource::Asking)).await?
        }
        opened => opened?,
    };
    // With nothing to click: there is no window here that could open a letter.
    let screen: Arc<dyn Channel> = Arc::new(Desktop::only_shown());
    Ok(app.telling_by(Outlets { screen: Some(screen), ..Outlets::default() }))
}
