//! What a dialog consists of beside its words: attachments, actions, transmissions and activities.

use super::Texts;
use serde::{Deserialize, Serialize};

/// What is fetched from the service owner and shown in the place of a body.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Embed {
    /// What comes.
    pub kind: EmbedKind,
    /// What it says, by language, in Markdown or HTML.
    pub text: Texts,
    /// How long a slow one takes.
    pub seconds: u64,
    /// The person may not read it.
    pub refused: bool,
}

/// What comes of an embed: what was promised, or one of the ways in which a service owner can fail.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum EmbedKind {
    /// Markdown, as promised.
    #[default]
    Markdown,
    /// HTML, as promised; the older form.
    Html,
    /// More than 100 KB.
    TooLarge,
    /// After a long while.
    Slow,
    /// Markdown that says that it is something else.
    WrongType,
    /// After five redirects on the same host.
    Redirects,
    /// After a redirect to the same machine by another name.
    OtherHost,
    /// After more redirects than anybody follows.
    EndlessRedirects,
    /// A page of HTML where Markdown was promised, with 200.
    HtmlPage,
    /// Nothing, with 204.
    Empty,
    /// 401.
    Unauthorized,
    /// 500.
    ServerError,
    /// Markdown with scripts, HTML and links that run something.
    Hostile,
}

impl EmbedKind {
    /// What the dialog promises.
    #[must_use]
    pub fn promised(self) -> &'static str {
        if self == EmbedKind::Html { "text/html" } else { "text/markdown" }
    }
}

/// An attachment. Its files lie with the service owner.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Attachment {
    /// Its id.
    pub id: String,
    /// Its name among programs.
    pub name: Option<String>,
    /// Its name among people.
    pub title: Texts,
    /// Where its files are.
    pub links: Vec<Link>,
    /// When it can be had no longer.
    pub expires: Option<String>,
}

/// One representation of an attachment.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Link {
    /// Its id.
    pub id: String,
    /// Where; what begins with a slash is the sandbox's own.
    pub url: String,
    /// Its type, as the service owner claims.
    pub media_type: Option<String>,
    /// `Gui` or `Api`.
    pub consumer: String,
}

/// Something that a person can do.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Action {
    /// Its id.
    pub id: String,
    /// The right that it takes.
    pub action: String,
    /// Its name.
    pub title: Texts,
    /// What is asked first; may be empty.
    pub prompt: Texts,
    /// Where; what begins with a slash is the sandbox's own.
    pub url: String,
    /// How it is called.
    pub method: String,
    /// `Primary`, `Secondary` or `Tertiary`.
    pub priority: String,
    /// Afterwards the dialog is gone.
    pub deletes: bool,
    /// The person may.
    pub allowed: bool,
}

/// Something that a program can do.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ApiAction {
    /// Its id.
    pub id: String,
    /// The right that it takes.
    pub action: String,
    /// Its name.
    pub name: Option<String>,
    /// Where.
    pub endpoints: Vec<Endpoint>,
    /// The person may.
    pub allowed: bool,
}

/// Where something can be done by a program.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Endpoint {
    /// Its id.
    pub id: String,
    /// Where; what begins with a slash is the sandbox's own.
    pub url: String,
    /// How it is called.
    pub method: String,
}

/// Who did something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The service owner; else somebody for the party.
    pub owner: bool,
    /// Who, as a URN.
    pub id: Option<String>,
    /// By name.
    pub name: Option<String>,
}

/// Something that went from the service owner to the party, or the other way.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Transmission {
    /// Its id.
    pub id: String,
    /// When.
    pub created: String,
    /// `Information`, `Acceptance`, `Rejection`, `Request`, `Alert`, `Decision`, `Submission` or `Correction`.
    pub kind: String,
    /// The service's own word for that, as a URI.
    pub extended_kind: Option<String>,
    /// The service's own reference.
    pub external_reference: Option<String>,
    /// Which one it answers.
    pub related: Option<String>,
    /// From whom.
    pub sender: Actor,
    /// Its title.
    pub title: Texts,
    /// Its summary; may be empty.
    pub summary: Texts,
    /// What is fetched and shown.
    pub embed: Option<Embed>,
    /// Its attachments.
    pub attachments: Vec<Attachment>,
    /// Where it leads.
    pub links: Vec<NavigationalAction>,
    /// The person may read it.
    pub allowed: bool,
}

impl Transmission {
    /// Whether the party sent it.
    #[must_use]
    pub fn is_from_party(&self) -> bool {
        matches!(self.kind.as_str(), "Submission" | "Correction")
    }
}

/// Where a transmission leads.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct NavigationalAction {
    /// Its name.
    pub title: Texts,
    /// Where.
    pub url: String,
    /// Until when.
    pub expires: Option<String>,
}

/// Something that happened.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Activity {
    /// Its id.
    pub id: String,
    /// When.
    pub created: String,
    /// The interface's word for what.
    pub kind: String,
    /// The service's own word for that, as a URI.
    pub extended_kind: Option<String>,
    /// What is told about it; may be empty.
    pub description: Texts,
    /// Who did it.
    pub by: Actor,
    /// About which transmission.
    pub transmission: Option<String>,
}
