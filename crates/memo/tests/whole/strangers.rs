//! What nobody knows stands where it stood, and means what it meant.

use crate::support::{again, letter, read};
use postkasse_memo::{Attribute, Element, MemorySource, WriteError, write_letter};

fn written(header: &str) -> String {
    String::from_utf8(again(letter(header, "", "a.txt").as_bytes())).unwrap()
}

#[test]
fn ones_own_elements_get_the_prefix_memo_whatever_they_came_with() {
    for prefix in ["", "m:", "memo:"] {
        let p = prefix;
        let declared = if p.is_empty() { String::new() } else { format!(":{}", p.trim_end_matches(':')) };
        let xml = format!(
            "<{p}Message xmlns{declared}=\"https://DigitalPost.dk/MeMo-1\" memoVersion=\"1.2\"><{p}MessageHeader>\
             <{p}messageType>NEMSMS</{p}messageType><{p}Sender/><{p}Recipient/></{p}MessageHeader></{p}Message>"
        );
        let xml = String::from_utf8(again(xml.as_bytes())).unwrap();
        assert!(xml.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<memo:Message "), "{xml}");
        assert!(xml.contains("<memo:MessageHeader><memo:messageType>NEMSMS</memo:messageType><memo:Sender/>"), "{xml}");
        assert_eq!(xml.matches("xmlns:memo=").count(), 1, "{xml}");
    }
}

#[test]
fn an_unknown_element_keeps_its_namespaces_order_and_white_space() {
    let unknown = "<n:ny xmlns:n=\"urn:ny\" xmlns:t=\"urn:typer\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
                   xsi:type=\"t:Sted\" xml:lang=\"da\" n:egen=\"1\" plain=\"a&#10;b&quot;\">før <n:b/> efter\n  \
                   <c xmlns=\"\">uden</c></n:ny>";
    let xml = written(&format!("<messageID>1</messageID>{unknown}<messageCode>2</messageCode>"));
    let kept = format!("<memo:messageID>1</memo:messageID>{unknown}<memo:messageCode>2</memo:messageCode>");
    assert!(xml.contains(&kept), "{xml}");
}

#[test]
fn a_stranger_who_took_the_prefix_memo_for_another_namespace_gets_another_prefix() {
    let xml = written("<memo:x xmlns:memo=\"urn:falsk\" memo:a=\"1\"><label>y</label></memo:x>");
    assert!(xml.contains("<ns:x xmlns:ns=\"urn:falsk\" ns:a=\"1\"><memo:label>y</memo:label></ns:x>"), "{xml}");
    assert_eq!(read(xml.as_bytes()).unwrap().fields.children().next().unwrap().child("label").unwrap().text(), "Prøve");
}

#[test]
fn text_that_looks_like_markup_stays_text() {
    let xml = written("<ny>&lt;memo:label&gt;&amp;amp; ]]&gt;&#13;&#10;<![CDATA[<x/>]]></ny>");
    assert!(xml.contains("<memo:ny>&lt;memo:label&gt;&amp;amp; ]]&gt;&#13;\n&lt;x/&gt;</memo:ny>"), "{xml}");
}

#[test]
fn a_prefix_that_two_attributes_want_for_two_namespaces_goes_to_one_of_them() {
    let mut tree = read(letter("", "", "a").as_bytes()).unwrap().fields;
    for (namespace, value) in [("urn:a", "1"), ("urn:b", "2"), ("", "3")] {
        let text = |text: &str| text.to_owned();
        tree.attributes.push(Attribute {
            namespace: text(namespace),
            prefix: text("p"),
            name: text("n"),
            value: text(value),
        });
    }
    let mut xml = Vec::new();
    write_letter(&mut xml, &tree, &mut MemorySource(vec![Vec::new()])).unwrap();
    let back = read(&xml).unwrap().fields;
    let values: Vec<_> = back.attributes.iter().map(|one| (one.namespace.as_str(), one.value.as_str())).collect();
    assert_eq!(values, [("", "1.1"), ("urn:a", "1"), ("urn:b", "2"), ("", "3")]);
}

#[test]
fn a_tree_that_cannot_be_xml_is_not_written() {
    let sound = || read(letter("", "", "a").as_bytes()).unwrap().fields;
    let with = |change: &dyn Fn(&mut Element)| {
        let mut tree = sound();
        change(&mut tree);
        write_letter(Vec::new(), &tree, &mut MemorySource(vec![Vec::new()]))
    };
    let attribute =
        |name: &str, value: &str| Attribute { name: name.to_owned(), value: value.to_owned(), ..Attribute::default() };
    assert!(matches!(with(&|tree| tree.name = "to ord".into()), Err(WriteError::NotXml)));
    assert!(matches!(with(&|tree| tree.name = "x><y".into()), Err(WriteError::NotXml)));
    assert!(matches!(with(&|tree| tree.push_text("\u{1}")), Err(WriteError::NotXml)));
    assert!(matches!(with(&|tree| tree.attributes.push(attribute("a", "\u{0}"))), Err(WriteError::NotXml)));
    assert!(matches!(with(&|tree| tree.attributes.push(attribute("a=\"\" b", ""))), Err(WriteError::NotXml)));
    assert!(matches!(with(&|tree| tree.attributes.push(attribute("memoVersion", ""))), Err(WriteError::NotXml)));
    let deep = |tree: &mut Element| {
        let mut inner = Element::new("a");
        for _ in 0..100 {
            let mut outer = Element::new("a");
            outer.push(inner);
            inner = outer;
        }
        tree.push(inner);
    };
    assert!(matches!(with(&deep), Err(WriteError::TooDeep)));
    assert!(matches!(
        write_letter(Vec::new(), &sound(), &mut MemorySource(Vec::new())),
        Err(WriteError::Io(error)) if error.kind() == std::io::ErrorKind::NotFound
    ));
}
