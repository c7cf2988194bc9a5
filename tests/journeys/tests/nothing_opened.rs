//! Looking after the post opens none of it. Letters of every kind lie in every kind of mailbox; they are synced,
//! listed, searched, exported and checked, and the service's own record and log are what they were. Then the person
//! opens one and marks one, and exactly these two are in the record: so it would have told.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test may fail loudly"
)]

mod support;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use support::{Sandbox, Terminal, id, list, said};

const FULL: &str = include_str!("../../../crates/memo/tests/data/MeMo_Full_Example.xml");
const MINIMUM: &str = include_str!("../../../crates/memo/tests/data/MeMo_Minimum_Example.xml");
const ACTIONS: [&str; 7] =
    ["BEKRAEFT", "BETALING", "FORBEREDELSE", "INFORMATION", "SELVBETJENING", "TILMELDING", "UNDERSKRIV"];
/// What reading is in the log; everything else there is a deed about a letter or a right.
const LOOKING: [&str; 2] = ["looked", "lookedByOther"];

/// Who logs in: a citizen with her own, her company's, an association's and a relative's mailbox; her mother; one
/// with an employee's, an administrator's and a ceased company's; a boy; one who is exempt.
const PERSONS: [&str; 5] = ["mette", "inger", "sofie", "ahmed", "jens"];

fn memo(header: &str, body: bool) -> String {
    let body = if body {
        "<MessageBody><createdDateTime>2024-05-01T10:00:00Z</createdDateTime><MainDocument><label>Brev</label>\
         <File><encodingFormat>text/plain</encodingFormat><filename>brev.txt</filename><language>da</language>\
         <content>SGVq</content></File></MainDocument></MessageBody>"
    } else {
        ""
    };
    format!(
        "<Message xmlns=\"https://DigitalPost.dk/MeMo-1\" memoVersion=\"1.1\"><MessageHeader>{header}<Sender>\
         <senderID>12345678</senderID><idType>CVR</idType><label>Kommunen</label></Sender><Recipient>\
         <recipientID>1</recipientID><idType>CPR</idType></Recipient></MessageHeader>{body}</Message>"
    )
}

/// The beginning of a header: the kind of message, and what opening it does.
fn header(kind: &str, mandatory: bool, legal: bool) -> String {
    format!(
        "<messageType>{kind}</messageType><messageUUID>nr</messageUUID><label>Fra en MeMo</label>\
         {}<mandatory>{mandatory}</mandatory><legalNotification>{legal}</legalNotification>",
        if kind == "NEMSMS" { "<notification>Husk din tid</notification>" } else { "" }
    )
}

/// One letter of each kind that the service can bring.
fn every_kind(sandbox: &Sandbox, mailbox: &str) {
    let text = json!({"text": "Et opdigtet brev"});
    let html = json!({"html": "<p>Se <a href=\"https://borger.example.org/\">her</a><img src=\"https://x.example.org/seen.png\"></p>"});
    let attachments = json!([{"filename": "bilag.pdf", "mime": "application/pdf", "base64": "JVBERi0="},
        {"filename": "bilag.txt", "text": "Et bilag"}]);
    let reservation = json!({"code": "AFTALE", "reservationStartTime": "2031-01-01T10:00:00Z",
        "reservationEndTime": "2031-01-01T11:00:00Z"});
    let mut letters = vec![
        json!({"body": text}),
        json!({"body": html}),
        json!({"body": {"pdfText": "Et opdigtet brev"}}),
        json!({"body": {"base64": "AAECAw=="}}),
        json!({}),
        json!({"body": text, "attachments": attachments}),
        json!({"body": text, "replyBy": "2031-01-01"}),
        json!({"body": text, "level": "high"}),
        json!({"body": text, "level": "high", "legalNotification": true}),
        json!({"body": {"pdfText": "De stævnes"}, "legalNotification": true, "attachments": attachments}),
        json!({"body": html, "legalNotification": true, "action": "BEKRAEFT", "replyBy": "2031-01-01"}),
        json!({"body": text, "legalNotification": true, "action": reservation}),
        json!({"body": text, "action": reservation}),
    ];
    letters.extend(ACTIONS.iter().map(|action| json!({"body": text, "action": action})));
    for (number, mut letter) in letters.into_iter().enumerate() {
        letter["to"] = json!({"mailbox": mailbox});
        letter["sender"] = "Prøvestyrelsen".into();
        letter["subject"] = format!("Blåbær nr. {number}").into();
        sandbox.post("/admin/letters", &letter);
    }
    let legal_full = FULL.replacen("legalNotification>false<", "legalNotification>true<", 1);
    let memos = [
        FULL.to_owned(),
        legal_full,
        MINIMUM.to_owned(),
        memo(&header("DIGITALPOST", true, false), true),
        memo(&header("DIGITALPOST", true, true), true),
        memo(&header("NEMSMS", false, false), false),
    ];
    for xml in memos {
        let (status, answer) = sandbox.post_raw(&format!("/admin/memo?mailbox={mailbox}"), xml.as_bytes());
        assert_eq!(status, 200, "{answer}: {xml}");
    }
}

fn mailboxes(sandbox: &Sandbox) -> BTreeSet<String> {
    // Norway's letters are of other kinds.
    let persons = list(&sandbox.ready["persons"]).iter().filter(|person| person["country"] == "dk");
    persons.flat_map(|person| list(&person["mailboxes"])).map(|one| id(one).to_owned()).collect()
}

type Record = BTreeMap<String, BTreeMap<String, Value>>;

/// Everything that the service knows about its letters.
fn record(sandbox: &Sandbox) -> Record {
    let of = |mailbox: &String| {
        let held = sandbox.get(&format!("/admin/mailboxes/{mailbox}"));
        list(&held["messages"]).iter().map(|one| (id(one).to_owned(), one.clone())).collect()
    };
    mailboxes(sandbox).iter().map(|mailbox| (mailbox.clone(), of(mailbox))).collect()
}

/// What differs, as `letter -> marks`.
fn changed(before: &Record, after: &Record) -> BTreeMap<String, BTreeSet<String>> {
    let mut found = BTreeMap::new();
    for (mailbox, letters) in after {
        assert_eq!(letters.len(), before[mailbox].len());
        for (letter, now) in letters {
            let then = &before[mailbox][letter];
            let marks = now.as_object().unwrap().iter().filter(|(mark, value)| then[mark.as_str()] != **value);
            let marks: BTreeSet<String> = marks.map(|(mark, _)| mark.clone()).collect();
            if !marks.is_empty() {
                found.insert(letter.clone(), marks);
            }
        }
    }
    found
}

/// Does it for each, all at the same time.
fn at_once<T: Send, R: Send, C: FromIterator<R>>(each: impl IntoIterator<Item = T>, it: impl Fn(T) -> R + Sync) -> C {
    std::thread::scope(|scope| {
        let started: Vec<_> = each.into_iter().map(|one| scope.spawn(|| it(one))).collect();
        started.into_iter().map(|one| one.join().unwrap()).collect()
    })
}

struct World {
    sandbox: Sandbox,
    persons: BTreeMap<&'static str, Terminal>,
    before: Record,
    mark: u64,
}

impl World {
    fn new() -> Self {
        let sandbox = Sandbox::start(&["--seed", "demo"]);
        mailboxes(&sandbox).iter().for_each(|mailbox| every_kind(&sandbox, mailbox));
        let (before, mark) = (record(&sandbox), sandbox.mark());
        World { sandbox, persons: BTreeMap::new(), before, mark }
    }

    /// One more of each kind; they are in the record as they came.
    fn more_arrives(&mut self) {
        mailboxes(&self.sandbox).iter().for_each(|mailbox| every_kind(&self.sandbox, mailbox));
        let now = record(&self.sandbox);
        for (mailbox, letters) in &self.before {
            assert!(letters.iter().all(|(id, one)| now[mailbox][id] == *one));
        }
        for one in now.values().flat_map(BTreeMap::values) {
            for trace in ["opened", "served", "receipt"] {
                assert_eq!(one[trace], false, "{one}");
            }
        }
        self.before = now;
    }

    /// Nothing changed at the service, nothing was written there, and no content of a summons was fetched.
    fn nothing_opened(&self, what: &str) {
        assert_eq!(changed(&self.before, &record(&self.sandbox)), BTreeMap::new(), "{what}");
        for request in self.sandbox.requests_since(self.mark) {
            assert_eq!(request["method"], "GET", "{what}: {request}");
        }
        let waiting = self.waiting();
        let fetched = self.contents().into_iter().filter(|(letter, _)| waiting.contains(letter));
        assert_eq!(fetched.map(|(_, path)| path).collect::<Vec<_>>(), Vec::<String>::new(), "{what}");
    }

    /// The contents that were fetched, with the letter that each is of.
    fn contents(&self) -> Vec<(String, String)> {
        let requests = self.sandbox.requests_since(self.mark);
        let paths = requests.iter().map(|one| one["path"].as_str().unwrap().to_owned());
        let letter = |path: &str| path.split('/').skip_while(|part| *part != "messages").nth(1).map(str::to_owned);
        paths.filter(|path| path.ends_with("/content")).filter_map(|path| Some((letter(&path)?, path))).collect()
    }

    /// The service's ids of all letters whose opening has weight, as the persons' lists have them.
    fn waiting(&self) -> BTreeSet<String> {
        let rows = self.persons.values().map(|person| person.json(&["list", "--limit", "5000"]));
        let rows: Vec<Value> = rows.flat_map(|rows| list(&rows).clone()).collect();
        let waiting = rows.iter().filter(|row| row["waits"] == "legalNotification");
        waiting.map(|row| row["remoteId"].as_str().unwrap().to_owned()).collect()
    }

    /// What stands in the services' log beyond somebody's having looked.
    fn deeds(&self) -> Vec<Value> {
        let mut found = Vec::new();
        for person in self.persons.values() {
            for mailbox in list(&person.json(&["mailboxes"])).iter().filter(|one| one.get("ended").is_none()) {
                let output = person.run(&["--json", "activity", "--mailbox", id(mailbox), "--limit", "500"]);
                // Whoever may not read the log is told so.
                assert!([0, 5].contains(&output.status.code().unwrap()), "{}", said(&output));
                let rows: Value = serde_json::from_slice(&output.stdout).unwrap();
                let rows = rows.as_array().cloned().unwrap_or_default();
                found.extend(rows.into_iter().filter(|row| !LOOKING.contains(&row["what"].as_str().unwrap())));
            }
        }
        found
    }
}

/// Everything that is done with what is here, and that no service hears of.
fn looks_at_everything(person: &Terminal) {
    let letters = person.json(&["list", "--limit", "5000"]);
    assert!(list(&letters).len() >= 20);
    // One of each kind: of each subject, waiting or not.
    let kinds: BTreeMap<_, _> =
        list(&letters).iter().map(|one| ((one["subject"].to_string(), one["waits"].to_string()), one)).collect();
    for letter in kinds.values().filter(|one| one["subject"].as_str().unwrap().starts_with("Blåbær")) {
        let status = person.status(&["show", id(letter), "--text"]);
        let expected = match letter["waits"].as_str() {
            Some("legalNotification") => 7,
            Some(_) => 3,
            None => 0,
        };
        assert_eq!(status, expected, "{letter}");
    }
    let first = |waits: Value| list(&letters).iter().find(|one| one["waits"] == waits).map(id).unwrap();
    let summons = first("legalNotification".into());
    for letter in [summons, first(Value::Null)] {
        assert_eq!(person.status(&["links", letter]), 0);
    }
    person.json(&["show", summons, "--not-now"]);
    for query in ["blåbær", "stævn*", "in:inbox", "is:unread", "has:attachment", "sender:Prøvestyrelsen"] {
        person.json(&["search", query, "--limit", "1000"]);
    }
    for command in ["mailboxes", "folders", "drafts", "outbox", "doctor", "accounts"] {
        person.json(&[command]);
    }
    for format in ["memo", "mbox", "files"] {
        let folder = person.home.path().join(format);
        let output = person.run(&["export", folder.to_str().unwrap(), "--format", format]);
        assert!(output.status.code().is_some_and(|status| status != 1), "{}", said(&output));
        assert!(std::fs::read_dir(folder).unwrap().count() > 0);
    }
}

#[test]
fn no_sync_and_no_look_opens_a_letter_of_any_kind_in_any_mailbox_and_what_the_person_opens_is_recorded() {
    let mut world = World::new();
    let sandbox = &world.sandbox;
    world.persons = at_once(PERSONS, |who| (who, support::person(sandbox, who)));
    world.nothing_opened("the first sync");
    assert!(world.contents().len() > 100, "documents were fetched");
    assert!(world.waiting().len() >= 20, "summonses are there");

    world.more_arrives();
    let () = at_once(world.persons.values(), |person| {
        person.json(&["sync"]);
        person.json(&["sync"]);
    });
    world.nothing_opened("a sync of what is new");

    let mark = world.sandbox.mark();
    let () = at_once(["mette", "sofie"], |who| looks_at_everything(&world.persons[who]));
    world.nothing_opened("looking at what is here");
    assert_eq!(world.sandbox.requests_since(mark), Vec::<Value>::new(), "no service hears of it");

    world.more_arrives();
    let mette = &world.persons["mette"];
    let count = || list(&mette.json(&["list", "--limit", "5000"])).len();
    let (had, mut watching) = (count(), mette.command(&["sync", "--watch"]).spawn().unwrap());
    while count() < had + 4 * 20 {
        assert!(watching.try_wait().unwrap().is_none(), "it goes on");
        std::thread::sleep(Duration::from_millis(100));
    }
    watching.kill().unwrap();
    watching.wait().unwrap();
    mette.json(&["sync"]);
    world.nothing_opened("watching");
    assert_eq!(world.deeds(), Vec::<Value>::new(), "the services' log has no deed");

    // What the person does is recorded, and nothing else with it.
    let letters = mette.json(&["list", "--limit", "5000"]);
    let find = |kind: &str, is: &dyn Fn(&Value) -> bool| {
        let mailbox = mette.mailbox(kind);
        let found = list(&letters).iter().find(|one| one["mailbox"] == mailbox.as_str() && is(one));
        let found = found.unwrap_or_else(|| panic!("none such in {kind}"));
        (id(found).to_owned(), found["remoteId"].as_str().unwrap().to_owned())
    };
    let summons = |one: &Value| one["waits"] == "legalNotification" && one.get("needsLevel").is_none();
    for kind in ["own", "company", "delegated"] {
        let before = record(&world.sandbox);
        let (letter, remote) = find(kind, &summons);
        mette.json(&["show", &letter, "--text", "--open"]);
        let served = BTreeSet::from(["opened", "receipt", "served", "version"].map(str::to_owned));
        assert_eq!(changed(&before, &record(&world.sandbox)), BTreeMap::from([(remote, served)]), "{kind}");

        let before = record(&world.sandbox);
        let (letter, remote) = find(kind, &|one| one["read"] == false && one["waits"].is_null());
        mette.json(&["mark", &letter, "--read"]);
        mette.json(&["sync"]);
        let read = BTreeSet::from(["read", "version"].map(str::to_owned));
        assert_eq!(changed(&before, &record(&world.sandbox)), BTreeMap::from([(remote, read)]), "{kind}");
    }
    let deeds = world.deeds();
    let whats: BTreeSet<&str> = deeds.iter().map(|row| row["what"].as_str().unwrap()).collect();
    assert_eq!(whats, BTreeSet::from(["read", "served"]), "{deeds:?}");
}
