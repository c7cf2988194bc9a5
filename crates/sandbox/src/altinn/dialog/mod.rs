//! A dialog as the service keeps it: the service owner's words and the end users' context, in types of their own that the
//! answers are made of.

mod labels;
mod parts;
mod texts;

pub use labels::{Label, changed};
pub use parts::{
    Action, Activity, Actor, ApiAction, Attachment, Embed, EmbedKind, Endpoint, Link, NavigationalAction, Transmission,
};
pub use texts::Texts;

use serde::{Deserialize, Serialize};

/// The whole of it. Times are as the service writes them.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Dialog {
    /// Its id.
    pub id: String,
    /// Changes with every change by the service owner.
    pub revision: String,
    /// The service owner's code.
    pub org: String,
    /// The service, as a URN.
    pub resource: String,
    /// The service's type, as the resource registry writes it in lower case.
    pub resource_type: String,
    /// The level of assurance that its content takes: 3, or 4 for high.
    pub level: i64,
    /// To whom it belongs, as a URN.
    pub party: String,
    /// `InProgress`, `Draft`, `RequiresAttention`, `Completed`, `NotApplicable` or `Awaiting`.
    pub status: String,
    /// The service's own word for the status.
    pub extended_status: Option<String>,
    /// The service's own reference.
    pub external_reference: Option<String>,
    /// The business process that it belongs to.
    pub process: Option<String>,
    /// The process before.
    pub preceding_process: Option<String>,
    /// 1 to 100.
    pub progress: Option<i64>,
    /// Another name that it can be looked up by.
    pub instance: Option<String>,
    /// When it was made.
    pub created: String,
    /// When it was last changed.
    pub updated: String,
    /// When its content was last changed.
    pub content_updated: String,
    /// Until when something is to be done.
    pub due: Option<String>,
    /// Nobody sees it before.
    pub visible_from: Option<String>,
    /// Nobody sees it afterwards.
    pub expires: Option<String>,
    /// When the service owner deleted it.
    pub deleted: Option<String>,
    /// Not meant for people.
    pub api_only: bool,
    /// Somebody read it since its content was last changed.
    pub seen: bool,
    /// Changes when its labels are changed.
    pub context_revision: String,
    /// Its labels.
    pub labels: Vec<Label>,
    /// What it says.
    pub content: Content,
    /// Its attachments.
    pub attachments: Vec<Attachment>,
    /// What a person can do about it.
    pub gui_actions: Vec<Action>,
    /// What a program can do about it.
    pub api_actions: Vec<ApiAction>,
    /// What went to and fro.
    pub transmissions: Vec<Transmission>,
    /// What happened.
    pub activities: Vec<Activity>,
    /// Words that it is found by and that nobody sees.
    pub tags: Vec<String>,
}

/// What a dialog says.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Content {
    /// The title.
    pub title: Texts,
    /// The summary; may be empty.
    pub summary: Texts,
    /// The title for whoever may not read it.
    pub non_sensitive_title: Texts,
    /// The summary for whoever may not read it.
    pub non_sensitive_summary: Texts,
    /// The sender, when that is not the service owner.
    pub sender_name: Texts,
    /// More, in Markdown.
    pub additional_info: Texts,
    /// What people read for the service's own word for the status.
    pub extended_status: Texts,
    /// What is fetched from the service owner and shown in the place of a body.
    pub embed: Option<Embed>,
}

impl Dialog {
    /// Whether its content counts as seen.
    #[must_use]
    pub fn content_seen(&self) -> bool {
        self.seen && !self.labels.contains(&Label::MarkedAsUnopened)
    }

    /// Whether a transmission was opened, as the service owner reported.
    #[must_use]
    pub fn opened(&self, transmission: &str) -> bool {
        let about = |one: &&Activity| one.transmission.as_deref() == Some(transmission);
        self.activities.iter().filter(about).any(|one| one.kind == "TransmissionOpened")
    }

    /// Whether something from the service owner was not reported as opened.
    #[must_use]
    pub fn unopened(&self) -> bool {
        if self.resource_type == "correspondenceservice" {
            return !self.activities.iter().any(|one| one.kind == "CorrespondenceOpened");
        }
        self.transmissions.iter().any(|one| !one.is_from_party() && !self.opened(&one.id))
    }
}
