//! Many files, read side by side by as many hands as there are processors, few at most. What they read goes to the
//! one writer in small bundles, so that little waits in memory.

use super::format::{Format, LOOK, format};
use super::hashed::Hashed;
use super::{Entry, Intake, ReadLetter, Why, mail, mbox, memo, pdf};
use jiff::Timestamp;
use std::fs::File;
use std::io::{BufReader, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use vault::{Kept, Profile, StoreError};

/// Hands at most.
const MOST_HANDS: usize = 4;
/// Letters of a bundle, and what it may weigh.
const BUNDLE: usize = 32;
const HEAVIEST: usize = 1 << 20;
/// Bundles that may wait for the writer.
const WAITING: usize = 4;

/// What became of a file.
#[derive(Default)]
pub(super) struct Outcome {
    /// SHA-256 of it in hexadecimal, once it was read to its end.
    pub(super) sha256: Option<String>,
    /// Letters that were read in it.
    pub(super) letters: u64,
    /// What of it was not, by its name in it.
    pub(super) refused: Vec<(String, Why)>,
}

/// What a hand tells the writer.
enum Told {
    Letters(usize, Vec<ReadLetter>),
    Refused(usize, String, Why),
    Read(usize, String),
    Failed(StoreError),
}

/// The writer is gone: it failed, and says why.
struct Gone;

/// Reads all files; what became of each.
///
/// # Errors
/// [`StoreError`] when something cannot be stored. What was taken before is kept.
pub(super) fn read_all(
    profile: &Profile,
    files: &[PathBuf],
    now: Timestamp,
    intake: &mut Intake<'_>,
) -> Result<Vec<Outcome>, StoreError> {
    let mut outcomes: Vec<Outcome> = files.iter().map(|_| Outcome::default()).collect();
    let hands = std::thread::available_parallelism().map_or(1, usize::from).clamp(1, MOST_HANDS).min(files.len());
    let (next, kept) = (AtomicUsize::new(0), intake.kept().clone());
    let (tell, told) = sync_channel(WAITING);
    let written = std::thread::scope(|scope| {
        for _ in 0..hands {
            let (tell, next, kept) = (tell.clone(), &next, &*kept);
            scope.spawn(move || {
                while let Some((number, path)) = at(files, next) {
                    let mut hand = Hand { tell: &tell, number, bundle: Vec::new(), weight: 0 };
                    if hand.read(path, kept, now).is_err() {
                        return;
                    }
                }
            });
        }
        drop(tell);
        for one in told {
            take(one, intake, &mut outcomes, profile)?;
        }
        Ok(())
    });
    written.map(|()| outcomes)
}

fn at<'f>(files: &'f [PathBuf], next: &AtomicUsize) -> Option<(usize, &'f Path)> {
    let number = next.fetch_add(1, Ordering::Relaxed);
    files.get(number).map(|path| (number, path.as_path()))
}

fn take(told: Told, intake: &mut Intake<'_>, outcomes: &mut [Outcome], profile: &Profile) -> Result<(), StoreError> {
    let number = match &told {
        Told::Letters(number, _) | Told::Refused(number, ..) | Told::Read(number, _) => *number,
        Told::Failed(_) => 0,
    };
    let outcome = outcomes.get_mut(number).ok_or(StoreError::NotFound)?;
    match told {
        Told::Letters(_, letters) => {
            // The person can lock the vault meanwhile, from another copy of this program.
            if Profile::is_locked_for_all(profile.folder()) {
                return Err(StoreError::Locked);
            }
            for letter in letters {
                intake.add(letter)?;
                outcome.letters += 1;
            }
        }
        Told::Refused(_, entry, why) => outcome.refused.push((entry, why)),
        Told::Read(_, sha256) => outcome.sha256 = Some(sha256),
        Told::Failed(error) => return Err(error),
    }
    Ok(())
}

/// One who reads a file.
struct Hand<'t> {
    tell: &'t SyncSender<Told>,
    number: usize,
    bundle: Vec<ReadLetter>,
    weight: usize,
}

impl Hand<'_> {
    fn say(&self, told: Told) -> Result<(), Gone> {
        self.tell.send(told).map_err(|_| Gone)
    }

    fn refuse(&self, entry: String, why: Why) -> Result<(), Gone> {
        self.say(Told::Refused(self.number, entry, why))
    }

    fn bundled(&mut self) -> Result<(), Gone> {
        self.weight = 0;
        match std::mem::take(&mut self.bundle) {
            none if none.is_empty() => Ok(()),
            letters => self.say(Told::Letters(self.number, letters)),
        }
    }

    fn entry(&mut self, entry: Entry) -> Result<(), Gone> {
        match entry {
            Entry::Refused(name, why) => self.refuse(name, why),
            Entry::Letter(letter) => {
                self.weight += letter.weight();
                self.bundle.push(*letter);
                if self.bundle.len() >= BUNDLE || self.weight >= HEAVIEST { self.bundled() } else { Ok(()) }
            }
        }
    }

    fn read(&mut self, path: &Path, kept: &Kept, now: Timestamp) -> Result<(), Gone> {
        let file = match File::open(path) {
            Ok(file) => file,
            Err(error) => return self.refuse(String::new(), Why::from(&error)),
        };
        let mut input = Hashed::new(BufReader::with_capacity(64 << 10, file));
        let mut head = Vec::with_capacity(LOOK);
        if let Err(error) = input.by_ref().take(LOOK as u64).read_to_end(&mut head) {
            return self.refuse(String::new(), Why::from(&error));
        }
        let format = match format(&head) {
            Ok(format) => format,
            Err(why) => return self.refuse(String::new(), why),
        };
        let whole = Cursor::new(head).chain(&mut input);
        let mut gone = Ok(());
        let each = |entry| {
            gone = self.entry(entry);
            // Whatever it is called, it ends the reading; what the writer says counts.
            if gone.is_ok() { Ok(()) } else { Err(StoreError::Locked) }
        };
        let read = match format {
            Format::Memo => memo::read(whole, kept, now, each),
            Format::Pdf => pdf::read(whole, path, kept, now, each),
            Format::Mbox => mbox::read(whole, kept, now, each),
            Format::Mail => mail::read(whole, kept, now, each),
        };
        gone?;
        if let Err(error) = read {
            return self.say(Told::Failed(error));
        }
        self.bundled()?;
        match input.finish() {
            Ok(sha256) => self.say(Told::Read(self.number, sha256)),
            Err(error) => self.refuse(String::new(), Why::from(&error)),
        }
    }
}
