//! What is read is written again as it was.

use crate::generated::{Chance, message, tree};
use crate::support::{FULL, MINIMUM, again, contents, letter, meaning, meaning_without_layout, read, write};
use postkasse_memo::schema::Message;
use postkasse_memo::{MemorySource, Without, write_letter, written_size};
use proptest::prelude::*;

#[test]
fn the_public_examples_come_back_with_every_field_attribute_and_file() {
    for (name, example) in [("full", FULL), ("minimum", MINIMUM)] {
        let first = read(example).unwrap();
        let written = again(example);
        let second = read(&written).unwrap();
        assert_eq!(meaning(&first.fields), meaning(&second.fields), "{name}");
        assert_eq!(first, second, "{name}: they have memo as prefix, so that nothing at all differs");
        assert_eq!(again(&written), written, "{name}: written again it is the same to the byte");
    }
    // All that was written, but for what XML lets vary: the mark, tags without content, lines of base64.
    let plain = |xml: &[u8]| String::from_utf8(xml.to_vec()).unwrap().replace(['\u{feff}', '\r', '\n', '\t', ' '], "");
    let sorted = |text: String| {
        let mut bytes = text.into_bytes();
        bytes.sort_unstable();
        bytes
    };
    assert_eq!(sorted(plain(FULL)), sorted(plain(&again(FULL))));
}

#[test]
fn the_schema_has_a_place_for_every_field_of_the_full_example() {
    for example in [FULL, MINIMUM] {
        let letter = read(example).unwrap();
        let message = Message::read(&letter.fields).unwrap();
        let tree = message.tree().unwrap();
        assert_eq!(meaning_without_layout(&tree), meaning_without_layout(&letter.fields));
    }
}

#[test]
fn a_letter_can_be_kept_beside_its_files_and_written_whole_later() {
    let whole = read(FULL).unwrap();
    let mut kept = Vec::new();
    write_letter(&mut kept, &whole.fields, &mut Without).unwrap();
    let skeleton = read(&kept).unwrap();
    assert_eq!(skeleton.fields, whole.fields);
    assert!(skeleton.body.unwrap().documents.iter().flat_map(|one| &one.files).all(|file| file.size == 0));
    assert_eq!(write(&skeleton.fields, &mut contents(&whole)).unwrap(), again(FULL));
}

#[test]
fn contents_that_belong_to_no_document_come_back_too() {
    let lonely = "<x><File><content>QUFB</content></File></x><MessageBody/>";
    let twice = letter("", lonely, "a.txt").replace("</content></File></Main", "</content><content/></File></Main");
    let first = read(twice.as_bytes()).unwrap();
    assert_eq!(first.spare.iter().map(|(number, bytes)| (*number, bytes.len())).collect::<Vec<_>>(), [(1, 0), (2, 3)]);
    let second = read(&again(twice.as_bytes())).unwrap();
    assert_eq!(second.spare, first.spare);
    assert_eq!(second.content(2).unwrap(), b"AAA");
    assert_eq!(second.content(3), None);
}

#[test]
fn base64_is_written_in_lines_and_every_length_comes_back() {
    for length in (0..200).chain([28_499, 28_500, 28_501, 57_000, 100_000]) {
        let bytes: Vec<u8> = (0..length).map(|n: usize| u8::try_from(n % 251).unwrap()).collect();
        let mut files = MemorySource(vec![bytes.clone()]);
        let tree = read(letter("", "", "a.txt").as_bytes()).unwrap().fields;
        let xml = write(&tree, &mut files).unwrap();
        let text = String::from_utf8(xml.clone()).unwrap();
        let (_, content) = text.split_once("<memo:content>").unwrap();
        let lines: Vec<_> = content.split_once('<').unwrap().0.split('\n').map(str::len).collect();
        assert_eq!(lines.len(), length.div_ceil(57).max(1), "{length}");
        assert!(lines[..lines.len() - 1].iter().all(|line| *line == 76), "{length}: {lines:?}");
        assert_eq!(read(&xml).unwrap().content(0).unwrap(), &bytes, "{length}");
        assert_eq!(written_size(&tree, &mut files).unwrap(), xml.len() as u64, "{length}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_letter_that_keeps_to_the_schema_comes_back_field_by_field(seed: u64) {
        let mut chance = Chance(seed);
        let (message, mut files) = message(&mut chance);
        prop_assert_eq!(message.check(), Ok(()));
        let tree = message.tree().unwrap();
        let letter = read(&write(&tree, &mut files).unwrap()).unwrap();
        prop_assert_eq!(meaning(&letter.fields), meaning(&tree));
        prop_assert_eq!(Message::read(&letter.fields).unwrap(), message);
        prop_assert_eq!(contents(&letter).0, files.0);
    }

    #[test]
    fn any_tree_comes_back_as_it_was_whatever_its_names_prefixes_and_texts(seed: u64) {
        let tree = tree(&mut Chance(seed));
        let mut files = MemorySource(vec![b"Hej".to_vec()]);
        let xml = write(&tree, &mut files).unwrap();
        let letter = read(&xml).map_err(|error| format!("{error}: {}", String::from_utf8_lossy(&xml))).unwrap();
        prop_assert_eq!(meaning(&letter.fields), meaning(&tree));
        prop_assert_eq!(write(&letter.fields, &mut contents(&letter)).unwrap(), xml);
    }

    #[test]
    fn whatever_can_be_read_can_be_written_and_says_the_same(at in 0..FULL.len(), byte in 0x20u8..0x7f, twice: bool) {
        let mut xml = FULL.to_vec();
        xml[at] = byte;
        if twice {
            xml.insert(at, byte);
        }
        if let Ok(first) = read(&xml) {
            let second = read(&again(&xml)).unwrap();
            prop_assert_eq!(meaning(&second.fields), meaning(&first.fields));
            prop_assert_eq!(contents(&second).0, contents(&first).0);
        }
    }
}
