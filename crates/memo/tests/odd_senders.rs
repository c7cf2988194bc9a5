//! Letters of senders who write unusual, well-formed XML, of senders who write what is no XML, and large ones.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use postkasse_memo::{FileSink, Letter, Limits, MemoError, MemorySink, read_letter};
use std::io::{self, Read};

fn read(xml: &[u8]) -> Result<Letter<Vec<u8>>, MemoError> {
    read_letter(xml, &mut MemorySink::default(), &Limits::default())
}

/// A whole letter; what stands in its header, in its label, in its body and in its file.
fn letter(header: &str, label: &str, body: &str, content: &str) -> String {
    format!(
        "<Message xmlns=\"https://DigitalPost.dk/MeMo-1\" memoVersion=\"1.1\"><MessageHeader>\
         <messageType>DIGITALPOST</messageType><label>{label}</label>{header}<Sender/><Recipient/></MessageHeader>\
         <MessageBody><MainDocument><File><filename>a.txt</filename><content>{content}</content></File></MainDocument>\
         {body}</MessageBody></Message>"
    )
}

fn labelled(label: &str) -> String {
    letter("", label, "", "")
}

#[test]
fn a_label_is_read_however_it_is_written() {
    for (written, read_as) in [
        ("<![CDATA[A & B <c>]]> og <![CDATA[mere]]>", "A & B <c> og mere"),
        ("A<!-- x -->B<?pi y?>C", "ABC"),
        ("&#x41;&#66;&amp;&lt;&gt;&quot;&apos;&#xe6;&#x1F600;", "AB&<>\"'æ😀"),
        ("\n  Flere\n  linjer\n", "Flere\n  linjer"),
        ("]]&gt;", "]]>"),
        ("", ""),
    ] {
        assert_eq!(read(labelled(written).as_bytes()).unwrap().subject, read_as, "{written}");
    }
    let long = "Langt ".repeat(100_000);
    assert_eq!(read(labelled(&long).as_bytes()).unwrap().subject, long.trim());
}

#[test]
fn content_is_read_with_everything_xml_lets_stand_between_and_may_be_empty() {
    for content in ["SG<?pi?>Vq", "S&#71;&#x56;q", "SGVq&#13;&#10;", "<![CDATA[SG]]><!-- - -->Vq", "\r\n\tSGVq"] {
        let letter = read(letter("", "x", "", content).as_bytes()).unwrap();
        assert_eq!(letter.body.unwrap().documents[0].files[0].handle, b"Hej", "{content}");
    }
    for empty in ["<content></content>", "<content/>", "<content> </content>"] {
        let xml = labelled("x").replace("<content></content>", empty);
        assert_eq!(read(xml.as_bytes()).unwrap().body.unwrap().documents[0].files[0].size, 0, "{empty}");
    }
    for (content, reason) in [
        ("SG&amp;Vq", MemoError::NotBase64),
        ("SG&#230;Vq", MemoError::NotBase64),
        ("SG&nbsp;Vq", MemoError::Malformed),
        ("SG&#x5", MemoError::Malformed),
        ("SG&aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa;", MemoError::Malformed),
        ("SG\u{a0}Vq", MemoError::NotBase64),
        ("-_-_", MemoError::NotBase64),
        ("SGVqS", MemoError::NotBase64),
    ] {
        assert_eq!(read(letter("", "x", "", content).as_bytes()).map(|_| ()), Err(reason), "{content}");
    }
}

#[test]
fn a_strangers_elements_are_kept_and_never_taken_for_ones_own() {
    let strange =
        "<s:label xmlns:s=\"urn:s\">Falsk</s:label><s:legalNotification xmlns:s=\"urn:s\">true</s:legalNotification>";
    let xml = letter("", "Ægte", "<MainDocument xmlns=\"urn:s\"/><x><content>ikke base64</content></x>", "")
        .replace("<label>", &format!("{strange}<label>"));
    let read = read(xml.as_bytes()).unwrap();
    assert_eq!((read.subject.as_str(), read.legal_notification), ("Ægte", false));
    assert_eq!(read.body.unwrap().documents.len(), 1);
    let header = read.fields.child("MessageHeader").unwrap();
    assert_eq!(header.children().filter(|one| one.namespace == "urn:s").count(), 2);
    let body = read.fields.child("MessageBody").unwrap();
    assert_eq!(body.child("x").unwrap().text_of("content").as_deref(), Some("ikke base64"));
}

#[test]
fn a_second_main_document_is_found_in_a_second_body_too() {
    let second = "</MessageBody><MessageBody><MainDocument/>";
    assert_eq!(read(letter("", "x", second, "").as_bytes()).map(|_| ()), Err(MemoError::TwoMainDocuments));
}

#[test]
fn a_hundred_levels_are_read_and_one_more_is_not() {
    let nested = |levels: usize| letter(&format!("{}{}", "<a>".repeat(levels), "</a>".repeat(levels)), "x", "", "");
    assert!(read(nested(98).as_bytes()).is_ok(), "message and header are two of them");
    assert_eq!(read(nested(99).as_bytes()).map(|_| ()), Err(MemoError::TooDeep));
}

#[test]
fn moments_are_read_with_and_without_zone_and_fraction() {
    for (written, utc) in [
        ("2026-12-01T10:00:00Z", Some("2026-12-01T10:00:00Z")),
        ("2026-12-01T10:00:00.1234567Z", Some("2026-12-01T10:00:00.1234567Z")),
        ("2026-12-01T10:00:00+01:00", Some("2026-12-01T09:00:00Z")),
        ("2026-12-01T10:00:00", Some("2026-12-01T10:00:00Z")),
        ("2026-12-01T10:00:00.5", Some("2026-12-01T10:00:00.5Z")),
        ("2026-12-01", Some("2026-12-01T00:00:00Z")),
        ("1899-12-31T23:00:00Z", Some("1899-12-31T23:00:00Z")),
        ("i morgen", None),
        ("", None),
    ] {
        let xml = letter(&format!("<replyByDateTime>{written}</replyByDateTime>"), "x", "", "");
        assert_eq!(read(xml.as_bytes()).unwrap().reply_by, utc.map(|at| at.parse().unwrap()), "{written}");
    }
}

#[test]
fn what_is_not_well_formed_is_refused() {
    let whole = labelled("Blåbær");
    let declared = |encoding: &str| format!("<?xml version=\"1.0\" encoding=\"{encoding}\"?>{whole}");
    let utf16: Vec<u8> = format!("\u{feff}{whole}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let cases: Vec<Vec<u8>> = vec![
        labelled("a & b").into(),
        labelled("a < b").into(),
        labelled("a ]]> b").into(),
        labelled("a\u{1}b").into(),
        labelled("a&#1;b").into(),
        labelled("a&#0;b").into(),
        labelled("a&#xD800;b").into(),
        labelled("a&#x110000;b").into(),
        labelled("<!-- a -- b -->").into(),
        labelled("<1a/>").into(),
        labelled("<a b=\"1\" b=\"2\"/>").into(),
        labelled("<a b=\"<\"/>").into(),
        labelled("<a b=1/>").into(),
        labelled("<s:a/>").into(),
        labelled("<?xml version=\"1.0\"?>").into(),
        format!("\n{}", declared("UTF-8")).into(),
        format!("{whole}<![CDATA[ ]]>").into(),
        format!("{whole}&#32;").into(),
        format!("{whole}x").into(),
        declared("klingon").into(),
        // Neither text in its encoding.
        declared("UTF-8")
            .replace("Blåbær", "QQ")
            .into_bytes()
            .iter()
            .map(|b| if *b == b'Q' { 0xff } else { *b })
            .collect(),
        utf16[..utf16.len() - 1].to_vec(),
    ];
    for xml in cases {
        assert_eq!(read(&xml).map(|_| ()), Err(MemoError::Malformed), "{}", String::from_utf8_lossy(&xml));
    }
    assert!(read(declared("UTF-16").as_bytes()).is_ok(), "what can be read as ASCII is not UTF-16");
}

/// Counts what it gets and the largest piece of it; keeps nothing.
#[derive(Default)]
struct Counting {
    bytes: u64,
    largest: usize,
}

impl FileSink for Counting {
    type Handle = u64;

    fn begin(&mut self) -> io::Result<()> {
        self.bytes = 0;
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.bytes += bytes.len() as u64;
        self.largest = self.largest.max(bytes.len());
        Ok(())
    }

    fn end(&mut self) -> io::Result<u64> {
        Ok(self.bytes)
    }
}

#[test]
fn fifty_megabytes_pass_through_in_small_pieces_and_leave_a_small_tree() {
    let xml = labelled("x");
    let (before, after) = xml.split_once("</content>").unwrap();
    let end = format!("</content>{after}");
    let megabytes = 50 << 20;
    let input = before.as_bytes().chain(io::repeat(b'A').take(megabytes)).chain(end.as_bytes());
    let mut sink = Counting::default();
    let letter = read_letter(input, &mut sink, &Limits::default()).unwrap();
    assert_eq!(letter.body.unwrap().documents[0].files[0].handle, megabytes / 4 * 3);
    assert!(sink.largest <= 64 << 10, "a piece of {} bytes", sink.largest);
    assert!(format!("{:?}", letter.fields).len() < 4096);

    let endless = before.as_bytes().chain(io::repeat(b'A'));
    let limits = Limits { xml: 1 << 20, ..Limits::default() };
    assert_eq!(read_letter(endless, &mut sink, &limits).map(|_| ()), Err(MemoError::TooLarge));
}
