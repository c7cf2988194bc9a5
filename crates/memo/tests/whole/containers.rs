//! Letters in containers, written and read.

use crate::support::{FULL, MINIMUM, contents, letter, read};
use postkasse_memo::{
    ContainerError, ContainerLimits, ContainerWriter, FileSource, Found, Limits, MemorySink, MemorySource, Packing,
    WriteError, read_container, read_letter,
};
use std::io;
use std::ops::ControlFlow;

pub const PACKINGS: [Packing; 3] = [Packing::Plain, Packing::Lzma, Packing::Xz];

/// What was shown: the name, and the subject of the letter or why there is none.
pub type Shown = Vec<(String, Result<String, String>)>;

pub fn show(container: &[u8], limits: &ContainerLimits) -> (Shown, Result<(), ContainerError>) {
    let mut shown = Vec::new();
    let end = read_container(container, limits, |Found { name, letter }| {
        let letter = letter.map_err(|why| why.to_string()).and_then(|bytes| {
            let letter = read_letter(bytes, &mut MemorySink::default(), &Limits::default());
            letter.map(|letter| letter.subject).map_err(|why| why.to_string())
        });
        shown.push((name, letter));
        ControlFlow::Continue(())
    });
    (shown, end)
}

/// A container of letters as they are.
pub fn packed(packing: Packing, letters: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ContainerWriter::new(Vec::new(), packing, &ContainerLimits::default()).unwrap();
    for (name, xml) in letters {
        let letter = read(xml).unwrap();
        writer.add(name, &letter.fields, &mut contents(&letter)).unwrap();
    }
    writer.finish().unwrap()
}

fn subjects(all: &[(&str, &str)]) -> Shown {
    all.iter().map(|(name, subject)| ((*name).to_owned(), Ok((*subject).to_owned()))).collect()
}

#[test]
fn letters_come_back_from_every_kind_of_container_with_all_their_files() {
    for packing in PACKINGS {
        let container = packed(packing, &[("1.xml", FULL), ("2.xml", MINIMUM), ("3.xml", FULL)]);
        let mut number = 0;
        read_container(&container[..], &ContainerLimits::default(), |found| {
            let original = read(if number == 1 { MINIMUM } else { FULL }).unwrap();
            number += 1;
            assert_eq!(found.name, format!("{number}.xml"));
            let bytes = found.letter.unwrap();
            let letter = read_letter(bytes, &mut MemorySink::default(), &Limits::default()).unwrap();
            assert_eq!(letter, original, "{packing:?}");
            ControlFlow::Continue(())
        })
        .unwrap();
        assert_eq!(number, 3, "{packing:?}");
        assert_eq!(container, packed(packing, &[("1.xml", FULL), ("2.xml", MINIMUM), ("3.xml", FULL)]));
    }
}

#[test]
fn what_other_programs_packed_is_read() {
    let expected = subjects(&[("breve/1.xml", "Første prøve"), ("breve/2.xml", "Anden prøve")]);
    for (name, container) in [
        ("lzma", &include_bytes!("../data/two_letters.tar.lzma")[..]),
        ("lzma that says its size", include_bytes!("../data/two_letters_sized.tar.lzma")),
        ("xz", include_bytes!("../data/two_letters.tar.xz")),
        ("pax", include_bytes!("../data/two_letters_pax.tar.xz")),
    ] {
        assert_eq!(show(container, &ContainerLimits::default()), (expected.clone(), Ok(())), "{name}");
    }
}

#[test]
fn a_bare_letter_and_a_packed_one_without_a_tar_are_containers_of_one() {
    let one = subjects(&[("", "Pladsanvisning")]);
    let limits = ContainerLimits::default();
    assert_eq!(show(MINIMUM, &limits), (one.clone(), Ok(())));
    let mut lzma = lzma_rust2::LzmaWriter::new_use_header(
        Vec::new(),
        &lzma_rust2::LzmaOptions::with_preset(1),
        Some(MINIMUM.len() as u64),
    )
    .unwrap();
    io::Write::write_all(&mut lzma, MINIMUM).unwrap();
    assert_eq!(show(&lzma.finish().unwrap(), &limits), (one.clone(), Ok(())));
    let utf16: Vec<u8> = String::from_utf8(MINIMUM.to_vec())
        .unwrap()
        .replace("UTF-8", "UTF-16")
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    assert_eq!(show(&utf16, &limits), (one, Ok(())));
    for packing in PACKINGS {
        assert_eq!(show(&packed(packing, &[]), &limits), (Vec::new(), Ok(())), "none at all: {packing:?}");
    }
}

#[test]
fn a_letter_that_cannot_be_read_costs_only_itself() {
    let mut tar = tar::Builder::new(Vec::new());
    let mut add = |name: &str, bytes: &[u8]| {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        tar.append_data(&mut header, name, bytes).unwrap();
    };
    add("1.xml", MINIMUM);
    add("LÆSMIG.txt", b"Ikke et brev");
    add("cut.xml", &MINIMUM[..500]);
    add("2.xml", FULL);
    let (shown, end) = show(&tar.into_inner().unwrap(), &ContainerLimits::default());
    let results: Vec<_> = shown.iter().map(|(name, letter)| (name.as_str(), letter.is_ok())).collect();
    assert_eq!(results, [("1.xml", true), ("LÆSMIG.txt", false), ("cut.xml", false), ("2.xml", true)]);
    assert_eq!(end, Ok(()));
}

#[test]
fn reading_can_be_broken_off() {
    let container = packed(Packing::Lzma, &[("1.xml", FULL), ("2.xml", MINIMUM)]);
    let mut shown = 0;
    let end = read_container(&container[..], &ContainerLimits::default(), |_| {
        shown += 1;
        ControlFlow::Break(())
    });
    assert_eq!((shown, end), (1, Ok(())));
}

#[test]
fn only_plain_names_are_written_and_a_full_container_stays_as_it_was() {
    let one = read(MINIMUM).unwrap();
    let mut files = contents(&one);
    let limits = ContainerLimits { entries: 2, unpacked: 8 << 10, letter: 2 << 10, ..ContainerLimits::default() };
    let mut writer = ContainerWriter::new(Vec::new(), Packing::Lzma, &limits).unwrap();
    for name in ["", ".", "..", ".skjult", "../a", "a/b", "a\\b", "C:a", "æ.xml", "a b", &"a".repeat(101)] {
        assert!(matches!(writer.add(name, &one.fields, &mut files), Err(WriteError::BadName)), "{name}");
    }
    let large = read(letter(&format!("<ny>{}</ny>", "x".repeat(3_000)), "", "a").as_bytes()).unwrap();
    assert!(matches!(writer.add("large.xml", &large.fields, &mut contents(&large)), Err(WriteError::Full)));
    writer.add("1.xml", &one.fields, &mut files).unwrap();
    writer.add("2.xml", &one.fields, &mut files).unwrap();
    assert!(matches!(writer.add("3.xml", &one.fields, &mut files), Err(WriteError::Full)));
    let container = writer.finish().unwrap();
    let both = subjects(&[("1.xml", "Pladsanvisning"), ("2.xml", "Pladsanvisning")]);
    assert_eq!(show(&container, &limits), (both, Ok(())));
}

/// Says one size and gives another.
struct Liar(MemorySource);

impl FileSource for Liar {
    type Content<'a> = &'a [u8];

    fn size(&mut self, number: usize) -> io::Result<u64> {
        Ok(self.0.size(number)? + 100)
    }

    fn open(&mut self, number: usize) -> io::Result<&[u8]> {
        self.0.open(number)
    }
}

#[test]
fn a_file_that_changed_while_it_was_written_is_found_out() {
    let letter = read(MINIMUM).unwrap();
    let mut writer = ContainerWriter::new(Vec::new(), Packing::Plain, &ContainerLimits::default()).unwrap();
    let added = writer.add("1.xml", &letter.fields, &mut Liar(contents(&letter)));
    assert!(matches!(added, Err(WriteError::OtherSize)));
}
