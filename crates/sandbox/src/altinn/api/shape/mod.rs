//! Answers in Dialogporten's shapes. Every member is written, also those that are null, as the service writes them.

mod dialog;
mod item;
mod parts;
mod transmission;

pub use dialog::{dialog, seen_entry};
pub use item::item;
pub use parts::{activity, activity_in_list, actor};
pub use transmission::{Told, transmission};

use crate::altinn::asked::Asked;
use crate::altinn::dialog::Texts;
use serde_json::{Value, json};

/// What stands instead of an address that the person may not use.
const UNAUTHORIZED: &str = "urn:dialogporten:unauthorized";
/// What stands instead of an address whose time is over.
const EXPIRED: &str = "urn:dialogporten:expired";

/// By whom and when something is looked at.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// By whom.
    pub asked: &'a Asked,
    /// By the services' clock, as the service writes times.
    pub now: &'a str,
}

impl View<'_> {
    /// The localisations that are told.
    fn told(&self, texts: &Texts) -> Vec<Value> {
        self.asked.languages.told(texts)
    }

    /// The same, or null when there is no text.
    fn told_or_null(&self, texts: &Texts) -> Value {
        if texts.is_empty() { Value::Null } else { self.told(texts).into() }
    }

    /// The interface's `ContentValue` of a plain text, or null when there is none.
    fn content(&self, texts: &Texts, media_type: &str) -> Value {
        match texts.is_empty() {
            true => Value::Null,
            false => json!({"value": self.told(texts), "mediaType": media_type, "isAuthorized": null}),
        }
    }

    /// An address, with the sandbox's own before what begins with a slash.
    fn url(&self, url: &str) -> String {
        if url.starts_with('/') { format!("{}{url}", self.asked.base) } else { url.to_owned() }
    }

    /// An address that may be used and whose time is not over, or what stands for it.
    fn usable(&self, url: &str, allowed: bool, expires: Option<&str>) -> String {
        match (allowed, expires) {
            (false, _) => UNAUTHORIZED.to_owned(),
            (true, Some(expires)) if expires < self.now => EXPIRED.to_owned(),
            (true, _) => self.url(url),
        }
    }
}
