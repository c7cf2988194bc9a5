//! Programs that are started by a test and end with it, each by its own process id.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// A program that ends with the test.
pub struct Ends(Child);

impl Ends {
    /// Starts it; `said` gathers the lines that it writes.
    pub fn start(command: &mut Command, said: &Said) -> Self {
        let program = format!("{command:?}");
        let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut child = child.unwrap_or_else(|error| panic!("{program}: {error}; scripts/setup.sh installs it"));
        said.follow(child.stdout.take().unwrap());
        said.follow(child.stderr.take().unwrap());
        Ends(child)
    }
}

impl Drop for Ends {
    fn drop(&mut self) {
        let _ = Command::new("kill").args(["-TERM", &self.0.id().to_string()]).status();
        for _ in 0..100 {
            if matches!(self.0.try_wait(), Ok(Some(_))) {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The lines that programs wrote.
#[derive(Clone, Default)]
pub struct Said(Arc<Mutex<Vec<String>>>);

impl Said {
    fn follow(&self, pipe: impl std::io::Read + Send + 'static) {
        let all = self.0.clone();
        std::thread::spawn(move || {
            let mut pipe = BufReader::new(pipe);
            let mut line = Vec::new();
            while pipe.read_until(b'\n', &mut line).is_ok_and(|length| length > 0) {
                let text = String::from_utf8_lossy(&line).trim_end_matches('\n').to_owned();
                all.lock().unwrap().push(text);
                line.clear();
            }
        });
    }

    /// All of them.
    pub fn all(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }

    /// The first that fits, as soon as it is there.
    pub fn wait_for<T>(&self, what: &str, fits: impl Fn(&str) -> Option<T>) -> T {
        let mut found = None;
        until(&format!("{what} in what it says"), || {
            found = self.all().iter().find_map(|line| fits(line));
            found.is_some()
        });
        found.unwrap()
    }
}

/// Waits until it is so.
pub fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < Duration::from_secs(60), "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(30));
    }
}
