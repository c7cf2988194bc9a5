//! The service, in this process, and the way back to the state that it had before.

use postkasse_sandbox::{Options, Running, Seed, start};
use rusqlite::Connection;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::runtime::Runtime;

pub struct Service {
    running: Running,
    database: PathBuf,
    before: PathBuf,
    /// The number of the last request that was looked at.
    looked: AtomicU64,
}

impl Service {
    /// One whose data lies in this folder.
    pub fn start(runtime: &Runtime, folder: &Path) -> Self {
        let database = folder.join("service.db");
        let options = Options { seed: Seed::Empty, data: Some(database.clone()), ..Options::default() };
        let running = runtime.block_on(start(options)).unwrap();
        Service { running, database, before: folder.join("before.db"), looked: AtomicU64::new(0) }
    }

    pub fn url(&self) -> &str {
        self.running.url()
    }

    pub fn get(&self, path: &str) -> Value {
        ureq::get(format!("{}{path}", self.url())).call().unwrap().body_mut().read_json().unwrap()
    }

    pub fn post(&self, path: &str, body: &Value) -> Value {
        let mut answer = ureq::post(format!("{}{path}", self.url())).send_json(body).unwrap();
        answer.body_mut().read_json().unwrap_or(Value::Null)
    }

    /// Letters with a small file each, which lies in the database, and one so large that it is sealed by itself.
    pub fn send(&self, who: &str, subject: &str, count: u32) {
        let letter = json!({"to": {"person": who}, "sender": "Prøvestyrelsen", "subject": subject,
            "body": {"text": "Et opdigtet brev om blåbærgrød."}, "count": count,
            "attachments": [{"filename": "bilag.txt", "mime": "text/plain", "text": "Et bilag."},
                {"filename": "stort.bin", "mime": "application/octet-stream", "base64": "A".repeat(44_000)}]});
        self.post("/admin/letters", &letter);
    }

    fn connection(&self) -> Connection {
        let db = Connection::open(&self.database).unwrap();
        db.busy_timeout(Duration::from_secs(10)).unwrap();
        db.execute_batch("PRAGMA synchronous = OFF").unwrap();
        db
    }

    /// Remembers how everything is.
    pub fn keep(&self) {
        let _ = std::fs::remove_file(&self.before);
        self.connection().execute("VACUUM INTO ?1", [self.before.to_str().unwrap()]).unwrap();
    }

    /// Everything is as it was when it was kept.
    pub fn restore(&self) {
        let mut db = self.connection();
        db.execute("ATTACH ?1 AS before", [self.before.to_str().unwrap()]).unwrap();
        let restoring = db.transaction().unwrap();
        let tables: Vec<String> = {
            let sql = "SELECT name FROM sqlite_schema WHERE type = 'table'";
            let mut query = restoring.prepare(sql).unwrap();
            query.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
        };
        restoring.execute_batch("PRAGMA defer_foreign_keys = ON").unwrap();
        for table in &tables {
            let sql = format!("DELETE FROM main.{table}; INSERT INTO main.{table} SELECT * FROM before.{table}");
            restoring.execute_batch(&sql).unwrap();
        }
        restoring.commit().unwrap();
    }

    /// What the service holds in a person's mailboxes, without the ids that it gives by chance.
    pub fn held(&self, person: &str) -> Value {
        let person = self.running.ready.persons.iter().find(|one| one.id == person).unwrap();
        let mailboxes = person.mailboxes.iter().map(|mailbox| {
            let mut held = self.get(&format!("/admin/mailboxes/{}", mailbox.id))["messages"].take();
            let letters = held.as_array_mut().unwrap();
            for letter in letters.iter_mut() {
                let sent = letter["folder"] == "sent";
                let fields = letter.as_object_mut().unwrap();
                fields.remove("id");
                // A step of sending that is said again raises it; what left is looked at in [`Service::sent`].
                fields.retain(|name, _| !(sent && name == "version"));
            }
            letters.sort_by_key(Value::to_string);
            held
        });
        mailboxes.collect()
    }

    /// What left the service.
    pub fn sent(&self) -> Value {
        let sent = self.get("/admin/sent?since=0");
        let sent = sent.as_array().unwrap().iter().map(|one| {
            let files: Vec<&Value> =
                one["documents"].as_array().unwrap().iter().map(|one| &one["files"][0]["fileSize"]).collect();
            json!({"kind": one["kind"], "label": one["label"], "files": files})
        });
        sent.collect()
    }

    /// The requests since this was asked last, as method and path.
    pub fn requests(&self) -> Vec<String> {
        let all = self.get(&format!("/admin/requests?since={}", self.looked.load(Ordering::Relaxed)));
        let all = all.as_array().unwrap();
        if let Some(last) = all.last() {
            self.looked.store(last["n"].as_u64().unwrap(), Ordering::Relaxed);
        }
        all.iter().map(|one| format!("{} {}", one["method"].as_str().unwrap(), one["path"].as_str().unwrap())).collect()
    }
}
