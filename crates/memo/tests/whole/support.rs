//! Reading and writing in memory, and what a tree means whatever prefixes it is written with.

use postkasse_memo::{
    Element, Letter, Limits, MemoError, MemorySink, MemorySource, Node, WriteError, read_letter, write_letter,
};

pub const FULL: &[u8] = include_bytes!("../data/MeMo_Full_Example.xml");
pub const MINIMUM: &[u8] = include_bytes!("../data/MeMo_Minimum_Example.xml");

pub fn read(xml: &[u8]) -> Result<Letter<Vec<u8>>, MemoError> {
    read_letter(xml, &mut MemorySink::default(), &Limits::default())
}

/// All contents of a letter, by their numbers.
pub fn contents(letter: &Letter<Vec<u8>>) -> MemorySource {
    MemorySource((0..).map_while(|number| letter.content(number).cloned()).collect())
}

pub fn write(tree: &Element, files: &mut MemorySource) -> Result<Vec<u8>, WriteError> {
    let mut xml = Vec::new();
    write_letter(&mut xml, tree, files)?;
    Ok(xml)
}

/// Reads and writes again.
pub fn again(xml: &[u8]) -> Vec<u8> {
    let letter = read(xml).unwrap();
    write(&letter.fields, &mut contents(&letter)).unwrap()
}

/// Everything that a tree says, without prefixes and declarations.
pub fn meaning(element: &Element) -> String {
    let mut said = format!("{{{}}}{}", element.namespace, element.name);
    for one in &element.attributes {
        said += &format!(" {{{}}}{}={:?}", one.namespace, one.name, one.value);
    }
    said += &format!(" {:?}(", element.file);
    for node in element.nodes() {
        match node {
            Node::Text(text) => said += &format!("{text:?}"),
            Node::Element(child) => said += &meaning(child),
        }
    }
    said + ")"
}

/// The same without white space between elements.
pub fn meaning_without_layout(element: &Element) -> String {
    let mut bare = Element::within(&element.namespace, "", &element.name);
    bare.attributes.clone_from(&element.attributes);
    bare.file = element.file;
    strip(element, &mut bare);
    meaning(&bare)
}

fn strip(from: &Element, to: &mut Element) {
    let parent = from.children().next().is_some();
    for node in from.nodes() {
        match node {
            Node::Text(text) if parent && text.trim().is_empty() => {}
            Node::Text(text) => to.push_text(text),
            Node::Element(child) => {
                let mut bare = Element::within(&child.namespace, "", &child.name);
                bare.attributes.clone_from(&child.attributes);
                bare.file = child.file;
                strip(child, &mut bare);
                to.push(bare);
            }
        }
    }
}

/// A small letter; what stands in its header and in its body besides, and the name of its file.
pub fn letter(header: &str, body: &str, filename: &str) -> String {
    format!(
        "<Message xmlns=\"https://DigitalPost.dk/MeMo-1\" memoVersion=\"1.1\"><MessageHeader>\
         <messageType>DIGITALPOST</messageType><label>Prøve</label>{header}<Sender/><Recipient/></MessageHeader>\
         <MessageBody><MainDocument><File><filename>{filename}</filename><content>SGVq</content></File>\
         </MainDocument>{body}</MessageBody></Message>"
    )
}
