//! Many varied letters, fast: `--letters` and `--mailboxes`. A row is written for each, its content
//! is made from the recipe when asked for. The same seed gives the same letters.

mod words;

use crate::compose::{identified, recipient, sender};
use crate::pdf::{self, PdfError, Sheet};
use crate::seed::Documents;
use crate::store::messages::{self, NewMessage};
use crate::store::times::stamp;
use crate::store::{StoreError, folders};
use jiff::{SignedDuration, Timestamp};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Builder;

/// The newest of them came then, each next one a while earlier: a fixed day, so that a seed gives
/// the same letters on any day, all older than the demo's.
const NEWEST: i64 = 1_760_000_000;
/// Seconds between two of them.
const APART: i64 = 2_220;

/// How a letter's content is made.
#[derive(Debug, Serialize, Deserialize)]
pub struct Recipe {
    seed: u64,
    number: u64,
    pdf: bool,
}

/// What the seed says about a letter.
struct Outline {
    sender: &'static str,
    subject: String,
    paragraphs: String,
    read: bool,
    ids: [String; 3],
}

fn outline(seed: u64, number: u64) -> Outline {
    let mut chance = StdRng::seed_from_u64(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ number);
    let mut id = || Builder::from_random_bytes(chance.random()).into_uuid().to_string();
    let ids = [id(), id(), id()];
    let (sender, subject) = words::heading(&mut chance, number);
    let paragraphs = words::paragraphs(&mut chance, number, sender);
    Outline { sender, subject, paragraphs, read: chance.random_ratio(7, 10), ids }
}

/// The content that a recipe makes.
///
/// # Errors
/// When the PDF cannot be made.
pub fn content(recipe: &Recipe) -> Result<Vec<u8>, PdfError> {
    let outline = outline(recipe.seed, recipe.number);
    if !recipe.pdf {
        return Ok(outline.paragraphs.into_bytes());
    }
    pdf::write(&Sheet { from: outline.sender, to: "", date: "", title: &outline.subject, text: &outline.paragraphs })
}

/// Letters of one seed.
pub struct Letters {
    /// Decides what they say.
    pub seed: u64,
    /// In which form they are.
    pub documents: Documents,
}

impl Letters {
    /// Delivers letters `first..first + count` into the inbox of a mailbox.
    ///
    /// # Errors
    /// When the store fails.
    pub fn deliver(&self, db: &Connection, mailbox: &str, first: u64, count: u64) -> Result<(), StoreError> {
        if count == 0 {
            return Ok(());
        }
        let folder = folders::built_in(db, mailbox, "INBOX")?;
        let recipient = recipient(db, mailbox)?;
        let senders: Vec<Value> = words::SENDERS.iter().map(|name| sender(db, name)).collect::<Result<_, _>>()?;
        for number in first..first + count {
            let outline = outline(self.seed, number);
            let from = words::SENDERS.iter().position(|name| *name == outline.sender).and_then(|at| senders.get(at));
            messages::insert(db, &self.message(outline, number, mailbox, &folder, from, &recipient)?)?;
        }
        Ok(())
    }

    fn message(
        &self,
        outline: Outline,
        number: u64,
        mailbox: &str,
        folder: &str,
        from: Option<&Value>,
        to: &Value,
    ) -> Result<NewMessage, StoreError> {
        let [id, document, file] = outline.ids;
        let pdf = self.documents == Documents::Pdf;
        let (mime, filename) = if pdf { ("application/pdf", "brev.pdf") } else { ("text/plain", "brev.txt") };
        let mut shape = json!({"encodingFormat": mime, "filename": filename, "language": "da"});
        // The size of a PDF is known once it is made, and the description lets the field be absent.
        if let (false, Some(fields)) = (pdf, shape.as_object_mut()) {
            fields.insert("fileSize".to_owned(), outline.paragraphs.len().into());
        }
        let files = [identified(file, shape)];
        let document =
            identified(document, json!({"documentType": "MAIN", "label": "Brev", "files": files, "actions": []}));
        let age = SignedDuration::from_secs(APART.saturating_mul(i64::try_from(number % 1_000_000).unwrap_or(0)));
        let newest = Timestamp::from_second(NEWEST).unwrap_or(Timestamp::UNIX_EPOCH);
        let received = stamp(newest.checked_sub(age).unwrap_or(newest));
        let doc = json!({
            "sender": from, "recipient": to, "documents": [document], "reply": false, "forward": false,
            "welcomeMessage": false, "errorMessage": false, "memoCreatedDateTime": received,
            "postType": "MYNDIGHEDSPOST",
        });
        Ok(NewMessage {
            id,
            mailbox: mailbox.to_owned(),
            folder: folder.to_owned(),
            received,
            message_type: "REGULAR",
            label: outline.subject,
            code: None,
            read: outline.read,
            flag: false,
            level: None,
            deliver_at: None,
            doc,
            contents: Vec::new(),
            recipe: Some(serde_json::to_string(&Recipe { seed: self.seed, number, pdf })?),
            changed_ms: 0,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_letters_and_another_gives_others() {
        let text = |seed, number| String::from_utf8(content(&Recipe { seed, number, pdf: false }).unwrap()).unwrap();
        assert_eq!(text(7, 3), text(7, 3));
        assert_ne!(text(7, 3), text(7, 4));
        assert_ne!(text(7, 3), text(8, 3));
        assert_eq!(outline(7, 3).ids, outline(7, 3).ids);
    }

    #[test]
    fn a_letter_has_about_two_thousand_bytes() {
        for number in 0..200 {
            let length = outline(1, number).paragraphs.len();
            assert!((1500..2600).contains(&length), "{length}");
        }
    }
}
