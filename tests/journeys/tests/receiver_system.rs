//! A company's receiver system: fetched with a certificate, kept, receipted, and only then deleted at the service.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test may fail loudly"
)]

mod support;
use p12_keystore::{KeyStore, KeyStoreEntry, LocalKeyId, PrivateKey, PrivateKeyChain};
use serde_json::{Value, json};
use std::fs;
use std::process::Stdio;
use std::time::Duration;
use support::{Sandbox, Terminal, files_below, said};

const MINIMUM: &str = include_str!("../../../crates/memo/tests/data/MeMo_Minimum_Example.xml");

fn rows(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

struct World {
    sandbox: Sandbox,
    terminal: Terminal,
}

impl World {
    fn new() -> Self {
        World { sandbox: Sandbox::start(&["--seed", "empty"]), terminal: Terminal::new() }
    }

    fn ready(&self, pointer: &str) -> String {
        self.sandbox.ready.pointer(&format!("/receiver/{pointer}")).unwrap().as_str().unwrap().to_owned()
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.terminal.home.path().join(name);
        fs::write(&path, bytes).unwrap();
        path.to_string_lossy().into_owned()
    }

    /// What is typed to add the system, with one of the certificates.
    fn add(&self, which: &str) -> Vec<String> {
        let (cert, key) = (self.ready(&format!("{which}certificate")), self.ready(&format!("{which}key")));
        let words = [
            ["--server", &self.ready("url")],
            ["--cert", &self.file("cert.pem", cert)],
            ["--key", &self.file("key.pem", key)],
            ["--system-id", &self.ready("systemId")],
            ["--api-key-file", &self.file("api-key", self.ready("apiKey") + "\n")],
            ["--ca", &self.file("ca.pem", self.ready("ca"))],
        ];
        ["receiver", "add"].into_iter().chain(words.into_iter().flatten()).map(str::to_owned).collect()
    }

    fn added(self) -> Self {
        let words = self.add("");
        self.terminal.json(&words.iter().map(String::as_str).collect::<Vec<_>>());
        self
    }

    fn letter(&self, subject: &str) -> String {
        let xml = MINIMUM.replace(">Pladsanvisning<", &format!(">{subject}<"));
        let (status, answer) = self.sandbox.post_raw("/admin/receiver", xml.as_bytes());
        assert_eq!(status, 200, "{answer}");
        answer["ids"][0].as_str().unwrap().to_owned()
    }

    fn queue(&self) -> Vec<Value> {
        rows(&self.sandbox.get("/admin/receiver")).clone()
    }

    fn letters(&self) -> Vec<Value> {
        rows(&self.terminal.json(&["list", "--limit", "1000"])).clone()
    }

    fn synced(&self) -> Value {
        self.terminal.json(&["sync"])["mailboxes"][0].clone()
    }
}

fn refused(world: &World, words: &[String], why: &str) {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let run = world.terminal.run(&words);
    assert_eq!(run.status.code(), Some(7), "{why}: {}", said(&run));
    assert!(said(&run).contains(why), "{why}: {}", said(&run));
    assert_eq!(world.terminal.json(&["receiver", "list"]), json!([]), "{why}");
    assert_eq!(world.terminal.json(&["mailboxes"]), json!([]), "{why}");
}

fn with(words: &[String], name: &str, value: &str) -> Vec<String> {
    let mut words = words.to_vec();
    let at = words.iter().position(|word| word == name).unwrap();
    words[at + 1] = value.to_owned();
    words
}

#[test]
fn a_company_fetches_its_mail_and_the_service_deletes_it_once_it_is_safe_here() {
    let world = World::new().added();
    let listed = world.terminal.json(&["receiver", "list"]);
    assert_eq!(rows(&listed)[0]["company"], "Hansen VVS ApS");
    let (first, second) = (world.letter("Moms for 4. kvartal"), world.letter("Årsregnskab"));
    let report = world.synced();
    assert_eq!((&report["new"], report.get("error")), (&json!(2), None), "{report}");
    for entry in world.queue() {
        assert_eq!((&entry["fetched"], &entry["receipts"], &entry["deleted"]), (&json!(1), &json!(1), &json!(true)));
        assert_eq!(entry["receipt"]["receiptStatus"], "COMPLETED");
    }
    let letters = world.letters();
    let mut ids: Vec<_> = letters.iter().map(|row| row["remoteId"].as_str().unwrap()).collect();
    ids.sort_unstable();
    let mut expected = [first.as_str(), second.as_str()];
    expected.sort_unstable();
    assert_eq!(ids, expected, "under the service's own ids");
    assert!(letters.iter().all(|row| row["read"] == false));
    let mailbox = world.terminal.json(&["mailboxes"])[0].clone();
    assert_eq!(
        (&mailbox["kind"], &mailbox["name"], &mailbox["unread"]),
        (&json!("company"), &json!("Hansen VVS ApS"), &json!(2))
    );
    assert_eq!(mailbox["provider"], "receiver");
    let id = letters[0]["id"].as_str().unwrap();
    world.terminal.json(&["mark", id, "--read"]);
    assert_eq!(world.terminal.json(&["show", id, "--text"])["read"], true, "done at once, and here alone");
    assert_eq!(world.terminal.json(&["outbox"]), json!([]));
    assert_eq!(world.synced()["new"], 0);
    world.letter("Endnu et");
    assert_eq!(world.synced()["new"], 1);
    // The requests are those of the interface, in the order that loses nothing.
    let log = world.sandbox.requests_since(0);
    let methods: Vec<_> =
        log.iter().filter(|one| one["provider"] == "receiver").map(|one| one["method"].as_str().unwrap()).collect();
    assert_eq!(
        methods,
        [
            "GET", "GET", "GET", "POST", "DELETE", "GET", "POST", "DELETE", "GET", "GET", "GET", "GET", "POST",
            "DELETE", "GET"
        ]
    );
    let exported = world.terminal.json(&["export", world.terminal.home.path().join("ud").to_str().unwrap()]);
    assert_eq!(rows(&exported["written"]).len(), 3, "what is fetched once can be taken out");
}

#[test]
fn a_certificate_may_come_as_pem_in_one_file_or_as_pkcs12() {
    let world = World::new();
    let (cert, key) = (world.ready("certificate"), world.ready("key"));
    let words = world.add("");
    let both = world.file("both.pem", format!("{key}{cert}"));
    let mut one_file = with(&words, "--cert", &both);
    let at = one_file.iter().position(|word| word == "--key").unwrap();
    one_file.drain(at..at + 2);
    world.terminal.json(&one_file.iter().map(String::as_str).collect::<Vec<_>>());
    let der = |pem: &str| {
        let text: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
        data_encoding::BASE64.decode(text.as_bytes()).unwrap()
    };
    let mut store = KeyStore::new();
    let certificate = p12_keystore::Certificate::from_der(&der(&cert)).unwrap();
    let private = PrivateKey::from_der(&der(&key)).unwrap();
    let chain = PrivateKeyChain::new(LocalKeyId::from("1"), private, [certificate]);
    store.add_entry("firma", KeyStoreEntry::PrivateKeyChain(chain));
    let p12 = world.file("firma.p12", store.writer("hemmeligt ord").write().unwrap());
    let mut with_p12 = with(&one_file, "--cert", &p12);
    let wrong = World { sandbox: world.sandbox, terminal: Terminal::new() };
    let password = wrong.file("adgang", "et andet ord\n");
    with_p12.extend(["--password-file".to_owned(), password.clone()]);
    refused(&wrong, &with_p12, "password does not fit");
    fs::write(&password, "hemmeligt ord\n").unwrap();
    wrong.terminal.json(&with_p12.iter().map(String::as_str).collect::<Vec<_>>());
    wrong.letter("Over PKCS#12");
    assert_eq!(wrong.synced()["new"], 1);
    drop(world.terminal);
    // Nothing that lets anybody in lies on the disk in clear.
    for path in files_below(&wrong.terminal.data()) {
        let bytes = fs::read(&path).unwrap();
        for secret in [b"PRIVATE KEY".as_slice(), b"sandbox-system-key", &der(&key)[..40]] {
            assert!(!bytes.windows(secret.len()).any(|window| window == secret), "{path:?}");
        }
    }
}

#[test]
fn who_is_not_let_in_is_told_why_in_plain_words_and_nothing_is_kept() {
    let world = World::new();
    refused(&world, &world.add("expired/"), "certificate has run out");
    refused(&world, &world.add("stranger/"), "does not accept the certificate");
    let words = world.add("");
    refused(&world, &with(&words, "--system-id", "00000000-0000-4000-8000-000000000099"), "does not know the system");
    refused(&world, &with(&words, "--api-key-file", &world.file("forkert", "forkert")), "does not know the system");
    let other = world.file("anden-ca.pem", world.ready("stranger/certificate"));
    refused(&world, &with(&words, "--ca", &other), "could not prove");
    refused(&world, &with(&words, "--key", &world.file("tom", "ikke en nøgle")), "key is missing");
    let stranger = world.file("fremmed.pem", world.ready("stranger/key"));
    refused(&world, &with(&words, "--key", &stranger), "do not fit");
    refused(&world, &with(&words, "--cert", &world.file("skrald", "bare ord")), "neither PEM nor PKCS#12");
    refused(&world, &with(&words, "--cert", "/findes/ikke.pem"), "cannot be read");
    let locked = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n";
    refused(&world, &with(&words, "--key", &world.file("låst.pem", locked)), "locked with a password");
    let plain = world.ready("url").replace("https:", "http:");
    let run = world.terminal.run(&with(&words, "--server", &plain).iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(run.status.code(), Some(7), "only over TLS: {}", said(&run));
    assert!(world.sandbox.requests_since(0).iter().all(|one| one["status"] == 401), "nobody else got further");
}

#[test]
fn a_letter_that_cannot_be_read_stays_at_the_service_and_the_others_come() {
    let world = World::new().added();
    world.letter("Et");
    let (status, bad) = world.sandbox.post_raw("/admin/receiver", b"<memo:Message");
    assert_eq!(status, 200);
    world.letter("To");
    let run = world.terminal.run(&["--json", "sync"]);
    assert_eq!(run.status.code(), Some(7), "{}", said(&run));
    assert!(said(&run).contains("still at Digital Post"), "{}", said(&run));
    assert_eq!(world.letters().len(), 2);
    let left: Vec<_> = world.queue().into_iter().filter(|one| one["deleted"] == false).collect();
    assert_eq!((left.len(), &left[0]["id"], &left[0]["receipts"]), (1, &bad["ids"][0], &json!(0)));
    let odd = world.terminal.json(&["doctor"])["odd"].clone();
    assert_eq!(odd[0]["remoteId"], bad["ids"][0], "{odd}");
}

#[test]
fn a_bad_day_of_the_service_loses_nothing_and_doubles_nothing() {
    let world = World::new().added();
    for n in 0..12 {
        world.letter(&format!("Brev {n}"));
    }
    for faults in [
        json!({"errorRate": 0.4, "status": 503}),
        json!({"cutBodiesRate": 0.5}),
        json!({"errorRate": 0.4, "status": 500}),
    ] {
        world.sandbox.post("/admin/faults", &faults);
        for _ in 0..3 {
            world.terminal.run(&["sync"]);
        }
    }
    world.sandbox.post("/admin/faults", &json!({}));
    world.terminal.json(&["sync"]);
    assert!(world.queue().iter().all(|one| one["deleted"] == true && one["receipts"].as_u64().unwrap() >= 1));
    assert_eq!(world.letters().len(), 12);
}

#[test]
fn a_program_that_is_killed_at_any_moment_loses_nothing_and_doubles_nothing() {
    let world = World::new().added();
    let most = 20;
    for n in 0..most {
        world.letter(&format!("Brev {n}"));
    }
    world.sandbox.post("/admin/faults", &json!({"latencyMs": 25}));
    for round in 0..10u64 {
        let mut child = world.terminal.command(&["sync"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(900 + round * 61));
        let _ = child.kill();
        let _ = child.wait();
        for entry in world.queue().iter().filter(|one| one["deleted"] == true) {
            let here = world.letters().iter().any(|row| row["remoteId"] == entry["id"]);
            assert!(here && entry["receipts"].as_u64().unwrap() > 0, "deleted there means safe here: {entry}");
        }
    }
    world.sandbox.post("/admin/faults", &json!({}));
    world.terminal.json(&["sync"]);
    assert_eq!(world.letters().len(), most);
    assert!(world.queue().iter().all(|one| one["deleted"] == true));
    assert_eq!(world.terminal.json(&["doctor"])["damaged"], json!([]));
}

#[test]
fn a_receiver_system_that_is_removed_takes_its_letters_and_secrets_with_it() {
    let world = World::new().added();
    world.letter("Et");
    world.synced();
    let account = world.terminal.json(&["receiver", "list"])[0]["account"].as_str().unwrap().to_owned();
    assert_eq!(world.terminal.status(&["receiver", "remove", "findes-ikke"]), 6);
    world.terminal.json(&["receiver", "remove", &account]);
    assert_eq!(world.terminal.json(&["receiver", "list"]), json!([]));
    assert_eq!(world.terminal.json(&["mailboxes"]), json!([]));
    assert_eq!(world.terminal.status(&["sync"]), 3, "nobody is there any more");
}
