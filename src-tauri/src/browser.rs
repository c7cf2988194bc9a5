//! The browser in which one logs in and opens links: the system's, or the command in `POSTKASSE_BROWSER`,
//! which is given the address.

use postkasse::{CommandBrowser, LoginBrowser, SystemBrowser};
use std::path::Path;
use std::sync::Arc;
use url::Url;

/// The browser of this computer.
pub fn system() -> Arc<dyn LoginBrowser> {
    match std::env::var("POSTKASSE_BROWSER") {
        Ok(program) if !program.is_empty() => Arc::new(CommandBrowser { program, arguments: vec!["{url}".to_owned()] }),
        _ => Arc::new(SystemBrowser),
    }
}

/// Hands a saved file to the program that the system has for its kind; whether there was one.
pub async fn open_file(path: &Path) -> bool {
    match Url::from_file_path(path) {
        Ok(address) => system().open(&address).await.is_ok(),
        Err(()) => false,
    }
}
