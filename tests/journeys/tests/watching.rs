//! A terminal that watches: what wakes it, how it waits, how it ends. The system's bus is a private one, and those who
//! tell on it are small doubles.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

#[path = "support/proxy.rs"]
#[allow(dead_code, reason = "other journeys use more of it")]
mod proxy;
mod support;

use proxy::Proxy;
use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStderr, Command, Stdio};
use support::{Sandbox, Terminal};

/// A bus in the place of the system's, which ends with the test.
struct Bus {
    process: Child,
    address: String,
}

impl Bus {
    fn start() -> Self {
        let arguments = ["--session", "--print-address", "--nofork", "--nopidfile"];
        let mut process = Command::new("dbus-daemon").args(arguments).stdout(Stdio::piped()).spawn().unwrap();
        let mut address = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut address).unwrap();
        Bus { process, address: address.trim().to_owned() }
    }

    fn service(&self, name: &'static str) -> zbus::blocking::Connection {
        let bus = zbus::blocking::connection::Builder::address(self.address.as_str()).unwrap();
        bus.name(name).unwrap().build().unwrap()
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A terminal that watches, and the log of what it does, until it is dropped.
struct Watching {
    process: Child,
    log: std::io::Lines<BufReader<ChildStderr>>,
}

impl Watching {
    fn begin(mette: &Terminal, bus: &str) -> Self {
        let mut command = mette.command(&["sync", "--watch"]);
        command.env("DBUS_SYSTEM_BUS_ADDRESS", bus).env("POSTKASSE_LOG", "postkasse=debug").env("NO_COLOR", "1");
        let mut process = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let log = BufReader::new(process.stderr.take().unwrap()).lines();
        Watching { process, log }
    }

    /// Waits until the log has said each of these, in whatever order; the last line.
    fn says(&mut self, mut words: Vec<&str>) -> String {
        loop {
            let line = self.log.next().unwrap_or_else(|| panic!("it ended without saying {words:?}")).unwrap();
            words.retain(|word| !line.contains(word));
            if words.is_empty() {
                return line;
            }
        }
    }

    /// Asks it to end, as a person or the system does; its exit status.
    fn end(&mut self, signal: &str) -> Option<i32> {
        assert!(self.process.try_wait().unwrap().is_none(), "it went on until now");
        let asked = Command::new("kill").args([signal, &self.process.id().to_string()]).status().unwrap();
        assert!(asked.success());
        self.process.wait().unwrap().code()
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A terminal on a computer without a line: its first look has failed, and the next is some minutes away. Something
/// `happens`, the line is there again, and so is a look, not even half a minute later.
fn looks_when(happens: impl Fn(&Bus)) {
    let (sandbox, bus) = (Sandbox::start(&["--seed", "empty"]), Bus::start());
    let (proxy, mette) = (Proxy::before(&sandbox.url), Terminal::new());
    let login = ["login", "--provider", "digital-post", "--server", &proxy.url, "--as", "mette"];
    // The eID is the sandbox's own, so the login stays whole.
    let issuer = format!("{}/oauth", sandbox.url);
    mette.json(&[&login[..], &["--issuer", &issuer, "--client-id", "postkasse-sandbox-native"]].concat());
    mette.json(&["sync"]);
    proxy.hang_up(true);
    let mut watching = Watching::begin(&mette, &bus.address);
    watching.says(vec!["the system's bus is listened to", "looked look=Offline"]);
    let mark = sandbox.mark();
    happens(&bus);
    let told = watching.says(vec!["a reason to look"]);
    proxy.hang_up(false);
    let seconds = told.split_once("seconds=").expect("how far away it is").1;
    assert!(seconds.trim().parse::<u64>().unwrap() <= 20, "{told}");
    watching.says(vec!["looked look=Nothing"]);
    assert!(!sandbox.requests_since(mark).is_empty(), "the service was asked");
    assert_eq!(watching.end("-TERM"), Some(0));
}

#[test]
fn a_computer_that_wakes_looks_for_letters_soon() {
    looks_when(|bus| {
        let logind = bus.service("org.freedesktop.login1");
        let (path, interface) = ("/org/freedesktop/login1", "org.freedesktop.login1.Manager");
        for sleeps in [true, false] {
            logind.emit_signal(None::<&str>, path, interface, "PrepareForSleep", &sleeps).unwrap();
        }
    });
}

#[test]
fn a_line_that_is_there_again_is_used_soon() {
    looks_when(|bus| {
        let (name, path) = ("org.freedesktop.NetworkManager", "/org/freedesktop/NetworkManager");
        let network = bus.service(name);
        for state in [20_u32, 70] {
            network.emit_signal(None::<&str>, path, name, "StateChanged", &state).unwrap();
        }
    });
}

#[test]
fn without_a_system_bus_letters_come_as_ever_and_being_asked_to_end_is_no_failure() {
    let (sandbox, mette) = (Sandbox::start(&["--seed", "demo"]), Terminal::new());
    mette.login(&sandbox, "mette");
    for signal in ["-TERM", "-INT"] {
        let mut watching = Watching::begin(&mette, "unix:path=/nowhere/at/all");
        watching.says(vec!["the system does not tell", "looked look=N"]);
        assert_eq!(watching.end(signal), Some(0));
        assert_eq!(mette.status(&["sync"]), 0, "the right to sync is free again at once");
    }
    assert!(!support::list(&mette.json(&["list", "--all"])).is_empty());
}
