//! The largest letter that a receiver must take, written and read as streams. This test stands alone in its program,
//! so that what the program holds is what the letter takes.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use postkasse_memo::{
    ContainerLimits, ContainerWriter, Element, FileSink, FileSource, Limits, MemorySink, Packing, read_container,
    read_letter, write_letter, written_size,
};
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::ControlFlow;

const EXAMPLE: &[u8] = include_bytes!("data/MeMo_Minimum_Example.xml");
/// 99.5 MB.
const SIZE: u64 = 99_500_000;
/// Such a letter goes through in less, with all the rest of the program.
const MEMORY: u64 = 64 << 20;

/// Bytes made as they are asked for.
struct Made {
    place: u64,
}

/// Whole lines of base64: what repeats in the bytes repeats in the text too, and packing does not take minutes.
const BLOCK: u64 = 57 * 72;

/// What stands at a place: blocks that differ, and come again.
fn at(place: u64) -> u8 {
    let block = place / BLOCK % 97;
    let mixed = block.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (place % BLOCK).wrapping_mul(0x2545_f491);
    mixed.to_le_bytes()[3]
}

impl Read for Made {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = out.len().min(usize::try_from(SIZE - self.place).unwrap());
        for byte in out.iter_mut().take(count) {
            *byte = at(self.place);
            self.place += 1;
        }
        Ok(count)
    }
}

struct Source;

impl FileSource for Source {
    type Content<'a> = Made;

    fn size(&mut self, _: usize) -> io::Result<u64> {
        Ok(SIZE)
    }

    fn open(&mut self, _: usize) -> io::Result<Made> {
        Ok(Made { place: 0 })
    }
}

/// Compares what comes with what was made; keeps nothing of it but the size of the largest piece.
#[derive(Default)]
struct Compared {
    place: u64,
    largest: usize,
}

impl FileSink for Compared {
    type Handle = u64;

    fn begin(&mut self) -> io::Result<()> {
        self.place = 0;
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.largest = self.largest.max(bytes.len());
        let same = bytes.iter().zip(self.place..).all(|(byte, place)| *byte == at(place));
        self.place += bytes.len() as u64;
        if same { Ok(()) } else { Err(io::Error::other("other bytes than were written")) }
    }

    fn end(&mut self) -> io::Result<u64> {
        Ok(self.place)
    }
}

/// The most memory that this program held so far; only Linux says.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<u64>().ok()? << 10)
}

fn compare(bytes: impl Read, letter: &Element) {
    let mut sink = Compared::default();
    let read = read_letter(bytes, &mut sink, &Limits::default()).unwrap();
    assert_eq!(read.content(0), Some(&SIZE));
    assert_eq!(&read.fields, letter);
    assert!(sink.largest <= 64 << 10, "a piece of {} bytes", sink.largest);
}

#[test]
fn a_letter_of_99_5_megabytes_is_written_and_read_in_less_than_64_mib_of_memory() {
    let letter = read_letter(EXAMPLE, &mut MemorySink::default(), &Limits::default()).unwrap().fields;
    let mut file = tempfile::tempfile().unwrap();
    write_letter(&mut file, &letter, &mut Source).unwrap();
    let length = file.stream_position().unwrap();
    assert_eq!(written_size(&letter, &mut Source).unwrap(), length);
    file.seek(SeekFrom::Start(0)).unwrap();
    compare(&file, &letter);

    for packing in [Packing::Lzma, Packing::Xz] {
        let mut file = tempfile::tempfile().unwrap();
        let mut writer = ContainerWriter::new(&mut file, packing, &ContainerLimits::default()).unwrap();
        writer.add("1.xml", &letter, &mut Source).unwrap();
        writer.finish().unwrap();
        file.seek(SeekFrom::Start(0)).unwrap();
        let mut letters = 0;
        read_container(&file, &ContainerLimits::default(), |found| {
            letters += 1;
            compare(found.letter.unwrap(), &letter);
            ControlFlow::Continue(())
        })
        .unwrap();
        assert_eq!(letters, 1);
    }
    if let Some(peak) = peak() {
        assert!(peak < MEMORY, "{} MiB at most", peak >> 20);
    }
}
