//! The largest letter that a receiver must take, imported and exported in every form. This test stands alone in its
//! program, so that what the program holds is what the letter takes.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use model::SystemClock;
use postkasse::views::{ExportFormat, LetterQuery};
use postkasse::{Access, App, KeySource, Options};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

/// 99.5 MB in base64 lines of 57 bytes.
const LINES: usize = 99_500_000 / 57;
/// Such a letter goes through in less, with all the rest of the program.
const MEMORY_KIB: u64 = 64 << 10;

const START: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<memo:Message xmlns:memo=\"https://DigitalPost.dk/MeMo-1\" \
    memoVersion=\"1.2\"><memo:MessageHeader><memo:messageType>DIGITALPOST</memo:messageType>\
    <memo:messageUUID>8c2ea15d-61fb-4ba9-9366-42f8b194d241</memo:messageUUID><memo:label>Stort brev</memo:label>\
    <memo:Sender><memo:label>Prøvekommunen</memo:label></memo:Sender><memo:Recipient/></memo:MessageHeader>\
    <memo:MessageBody><memo:createdDateTime>2026-01-01T00:00:00Z</memo:createdDateTime><memo:MainDocument>\
    <memo:File><memo:encodingFormat>application/pdf</memo:encodingFormat><memo:filename>stor.pdf</memo:filename>\
    <memo:language>da</memo:language><memo:content>";
const END: &str = "</memo:content></memo:File></memo:MainDocument></memo:MessageBody></memo:Message>\n";

fn write_letter(path: &Path) {
    let mut out = BufWriter::new(File::create(path).unwrap());
    out.write_all(START.as_bytes()).unwrap();
    let mut line = [0; 57];
    line[..5].copy_from_slice(b"%PDF-");
    for number in 0..LINES {
        line[8..16].copy_from_slice(&(number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15).to_le_bytes());
        let separator = if number == 0 { "" } else { "\n" };
        write!(out, "{separator}{}", data_encoding::BASE64.encode(&line)).unwrap();
    }
    out.write_all(END.as_bytes()).unwrap();
}

/// The most memory that this process ever had, in KiB.
fn most_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[tokio::test]
async fn the_largest_letter_goes_in_and_out_in_every_form_and_is_never_held() {
    let folder = tempfile::tempdir().unwrap();
    let letter = folder.path().join("stor.xml");
    write_letter(&letter);
    let app = App::open(Options {
        home: folder.path().join("home"),
        profile: "default".to_owned(),
        key: KeySource::Memory,
        access: Access::Usual,
        clock: Arc::new(SystemClock),
    });
    let app = app.await.unwrap();
    let done = app.import(vec![letter.clone()], None).await.unwrap();
    assert_eq!((done.read.len(), done.read[0].messages, done.refused.len()), (1, 1, 0), "{done:?}");
    let rows = app.letters(LetterQuery::default()).await.unwrap().rows;
    let shown = app.letter(rows[0].id.clone(), false, false).await.unwrap();
    assert_eq!(shown.documents[0].files[0].size, LINES as u64 * 57);
    for format in [ExportFormat::Memo, ExportFormat::Mbox, ExportFormat::Files] {
        let out = folder.path().join(format!("{format:?}"));
        let done = app.export(out, None, format).await.unwrap();
        assert_eq!((done.written.len(), done.refused.len()), (1, 0), "{format:?}: {done:?}");
        let size = std::fs::metadata(&done.written[0].file).unwrap().len();
        assert!(size >= LINES as u64 * 57, "{format:?}: {size}");
        if format == ExportFormat::Memo {
            assert_eq!(size, std::fs::metadata(&letter).unwrap().len(), "as it came");
        }
        std::fs::remove_file(&done.written[0].file).unwrap();
    }
    if let Some(most) = most_memory() {
        assert!(most < MEMORY_KIB, "{most} KiB");
    }
}
