//! The whole matrix: every privilege alone and every two of them together against everything that can be done in
//! a mailbox. What the client's table of rights grants, the service allows; what it does not, the service refuses.

use crate::common::{TestBox, empty};
use model::{Privilege, Right, Rights};
use serde_json::{Value, json};

/// Every privilege of the table, one that nobody documented, and every two.
fn sets() -> Vec<Vec<&'static str>> {
    let words: Vec<&str> = Privilege::ALL.iter().map(|(word, _)| *word).chain(["SUPPORT"]).collect();
    let alone = words.iter().map(|word| vec![*word]);
    let pairs =
        words.iter().enumerate().flat_map(|(at, one)| words.iter().skip(at + 1).map(|other| vec![*one, *other]));
    alone.chain(pairs).collect()
}

fn granted(set: &[&str]) -> Rights {
    let privileges = set.iter().filter_map(|word| Privilege::parse(word));
    privileges.fold(Rights::NONE, |all, privilege| all.union(privilege.rights()))
}

struct Company {
    sandbox: TestBox,
    base: String,
    letter: String,
    deleted: Value,
    own: Value,
}

async fn company() -> Company {
    let sandbox = empty().await;
    let mailbox = sandbox.mailbox("mette", "company");
    let letter =
        json!({"to": {"mailbox": mailbox}, "sender": "Eksempeltilsynet", "subject": "Prøve", "body": {"text": "x"}});
    let letter = sandbox.letter(letter).await;
    let base = format!("/mailboxes/{mailbox}");
    let folders = sandbox.get(&format!("{base}/folders/?folderType=DELETED")).await.json();
    let own = json!({"folderType": "USER_DEFINED", "name": "Egen"});
    let own = sandbox.call("POST", &format!("{base}/folders/"), "mette", &[], Some(own)).await.json();
    Company {
        letter: format!("{base}/messages/{letter}"),
        deleted: folders["folders"][0]["id"].clone(),
        own: own["id"].clone(),
        base,
        sandbox,
    }
}

impl Company {
    async fn jens(&self, method: &str, path: &str, body: Option<Value>) -> bool {
        let got = self.sandbox.call(method, path, "jens", &[], body).await;
        assert!(got.status < 300 || [400, 403, 422].contains(&got.status), "{method} {path}: {}", got.status);
        got.status != 403
    }

    async fn patch(&self, body: Value) -> bool {
        let version = self.sandbox.get(&self.letter).await.json()["version"].to_string();
        let headers = [("If-Match", version.as_str())];
        let got = self.sandbox.call("PATCH", &self.letter, "jens", &headers, Some(body)).await;
        assert!([200, 403].contains(&got.status), "{}", got.status);
        got.status == 200
    }

    /// What the service lets Jens do, by doing it.
    async fn lets(&self, number: usize) -> Vec<(Right, bool)> {
        let Company { base, letter, deleted, own, .. } = self;
        let messages = format!("{base}/messages/");
        let folder = json!({"folderType": "USER_DEFINED", "name": format!("Mappe {number}")});
        let forward = json!({"recipientId": "nogen@example.org", "recipientIdType": "EMAIL"});
        let give = json!({"requestType": "DELEGATION_REQUEST", "requestState": "SUBMITTED",
            "requester": {"externalId": "2807710000", "externalIdType": "CPR"},
            "accessTo": {"externalId": "00000011", "externalIdType": "CVR"},
            "target": {"requestParticipant": {"externalId": "0203440000", "externalIdType": "CPR",
                "firstNameProvided": "Inger", "lastNameProvided": "Hansen"}}, "privileges": ["MESSAGE_EMPLOYEE"]});
        vec![
            (Right::Read, self.jens("GET", &messages, None).await),
            (Right::Read, self.jens("GET", letter, None).await),
            (Right::Read, self.jens("GET", &format!("{base}/folders/"), None).await),
            (Right::Mark, self.patch(json!({"read": true})).await),
            (Right::Mark, self.patch(json!({"flag": true})).await),
            (Right::Move, self.patch(json!({"folderId": own})).await),
            (Right::Move, self.jens("POST", &format!("{base}/folders/"), Some(folder)).await),
            (Right::Note, self.patch(json!({"note": "x"})).await),
            (Right::Forward, self.jens("POST", &format!("{letter}/forward"), Some(forward)).await),
            (Right::Write, self.jens("POST", &messages, None).await),
            (Right::Delete, self.patch(json!({"folderId": deleted})).await),
            (Right::Grant, self.jens("POST", "/access-requests/", Some(give)).await),
        ]
    }
}

#[tokio::test]
async fn the_service_allows_what_the_table_of_rights_grants_and_nothing_else() {
    let company = company().await;
    let mailbox = company.sandbox.mailbox("mette", "company");
    for (number, set) in sets().into_iter().enumerate() {
        let give = json!({"mailbox": mailbox, "delegate": "jens", "privileges": set});
        assert_eq!(company.sandbox.admin("POST", "/access/give", give.to_string()).await.status, 200);
        let rights = granted(&set);
        for (right, let_him) in company.lets(number).await {
            assert_eq!(let_him, rights.has(right), "{set:?}: {right:?}");
        }
    }
    assert!(company.sandbox.nonconforming().await.is_empty());
}
