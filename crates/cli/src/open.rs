//! Opening the app as the environment says: where, and with which key.

use crate::arguments::Arguments;
use model::{Code, SystemClock};
use postkasse::views::ApiError;
use postkasse::{Access, App, Options, environment};
use std::sync::Arc;

/// A refusal that needs no log.
pub fn refused(code: Code, text: &str) -> ApiError {
    ApiError { code, retry: false, text: Some(text.to_owned()), reference: String::new() }
}

/// Opens the app.
pub async fn open(arguments: &Arguments, access: Access) -> Result<App, ApiError> {
    let options = Options {
        home: arguments.home.clone().map_or_else(environment::home, Ok)?,
        profile: arguments.profile.clone(),
        key: environment::key()?,
        access,
        clock: Arc::new(SystemClock),
    };
    App::open(options).await
}
