//! A desktop of its own: display, D-Bus session, notification server, and somebody who writes down what it is
//! asked to show. A D-Bus session is the whole process's, so what is done in it is done by this test program
//! started once more. Everything started here is ended by its own process id.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const DISPLAY: &str = "DISPLAY";
const BUS: &str = "DBUS_SESSION_BUS_ADDRESS";
const HERE: &str = "POSTKASSE_TEST_SESSION";

/// A process that ends with the test.
pub struct Ends(pub Child);

impl Drop for Ends {
    fn drop(&mut self) {
        // Gently at first: a display that is killed leaves its lock behind.
        let _ = Command::new("kill").args(["-TERM", &self.0.id().to_string()]).status();
        for _ in 0..60 {
            if matches!(self.0.try_wait(), Ok(Some(_))) {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts it and reads the first line that it says.
fn says(command: &mut Command) -> (Ends, String) {
    let program = format!("{command:?}");
    let child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let mut child = child.unwrap_or_else(|error| panic!("{program}: {error}; scripts/setup.sh installs it"));
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(!line.is_empty(), "{program} did not start");
    (Ends(child), line.trim().to_owned())
}

/// Runs the ignored test of this name inside a desktop of its own.
pub fn inside_a_session(test: &str, with_server: bool) {
    let home = tempfile::tempdir().unwrap();
    let (_display, number) =
        says(Command::new("Xvfb").args(["-displayfd", "1", "-screen", "0", "640x480x24", "-nolisten", "tcp"]));
    // Without the usual configuration nothing is started on demand: what answers is what was started here.
    let config = home.path().join("bus.conf");
    std::fs::write(&config, bus_config(home.path().to_str().unwrap())).unwrap();
    let config = format!("--config-file={}", config.display());
    let (_bus, address) =
        says(Command::new("dbus-daemon").args([&config, "--print-address", "--nofork", "--nopidfile"]));
    let in_session = |program: &str| in_session(program, &home, &number, &address);
    let server = with_server.then(|| Ends(in_session("dunst").args(["-conf", "/dev/null"]).spawn().unwrap()));
    if with_server {
        until("the notification server", || dunst(&mut in_session("dunstctl"), &["count"]).status.success());
    }
    let mut again = in_session(std::env::current_exe().unwrap().to_str().unwrap());
    again.args(["--exact", test, "--ignored", "--nocapture"]);
    again.env(HERE, server.as_ref().map_or(String::new(), |server| server.0.id().to_string()));
    let done = again.stderr(Stdio::piped()).output().unwrap();
    let said = [done.stdout, done.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    assert!(done.status.success() && said.contains("1 passed"), "{said}");
}

fn bus_config(folder: &str) -> String {
    format!(
        "<busconfig><type>session</type><listen>unix:dir={folder}</listen><auth>EXTERNAL</auth>
         <policy context='default'><allow send_destination='*' eavesdrop='true'/><allow eavesdrop='true'/>
         <allow own='*'/></policy></busconfig>"
    )
}

fn in_session(program: &str, home: &TempDir, display: &str, address: &str) -> Command {
    let mut command = Command::new(program);
    command.env(DISPLAY, format!(":{display}")).env(BUS, address).env("HOME", home.path());
    command.env("XDG_RUNTIME_DIR", home.path()).stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

fn dunst(command: &mut Command, arguments: &[&str]) -> Output {
    command.args(arguments).output().unwrap()
}

/// The process id of the notification server of the session that this process runs in, if it runs in one.
pub fn here() -> Option<String> {
    std::env::var(HERE).ok()
}

/// What dunst says.
pub fn dunstctl(arguments: &[&str]) -> String {
    let output = dunst(&mut Command::new("dunstctl"), arguments);
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// Sends a signal to a process.
pub fn signal(name: &str, process: &str) {
    assert!(Command::new("kill").args([name, process]).status().unwrap().success());
}

/// Writes down what the notification server is asked to show, from now on.
pub struct Monitor {
    _process: Ends,
    written: Arc<Mutex<String>>,
}

impl Monitor {
    pub fn start() -> Self {
        let mut command = Command::new("dbus-monitor");
        command.arg("interface='org.freedesktop.Notifications',member='Notify'");
        let mut process = Ends(command.stdout(Stdio::piped()).spawn().unwrap());
        let mut said = BufReader::new(process.0.stdout.take().unwrap());
        let written: Arc<Mutex<String>> = Arc::default();
        let all = written.clone();
        std::thread::spawn(move || {
            let mut line = String::new();
            while said.read_line(&mut line).unwrap() > 0 {
                all.lock().unwrap().push_str(&std::mem::take(&mut line));
            }
        });
        // It says something of its own once it listens.
        until("the monitor", || !written.lock().unwrap().is_empty());
        Monitor { _process: process, written }
    }

    /// All that it wrote down, once there is a whole notification in it.
    pub fn all(&self) -> String {
        // The last of a notification's arguments is a number.
        let whole = |all: &str| all.split_once("member=Notify").is_some_and(|(_, shown)| shown.contains("   int32 "));
        until("a notification at the monitor", || whole(&self.written.lock().unwrap()));
        self.written.lock().unwrap().clone()
    }
}

/// Waits until it is so.
pub fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < Duration::from_secs(30), "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}
