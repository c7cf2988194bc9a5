//! The other yardstick: `mu` (Debian's maildir-utils) on the same letters as a maildir. Where it is not installed,
//! nothing is measured against it.

use crate::letters::Letter;
use std::error::Error;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// A maildir with its index.
pub struct Mu {
    folder: TempDir,
    /// How long indexing took.
    pub took: Duration,
}

impl Mu {
    /// Writes the letters and has them indexed; none where there is no `mu`.
    pub fn of(letters: &[Letter]) -> Result<Option<Self>, Box<dyn Error>> {
        if Command::new("mu").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_err() {
            return Ok(None);
        }
        let folder = tempfile::tempdir()?;
        let maildir = folder.path().join("mail");
        for part in ["cur", "new", "tmp"] {
            std::fs::create_dir_all(maildir.join(part))?;
        }
        for letter in letters {
            write(&maildir.join("cur"), letter)?;
        }
        let mut mu = Mu { folder, took: Duration::ZERO };
        mu.run(&["init", "--maildir", &maildir.display().to_string()])?;
        let began = Instant::now();
        mu.run(&["index", "--quiet"])?;
        mu.took = began.elapsed();
        Ok(Some(mu))
    }

    /// Finds the letters with a word in a process of its own; how long it took.
    pub fn find(&self, word: &str) -> Result<Duration, Box<dyn Error>> {
        let began = Instant::now();
        // It ends with 2 when nothing was found.
        self.mu(&["find", "--maxnum", "50", "--sortfield", "date", "--reverse", word])?;
        Ok(began.elapsed())
    }

    fn run(&self, args: &[&str]) -> Result<(), Box<dyn Error>> {
        let status = self.mu(args)?;
        if status.success() { Ok(()) } else { Err(format!("mu {args:?} ended with {status}").into()) }
    }

    fn mu(&self, args: &[&str]) -> std::io::Result<std::process::ExitStatus> {
        let home = self.folder.path().join("mu");
        let mut command = Command::new("mu");
        command.args(args).arg("--muhome").arg(home).stdout(Stdio::null()).stderr(Stdio::null());
        command.status()
    }
}

fn write(folder: &Path, Letter { message, texts }: &Letter) -> Result<(), Box<dyn Error>> {
    let date = message.received.strftime("%a, %d %b %Y %H:%M:%S +0000");
    let mail = format!(
        "From: {} <post@example.dk>\nTo: Mette Hansen <mette@example.dk>\nSubject: {}\nDate: {date}\n\
         Message-ID: <{}@example.dk>\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\
         Content-Transfer-Encoding: 8bit\n\n{}\n",
        message.sender.label,
        message.subject,
        message.remote_id,
        texts.join("\n")
    );
    let flags = if message.read { "S" } else { "" };
    Ok(std::fs::write(folder.join(format!("{}:2,{flags}", message.remote_id)), mail)?)
}
