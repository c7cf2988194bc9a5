//! A home folder that can be copied, and the terminal program in it.

use crate::faults::{self, How};
use crate::service::Service;
use model::SystemClock;
use postkasse::views::ApiError;
use postkasse::{Access, App, KeySource, Options, PassphraseCost};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Arc;
use tempfile::TempDir;
use vault::Profile;

/// A folder of one's own where syncing costs no wait, if there is such a place.
pub fn fast_folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory).unwrap() } else { tempfile::tempdir().unwrap() }
}

/// A home: `data` is the program's, beside it lies what the tests need.
pub struct Home {
    folder: TempDir,
}

impl Home {
    /// With an empty vault.
    pub fn new() -> Self {
        let home = Home::without_vault("en lang opdigtet adgangssætning");
        drop(home.profile());
        home
    }

    fn without_vault(passphrase: &str) -> Self {
        let home = Home { folder: fast_folder() };
        fs::create_dir(home.store()).unwrap();
        fs::write(home.passphrase(), passphrase).unwrap();
        home
    }

    /// With the vault that the first program made.
    pub fn of_the_first_program() -> Self {
        let home = Home::without_vault("hemmelig");
        let vault = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../crates/vault/tests/data/first-vault");
        let profile = home.data().join("profiles/default");
        fs::create_dir_all(&profile).unwrap();
        copy(&vault, &profile);
        home
    }

    fn passphrase(&self) -> PathBuf {
        self.folder.path().join("passphrase")
    }

    /// Cheap on purpose: how dear a guess is matters nothing here, and the program takes what lies beside the vault.
    fn key(&self) -> KeySource {
        let passphrase = fs::read_to_string(self.passphrase()).unwrap();
        KeySource::Passphrase(passphrase.into(), PassphraseCost { memory_kib: 64, passes: 1 })
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Where the faults keep what they need.
    pub fn store(&self) -> PathBuf {
        self.folder.path().join("store")
    }

    /// The same once more.
    pub fn copy(&self) -> Self {
        let home = Home { folder: fast_folder() };
        copy(self.folder.path(), home.folder.path());
        home
    }

    /// The program with these faults upon it.
    pub fn faulty(&self, args: &[&str], at: Option<(How, u64, u64)>) -> Output {
        let mut command = self.command(args);
        faults::upon(&mut command, &self.data(), &self.store(), at);
        command.output().expect("the program runs: build the workspace's programs first")
    }

    /// How many calls there were in the last faulty run that ended by itself.
    pub fn calls(&self) -> u64 {
        faults::calls(&self.store())
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let me = std::env::current_exe().unwrap();
        let mut command = Command::new(me.ancestors().nth(2).unwrap().join("postkasse-cli"));
        command
            .args(args)
            .env("POSTKASSE_HOME", self.data())
            .env("POSTKASSE_KEYRING", "passphrase")
            .env("POSTKASSE_PASSPHRASE_FILE", self.passphrase())
            .env("HOME", self.folder.path())
            .env("LANG", "en_GB.UTF-8")
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .stdin(Stdio::null());
        command
    }

    pub fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().expect("the program runs: build the workspace's programs first")
    }

    /// A file of a person's, beside the vault.
    pub fn file(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// One JSON document, exit status 0.
    pub fn json(&self, args: &[&str]) -> Value {
        let output = self.run(&[&["--json"], args].concat());
        assert!(output.status.success(), "{args:?}: {}", said(&output));
        serde_json::from_slice(&output.stdout).unwrap()
    }

    pub fn login(&self, service: &Service, person: &str) {
        self.json(&["login", "--provider", "digital-post", "--server", service.url(), "--as", person]);
    }

    /// The app, in this process.
    pub async fn app(&self) -> App {
        self.try_app().await.unwrap()
    }

    /// The same, or why it cannot be had.
    pub async fn try_app(&self) -> Result<App, ApiError> {
        let options = Options {
            home: self.data(),
            profile: "default".into(),
            key: self.key(),
            access: Access::Usual,
            clock: Arc::new(SystemClock),
        };
        App::open(options).await
    }

    /// The vault, in this process.
    pub fn profile(&self) -> Arc<Profile> {
        Profile::open(&vault::Home::new(self.data()), "default", self.key(), Access::Usual).unwrap()
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            fs::create_dir_all(&to).unwrap();
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), &to).unwrap();
        }
    }
}

/// Everything a program said, for a failing test's message.
pub fn said(output: &Output) -> String {
    format!(
        "{:?}\nstdout: {}\nstderr: {}",
        output.status,
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}
