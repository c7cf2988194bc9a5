//! The documents of a letter: the main one and what goes along, each with a link to its content, or with one by which a
//! receipt is sent first.

use super::link;
use super::text::{count, fingerprint, flag, line, list};
use crate::remote::RemoteFile;
use model::{DocumentKind, Level, RemoteId};
use serde_json::Value;

/// More than a letter has.
const MOST_PARTS: usize = 200;
/// The one file of a document.
pub const FILE: &str = "content";
/// The document that is the letter itself.
const MAIN: &str = "main";

/// A document of a letter.
pub struct Part<'a> {
    /// What it is called here: the service gives it no name of its own. What goes along is known by what never changes
    /// about it, whatever the order.
    pub id: RemoteId,
    pub kind: DocumentKind,
    pub value: &'a Value,
    /// Where its content is.
    pub content: Option<&'a str>,
    /// By what a receipt is sent, without which there is no content.
    pub receipt: Option<&'a str>,
}

/// The documents of a letter, the main one first.
pub fn parts(letter: &Value) -> Vec<Part<'_>> {
    let listed: Vec<&Value> = list(letter, "attachment", MOST_PARTS).filter(|part| part.is_object()).collect();
    // A letter without documents is one itself.
    let all = if listed.is_empty() { vec![letter] } else { listed };
    let main = all.iter().position(|part| flag(part, "mainDocument")).unwrap_or(0);
    let mut parts: Vec<Part<'_>> = Vec::new();
    for (place, value) in all.into_iter().enumerate() {
        let is_main = place == main;
        let content = link::find(value, "get_document_content");
        let receipt = link::find(value, "send_opening_receipt").filter(|_| content.is_none());
        // What the letter itself has is its main document's, unless that asks for a receipt.
        let inherited = || link::find(letter, "get_document_content").filter(|_| is_main && receipt.is_none());
        let id = if is_main { MAIN.to_owned() } else { unlike(&parts, &name_of(value)) };
        parts.push(Part {
            id: RemoteId(id),
            kind: if is_main { DocumentKind::Main } else { DocumentKind::Additional },
            value,
            content: content.or_else(inherited),
            receipt,
        });
    }
    parts.sort_by_key(|part| part.kind);
    parts
}

fn name_of(value: &Value) -> String {
    let of = |name: &str| value.get(name).map(ToString::to_string).unwrap_or_default();
    // Not its title: that is another while the letter is locked.
    let said = ["fileType", "fileSize", "created"].map(of).join("|");
    format!("{:016x}", fingerprint(&said))
}

/// The name, with a number where there is another of that name.
fn unlike(others: &[Part<'_>], name: &str) -> String {
    let same = |one: &&Part<'_>| one.id.as_str() == name || one.id.as_str().starts_with(&format!("{name}-"));
    match others.iter().filter(same).count() {
        0 => name.to_owned(),
        many => format!("{name}-{many}"),
    }
}

impl Part<'_> {
    pub fn title(&self) -> String {
        line(self.value, "subject").unwrap_or_default()
    }

    /// Locked with a key that the service does not have: nobody but its own page can open it.
    pub fn is_locked(&self) -> bool {
        flag(self.value, "userKeyEncrypted")
    }

    /// Opened before, by whoever may.
    pub fn is_read(&self) -> bool {
        flag(self.value, "read")
    }

    /// Its file, named by its title.
    pub fn file(&self) -> RemoteFile {
        let kind = line(self.value, "fileType").unwrap_or_default().to_lowercase();
        let (title, ending) = (self.title(), format!(".{kind}"));
        let named = kind.is_empty() || title.to_lowercase().ends_with(&ending);
        RemoteFile {
            id: RemoteId(FILE.to_owned()),
            filename: if named { title } else { format!("{title}{ending}") },
            mime: mime(&kind).to_owned(),
            language: String::new(),
            size: count(self.value, "fileSize").unwrap_or_default(),
        }
    }
}

/// The level that a letter takes, of which one knows nothing but its word; none is what every login has.
///
/// What opens what is no line but a lattice: `PASSWORD` is opened by every login, `IDPORTEN_3` by MinID and by what is
/// stronger, and `TWO_FACTOR`, which is Digipost's own and not ID-porten's, by itself and by `IDPORTEN_4` alone. Logins
/// are made by ID-porten here, so both of these take the highest.
pub fn level(value: &Value, odd: &mut Vec<String>) -> Option<Level> {
    match line(value, "authentication-level")?.as_str() {
        "PASSWORD" => None,
        "IDPORTEN_3" => Some(Level::Substantial),
        "IDPORTEN_4" | "TWO_FACTOR" => Some(Level::High),
        _ => {
            odd.push("the level that it takes is unknown".to_owned());
            Some(Level::High)
        }
    }
}

fn mime(kind: &str) -> &'static str {
    match kind {
        "pdf" => "application/pdf",
        "html" | "htm" => "text/html",
        "txt" => "text/plain",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "bmp" => "image/bmp",
        "tif" | "tiff" => "image/tiff",
        "webp" => "image/webp",
        "ics" => "text/calendar",
        "xml" => "application/xml",
        "json" => "application/json",
        "zip" => "application/zip",
        "doc" => "application/msword",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xls" => "application/vnd.ms-excel",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "odt" => "application/vnd.oasis.opendocument.text",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn linked(relation: &str) -> Value {
        json!([{"rel": format!("/r/{relation}"), "uri": format!("/{relation}")}])
    }

    #[test]
    fn documents_are_known_again_in_another_order_and_with_another_link() {
        let part = |subject: &str, main: bool, relation: &str| json!({"subject": subject, "mainDocument": main, "fileSize": subject.len(), "link": linked(relation)});
        let before = json!({"attachment": [part("Brev", true, "get_document_content"), part("Vedlegg", false, "send_opening_receipt"),
            part("B", false, "x"), part("B", false, "x")]});
        let after = json!({"attachment": [part("B", false, "x"), part("Vedlegg", false, "get_document_content"),
            part("Omdøpt", true, "x"), part("B", false, "x")]});
        let ids = |letter: &Value| {
            let mut ids: Vec<String> = parts(letter).iter().map(|part| part.id.0.clone()).collect();
            ids.sort();
            ids
        };
        assert_eq!(ids(&before), ids(&after));
        assert_eq!(ids(&before).len(), 4);
        assert_eq!((parts(&after)[0].id.as_str(), parts(&after)[0].kind), ("main", DocumentKind::Main));
        let asks = &parts(&before)[1];
        assert_eq!((asks.content, asks.receipt), (None, Some("/send_opening_receipt")));
    }

    #[test]
    fn the_letters_own_content_is_its_main_documents_unless_a_receipt_is_asked_for() {
        let letter = |relation: &str| {
            json!({"link": linked("get_document_content"), "attachment": [{"mainDocument": true, "link": linked(relation)},
                {"link": []}]})
        };
        let contents = |letter: &Value| parts(letter).iter().map(|part| part.content.is_some()).collect::<Vec<_>>();
        assert_eq!(contents(&letter("x")), [true, false]);
        assert_eq!(contents(&letter("send_opening_receipt")), [false, false]);
        assert_eq!(
            contents(&json!({"subject": "x", "link": linked("get_document_content"), "attachment": "y"})),
            [true]
        );
    }

    #[test]
    fn a_file_is_named_by_its_title_and_typed_by_its_ending() {
        for (subject, kind, name, mime) in [
            ("Brev", "pdf", "Brev.pdf", "application/pdf"),
            ("Brev.PDF", "pdf", "Brev.PDF", "application/pdf"),
            ("Side", "HTML", "Side.html", "text/html"),
            ("Noe", "exe", "Noe.exe", "application/octet-stream"),
            ("Noe", "", "Noe", "application/octet-stream"),
        ] {
            let letter = json!({"attachment": [{"subject": subject, "fileType": kind, "fileSize": "12"}]});
            let file = parts(&letter)[0].file();
            assert_eq!((file.filename.as_str(), file.mime.as_str(), file.size), (name, mime, 12));
        }
    }

    #[test]
    fn each_level_takes_a_login_that_opens_it() {
        for (word, needed, odd) in [
            (json!("PASSWORD"), None, 0),
            (json!("IDPORTEN_3"), Some(Level::Substantial), 0),
            (json!("IDPORTEN_4"), Some(Level::High), 0),
            (json!("TWO_FACTOR"), Some(Level::High), 0),
            (json!("RETINA"), Some(Level::High), 1),
            (json!(null), None, 0),
        ] {
            let mut strange = Vec::new();
            assert_eq!(level(&json!({"authentication-level": word}), &mut strange), needed);
            assert_eq!(strange.len(), odd, "{word}");
        }
    }
}
