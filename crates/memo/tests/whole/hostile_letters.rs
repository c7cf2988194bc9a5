//! Letters that want to do harm: refused, or kept as the plain text that they are.

use crate::support::{FULL, MINIMUM, again, letter, read};
use postkasse_memo::{FileSink, Limits, MemoError, MemorySink, read_letter};
use std::io::{self, Read};

#[test]
fn no_document_type_is_taken_whatever_it_declares() {
    let whole = letter("", "", "a.txt");
    let bombs = "<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">";
    for declared in [
        "<!DOCTYPE Message SYSTEM \"file:///etc/passwd\">",
        "<!DOCTYPE Message [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
        "<!DOCTYPE Message [<!ENTITY % x SYSTEM \"https://eksempel.invalid/x.dtd\"> %x;]>",
        &format!("<!DOCTYPE Message [{bombs}]>"),
        "<!doctype Message>",
        "<!DOCTYPE",
    ] {
        let before = format!("{declared}{}", whole.replace("Prøve", "&c;"));
        let reason = read(before.as_bytes()).map(|_| ()).unwrap_err();
        assert!(matches!(reason, MemoError::Dtd | MemoError::Malformed), "{declared}: {reason:?}");
        for place in ["<MainDocument>", "</content>", "<label>"] {
            let inside = whole.replacen(place, &format!("{declared}{place}"), 1);
            assert!(read(inside.as_bytes()).is_err(), "{declared} before {place}");
        }
    }
    assert_eq!(read(whole.replace("Prøve", "&ukendt;").as_bytes()).map(|_| ()), Err(MemoError::Malformed));
}

#[test]
fn a_letter_that_was_cut_anywhere_is_refused() {
    for cut in 0..MINIMUM.len() - 1 {
        let end = MINIMUM[cut..].trim_ascii().is_empty();
        assert_eq!(read(&MINIMUM[..cut]).is_ok(), end, "at {cut}");
    }
}

#[test]
fn depth_main_documents_and_base64_are_held_to_their_rules() {
    let nested = |levels: usize| letter(&format!("{}{}", "<a>".repeat(levels), "</a>".repeat(levels)), "", "a");
    assert!(read(nested(98).as_bytes()).is_ok(), "a hundred with the message and the header");
    assert_eq!(read(nested(99).as_bytes()).map(|_| ()), Err(MemoError::TooDeep));
    let deepest = again(nested(98).as_bytes());
    assert!(read(&deepest).is_ok(), "what can be read can be written and read again");
    let two = letter("", "<MainDocument><File><content/></File></MainDocument>", "a");
    assert_eq!(read(two.as_bytes()).map(|_| ()), Err(MemoError::TwoMainDocuments));
    for wrong in ["S", "SGVqS", "SG=Vq", "====", "SGVq\u{a0}", "<![CDATA[SG]]Vq]]>", "<![CDATA[SG]>]]>", "%%%%"] {
        let xml = letter("", "", "a").replace("SGVq", wrong);
        assert_eq!(read(xml.as_bytes()).map(|_| ()), Err(MemoError::NotBase64), "{wrong}");
    }
}

#[test]
fn a_files_name_is_a_claim_that_comes_back_letter_by_letter() {
    let long = "a".repeat(4_000);
    for name in ["../../etc/passwd", "..\\..\\x.exe", "/dev/sda", "CON", "nul.txt", "faktura\u{202e}fdp.exe", &long] {
        let xml = letter("", "", name);
        let written = again(xml.as_bytes());
        for xml in [xml.as_bytes(), &written] {
            assert_eq!(read(xml).unwrap().body.unwrap().documents[0].files[0].filename, name);
        }
    }
}

#[test]
fn namespaces_that_contradict_themselves_are_refused() {
    for tag in [
        "<a xmlns:p=\"\"/>",
        "<a p:b=\"1\"/>",
        "<a xmlns:p=\"urn:x\" xmlns:q=\"urn:x\" p:b=\"1\" q:b=\"2\"/>",
        "<a xmlns:xml=\"urn:x\"/>",
        "<a xmlns:xmlns=\"urn:x\"/>",
        "<:a/>",
        "<a:/>",
        "<xml:a:b/>",
        "<a :b=\"1\"/>",
    ] {
        assert_eq!(read(letter(tag, "", "a").as_bytes()).map(|_| ()), Err(MemoError::Malformed), "{tag}");
    }
}

/// Gives text without end; fails once more of it was asked for than a reader with a limit would need.
struct Endless(u64);

impl Read for Endless {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.0 = self.0.checked_sub(out.len() as u64).ok_or_else(|| io::Error::other("read too far"))?;
        out.fill(b'A');
        Ok(out.len())
    }
}

#[test]
fn one_endless_piece_is_refused_before_it_is_held() {
    let whole = letter("", "", "a.txt");
    for place in ["<!--", "<?pi ", "<a>", "<a b=\"", "<a xmlns:b=\"", "<a ", "<", "</", "<![CDATA[", "&", "<!"] {
        let (before, _) = whole.split_once("<Sender").unwrap();
        let input = before.as_bytes().chain(place.as_bytes()).chain(Endless(4 << 20));
        let read = read_letter(input, &mut MemorySink::default(), &Limits::default()).map(|_| ());
        assert!(matches!(read, Err(MemoError::TooLarge | MemoError::Malformed)), "{place}: {read:?}");
    }
}

/// Counts what it gets and the largest piece of it.
#[derive(Default)]
struct Counting(u64, usize);

impl FileSink for Counting {
    type Handle = u64;

    fn begin(&mut self) -> io::Result<()> {
        self.0 = 0;
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0 += bytes.len() as u64;
        self.1 = self.1.max(bytes.len());
        Ok(())
    }

    fn end(&mut self) -> io::Result<u64> {
        Ok(self.0)
    }
}

#[test]
fn content_as_cdata_passes_through_in_pieces_too() {
    let xml = letter("", "", "a.txt");
    let (before, after) = xml.split_once("SGVq").unwrap();
    let (before, after) = (format!("{before}<![CDATA["), format!("]]>{after}"));
    let input = before.as_bytes().chain(io::repeat(b'A').take(20 << 20)).chain(after.as_bytes());
    let mut sink = Counting::default();
    let letter = read_letter(input, &mut sink, &Limits::default()).unwrap();
    assert_eq!(letter.content(0), Some(&(15 << 20)));
    assert!(sink.1 <= 64 << 10, "a piece of {} bytes", sink.1);
}

#[test]
fn many_attributes_and_declarations_count_as_much_as_elements() {
    let many: String = (0..30_000).map(|n| format!(" a{n}=\"\"")).collect();
    assert_eq!(read(letter(&format!("<a{many}/>"), "", "a").as_bytes()).map(|_| ()), Err(MemoError::TooLarge));
    let half: String = (0..4_000).map(|n| format!(" a{n}=\"\"")).collect();
    let six = format!("<a{half}/>").repeat(6);
    assert_eq!(read(letter(&six, "", "a").as_bytes()).map(|_| ()), Err(MemoError::TooLarge));
    assert!(read(letter(&format!("<a{half}/>"), "", "a").as_bytes()).is_ok());
    assert!(read(FULL).is_ok());
}
