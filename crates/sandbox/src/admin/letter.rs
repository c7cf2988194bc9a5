//! A letter as the administrator writes it, in JSON.

use super::Refused;
use crate::compose::Part;
use crate::pdf::{self, Sheet};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use serde::Deserialize;
use serde_json::{Map, Value};

/// The body of `POST /admin/letters`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Wish {
    /// To whom.
    pub to: To,
    /// The sender's name.
    pub sender: String,
    /// The subject.
    pub subject: String,
    /// The main document; a letter may have none.
    pub body: Option<Content>,
    /// More documents.
    pub attachments: Option<Vec<Attachment>>,
    /// Through which service.
    pub provider: Option<String>,
    /// Opening it serves the owner.
    pub legal_notification: Option<bool>,
    /// A reply is asked for by then.
    pub reply_by: Option<String>,
    /// What can be done about it: the code of an action, or the interface's members.
    pub action: Option<Value>,
    /// The level of assurance that its content takes.
    pub level: Option<String>,
    /// So many alike.
    pub count: Option<u32>,
    /// What it says in a line or two (Altinn).
    pub summary: Option<String>,
    /// Opening it takes that its receipt is confirmed (Altinn, Digipost).
    pub receipt: Option<bool>,
    /// What is to be paid (Digipost).
    pub invoice: Option<Value>,
    /// Structured data (Digipost).
    pub metadata: Option<Vec<Value>>,
}

/// A person's own mailbox, or any by id.
#[derive(Deserialize)]
pub struct To {
    /// The demo person.
    pub person: Option<String>,
    /// The mailbox's id.
    pub mailbox: Option<String>,
}

/// What the main document says, in one of its forms.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Content {
    text: Option<String>,
    html: Option<String>,
    pdf_text: Option<String>,
    base64: Option<String>,
    mime: Option<String>,
    filename: Option<String>,
}

/// An attachment.
#[derive(Deserialize)]
pub struct Attachment {
    filename: String,
    mime: Option<String>,
    text: Option<String>,
    base64: Option<String>,
}

/// The interface's `Action`, from its code alone or from its members; what is not said is filled in.
///
/// # Errors
/// When it is neither.
pub fn action(wish: Value) -> Result<Value, Refused> {
    let mut fields = match wish {
        Value::String(code) => Map::from_iter([("actionCode".to_owned(), Value::String(code))]),
        Value::Object(fields) => fields,
        _ => return Err(Refused::because("an action is its code, or an object")),
    };
    for (short, name) in [("code", "actionCode"), ("url", "entryPointUrl")] {
        if let Some(value) = fields.remove(short) {
            fields.insert(name.to_owned(), value);
        }
    }
    let code = fields.get("actionCode").and_then(Value::as_str).unwrap_or("INFORMATION").to_owned();
    fields.entry("actionCode").or_insert_with(|| code.clone().into());
    fields.entry("label").or_insert_with(|| code.into());
    if !fields.contains_key("reservationStartTime") {
        fields.entry("entryPointUrl").or_insert("https://selvbetjening.example.org/".into());
    }
    Ok(Value::Object(fields))
}

/// A moment; without a zone it is Denmark's time, and a day alone lasts to its end.
///
/// # Errors
/// When it is none.
pub fn deadline(text: &str) -> Result<Timestamp, Refused> {
    let zone = TimeZone::get("Europe/Copenhagen").unwrap_or(TimeZone::UTC);
    let last = Time::constant(23, 59, 59, 0);
    let day = || (text.len() == 10).then(|| text.parse::<Date>().ok()).flatten().map(|day| day.to_datetime(last));
    let civil = || day().or_else(|| text.parse::<DateTime>().ok());
    let moment = text.parse().ok().or_else(|| zone.to_timestamp(civil()?).ok());
    moment.ok_or_else(|| Refused::because(format!("replyBy is no moment or day: {text}")))
}

impl Content {
    /// The file that it makes.
    ///
    /// # Errors
    /// When it says nothing, several things, or what is not base64.
    pub fn part(self, sender: &str, subject: &str, language: &str) -> Result<Part, Refused> {
        let (usual, mime, bytes) = match (self.text, self.html, self.pdf_text, self.base64) {
            (Some(text), None, None, None) => ("brev.txt", "text/plain", text.into_bytes()),
            (None, Some(html), None, None) => ("brev.html", "text/html", html.into_bytes()),
            (None, None, Some(text), None) => {
                let sheet = Sheet { from: sender, to: "", date: "", title: subject, text: &text };
                let bytes = pdf::write_in(&sheet, language).map_err(|error| Refused::because(error.to_string()))?;
                ("brev.pdf", "application/pdf", bytes)
            }
            (None, None, None, Some(base64)) => ("brev.bin", "application/octet-stream", decode(&base64)?),
            _ => return Err(Refused::because("a body is one of text, html, pdfText and base64")),
        };
        let filename = self.filename.unwrap_or_else(|| usual.to_owned());
        Ok(part(filename, self.mime.unwrap_or_else(|| mime.to_owned()), language, bytes))
    }
}

impl Attachment {
    /// The file that it makes.
    ///
    /// # Errors
    /// When it has neither text nor base64, or what is not base64.
    pub fn part(self, language: &str) -> Result<Part, Refused> {
        let (mime, bytes) = match (self.text, self.base64) {
            (Some(text), None) => ("text/plain", text.into_bytes()),
            (None, Some(base64)) => ("application/octet-stream", decode(&base64)?),
            _ => return Err(Refused::because("an attachment is one of text and base64")),
        };
        Ok(part(self.filename, self.mime.unwrap_or_else(|| mime.to_owned()), language, bytes))
    }
}

fn part(filename: String, mime: String, language: &str, bytes: Vec<u8>) -> Part {
    Part { filename, mime, language: language.to_owned(), bytes }
}

fn decode(text: &str) -> Result<Vec<u8>, Refused> {
    STANDARD.decode(text.trim()).map_err(|error| Refused::because(format!("not base64: {error}")))
}
