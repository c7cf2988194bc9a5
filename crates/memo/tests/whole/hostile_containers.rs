//! Containers that want to do harm.

use crate::containers::{PACKINGS, packed, show};
use crate::support::{FULL, MINIMUM};
use lzma_rust2::{LzmaOptions, LzmaWriter, XzOptions, XzWriter};
use postkasse_memo::{ContainerError, ContainerLimits, Packing, RefusedEntry};
use proptest::prelude::*;
use std::io::Write;
use tar::EntryType;

/// A raw entry: header, bytes, padding.
fn entry(tar: &mut Vec<u8>, name: &[u8], kind: EntryType, size: u64, bytes: &[u8]) {
    let mut header = tar::Header::new_gnu();
    let field = &mut header.as_old_mut().name;
    let most = name.len().min(field.len());
    field[..most].copy_from_slice(&name[..most]);
    header.set_entry_type(kind);
    header.set_size(size);
    header.set_mode(0o644);
    header.set_cksum();
    tar.extend_from_slice(header.as_bytes());
    tar.extend_from_slice(bytes);
    tar.resize(tar.len().next_multiple_of(512), 0);
}

fn file(tar: &mut Vec<u8>, name: &[u8], bytes: &[u8]) {
    entry(tar, name, EntryType::Regular, bytes.len() as u64, bytes);
}

fn ended(mut tar: Vec<u8>) -> Vec<u8> {
    tar.resize(tar.len() + 1024, 0);
    tar
}

fn pax(pairs: &[(&str, &str)]) -> Vec<u8> {
    let mut text = String::new();
    for (key, value) in pairs {
        let bare = key.len() + value.len() + 3;
        let length = (1..).map(|digits| bare + digits).find(|all| all.to_string().len() == all - bare).unwrap();
        text += &format!("{length} {key}={value}\n");
    }
    text.into_bytes()
}

fn lzma(bytes: &[u8], says_size: bool) -> Vec<u8> {
    let size = says_size.then_some(bytes.len() as u64);
    let mut writer = LzmaWriter::new_use_header(Vec::new(), &LzmaOptions::with_preset(1), size).unwrap();
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

fn xz(bytes: &[u8], preset: u32) -> Vec<u8> {
    let mut writer = XzWriter::new(Vec::new(), XzOptions::with_preset(preset)).unwrap();
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

#[test]
fn names_that_lead_out_links_and_devices_are_refused_one_by_one_and_the_rest_is_read() {
    let kinds = [
        EntryType::Symlink,
        EntryType::Link,
        EntryType::Char,
        EntryType::Block,
        EntryType::Fifo,
        EntryType::GNUSparse,
        EntryType::new(b'V'),
        EntryType::new(b'?'),
    ];
    let names: [&[u8]; 7] =
        [b"/etc/passwd", b"../a.xml", b"a/../../b.xml", b"..", b"C:\\a.xml", b"a\\..\\b.xml", b"\\\\vaert\\a.xml"];
    let mut tar = Vec::new();
    file(&mut tar, b"first.xml", MINIMUM);
    for kind in kinds {
        entry(&mut tar, b"kind.xml", kind, 0, b"");
    }
    for name in names {
        file(&mut tar, name, MINIMUM);
    }
    entry(&mut tar, b"breve/", EntryType::Directory, 0, b"");
    file(&mut tar, b"breve/last..xml", FULL);
    let (shown, end) = show(&ended(tar), &ContainerLimits::default());
    assert_eq!(end, Ok(()));
    assert!(shown[0].1.is_ok() && shown.last().unwrap().1.is_ok() && shown.last().unwrap().0 == "breve/last..xml");
    let refused: Vec<_> = shown[1..shown.len() - 1].iter().map(|(_, letter)| letter.clone().unwrap_err()).collect();
    assert_eq!(refused[..kinds.len()], vec![RefusedEntry::NotAFile.to_string(); kinds.len()]);
    assert_eq!(refused[kinds.len()..], vec![RefusedEntry::LeadsOut.to_string(); names.len()]);
}

#[test]
fn a_name_is_shown_without_what_hides_in_it() {
    let mut tar = Vec::new();
    file(&mut tar, "brev\u{202e}lmx.exe".as_bytes(), MINIMUM);
    file(&mut tar, b"linje\n\x1b[31m\xff.xml", MINIMUM);
    file(&mut tar, b"CON", MINIMUM);
    let (shown, end) = show(&ended(tar), &ContainerLimits::default());
    let names: Vec<_> = shown.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["brev\u{fffd}lmx.exe", "linje\u{fffd}\u{fffd}[31m\u{fffd}.xml", "CON"]);
    assert!(end.is_ok() && shown.iter().all(|(_, letter)| letter.is_ok()));
}

#[test]
fn long_names_are_taken_in_both_ways_of_saying_them_and_very_long_ones_are_not() {
    let long = "a".repeat(251) + ".xml";
    let longer = "a".repeat(4_000) + ".xml";
    let mut tar = Vec::new();
    for name in [&long, &longer] {
        file_with(&mut tar, EntryType::GNULongName, format!("{name}\0").as_bytes());
        file_with(&mut tar, EntryType::XHeader, &pax(&[("path", name), ("mtime", "1.5")]));
    }
    // A description that is itself a bomb is passed over unread.
    file_with(&mut tar, EntryType::XHeader, &pax(&[("comment", &"x".repeat(100_000))]));
    file_with(&mut tar, EntryType::XGlobalHeader, &pax(&[("comment", "for all")]));
    let (shown, end) = show(&ended(tar), &ContainerLimits::default());
    assert_eq!(end, Ok(()));
    let sound: Vec<_> = shown.iter().map(|(name, letter)| (name.len(), letter.is_ok())).collect();
    assert_eq!(sound, [(255, true), (255, true), (255, false), (255, false), (6, false), (6, true)]);
    assert_eq!(shown[2].1, Err(RefusedEntry::LongName.to_string()));
}

/// An extension, and the file that it speaks of.
fn file_with(tar: &mut Vec<u8>, kind: EntryType, text: &[u8]) {
    entry(tar, b"ahead", kind, text.len() as u64, text);
    file(tar, b"kort.x", MINIMUM);
}

#[test]
fn an_entry_that_contradicts_itself_is_refused() {
    let size = MINIMUM.len().to_string();
    for (text, why) in [
        (pax(&[("size", &size)]), None),
        (pax(&[("size", "7")]), Some(RefusedEntry::Contradiction)),
        (pax(&[("size", "mange")]), Some(RefusedEntry::Contradiction)),
        (pax(&[("GNU.sparse.major", "1")]), Some(RefusedEntry::NotAFile)),
        (pax(&[("path", "../ud.xml")]), Some(RefusedEntry::LeadsOut)),
        (b"99 path=kort\n".to_vec(), Some(RefusedEntry::Contradiction)),
    ] {
        let mut tar = Vec::new();
        file_with(&mut tar, EntryType::XHeader, &text);
        file(&mut tar, b"efter.xml", MINIMUM);
        let (shown, end) = show(&ended(tar), &ContainerLimits::default());
        assert_eq!(shown[0].1.clone().err(), why.map(|why| why.to_string()));
        assert!(shown[1].1.is_ok() && end.is_ok(), "what was said of one does not touch the next");
    }
}

#[test]
fn two_gigabytes_that_are_only_declared_are_refused_before_anything_is_read() {
    let mut tar = Vec::new();
    entry(&mut tar, b"stor.xml", EntryType::Regular, 2 << 30, b"");
    for container in [tar.clone(), lzma(&tar, false), xz(&tar, 1)] {
        assert_eq!(show(&container, &ContainerLimits::default()), (Vec::new(), Err(ContainerError::TooLarge)));
    }
    let mut says = lzma(&tar, false);
    says[5..13].copy_from_slice(&(2u64 << 30).to_le_bytes());
    assert_eq!(show(&says, &ContainerLimits::default()), (Vec::new(), Err(ContainerError::TooLarge)));
    // One letter that is larger than letters are is refused alone.
    let mut tar = Vec::new();
    file(&mut tar, b"stor.xml", &vec![b' '; 70_000]);
    file(&mut tar, b"lille.xml", MINIMUM);
    let limits = ContainerLimits { letter: 65_536, ..ContainerLimits::default() };
    let (shown, end) = show(&ended(tar), &limits);
    assert_eq!(shown[0].1, Err(RefusedEntry::TooLarge.to_string()));
    assert!(shown[1].1.is_ok() && end.is_ok());
}

#[test]
fn a_bomb_meets_the_limit() {
    let limits = ContainerLimits { unpacked: 4 << 20, ..ContainerLimits::default() };
    let mut letter = MINIMUM[..MINIMUM.len() - 3].to_vec();
    letter.resize(16 << 20, b' ');
    for bomb in [lzma(&letter, false), xz(&letter, 1)] {
        assert!(bomb.len() < 8 << 10, "{} bytes", bomb.len());
        let (shown, end) = show(&bomb, &limits);
        assert_eq!(end, Err(ContainerError::TooLarge));
        assert!(shown[0].1.is_err());
    }
    let mut tar = Vec::new();
    for number in 0..8 {
        file(&mut tar, format!("{number}.xml").as_bytes(), &vec![b' '; 1 << 20]);
    }
    let (shown, end) = show(&lzma(&ended(tar), false), &limits);
    assert_eq!((shown.len(), end), (4, Err(ContainerError::TooLarge)));
    let many = ContainerLimits { entries: 3, ..limits };
    let mut tar = Vec::new();
    (0..5).for_each(|_| file(&mut tar, b"a.xml", MINIMUM));
    let (shown, end) = show(&ended(tar), &many);
    assert_eq!((shown.len(), end), (3, Err(ContainerError::TooMany)));
}

#[test]
fn a_dictionary_that_takes_too_much_memory_is_refused_before_it_is_made() {
    let tar = packed(Packing::Plain, &[("1.xml", MINIMUM)]);
    let mut greedy = lzma(&tar, false);
    greedy[1..5].copy_from_slice(&(1u32 << 30).to_le_bytes());
    assert_eq!(show(&greedy, &ContainerLimits::default()), (Vec::new(), Err(ContainerError::TooMuchMemory)));
    let small = ContainerLimits { memory: 2 << 20, ..ContainerLimits::default() };
    assert_eq!(show(&xz(&tar, 3), &small), (Vec::new(), Err(ContainerError::TooMuchMemory)));
    assert_eq!(show(&xz(&tar, 1), &small).1, Ok(()));
    assert_eq!(show(&xz(&tar, 7), &ContainerLimits::default()).1, Ok(()));
}

#[test]
fn what_is_no_container_and_what_is_packed_twice_is_refused() {
    let tar = packed(Packing::Plain, &[("1.xml", MINIMUM)]);
    let twice = [lzma(&lzma(&tar, false), false), xz(&xz(&tar, 1), 1), lzma(&xz(&tar, 1), true)];
    let others: [&[u8]; 6] =
        [b"", b"%PDF-1.7 \0\0\0\0\0\0", b"PK\x03\x04\x14\0\0\0\x08\0", b"Hej", &[0; 100], &[0x1f, 0x8b, 8, 0, 0, 0]];
    for container in others.into_iter().chain(twice.iter().map(Vec::as_slice)) {
        assert_eq!(show(container, &ContainerLimits::default()), (Vec::new(), Err(ContainerError::NotMemo)));
    }
}

#[test]
fn a_container_that_was_cut_anywhere_says_so() {
    for packing in PACKINGS {
        let whole = packed(packing, &[("1.xml", MINIMUM), ("2.xml", MINIMUM)]);
        // A tar is whole with one of the two blocks that end it.
        let whole_from = if packing == Packing::Plain { whole.len() - 512 } else { whole.len() };
        for cut in 0..whole_from {
            let (_, end) = show(&whole[..cut], &ContainerLimits::default());
            assert!(end.is_err(), "{packing:?} cut at {cut}");
        }
        assert_eq!(show(&whole, &ContainerLimits::default()).1, Ok(()));
    }
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..1500)) {
        let _ = show(&bytes, &ContainerLimits::default());
        let _ = show(&[b"\xfd7zXZ\0\0\x04", &bytes[..]].concat(), &ContainerLimits::default());
        let _ = show(&[b"\x5d\0\0\x10\0\xff\xff\xff\xff\xff\xff\xff\xff\0", &bytes[..]].concat(), &ContainerLimits::default());
    }

    #[test]
    fn no_change_to_a_real_container_makes_it_panic(at: prop::sample::Index, byte: u8, which in 0usize..3) {
        let mut container = packed(PACKINGS[which], &[("1.xml", MINIMUM), ("2.xml", MINIMUM)]);
        let at = at.index(container.len());
        container[at] = byte;
        let (shown, end) = show(&container, &ContainerLimits { unpacked: 1 << 20, ..ContainerLimits::default() });
        // xz has check sums: whatever was changed is either told or was of no weight.
        if PACKINGS[which] == Packing::Xz && end.is_ok() {
            prop_assert!(shown.iter().all(|(_, letter)| letter.is_ok()));
        }
    }
}
