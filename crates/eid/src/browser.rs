//! The system's browser; never a web view of our own: the person must see the eID's real address.

use crate::EidError;
use std::process::{Command, Stdio};
use url::Url;

/// Opens the login page.
pub trait LoginBrowser: Send + Sync {
    /// Opens this address.
    ///
    /// # Errors
    /// [`EidError::Browser`] when it cannot.
    fn open(&self, url: &Url) -> Result<(), EidError>;
}

/// The browser that the person uses.
pub struct SystemBrowser;

impl LoginBrowser for SystemBrowser {
    fn open(&self, url: &Url) -> Result<(), EidError> {
        open::that_detached(url.as_str()).map_err(|_| EidError::Browser)
    }
}

/// A command that is given the address as its last argument; no shell is in between.
pub struct CommandBrowser {
    /// The program.
    pub program: String,
    /// What it is given before and after the address: `{url}` stands for it.
    pub arguments: Vec<String>,
}

impl LoginBrowser for CommandBrowser {
    fn open(&self, url: &Url) -> Result<(), EidError> {
        let arguments = self.arguments.iter().map(|one| if one == "{url}" { url.as_str() } else { one });
        let mut command = Command::new(&self.program);
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null());
        let status = command.status().map_err(|_| EidError::Browser)?;
        if status.success() { Ok(()) } else { Err(EidError::Browser) }
    }
}

/// Tells the person the address.
pub struct PrintBrowser(pub fn(&Url));

impl LoginBrowser for PrintBrowser {
    fn open(&self, url: &Url) -> Result<(), EidError> {
        (self.0)(url);
        Ok(())
    }
}
