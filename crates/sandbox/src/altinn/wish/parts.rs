//! Wishes for what a dialog consists of beside its words.

use crate::altinn::dialog::{EmbedKind, Texts};
use crate::altinn::times::Moment;
use serde::Deserialize;

/// What is fetched and shown: its kind alone, or more of it.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum EmbedWish {
    /// The kind, with a text of the sandbox's own.
    Kind(EmbedKind),
    /// The kind, what it says, how long it takes, and whether the person may read it.
    Whole(EmbedParts),
}

/// The parts of an embed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct EmbedParts {
    /// What comes.
    pub kind: EmbedKind,
    /// What it says, in Markdown or HTML.
    pub text: Texts,
    /// How long a slow one takes.
    pub seconds: Option<u64>,
    /// Whether the person may read it.
    pub is_authorized: Option<bool>,
}

/// An attachment, with its file or with addresses of its own.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct AttachmentWish {
    /// Its name among people; the file's name unless said.
    pub title: Option<Texts>,
    /// Its name among programs.
    pub name: Option<String>,
    /// The file's name.
    pub filename: Option<String>,
    /// The file's type.
    pub mime: Option<String>,
    /// The file's text.
    pub text: Option<String>,
    /// The text of a PDF, in the markup of `pdf`.
    pub pdf_text: Option<String>,
    /// The file's bytes.
    pub base64: Option<String>,
    /// Where it is, instead of a file.
    pub url: Option<String>,
    /// For whom: `Gui`, `Api` or both; both unless said.
    pub consumers: Option<Vec<String>>,
    /// When it can be had no longer.
    pub expires_at: Option<Moment>,
}

/// Something that a person can do.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct ActionWish {
    /// The right that it takes; `read` unless said.
    pub action: Option<String>,
    /// Its name.
    pub title: Texts,
    /// What is asked first.
    pub prompt: Texts,
    /// Where; with the sandbox itself unless said.
    pub url: Option<String>,
    /// How it is called; GET unless said.
    pub http_method: Option<String>,
    /// `Primary`, `Secondary` or `Tertiary`; the first is primary unless said, the others tertiary.
    pub priority: Option<String>,
    /// Afterwards the dialog is gone.
    pub is_delete_dialog_action: bool,
    /// Whether the person may.
    pub is_authorized: Option<bool>,
}

/// Something that a program can do.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct ApiActionWish {
    /// The right that it takes.
    pub action: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// Where.
    pub url: String,
    /// How it is called.
    pub http_method: Option<String>,
    /// Whether the person may.
    pub is_authorized: Option<bool>,
}

/// Something that went to or fro.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct TransmissionWish {
    /// `Information` unless said. `Submission` and `Correction` come from the party.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// The service's own word for that, as a URI.
    pub extended_type: Option<String>,
    /// The service's own reference.
    pub external_reference: Option<String>,
    /// When; now unless said.
    pub created_at: Option<Moment>,
    /// The name of whoever sent it for the party.
    pub sender: Option<String>,
    /// Which of the transmissions it answers, counted from 0.
    pub related_to: Option<usize>,
    /// Its title.
    pub title: Texts,
    /// Its summary.
    pub summary: Texts,
    /// What is fetched and shown.
    pub embed: Option<EmbedWish>,
    /// Its attachments.
    pub attachments: Vec<AttachmentWish>,
    /// Where it leads.
    pub navigational_actions: Vec<LinkWish>,
    /// Whether the person may read it.
    pub is_authorized: Option<bool>,
    /// The service owner reported that it was opened.
    pub opened: bool,
}

/// Where a transmission leads.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct LinkWish {
    /// Its name.
    pub title: Texts,
    /// Where.
    pub url: String,
    /// Until when.
    pub expires_at: Option<Moment>,
}

/// Something that happened.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct ActivityWish {
    /// The interface's word; `Information` unless said.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// The service's own word for that, as a URI.
    pub extended_type: Option<String>,
    /// What is told about it.
    pub description: Texts,
    /// When; now unless said.
    pub created_at: Option<Moment>,
    /// The name of whoever did it for the party; the service owner unless said.
    pub by: Option<String>,
    /// About which transmission, counted from 0.
    pub transmission: Option<usize>,
}
