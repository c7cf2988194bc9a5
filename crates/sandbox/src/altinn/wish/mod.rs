//! A dialog as the administrator wishes it, with a service owner's freedom. The demo's dialogs are written in the same words.
//! What is not said is filled in; of a change, what is not said stays.

mod build;
mod parts;

pub use build::{Made, WishError, change, embed, make};
pub use parts::{ActionWish, ActivityWish, ApiActionWish, AttachmentWish, EmbedParts, EmbedWish, TransmissionWish};

use super::dialog::Texts;
use super::times::Moment;
use serde::Deserialize;

/// The body of `POST /admin/altinn/dialogs`. A text is a string in Bokmål or an object by language and may have gaps
/// (`{dag:14}`); a moment may be counted from now (`+14d 09:00`); an empty string takes away what is there.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Wish {
    /// To whom: a URN, a number, or a demo person's word.
    pub party: Option<String>,
    /// About which service, by its URN or its id.
    pub service_resource: Option<String>,
    /// The service owner's code, when the service is none of the registry.
    pub org: Option<String>,
    /// The service's type, likewise.
    pub service_resource_type: Option<String>,
    /// `substantial`, `high`, 3 or 4.
    pub level: Option<LevelWish>,
    /// The title.
    pub title: Option<Texts>,
    /// The summary.
    pub summary: Option<Texts>,
    /// The title for whoever may not read it.
    pub non_sensitive_title: Option<Texts>,
    /// The summary for whoever may not read it.
    pub non_sensitive_summary: Option<Texts>,
    /// The sender.
    pub sender_name: Option<Texts>,
    /// More, in Markdown.
    pub additional_info: Option<Texts>,
    /// What people read for the service's own status.
    pub extended_status_label: Option<Texts>,
    /// What is fetched and shown.
    pub embed: Option<EmbedWish>,
    /// The status.
    pub status: Option<String>,
    /// The service's own status.
    pub extended_status: Option<String>,
    /// 1 to 100.
    pub progress: Option<i64>,
    /// The service's own reference.
    pub external_reference: Option<String>,
    /// The process that it belongs to.
    pub process: Option<String>,
    /// The process before.
    pub preceding_process: Option<String>,
    /// Another name that it can be looked up by.
    pub instance_ref: Option<String>,
    /// When it was made.
    pub created_at: Option<Moment>,
    /// Until when something is to be done.
    pub due_at: Option<Moment>,
    /// Nobody sees it before.
    pub visible_from: Option<Moment>,
    /// Nobody sees it afterwards.
    pub expires_at: Option<Moment>,
    /// Not meant for people.
    pub is_api_only: Option<bool>,
    /// Its labels, at first.
    pub labels: Vec<String>,
    /// Who saw it already: demo persons' words, or names.
    pub seen_by: Vec<String>,
    /// Words that it is found by.
    pub search_tags: Option<Vec<String>>,
    /// Attachments; of a change, all of them.
    pub attachments: Option<Vec<AttachmentWish>>,
    /// What a person can do; of a change, all of it.
    pub gui_actions: Option<Vec<ActionWish>>,
    /// What a program can do; of a change, all of it.
    pub api_actions: Option<Vec<ApiActionWish>>,
    /// What went to and fro; of a change, what is new.
    pub transmissions: Vec<TransmissionWish>,
    /// What happened; of a change, what is new.
    pub activities: Vec<ActivityWish>,
}

/// A level of assurance, as a word or in Altinn's numbers.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum LevelWish {
    /// Altinn's number.
    Number(i64),
    /// The word of contracts.
    Word(String),
}

impl LevelWish {
    /// Altinn's number.
    ///
    /// # Errors
    /// When it is none.
    pub fn number(&self) -> Result<i64, WishError> {
        match self {
            LevelWish::Number(3) => Ok(3),
            LevelWish::Number(4) => Ok(4),
            LevelWish::Word(word) if word == "substantial" => Ok(3),
            LevelWish::Word(word) if word == "high" => Ok(4),
            _ => Err(WishError::wrong("a level is substantial (3) or high (4)")),
        }
    }
}
