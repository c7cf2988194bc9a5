//! MeMo letters from the authority to the reader: everything in them arrives, whoever wrote them and however.
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
use support::{Sandbox, Terminal};

const FULL: &[u8] = include_bytes!("../../../crates/memo/tests/data/MeMo_Full_Example.xml");
const MINIMUM: &[u8] = include_bytes!("../../../crates/memo/tests/data/MeMo_Minimum_Example.xml");
const TO_METTE: &str = "/admin/memo?person=mette";

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

fn world() -> (Sandbox, Terminal) {
    let (sandbox, mette) = (Sandbox::start(&["--seed", "empty"]), Terminal::new());
    mette.login(&sandbox, "mette");
    (sandbox, mette)
}

/// Hands a letter in; the service's id of it.
fn hand_in(sandbox: &Sandbox, path: &str, xml: &[u8]) -> String {
    let (status, answer) = sandbox.post_raw(path, xml);
    assert_eq!(status, 200, "{answer}: {}", String::from_utf8_lossy(xml));
    answer["ids"][0].as_str().unwrap().to_owned()
}

fn shown(mette: &Terminal, remote: &str) -> Value {
    let all = mette.json(&["list", "--limit", "1000"]);
    let row = list(&all).iter().find(|row| row["remoteId"] == remote).expect("the letter");
    mette.json(&["show", row["id"].as_str().unwrap(), "--text"])
}

/// A letter: its label, what else stands in its header, in its main document, and behind that.
fn letter(label: &str, header: &str, main: &str, more: &str) -> String {
    format!(
        "<Message xmlns=\"https://DigitalPost.dk/MeMo-1\" memoVersion=\"1.1\"><MessageHeader>\
         <messageType>DIGITALPOST</messageType><messageUUID>min id nr. 7, æøå 🙂</messageUUID><label>{label}</label>\
         {header}<Sender><senderID>12345678</senderID><idType>CVR</idType><label>Kommunen</label></Sender>\
         <Recipient><recipientID>ikke et nummer</recipientID><idType>CPR</idType></Recipient></MessageHeader>\
         <MessageBody><createdDateTime>2024-05-01T10:00:00Z</createdDateTime><MainDocument><label>Brev</label>\
         <File><encodingFormat>text/plain</encodingFormat><filename>brev.txt</filename><language>da</language>\
         <content>SGVq</content></File>{main}</MainDocument>{more}</MessageBody></Message>"
    )
}

#[test]
fn the_full_example_is_shown_with_its_documents_variants_actions_and_fields() {
    let (sandbox, mette) = world();
    let remote = hand_in(&sandbox, TO_METTE, FULL);
    mette.json(&["sync"]);
    let letter = shown(&mette, &remote);
    assert_eq!((&letter["subject"], &letter["sender"]), (&json!("Besked fra Børneforvaltningen"), &json!("Kommunen")));
    assert_eq!((&letter["replyBy"], &letter["attachments"]), (&json!("2025-09-30T12:00:00Z"), &json!(2)));
    let documents = list(&letter["documents"]);
    let of = |name: &str| documents.iter().map(|one| one[name].as_str().unwrap()).collect::<Vec<_>>();
    assert_eq!(of("kind"), ["main", "additional", "additional"], "the technical one is for machines");
    let files = documents.iter().map(|one| {
        let files = list(&one["files"]).iter();
        files.map(|file| file["filename"].as_str().unwrap()).collect::<Vec<_>>()
    });
    assert_eq!(
        files.collect::<Vec<_>>(),
        [
            &["Pladsanvisning.pdf", "Pladsanvisning.txt"][..],
            &["Pladsanvisning.pdf", "Praktiske oplysninger.doc"],
            &["vejledning.pdf"]
        ]
    );
    assert_eq!(letter["text"], "This is a test");
    let questions = &documents[0]["actions"][0];
    assert_eq!(questions["url"], "https://www.tusindfryd.dk/spørgeskema.html");
    assert_eq!((&questions["code"], &questions["starts"]), (&json!("SELVBETJENING"), &json!("2018-11-09T12:00:00Z")));
    let appointment = &documents[0]["actions"][1];
    assert!(appointment["ends"].as_str() < appointment["starts"].as_str(), "kept as it was written");
    let reservation = &appointment["reservation"];
    assert_eq!(reservation["location"], "Gl. Landevej 61, 9000 aalborg, Rød stue");
    assert_eq!(reservation["organizer"], "Jette Hansen");
    assert_eq!(reservation["organizerMail"], "info@tusindfryd.dk");
    assert_eq!(reservation["uuid"], "8C2EA15D-61FB-4BA9-9366-42F8B194D241");
    assert_eq!(documents.iter().map(|one| list(&one["actions"]).len()).sum::<usize>(), 5);
}

#[test]
fn the_minimum_example_reaches_the_mailbox_that_is_named() {
    let (sandbox, mette) = world();
    let remote = hand_in(&sandbox, &format!("/admin/memo?mailbox={}", sandbox.mailbox("mette", "company")), MINIMUM);
    mette.json(&["sync"]);
    let letter = shown(&mette, &remote);
    assert_eq!((&letter["subject"], &letter["mailbox"]), (&json!("Pladsanvisning"), &json!(mette.mailbox("company"))));
    assert_eq!(list(&letter["documents"]).len(), 1);
}

#[test]
fn all_eight_kinds_of_action_arrive_and_an_address_that_runs_a_script_is_none() {
    let (sandbox, mette) = world();
    let codes = ["BEKRAEFT", "BETALING", "FORBEREDELSE", "INFORMATION", "SELVBETJENING", "TILMELDING", "UNDERSKRIV"];
    let link = |code: &str, url: &str| {
        format!(
            "<Action><label>Gør {code}</label><actionCode>{code}</actionCode>\
             <startDateTime>2026-01-01T10:00:00Z</startDateTime><endDateTime>2030-01-01T10:00:00+01:00</endDateTime>\
             <EntryPoint><url>{url}</url></EntryPoint></Action>"
        )
    };
    let mut actions: String = codes.iter().map(|code| link(code, "https://x.example.org/?a=1&amp;b=æ")).collect();
    actions.push_str(
        "<Action><label>Møde</label><actionCode>AFTALE</actionCode><Reservation><description>Beskrivelse</description>\
         <reservationUUID>fri tekst</reservationUUID><abstract>Kort</abstract><location>Sted</location>\
         <startDateTime>2026-12-01T10:00:00Z</startDateTime><endDateTime>2026-12-01T11:00:00Z</endDateTime>\
         </Reservation></Action>",
    );
    actions.push_str(&link("INFORMATION", "javascript:alert(1)"));
    let remote = hand_in(&sandbox, TO_METTE, letter("Handlinger", "", &actions, "").as_bytes());
    mette.json(&["sync"]);
    let letter = shown(&mette, &remote);
    let shown = list(&letter["documents"][0]["actions"]);
    for (code, action) in codes.iter().zip(shown) {
        assert_eq!(
            action,
            &json!({"code": code, "label": format!("Gør {code}"), "starts": "2026-01-01T10:00:00Z",
                "ends": "2030-01-01T09:00:00Z", "host": "x.example.org", "url": "https://x.example.org/?a=1&b=æ"})
        );
    }
    assert_eq!(
        shown[7],
        json!({"code": "AFTALE", "label": "Møde", "reservation": {"uuid": "fri tekst", "summary": "Kort",
            "description": "Beskrivelse", "location": "Sted", "starts": "2026-12-01T10:00:00Z",
            "ends": "2026-12-01T11:00:00Z"}})
    );
    assert!(shown[8].get("url").is_none() && shown[8].get("host").is_none(), "{}", shown[8]);
}

#[test]
fn letters_of_odd_senders_arrive_whole_however_they_are_written() {
    let (sandbox, mette) = world();
    let plain = letter("Blåbær", "", "", "");
    let utf16 = |text: &str, order: fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("\u{feff}{text}").encode_utf16().flat_map(order).collect()
    };
    let latin1 = |text: &str| text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect::<Vec<u8>>();
    let prefixed =
        plain.replace("</", "</æ:").replace('<', "<æ:").replace("<æ:/æ:", "</æ:").replace("xmlns=", "xmlns:æ=");
    let sms = "<Message xmlns=\"https://DigitalPost.dk/MeMo-1\" memoVersion=\"1.2\"><MessageHeader>\
               <messageType>NEMSMS</messageType><label>Blåbær</label><notification>Hej</notification>\
               <Sender><label>Kommunen</label></Sender><Recipient/></MessageHeader></Message>";
    let optional = "<notification/><reply></reply><replyByDateTime/><messageCode/><ukendt a=\"1\"><x/></ukendt>\
                    <s:label xmlns:s=\"urn:s\">Falsk</s:label>";
    let deep = format!("{}{}", "<a>".repeat(98), "</a>".repeat(98));
    let forms: Vec<(&str, Vec<u8>)> = vec![
        ("plain", plain.clone().into()),
        ("a duplicate", plain.clone().into()),
        ("another prefix", prefixed.into()),
        (
            "UTF-8 with a mark",
            format!("\u{feff}<?xml version='1.0' encoding='utf-8'?>\n<!-- x --><?y z?>{plain}").into(),
        ),
        ("UTF-16 LE", utf16(&plain, u16::to_le_bytes)),
        ("UTF-16 BE", utf16(&format!("<?xml version=\"1.0\" encoding=\"UTF-16\"?>{plain}"), u16::to_be_bytes)),
        ("ISO-8859-1", latin1(&format!("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>{plain}"))),
        ("CDATA", letter("<![CDATA[Blå]]>b&#xe6;r", "", "", "").into()),
        ("wrapped base64", plain.replace("SGVq", "\r\n  SG<!-- x -->\n<![CDATA[Vq]]>&#10;").into()),
        ("unknown and empty elements", letter("Blåbær", optional, "<nyt/>", "<nyt/>").into()),
        ("a hundred levels", letter("Blåbær", &deep, "", "").into()),
        ("NemSMS", sms.into()),
    ];
    let remotes: Vec<(&str, String)> =
        forms.iter().map(|(what, xml)| (*what, hand_in(&sandbox, TO_METTE, xml))).collect();
    mette.json(&["sync"]);
    for (what, remote) in remotes {
        let letter = shown(&mette, &remote);
        assert_eq!((&letter["subject"], &letter["text"]), (&json!("Blåbær"), &json!("Hej")), "{what}");
        assert_eq!((&letter["sender"], letter.get("replyBy")), (&json!("Kommunen"), None), "{what}");
    }
    assert!(list(&mette.json(&["doctor"])["odd"]).is_empty());
}

#[test]
fn a_letter_of_fifty_megabytes_arrives() {
    let (sandbox, mette) = world();
    let xml = letter("Stort", "", "", "").replace("SGVq", &"QUJD".repeat((50 << 20) / 4));
    let remote = hand_in(&sandbox, TO_METTE, xml.as_bytes());
    mette.json(&["sync"]);
    assert_eq!(shown(&mette, &remote)["documents"][0]["files"][0]["size"], (50 << 20) / 4 * 3);
}

#[test]
fn what_is_no_letter_is_refused_with_a_reason_and_leaves_nothing() {
    let (sandbox, _mette) = world();
    let plain = letter("Emne", "", "", "");
    let deep = format!("{}{}", "<a>".repeat(99), "</a>".repeat(99));
    let bad: Vec<(&str, Vec<u8>)> = vec![
        ("nothing", vec![]),
        ("words", b"hej".to_vec()),
        ("cut", plain.as_bytes()[..plain.len() / 2].to_vec()),
        ("without its end", plain.as_bytes()[..plain.len() - 3].to_vec()),
        ("crossed tags", plain.replace("</label>", "</lab>").into()),
        ("a bare ampersand", letter("a & b", "", "", "").into()),
        ("a control character", letter("a\u{1}b", "", "", "").into()),
        ("bytes that are no text", plain.replace("Emne", "\u{fffd}").into_bytes().split_off(3)),
        ("a DTD", format!("<!DOCTYPE Message [<!ENTITY a \"b\">]>{plain}").into()),
        ("an empty DTD", format!("<!DOCTYPE Message>{plain}").into()),
        ("another namespace", plain.replace("MeMo-1", "MeMo-9").into()),
        ("no namespace", plain.replace(" xmlns=\"https://DigitalPost.dk/MeMo-1\"", "").into()),
        ("two main documents", letter("x", "", "", "<MainDocument/>").into()),
        ("what is not base64", plain.replace("SGVq", "S&amp;Vq").into()),
        ("base64 of another alphabet", plain.replace("SGVq", "-_-_").into()),
        ("a hundred and one levels", letter("x", &deep, "", "").into()),
    ];
    for (what, xml) in bad {
        let (status, answer) = sandbox.post_raw(TO_METTE, &xml);
        assert_eq!(status, 400, "{what}: {answer}");
        assert!(answer["error"].as_str().is_some_and(|why| !why.is_empty()), "{what}");
    }
    for path in ["/admin/memo", "/admin/memo?person=ingen", "/admin/memo?mailbox=ingen"] {
        assert_eq!(sandbox.post_raw(path, plain.as_bytes()).0, 400, "{path}");
    }
    let own = sandbox.mailbox("mette", "own");
    assert!(list(&sandbox.get(&format!("/admin/mailboxes/{own}"))["messages"]).is_empty());
}
