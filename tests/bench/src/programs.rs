//! The programs under measure: a sandbox, and the terminal program with a home of its own.

use serde_json::Value;
use std::error::Error;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// A sandbox that serves until it is dropped.
pub struct Sandbox {
    process: Child,
    /// Its base address.
    pub url: String,
}

impl Sandbox {
    /// Starts one with so many letters in one mailbox.
    pub fn start(programs: &Path, letters: u64) -> Result<Self, Box<dyn Error>> {
        let mut process = Command::new(programs.join("postkasse-sandbox"))
            .args(["--letters", &letters.to_string(), "--documents", "text"])
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        BufReader::new(process.stdout.take().ok_or("no output")?).read_line(&mut line)?;
        let ready: Value = serde_json::from_str(&line)?;
        let url = ready.get("url").and_then(Value::as_str).ok_or("no address in the ready line")?.to_owned();
        Ok(Sandbox { process, url })
    }

    /// The number of the last request so far.
    pub fn last_request(&self) -> Result<u64, Box<dyn Error>> {
        let log = self.requests_since(0)?;
        Ok(log.last().and_then(|r| r.get("n")?.as_u64()).unwrap_or(0))
    }

    /// The request log after a number, mail interface only.
    pub fn requests_since(&self, mark: u64) -> Result<Vec<Value>, Box<dyn Error>> {
        let mut answer = ureq::get(format!("{}/admin/requests?since={mark}", self.url)).call()?;
        let all: Vec<Value> = answer.body_mut().with_config().limit(256 << 20).read_json()?;
        Ok(all.into_iter().filter(|r| r.get("provider").and_then(Value::as_str) == Some("digital-post")).collect())
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The terminal program with a home of its own, its key in the session's keyring.
pub struct Terminal {
    program: PathBuf,
    home: TempDir,
}

impl Terminal {
    /// A new home.
    pub fn new(programs: &Path) -> Result<Self, Box<dyn Error>> {
        Ok(Terminal::at(programs, tempfile::tempdir()?))
    }

    /// A home that is there already.
    pub fn at(programs: &Path, home: TempDir) -> Self {
        Terminal { program: programs.join("postkasse-cli"), home }
    }

    /// Where its data lies.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.args(args).env("POSTKASSE_HOME", self.home.path()).env("POSTKASSE_KEYRING", "os");
        command.stdout(Stdio::piped());
        command
    }

    /// Runs to the end and reads the JSON.
    pub fn json(&self, args: &[&str]) -> Result<Value, Box<dyn Error>> {
        let output = self.command(&[&["--json"], args].concat()).output()?;
        if !output.status.success() {
            return Err(format!("{args:?} ended with {}", output.status).into());
        }
        Ok(serde_json::from_slice(&output.stdout)?)
    }

    /// Starts and goes on.
    pub fn spawn(&self, args: &[&str]) -> Result<Running, Box<dyn Error>> {
        Ok(Running { began: Instant::now(), child: self.command(args).stdout(Stdio::null()).spawn()? })
    }

    /// How long after `began` a list shows so many letters, read by a process of its own again and again.
    pub fn first_page_of(&self, letters: usize, began: Instant) -> Result<Duration, Box<dyn Error>> {
        let limit = letters.to_string();
        while began.elapsed() < Duration::from_secs(120) {
            let rows = self.json(&["list", "--all", "--limit", &limit])?;
            if rows.as_array().is_some_and(|rows| rows.len() >= letters) {
                return Ok(began.elapsed());
            }
        }
        Err("the list stayed short".into())
    }

    /// The median of whole runs, in milliseconds.
    pub fn median(&self, runs: usize, args: &[&str]) -> Result<f64, Box<dyn Error>> {
        let mut times = Vec::with_capacity(runs);
        for _ in 0..runs {
            let began = Instant::now();
            let output = self.command(args).output()?;
            times.push(began.elapsed().as_secs_f64() * 1000.0);
            if !output.status.success() {
                return Err(format!("{args:?} ended with {}", output.status).into());
            }
        }
        times.sort_by(f64::total_cmp);
        times.get(runs / 2).copied().ok_or_else(|| "no runs".into())
    }
}

/// A running program.
pub struct Running {
    /// When it was started.
    pub began: Instant,
    child: Child,
}

impl Running {
    /// Waits for the end, and what it took until then.
    pub fn wait(mut self) -> Result<Took, Box<dyn Error>> {
        let status_file = format!("/proc/{}/status", self.child.id());
        let (mut peak, mut cpu) = (0, Duration::ZERO);
        loop {
            if let Ok(status) = std::fs::read_to_string(&status_file) {
                let line = status.lines().find(|line| line.starts_with("VmHWM:"));
                let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok());
                peak = peak.max(kilobytes.unwrap_or(0));
            }
            cpu = cpu.max(processor_time(self.child.id()).unwrap_or_default());
            if let Some(status) = self.child.try_wait()? {
                if !status.success() {
                    return Err(format!("the program ended with {status}").into());
                }
                return Ok(Took { time: self.began.elapsed(), cpu, peak });
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a run took.
pub struct Took {
    /// On the wall's clock.
    pub time: Duration,
    /// Of processors, the system's part included.
    pub cpu: Duration,
    /// The most memory, resident, in kB.
    pub peak: u64,
}

/// The time of processors that a process has had so far (proc(5), `stat`: fields 14 and 15, in hundredths of a second).
pub fn processor_time(process: u32) -> Option<Duration> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // What follows the name, which may have spaces in it: the third field and on.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at)?.parse::<u64>().ok();
    Some(Duration::from_millis(10 * (ticks(11)? + ticks(12)?)))
}
