//! Folders of a person's own: made, renamed, moved and removed.

use crate::common::{Got, TestBox, demo};
use serde_json::{Value, json};

/// The folders of a mailbox.
pub struct Folders<'a> {
    sandbox: &'a TestBox,
    mailbox: String,
    person: &'static str,
}

impl<'a> Folders<'a> {
    /// Those of one that `mette` reaches.
    pub fn of(sandbox: &'a TestBox, kind: &str) -> Self {
        Folders { sandbox, mailbox: sandbox.mailbox("mette", kind), person: "mette" }
    }

    async fn call(&self, method: &str, id: &str, version: Option<i64>, body: Option<Value>) -> Got {
        let path = format!("/mailboxes/{}/folders/{id}", self.mailbox);
        let version = version.map(|version| version.to_string());
        let headers: Vec<_> = version.iter().map(|version| ("If-Match", version.as_str())).collect();
        self.sandbox.call(method, &path, self.person, &headers, body).await
    }

    /// Makes one.
    pub async fn make(&self, name: &str, parent: Option<&Value>) -> Got {
        let mut body = json!({"name": name, "folderType": "USER_DEFINED"});
        if let Some(parent) = parent {
            body["parentFolderId"] = parent.clone();
        }
        self.call("POST", "", None, Some(body)).await
    }

    /// One that can be made.
    pub async fn made(&self, name: &str, parent: Option<&Value>) -> Value {
        let made = self.make(name, parent).await;
        assert_eq!(made.status, 201, "{}", String::from_utf8_lossy(&made.body));
        made.json()
    }

    /// Changes one; the version is that of the folder as it is given.
    pub async fn put(&self, folder: &Value) -> Got {
        self.call("PUT", folder["id"].as_str().unwrap(), folder["version"].as_i64(), Some(folder.clone())).await
    }

    async fn delete(&self, folder: &Value) -> Got {
        self.call("DELETE", folder["id"].as_str().unwrap(), folder["version"].as_i64(), None).await
    }

    async fn get(&self, folder: &Value) -> Got {
        self.call("GET", folder["id"].as_str().unwrap(), None, None).await
    }

    async fn all(&self) -> Vec<Value> {
        self.call("GET", "?size=1000", None, None).await.json()["folders"].as_array().unwrap().clone()
    }

    /// A built-in one.
    pub async fn built_in(&self, kind: &str) -> Value {
        self.all().await.into_iter().find(|one| one["folderType"] == kind).unwrap()
    }

    async fn letters(&self, folder: &Value) -> Vec<Value> {
        let id = folder["id"].as_str().unwrap();
        let path = format!("/mailboxes/{}/messages/?size=1000&folderId={id}", self.mailbox);
        let list = self.sandbox.call("GET", &path, self.person, &[], None).await.json();
        list["messages"].as_array().unwrap().clone()
    }
}

fn refused(got: &Got) -> (u16, String, String) {
    let error = &got.json()["fieldErrors"][0];
    let text = |name: &str| error[name].as_str().unwrap_or_default().to_owned();
    (got.status, text("field"), text("code"))
}

fn rule(field: &str, code: &str) -> (u16, String, String) {
    (422, field.to_owned(), code.to_owned())
}

#[tokio::test]
async fn a_folder_is_made_renamed_moved_and_removed() {
    let sandbox = demo().await;
    let own = Folders::of(&sandbox, "own");
    let inbox = own.built_in("INBOX").await;
    let home = own.made(" Bolig ", Some(&inbox["id"])).await;
    assert_eq!(
        (&home["name"], &home["folderType"], &home["version"]),
        (&json!("Bolig"), &json!("USER_DEFINED"), &json!(0))
    );
    assert_eq!(home["parentFolderId"], inbox["id"]);
    let water = own.made("Vand", Some(&home["id"])).await;
    assert_eq!(own.all().await[6..], [home.clone(), water.clone()]);
    let mut wanted = water.clone();
    wanted["name"] = json!("Vand og varme");
    wanted.as_object_mut().unwrap().remove("parentFolderId");
    let changed = own.put(&wanted).await.json();
    assert_eq!((&changed["name"], &changed["version"]), (&json!("Vand og varme"), &json!(1)));
    assert_eq!(changed["parentFolderId"], Value::Null);
    assert_eq!(own.get(&water).await.json(), changed);
    let gone = own.delete(&changed).await;
    assert_eq!((gone.status, gone.body.len()), (204, 0));
    assert_eq!(own.get(&water).await.status, 404);
    assert_eq!(own.delete(&changed).await.status, 404);
    assert_eq!(own.all().await.len(), 7);
}

#[tokio::test]
async fn a_folder_changes_only_for_whom_has_seen_its_present_version() {
    let sandbox = demo().await;
    let own = Folders::of(&sandbox, "own");
    let seen = own.made("Bolig", None).await;
    let mut wanted = seen.clone();
    wanted["name"] = json!("Hus");
    assert_eq!(own.put(&wanted).await.status, 200);
    assert_eq!(own.put(&wanted).await.status, 409);
    assert_eq!(own.delete(&seen).await.status, 409);
    let without = own.call("DELETE", seen["id"].as_str().unwrap(), None, None).await;
    assert_eq!(refused(&without), (400, "If-Match".to_owned(), "if.match.invalid".to_owned()));
    assert_eq!(own.get(&seen).await.json()["name"], "Hus");
}

#[tokio::test]
async fn the_built_in_folders_stay_as_they_are() {
    let sandbox = demo().await;
    let own = Folders::of(&sandbox, "own");
    for kind in ["INBOX", "DRAFTS", "SENT", "DELETED"] {
        let folder = own.built_in(kind).await;
        let mut wanted = folder.clone();
        wanted["name"] = json!("Anderledes");
        assert_eq!(refused(&own.put(&wanted).await), rule("folderType", "folder.built.in"));
        assert_eq!(refused(&own.delete(&folder).await), rule("folderType", "folder.built.in"));
        assert_eq!(own.get(&folder).await.json(), folder);
        let another = own.call("POST", "", None, Some(json!({"name": "Ny", "folderType": kind}))).await;
        assert_eq!(refused(&another), rule("folderType", "folder.built.in"));
    }
}

#[tokio::test]
async fn a_name_is_not_blank_not_long_and_not_taken() {
    let sandbox = demo().await;
    let own = Folders::of(&sandbox, "own");
    let first = own.made("Bolig", None).await;
    for name in ["", "  ", "en\nto", &"x".repeat(257)] {
        assert_eq!(refused(&own.make(name, None).await), rule("name", "name.invalid"), "{name:?}");
    }
    for name in ["Bolig", "BOLIG", " bolig ", "Indbakke"] {
        assert_eq!(refused(&own.make(name, None).await), rule("name", "name.taken"), "{name:?}");
    }
    own.made("Bolig", Some(&first["id"])).await;
    own.made(&"æ".repeat(256), None).await;
    let mut same = first.clone();
    same["name"] = json!("BOLIG");
    assert_eq!(own.put(&same).await.json()["name"], "BOLIG");
    for (body, field) in [
        (json!({"folderType": "USER_DEFINED"}), "name"),
        (json!({"folderType": "USER_DEFINED", "name": 5}), "name"),
        (json!({"name": "x"}), "folderType"),
    ] {
        let wrong = own.call("POST", "", None, Some(body)).await;
        assert_eq!(refused(&wrong), (400, field.to_owned(), "field.invalid".to_owned()));
    }
}

#[tokio::test]
async fn a_folder_lies_where_a_folder_can_and_never_in_itself() {
    let sandbox = demo().await;
    let own = Folders::of(&sandbox, "own");
    for kind in ["DRAFTS", "SENT", "DELETED"] {
        let parent = own.built_in(kind).await["id"].clone();
        assert_eq!(refused(&own.make("Ny", Some(&parent)).await), rule("parentFolderId", "folder.not.allowed"));
    }
    let elsewhere = Folders::of(&sandbox, "company").built_in("INBOX").await["id"].clone();
    assert_eq!(refused(&own.make("Ny", Some(&elsewhere)).await), rule("parentFolderId", "folder.unknown"));
    let mut outer = own.made("Ydre", None).await;
    let middle = own.made("Midte", Some(&outer["id"])).await;
    let inner = own.made("Indre", Some(&middle["id"])).await;
    for parent in [outer["id"].clone(), middle["id"].clone(), inner["id"].clone()] {
        outer["parentFolderId"] = parent;
        assert_eq!(refused(&own.put(&outer).await), rule("parentFolderId", "folder.cycle"));
    }
}

#[tokio::test]
async fn what_lies_in_a_removed_folder_moves_up() {
    let sandbox = demo().await;
    let own = Folders::of(&sandbox, "own");
    let inbox = own.built_in("INBOX").await;
    let letter = own.letters(&inbox).await[0].clone();
    let outer = own.made("Ydre", None).await;
    let middle = own.made("Midte", Some(&outer["id"])).await;
    let inner = own.made("Indre", Some(&middle["id"])).await;
    let path = format!("/mailboxes/{}/messages/{}", own.mailbox, letter["id"].as_str().unwrap());
    let version = letter["version"].as_i64().unwrap();
    assert_eq!(sandbox.patch(&path, version, json!({"folderId": middle["id"]})).await.status, 200);
    assert_eq!(own.delete(&middle).await.status, 204);
    let moved = sandbox.get(&path).await.json();
    assert_eq!((&moved["folderId"], &moved["version"]), (&outer["id"], &json!(version + 2)));
    let child = own.get(&inner).await.json();
    assert_eq!((&child["parentFolderId"], &child["version"]), (&outer["id"], &json!(1)));
    assert_eq!(own.delete(&outer).await.status, 204);
    assert_eq!(sandbox.get(&path).await.json()["folderId"], inbox["id"]);
    assert_eq!(own.get(&inner).await.json()["parentFolderId"], Value::Null);
}

#[tokio::test]
async fn a_folder_stays_when_what_lies_in_it_would_meet_its_name() {
    let sandbox = demo().await;
    let own = Folders::of(&sandbox, "own");
    let outer = own.made("Ydre", None).await;
    let inner = own.made("Indre", Some(&outer["id"])).await;
    own.made("indre", None).await;
    assert_eq!(refused(&own.delete(&outer).await), rule("name", "name.taken"));
    assert_eq!(own.delete(&inner).await.status, 204);
    assert_eq!(own.delete(&outer).await.status, 204);
}

#[tokio::test]
async fn who_only_reads_sorts_into_folders_too_but_nobody_does_in_a_closed_mailbox() {
    let sandbox = demo().await;
    let read = Folders::of(&sandbox, "delegated");
    let made = read.made("Til revisor", None).await;
    assert_eq!(read.delete(&made).await.status, 204);
    let company = Folders::of(&sandbox, "company");
    let made = company.made("Moms", None).await;
    sandbox.admin("POST", "/company/close", json!({"mailbox": company.mailbox}).to_string()).await;
    assert_eq!(company.make("Ny", None).await.status, 403);
    assert_eq!(company.put(&made).await.status, 403);
    assert_eq!(company.delete(&made).await.status, 403);
    let never = Folders { sandbox: &sandbox, mailbox: sandbox.mailbox("jens", "own"), person: "mette" };
    assert_eq!(never.make("Ny", None).await.status, 403);
    assert_eq!(never.delete(&made).await.status, 404);
    let nobody = Folders { sandbox: &sandbox, mailbox: sandbox.mailbox("jens", "own"), person: "nobody" };
    assert_eq!(nobody.make("Ny", None).await.status, 401);
}

#[tokio::test]
async fn the_lists_of_folders_are_late_when_lists_are() {
    let sandbox = demo().await;
    let own = Folders::of(&sandbox, "own");
    let gone = own.all().await[4].clone();
    assert_eq!(gone["folderType"], "USER_DEFINED");
    let before = own.all().await;
    assert_eq!(sandbox.admin("POST", "/faults", json!({"staleListMs": 600_000}).to_string()).await.status, 200);
    let made = own.made("Ny", None).await;
    let mut renamed = made.clone();
    renamed["name"] = json!("Nyere");
    assert_eq!(own.put(&renamed).await.status, 200);
    assert_eq!(own.delete(&gone).await.status, 204);
    assert_eq!(own.all().await, before);
    assert_eq!(own.get(&made).await.json()["name"], "Nyere");
    sandbox.admin("DELETE", "/faults", "").await;
    let after = own.all().await;
    assert!(after.iter().any(|one| one["name"] == "Nyere") && !after.contains(&gone));
}

#[tokio::test]
async fn the_clients_own_mark_on_a_call_is_kept() {
    let sandbox = demo().await;
    let own = Folders::of(&sandbox, "own");
    let body = json!({"name": "Ny", "folderType": "USER_DEFINED", "transactionId": "mit-mærke-1"});
    let made = own.call("POST", "", None, Some(body)).await.json();
    assert_eq!(made["transactionId"], "mit-mærke-1");
    let found = own.call("GET", "?transactionId=mit-mærke-1", None, None).await.json();
    assert_eq!(found["folders"], json!([made]));
}
