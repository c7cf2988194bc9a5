//! A service that answers badly, seen from the terminal: the rest still comes, the odd letter is kept as far as
//! it can be and named by the doctor, and nothing panics.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test may fail loudly"
)]

#[path = "support/proxy.rs"]
#[allow(dead_code, reason = "other journeys spoil in other ways")]
mod proxy;
mod support;
use proxy::{Answer, Proxy};
use serde_json::{Value, json};
use support::{Sandbox, Terminal, said};

/// What is spoilt, how, and with which exit status it ends.
type Bad = (&'static str, i32, fn(&mut Answer));
/// What is odd, how it is made so, and a word by which the doctor names it.
type Odd = (&'static str, fn(&mut Value), &'static str);

/// Mette, logged in at a service in front of which the proxy stands.
fn world() -> (Sandbox, Proxy, Terminal) {
    let sandbox = Sandbox::start(&[]);
    let proxy = Proxy::before(&sandbox.url);
    let mette = Terminal::new();
    mette.json(
        &[
            &["login", "--provider", "digital-post", "--server", &proxy.url, "--as", "mette"][..],
            &["--issuer", &format!("{}/oauth", sandbox.url), "--client-id", "postkasse-sandbox-native"],
        ]
        .concat(),
    );
    (sandbox, proxy, mette)
}

/// Syncs; exit status and what came, by the kind of mailbox.
fn sync(mette: &Terminal) -> (i32, Vec<(String, u64, Option<String>)>) {
    let output = mette.run(&["--json", "sync"]);
    assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"), "{}", said(&output));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{e}: {}", said(&output)));
    let mailboxes = mette.json(&["mailboxes"]);
    let kind = |id: &Value| {
        let all = mailboxes.as_array().unwrap();
        all.iter().find(|one| one["id"] == *id).map_or("", |one| one["kind"].as_str().unwrap()).to_owned()
    };
    let lines = report["mailboxes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (kind(&one["id"]), one["new"].as_u64().unwrap(), one["error"].as_str().map(str::to_owned)));
    (output.status.code().unwrap(), lines.collect())
}

/// Spoils the lists of letters of one mailbox.
fn lists<T>(mailbox: &str, spoil: T) -> impl Fn(&str, &mut Answer) + Send + Sync + use<T>
where
    T: Fn(&mut Answer) + Send + Sync,
{
    let start = format!("/apis/v1/mailboxes/{mailbox}/messages/?");
    move |path, answer| {
        if path.starts_with(&start) {
            spoil(answer);
        }
    }
}

#[test]
fn a_list_that_is_none_stops_its_own_mailbox_and_no_other() {
    let (sandbox, proxy, mette) = world();
    let own = sandbox.mailbox("mette", "own");
    let bad: [Bad; 7] = [
        ("garbage", 1, |answer| answer.body = b"\x00\xffgarbage".to_vec()),
        ("a page of HTML", 1, |answer| {
            answer.content_type = "text/html".to_owned();
            answer.body = b"<html>Login</html>".to_vec();
        }),
        ("a wrong content type", 1, |answer| answer.content_type = "text/plain".to_owned()),
        ("nesting without end", 1, |answer| answer.body = vec![b'['; 200_000]),
        ("half a body", 4, |answer| {
            answer.missing = answer.body.len() / 2;
            answer.body.truncate(answer.missing);
        }),
        ("a hundred megabytes", 1, |answer| {
            answer.body = b"{\"messages\":[".to_vec();
            answer.megabytes_of_blanks = 100;
        }),
        ("an error without a word", 4, |answer| {
            answer.status = 500;
            answer.body.clear();
        }),
    ];
    let mut first = true;
    for (what, status, spoil) in bad {
        proxy.spoil(lists(&own, spoil));
        let (code, came) = sync(&mette);
        assert_eq!(code, status, "{what}: {came:?}");
        for (kind, new, error) in came {
            assert_eq!(error.is_some(), kind == "own", "{what}: {kind} {error:?}");
            assert_eq!(new > 0, first && kind != "own", "{what}: {kind}");
        }
        first = false;
    }
    proxy.spoil(|_, _| ());
    assert_eq!(sync(&mette).0, 0, "it comes right by itself");
    let held = sandbox.get(&format!("/admin/mailboxes/{own}"))["messages"].as_array().unwrap().len();
    let listed = mette.json(&["list", "--mailbox", &mette.mailbox("own"), "--limit", "500"]);
    assert_eq!(listed.as_array().unwrap().len(), held);
}

#[test]
fn an_odd_letter_is_kept_named_and_in_nobodys_way() {
    let odd: [Odd; 6] = [
        ("no documents", |m| drop(m.as_object_mut().unwrap().remove("documents")), "documents"),
        ("an unknown type", |m| m["messageType"] = json!("FRA_FREMTIDEN"), "type"),
        ("an unknown state", |m| m["messageState"] = json!("SVÆVENDE"), "state"),
        ("an unknown kind of document", |m| m["documents"][0]["documentType"] = json!("NY"), "type of a document"),
        ("1899", |m| m["receivedDateTime"] = json!("1899-12-31T23:59:59.000Z"), "receivedDateTime"),
        ("a date that is none", |m| m["replyByDateTime"] = json!("snart"), "replyByDateTime"),
    ];
    for (what, change, named) in odd {
        let (sandbox, proxy, mette) = world();
        let own = sandbox.mailbox("mette", "own");
        let record = sandbox.get(&format!("/admin/mailboxes/{own}"));
        let held = record["messages"].as_array().unwrap();
        let victim = held[3]["id"].as_str().unwrap().to_owned();
        let remote = victim.clone();
        proxy.spoil(lists(&own, move |answer| {
            let mut list: Value = serde_json::from_slice(&answer.body).unwrap();
            let messages = list["messages"].as_array_mut().unwrap().iter_mut();
            messages.filter(|m| m["id"] == remote && m.get("label").is_some()).for_each(change);
            answer.body = serde_json::to_vec(&list).unwrap();
        }));
        let (code, came) = sync(&mette);
        assert_eq!(code, 0, "{what}: {came:?}");
        let all = mette.json(&["list", "--mailbox", &mette.mailbox("own"), "--limit", "500"]);
        let all = all.as_array().unwrap();
        assert_eq!(all.len(), held.len(), "{what}");
        let letter = all.iter().find(|row| row["remoteId"] == victim).unwrap();
        assert!(!letter["subject"].as_str().unwrap().is_empty(), "{what}");
        let doctor = mette.json(&["doctor"]);
        let named = |one: &Value| one["remoteId"] == victim && one["why"].as_str().unwrap().contains(named);
        assert!(doctor["odd"].as_array().unwrap().iter().any(named), "{what}: {doctor}");
    }
}

#[test]
fn letters_of_wrong_types_and_sizes_cost_nothing_but_themselves() {
    let (sandbox, proxy, mette) = world();
    let own = sandbox.mailbox("mette", "own");
    proxy.spoil(lists(&own, |answer| {
        let mut list: Value = serde_json::from_slice(&answer.body).unwrap();
        let messages = list["messages"].as_array_mut().unwrap();
        for (at, message) in messages.iter_mut().filter(|m| m.get("label").is_some()).enumerate() {
            match at {
                0 => message["label"] = json!("x".repeat(3 << 20)),
                1 => message["sender"] = Value::Null,
                2 => message["documents"] = json!([null, 1, {}]),
                3 => message["version"] = json!("en"),
                4 => message["read"] = json!("ja"),
                5 => message["folderId"] = json!(["liste"]),
                6 => message["id"] = json!(7),
                _ => {}
            }
        }
        messages.push(Value::Null);
        messages.push(json!("en streng"));
        answer.body = serde_json::to_vec(&list).unwrap();
    }));
    let (_, came) = sync(&mette);
    let others = came.iter().filter(|(kind, ..)| kind != "own");
    others.for_each(|(kind, new, error)| assert!(*new > 0 && error.is_none(), "{kind}: {error:?}"));
    let listed = mette.json(&["list", "--mailbox", &mette.mailbox("own"), "--limit", "500"]);
    let held = sandbox.get(&format!("/admin/mailboxes/{own}"))["messages"].as_array().unwrap().len();
    assert!(listed.as_array().unwrap().len() >= held - 1, "{}", listed.as_array().unwrap().len());
    for row in listed.as_array().unwrap().iter().filter(|row| row.get("waits").is_none()) {
        let output = mette.run(&["show", row["id"].as_str().unwrap()]);
        assert!(output.status.success(), "{}", said(&output));
    }
}

#[test]
fn a_file_that_does_not_come_leaves_its_letter_and_all_others() {
    let (sandbox, proxy, mette) = world();
    let own = sandbox.mailbox("mette", "own");
    let part = format!("/mailboxes/{own}/");
    let spoil: [fn(&mut Answer); 3] = [
        |answer| answer.body.clear(),
        |answer| {
            answer.missing = 1000;
            answer.body.truncate(10);
        },
        |answer| answer.megabytes_of_blanks = 300,
    ];
    for spoil in spoil {
        let part = part.clone();
        proxy.spoil(move |path, answer| {
            if path.contains(&part) && path.ends_with("/content") {
                spoil(answer);
            }
        });
        let (_, came) = sync(&mette);
        assert!(came.iter().all(|(kind, _, error)| error.is_some() == (kind == "own")), "{came:?}");
        let doctor = mette.json(&["doctor"]);
        let odd = doctor["odd"].as_array().unwrap();
        assert!(odd.iter().any(|one| one["why"].as_str().unwrap().contains("file")), "{doctor}");
        let all = mette.json(&["list", "--limit", "500"]);
        assert!(all.as_array().unwrap().len() > 30, "the letters are here");
    }
    proxy.spoil(|_, _| ());
    assert_eq!(sync(&mette).0, 0);
    assert!(mette.json(&["doctor"])["odd"].as_array().unwrap().is_empty(), "and the files come after all");
}
