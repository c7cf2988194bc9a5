//! Two mailboxes full of letters, and the same letters as plain values.

use super::chance::Chance;
use super::look::{Seen, Written};
use crate::world::{World, add_mailbox, message};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use model::{Document, DocumentId, DocumentKind, File, FileId, FolderId, Level, Mailbox, Message, MessageId, RemoteId};
use postkasse_vault::{Cache, NamedFolder, NewFile, PageWrite, Wished};
use std::io::Write;
use std::sync::Arc;

const LETTERS: usize = 90;
/// Where these stand among a letter's short texts.
const SUBJECT: usize = 0;
const NOTE: usize = 1;

/// Words as letters have them, many nearly alike: each with the ways in which it is typed, first its own.
pub(super) const WORDS: [&[&str]; 22] = [
    &["skat", "SKAT"],
    &["skatten"],
    &["Årsopgørelse", "aarsopgoerelse", "arsopgorelse", "aarsopgorelse", "ÅRSOPGØRELSE"],
    &["får", "faar", "far", "Fa\u{30a}r"],
    &["far"],
    &["øl", "oel", "ol"],
    &["ol"],
    &["Æble", "aeble"],
    &["blåbærgrød", "blaabaergroed", "blabaergrod"],
    &["čáhci", "cahci", "ČÁHCI"],
    &["Kárášjohka", "karasjohka"],
    &["ŋuolla", "nuolla"],
    &["đeavva", "deavva"],
    &["žurŋŋal", "zurnnal"],
    &["kommune", "Kommune"],
    &["kommunen"],
    &["barnehage"],
    &["2026"],
    &["e-mail"],
    &["vedtak"],
    &["på", "paa", "pa"],
    &["a"],
];
pub(super) const SENDERS: [&str; 5] =
    ["Skattestyrelsen", "Prøvekøbing Kommune", "Sámediggi", "Får og Ko ApS", "Øl & Ost"];
/// The folders of each mailbox, by all of their names.
pub(super) const FOLDERS: [&[&str]; 4] =
    [&["inbox", "Indbakke", "Innboks"], &["deleted", "Slettet"], &["Skat og får"], &["Skatter"]];

/// The letters.
pub(super) struct Corpus {
    pub(super) caches: Vec<Arc<Cache>>,
    pub(super) folders: Vec<Vec<NamedFolder>>,
    pub(super) wished: Vec<Vec<Wished>>,
    pub(super) seen: Vec<Seen>,
}

/// Where the person is.
pub(super) fn zone() -> TimeZone {
    TimeZone::get("Europe/Copenhagen").unwrap()
}

fn text(chance: &mut Chance, most: usize) -> String {
    let words: Vec<&str> = (0..chance.below(most + 1)).map(|_| WORDS[chance.below(WORDS.len())][0]).collect();
    words.join(chance.of(&[" ", ", ", " / "]))
}

/// A moment of the years 2024 to 2026, now and then the same as another's, or at a day's very end or beginning.
pub(super) fn moment(chance: &mut Chance) -> Timestamp {
    let day = jiff::civil::date(2024, 1, 1)
        .checked_add(Span::new().days(i64::try_from(chance.below(1000)).unwrap()))
        .unwrap();
    let begin = zone().to_timestamp(day.at(0, 0, 0, 0)).unwrap().as_microsecond();
    let within = match chance.below(4) {
        0 => 0,
        1 => -1,
        2 => 43_200_000_000,
        _ => i64::try_from(chance.below(86_400_000_000)).unwrap(),
    };
    Timestamp::from_microsecond(begin + within).unwrap()
}

fn folder(mailbox: &Mailbox, number: usize) -> FolderId {
    FolderId::derive(&mailbox.id, &RemoteId(format!("folder{number}")))
}

fn letter(mailbox: &Mailbox, number: usize, chance: &mut Chance, times: &[Timestamp]) -> (Message, usize) {
    let mut letter = message(mailbox, i64::try_from(number).unwrap(), &text(chance, 5));
    letter.sender.label = chance.of(&SENDERS).to_owned();
    letter.received = times[chance.below(times.len())];
    letter.read = chance.one_in(2);
    letter.note = chance.one_in(5).then(|| text(chance, 3));
    let inside = chance.below(FOLDERS.len());
    letter.folder = folder(mailbox, inside);
    let file = letter.documents[0].files[0].clone();
    letter.documents[0].label.clear();
    letter.documents[0].files[0].filename = text(chance, 2);
    if chance.one_in(3) {
        let id = DocumentId::derive(&letter.id, &"bilag".into());
        let file = File { id: FileId::derive(&id, &"g".into()), filename: text(chance, 2), ..file };
        let document =
            Document { kind: DocumentKind::Additional, id, files: vec![file], ..letter.documents[0].clone() };
        letter.documents.push(document);
    }
    (letter, inside)
}

fn put_text(cache: &Cache, file: &FileId, text: &str) {
    let mut writer = cache.file_writer(file).unwrap();
    writer.write_all(text.as_bytes()).unwrap();
    cache
        .file_stored(file, writer.finish().unwrap(), &NewFile { kind: "text", text: Some(text), ..NewFile::default() })
        .unwrap();
}

/// Makes them.
pub(super) fn corpus(world: &World, chance: &mut Chance) -> Corpus {
    let mailboxes = [world.mailbox.clone(), add_mailbox(&world.profile, &world.account, "r2")];
    let mut corpus = Corpus { caches: vec![], folders: vec![], wished: vec![], seen: vec![] };
    // Few moments for many letters: some come at the same one, some in the same second.
    let mut times: Vec<Timestamp> = (0..40).map(|_| moment(chance)).collect();
    times.extend_from_within(..10);
    times.iter_mut().skip(40).for_each(|time| *time = Timestamp::from_microsecond(time.as_microsecond() + 7).unwrap());
    for (number, mailbox) in mailboxes.iter().enumerate() {
        let cache = world.profile.cache(&mailbox.id).unwrap();
        let mut wished = Vec::new();
        let made: Vec<_> = (0..LETTERS).map(|number| letter(mailbox, number, chance, &times)).collect();
        let letters: Vec<Message> = made.iter().map(|(letter, _)| letter.clone()).collect();
        let page = PageWrite {
            messages: &letters,
            odd: &[],
            cursor: None,
            arrivals: false,
            level: Level::High,
            now: Timestamp::UNIX_EPOCH,
        };
        cache.store_page(&page).unwrap();
        for (letter, inside) in made {
            let mut seen = Seen {
                mailbox: number,
                id: letter.id.to_string(),
                received: letter.received,
                folder: inside,
                read: letter.read,
                attachments: letter.documents.len() > 1,
                sender: Written::of(&letter.sender.label),
                short: [&letter.subject, letter.note.as_ref().unwrap_or(&String::new()), &letter.sender.label]
                    .map(|text| Written::of(text))
                    .into(),
                long: vec![],
                gone: false,
            };
            for file in letter.documents.iter().flat_map(|document| &document.files) {
                seen.short.push(Written::of(&file.filename));
                if chance.one_in(2) {
                    let text = text(chance, 8);
                    put_text(&cache, &file.id, &text);
                    seen.long.push(Written::of(&text));
                }
            }
            if chance.one_in(5) {
                wished.push(wish(mailbox, &letter.id, &mut seen, chance));
            }
            corpus.seen.push(seen);
        }
        let named = FOLDERS.iter().enumerate().map(|(at, names)| NamedFolder {
            id: folder(mailbox, at),
            names: names.iter().map(|name| (*name).to_owned()).collect(),
        });
        corpus.folders.push(named.collect());
        corpus.caches.push(cache);
        corpus.wished.push(wished);
    }
    corpus
}

/// A wish that the service does not know yet.
fn wish(mailbox: &Mailbox, message: &MessageId, seen: &mut Seen, chance: &mut Chance) -> Wished {
    let mut wished = Wished::nothing(message.clone());
    if chance.one_in(2) {
        seen.read = !seen.read;
        wished.read = Some(seen.read);
    }
    match chance.below(4) {
        0 => {
            seen.folder = chance.below(FOLDERS.len());
            wished.folder = Some(folder(mailbox, seen.folder));
        }
        1 => {
            seen.gone = true;
            wished.gone = true;
        }
        2 => {
            let subject = text(chance, 5);
            seen.short[SUBJECT] = Written::of(&subject);
            wished.subject = Some(subject);
        }
        _ => {
            let note = text(chance, 3);
            seen.short[NOTE] = Written::of(&note);
            wished.note = Some(note);
        }
    }
    wished
}
