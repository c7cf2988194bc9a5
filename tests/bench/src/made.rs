//! Letters made from a seed, about 2 kB of text each. Their words are as common and as rare as those of a language:
//! the n-th word of the list comes up in proportion to 1/n (Zipf's law).

use crate::letters::Letter;
use jiff::{SignedDuration, Timestamp};
use model::{
    Document, DocumentId, DocumentKind, File, FileId, FolderId, MailboxId, Message, MessageId, MessageState,
    MessageType, Sender, Thread, Weight,
};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use std::error::Error;

/// How many different words there are.
const WORDS: usize = 30_000;
/// Of these a word is made, two to five of them. As in Danish, one running word in seven has an æ, ø or å (three in a
/// hundred letters): such words have other spellings in the index, too.
const SYLLABLES: [&str; 48] = [
    "be", "for", "sky", "lag", "ning", "kom", "mu", "ne", "an", "so", "ge", "ret", "bor", "hav", "skat", "til", "ud",
    "valg", "ar", "op", "gor", "el", "se", "syge", "hus", "tid", "be", "stil", "ling", "dag", "pleje", "hjem", "vej",
    "vis", "an", "lan", "sag", "no", "tat", "ore", "ind", "ver", "gen", "tal", "under", "dom", "sø", "år",
];
/// Bytes of text in a letter.
const TEXT: usize = 2_000;

/// So many letters, the oldest first, an hour apart.
pub fn letters(count: usize) -> Result<Vec<Letter>, Box<dyn Error>> {
    let mut random = StdRng::seed_from_u64(0x9057_4a55);
    let words: Vec<String> = (0..WORDS).map(|_| word(&mut random)).collect();
    let newest: Timestamp = "2026-11-01T12:00:00Z".parse()?;
    let mut letters = Vec::with_capacity(count);
    for number in 0..count {
        let hours = i64::try_from(count - number)?;
        letters.push(letter(&mut random, &words, number, newest - SignedDuration::from_hours(hours)));
    }
    Ok(letters)
}

fn word(random: &mut StdRng) -> String {
    let syllables = random.random_range(2..=5);
    (0..syllables).filter_map(|_| SYLLABLES.get(random.random_range(0..SYLLABLES.len()))).copied().collect()
}

/// Words one after the other, until there are so many bytes.
fn text(random: &mut StdRng, words: &[String], bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 20);
    while text.len() < bytes {
        let rank = (words.len() as f64).powf(random.random::<f64>()) as usize - 1;
        text.push_str(words.get(rank).map_or("", String::as_str));
        text.push(if random.random_range(0..12) == 0 { '\n' } else { ' ' });
    }
    text
}

fn letter(random: &mut StdRng, words: &[String], number: usize, received: Timestamp) -> Letter {
    let mailbox = MailboxId::from_random([7; 10]);
    let remote = |what: &str| format!("{what}-{number:08}").as_str().into();
    let id = MessageId::derive(&mailbox, &remote("letter"));
    let document = DocumentId::derive(&id, &remote("document"));
    let body = text(random, words, TEXT);
    let file = File {
        id: FileId::derive(&document, &remote("file")),
        remote_id: remote("file"),
        filename: "brev.txt".to_owned(),
        mime: "text/plain".to_owned(),
        language: "da".to_owned(),
        size: body.len() as u64,
    };
    let document = Document {
        id: document,
        remote_id: remote("document"),
        kind: DocumentKind::Main,
        label: text(random, words, 20),
        files: vec![file],
        actions: Vec::new(),
        cards: Vec::new(),
    };
    let message = Message {
        folder: FolderId::derive(&mailbox, &"inbox".into()),
        version: 1,
        message_type: MessageType::Regular,
        state: MessageState::Received,
        subject: text(random, words, 40).trim().to_owned(),
        sender: Sender { label: format!("Myndighed {}", number % 211), ..Sender::default() },
        received,
        updated: received,
        read: !number.is_multiple_of(7),
        flag: false,
        can_reply: true,
        reply_by: None,
        legally_notified: false,
        needs_level: None,
        note: None,
        documents: vec![document],
        recipient: None,
        thread: Thread::default(),
        weight: Weight::None,
        edition: None,
        summary: None,
        status: None,
        history: Vec::new(),
        remote_id: remote("letter"),
        mailbox,
        id,
    };
    Letter { message, texts: vec![body] }
}
