//! An opened letter: its text, its attachments and what was sent to and fro (transmissions) as documents, what can be done
//! about it, and what happened. Addresses and the token stay in memory; what is handed on names them by ids of ours.
//!
//! A letter's text changes with its edition, so its document is named by that: another edition is another document, which
//! is fetched anew. Attachments and transmissions are never changed by their senders and keep their ids.

use super::actions::{self, Page};
use super::history;
use super::item::Item;
use super::opened::{Target, Targets};
use super::texts::{Languages, line, list, moment, word};
use crate::remote::{RemoteDocument, RemoteFile};
use jiff::Timestamp;
use model::{DocumentKind, Happening, RemoteId};
use serde_json::Value;

/// More than any letter has; more are left out, and that is said.
const MOST_DOCUMENTS: usize = 200;
const MOST_URLS: usize = 20;
/// The interface allows 1,023 characters.
const LONGEST_TEXT: usize = 64 << 10;
const LONGEST_ADDRESS: usize = 2048;
/// What stands for an address that this login may not have, or nobody any more.
const UNAUTHORIZED: &str = "urn:dialogporten:unauthorized";
const EXPIRED: &str = "urn:dialogporten:expired";

/// What is needed to read one.
pub struct Reader<'a> {
    pub languages: &'a Languages,
    /// The page on which people see the letter at Altinn.
    pub page: Option<&'a Page>,
    pub now: Timestamp,
}

/// What was read beside the header.
#[derive(Debug, Default)]
pub struct Dialog {
    pub documents: Vec<RemoteDocument>,
    pub history: Vec<Happening>,
    pub targets: Targets,
    pub odd: Vec<String>,
}

/// A file, and where its bytes are.
struct Found {
    file: RemoteFile,
    target: Target,
}

impl Dialog {
    pub fn read(value: &Value, item: &Item, with: &Reader<'_>) -> Self {
        let mut dialog = Dialog::default();
        dialog.main(value, item, with);
        for attachment in list(value, "attachments", MOST_DOCUMENTS) {
            dialog.attachment(attachment, with);
        }
        for transmission in list(value, "transmissions", MOST_DOCUMENTS) {
            dialog.transmission(transmission, with);
        }
        let all = |name: &str| value.get(name).and_then(Value::as_array).map_or(0, Vec::len);
        if all("attachments") > MOST_DOCUMENTS || all("transmissions") > MOST_DOCUMENTS {
            dialog.odd.push("it has more documents than are shown".to_owned());
        }
        dialog.history = history::read(value, item.sender(), with.languages, &mut dialog.odd);
        dialog
    }

    fn main(&mut self, value: &Value, item: &Item, with: &Reader<'_>) {
        let content = value.get("content").unwrap_or(&Value::Null);
        let name = |ending: &str| format!("{}.{ending}", item.subject());
        let files = [("mainContentReference", "embed"), ("additionalInfo", "info")];
        let files = files.into_iter().filter_map(|(field, id)| text(content.get(field)?, id, with, name)).collect();
        let id = RemoteId(format!("main {}", item.edition()));
        let actions = actions::read(value, with.languages, with.page);
        let document = RemoteDocument {
            id,
            kind: DocumentKind::Main,
            label: item.subject().to_owned(),
            files: Vec::new(),
            actions,
            cards: Vec::new(),
        };
        self.add(document, files);
    }

    fn attachment(&mut self, value: &Value, with: &Reader<'_>) {
        let Some(id) = word(value, "id") else {
            self.odd.push("an attachment has no id".to_owned());
            return;
        };
        let files = self.files(value, with);
        if !files.is_empty() {
            let label = name(value, with).unwrap_or_default();
            self.add(additional(format!("attachment {id}"), label), files);
        }
    }

    fn transmission(&mut self, value: &Value, with: &Reader<'_>) {
        let Some(id) = word(value, "id") else {
            self.odd.push("something that was sent has no id".to_owned());
            return;
        };
        let content = value.get("content").unwrap_or(&Value::Null);
        let title = with.languages.content(content, "title").and_then(line).unwrap_or_default();
        let name = |ending: &str| format!("{title}.{ending}");
        let files = [("contentReference", "embed"), ("summary", "summary")];
        let mut files: Vec<Found> =
            files.into_iter().filter_map(|(field, id)| text(content.get(field)?, id, with, name)).collect();
        for attachment in list(value, "attachments", MOST_DOCUMENTS) {
            files.extend(self.files(attachment, with));
        }
        let mut document = additional(history::transmission(id), title.clone());
        document.actions = actions::of_transmission(value, with.languages, with.now, &mut self.odd);
        self.add(document, files);
    }

    fn add(&mut self, mut document: RemoteDocument, files: Vec<Found>) {
        for Found { mut file, target } in files {
            // Senders' ids are theirs alone.
            while self.targets.contains_key(&(document.id.clone(), file.id.clone())) {
                file.id.0.push('+');
            }
            self.targets.insert((document.id.clone(), file.id.clone()), target);
            document.files.push(file);
        }
        self.documents.push(document);
    }

    /// The files of an attachment: those that are made for people, or else those for programs.
    fn files(&mut self, value: &Value, with: &Reader<'_>) -> Vec<Found> {
        let over = moment(value, "expiresAt", &mut self.odd).is_some_and(|at| at <= with.now);
        let addresses: Vec<&Value> = list(value, "urls", MOST_URLS).collect();
        let is = |address: &str| addresses.iter().any(|one| word(one, "url") == Some(address));
        if over || is(EXPIRED) {
            self.odd.push("an attachment has expired".to_owned());
            return Vec::new();
        }
        if is(UNAUTHORIZED) {
            self.odd.push("an attachment may not be read with this login".to_owned());
        }
        let usable = |one: &&&Value| word(one, "url").is_some_and(is_address);
        let of = |consumer: &'static str| {
            addresses.iter().filter(usable).filter(move |one| word(one, "consumerType") == Some(consumer))
        };
        let gui: Vec<&Value> = of("Gui").copied().collect();
        let chosen = if gui.is_empty() { addresses.iter().filter(usable).copied().collect() } else { gui };
        let name = name(value, with).unwrap_or_default();
        (0..).zip(chosen).filter_map(|(number, one)| file(one, number, &name)).collect()
    }
}

fn additional(id: String, label: String) -> RemoteDocument {
    let (files, actions, cards) = (Vec::new(), Vec::new(), Vec::new());
    RemoteDocument { id: RemoteId(id), kind: DocumentKind::Additional, label, files, actions, cards }
}

/// What an attachment is called.
fn name(value: &Value, with: &Reader<'_>) -> Option<String> {
    let shown = value.get("displayName").and_then(|names| with.languages.best(names)).and_then(line);
    shown.or_else(|| word(value, "name").and_then(line))
}

/// An address on the web. Which ones are gone to is decided where they are.
pub fn is_address(text: &str) -> bool {
    let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    text.len() <= LONGEST_ADDRESS && (lower.starts_with("https://") || lower.starts_with("http://"))
}

fn file(value: &Value, number: usize, name: &str) -> Option<Found> {
    let url = word_of_address(value)?;
    let claimed = word(value, "mediaType").and_then(line).unwrap_or_default();
    let (mime, target) = match embedded(&claimed) {
        Some((mime, _)) => (mime.to_owned(), Target::Embed(url.to_owned(), mime)),
        None => (claimed.clone(), Target::File(url.to_owned(), claimed)),
    };
    let id = word(value, "id").map_or_else(|| format!("url {number}"), str::to_owned);
    Some(Found { file: remote_file(id, name.to_owned(), mime, 0), target })
}

fn word_of_address(value: &Value) -> Option<&str> {
    value.get("url")?.as_str().filter(|url| is_address(url))
}

fn remote_file(id: String, filename: String, mime: String, size: usize) -> RemoteFile {
    RemoteFile { id: RemoteId(id), filename, mime, language: String::new(), size: size as u64 }
}

/// A piece of content that is a text, or says where one is (a front channel embed can stand in any field).
fn text(value: &Value, id: &str, with: &Reader<'_>, name: impl Fn(&str) -> String) -> Option<Found> {
    let said = with.languages.best(value.get("value")?)?;
    let media = word(value, "mediaType").unwrap_or("text/plain");
    if let Some((mime, ending)) = embedded(media) {
        let allowed = value.get("isAuthorized").and_then(Value::as_bool) != Some(false);
        let url = Some(said.trim()).filter(|url| allowed && is_address(url))?;
        let file = remote_file(id.to_owned(), name(ending), mime.to_owned(), 0);
        return Some(Found { file, target: Target::Embed(url.to_owned(), mime) });
    }
    let (mime, ending) = kind(media)?;
    let said: String = said.chars().take(LONGEST_TEXT).collect();
    let file = remote_file(id.to_owned(), name(ending), mime.to_owned(), said.len());
    Some(Found { file, target: Target::Text(said, mime.to_owned()) })
}

/// What is behind a front channel embed.
fn embedded(media: &str) -> Option<(&'static str, &'static str)> {
    let media: String = media.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    let (essence, parameter) = media.split_once(';')?;
    if !essence.starts_with("application/vnd.dialogporten.frontchannelembed") {
        return None;
    }
    kind(parameter.strip_prefix("type=")?).filter(|(_, ending)| *ending != "txt")
}

/// A type of text, and the ending of its files.
fn kind(media: &str) -> Option<(&'static str, &'static str)> {
    match media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase().as_str() {
        "text/markdown" | "markdown" => Some(("text/markdown", "md")),
        "text/html" | "html" => Some(("text/html", "html")),
        "text/plain" | "plain" => Some(("text/plain", "txt")),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
