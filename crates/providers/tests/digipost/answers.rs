//! What the double of Digipost answers, and how that changes what it holds.

use super::{Asked, Holds, Inner, Letter, MAILBOX, Target, json_answer, refusal};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde_json::{Value, json};
use std::collections::HashMap;

impl Inner {
    pub(super) fn answer(&self, asked: &Asked, target: Target) -> Response {
        let mut holds = self.holds.lock().unwrap();
        let gone = || refusal(404, "NOT_FOUND");
        match (asked.method.as_str(), target) {
            ("GET", Target::Root) => json_answer(200, &self.root(&holds)),
            ("GET", Target::Inbox) => {
                json_answer(200, &json!({"document": self.list(&holds, None, &asked.query), "link": []}))
            }
            ("GET", Target::Folder(id)) => match holds.folders.iter().find(|one| one.0 == id) {
                Some(folder) => {
                    let mut value = self.folder(folder);
                    value["documents"] = json!({"document": self.list(&holds, Some(id), &asked.query)});
                    json_answer(200, &value)
                }
                None => gone(),
            },
            ("GET", Target::Letter(name)) => match holds.letters.get(&name) {
                Some(letter) => json_answer(200, &self.letter(&name, letter)),
                None => gone(),
            },
            ("POST", Target::Update(name)) => {
                let Some(letter) = holds.letters.get_mut(&name) else { return gone() };
                let said = asked.json();
                letter.folder = if said["location"] == "FOLDER" { said["folderId"].as_i64() } else { None };
                letter.value["subject"] = said["subject"].clone();
                json_answer(200, &self.letter(&name, letter))
            }
            ("DELETE", Target::Delete(name)) => match holds.letters.remove(&name) {
                Some(_) => StatusCode::NO_CONTENT.into_response(),
                None => gone(),
            },
            ("GET", Target::Content(name, _)) => {
                let Some(letter) = holds.letters.get_mut(&name) else { return gone() };
                letter.value["read"] = true.into();
                ([("content-type", "application/pdf")], "%PDF-1.7").into_response()
            }
            ("POST", Target::Receipt(name, at)) => {
                let Some(letter) = holds.letters.get_mut(&name) else { return gone() };
                letter.receipts[at] = false;
                StatusCode::NO_CONTENT.into_response()
            }
            ("POST", Target::MakeFolder) => {
                let id = 100 + i64::try_from(holds.folders.len()).unwrap();
                let (name, icon) = (asked.json()["name"].clone(), asked.json()["icon"].clone());
                holds.folders.push((id, name.as_str().unwrap().to_owned(), icon.as_str().unwrap().to_owned()));
                StatusCode::CREATED.into_response()
            }
            ("PUT", Target::ChangeFolder(id)) => {
                let said = asked.json();
                let Some(folder) = holds.folders.iter_mut().find(|one| one.0 == id) else { return gone() };
                *folder = (id, said["name"].as_str().unwrap().to_owned(), said["icon"].as_str().unwrap().to_owned());
                json_answer(200, &self.folder(folder))
            }
            ("DELETE", Target::RemoveFolder(id)) => {
                if holds.letters.values().any(|letter| letter.folder == Some(id)) {
                    return refusal(400, "FOLDER_NOT_EMPTY");
                }
                holds.folders.retain(|one| one.0 != id);
                StatusCode::NO_CONTENT.into_response()
            }
            ("POST", Target::UploadToInbox) => uploaded(&mut holds, None, asked),
            ("POST", Target::UploadToFolder(id)) => uploaded(&mut holds, Some(id), asked),
            ("GET", Target::Settings) => {
                let mut settings = holds.settings.clone();
                settings["link"] = json!([self.link("update_mailbox_settings", &Target::ChangeSettings)]);
                json_answer(200, &settings)
            }
            ("POST", Target::ChangeSettings) => {
                holds.settings = asked.json();
                StatusCode::NO_CONTENT.into_response()
            }
            ("GET", Target::Accesses) => {
                let one = |(name, address): &(String, String)| {
                    json!({"name": name, "digipostaddress": address, "created": "2026-05-01T10:00:00.000+02:00",
                        "link": [self.link("delete_access", &Target::Access(address.clone()))]})
                };
                json_answer(200, &json!({"access": holds.accesses.iter().map(one).collect::<Vec<_>>(), "link": []}))
            }
            ("POST", Target::Accesses) => match asked.json()["digipostaddress"].as_str().unwrap() {
                "per.eksempel#0AA2" => {
                    holds.accesses.push(("Per Eksempel".to_owned(), "per.eksempel#0AA2".to_owned()));
                    StatusCode::CREATED.into_response()
                }
                _ => refusal(400, "UNKNOWN_DIGIPOST_ADDRESS"),
            },
            ("DELETE", Target::Access(address)) => {
                holds.accesses.retain(|one| one.1 != address);
                StatusCode::NO_CONTENT.into_response()
            }
            ("GET", Target::Logo(_)) => ([("content-type", "image/png")], "png").into_response(),
            (method, target) => panic!("{method} of {target:?}"),
        }
    }

    fn root(&self, holds: &Holds) -> Value {
        let unread = holds.letters.values().filter(|one| one.folder.is_none() && one.value["read"] == false).count();
        let folders: Vec<Value> = holds.folders.iter().map(|one| self.folder(one)).collect();
        let mine = json!({"name": "Kari Eksempel", "digipostaddress": MAILBOX, "owner": true,
            "unreadItemsInInbox": unread, "usedStorage": holds.used, "totalAvailableStorage": 1 << 30,
            "folders": {"folder": folders, "link": [self.link("create_folder", &Target::MakeFolder)]},
            "link": [self.link("document_inbox", &Target::Inbox), self.link("upload_document_to_inbox", &Target::UploadToInbox),
                self.link("a_relation_of_tomorrow", &Target::Unknown)]});
        let other = json!({"name": "Per Eksempel", "digipostaddress": "per.eksempel#0AA2", "owner": false,
            "unreadItemsInInbox": 0, "folders": {"folder": []}, "link": []});
        json!({"primaryAccount": {"fullName": "Kari Eksempel", "digipostaddress": MAILBOX,
                "link": [self.link("mailbox_settings", &Target::Settings), self.link("mailbox_access", &Target::Accesses)]},
            "mailbox": [mine, other], "role": "PRIVAT", "link": [self.link("self", &Target::Root)]})
    }

    fn folder(&self, (id, name, icon): &(i64, String, String)) -> Value {
        json!({"id": id, "name": name, "icon": icon, "link": [self.link("self", &Target::Folder(*id)),
            self.link("change_folder", &Target::ChangeFolder(*id)), self.link("delete_folder", &Target::RemoveFolder(*id)),
            self.link("upload_document", &Target::UploadToFolder(*id))]})
    }

    fn list(&self, holds: &Holds, folder: Option<i64>, query: &str) -> Vec<Value> {
        let asked: HashMap<String, i64> = url::form_urlencoded::parse(query.as_bytes())
            .map(|(name, value)| (name.into_owned(), value.parse().unwrap()))
            .collect();
        let before = asked.get("lastseen").copied().unwrap_or(i64::MAX);
        let limit = usize::try_from(asked["limit"]).unwrap();
        let came = |letter: &Letter| {
            let at = letter.value["created"].as_str().and_then(|text| text.parse::<Timestamp>().ok());
            at.map_or(i64::MAX - 1, Timestamp::as_millisecond)
        };
        let here = holds.letters.iter().filter(|(_, one)| one.folder == folder && came(one) < before);
        let mut all: Vec<_> = here.collect();
        all.sort_by_key(|(name, one)| (std::cmp::Reverse(came(one)), (*name).clone()));
        all.into_iter().take(limit).map(|(name, one)| self.letter(name, one)).collect()
    }

    fn letter(&self, name: &str, letter: &Letter) -> Value {
        let mut value = letter.value.clone();
        value["location"] = if letter.folder.is_some() { "FOLDER" } else { "INBOX" }.into();
        if let Some(folder) = letter.folder {
            value["folderId"] = folder.into();
        }
        let name = name.to_owned();
        value["link"] = json!([
            self.link("self", &Target::Letter(name.clone())),
            self.link("update_document", &Target::Update(name.clone())),
            self.link("delete_document", &Target::Delete(name.clone())),
            self.link("a_relation_of_tomorrow", &Target::Unknown),
            self.link("organisation_logo", &Target::Logo(value["creatorName"].to_string()))
        ]);
        for (at, part) in value["attachment"].as_array_mut().into_iter().flatten().enumerate() {
            part["link"] = match (letter.linkless, letter.receipts[at]) {
                (true, _) => json!([]),
                (_, true) => json!([self.link("send_opening_receipt", &Target::Receipt(name.clone(), at))]),
                _ => json!([self.link("get_document_content", &Target::Content(name.clone(), at))]),
            };
        }
        value
    }
}

fn uploaded(holds: &mut Holds, folder: Option<i64>, asked: &Asked) -> Response {
    holds.uploads.push((folder, asked.body.clone()));
    StatusCode::CREATED.into_response()
}
