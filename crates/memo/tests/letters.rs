//! What is read, what is kept, what is refused.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use postkasse_memo::{DocumentKind, Letter, Limits, MemoError, MemorySink, MessageKind, read_letter};
use proptest::prelude::*;

const FULL: &[u8] = include_bytes!("data/MeMo_Full_Example.xml");
const MINIMUM: &[u8] = include_bytes!("data/MeMo_Minimum_Example.xml");

fn read(xml: &[u8]) -> Result<Letter<Vec<u8>>, MemoError> {
    read_letter(xml, &mut MemorySink::default(), &Limits::default())
}

/// A small letter with a prefix of one's own choice, and what stands in its main document.
fn small(prefix: &str, main: &str) -> String {
    let p = prefix;
    format!(
        "<{p}Message xmlns{}=\"https://DigitalPost.dk/MeMo-1\" memoVersion=\"1.1\"><{p}MessageHeader>\
         <{p}messageType>DIGITALPOST</{p}messageType><{p}label>Æbler &amp; pærer</{p}label>\
         <{p}Sender><{p}senderID>12345678</{p}senderID></{p}Sender><{p}Recipient/></{p}MessageHeader>\
         <{p}MessageBody><{p}MainDocument>{main}</{p}MainDocument></{p}MessageBody></{p}Message>",
        if p.is_empty() { String::new() } else { format!(":{}", p.trim_end_matches(':')) }
    )
}

fn file(content: &str) -> String {
    format!("<File><filename>a.txt</filename><content>{content}</content></File>")
}

#[test]
fn the_full_example_is_read_with_all_its_documents_and_actions() {
    let letter = read(FULL).unwrap();
    assert_eq!(letter.subject, "Besked fra Børneforvaltningen");
    assert_eq!((letter.version.as_str(), letter.kind), ("1.2", MessageKind::DigitalPost));
    assert!(letter.reply && letter.mandatory && !letter.legal_notification);
    assert_eq!(letter.sender.contact_point.as_deref(), Some("Kommunen, Pladsanvisningen"));
    let body = letter.body.unwrap();
    let kinds: Vec<DocumentKind> = body.documents.iter().map(|d| d.kind).collect();
    use DocumentKind::{Additional, Main, Technical};
    assert_eq!(kinds, [Main, Additional, Additional, Technical]);
    let main = &body.documents[0];
    assert_eq!(main.files.len(), 2);
    assert_eq!(main.files[0].handle, b"This is a test");
    assert_eq!(main.actions[0].url.as_deref(), Some("https://www.tusindfryd.dk/spørgeskema.html"));
    let appointment = &main.actions[1];
    assert!(appointment.ends < appointment.starts, "kept although it ends before it begins");
    assert_eq!(appointment.reservation.as_ref().unwrap().location, "Gl. Landevej 61, 9000 aalborg, Rød stue");
    let header = letter.fields.child("MessageHeader").unwrap();
    assert_eq!(header.all("ReplyData").count(), 2, "every field is kept");
}

#[test]
fn the_minimum_example_is_read() {
    let letter = read(MINIMUM).unwrap();
    assert_eq!(letter.subject, "Pladsanvisning");
    assert_eq!(letter.body.unwrap().documents[0].files[0].size, 14);
}

#[test]
fn prefix_and_encoding_are_the_senders_choice() {
    for prefix in ["", "memo:", "x:"] {
        let xml = small(prefix, "");
        let latin1: Vec<u8> = format!("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>{xml}")
            .chars()
            .map(|c| u8::try_from(u32::from(c)).unwrap())
            .collect();
        let utf16le: Vec<u8> = xml.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let utf16be: Vec<u8> = xml.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let declared = format!("<?xml version=\"1.0\" encoding=\"UTF-16\"?>{xml}");
        let declared: Vec<u8> = declared.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let forms = [
            xml.clone().into_bytes(),
            [b"\xef\xbb\xbf", xml.as_bytes()].concat(),
            [b"\xff\xfe", &utf16le[..]].concat(),
            [b"\xfe\xff", &utf16be[..]].concat(),
            [b"\xff\xfe", &declared[..]].concat(),
            utf16le,
            utf16be,
            latin1,
        ];
        for (number, form) in forms.iter().enumerate() {
            assert_eq!(read(form).map(|l| l.subject), Ok("Æbler & pærer".to_owned()), "{prefix} form {number}");
        }
    }
}

#[test]
fn a_nemsms_has_no_body_and_its_notification_is_its_text() {
    let xml = "<Message xmlns=\"https://DigitalPost.dk/MeMo-1\"><MessageHeader><messageType>NEMSMS</messageType>\
               <label>Tid</label><notification>Husk din tid kl. 10</notification><Sender/><Recipient/>\
               </MessageHeader></Message>";
    let letter = read(xml.as_bytes()).unwrap();
    assert_eq!(letter.kind, MessageKind::NemSms);
    assert_eq!(letter.notification.as_deref(), Some("Husk din tid kl. 10"));
    assert!(letter.body.is_none());
}

#[test]
fn elements_that_nobody_knows_are_kept() {
    let xml = small("", &format!("{}<nyt a=\"1\">ukendt</nyt>", file("SGVq")));
    let letter = read(xml.as_bytes()).unwrap();
    let main = letter.fields.child("MessageBody").unwrap().child("MainDocument").unwrap();
    let unknown = main.child("nyt").unwrap();
    assert_eq!((unknown.text().as_str(), unknown.attribute("a")), ("ukendt", Some("1")));
}

#[test]
fn content_may_be_wrapped_in_lines_or_cdata_and_large() {
    for content in ["SGVq", " S G\n V\tq ", "<![CDATA[SGVq]]>", "SG<!-- x -->Vq"] {
        let letter = read(small("", &file(content)).as_bytes()).unwrap();
        assert_eq!(letter.body.unwrap().documents[0].files[0].handle, b"Hej", "{content}");
    }
    let large = "QUJD".repeat(100_000);
    let letter = read(small("", &file(&large)).as_bytes()).unwrap();
    assert_eq!(letter.body.unwrap().documents[0].files[0].handle, "ABC".repeat(100_000).as_bytes());
}

#[test]
fn what_is_refused_is_refused_with_its_own_reason() {
    let whole = small("", &file("SGVq"));
    let deep = format!("{}{}", "<a>".repeat(120), "</a>".repeat(120));
    let cases: Vec<(String, MemoError)> = vec![
        (String::new(), MemoError::Malformed),
        ("bare ord".into(), MemoError::Malformed),
        (whole[..whole.len() - 9].into(), MemoError::Malformed),
        (whole[..whole.find("SGVq").unwrap() + 2].into(), MemoError::Malformed),
        (format!("{whole}<x/>"), MemoError::Malformed),
        (whole.replace("</MessageHeader>", "</MessageHead>"), MemoError::Malformed),
        (whole.replace("&amp;", "&ukendt;"), MemoError::Malformed),
        (format!("<!DOCTYPE Message [<!ENTITY a \"b\">]>{whole}"), MemoError::Dtd),
        (format!("<!DOCTYPE Message>{whole}"), MemoError::Dtd),
        (whole.replace("DigitalPost.dk/MeMo-1", "DigitalPost.dk/MeMo-2"), MemoError::NotMemo),
        ("<Message/>".into(), MemoError::NotMemo),
        ("<html xmlns=\"https://DigitalPost.dk/MeMo-1\"/>".into(), MemoError::NotMemo),
        (whole.replace("<MainDocument>", "<MainDocument></MainDocument><MainDocument>"), MemoError::TwoMainDocuments),
        (small("", &file("ikke base64!")), MemoError::NotBase64),
        (small("", &file("SGVq<x/>")), MemoError::NotBase64),
        (small("", &file("SG==SGVq")), MemoError::NotBase64),
        (small("", &deep), MemoError::TooDeep),
        (small("", &format!("<a>{}</a>", "x".repeat((1 << 20) + 1))), MemoError::TooLarge),
        (small("", &format!("<a>{}</a>", "x".repeat(1 << 20)).repeat(9)), MemoError::TooLarge),
        (small("", &"<a/>".repeat(30_000)), MemoError::TooLarge),
    ];
    for (xml, reason) in cases {
        assert_eq!(read(xml.as_bytes()).map(|_| ()), Err(reason), "{}", xml.chars().take(200).collect::<String>());
    }
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes);
    }

    #[test]
    fn no_change_to_a_real_letter_makes_it_panic(at in 0..FULL.len(), byte: u8, cut in 0..FULL.len()) {
        let mut bytes = FULL.to_vec();
        bytes[at] = byte;
        let _ = read(&bytes);
        let _ = read(&FULL[..cut]);
    }
}
