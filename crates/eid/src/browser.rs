//! The system's browser; never a web view of our own: the person must see the eID's real address.

use crate::EidError;
use async_trait::async_trait;
use std::process::Stdio;
use tokio::process::Command;
use url::Url;

/// Opens the login page.
#[async_trait]
pub trait LoginBrowser: Send + Sync {
    /// Opens this address. A browser that stays may take as long as it likes: nobody waits for it once the
    /// answer is there.
    ///
    /// # Errors
    /// [`EidError::Browser`] when it cannot.
    async fn open(&self, url: &Url) -> Result<(), EidError>;
}

/// The browser that the person uses.
pub struct SystemBrowser;

#[async_trait]
impl LoginBrowser for SystemBrowser {
    async fn open(&self, url: &Url) -> Result<(), EidError> {
        open::that_detached(url.as_str()).map_err(|_| EidError::Browser)
    }
}

/// A command that is given the address; no shell is in between.
pub struct CommandBrowser {
    /// The program.
    pub program: String,
    /// What it is given: `{url}` stands for the address.
    pub arguments: Vec<String>,
}

#[async_trait]
impl LoginBrowser for CommandBrowser {
    async fn open(&self, url: &Url) -> Result<(), EidError> {
        let arguments = self.arguments.iter().map(|one| if one == "{url}" { url.as_str() } else { one });
        let mut command = Command::new(&self.program);
        // It goes on by itself when nobody waits any more: it may be the person's own browser.
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).kill_on_drop(false);
        let status = command.status().await.map_err(|_| EidError::Browser)?;
        if status.success() { Ok(()) } else { Err(EidError::Browser) }
    }
}

/// Tells the person the address.
pub struct PrintBrowser(pub fn(&Url));

#[async_trait]
impl LoginBrowser for PrintBrowser {
    async fn open(&self, url: &Url) -> Result<(), EidError> {
        (self.0)(url);
        Ok(())
    }
}
