//! A private bus in the place of the system's or the session's, for the unit tests of whoever listens there.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use zbus::Connection;
use zbus::connection::Builder;
use zbus::zvariant::OwnedValue;

/// A bus that ends with the test.
pub(crate) struct Bus {
    process: Child,
    address: String,
}

impl Bus {
    pub(crate) fn start() -> Self {
        let arguments = ["--session", "--print-address", "--nofork", "--nopidfile"];
        let mut process = Command::new("dbus-daemon").args(arguments).stdout(Stdio::piped()).spawn().unwrap();
        let mut address = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut address).unwrap();
        Bus { process, address: address.trim().to_owned() }
    }

    pub(crate) fn builder(&self) -> Builder<'_> {
        Builder::address(self.address.as_str()).unwrap()
    }

    /// Somebody who has this name there.
    pub(crate) async fn service(&self, name: &'static str) -> Connection {
        self.builder().name(name).unwrap().build().await.unwrap()
    }

    /// Waits until the bus has so many rules of this connection: then it listens, whatever answers are still on their way.
    pub(crate) async fn has_rules_of(&self, name: &str, rules: u32) {
        let asker = self.builder().build().await.unwrap();
        let call = || {
            asker.call_method(
                Some("org.freedesktop.DBus"),
                "/org/freedesktop/DBus",
                Some("org.freedesktop.DBus.Debug.Stats"),
                "GetConnectionStats",
                &name,
            )
        };
        loop {
            let answer = call().await.unwrap();
            let stats: HashMap<String, OwnedValue> = answer.body().deserialize().unwrap();
            if stats.get("MatchRules").is_some_and(|known| u32::try_from(known).unwrap() >= rules) {
                return;
            }
        }
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
