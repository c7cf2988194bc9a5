//! A small disk of one's own: a file system in memory in a name space of its own, which an ordinary user may
//! make as well as root. It can be filled, made larger, and made read-only; only programs that are run in it
//! see it.

use crate::support::{Sandbox, Terminal, said};
use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Output, Stdio};

/// A terminal whose data lies on a small disk.
pub(crate) struct SmallDisk {
    pub(crate) terminal: Terminal,
    /// Holds the name space, and with it the disk.
    holder: Child,
}

impl SmallDisk {
    /// With so many KiB.
    pub(crate) fn new(kib: u32) -> Self {
        let terminal = Terminal::new();
        std::fs::create_dir(terminal.data()).unwrap();
        let make = format!("mount -t tmpfs -o size={kib}k,mode=700 disk \"$1\" && echo ready && exec cat");
        let mut holder = Command::new("unshare")
            .args(["--user", "--map-root-user", "--mount", "sh", "-c", &make, "sh"])
            .arg(terminal.data())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("unshare is installed");
        let mut line = String::new();
        BufReader::new(holder.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        assert_eq!(line, "ready\n", "this system lets nobody make a name space, which this journey needs");
        SmallDisk { terminal, holder }
    }

    /// A command to be run where the disk is.
    fn inside(&self, command: &Command) -> Command {
        let mut inside = Command::new("nsenter");
        inside.args(["--user", "--mount", "--preserve-credentials", "--target", &self.holder.id().to_string()]);
        inside.arg(command.get_program()).args(command.get_args()).stdin(Stdio::null());
        for (name, value) in command.get_envs() {
            match value {
                Some(value) => inside.env(name, value),
                None => inside.env_remove(name),
            };
        }
        inside
    }

    pub(crate) fn run(&self, args: &[&str]) -> Output {
        self.inside(&self.terminal.command(args)).output().unwrap()
    }

    pub(crate) fn json(&self, args: &[&str]) -> Value {
        let output = self.run(&[&["--json"], args].concat());
        assert!(output.status.success(), "{args:?}: {}", said(&output));
        serde_json::from_slice(&output.stdout).unwrap()
    }

    pub(crate) fn login(&self, sandbox: &Sandbox) {
        self.json(&["login", "--provider", "digital-post", "--server", &sandbox.url, "--as", "mette"]);
    }

    /// Something else takes all the room there is; but a little, in which a database can be opened to be read.
    pub(crate) fn fill(&self) {
        let ballast = self.terminal.data().join("ballast");
        let mut fill = Command::new("sh");
        let script = "cat /dev/zero > \"$1\" 2>/dev/null; truncate -s -80K \"$1\"";
        assert!(self.inside(fill.args(["-c", script, "sh"]).arg(ballast)).status().unwrap().success());
    }

    /// And gives it back.
    pub(crate) fn unfill(&self) {
        let mut remove = Command::new("rm");
        let removed = self.inside(remove.arg(self.terminal.data().join("ballast"))).status().unwrap();
        assert!(removed.success());
    }

    /// Other options from now on: a size, `ro`, `rw`.
    pub(crate) fn remount(&self, options: &str) {
        let mut mount = Command::new("mount");
        // With both names mount takes over no options from before, which an ordinary user may not repeat.
        mount.args(["-o", &format!("remount,{options}"), "disk"]).arg(self.terminal.data());
        let output = self.inside(&mount).output().unwrap();
        assert!(output.status.success(), "{}", said(&output));
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = self.holder.kill();
        let _ = self.holder.wait();
    }
}
