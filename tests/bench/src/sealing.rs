//! Sealed files: the speed of sealing and opening beside the bare cipher, and how soon a large document shows its
//! beginning.

use crate::figures::Figures;
use crate::search::median;
use crate::{ingest, made};
use aes_gcm::aead::{AeadInOut, KeyInit};
use aes_gcm::{Aes256Gcm, Nonce};
use std::error::Error;
use std::io::{Read, Write};
use std::time::{Duration, Instant};
use vault::{Access, Cache, Home, KeySource, NewFile, Profile};

/// Bytes of a document: the largest that Digital Post takes.
const LARGE: usize = 99_500_000;
/// Bytes that are sealed together.
const PIECE: usize = 64 << 10;
/// What the first bytes may take, in ms, and how much more memory there may be, in MB.
const FIRST: f64 = 50.0;
const MEMORY: f64 = 32.0;
const TRIES: usize = 7;

/// Seals and opens one document again and again.
pub fn measure(figures: &mut Figures) -> Result<(), Box<dyn Error>> {
    let filled = ingest::fill(&made::letters(1)?, KeySource::Os)?;
    let profile = Profile::open(&Home::new(filled.home.path()), "default", KeySource::Os, Access::Usual)?;
    let mailbox = profile.mailboxes()?.into_iter().next().ok_or("no mailbox")?.mailbox;
    let cache = profile.cache(&mailbox.id)?;
    let level = model::Level::Substantial;
    let head = cache.list(&vault::ListQuery { limit: 1, ..vault::ListQuery::default() }, level)?;
    let message = cache.message(&head.first().ok_or("no letter")?.id)?.ok_or("no letter")?;
    let document = message.documents.first().ok_or("no document")?;
    let file = &document.files.first().ok_or("no file")?.id;

    let text: Vec<u8> = (0..LARGE).map(|n| (n % 251) as u8).collect();
    let bare = median(TRIES, || bare(&text))?;
    let sealed = median(TRIES, || seal(&cache, file, &text))?;
    let speed = |ms: f64| LARGE as f64 / 1000.0 / ms;
    figures.ratio("sealing", speed(sealed), "MB/s", speed(bare), "bare AES-256-GCM, nothing written");
    drop(text);

    // From here on the most memory is counted anew.
    std::fs::write("/proc/self/clear_refs", "5")?;
    let before = memory("VmRSS:")?;
    let first = median(TRIES, || {
        let began = Instant::now();
        let mut beginning = vec![0; PIECE];
        cache.open_file(file)?.read_exact(&mut beginning)?;
        Ok(began.elapsed())
    });
    figures.ratio("large_first_bytes", first?, "ms", FIRST, "the 50 ms that they may take");
    let opened = median(TRIES, || {
        let began = Instant::now();
        std::io::copy(&mut cache.open_file(file)?, &mut std::io::sink())?;
        Ok(began.elapsed())
    });
    figures.ratio("opening", speed(opened?), "MB/s", speed(bare), "bare AES-256-GCM, nothing read");
    let more = memory("VmHWM:")?.saturating_sub(before) as f64 / 1024.0;
    figures.ratio("large_memory", more, "MB", MEMORY, "the 32 MB that there may be more");
    Ok(())
}

/// Puts the bytes away as a document's, up to where only the disk is waited for.
fn seal(cache: &Cache, file: &model::FileId, text: &[u8]) -> Result<Duration, Box<dyn Error>> {
    let began = Instant::now();
    let mut writer = cache.file_writer(file)?;
    writer.write_all(text)?;
    let blob = writer.finish()?;
    let took = began.elapsed();
    cache.file_stored(file, blob, &NewFile { kind: "pdf", text: None, ..NewFile::default() })?;
    Ok(took)
}

/// The cipher alone, piece by piece.
fn bare(text: &[u8]) -> Result<Duration, Box<dyn Error>> {
    let cipher = Aes256Gcm::new(&[7; 32].into());
    let mut piece = Vec::with_capacity(PIECE);
    let began = Instant::now();
    for (number, part) in (0_u64..).zip(text.chunks(PIECE)) {
        piece.clear();
        piece.extend_from_slice(part);
        let mut nonce = [0; 12];
        for (to, from) in nonce.iter_mut().zip(number.to_be_bytes()) {
            *to = from;
        }
        let tag = cipher.encrypt_inout_detached(&Nonce::from(nonce), b"about", piece.as_mut_slice().into());
        std::hint::black_box(tag.map_err(|_| "the cipher failed")?);
    }
    Ok(began.elapsed())
}

/// What this process has of memory by such a line of its status, in kB.
fn memory(line: &str) -> Result<u64, Box<dyn Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|one| one.starts_with(line)).ok_or("no such line in the status")?;
    Ok(line.split_whitespace().nth(1).ok_or("an empty line in the status")?.parse()?)
}
