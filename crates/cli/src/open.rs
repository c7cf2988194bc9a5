//! Opening the app as the environment says: where, and with which key.

use crate::arguments::Arguments;
use model::{Code, SystemClock};
use postkasse::views::ApiError;
use postkasse::{Access, App, Channel, Desktop, Options, Outlets, environment};
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

/// Opens the app.
pub async fn open(arguments: &Arguments, access: Access) -> Result<App, ApiError> {
    let options = Options {
        home: home(arguments)?,
        profile: arguments.profile.clone(),
        key: environment::key()?,
        access,
        clock: Arc::new(SystemClock),
    };
    // With nothing to click: there is no window here that could open a letter.
    let screen: Arc<dyn Channel> = Arc::new(Desktop::only_shown());
    Ok(App::open(options).await?.telling_by(Outlets { screen: Some(screen), ..Outlets::default() }))
}
