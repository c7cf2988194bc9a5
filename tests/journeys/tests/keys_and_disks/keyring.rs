//! A keyring of one's own: a D-Bus session, a home and a runtime folder that belong to one test, and in them
//! gnome-keyring, which is what most people have. Everything started here ends with it.

use crate::silent::Silent;
use crate::support::{Sandbox, Terminal};
use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;
use tempfile::TempDir;

const SECRETS: &str = "org.freedesktop.secrets";

/// No services of the computer are started on this bus: what is to be there is started by the test.
fn bus_configuration(socket: &Path) -> String {
    format!(
        r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={}</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"#,
        socket.display()
    )
}

/// A person whose key is in a keyring.
pub(crate) struct Person {
    pub(crate) terminal: Terminal,
    folder: TempDir,
    bus: Option<Child>,
    keyring: Option<Child>,
}

fn wait_for(what: &str, mut there: impl FnMut() -> bool) {
    for _ in 0..1200 {
        if there() {
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("{what} did not come");
}

impl Person {
    /// With an unlocked keyring.
    pub(crate) fn new() -> Self {
        let mut person =
            Person { terminal: Terminal::new(), folder: tempfile::tempdir().unwrap(), bus: None, keyring: None };
        fs::create_dir(person.folder.path().join("run")).unwrap();
        person.starts_bus();
        person.starts_keyring(true);
        person
    }

    fn socket(&self) -> PathBuf {
        self.folder.path().join("run/bus")
    }

    /// In this session. Without a bus, at an address where none is.
    fn in_session<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        self.in_session_with(command, self.folder.path())
    }

    /// The same with another home, in which are other keyrings.
    fn in_session_with<'a>(&self, command: &'a mut Command, home: &Path) -> &'a mut Command {
        command
            .env("DBUS_SESSION_BUS_ADDRESS", format!("unix:path={}", self.socket().display()))
            .env("XDG_RUNTIME_DIR", self.folder.path().join("run"))
            .env("HOME", home)
            .env_remove("XDG_DATA_HOME")
            .env_remove("GNOME_KEYRING_CONTROL")
            .env_remove("DISPLAY")
    }

    pub(crate) fn starts_bus(&mut self) {
        let configuration = self.folder.path().join("bus.conf");
        fs::write(&configuration, bus_configuration(&self.socket())).unwrap();
        let file = format!("--config-file={}", configuration.display());
        let bus = Command::new("dbus-daemon").args(["--nofork", &file]).stdin(Stdio::null()).spawn();
        self.bus = Some(bus.expect("dbus-daemon is installed"));
        wait_for("the bus", || self.socket().exists());
    }

    /// Starts the keyring, unlocked or not. Its password is empty but for the end of the line.
    pub(crate) fn starts_keyring(&mut self, unlocked: bool) {
        let home = self.folder.path().to_owned();
        self.starts_keyring_of(&home, unlocked);
    }

    /// Another keyring takes the place of this one, as after a change of desktop: it knows nothing of this one.
    pub(crate) fn starts_other_keyring(&mut self) {
        self.ends_keyring();
        let home = self.folder.path().join("other");
        fs::create_dir_all(&home).unwrap();
        self.starts_keyring_of(&home, true);
    }

    fn starts_keyring_of(&mut self, home: &Path, unlocked: bool) {
        let mut command = Command::new("gnome-keyring-daemon");
        command.args(["--foreground", "--components=secrets"]).args(unlocked.then_some("--unlock"));
        let started =
            self.in_session_with(&mut command, home).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut keyring = started.spawn().expect("gnome-keyring is installed");
        keyring.stdin.take().unwrap().write_all(b"\n").unwrap();
        self.keyring = Some(keyring);
        wait_for("the keyring", || {
            let owner = format!("string:{SECRETS}");
            let mut ask = Command::new("dbus-send");
            ask.args([
                "--session",
                "--print-reply",
                "--reply-timeout=2000",
                "--dest=org.freedesktop.DBus",
                "/",
                "org.freedesktop.DBus.NameHasOwner",
            ]);
            let answer = self.in_session(ask.arg(owner)).output().expect("dbus-send is installed");
            String::from_utf8_lossy(&answer.stdout).contains("boolean true")
        });
    }

    pub(crate) fn ends_keyring(&mut self) {
        end(&mut self.keyring);
    }

    pub(crate) fn ends_bus(&mut self) {
        end(&mut self.keyring);
        end(&mut self.bus);
        let _ = fs::remove_file(self.socket());
    }

    /// What the keyring has on disk; put back by [`Person::restores_keyring`], as from a backup.
    pub(crate) fn keyring_file(&self) -> Vec<u8> {
        fs::read(self.folder.path().join(".local/share/keyrings/login.keyring")).unwrap()
    }

    pub(crate) fn restores_keyring(&mut self, file: &[u8]) {
        self.ends_keyring();
        fs::write(self.folder.path().join(".local/share/keyrings/login.keyring"), file).unwrap();
        self.starts_keyring(true);
    }

    /// Stops it without ending it: it is there and says nothing.
    pub(crate) fn signals_keyring(&self, signal: &str) {
        let process = self.keyring.as_ref().unwrap().id().to_string();
        assert!(Command::new("kill").args([signal, &process]).status().unwrap().success());
    }

    /// The secret-tool, on our own entry.
    pub(crate) fn secret_tool(&self, verb: &str, input: &[u8]) -> Output {
        self.secret_tool_with(verb, &[], input)
    }

    pub(crate) fn secret_tool_with(&self, verb: &str, more: &[&str], input: &[u8]) -> Output {
        let name = fs::read_to_string(self.profile().join("keyring-name")).unwrap();
        let mut command = Command::new("secret-tool");
        command.arg(verb).args((verb == "store").then_some("--label=postkasse")).args(more);
        command.args(["service", "dk.postkasse", "username", &name]);
        self.in_session(&mut command).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut tool = command.spawn().expect("secret-tool is installed");
        tool.stdin.take().unwrap().write_all(input).unwrap();
        tool.wait_with_output().unwrap()
    }

    /// Whether the keyring has any entry of ours.
    pub(crate) fn secret_tool_finds_any(&self) -> bool {
        let mut command = Command::new("secret-tool");
        let found = self.in_session(command.args(["search", "--all", "service", "dk.postkasse"])).output().unwrap();
        // It tells attributes on one and secrets on the other.
        [found.stdout, found.stderr].iter().any(|said| String::from_utf8_lossy(said).contains("dk.postkasse"))
    }

    pub(crate) fn profile(&self) -> PathBuf {
        self.terminal.data().join("profiles/default")
    }

    /// Whoever asks the keyring's question on the screen; here nobody ever answers it.
    pub(crate) fn has_a_screen_that_nobody_looks_at(&self) -> Silent {
        Silent::named("org.gnome.keyring.SystemPrompter", &self.socket())
    }

    /// The program, with its key in the keyring.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = self.terminal.command(args);
        self.in_session(&mut command).env("POSTKASSE_KEYRING", "os");
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    pub(crate) fn json(&self, args: &[&str]) -> Value {
        let output = self.run(&[&["--json"], args].concat());
        assert!(output.status.success(), "{args:?}: {}", crate::said(&output));
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// Logs in and fetches everything; the letters.
    pub(crate) fn settles_in(&self, sandbox: &Sandbox) -> Value {
        self.json(&["login", "--provider", "digital-post", "--server", &sandbox.url, "--as", "mette"]);
        self.json(&["sync"]);
        self.letters()
    }

    pub(crate) fn letters(&self) -> Value {
        let letters = self.json(&["list", "--all", "--limit", "500"]);
        assert!(letters.as_array().unwrap().len() >= 20, "{letters}");
        letters
    }
}

fn end(process: &mut Option<Child>) {
    if let Some(mut process) = process.take() {
        let _ = process.kill();
        let _ = process.wait();
    }
}

impl Drop for Person {
    fn drop(&mut self) {
        end(&mut self.keyring);
        end(&mut self.bus);
    }
}
