//! A look around with sample letters: the sandbox that stands in for the national services, started beside
//! this program and ended with it, or one that runs already (`POSTKASSE_SANDBOX`).

use model::Code;
use postkasse::views::ApiError;
use serde::Deserialize;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// It promises to be ready within this.
const READY_WITHIN: Duration = Duration::from_secs(15);

/// A sandbox that answers.
pub struct Sandbox {
    /// Its address.
    pub url: String,
    /// Ends when this is dropped.
    _process: Option<Child>,
}

#[derive(Deserialize)]
struct Ready {
    url: String,
}

fn program() -> Option<PathBuf> {
    let name = format!("postkasse-sandbox{}", std::env::consts::EXE_SUFFIX);
    let beside = std::env::current_exe().ok()?.with_file_name(name);
    beside.is_file().then_some(beside)
}

fn failed(error: &dyn std::fmt::Display) -> ApiError {
    tracing::warn!(%error, "the sandbox did not start");
    ApiError { code: Code::Unexpected, retry: true, text: Some("error.sandbox".to_owned()), reference: String::new() }
}

impl Sandbox {
    /// Whether one can look around.
    pub fn is_available() -> bool {
        std::env::var_os("POSTKASSE_SANDBOX").is_some() || program().is_some()
    }

    /// The one that runs already, or a new one; at the same address as last time when it is known, so that
    /// an account of an earlier look around is still reached.
    ///
    /// # Errors
    /// [`ApiError`] when none can be started.
    pub async fn start(address: Option<&str>) -> Result<Self, ApiError> {
        if let Ok(url) = std::env::var("POSTKASSE_SANDBOX") {
            return Ok(Sandbox { url, _process: None });
        }
        let program = program().ok_or_else(|| failed(&"it is not there"))?;
        let listen = address.unwrap_or("127.0.0.1:0");
        let mut command = Command::new(program);
        command.args(["--seed", "demo", "--listen", listen]);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
        let mut process = command.spawn().map_err(|error| failed(&error))?;
        let output = process.stdout.take().ok_or_else(|| failed(&"it says nothing"))?;
        let mut lines = BufReader::new(output).lines();
        let line = tokio::time::timeout(READY_WITHIN, lines.next_line()).await.map_err(|error| failed(&error))?;
        let line = line.map_err(|error| failed(&error))?.unwrap_or_default();
        let ready: Ready = serde_json::from_str(&line).map_err(|error| failed(&error))?;
        Ok(Sandbox { url: ready.url, _process: Some(process) })
    }
}
