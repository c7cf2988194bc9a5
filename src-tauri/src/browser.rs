//! The browser in which one logs in and opens links: the system's, or the command in `POSTKASSE_BROWSER`,
//! which is given the address.

use postkasse::{CommandBrowser, LoginBrowser, SystemBrowser};
use std::sync::Arc;

/// The browser of this computer.
pub fn system() -> Arc<dyn LoginBrowser> {
    match std::env::var("POSTKASSE_BROWSER") {
        Ok(program) if !program.is_empty() => Arc::new(CommandBrowser { program, arguments: vec!["{url}".to_owned()] }),
        _ => Arc::new(SystemBrowser),
    }
}
