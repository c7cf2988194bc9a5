//! An archive of one's own: letters taken in from files, kept here alone, and written out again.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test may fail loudly"
)]

mod support;
use memo::{Element, Letter, Limits, MemorySink, read_letter};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};
use support::{Sandbox, Terminal, files_below, said};

const FULL: &[u8] = include_bytes!("../../../crates/memo/tests/data/MeMo_Full_Example.xml");
const MINIMUM: &[u8] = include_bytes!("../../../crates/memo/tests/data/MeMo_Minimum_Example.xml");
const TWO: &[u8] = include_bytes!("../../../crates/memo/tests/data/two_letters.tar.lzma");
const TWO_XZ: &[u8] = include_bytes!("../../../crates/memo/tests/data/two_letters.tar.xz");

fn rows(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

/// A file of one's own beside the vault.
fn file(terminal: &Terminal, name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = terminal.home.path().join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, bytes).unwrap();
    path.to_string_lossy().into_owned()
}

fn read(xml: &[u8]) -> Letter<Vec<u8>> {
    read_letter(xml, &mut MemorySink::default(), &Limits::default()).unwrap()
}

/// Everything in a letter: its elements as a reader understands them, and the bytes of its files.
fn everything(xml: &[u8]) -> (Element, Vec<Vec<u8>>) {
    let letter = read(xml);
    let contents = (0..).map_while(|number| letter.content(number).cloned()).collect();
    (letter.fields, contents)
}

fn letter(uuid: &str, label: &str, text: &str) -> String {
    format!(
        "<Message xmlns=\"https://DigitalPost.dk/MeMo-1\" memoVersion=\"1.2\"><MessageHeader>\
         <messageType>DIGITALPOST</messageType><messageUUID>{uuid}</messageUUID><label>{label}</label>\
         <Sender><senderID>00000042</senderID><idType>CVR</idType><label>Prøvekommunen</label></Sender>\
         <Recipient><recipientID>0000000000</recipientID><idType>CPR</idType></Recipient></MessageHeader>\
         <MessageBody><createdDateTime>2024-05-01T10:00:00Z</createdDateTime><MainDocument><label>Brev</label>\
         <File><encodingFormat>text/plain</encodingFormat><filename>brev.txt</filename><language>da</language>\
         <content>{}</content></File></MainDocument></MessageBody></Message>",
        data_encoding::BASE64.encode(text.as_bytes())
    )
}

fn digest(path: &Path) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(fs::read(path).unwrap()))
}

fn export(terminal: &Terminal, to: &str, more: &[&str]) -> Value {
    let folder = terminal.home.path().join(to);
    terminal.json(&[&["export", folder.to_str().unwrap()], more].concat())
}

/// The files that an export wrote, each held against its check sum.
fn written(done: &Value) -> Vec<PathBuf> {
    let of = |one: &Value| {
        let path = PathBuf::from(one["file"].as_str().unwrap());
        assert_eq!(one["sha256"], json!(digest(&path)));
        path
    };
    rows(&done["written"]).iter().map(of).collect()
}

#[test]
fn letters_come_from_files_into_a_mailbox_of_their_own_without_anybody_logged_in() {
    let mette = Terminal::new();
    let (full, minimum) = (file(&mette, "fuld.xml", FULL), file(&mette, "mindst.xml", MINIMUM));
    let done = mette.json(&["import", &full, &minimum]);
    let expected = |path: &str| json!({"file": path, "sha256": digest(Path::new(path)), "messages": 1});
    assert_eq!(done, json!({"read": [expected(&full), expected(&minimum)], "refused": []}));
    let mailboxes = mette.json(&["mailboxes"]);
    let archive = &rows(&mailboxes)[0];
    assert_eq!(
        (&archive["kind"], &archive["name"], &archive["total"]),
        (&json!("archive"), &json!("Imported"), &json!(2))
    );
    assert_eq!(archive["rights"], json!(["read", "mark", "move", "delete", "note", "upload"]));
    assert_eq!(mette.json(&["accounts"]), json!([]), "there is no service behind it");
    let all = mette.json(&["list"]);
    assert_eq!(rows(&all)[1]["subject"], "Besked fra Børneforvaltningen");
    let found = mette.json(&["search", "børneforvaltningen test"]);
    assert_eq!(rows(&found).len(), 1, "{found}");
    let shown = mette.json(&["show", rows(&found)[0]["id"].as_str().unwrap(), "--text"]);
    assert_eq!((&shown["text"], &shown["attachments"]), (&json!("This is a test"), &json!(2)));
    assert_eq!(shown["replyBy"], "2025-09-30T12:00:00Z");
    assert_eq!(rows(&shown["documents"])[0]["actions"][1]["reservation"]["organizer"], "Jette Hansen");
    assert!(rows(&all).iter().all(|row| row["read"] == true), "what comes from an archive is not new");
}

#[test]
fn what_is_wished_there_is_done_at_once_and_needs_no_sync() {
    let mette = Terminal::new();
    mette.json(&["import", &file(&mette, "a.xml", letter("u-1", "Skat", "Om skat"))]);
    let archive = mette.mailbox("archive");
    let id = rows(&mette.json(&["list"]))[0]["id"].as_str().unwrap().to_owned();
    mette.json(&["mark", &id, "--unread"]);
    mette.json(&["mark", &id, "--flag"]);
    mette.json(&["note", &id, "--text", "gem"]);
    mette.json(&["rename", &id, "--name", "Årsopgørelse"]);
    mette.json(&["folder", "add", "Skat", "--mailbox", &archive]);
    mette.json(&["folder", "add", "2024", "--mailbox", &archive, "--parent", "Skat"]);
    mette.json(&["move", &id, "2024"]);
    assert_eq!(mette.json(&["outbox"]), json!([]), "nothing waits for a service that is not there");
    let row = mette.json(&["show", &id]);
    assert_eq!((&row["read"], &row["flag"], &row["note"]), (&json!(false), &json!(true), &json!("gem")));
    assert_eq!((&row["subject"], &row["folder"]), (&json!("Årsopgørelse"), &json!("2024")));
    assert_eq!(rows(&mette.json(&["search", "årsopgørelse"])).len(), 1, "its new name is found");
    assert_eq!(rows(&mette.json(&["mailboxes"]))[0]["unread"], 1);
    mette.json(&["folder", "rename", "2024", "Året 2024", "--mailbox", &archive]);
    assert_eq!(mette.status(&["folder", "remove", "Året 2024", "--mailbox", &archive]), 7, "something lies in it");
    mette.json(&["delete", &id]);
    assert_eq!(mette.json(&["show", &id])["folder"], "deleted");
    mette.json(&["move", &id, "inbox"]);
    mette.json(&["folder", "remove", "Året 2024", "--mailbox", &archive]);
    mette.json(&["delete", &id]);
    mette.json(&["delete", &id]);
    assert_eq!(mette.json(&["list"]), json!([]), "gone for good");
    let contents = mette.data().join("profiles/default/mailboxes").join(&archive).join("contents");
    assert_eq!(files_below(&contents).len(), 0, "and its files with it");
    for not_there in [&["reply", &id, "--text", "x"][..], &["forward", &id, "--to", "a@example.org"]] {
        assert_ne!(mette.status(not_there), 0, "there is nobody to answer");
    }
    let said = said(&mette.run(&["mark", "x", "--read"]));
    assert!(said.contains("exit Some(6)"), "{said}");
}

#[test]
fn an_imported_letter_is_exported_with_every_field_known_or_not() {
    let mette = Terminal::new();
    let unknown = letter("u-2", "Ukendt", "Hej").replace(
        "</MainDocument>",
        "</MainDocument><nyt xmlns:s=\"urn:s\" s:a=\"1 &amp; 2\">før<s:x/>efter</nyt><AdditionalDocument><File>\
         <filename>spare</filename><content>QUFB</content><content>QkJC</content></File></AdditionalDocument>",
    );
    let sms = "<m:Message xmlns:m=\"https://DigitalPost.dk/MeMo-1\" memoVersion=\"1.2\"><m:MessageHeader>\
               <m:messageType>NEMSMS</m:messageType><m:messageUUID>sms</m:messageUUID><m:label>Tid</m:label>\
               <m:notification>Husk din tid kl. 10</m:notification><m:Sender/><m:Recipient/></m:MessageHeader>\
               </m:Message>";
    let forms: [&[u8]; 4] = [FULL, MINIMUM, unknown.as_bytes(), sms.as_bytes()];
    for (number, form) in forms.iter().enumerate() {
        mette.json(&["import", &file(&mette, &format!("{number}.xml"), form)]);
    }
    let text = mette.json(&["search", "husk tid"]);
    assert_eq!(mette.json(&["show", rows(&text)[0]["id"].as_str().unwrap(), "--text"])["text"], "Husk din tid kl. 10");
    // What the person did with them is hers, and no part of the letters.
    let id = rows(&text)[0]["id"].as_str().unwrap().to_owned();
    mette.json(&["rename", &id, "--name", "Noget andet"]);
    let out: Vec<Vec<u8>> = written(&export(&mette, "ud", &[])).iter().map(|path| fs::read(path).unwrap()).collect();
    assert_eq!(out.len(), 4);
    for form in forms {
        // The two examples have one id between them.
        let named = |xml: &[u8]| (read(xml).uuid, read(xml).subject);
        let again = out.iter().find(|xml| named(xml) == named(form)).unwrap();
        let ((mut first, files), (mut second, more)) = (everything(form), everything(again));
        plain(&mut first);
        plain(&mut second);
        assert_eq!(second, first);
        assert_eq!(more, files);
    }
    // And in again, into another vault: the same letters.
    let inger = Terminal::new();
    let done = inger.json(&["import", mette.home.path().join("ud").to_str().unwrap()]);
    assert_eq!((rows(&done["read"]).len(), &done["refused"]), (4, &json!([])), "{done}");
    let once_more = written(&export(&inger, "ud", &[]));
    for path in once_more {
        assert!(out.contains(&fs::read(path).unwrap()), "to the byte");
    }
}

/// MeMo's own elements may be written with another prefix than they came with, and say so.
fn plain(element: &mut Element) {
    element.prefix.clear();
    element.declarations.clear();
    let mut bare = Element::within(&element.namespace, "", &element.name);
    bare.attributes =
        element.attributes.drain(..).map(|one| memo::Attribute { prefix: String::new(), ..one }).collect();
    bare.file = element.file;
    for node in element.nodes() {
        match node {
            memo::Node::Text(text) => bare.push_text(text),
            memo::Node::Element(child) => {
                let mut child = child.clone();
                plain(&mut child);
                bare.push(child);
            }
        }
    }
    *element = bare;
}

#[test]
fn the_same_letter_is_kept_once_however_it_comes() {
    let mette = Terminal::new();
    let one = letter("u-3", "Blåbær", "Hej");
    let utf16: Vec<u8> = format!("\u{feff}{one}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let plain = file(&mette, "a.xml", &one);
    let wide = file(&mette, "b.xml", utf16);
    let done = mette.json(&["import", &plain, &plain, &wide]);
    assert_eq!(rows(&done["read"]).len(), 3, "{done}");
    assert_eq!(rows(&mette.json(&["list"])).len(), 1);
    mette.json(&["import", &file(&mette, "to.tar.lzma", TWO), &file(&mette, "to.tar.xz", TWO_XZ)]);
    assert_eq!(rows(&mette.json(&["list"])).len(), 3);
    // Another letter under the same id is another letter.
    mette.json(&["import", &file(&mette, "c.xml", letter("u-3", "Hindbær", "Hej"))]);
    assert_eq!(rows(&mette.json(&["list"])).len(), 4);
    // What was deleted for good can come again.
    let id = rows(&mette.json(&["search", "hindbær"]))[0]["id"].as_str().unwrap().to_owned();
    mette.json(&["delete", &id]);
    mette.json(&["delete", &id]);
    mette.json(&["import", &file(&mette, "c.xml", letter("u-3", "Hindbær", "Hej"))]);
    assert_eq!(rows(&mette.json(&["search", "hindbær"])).len(), 1);
}

#[test]
fn folders_pdfs_and_mail_come_in_too() {
    let mette = Terminal::new();
    file(&mette, "alt/brev/a.xml", letter("u-4", "Brev", "Hej"));
    file(&mette, "alt/Årsopgørelse 2023.pdf", b"%PDF-1.4\n%ikke mere end et begyndelse\n");
    let mail = "From a@example.org Thu Jan  1 00:00:00 2026\r\nFrom: =?utf-8?Q?B=C3=B8rnehaven?= <a@example.org>\r\n\
                Subject: =?iso-8859-1?Q?M=F8de?=\r\nDate: Thu, 1 Jan 2026 10:00:00 +0100\r\nMessage-ID: <m1@example.org>\r\n\
                Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\
                V\u{e6}lkommen\r\n>From nu af\r\n--b\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\
                Content-Disposition: attachment; filename=\"../../plan.pdf\"\r\n\r\nJVBERi0xLjQ=\r\n--b--\r\n\r\n\
                From b@example.org Fri Jan  2 00:00:00 2026\r\nFrom: b@example.org\r\nSubject: To\r\n\r\n<p>side</p>\r\n";
    file(&mette, "alt/gammel.mbox", mail);
    file(
        &mette,
        "alt/en.eml",
        "From: c@example.org\r\nSubject: Alene\r\nContent-Type: text/html\r\n\r\n<p>Kun <b>html</b></p>\r\n",
    );
    file(&mette, "alt/.skjult", "ikke ment");
    let done = mette.json(&["import", mette.home.path().join("alt").to_str().unwrap()]);
    assert_eq!(done["refused"], json!([]));
    let counts: Vec<_> = rows(&done["read"]).iter().map(|one| one["messages"].as_u64().unwrap()).collect();
    assert_eq!(counts.iter().sum::<u64>(), 5, "{done}");
    let of = |subject: &str| {
        let all = mette.json(&["list"]);
        let row = rows(&all).iter().find(|row| row["subject"] == subject).expect(subject).clone();
        mette.json(&["show", row["id"].as_str().unwrap(), "--text"])
    };
    assert_eq!(of("Årsopgørelse 2023")["documents"][0]["files"][0]["mime"], "application/pdf");
    let meeting = of("Møde");
    assert_eq!((&meeting["sender"], &meeting["received"]), (&json!("Børnehaven"), &json!("2026-01-01T09:00:00Z")));
    assert!(
        meeting["text"].as_str().unwrap().contains("Vælkommen\nFrom nu af")
            || meeting["text"].as_str().unwrap().contains("Vælkommen\r\nFrom nu af"),
        "{meeting}"
    );
    assert_eq!(meeting["documents"][1]["files"][0]["filename"], "plan.pdf");
    assert!(of("Alene")["text"].as_str().unwrap().contains("html"));
    mette.json(&["import", mette.home.path().join("alt").to_str().unwrap()]);
    assert_eq!(rows(&mette.json(&["list"])).len(), 5, "a second time brings nothing new");
}

#[test]
fn one_bad_file_among_several_is_named_and_the_others_are_read() {
    let mette = Terminal::new();
    let (good, bad) = (file(&mette, "god.xml", MINIMUM), file(&mette, "dårlig.xml", &FULL[..2000]));
    let missing = mette.home.path().join("findes ikke.xml").to_string_lossy().into_owned();
    let run = mette.run(&["--json", "import", &bad, &good, &missing]);
    assert_eq!(run.status.code(), Some(7), "{}", said(&run));
    let done: Value = serde_json::from_slice(&run.stdout).unwrap();
    assert_eq!(rows(&done["read"]).len(), 1);
    let mut named: Vec<_> = rows(&done["refused"]).iter().map(|one| one["file"].as_str().unwrap()).collect();
    named.sort_unstable();
    let mut expected = [bad.as_str(), missing.as_str()];
    expected.sort_unstable();
    assert_eq!(named, expected);
    let why = rows(&done["refused"]).iter().map(|one| one["why"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    assert!(why.iter().any(|one| one.starts_with("The file is not whole")), "{why:?}");
    assert!(why.iter().any(|one| one.starts_with("There is no such file")), "{why:?}");
    assert_eq!(rows(&mette.json(&["list"])).len(), 1);
}

#[test]
fn letters_go_into_no_mailbox_that_a_service_has() {
    let (sandbox, mette) = (Sandbox::start(&["--seed", "empty"]), Terminal::new());
    mette.login(&sandbox, "mette");
    let good = file(&mette, "a.xml", MINIMUM);
    for kind in ["own", "delegated"] {
        assert_eq!(mette.status(&["import", &good, "--mailbox", &mette.mailbox(kind)]), 5, "{kind}");
    }
    assert_eq!(mette.status(&["import", &good, "--mailbox", "findes-ikke"]), 6);
    mette.json(&["import", &good]);
    let archive = mette.mailbox("archive");
    mette.json(&["import", &file(&mette, "b.xml", FULL), "--mailbox", &archive]);
    assert_eq!(rows(&mette.json(&["list", "--mailbox", &archive])).len(), 2);
    let synced = mette.json(&["sync"]);
    assert!(rows(&synced["mailboxes"]).iter().all(|one| one["id"] != json!(archive)), "it is never synced");
    assert_eq!(rows(&mette.json(&["list", "--mailbox", &archive])).len(), 2, "and a sync leaves it alone");
    assert_eq!(mette.json(&["sync", "--mailbox", &archive])["mailboxes"][0]["error"], Value::Null);
    mette.json(&["forget", "--mailbox", &archive]);
    assert!(!mette.data().join("profiles/default/mailboxes").join(&archive).exists());
    mette.json(&["import", &good]);
    assert_eq!(rows(&mette.json(&["list", "--mailbox", &mette.mailbox("archive")])).len(), 1, "it begins anew");
}

#[test]
fn letters_that_a_service_gave_are_exported_as_memo_and_can_be_imported() {
    let (sandbox, mette) = (Sandbox::start(&["--seed", "demo"]), Terminal::new());
    mette.login(&sandbox, "mette");
    mette.json(&["sync"]);
    let own = mette.mailbox("own");
    let run = mette.run(&["--json", "export", mette.home.path().join("ud").to_str().unwrap(), "--mailbox", &own]);
    let done: Value = serde_json::from_slice(&run.stdout).unwrap_or_else(|_| panic!("{}", said(&run)));
    let letters = mette.json(&["list", "--mailbox", &own, "--limit", "500"]);
    let waiting = rows(&letters).iter().filter(|row| row.get("waits").is_some()).count();
    assert!(waiting > 0, "the demo has a summons");
    assert_eq!(run.status.code(), Some(7), "{}", said(&run));
    assert_eq!(rows(&done["refused"]).len(), waiting, "{}", done["refused"]);
    assert!(rows(&done["refused"])[0]["why"].as_str().unwrap().starts_with("The letter has not been opened"));
    let files = written(&done);
    assert_eq!(files.len(), rows(&letters).len() - waiting);
    let inger = Terminal::new();
    let taken = inger.json(&["import", mette.home.path().join("ud").to_str().unwrap()]);
    assert_eq!(taken["refused"], json!([]));
    let again = inger.json(&["list", "--limit", "500"]);
    assert_eq!(rows(&again).len(), files.len());
    for row in rows(&letters).iter().filter(|row| row.get("waits").is_none()) {
        let same = rows(&again).iter().find(|one| one["remoteId"] == row["remoteId"]).expect("by its own id");
        let (before, after) = (
            mette.json(&["show", row["id"].as_str().unwrap(), "--text"]),
            inger.json(&["show", same["id"].as_str().unwrap(), "--text"]),
        );
        for field in ["subject", "sender", "received", "attachments", "replyBy", "text"] {
            assert_eq!(after[field], before[field], "{field} of {row}");
        }
        let names = |letter: &Value| -> Vec<Value> {
            let files = rows(&letter["documents"]).iter().flat_map(|one| rows(&one["files"])).cloned();
            files.map(|file| json!([file["filename"], file["size"], file["shownAs"]])).collect()
        };
        assert_eq!(names(&after), names(&before), "{row}");
        let actions =
            |letter: &Value| rows(&letter["documents"]).iter().map(|one| rows(&one["actions"]).len()).sum::<usize>();
        assert_eq!(actions(&after), actions(&before), "{row}");
    }
    assert_eq!(
        sandbox.requests_since(0).iter().filter(|one| one["method"] == "PATCH").count(),
        0,
        "nothing was opened"
    );
}

#[test]
fn an_export_overwrites_nothing_names_everything_safely_and_says_what_it_wrote() {
    let mette = Terminal::new();
    let nasty = "../../../ud\u{202e}fdp:*?&lt;/CON|\\x";
    mette.json(&["import", &file(&mette, "a.xml", letter("u-5", nasty, "Hej").replace("brev.txt", "..\\nul.txt"))]);
    mette.json(&["import", &file(&mette, "b.xml", letter("u-6", &"æ".repeat(4000), "Hej"))]);
    mette.json(&["import", &file(&mette, "c.xml", letter("u-7", "", "Hej"))]);
    for format in ["memo", "mbox", "files"] {
        let (first, second) =
            (export(&mette, format, &["--format", format]), export(&mette, format, &["--format", format]));
        let (first, second) = (written(&first), written(&second));
        assert_eq!(first.len(), second.len());
        assert!(first.iter().all(|path| !second.contains(path)), "{format}: a second export stands beside the first");
        let folder = fs::canonicalize(mette.home.path().join(format)).unwrap();
        for path in first.iter().chain(&second) {
            assert!(path.starts_with(&folder), "{format}: {path:?}");
            for part in path.strip_prefix(&folder).unwrap().components() {
                let name = part.as_os_str().to_str().unwrap();
                assert!(name.len() <= 255 && !name.contains(['\u{202e}', ':', '*', '?', '<', '|', '\\']), "{name}");
            }
        }
        let index: Value = serde_json::from_slice(&fs::read(folder.join("index.json")).unwrap()).unwrap();
        for entry in rows(&index["files"]) {
            let path = folder.join(entry["file"].as_str().unwrap());
            assert_eq!(entry["sha256"], json!(digest(&path)));
            assert!(first.contains(&path));
        }
        assert!(folder.join("index (2).json").exists(), "{format}");
        let all: Vec<_> = files_below(&folder)
            .into_iter()
            .filter(|path| !path.ends_with("index.json") && !path.ends_with("index (2).json"))
            .collect();
        assert_eq!(all.len(), first.len() + second.len(), "{format}: nothing else is written");
    }
    let outside: Vec<_> = fs::read_dir(mette.home.path()).unwrap().flatten().map(|one| one.file_name()).collect();
    assert!(outside.iter().all(|name| !name.to_string_lossy().contains("CON")), "{outside:?}");
}

#[test]
fn a_mailbox_as_mbox_is_mail_that_others_can_read() {
    let mette = Terminal::new();
    let text = "Kære Mette\n\nFrom nu af er børnehaven åben.\n>From før\n".repeat(3);
    mette.json(&[
        "import",
        &file(&mette, "a.xml", letter("u-8", "Børnehaven \u{1f33b} er åben, og dette er en lang overskrift", &text)),
    ]);
    mette.json(&["import", &file(&mette, "b.xml", FULL)]);
    let files = written(&export(&mette, "ud", &["--format", "mbox"]));
    assert_eq!(files.len(), 1);
    let mbox = fs::read(&files[0]).unwrap();
    assert!(mbox.split(|byte| *byte == b'\n').all(|line| line.len() <= 78), "no line is too long");
    let messages: Vec<_> =
        mail_parser::mailbox::mbox::MessageIterator::new(mbox.as_slice()).map(Result::unwrap).collect();
    assert_eq!(messages.len(), 2);
    let parser = mail_parser::MessageParser::default();
    let parsed: Vec<_> = messages.iter().map(|one| parser.parse(one.contents()).unwrap()).collect();
    let kindergarten = parsed.iter().find(|one| one.subject().unwrap().starts_with("Børnehaven")).unwrap();
    assert_eq!(kindergarten.subject().unwrap(), "Børnehaven \u{1f33b} er åben, og dette er en lang overskrift");
    assert_eq!(kindergarten.from().unwrap().first().unwrap().name.as_deref(), Some("Prøvekommunen"));
    assert_eq!(kindergarten.body_text(0).unwrap().trim(), text.trim());
    assert_eq!(kindergarten.attachments().next().unwrap().contents(), text.as_bytes());
    assert_eq!(kindergarten.date().unwrap().to_rfc3339(), "2024-05-01T10:00:00Z");
    // Back in again: other letters than those they were made of, with the same files.
    let inger = Terminal::new();
    let done = inger.json(&["import", files[0].to_str().unwrap()]);
    assert_eq!(done["read"][0]["messages"], 2, "{done}");
    let found = inger.json(&["search", "overskrift"]);
    let shown = inger.json(&["show", rows(&found)[0]["id"].as_str().unwrap()]);
    assert_eq!(rows(&shown["documents"])[1]["files"][0]["size"], json!(text.len()));
}

#[test]
fn exported_files_are_those_of_the_letter_under_names_for_people() {
    let mette = Terminal::new();
    mette.json(&["import", &file(&mette, "a.xml", FULL)]);
    let files = written(&export(&mette, "ud", &["--format", "files"]));
    let below =
        |path: &PathBuf| path.strip_prefix(fs::canonicalize(mette.home.path().join("ud")).unwrap()).unwrap().to_owned();
    let mut names: Vec<String> = files.iter().map(|path| below(path).to_string_lossy().into_owned()).collect();
    names.sort_unstable();
    assert!(
        names
            .iter()
            .all(|name| name.starts_with("Imported/2") && name.contains("Kommunen - Besked fra Børneforvaltningen/")),
        "{names:?}"
    );
    assert_eq!(files.len(), 5, "the technical document is for machines: {names:?}");
    assert!(files.iter().all(|path| fs::read(path).unwrap() == b"This is a test"));
}

#[test]
fn an_archive_survives_a_destroyed_cache_with_everything_that_was_done_to_it() {
    let mette = Terminal::new();
    mette.json(&["import", &file(&mette, "a.xml", FULL), &file(&mette, "b.xml", letter("u-9", "Skat", "Om skat"))]);
    let archive = mette.mailbox("archive");
    let id = rows(&mette.json(&["search", "skat"]))[0]["id"].as_str().unwrap().to_owned();
    mette.json(&["mark", &id, "--flag"]);
    mette.json(&["note", &id, "--text", "gem"]);
    mette.json(&["folder", "add", "Mit", "--mailbox", &archive]);
    mette.json(&["move", &id, "Mit"]);
    let before = (mette.json(&["list"]), mette.json(&["show", &id, "--text"]), mette.json(&["folders"]));
    let folder = mette.data().join("profiles/default/mailboxes").join(&archive);
    let cache = folder.join("cache.db");
    for (what, harm) in [
        ("overwritten", Box::new(|bytes: &mut Vec<u8>| bytes.fill(42)) as Box<dyn Fn(&mut Vec<u8>)>),
        ("cut", Box::new(|bytes| bytes.truncate(bytes.len() / 2))),
        ("emptied", Box::new(Vec::clear)),
    ] {
        for cure in ["doctor", "sync"] {
            let mut bytes = fs::read(&cache).unwrap();
            harm(&mut bytes);
            fs::write(&cache, bytes).unwrap();
            for beside in ["cache.db-wal", "cache.db-shm"] {
                let _ = fs::remove_file(folder.join(beside));
            }
            let run = mette.run(&["--json", cure]);
            // Nobody is logged in, which is all that a sync has to say.
            assert_eq!(run.status.code(), Some(if cure == "sync" { 3 } else { 0 }), "{what} {cure}: {}", said(&run));
            let after = (mette.json(&["list"]), mette.json(&["show", &id, "--text"]), mette.json(&["folders"]));
            assert_eq!(after, before, "{what} {cure}");
            assert_eq!(rows(&mette.json(&["search", "skat"])).len(), 1, "{what} {cure}");
        }
    }
    fs::remove_file(&cache).unwrap();
    mette.json(&["doctor"]);
    assert_eq!(mette.json(&["list"]), before.0, "a cache that is gone is made anew, too");
    let found = mette.json(&["doctor"]);
    assert_eq!(found["damaged"], json!([]), "{found}");
    let kept = folder.join("kept.db");
    let mut bytes = fs::read(&kept).unwrap();
    bytes.iter_mut().skip(4096).for_each(|byte| *byte = 1);
    fs::write(&kept, bytes).unwrap();
    let run = mette.run(&["--json", "doctor"]);
    assert_eq!(run.status.code(), Some(8), "what nobody can give again is said to be damaged: {}", said(&run));
    assert_eq!(mette.json(&["list"]), before.0, "and the letters can still be read");
}
