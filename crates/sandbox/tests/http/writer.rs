//! A person who writes: drafts with documents and files, step by step as a client does.

use crate::common::{Got, TestBox};
use serde_json::{Value, json};

/// One person in one mailbox.
pub struct Writer<'a> {
    pub sandbox: &'a TestBox,
    pub mailbox: String,
    pub person: &'static str,
}

/// Where and why something was refused.
pub fn refused(got: &Got) -> (u16, String, String) {
    let error = &got.json()["fieldErrors"][0];
    let text = |name: &str| error[name].as_str().unwrap_or_default().to_owned();
    (got.status, text("field"), text("code"))
}

/// A business rule about a field.
pub fn rule(field: &str, code: &str) -> (u16, String, String) {
    (422, field.to_owned(), code.to_owned())
}

fn id(value: &Value) -> &str {
    value["id"].as_str().unwrap()
}

impl<'a> Writer<'a> {
    /// A person in a mailbox that she reaches, by its kind.
    pub fn new(sandbox: &'a TestBox, person: &'static str, kind: &str) -> Self {
        Writer { sandbox, mailbox: sandbox.mailbox(person, kind), person }
    }

    /// A call below the letters of the mailbox.
    pub async fn call(&self, method: &str, path: &str, version: Option<&Value>, body: Option<Value>) -> Got {
        let path = format!("/mailboxes/{}/messages/{path}", self.mailbox);
        let version = version.map(Value::to_string);
        let headers: Vec<_> = version.iter().map(|version| ("If-Match", version.as_str())).collect();
        self.sandbox.call(method, &path, self.person, &headers, body).await
    }

    /// A letter as it is now.
    pub async fn get(&self, letter: &Value) -> Value {
        self.call("GET", id(letter), None, None).await.json()
    }

    /// The id of a built-in folder.
    pub async fn folder(&self, kind: &str) -> Value {
        let path = format!("/mailboxes/{}/folders/?folderType={kind}", self.mailbox);
        self.sandbox.call("GET", &path, self.person, &[], None).await.json()["folders"][0]["id"].clone()
    }

    /// The letters in a built-in folder, newest first.
    pub async fn letters(&self, kind: &str) -> Vec<Value> {
        let folder = self.folder(kind).await;
        let path = format!("?size=1000&folderId={}", folder.as_str().unwrap());
        self.call("GET", &path, None, None).await.json()["messages"].as_array().unwrap().clone()
    }

    /// A draft that says this.
    pub async fn try_draft(&self, mut body: Value) -> Got {
        body["folderId"] = self.folder("DRAFTS").await;
        self.call("POST", "", None, Some(body)).await
    }

    /// A draft that can be made.
    pub async fn draft(&self, body: Value) -> Value {
        let made = self.try_draft(body).await;
        assert_eq!(made.status, 201, "{}", String::from_utf8_lossy(&made.body));
        made.json()
    }

    /// A change of a draft; the version is the one that it is given with.
    pub async fn put(&self, draft: &Value) -> Got {
        self.call("PUT", id(draft), Some(&draft["version"]), Some(draft.clone())).await
    }

    /// A document of that kind.
    pub async fn try_document(&self, draft: &Value, kind: &str) -> Got {
        let path = format!("{}/documents/", id(draft));
        self.call("POST", &path, None, Some(json!({"documentType": kind, "label": kind}))).await
    }

    /// A document with one file of these bytes.
    pub async fn attach(&self, draft: &Value, kind: &str, name: &str, bytes: &[u8]) -> Value {
        let document = self.try_document(draft, kind).await;
        assert_eq!(document.status, 201, "{}", String::from_utf8_lossy(&document.body));
        let mut document = document.json();
        let path = format!("{}/documents/{}/files/", id(draft), id(&document));
        let mime = if name.ends_with(".txt") { "text/plain" } else { "application/octet-stream" };
        let body = json!({"encodingFormat": mime, "filename": name, "language": "da"});
        let file = self.call("POST", &path, None, Some(body)).await;
        assert_eq!(file.status, 201, "{}", String::from_utf8_lossy(&file.body));
        let file = file.json();
        let uploaded = self.upload(draft, &document, &file, bytes).await;
        assert_eq!(uploaded.status, 200, "{}", String::from_utf8_lossy(&uploaded.body));
        document["files"] = json!([file]);
        document
    }

    /// The bytes of a file, as multipart.
    pub async fn upload(&self, draft: &Value, document: &Value, file: &Value, bytes: &[u8]) -> Got {
        let mut body = b"--grense\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n\
            Content-Type: application/octet-stream\r\n\r\n"
            .to_vec();
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--grense--\r\n");
        self.put_content(draft, document, file, "multipart/form-data; boundary=grense", body).await
    }

    /// A body of any kind for the bytes of a file.
    pub async fn put_content(&self, draft: &Value, document: &Value, file: &Value, kind: &str, body: Vec<u8>) -> Got {
        let path = format!(
            "/mailboxes/{}/messages/{}/documents/{}/files/{}/content",
            self.mailbox,
            id(draft),
            id(document),
            id(file)
        );
        let version = file["version"].to_string();
        let headers = [("If-Match", version.as_str()), ("Content-Type", kind)];
        self.sandbox.call_with("PUT", &path, self.person, &headers, body).await
    }

    /// A draft to a contact point, with a main document.
    pub async fn letter_to(&self, point: &Value, subject: &str) -> Value {
        let draft = self.draft(json!({"label": subject, "recipient": recipient(self.sandbox, point).await})).await;
        self.attach(&draft, "MAIN", "brev.txt", b"K\xc3\xa6re kommune").await;
        self.get(&draft).await
    }

    /// Sends a draft, whatever its version is.
    pub async fn send(&self, draft: &Value) -> Got {
        self.call("POST", &format!("{}/send", id(draft)), None, None).await
    }

    /// Forwards a letter.
    pub async fn forward(&self, letter: &Value, command: Value) -> Got {
        self.call("POST", &format!("{}/forward", id(letter)), None, Some(command)).await
    }
}

/// The contact point of that name, hidden or not.
pub async fn point(sandbox: &TestBox, name: &str) -> Value {
    let shown = sandbox.get(&format!("/contact-points/?name={name}")).await.json();
    shown["contactPoints"][0].clone()
}

/// The interface's recipient for a contact point.
pub async fn recipient(sandbox: &TestBox, point: &Value) -> Value {
    let owner = point["organisationId"].as_str().unwrap();
    let owner = sandbox.get(&format!("/organisations/{owner}")).await.json();
    json!({"recipientId": owner["cvrNumber"], "recipientIdType": "CVR", "label": owner["name"],
        "contactPoint": {"contactPointId": point["id"], "label": point["name"]}})
}

/// What left the service.
pub async fn sent(sandbox: &TestBox) -> Vec<Value> {
    sandbox.admin("GET", "/sent", "").await.json().as_array().unwrap().clone()
}
