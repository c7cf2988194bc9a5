//! A scene: a service and a home in the state from which a command of the program begins, how many calls the command
//! makes, and how everything is at its end when nothing comes between.

use crate::faults::How;
use crate::home::{Home, fast_folder, said};
use crate::inside;
use crate::service::Service;
use postkasse::views::{LetterPage, LetterQuery};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::os::unix::process::ExitStatusExt;
use std::process::Output;
use std::sync::Arc;
use tempfile::TempDir;
use tokio::runtime::Runtime;

const SIGKILL: i32 = 9;

/// How everything is: here, at the service, and what left the service.
#[derive(Debug, PartialEq)]
pub struct End {
    pub here: BTreeMap<String, Value>,
    pub held: Value,
    pub sent: Value,
}

pub struct Scene {
    pub service: Service,
    pub template: Home,
    who: &'static str,
    command: Vec<String>,
    /// How many calls the command makes.
    pub calls: u64,
    /// How it ends.
    pub end: End,
    runtime: Runtime,
    _folder: TempDir,
}

/// A command.
pub fn words(command: &[&str]) -> Vec<String> {
    command.iter().map(|&word| word.to_owned()).collect()
}

pub fn rows(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

pub fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_else(|| panic!("no {name} in {value}"))
}

impl Scene {
    /// With a person who is logged in; prepared by the function, which says the command.
    pub fn new(who: &'static str, prepare: impl FnOnce(&Service, &Home) -> Vec<String>) -> Self {
        let mut scene = Scene::begun(who, prepare);
        let home = scene.begin();
        assert!(scene.run(&home, None).status.success());
        scene.end = scene.go_on(&home, "uncut");
        scene
    }

    /// The same, without a look at its end.
    fn begun(who: &'static str, prepare: impl FnOnce(&Service, &Home) -> Vec<String>) -> Self {
        let runtime = Runtime::new().unwrap();
        let folder = fast_folder();
        let service = Service::start(&runtime, folder.path());
        let template = Home::new();
        template.login(&service, who);
        let command = prepare(&service, &template);
        service.keep();
        let nothing = End { here: BTreeMap::new(), held: Value::Null, sent: Value::Null };
        let mut scene = Scene { service, template, who, command, calls: 0, end: nothing, runtime, _folder: folder };
        let home = scene.begin();
        let whole = scene.run(&home, None);
        assert!(whole.status.success(), "{}", said(&whole));
        scene.calls = home.calls();
        scene
    }

    /// Everything is forgotten; afterwards there is nothing to be compared.
    pub fn forgetting_all() -> Self {
        let prepare = |service: &Service, home: &Home| {
            service.send("sofie", "Et brev", 3);
            home.json(&["sync"]);
            words(&["forget", "--all"])
        };
        Scene::begun("sofie", prepare)
    }

    /// A home in the state at the beginning, and the service, too.
    pub fn begin(&self) -> Home {
        self.service.restore();
        self.service.requests();
        self.template.copy()
    }

    /// The command, with a fault.
    pub fn run(&self, home: &Home, at: Option<(How, u64, u64)>) -> Output {
        home.faulty(&self.command.iter().map(String::as_str).collect::<Vec<_>>(), at)
    }

    /// The command is cut at this call; whether it was still at work then.
    pub fn cut(&self, home: &Home, how: How, at: u64, seed: u64) -> bool {
        let ended = self.run(home, Some((how, at, seed)));
        let cut = ended.status.signal() == Some(SIGKILL);
        assert!(cut || ended.status.success(), "{how:?} at {at}, seed {seed}: {}", said(&ended));
        cut
    }

    /// The doctor finds nothing damaged.
    pub fn is_sound(&self, home: &Home, what: &str) {
        assert_eq!(self.damaged(home, what), [""; 0], "{what}");
    }

    /// What the doctor finds damaged.
    pub fn damaged(&self, home: &Home, what: &str) -> Vec<String> {
        let found = self.runtime.block_on(async { home.app().await.doctor().await });
        found.unwrap_or_else(|error| panic!("{what}: {error:?}")).damaged
    }

    /// What a person sees who looks at her letters.
    pub fn letters(&self, home: &Home, query: LetterQuery) -> LetterPage {
        self.runtime.block_on(async { home.app().await.letters(query).await }).unwrap()
    }

    /// A sync that goes on; how everything is then.
    pub fn go_on(&self, home: &Home, what: &str) -> End {
        let reports = self.runtime.block_on(async { home.app().await.sync(None, Arc::new(|_| ())).await });
        let reports = reports.unwrap_or_else(|error| panic!("{what}: {error:?}"));
        assert!(reports.mailboxes.iter().all(|one| one.error.is_none()), "{what}: {reports:?}");
        let here = inside::everything(&home.profile());
        End { here, held: self.service.held(self.who), sent: self.service.sent() }
    }

    /// This end is that of an uncut run; what differs is said line by line.
    pub fn ends_alike(&self, end: &End, what: &str) {
        let lines = |end: &End| {
            let whole = json!({"here": end.here, "held": end.held, "sent": end.sent});
            serde_json::to_string_pretty(&whole).unwrap().lines().map(str::to_owned).collect::<Vec<_>>()
        };
        if *end != self.end {
            let (found, wanted) = (lines(end), lines(&self.end));
            let first = found.iter().zip(&wanted).position(|(one, other)| one != other).unwrap_or(0);
            let around = |lines: &[String]| {
                lines.iter().skip(first.saturating_sub(12)).take(24).cloned().collect::<Vec<_>>().join("\n")
            };
            panic!("{what}: found {}\n-- instead of {}", around(&found), around(&wanted));
        }
    }
}
